# What the stack's scripts share; sourced by each. Everything of the stack lies below STATE_DIR, and it
# takes one TCP port, FRONT_PORT: several stacks can run side by side.
: "${STATE_DIR:?a folder for the stack, such as the answer of mktemp -d}"
: "${FRONT_PORT:=18080}"

# Debian's Python, whatever else is in PATH.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8
unset PYTHONPATH PYTHONHOME VIRTUAL_ENV

# As devstack: one Apache for all services, each below its own path.
FRONT_URL=http://127.0.0.1:$FRONT_PORT
IDENTITY_URL=$FRONT_URL/identity
IMAGE_URL=$FRONT_URL/image
ADMIN_PASSWORD=rh-admin-secret
GLANCE_PASSWORD=rh-glance-secret
RUN=$STATE_DIR/run ETC=$STATE_DIR/etc LOG=$STATE_DIR/log

database() { echo "mysql+pymysql://root@localhost/$1?unix_socket=$RUN/mariadb.socket&charset=utf8"; }

# running NAME: whether the daemon that wrote NAME.pid lives. A number can be another's by now; ours name STATE_DIR.
running() {
  [ -s "$RUN/$1.pid" ] && tr '\0' ' ' 2>/dev/null < "/proc/$(head -1 "$RUN/$1.pid")/cmdline" | grep -qF "$STATE_DIR"
}

# stop NAME: asks it to end, and sees that it did.
stop() {
  local pid
  running "$1" || return 0
  pid=$(head -1 "$RUN/$1.pid")
  kill -TERM "$pid" 2>/dev/null || true
  for _ in {1..100}; do running "$1" || break; sleep 0.1; done
  if running "$1"; then kill -KILL "$pid"; fi
  rm -f "$RUN/$1.pid"
}

# until_true NAME COMMAND...: waits up to 60 s for the command to succeed, which shows that daemon NAME is up.
until_true() {
  local name=$1
  shift
  for _ in {1..600}; do
    if "$@" > /dev/null 2>&1; then return; fi
    if [ -s "$RUN/$name.pid" ] && ! running "$name"; then break; fi
    sleep 0.1
  done
  echo "$name did not come up; the end of $LOG/$name.log:" >&2
  tail -20 "$LOG/$name.log" >&2
  exit 1
}
answers() { curl -s -o /dev/null --max-time 5 --fail "$1"; }
