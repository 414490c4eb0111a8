#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""`rxdebug batch` beside other pools, in turn in one run, and whether it meets its goals.

  run.py                          all of it: some minutes
  run.py --rounds 5 --only light  more exactly, one corpus
  run.py --scale 0.1              corpora of a tenth
  run.py --json FILE              the figures as well, for a comparison later
  run.py --raise                  before others on a busy machine (as root)

Best wall time of some rounds in which the commands take turns, so that a neighbour on the machine disturbs
all of them. Every command gets the same lines and writes its verdicts to /dev/null. The peers run one engine,
`re` or libpcre2; so does `--engine pcre2`, and that is what is held against them. What `rxdebug batch` does by
default, our machine with every step counted *and* libpcre2, stands beside it. What the pool itself costs is
processor time of the whole tree less that of `rxdebug bench-pool-loop`, which checks the same lines in a loop.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys

import measuring

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PYTHON = sys.executable
PCRE2 = ["--engine", "pcre2"]


class Bench:
    def __init__(self, options):
        self.options = options
        self.folder = ROOT / ".build" / "pool-bench"
        self.folder.mkdir(parents=True, exist_ok=True)
        self.rxdebug = str(options.rxdebug)
        self.filter = str(self.folder / "filter")
        subprocess.run(
            ["cc", "-O2", "-o", self.filter, str(HERE / "filter.c"), "-lpcre2-8"], check=True)
        self.figures, self.goals = {}, []

    # Corpora and commands

    def corpus(self, kind, count):
        count = max(10, int(count * self.options.scale)) if count > 10 else count
        path = self.folder / f"{kind}-{count}.ndjson"
        source = HERE / "corpus.py"
        if not path.exists() or path.stat().st_mtime < source.stat().st_mtime:
            with open(path, "w") as file:
                subprocess.run([PYTHON, str(source), kind, str(count)], stdout=file, check=True)
        return str(path), count

    def batch(self, jobs, path, *more):
        return [self.rxdebug, "batch", "--jobs", str(jobs), *self.options.batch, *more, path], None

    def loop(self, path, engine):
        return [self.rxdebug, "bench-pool-loop", "--engine", engine], path

    def python(self, kind, path):
        return [PYTHON, str(HERE / "pools.py"), kind, "2", path], None

    def forked(self, jobs, chunk, path):
        return [self.filter, "--fork", str(jobs), str(chunk), path], None

    def parallel(self, block, path):
        return ["parallel", "--pipe", "-j2", "--block", block, self.filter], path

    # Measuring

    def table(self, title, commands, count, with_memory=True):
        """Measures commands in turns; figures by name."""
        walls = {name: [] for name in commands}
        cpus = {name: [] for name in commands}
        for _ in range(self.options.rounds):
            for name, (arguments, stdin) in commands.items():
                cost = measuring.run(arguments, stdin or "/dev/null")
                if cost.status not in (0, 1):
                    sys.exit(f"{' '.join(arguments)}: exit status {cost.status}")
                walls[name].append(cost.wall)
                cpus[name].append(cost.cpu)
        print(f"\n{title}\n{'':44}{'wall s':>9}{'CPU s':>9}{'us/case':>9}{'PSS MB':>9}{'spread':>9}", flush=True)
        found = {}
        for name, (arguments, stdin) in commands.items():
            memory = 0
            if with_memory:
                memory = measuring.run_for_memory(arguments, stdin or "/dev/null").tree_peak / 1e6
            wall, cpu = min(walls[name]), min(cpus[name])
            spread = statistics.pstdev(walls[name]) / statistics.mean(walls[name])
            found[name] = {"wall": wall, "cpu": cpu, "pss_mb": memory, "walls": walls[name], "cpus": cpus[name]}
            print(f"{name:44}{wall:9.3f}{cpu:9.3f}{cpu / count * 1e6:9.2f}{memory:9.1f}{spread:9.0%}", flush=True)
        self.figures[title] = found
        return found

    def goal(self, name, value, most, unit=""):
        self.goals.append({"goal": name, "value": value, "at_most": most, "met": value <= most})
        word = "met" if value <= most else "MISSED"
        print(f"  {name}: {value:.2f}{unit} (at most {most:g}{unit}): {word}", flush=True)

    # The comparisons

    def light(self):
        path, count = self.corpus("light", 100_000)
        commands = {
            "python: loop, re": self.python("serial", path),
            "python: imap_unordered, raw lines": self.python("imap", path),
            "python: Pool.map": self.python("map", path),
            "python: ProcessPoolExecutor, 100": self.python("executor", path),
            "python: ThreadPool.map": self.python("threads", path),
            "C and libpcre2: loop": ([self.filter], path),
            "C and libpcre2: 2 forked, 100": self.forked(2, 100, path),
            "rxdebug pcre2: loop": self.loop(path, "pcre2"),
            "rxdebug pcre2: batch --jobs 1": self.batch(1, path, "--quiet", *PCRE2),
            "rxdebug pcre2: batch --jobs 2": self.batch(2, path, "--quiet", *PCRE2),
            "rxdebug pcre2: batch --jobs 2 --json": self.batch(2, path, "--json", *PCRE2),
            "rxdebug both: loop": self.loop(path, "both"),
            "rxdebug both: batch --jobs 1": self.batch(1, path, "--quiet"),
            "rxdebug both: batch --jobs 2": self.batch(2, path, "--quiet"),
            "rxdebug both: batch --jobs 4": self.batch(4, path, "--quiet"),
        }
        if shutil.which("parallel"):
            for block in ("1M", "10M"):
                commands[f"GNU parallel --pipe -j2, C, {block}"] = self.parallel(block, path)
        found = self.table(f"light, {count} cases", commands, count)
        ours = found["rxdebug pcre2: batch --jobs 2"]
        pools = [found[name]["wall"] for name in found if name.startswith("python") and "loop" not in name]
        self.goal("G1 wall, 2 workers, pcre2 / best Python pool", ours["wall"] / min(pools), 0.5)
        for engine in ("pcre2", "both"):
            tree = found[f"rxdebug {engine}: batch --jobs 2"]["cpu"]
            overhead = (tree - found[f"rxdebug {engine}: loop"]["cpu"]) / count * 1e6
            self.goal(f"G1 what the pool costs a case, {engine}", overhead, 2, " us")
            walls = [found[f"rxdebug {engine}: batch --jobs {jobs}"]["wall"] for jobs in (1, 2)]
            self.goal(f"G2 light: wall, 2 workers / 1, {engine}", walls[1] / walls[0], 1 / 1.3)
        forked = found["C and libpcre2: 2 forked, 100"]
        self.goal("G3 light: wall, pcre2 / C forking 2", ours["wall"] / forked["wall"], 1.4)
        blocks = [found[name]["wall"] for name in found if name.startswith("GNU")]
        if blocks:
            self.goal("G3 light: wall, pcre2 / best GNU parallel --pipe", ours["wall"] / min(blocks), 0.7)

    def heavy(self):
        path, count = self.corpus("heavy", 10_000)
        found = self.table(f"heavy, {count} cases", {
            "C and libpcre2: loop": ([self.filter], path),
            "C and libpcre2: 2 forked, 10": self.forked(2, 10, path),
            "rxdebug pcre2: loop": self.loop(path, "pcre2"),
            **{f"rxdebug pcre2: batch --jobs {jobs}": self.batch(jobs, path, "--quiet", *PCRE2)
               for jobs in (1, 2, 4, 8)},
            "rxdebug both: batch --jobs 1": self.batch(1, path, "--quiet"),
            "rxdebug both: batch --jobs 2": self.batch(2, path, "--quiet"),
        }, count, with_memory=False)
        for engine in ("pcre2", "both"):
            walls = [found[f"rxdebug {engine}: batch --jobs {jobs}"]["wall"] for jobs in (1, 2)]
            self.goal(f"G2 heavy: wall, 2 workers / 1, {engine}", walls[1] / walls[0], 1 / 1.8)
        two = found["rxdebug pcre2: batch --jobs 2"]["wall"]
        for jobs in (4, 8):
            wall = found[f"rxdebug pcre2: batch --jobs {jobs}"]["wall"]
            self.goal(f"G2 heavy: wall, {jobs} workers / 2, pcre2", wall / two, 1.1)
        self.goal("G3 heavy: wall, pcre2 / C forking 2", two / found["C and libpcre2: 2 forked, 10"]["wall"], 1.05)

    def cat(self):
        path, count = self.corpus("cat", 100_000)
        self.table(f"cat, {count} cases and 20 catastrophic", {
            "C and libpcre2: loop": ([self.filter], path),
            "rxdebug pcre2: batch --jobs 2": self.batch(2, path, "--quiet", *PCRE2),
            "rxdebug both: batch --jobs 1": self.batch(1, path, "--quiet"),
            "rxdebug both: batch --jobs 2": self.batch(2, path, "--quiet"),
        }, count)

    def memory(self):
        print("\nmemory at the peak, 2 workers, verdicts of every case (--json)")
        peaks = {}
        for count in (10_000, 1_000_000):
            path, count = self.corpus("light", count)
            cost = measuring.run_for_memory(self.batch(2, path, "--json")[0])
            peaks[count] = cost
            print(f"{count:>9} cases: parent {cost.parent_peak / 1e6:.1f} MB, all {cost.tree_peak / 1e6:.1f} MB, "
                  f"{cost.wall:.2f} s", flush=True)
        few, many = peaks.values()
        self.goal("G4 growth of the parent", (many.parent_peak - few.parent_peak) / 1e6, 5, " MB")
        self.goal("G4 parent and workers", many.tree_peak / 1e6, 60, " MB")

    def faults(self):
        path, count = self.corpus("light", 100_000)
        command = self.batch(2, path, "--json")[0]
        plain = min(measuring.run(command, stdout=str(self.folder / "plain.out")).wall for _ in range(3))
        extra, slowest, is_whole = [], 0.0, True
        for seed in range(1, self.options.rounds + 1):
            output = self.folder / "killed.out"
            killer = measuring.Killer(50, plain / 60, seed)
            cost = measuring.run(command, stdout=str(output), during=killer)
            extra.append(cost.wall - plain)
            slowest = max(slowest, killer.slowest)
            # By their lines: a case whose worker died of it has no id, because the parent parses none.
            ids = [case["line"] for case in map(json.loads, output.open()) if "verdict" in case]
            is_whole = is_whole and len(ids) == count == len(set(ids))
            print(f"\n{killer.killed} workers killed (seed {seed}): {cost.wall:.2f} s, without {plain:.2f} s; "
                  f"{len(ids)} verdicts, {len(set(ids))} cases", flush=True)
        self.goal("G5 what 50 kills cost, median", statistics.median(extra), 1.5, " s")
        self.goal("G5 until a dead worker is waited for", slowest, 0.1, " s")
        self.goal("G5 cases without exactly one verdict", 0 if is_whole else 1, 0)

    def start(self):
        path, _ = self.corpus("light", 10)
        found = self.table("10 cases", {
            "rxdebug batch --jobs 2": self.batch(2, path, "--quiet"),
            "rxdebug batch": ([self.rxdebug, "batch", *self.options.batch, "--quiet", path], None),
        }, 10, with_memory=False)
        self.goal("G6 wall for 10 cases", found["rxdebug batch --jobs 2"]["wall"] * 1000, 60, " ms")


