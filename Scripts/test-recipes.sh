#!/bin/sh
# SPDX-License-Identifier: MIT
# The recipes of contrib/README.md that run on one machine: GNU parallel over parts of a file, and over shards of a
# folder. Both have to say what one run says. Without GNU parallel nothing is tested, in so many words.
#
#   Scripts/test-recipes.sh .build/release/rxdebug

set -eu
rxdebug=$(realpath "$1")
root=$(realpath "$(dirname "$0")/..")
command -v parallel >/dev/null || {
  echo "GNU parallel is not installed: the recipes of contrib are not tested"
  exit 0
}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# Verdicts without their places, which depend on how cases are divided.
essence() { sed 's/^{"file":"[^"]*","line":[0-9]*,/{/' "$@" | grep -v '"summary"' | sort; }
same() {
  cmp "$1" "$2" || { echo "$3: not what one run says"; exit 1; }
  echo "$3: $(wc -l <"$2") verdicts, as one run"
}

python3 "$root/Benchmarks/pool/corpus.py" light 20000 >cases.ndjson
printf '%s\n' 'no case' '{"id":"torn:1","pattern":"a' >>cases.ndjson
env -i "$rxdebug" batch --stdin --ndjson --jobs 1 --fail-on none <cases.ndjson >alone.ndjson
essence alone.ndjson >alone
parallel --will-cite --pipepart -a cases.ndjson --block 1M -j2 \
  env -i "$rxdebug" batch --stdin --ndjson --jobs 1 --fail-on none >verdicts.ndjson
essence verdicts.ndjson >parts
same alone parts "parallel --pipepart"

suites=$root/fixtures/cases
"$rxdebug" batch --json --fail-on none "$suites" >whole.ndjson
essence whole.ndjson >whole
parallel --will-cite -j2 "$rxdebug" batch --shard {}/6 --json --jobs 1 --fail-on none "$suites" \
  '>' part-{}.ndjson ::: $(seq 6)
essence part-*.ndjson >shards
same whole shards "parallel over shards"
"$rxdebug" report merge -o merged.ndjson part-*.ndjson
essence merged.ndjson >merged
same whole merged "rxdebug report merge"
