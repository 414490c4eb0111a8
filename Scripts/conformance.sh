#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs a conformance suite (case files with a reference runner, run.py) through `rxdebug worker` and
# prints its scores. Says so and succeeds where there is no suite.
set -u
suite=${1:?usage: conformance.sh SUITE-FOLDER}
if [ ! -f "$suite/run.py" ]; then
  echo "conformance: no suite at $suite, skipped"
  exit 0
fi
python3 "$suite/run.py" --worker '.build/release/rxdebug worker' --global --fail 5 || true
