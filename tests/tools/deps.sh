#!/bin/sh
# Installs the packages that are missing; asks nothing of the network when none is.
# usage: tests/tools/deps.sh PACKAGE...     As root, or as a user who may use sudo.
set -eu
missing=
for p in "$@"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$p" 2>/dev/null | grep -qx installed || missing="$missing $p"
done
[ -n "$missing" ] || exit 0
root=
if [ "$(id -u)" != 0 ]; then
    root=sudo
    command -v sudo >/dev/null || {
        echo "These packages are missing, and there is no sudo to install them with. As root, type:" >&2
        echo "  apt-get update && apt-get install --no-install-recommends$missing" >&2
        exit 1
    }
fi
echo "Installing$missing (the first time this takes a few minutes) ..."
$root apt-get update -qq
# shellcheck disable=SC2086 # the list is meant to be split
$root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=600 -o Dpkg::Use-Pty=0 install -y -qq \
    --no-install-recommends $missing >/dev/null
