#!/bin/bash
# Starts Glance, or starts it anew: glance.sh AUTH_URL, the Keystone at which it authenticates itself and
# validates tokens (Keystone's own address, or a proxy's). A new Glance has no token of its own and no cached ones.
set -euo pipefail
. "$(cd "$(dirname "$0")" && pwd)/settings.sh"
auth_url=${1:?usage: glance.sh AUTH_URL}

stop glance
cat > "$ETC/glance/glance-api.conf" <<CONF
[DEFAULT]
use_stderr = True
public_endpoint = $IMAGE_URL
enabled_backends = file:file
enabled_import_methods = []
node_staging_uri = file://$STATE_DIR/staging
[database]
connection = $(database glance)
[glance_store]
default_backend = file
[file]
filesystem_store_datadir = $STATE_DIR/images
[os_glance_staging_store]
filesystem_store_datadir = $STATE_DIR/staging
[os_glance_tasks_store]
filesystem_store_datadir = $STATE_DIR/tasks
# No memcached_servers: the tokens that were validated are kept in the memory of the one process.
[keystone_authtoken]
www_authenticate_uri = $auth_url
auth_url = $auth_url
auth_type = password
user_domain_name = Default
project_domain_name = Default
project_name = service
username = glance
password = $GLANCE_PASSWORD
interface = internal
region_name = RegionOne
[oslo_concurrency]
lock_path = $STATE_DIR/tasks
[paste_deploy]
flavor = keystone
config_file = $ETC/glance/glance-api-paste.ini
CONF
cp /usr/share/glance-common/{glance-api-paste.ini,schema-image.json} "$ETC/glance/"
cat > "$ETC/glance/uwsgi.ini" <<CONF
[uwsgi]
plugins = python3
wsgi-file = /usr/bin/glance-wsgi-api
http-socket = $RUN/glance.socket
chmod-socket = 666
pidfile = $RUN/glance.pid
master = true
processes = 1
die-on-term = true
need-app = true
enable-threads = true
lazy-apps = true
buffer-size = 65535
http-raw-body = true
http-chunked-input = true
http-auto-chunked = true
wsgi-manage-chunked-input = true
env = OS_GLANCE_CONFIG_DIR=$ETC/glance
CONF
setsid uwsgi --ini "$ETC/glance/uwsgi.ini" >> "$LOG/glance.log" 2>&1 < /dev/null &
# Glance itself, not through Apache: GET / lists its versions, with 300.
until_true glance curl -s -o /dev/null --max-time 5 --unix-socket "$RUN/glance.socket" http://glance/
