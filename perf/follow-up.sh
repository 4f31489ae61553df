#!/usr/bin/env bash
# Bursts of 1,000 matches over real HTTP, with following up and with it held, turn by turn: does anybody at a gate wait for a case? Loopback only; ends by itself.
#   perf/follow-up.sh [ROUNDS]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
dotnet build "$root/src/Meldpunt.Service" -c Release --nologo -v quiet
dotnet build "$root/perf/Meldpunt.Benchmarks" -c Release --nologo -v quiet
exec dotnet "$root/perf/Meldpunt.Benchmarks/bin/Release/net10.0/Meldpunt.Benchmarks.dll" --follow-up "$root/src/Meldpunt.Service/bin/Release/net10.0/meldpunt.dll" "${1:-20}"