def raise_priority():
    """The kernel shares processors between sessions first: one of its own, with more weight."""
    if os.getpid() == os.getsid(0) or os.getpgrp() == os.getpid():
        if pid := os.fork():
            sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
    os.setsid()
    pathlib.Path("/proc/self/autogroup").write_text("-12")
    os.nice(-12)


PARTS = ["light", "heavy", "cat", "memory", "faults", "start"]


def main():
    parser = argparse.ArgumentParser(description="rxdebug batch beside other pools.")
    parser.add_argument("--rxdebug", type=pathlib.Path, default=ROOT / ".build" / "release" / "rxdebug")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--only", default=",".join(PARTS), help="parts, with commas: " + ", ".join(PARTS))
    parser.add_argument("--batch", nargs="*", default=[], metavar="OPTION", help="more options for rxdebug batch")
    parser.add_argument("--raise", dest="is_raised", action="store_true")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    if not options.rxdebug.exists():
        sys.exit(f"{options.rxdebug} is missing: make release")
    if options.is_raised:
        raise_priority()
    bench = Bench(options)
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, best of {options.rounds}")
    for part in options.only.split(","):
        getattr(bench, part)()
    missed = [goal["goal"] for goal in bench.goals if not goal["met"]]
    print(f"\n{len(bench.goals) - len(missed)} of {len(bench.goals)} goals met")
    for name in missed:
        print(f"  not: {name}")
    if options.json:
        options.json.write_text(json.dumps({"figures": bench.figures, "goals": bench.goals}, indent=1))


if __name__ == "__main__":
    main()
