#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same cases on Python's own pools and `re`: the peers of `rxdebug batch`.

  pools.py serial|imap|map|executor|threads JOBS light.ndjson > out

  serial    a loop, no pool
  imap      multiprocessing, imap_unordered, raw lines parsed by the workers, 1000 a message: the fastest known
  map       multiprocessing, Pool.map, cases parsed by the parent, its own choice of portions
  executor  ProcessPoolExecutor.map, 100 a message
  threads   multiprocessing.pool.ThreadPool.map

Each writes one line per case, as the other filters do. The corpus has to fit Python's syntax (light does).
"""
import json
import multiprocessing
import multiprocessing.pool
import re
import sys
from concurrent.futures import ProcessPoolExecutor

OPTIONS = {"CASELESS": re.I, "MULTILINE": re.M, "DOTALL": re.S}
UNSET = (-1, -1)
patterns = {}


def compiled(text, options):
    """Python keeps 512 patterns by itself, and the corpus has 1,000."""
    key = (text, *options)
    found = patterns.get(key)
    if found is None:
        found = patterns[key] = re.compile(text, sum(OPTIONS[option] for option in options))
    return found


def check(case):
    match = compiled(case["pattern"], case.get("options", ())).search(case["subject"])
    expected = case["expected"]
    if match is None:
        passed = expected["rc"] == -1
    else:
        spans = expected.get("ovector")
        passed = spans is not None and [tuple(span) if span else UNSET for span in spans] == list(match.regs)
    return f'{{"verdict":"{"passed" if passed else "failed"}","id":"{case["id"]}"}}\n'


def check_line(line):
    return check(json.loads(line))


def run(kind, jobs, file):
    if kind == "serial":
        yield from map(check_line, file)
    elif kind == "imap":
        with multiprocessing.Pool(jobs) as pool:
            yield from pool.imap_unordered(check_line, file, 1000)
    elif kind == "map":
        with multiprocessing.Pool(jobs) as pool:
            yield from pool.map(check, [json.loads(line) for line in file])
    elif kind == "executor":
        with ProcessPoolExecutor(jobs) as pool:
            yield from pool.map(check, map(json.loads, file), chunksize=100)
    elif kind == "threads":
        with multiprocessing.pool.ThreadPool(jobs) as pool:
            yield from pool.map(check_line, file)
    else:
        sys.exit(f"pools.py: no such pool: {kind}")


if __name__ == "__main__":
    with open(sys.argv[3]) as lines:
        sys.stdout.writelines(run(sys.argv[1], int(sys.argv[2]), lines))
