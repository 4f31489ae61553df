#!/usr/bin/env bash
# The same look-ups in the index, in a plain table, in SQLite and in PostgreSQL, in one run.
#   perf/peers.sh
# PostgreSQL is left out when it is not installed. Its cluster lives in a temporary folder, listens on loopback only and ends with the run.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
port=${POSTGRES_PORT:-5993}
bin=$(dirname "$(readlink -f "$(command -v postgres || echo /usr/lib/postgresql/15/bin/postgres)")")

work=$(mktemp -d)
server=
stop() {
  if [ -n "$server" ]; then kill -INT "$server" 2>/dev/null || true; wait "$server" 2>/dev/null || true; fi
  rm -rf "$work"
}
trap stop EXIT

# PostgreSQL refuses to run as root.
as_user=()
if [ "$(id -u)" -eq 0 ]; then
  user=postgres
  id "$user" >/dev/null 2>&1 || user=nobody
  chown "$user" "$work"
  as_user=(setpriv "--reuid=$user" "--regid=$(id -gn "$user")" --clear-groups)
fi

if [ -x "$bin/postgres" ]; then
  (cd "$work" && "${as_user[@]}" "$bin/initdb" -D "$work/data" -U meting -A trust --no-sync >"$work/initdb.log" 2>&1) || { cat "$work/initdb.log" >&2; exit 1; }
  # In memory whole, and with nothing to write: only reading is measured.
  cd "$work"
  "${as_user[@]}" "$bin/postgres" -D "$work/data" -p "$port" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
    -c shared_buffers=4GB -c fsync=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 -c maintenance_work_mem=1GB \
    -c jit=off >"$work/server.log" 2>&1 &
  server=$!
  cd "$root"
  for _ in $(seq 100); do grep -q "ready to accept connections" "$work/server.log" && break; sleep 0.1; done
  export MELDPUNT_BENCHMARK_POSTGRES="Host=127.0.0.1;Port=$port;Username=meting;Database=postgres"
  echo "PostgreSQL: $("$bin/postgres" --version)"
else
  echo "PostgreSQL: not installed, left out"
fi
if command -v redis-server >/dev/null; then echo "Redis: installed, but not measured here"; else echo "Redis: not installed, left out"; fi

dotnet run -c Release --project "$root/perf/Meldpunt.Benchmarks" -- --filter '*Peer*' --artifacts "$work/artifacts"
