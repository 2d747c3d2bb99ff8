#!/bin/sh
# Makes the virtual environment with Debian's or any other Python 3.11 or newer.
#   virtual-environment.sh FOLDER
set -eu
folder=${1:?folder of the virtual environment}
python=${PYTHON:-python3}

fail() {
    echo "make setup: $*" >&2
    exit 1
}

command -v "$python" >/dev/null || fail "there is no $python. Install Python 3.11 or newer (Debian: apt-get install python3 python3-venv)."
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old: Python 3.11 or newer is needed (another one: make PYTHON=/path/to/python3.11 …)."
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    # Debian keeps these two in a package of their own.
    "$(dirname "$0")/debian-packages.sh" python3-venv ||
        fail "$python cannot make virtual environments. Ask for: apt-get install python3-venv"
fi
"$python" -m venv "$folder"
