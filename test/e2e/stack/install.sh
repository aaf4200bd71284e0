#!/bin/bash
# Installs Keystone, Glance, the openstack client and what they run on from Debian's own packages
# (bookworm: OpenStack Zed); and MkDocs and Chromium, with which other tests look at what people publish. Needs root. Does nothing where all of it is installed; --simulate shows what it would do.
set -euo pipefail

# The -core packages of uwsgi and MariaDB bring the programs without their services; up.sh starts its own.
packages=(keystone glance-api python3-openstackclient uwsgi-core uwsgi-plugin-python3 apache2-bin
  mariadb-server-core mariadb-client-core curl
  mkdocs mkdocs-material python3-pymdownx chromium)

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ "${1:-}" = --simulate ]; then
  exec apt-get install --simulate --no-install-recommends "${packages[@]}"
fi
if [ ${#missing[@]} = 0 ]; then
  echo 'install.sh: everything is installed'
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "install.sh: not installed: ${missing[*]}; run it as root" >&2
  exit 1
fi

# Nobody is there to answer, and other installations may be under way.
export DEBIAN_FRONTEND=noninteractive
apt=(apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold)

# 101 is "forbidden": no package may start its service (see invoke-rc.d(8)).
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
fi

log=$(mktemp)
loudly() { "$@" > "$log" 2>&1 </dev/null || { tail -40 "$log" >&2; echo "install.sh: failed: $*" >&2; exit 1; }; }

loudly "${apt[@]}" update
loudly "${apt[@]}" install --no-install-recommends debconf
# The packages would ask to set up databases and to register themselves in a running Keystone.
debconf-set-selections <<'ANSWERS'
dbconfig-common dbconfig-common/dbconfig-install boolean false
keystone keystone/configure_db boolean false
keystone keystone/create-admin-tenant boolean false
keystone keystone/register-endpoint boolean false
glance-common glance/configure_db boolean false
glance-common glance/configure_rabbit boolean false
glance-common glance/configure_ksat boolean false
glance-api glance/configure_api-endpoint boolean false
ANSWERS
loudly "${apt[@]}" install --no-install-recommends "${packages[@]}"
# Where systemd runs, not at the next boot either.
if [ -d /run/systemd/system ]; then systemctl disable --now keystone glance-api > /dev/null 2>&1 || true; fi
rm -f "$log"
dpkg-query -W -f 'install.sh: ${Package} ${Version}\n' "${packages[@]}"
