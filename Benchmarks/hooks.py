#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What the calls of observers cost where nobody watches: instructions of the machine as it is over those of a copy
from whose loop they have been taken out.

    hooks.py RXSPEED FOLDER

copies the engine's sources to FOLDER, removes every use of an observer from Execution+Run.swift, builds rxspeed there
and has instructions.py compare the two. It fails if the loop no longer looks as this script expects, or if a case takes
more than 0.5 % more instructions with the calls than without them.
"""
import os
import re
import shutil
import subprocess
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
LOOP = "Sources/RegexMachine/Execution+Run.swift"
# The targets that rxspeed needs, from the package's own manifest.
TARGETS = ["SourceText", "CUnicodeTables", "UnicodeData", "RegexSyntax", "RegexProgram", "CByteSearch", "RegexMachine",
           "CPCRE2", "PCRE2Oracle", "CLibraryLoops", "rxspeed"]
# Fewer than this were there: the loop has been written anew, and this script has to be.
FEWEST_BLOCKS = 30


def block_end(text, start):
    """Behind the closing brace of the block that opens behind `start`."""
    depth = 0
    for index in range(text.index("{", start), len(text)):
        depth += {"{": 1, "}": -1}.get(text[index], 0)
        if depth == 0:
            return index + 1
    raise SystemExit(f"{LOOP}: a block does not end")


def without_observers(text):
    """The loop without what it tells observers."""
    blocks = 0
    while True:
        found = re.search(r"[ \t]*if Observer\.wants\w+", text)
        if not found:
            break
        end = block_end(text, found.end())
        if text[end:].lstrip().startswith("else"):
            raise SystemExit(f"{LOOP}: 'if Observer.wants' with an else: what is left without observers?")
        text = text[:found.start()] + text[end:].lstrip("\n")
        blocks += 1
    text, calls = re.subn(r"[ \t]*observer\.(?:backtrack|triggerVerb)\(\)\n", "", text)
    left = re.findall(r".*(?:\bobserver\.|Observer\.wants|tell[A-Z]\w*\().*", text)
    if blocks < FEWEST_BLOCKS or calls < 2 or left:
        raise SystemExit(f"{LOOP}: {blocks} blocks and {calls} calls were removed, left are:\n" + "\n".join(left))
    print(f"{blocks} blocks and {calls} calls removed from {LOOP}")
    return text


def manifest():
    """A package of the engine and rxspeed alone, without what the whole package depends on."""
    with open(os.path.join(ROOT, "Package.swift"), encoding="utf-8") as file:
        text = file.read()
    head = text[:text.index("/// The tests of one target")].replace("  .treatAllWarnings(as: .error),\n", "")
    text = text[text.index("\n  targets: ["):]
    targets = []
    for name in TARGETS:
        match = re.search(rf'(?:library\(\s*"{name}"|\.\w+\(\s*name: "{name}")', text)
        if not match:
            raise SystemExit(f"Package.swift: there is no target {name}")
        targets.append(balanced(text, match.start()))
    body = ",\n    ".join(target.strip() for target in targets)
    return f'{head}\nlet package = Package(\n  name: "hooks",\n  targets: [\n    {body},\n  ],\n' \
           "  swiftLanguageModes: [.v6]\n)\n"


def balanced(text, start):
    """From `start` to the parenthesis that closes the first one."""
    depth = 0
    for index in range(text.index("(", start), len(text)):
        depth += {"(": 1, ")": -1}.get(text[index], 0)
        if depth == 0:
            return text[start:index + 1]
    raise SystemExit("Package.swift: a parenthesis does not close")


def write_if_other(path, text):
    """Written only if it differs, so that what is built stays built."""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            if file.read() == text:
                return
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)


def copy_package(folder):
    for name in TARGETS:
        part = next(part for part in (f"Sources/{name}", f"Benchmarks/{name}") if os.path.isdir(os.path.join(ROOT, part)))
        target = os.path.join(folder, part)
        shutil.rmtree(target, ignore_errors=True)
        # Times are kept, so that what has not changed is not built anew.
        shutil.copytree(os.path.join(ROOT, part), target)
    path = os.path.join(ROOT, LOOP)
    with open(path, encoding="utf-8") as file:
        text = without_observers(file.read())
    target = os.path.join(folder, LOOP)
    with open(target, "w", encoding="utf-8") as file:
        file.write(text)
    shutil.copystat(path, target)
    write_if_other(os.path.join(folder, "Package.swift"), manifest())


def main():
    program, folder = sys.argv[1:3]
    copy_package(folder)
    swift = os.environ.get("SWIFT", "swift")
    subprocess.run([swift, "build", "--quiet", "-c", "release", "--package-path", folder, "--product", "rxspeed"], check=True)
    other = os.path.join(folder, ".build", "release", "rxspeed")
    command = [sys.executable, os.path.join(HERE, "instructions.py"), program, "--against", other, "--columns", "traced"]
    sys.exit(subprocess.run(command, check=False).returncode)


if __name__ == "__main__":
    main()
