#!/bin/sh
# SPDX-License-Identifier: MIT
# The pictures of README.md, made by the program itself:
#
#     Scripts/screenshots.sh .build/debug/rxdebug FOLDER
#
# Run by `make screenshots`; CommandTests/ScreenshotTests compares them.
set -eu
program=$1
folder=$2
here=$(dirname "$0")/../fixtures/screenshots
for theme in dark light; do
  (cd "$here" && "$program" step --batch --size 120x40 --theme "$theme" -x -m -f conf.rx \
    --command session.rxd --ex "export $folder/$theme.svg" 'timeout = 30 s') >/dev/null
done
