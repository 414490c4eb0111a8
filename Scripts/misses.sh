#!/bin/sh
# SPDX-License-Identifier: MIT
# Unpacks a corpus of case files (*.ndjson.gz) and scores the nearest miss on pairs that are broken at a known
# place. Says so and succeeds where there is no corpus.
set -eu
corpus=${1:?usage: misses.sh CORPUS-FOLDER [ARGUMENTS OF RXMISS]}
shift
if ! ls "$corpus"/*.ndjson.gz >/dev/null 2>&1; then
  echo "misses: nothing at $corpus, skipped"
  exit 0
fi
unpacked=.build/corpora
mkdir -p "$unpacked"
for file in "$corpus"/*.ndjson.gz; do
  gzip -dc "$file" >"$unpacked/$(basename "$file" .gz)"
done
.build/release/rxmiss "$@" "$unpacked"/*.ndjson
