#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""How many instructions our side of some small cases takes, as callgrind counts them, against a recorded baseline.

    instructions.py RXSPEED            compares with instructions.json beside this file; RXDEBUG_RECORD=1 records
    instructions.py RXSPEED --against OTHER --columns traced --most 1.005

Fails if a case takes 2 % more than recorded, or if counting steps takes more than 1.08 times what nobody watching
takes: but for the cases in which it is known to take more, which must not come to take more still. Another compiler,
libc or processor makes or takes other code: then the baseline is not compared with, and says so. The second form
compares two builds.
"""
import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time

BASELINE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "instructions.json")
# More than this is a regression, less than this asks for a new baseline.
TOLERANCE = 0.02
COUNTING = 1.08


def count(program):
    """Instructions by label, in order: every other dump, the ones between are warming up."""
    with tempfile.TemporaryDirectory() as folder:
        pattern = os.path.join(folder, "out")
        # Valgrind of some years ago does not read the debugging information of today.
        stripped = os.path.join(folder, "program")
        subprocess.run(["strip", "--strip-debug", "-o", stripped, program], check=True)
        command = ["valgrind", "--tool=callgrind", "--dump-before=library_mark", "--dump-line=no",
                   f"--callgrind-out-file={pattern}", stripped, "instructions"]
        # Hashes with a random seed would not repeat.
        environment = dict(os.environ, SWIFT_DETERMINISTIC_HASHING="1")
        run = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
        if run.returncode != 0:
            sys.exit(f"{' '.join(command)}\n{run.stderr[-3000:]}")
        labels = run.stdout.split("\n")[:-1]
        figures = {}
        for index, label in enumerate(labels):
            with open(f"{pattern}.{2 * index + 2}", encoding="utf-8", errors="replace") as file:
                total = re.search(r"^(?:summary|totals): (\d+)", file.read(), re.M)
            figures[label] = int(total.group(1))
        return figures


def toolchain():
    """What the counts depend on besides our code."""
    swift = subprocess.run([os.environ.get("SWIFT", "swift"), "--version"], capture_output=True, text=True, check=True)
    version = re.search(r"Swift version (\S+)", swift.stdout + swift.stderr).group(1)
    with open("/proc/cpuinfo", encoding="ascii", errors="replace") as file:
        flags = re.search(r"^flags\s*:(.*)", file.read(), re.M)
    # libc chooses its searches by these.
    known = {"avx2", "avx512bw", "bmi2", "erms", "evex"}
    features = sorted(known.intersection(flags.group(1).split())) if flags else []
    return {"swift": version, "libc": " ".join(platform.libc_ver()), "machine": platform.machine(),
            "features": " ".join(features)}


def ratios(figures):
    """What counting takes over what nobody watching takes, for each case."""
    return {label.rsplit(" ", 1)[0]: figure / figures[f"{label.rsplit(' ', 1)[0]} traced"]
            for label, figure in figures.items() if label.endswith(" counting")}


def check_counting(figures, known):
    """Whether counting costs little in each case, or no more than is known."""
    good = True
    print("| case | counting / nobody |\n|---|---|")
    for name, ratio in ratios(figures).items():
        most = max(COUNTING, known.get(name, 0) + 0.005)
        good &= ratio <= most
        remark = "" if ratio <= COUNTING else f" above {COUNTING}" + (", as known" if ratio <= most else "")
        print(f"| {name} | {ratio:.3f}{remark} |")
    return good


def compare(figures, baseline):
    """Whether nothing has grown; prints what has changed."""
    good = True
    shrunk = []
    print("| case | instructions | recorded | change |\n|---|---|---|---|")
    for label, figure in figures.items():
        before = baseline.get(label)
        if before is None:
            good = False
            print(f"| {label} | {figure:,} | - | not recorded |")
            continue
        change = figure / before - 1
        print(f"| {label} | {figure:,} | {before:,} | {change:+.2%}{' too much' if change > TOLERANCE else ''} |")
        good &= change <= TOLERANCE
        if change < -TOLERANCE:
            shrunk.append(label)
    for label in baseline.keys() - figures.keys():
        good = False
        print(f"{label} is recorded and no longer counted")
    if shrunk:
        print(f"{len(shrunk)} take less than recorded: RXDEBUG_RECORD=1 make bench-instructions keeps that")
    return good


def compare_builds(figures, others, columns, most):
    """Whether the first build takes at most so many times what the second takes."""
    good = True
    print("| case | instructions | the other | ratio |\n|---|---|---|---|")
    for label, figure in figures.items():
        if label.rsplit(" ", 1)[1] in columns:
            ratio = figure / others[label]
            good &= ratio <= most
            print(f"| {label} | {figure:,} | {others[label]:,} | {ratio:.4f}{'' if ratio <= most else ' too much'} |")
    return good


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--against")
    parser.add_argument("--columns", nargs="*", default=["traced"])
    parser.add_argument("--most", type=float, default=1.005)
    arguments = parser.parse_args()
    start = time.monotonic()
    figures = count(arguments.program)
    if arguments.against:
        good = compare_builds(figures, count(arguments.against), arguments.columns, arguments.most)
        sys.exit(0 if good else 1)
    tools = toolchain()
    if os.environ.get("RXDEBUG_RECORD"):
        with open(BASELINE, "w", encoding="ascii") as file:
            above = {name: round(ratio, 3) for name, ratio in ratios(figures).items() if ratio > COUNTING}
            json.dump({"toolchain": tools, "counting_above_bar": above, "instructions": figures}, file, indent=1)
            file.write("\n")
    with open(BASELINE, encoding="ascii") as file:
        recorded = json.load(file)
    good = check_counting(figures, recorded["counting_above_bar"])
    if recorded["toolchain"] == tools:
        good &= compare(figures, recorded["instructions"])
    else:
        print(f"recorded with {recorded['toolchain']}, this is {tools}: not compared")
    print(f"{time.monotonic() - start:.0f} s")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
