#!/bin/bash
# Installs what the benchmark measures with and against, from Debian's own packages: nginx, HAProxy, mitmdump, wrk and
# strace. Needs root. Does nothing where all of it is installed. No service is started.
set -euo pipefail

packages=(nginx-light haproxy mitmproxy wrk strace)

missing=()
for package in "${packages[@]}"; do
  [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || missing+=("$package")
done
if [ ${#missing[@]} = 0 ]; then
  echo 'install.sh: everything is installed'
  exit 0
fi
if [ "$(id -u)" != 0 ]; then
  echo "install.sh: not installed: ${missing[*]}; run it as root" >&2
  exit 1
fi

export DEBIAN_FRONTEND=noninteractive
apt=(apt-get -q -y -o DPkg::Lock::Timeout=600 -o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold)

# 101 is "forbidden": no package may start its service (see invoke-rc.d(8)).
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
  trap 'rm -f "$policy"' EXIT
  printf '#!/bin/sh\nexit 101\n' > "$policy"
  chmod 755 "$policy"
fi

"${apt[@]}" update
"${apt[@]}" install --no-install-recommends "${missing[@]}"
# Where systemd runs, not at the next boot either.
for service in nginx haproxy; do
  if [ -d /run/systemd/system ] && [[ " ${missing[*]} " == *" $service"* ]]; then
    systemctl disable --now "$service" > /dev/null 2>&1 || true
  fi
done
dpkg-query -W -f 'install.sh: ${Package} ${Version}\n' "${packages[@]}"
