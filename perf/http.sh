#!/usr/bin/env bash
# Durable queries over HTTP beside an empty POST on the same Kestrel, in one run, turn by turn; prints the ratio.
#   perf/http.sh [ROUNDS] [SECONDS]       needs wrk (Debian: apt-get install wrk)
# Server and load share the machine, so read the ratio and not the figures. Loopback only; ends by itself.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
rounds=${1:-3}
seconds=${2:-5}
command -v wrk >/dev/null || { echo "wrk is missing. On Debian: sudo apt-get install --yes wrk" >&2; exit 69; }

work=$(mktemp -d)
pids=()
stop() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap stop EXIT

dotnet build "$root/src/Meldpunt.Service" -c Release --nologo -v quiet >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; exit 1; }
dotnet build "$root/perf/Meldpunt.HttpFloor" -c Release --nologo -v quiet >"$work/build.log" 2>&1 || { cat "$work/build.log" >&2; exit 1; }

floor_port=${FLOOR_PORT:-5991}
dotnet "$root/perf/Meldpunt.HttpFloor/bin/Release/net10.0/Meldpunt.HttpFloor.dll" "$floor_port" & pids+=($!)
dotnet "$root/src/Meldpunt.Service/bin/Release/net10.0/meldpunt.dll" demo --data "$work/demo" --port 0 --no-browser >"$work/demo.log" 2>&1 & pids+=($!)

for _ in $(seq 300); do grep -q "Probeer dit" "$work/demo.log" 2>/dev/null && break; sleep 0.1; done
# The load asks about many people with one token, which is what the budgets are against.
dotnet "$root/src/Meldpunt.Service/bin/Release/net10.0/meldpunt.dll" grenzen --data "$work/demo" --ineens 1000000000 --per-uur 1000000000 >/dev/null
sleep 1
base=$(sed -n 's/.*"basis": *"\([^"]*\)".*/\1/p' "$work/demo/demo.json")
token=$(sed -n 's/.*"poort": *"\(mp_[^"]*\)".*/\1/p' "$work/demo/demo.json")

# One measurement: requests per second, p50 and p99 in microseconds, errors.
measure() { TOKEN=$3 wrk -t1 -c"$1" -d"$4"s -s "$root/perf/http.lua" "$2" | awk '/^RESULT/ {print $2, $3, $4, $5}'; }

median() { sort -n | awk '{v[NR]=$1} END {print v[int((NR+1)/2)]}'; }

echo "warming up"
measure 16 "$base/v1/bevragingen" "$token" 15 >/dev/null  # the runtime compiles what is hot in ten seconds or so
measure 16 "http://127.0.0.1:$floor_port/leeg" "" 3 >/dev/null

printf '%-12s %-14s %12s %9s %9s %7s\n' connections what requests/s p50_us p99_us errors
for connections in 1 16 64; do
  : >"$work/query"; : >"$work/empty"; : >"$work/query50"; : >"$work/empty50"
  for _ in $(seq "$rounds"); do
    read -r rate p50 p99 errors < <(measure "$connections" "http://127.0.0.1:$floor_port/leeg" "" "$seconds")
    printf '%-12s %-14s %12s %9s %9s %7s\n' "$connections" "empty POST" "$rate" "$p50" "$p99" "$errors"
    echo "$rate" >>"$work/empty"; echo "$p50" >>"$work/empty50"
    read -r rate p50 p99 errors < <(measure "$connections" "$base/v1/bevragingen" "$token" "$seconds")
    printf '%-12s %-14s %12s %9s %9s %7s\n' "$connections" "durable query" "$rate" "$p50" "$p99" "$errors"
    echo "$rate" >>"$work/query"; echo "$p50" >>"$work/query50"
  done
  awk -v c="$connections" -v q="$(median <"$work/query")" -v e="$(median <"$work/empty")" -v qp="$(median <"$work/query50")" -v ep="$(median <"$work/empty50")" \
    'BEGIN {printf "ratio at %d: %.2f of the requests per second, p50 %.1f times (medians)\n", c, q / e, qp / ep}'
done
