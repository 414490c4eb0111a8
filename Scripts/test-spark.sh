#!/bin/sh
# SPDX-License-Identifier: MIT
# The test of contrib/spark, with PySpark from PyPI in .build and Java from Debian; what cannot be had is said,
# and the test left out.
#
#   Scripts/test-spark.sh .build/release/rxdebug

set -eu
rxdebug=$1
folder=.build/spark-venv
pyspark='pyspark>=4.0,<5'

if ! command -v java >/dev/null; then
  echo "installing openjdk-17-jre-headless"
  $([ "$(id -u)" = 0 ] || echo sudo) apt-get install -y -qq openjdk-17-jre-headless || {
    echo "Java is missing and could not be installed: contrib/spark is not tested"
    exit 0
  }
fi
if ! "$folder/bin/python" -c 'import pyspark' 2>/dev/null; then
  echo "installing PySpark into $folder"
  { python3 -m venv "$folder" && "$folder/bin/pip" install --quiet "$pyspark"; } || {
    echo "PySpark could not be installed: contrib/spark is not tested"
    exit 0
  }
fi
RXDEBUG=$rxdebug exec "$folder/bin/python" contrib/spark/test_spark.py
