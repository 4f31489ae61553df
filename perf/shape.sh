#!/usr/bin/env bash
# Pairs of match and no match over real HTTP, in an order by chance: can somebody on the line tell them apart? Loopback only; ends by itself.
#   perf/shape.sh [PAIRS]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dotnet build "$root/src/Meldpunt.Service" -c Release --nologo -v quiet
dotnet build "$root/perf/Meldpunt.Benchmarks" -c Release --nologo -v quiet
exec dotnet "$root/perf/Meldpunt.Benchmarks/bin/Release/net10.0/Meldpunt.Benchmarks.dll" --shape "$root/src/Meldpunt.Service/bin/Release/net10.0/meldpunt.dll" "${1:-20000}"
