#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plants faults in the engine, one at a time, and checks that the shipped cases catch each.

  Tests/PlantedFaults/plant.py              all faults of faults.txt
  Tests/PlantedFaults/plant.py WORD...      only those whose description has one of these words in it
  Tests/PlantedFaults/plant.py --every N    only every Nth, so that each part of the engine has one

The sources are copied to .build/planted-faults, which stays there, so that the next run builds only what has
changed. Nothing outside that folder is written. The unchanged program has to pass first.

For each fault a line: how long it took, what was planted, how many cases catch it and how: the result failed, a
step differs, a worker crashed or hung, a limit was met (which alone does not count). Exits with 1 if a fault survives, and
with 2 if there is no answer: a text of faults.txt is not there exactly once, a fault does not compile, the
unchanged program fails.

Python 3.9 and what `make build` needs are all that is needed.
"""
import os
import pathlib
import re
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = pathlib.Path(__file__).resolve().parent / "faults.txt"
COPY = ROOT / ".build" / "planted-faults"
COPIED = ("Package.swift", "Sources", "Benchmarks", "Tests")
# The whole batch takes seconds: what takes longer hangs.
BATCH_SECONDS = 300


class Trouble(Exception):
    """Why there is no answer."""


class Fault:
    def __init__(self, words):
        self.words, self.file, self.old, self.new = words, None, [], []

    def plant(self, text):
        """The text of the file with the fault in it."""
        old = "".join(line + "\n" for line in self.old)
        if text.count(old) != 1:
            raise Trouble(f"{self.words}: its text is {text.count(old)} times in {self.file}")
        return text.replace(old, "".join(line + "\n" for line in self.new))


def read_faults():
    faults = []
    for number, line in enumerate(DATA.read_text().splitlines(), 1):
        if line.startswith("== "):
            faults.append(Fault(line[3:]))
        elif line.startswith("@@ ") and faults:
            faults[-1].file = line[3:]
        elif line.startswith("-") and faults:
            faults[-1].old.append(line[1:])
        elif line.startswith("+") and faults:
            faults[-1].new.append(line[1:])
        elif line and not line.startswith("#"):
            raise Trouble(f"{DATA.name}:{number}: not a line of a fault")
    for fault in faults:
        if not fault.file or not fault.old or fault.old == fault.new:
            raise Trouble(f"{fault.words}: no fault")
        fault.plant((ROOT / fault.file).read_text())
    return faults


def copy_sources():
    """Makes the copy equal to the sources, touching only what differs."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard", *COPIED],
        cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()
    files = [name for name in listed.split("\0") if name and (ROOT / name).is_file()]
    for name in files:
        write(name, (ROOT / name).read_bytes())
    known = set(files)
    for folder in COPIED[1:]:
        for path in (COPY / folder).rglob("*"):
            if path.is_file() and str(path.relative_to(COPY)) not in known:
                path.unlink()
    resolved = ROOT / "Package.resolved"
    if resolved.is_file():
        write("Package.resolved", resolved.read_bytes())


def write(name, content):
    path = COPY / name
    if path.is_file() and path.read_bytes() == content:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def build():
    """Builds the copy; raises `Trouble` with what the compiler says."""
    swift = os.environ.get("SWIFT", "swift")
    run = subprocess.run(
        [swift, "build", "--product", "rxdebug"], cwd=COPY, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True)
    if run.returncode != 0:
        errors = [line for line in run.stdout.splitlines() if "error" in line]
        raise Trouble("it does not compile:\n" + "\n".join(errors[:10] or run.stdout.splitlines()[-10:]))


def run_cases():
    """Runs the shipped cases; the exit status and what is said about them."""
    process = subprocess.Popen(
        [str(COPY / ".build/debug/rxdebug"), "batch", "--steps", "--timeout", "20",
         str(ROOT / "fixtures/cases")],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
    try:
        output, _ = process.communicate(timeout=BATCH_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return None, f"hangs for {BATCH_SECONDS} s"
    lines = [line for line in output.splitlines() if " cases passed" in line]
    if not lines:
        return process.returncode, "no summary: " + output.strip()[-200:]
    kinds = "failed|differ|crashed|garbled|timed out|met a limit"
    counts = re.findall(rf"(\d+) ({kinds})", lines[-1])
    total = sum(int(count) for count, _ in counts)
    words = ", ".join(f"{count} {kind}" for count, kind in counts)
    return process.returncode, f"{total} cases ({words})" if counts else "no case"


def check(fault):
    """Plants one fault; whether it is caught, and what is said about it."""
    original = (ROOT / fault.file).read_text()
    write(fault.file, fault.plant(original).encode())
    try:
        build()
        status, words = run_cases()
        return status != 0, words
    except Trouble as trouble:
        raise Trouble(f"{fault.words}: {trouble}") from None
    finally:
        write(fault.file, original.encode())


def main(words):
    faults = read_faults()
    if words[:1] == ["--every"]:
        chosen = faults[:: int(words[1])]
    else:
        chosen = [f for f in faults if not words or any(word in f.words for word in words)]
    start = time.monotonic()
    copy_sources()
    build()
    status, said = run_cases()
    if status != 0:
        raise Trouble(f"the unchanged program does not pass: {said}")
    print(f"unchanged: passes ({time.monotonic() - start:.0f} s with building)", flush=True)
    survivors = 0
    for fault in chosen:
        begin = time.monotonic()
        is_caught, said = check(fault)
        survivors += not is_caught
        verdict = "caught  " if is_caught else "SURVIVES"
        print(f"{verdict} {time.monotonic() - begin:4.0f} s  {fault.words}: {said}", flush=True)
    print(
        f"{len(chosen) - survivors} of {len(chosen)} planted faults are caught "
        f"({time.monotonic() - start:.0f} s)")
    return 1 if survivors else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as trouble:
        print(f"plant.py: {trouble}", file=sys.stderr)
        sys.exit(2)
