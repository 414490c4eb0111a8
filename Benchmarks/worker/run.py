#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What a worker makes of short cases in a second, beside the same loop in C with libpcre2 alone.

  run.py                          both sets, 5 rounds
  run.py --rounds 9 --only few    more exactly, one set
  run.py --seed 7 --count 50000   other cases
  run.py --json FILE              the figures as well

Processor time of the worker's process, by the kernel's account when it has ended; its input is a file and its
output goes to /dev/null, so nobody else's work is in it. Commands take turns, and what is printed are medians of
the rounds: microseconds a case, cases a second, and the ratio to the C loop of the same round. Before that, each
command's answers are compared with those of the C loop.
"""
import argparse
import json
import os
import pathlib
import statistics
import struct
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.path.insert(0, str(HERE.parent / "pool"))

import cases
import measuring

# What a worker has to reach with both engines: cases a second, or this share of the C loop's.
CASES, SHARE = 100_000, 0.4
PORTION = 1 << 16


def frame(kind, body):
    return struct.pack("<IB", len(body) + 1, kind) + body


def frames(lines, engines):
    """What a pool sends to a worker of its own: settings, then jobs (Sources/WorkerPool/Frames)."""
    settings = f"engines={engines}\nsteps=no\ncoverage=no".encode()
    name = b"bench"
    begin = struct.pack("<HIQQI", 1, os.getpid(), 0, 0, 0) + struct.pack("<H", len(name)) + name
    yield frame(0x01, begin + struct.pack("<I", len(settings)) + settings)
    body = b"\0"
    for text in lines:
        body += struct.pack("<I", len(text)) + text
        if len(body) > PORTION:
            yield frame(0x02, body)
            body = b"\0"
    yield frame(0x02, body)


def answers(output):
    """The answers in what a worker wrote to its pool."""
    at = 0
    while at < len(output):
        length, kind = struct.unpack_from("<IB", output, at)
        end, place = at + 4 + length, at + 9
        while kind == 0x82 and place < end:
            size = struct.unpack_from("<I", output, place)[0]
            yield output[place + 8:place + 8 + size]
            place += 8 + size
        at = end


class Bench:
    def __init__(self, options):
        self.options = options
        self.folder = ROOT / ".build" / "worker-bench"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.filter = str(self.folder / "filter")
        source = HERE.parent / "pool" / "filter.c"
        subprocess.run(["cc", "-O2", "-o", self.filter, str(source), "-lpcre2-8"], check=True)

    def inputs(self, kind):
        """The files of a set: lines of cases, requests, and frames for each choice of engines."""
        values = list(cases.cases(kind, self.options.count, self.options.seed))
        lines = [cases.line(value).encode() for value in values]
        paths = {name: self.folder / f"{kind}-{name}" for name in ("cases", "requests", "both", "pcre2", "rxdebug")}
        paths["cases"].write_bytes(b"".join(line + b"\n" for line in lines))
        paths["requests"].write_text("".join(cases.request(value) + "\n" for value in values))
        for engines in ("both", "pcre2", "rxdebug"):
            paths[engines].write_bytes(b"".join(frames(lines, engines)))
        return {name: str(path) for name, path in paths.items()}

    def commands(self, paths):
        worker = str(self.options.rxdebug)
        return {
            "C loop, verdicts": ([self.filter], paths["cases"]),
            "C loop, answers": ([self.filter, "--answers"], paths["requests"]),
            "worker": ([worker, "worker"], paths["requests"]),
            "batch's worker, rxdebug": ([worker, "pool-worker"], paths["rxdebug"]),
            "batch's worker, pcre2": ([worker, "pool-worker"], paths["pcre2"]),
            "batch's worker, both": ([worker, "pool-worker"], paths["both"]),
        }

    def check(self, commands):
        """Whether everybody finds the same."""
        found = {}
        for name, (arguments, stdin) in commands.items():
            path = self.folder / "output"
            cost = measuring.run(arguments, stdin, str(path))
            if cost.status != 0:
                sys.exit(f"{' '.join(arguments)}: exit status {cost.status}")
            found[name] = path.read_bytes()
        if found["worker"] != found["C loop, answers"]:
            sys.exit("the worker and the C loop find something else")
        verdicts = [found["C loop, verdicts"].splitlines()]
        verdicts += [list(answers(found[name])) for name in found if name.startswith("batch")]
        for lines in verdicts:
            passed = sum(line.startswith(b'{"verdict":"passed"') for line in lines)
            if passed != self.options.count:
                sys.exit(f"{passed} of {self.options.count} cases passed")

    def measure(self, kind):
        commands = self.commands(self.inputs(kind))
        self.check(commands)
        times = {name: [] for name in commands}
        for _ in range(self.options.rounds):
            for name, (arguments, stdin) in commands.items():
                times[name].append(measuring.run(arguments, stdin).cpu)
        print(f"\n{kind}: {self.options.count} cases, seed {self.options.seed}")
        print(f"{'':28}{'us/case':>9}{'cases/s':>11}{'of C':>7}{'spread':>8}")
        figures = {}
        for name, cpu in times.items():
            loop = times["C loop, answers" if name == "worker" else "C loop, verdicts"]
            median = statistics.median(cpu)
            share = statistics.median(theirs / ours for theirs, ours in zip(loop, cpu))
            spread = (max(cpu) - min(cpu)) / median
            rate = self.options.count / median
            figures[name] = {"cases_per_second": rate, "share_of_c": share, "cpu": cpu}
            print(f"{name:28}{1e6 / rate:9.2f}{rate:11.0f}{share:7.2f}{spread:8.0%}")
        ours = figures["batch's worker, both"]
        is_met = ours["cases_per_second"] >= CASES or ours["share_of_c"] >= SHARE
        print(f"both engines: at least {CASES} cases a second or {SHARE} of C: {'met' if is_met else 'MISSED'}")
        return figures


def main():
    parser = argparse.ArgumentParser(description="rxdebug's workers beside a loop in C.")
    parser.add_argument("--rxdebug", type=pathlib.Path, default=ROOT / ".build" / "release" / "rxdebug")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--count", type=int, default=200_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="few,distinct")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    if not options.rxdebug.exists():
        sys.exit(f"{options.rxdebug} is missing: make release")
    bench = Bench(options)
    figures = {kind: bench.measure(kind) for kind in options.only.split(",")}
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
