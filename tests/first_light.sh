#!/usr/bin/env bash
# Shows the whole way on a folder of papers: read, count, search, alert. What `./dev run` ends with.
#   tests/first_light.sh PROGRAM DATA_FOLDER PAPERS...
set -euo pipefail

program=$1
data=$2
shift 2
scrutineer() { "$program" --data "$data" "$@"; }
heading() { printf '\n\033[1m%s\033[0m\n\n' "$*"; }
# Nothing found (1) and some papers failed (3) are results worth showing, not reasons to stop.
show() { "$@" || (($? == 1 || $? == 3)) || exit $?; }

heading "1. Reading the papers: scrutineer ingest $*"
show scrutineer ingest "$@"

heading "2. What is there: scrutineer status"
show scrutineer status

query='outsourc* OR TUPE OR "external partner"'
[[ $1 != corpus/sample ]] || query='"external partner" AND "extra-care"'
heading "3. One search, with its citation: scrutineer search '$query' --tag outsourcing --limit 1"
show scrutineer search "$query" --tag outsourcing --limit 1

heading "4. One alert, as a rep would read it: scrutineer alerts add ..., alerts send, alerts sent 1"
if [[ -z $(scrutineer alerts list --format jsonl) ]]; then
  subscription=(--tag outsourcing)
  [[ $1 != corpus/sample ]] || subscription+=(--service early-help)
  scrutineer alerts add first-light --email rep@example.org "${subscription[@]}" --include-stored
fi
show scrutineer alerts send
digest=$(show scrutineer alerts sent 1)
printf '\n'
head -n 45 <<<"$digest" | sed 's/^/  | /'
(($(wc -l <<<"$digest") <= 45)) || printf '  | [...]\n'

heading "5. What to type next"
cat <<EOF
  ./dev run FOLDER                                   the same with your own PDFs
  $program --data $data search 'youth*' --order newest
  $program --data $data mentions --tag outsourcing
  $program --data $data alerts sent
  $program --help
EOF
