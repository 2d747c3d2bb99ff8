#!/bin/sh
# Installs the Debian packages given, those that are missing, without starting their services.
#   debian-packages.sh rabbitmq-server postgresql chromium
# As root or through sudo. Where neither is possible it says what to ask for, and fails.
set -eu

missing=""
for package in "$@"; do
    state=$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

fail() {
    echo "Missing Debian packages:$missing. $*" >&2
    echo "Ask whoever may to run: apt-get update && apt-get install$missing" >&2
    exit 1
}

command -v apt-get >/dev/null || fail "This is not a Debian machine."
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null && sudo -n true 2>/dev/null || fail "They need root or sudo without a password."
    as_root="sudo -n"
fi

# The packages must not start services of their own: tests start private instances. Debian's way to say so is
# policy-rc.d; one that is already there is left as it is.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
    trap '$as_root rm -f "$policy"' EXIT
    trap 'exit 1' INT TERM
    printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
    $as_root chmod 755 "$policy"
fi
echo "Installing Debian packages:$missing"
log=$(mktemp)
install() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -q -y -o DPkg::Lock::Timeout=120 "$@" >"$log" 2>&1 || {
        tail -n 20 "$log" >&2
        fail "apt-get $1 failed."
    }
}
install update
# shellcheck disable=SC2086
install install --no-install-recommends $missing
rm -f "$log"
