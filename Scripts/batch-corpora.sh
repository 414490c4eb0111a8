#!/bin/sh
# SPDX-License-Identifier: MIT
# Suite and corpora in one run of batch, as often as there are ways to run it: whatever the number of workers and
# of cases that are sent at once, every case has the same verdict.
set -eu
suite=$1 corpora=$2 program=${3:-.build/release/rxdebug}
for folder in "$suite" "$corpora"; do
  if ! [ -d "$folder" ]; then
    echo "$folder is not here: batch is not run over it"
    exit 0
  fi
done
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
first=
for way in "1 auto" "2 auto" "4 auto" "2 1" "2 7" "2 1000"; do
  set -- $way
  chunk=$([ "$2" = auto ] || echo "--chunk $2")
  $program batch --json --timeout 60 --jobs "$1" $chunk "$suite" "$corpora" 2>"$scratch/errors" |
    sort >"$scratch/out"
  sum=$(sha256sum <"$scratch/out" | cut -c1-16)
  echo "workers $1, sent at once $2: $(wc -l <"$scratch/out") lines, $sum"
  if [ -z "$first" ]; then
    first=$sum
    grep '"summary"' "$scratch/out"
  elif [ "$sum" != "$first" ]; then
    echo "another way of running gave other verdicts" >&2
    exit 1
  fi
done
