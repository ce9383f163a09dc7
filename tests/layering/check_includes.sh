#!/usr/bin/env bash
# Checks every include of the tree against the table of layers in ARCHITECTURE.md, and that each
# library stands only where the table allows it. Prints each breach as file:line; exit 1 if any.
#   tests/layering/check_includes.sh [ROOT]
set -euo pipefail
cd "${1:-$(dirname "${BASH_SOURCE[0]}")/../..}"

# folder: the folders that it may include beside itself
layers='
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

# pattern of a library header, and the only place where it may stand
libraries='
^(poppler-|poppler/) ^pipeline/pdf/worker/
^(tesseract/|leptonica/|allheaders) ^pipeline/pdf/worker/ocr/
^sqlite3 ^corpus/
^unicode/ ^pipeline/text/
^re2/ ^extractors/
^seccomp ^pipeline/pdf/sandbox/
^CLI/ ^pipeline/cli/
^openssl/ ^pipeline/base/
'

find pipeline extractors corpus -type f \( -name '*.cc' -o -name '*.h' \) -exec grep -HnE '^#include' {} + | sort |
  awk -F: -v layers="$layers" -v libraries="$libraries" '
    function folder_of(path,   folder, longest) {
      longest = ""
      for (folder in allowed)
        if (index(path, folder "/") == 1 && length(folder) > length(longest)) longest = folder
      return longest
    }
    function breach(why) { print $1 ":" $2 ": " why; ++breaches }
    BEGIN {
      count = split(layers, lines, "\n")
      for (i = 1; i <= count; ++i)
        if (split(lines[i], parts, ":") == 2) allowed[parts[1]] = " " parts[2] " "
      count = split(libraries, lines, "\n")
      for (i = 1; i <= count; ++i)
        if (split(lines[i], parts, " ") == 2) place[parts[1]] = parts[2]
    }
    {
      ++checked
      folder = folder_of($1)
      if (folder == "") { breach("this folder is not in the table of layers"); next }
      name = $3
      gsub(/^#include *[<"]|[>"].*$/, "", name)
      if ($3 ~ /"/) {
        target = folder_of(name)
        if (target == "") breach("\"" name "\" is outside the layers")
        else if (target != folder && index(allowed[folder], " " target " ") == 0)
          breach(folder " may not include " target)
      } else {
        for (pattern in place)
          if (name ~ pattern && $1 !~ place[pattern])
            breach("<" name "> may stand only in " substr(place[pattern], 2))
      }
    }
    END {
      if (checked == 0) { print "no include found: the check itself is broken"; exit 1 }
      if (breaches > 0) { print breaches " of " checked " includes break the table of layers"; exit 1 }
      print checked " includes follow the table of layers"
    }'
