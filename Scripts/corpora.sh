#!/bin/sh
# SPDX-License-Identifier: MIT
# Unpacks a corpus of case files (*.ndjson.gz), parses and prints back its patterns, and matches its cases through
# the worker with the suite's reference runner. Says so and succeeds where there is no corpus.
set -eu
corpus=${1:?usage: corpora.sh CORPUS-FOLDER [SWIFT]}
swift=${2:-swift}
if ! ls "$corpus"/*.ndjson.gz >/dev/null 2>&1; then
  echo "corpora: nothing at $corpus, skipped"
  exit 0
fi
unpacked=.build/corpora
mkdir -p "$unpacked"
for file in "$corpus"/*.ndjson.gz; do
  gzip -dc "$file" >"$unpacked/$(basename "$file" .gz)"
done
RXDEBUG_CORPORA=$unpacked "$swift" test --disable-xctest --filter PrintBackTests 2>&1 |
  grep -E 'print back|Test run'
runner=$corpus/../pcre2-suite/run.py
if [ -f "$runner" ] && [ -x .build/release/rxdebug ]; then
  python3 "$runner" --worker '.build/release/rxdebug worker' --mode match --fail 3 \
    "$corpus"/*.ndjson.gz || true
fi
