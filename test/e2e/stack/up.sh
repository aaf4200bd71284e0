#!/bin/bash
# Brings up Keystone, Glance and an Apache before them, laid out as devstack does, in about 20 s:
#   STATE_DIR=$(mktemp -d) FRONT_PORT=18080 ./up.sh;  . "$STATE_DIR/openrc";  openstack image list
# Glance authenticates straight at Keystone; glance.sh changes that. down.sh ends it all.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
. "$here/settings.sh"

# What is made in the background has its end before this script has, or it would come up after down.sh.
making=()
trap 'status=$?; [ ${#making[@]} = 0 ] || wait "${making[@]}" || true; exit $status' EXIT

mkdir -p "$RUN" "$LOG" "$ETC"/{keystone,glance} "$STATE_DIR"/{fernet-keys,credential-keys,images,staging,tasks}
# Apache serves as www-data, and has to reach the sockets.
chmod 711 "$STATE_DIR" "$RUN"
chmod 700 "$STATE_DIR"/{fernet-keys,credential-keys}

# --- MariaDB, on a Unix socket alone. (With SQLite Keystone locks itself out: it writes while it reads.)
sql() { mariadb --no-defaults -uroot -S "$RUN/mariadb.socket" -e "$1"; }
mariadb-install-db --no-defaults --user=root --datadir="$STATE_DIR/mariadb" \
  --auth-root-authentication-method=normal --skip-test-db > "$LOG/mariadb.log" 2>&1
setsid mariadbd --no-defaults --user=root --datadir="$STATE_DIR/mariadb" --socket="$RUN/mariadb.socket" \
  --pid-file="$RUN/mariadb.pid" --skip-networking --character-set-server=utf8mb3 \
  --innodb-buffer-pool-size=64M --innodb-flush-log-at-trx-commit=0 --innodb-doublewrite=0 \
  >> "$LOG/mariadb.log" 2>&1 < /dev/null &
until_true mariadb sql 'select 1'
sql 'create database keystone; create database glance'

# --- Keystone. One process, so that its cache can be its own memory (without one each call takes 300 queries).
cat > "$ETC/keystone/keystone.conf" <<CONF
[DEFAULT]
use_stderr = True
max_token_size = 16384
public_endpoint = $IDENTITY_URL
[cache]
enabled = True
backend = dogpile.cache.memory
[credential]
key_repository = $STATE_DIR/credential-keys
[database]
connection = $(database keystone)
[fernet_tokens]
key_repository = $STATE_DIR/fernet-keys
[identity]
password_hash_rounds = 4
[token]
provider = fernet
CONF
cat > "$ETC/keystone/uwsgi.ini" <<CONF
[uwsgi]
plugins = python3
# A mounted file must be called *.wsgi or *.py.
mount = /identity=$RUN/keystone.wsgi
manage-script-name = true
socket = $RUN/keystone.socket
chmod-socket = 666
pidfile = $RUN/keystone.pid
master = true
processes = 1
die-on-term = true
need-app = true
enable-threads = true
lazy-apps = true
buffer-size = 65535
env = OS_KEYSTONE_CONFIG_FILES=$ETC/keystone/keystone.conf
CONF
ln -sfn /usr/bin/keystone-wsgi-public "$RUN/keystone.wsgi"
keystone() { keystone-manage --config-file "$ETC/keystone/keystone.conf" "$@" >> "$LOG/keystone.log" 2>&1; }
(
  keystone db_sync
  keystone fernet_setup --keystone-user root --keystone-group root
  keystone credential_setup --keystone-user root --keystone-group root
  keystone bootstrap --bootstrap-username admin --bootstrap-password "$ADMIN_PASSWORD" \
    --bootstrap-project-name admin --bootstrap-role-name admin --bootstrap-service-name keystone \
    --bootstrap-region-id RegionOne --bootstrap-public-url "$IDENTITY_URL" \
    --bootstrap-internal-url "$IDENTITY_URL" --bootstrap-admin-url "$IDENTITY_URL"
) &
keystone_made=$!
making+=("$keystone_made")

# --- Glance's database, meanwhile, and Glance.
cat > "$ETC/glance/database.conf" <<CONF
[database]
connection = $(database glance)
CONF
glance-manage --config-file "$ETC/glance/database.conf" db_sync >> "$LOG/glance.log" 2>&1
"$here/glance.sh" "$IDENTITY_URL" &
glance_up=$!
making+=("$glance_up")
wait "$keystone_made" || { tail -20 "$LOG/keystone.log" >&2; exit 1; }
setsid uwsgi --ini "$ETC/keystone/uwsgi.ini" >> "$LOG/keystone.log" 2>&1 < /dev/null &

# --- Apache, as devstack's sites. It keeps connections, as most clouds do.
modules=/usr/lib/apache2/modules
cat > "$ETC/apache.conf" <<CONF
ServerRoot $STATE_DIR
ServerName 127.0.0.1
Listen 127.0.0.1:$FRONT_PORT
PidFile $RUN/apache.pid
DefaultRuntimeDir $RUN
User www-data
Group www-data
LoadModule mpm_event_module $modules/mod_mpm_event.so
LoadModule authz_core_module $modules/mod_authz_core.so
LoadModule env_module $modules/mod_env.so
LoadModule proxy_module $modules/mod_proxy.so
LoadModule proxy_http_module $modules/mod_proxy_http.so
LoadModule proxy_uwsgi_module $modules/mod_proxy_uwsgi.so
ErrorLog $LOG/apache.log
# What the services were asked, and by which of the proxy's exchanges ("-": not through it).
LogFormat "%{X-Requestshook-Request-Id}i %{X-Requestshook-Request-From}i %m %U%q %>s" requests
CustomLog $LOG/requests.log requests
LimitRequestFieldSize 65536
KeepAlive On
SetEnv proxy-sendcl 1
ProxyPass "/identity" "unix:$RUN/keystone.socket|uwsgi://keystone" retry=0
<Location /image>
  SetEnv proxy-sendcl 0
  SetEnv proxy-sendchunked 1
</Location>
# uwsgi closes after each answer, but does not say so.
ProxyPass "/image" "unix:$RUN/glance.socket|http://glance" retry=0 disablereuse=on
CONF
apache2 -f "$ETC/apache.conf" -k start >> "$LOG/apache.log" 2>&1 < /dev/null

until_true keystone answers "$IDENTITY_URL/v3"
/usr/bin/python3 "$here/catalog.py" "$IDENTITY_URL/v3" "$ADMIN_PASSWORD" "$GLANCE_PASSWORD" "$IMAGE_URL"
wait "$glance_up"

cat > "$STATE_DIR/openrc" <<CONF
export OS_AUTH_URL=$IDENTITY_URL OS_USERNAME=admin OS_PASSWORD=$ADMIN_PASSWORD OS_PROJECT_NAME=admin
export OS_USER_DOMAIN_NAME=Default OS_PROJECT_DOMAIN_NAME=Default OS_REGION_NAME=RegionOne
export OS_AUTH_TYPE=password OS_IDENTITY_API_VERSION=3
CONF
echo "up.sh: $IDENTITY_URL $IMAGE_URL"
