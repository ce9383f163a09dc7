#!/usr/bin/env bash
# Checks every include of the tree against the table of layers in ARCHITECTURE.md, and that each
# library stands only where the table allows it. Prints each breach as file:line; exit 1 if any.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# folder: the folders that it may include beside itself
table='
pipeline/base:
pipeline/model: pipeline/base
pipeline/sources: pipeline/base pipeline/model
pipeline/pdf: pipeline/base pipeline/model
pipeline/text: pipeline/base pipeline/model
extractors: pipeline/base pipeline/model pipeline/text
corpus: pipeline/base pipeline/model
pipeline/alerts: pipeline/base pipeline/model corpus
pipeline/ingest: pipeline/base pipeline/model pipeline/sources pipeline/pdf pipeline/text extractors corpus pipeline/alerts
pipeline/web: pipeline/base pipeline/model corpus pipeline/alerts
pipeline/cli: pipeline/base pipeline/model pipeline/sources pipeline/pdf pipeline/text extractors corpus pipeline/alerts pipeline/ingest pipeline/web
'

# header pattern (awk) => where it may stand (awk pattern on the path)
libraries='
^(poppler-|poppler/) ^pipeline/pdf/worker_
^sqlite3 ^corpus/
^unicode/ ^pipeline/text/
^re2/ ^extractors/
^CLI/ ^pipeline/cli/
^openssl/ ^pipeline/base/
'

folder_of() {
  local folder
  while read -r folder; do
    [[ $1 == "$folder"/* ]] && printf '%s' "$folder" && return
  done < <(cut -d: -f1 <<<"$table" | grep .)
}

allowed() { grep -E "^$1:" <<<"$table" | cut -d: -f2; }

breaches=0
breach() {
  printf '%s\n' "$1" >&2
  breaches=$((breaches + 1))
}

checked=0
while IFS=: read -r file line include; do
  folder=$(folder_of "$file")
  [[ -n $folder ]] || { breach "$file:$line: this folder is not in the table of layers"; continue; }
  checked=$((checked + 1))
  name=$(sed -E 's/^#include *[<"]([^>"]+)[>"].*/\1/' <<<"$include")
  if [[ $include == *'"'* ]]; then
    target=$(folder_of "$name")
    if [[ -z $target ]]; then
      breach "$file:$line: \"$name\" is outside the layers"
    elif [[ $target != "$folder" ]] && ! grep -qw -- "$target" <<<"$(allowed "$folder")"; then
      breach "$file:$line: $folder may not include $target"
    fi
  else
    while read -r pattern place; do
      [[ -n $pattern ]] || continue
      if [[ $name =~ $pattern && ! $file =~ $place ]]; then
        breach "$file:$line: <$name> may stand only in $place"
      fi
    done <<<"$libraries"
  fi
done < <(git ls-files --cached --others --exclude-standard -- 'pipeline/*.cc' 'pipeline/*.h' 'extractors/*.cc' 'extractors/*.h' \
  'corpus/*.cc' 'corpus/*.h' | xargs grep -nE '^#include')

((checked > 0)) || breach "no includes found: the check itself is broken"
((breaches == 0)) || { printf '%d of %d includes break the table of layers\n' "$breaches" "$checked" >&2; exit 1; }
printf '%d includes follow the table of layers\n' "$checked"
