#!/bin/sh
# SPDX-License-Identifier: MIT
# Records what pcre2test's find_limits says to the patterns of fixtures/limits/find-limits.txt. A new row is
# a pattern, a tab and a subject; the numbers are written by this script only. Patterns hold no slash, and
# subjects no backslash and no blank at an end: pcre2test would take them for its own.
set -eu
file=$(dirname "$0")/../fixtures/limits/find-limits.txt
new=$file.new
tab=$(printf '\t')
while IFS= read -r line; do
  case $line in
    '' | '# '*) printf '%s\n' "$line"; continue ;;
  esac
  pattern=$(printf '%s' "$line" | cut -f 1)
  subject=$(printf '%s' "$line" | cut -f 2)
  printf '/%s/\n%s\\=find_limits\n' "$pattern" "$subject" | pcre2test -q | awk -F ' = ' \
    -v OFS="$tab" -v row="$(printf '%s' "$line" | cut -f 1,2 | sed 's/\\/\\\\/g')" '
    /^Minimum match limit/ { match_limit = $2 }
    /^Minimum depth limit/ { depth = $2 }
    /^Minimum heap limit/ { heap = $2 }
    END { if (!heap) exit 1; print row, match_limit, depth, heap }'
done < "$file" > "$new"
mv "$new" "$file"
