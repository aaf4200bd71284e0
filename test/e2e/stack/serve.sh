#!/bin/bash
# The stack for as long as somebody holds standard input open: brings it up, says "ready" on stdout, and takes
# it down at the end of input. So nothing stays when the one who wanted it dies, in whatever way.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
trap '"$here/down.sh"' EXIT
"$here/up.sh" < /dev/null >&2
echo ready
cat > /dev/null
