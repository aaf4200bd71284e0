#!/bin/bash
# Stops what up.sh started, and removes STATE_DIR.
set -euo pipefail
. "$(cd "$(dirname "$0")" && pwd)/settings.sh"
for daemon in apache glance keystone mariadb; do stop "$daemon"; done
rm -rf "${STATE_DIR:?}"
