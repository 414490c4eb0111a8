#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether the machine's loops allocate, count references or check exclusive access: what their code calls.

    loops.py RXSPEED

reads the disassembly of a release build: Execution.runFast, Execution.run for nobody and for somebody who counts, and
all that these loops call of Execution and SearchContext. It fails if one of them calls a function of the runtime
that it must not.
"""
import re
import subprocess
import sys

# Observers whose loops have to be clean; others record in arrays.
OBSERVERS = ["NullObserver", "CountingObserver"]
# Helpers that run once in a blue moon, and may.
RARE = {
    "acceptInAssertion": "(*ACCEPT) in a lookaround copies what it restores",
    "growStack": "the stack doubles",
}
FORBIDDEN = re.compile(
    r"swift_(?:\w*[rR]etain|\w*[rR]elease|beginAccess|endAccess|alloc\w*|dealloc\w*|bridgeObject\w*|once|getWitness\w*"
    r"|dynamicCast\w*|isUniquelyReferenced\w*)|\b(?:malloc|calloc|realloc|free)\b|outlined (?:init|assign|copy)")
RUN = re.compile(r"RegexMachine\.Execution\.run<")
FAST = re.compile(r"^RegexMachine\.Execution\.runFast\(")
HELPER = re.compile(r"RegexMachine\.(?:Execution|SearchContext)\.(\w+)")


def demangle(names):
    """What people read, name by name."""
    run = subprocess.run(["swift", "demangle", "--compact"], input="\n".join(names), capture_output=True, text=True,
                         check=True)
    return run.stdout.splitlines()


def symbols(program):
    """The functions of the machine: what people read, by the linker's name."""
    table = subprocess.run(["nm", program], capture_output=True, text=True, check=True).stdout
    names = [line.split()[-1] for line in table.splitlines() if re.search(r" [tT] \$s12RegexMachine", line)]
    return dict(zip(names, demangle(names)))


def disassemble(program):
    """The code of each function, by its name."""
    text = subprocess.run(["objdump", "-d", "--no-show-raw-insn", program], capture_output=True, text=True,
                          check=True).stdout
    return {name: body for name, body in re.findall(r"^[0-9a-f]+ <([^>]+)>:\n((?:.+\n)*)", text, re.M)}


def targets(body, symbol):
    """What it calls, or jumps to."""
    found = set(re.findall(r"\s(?:call|jmp)q?\s+\S*\s*<([^>+]+)>", body))
    return found - {symbol}


def main():
    program = sys.argv[1]
    names, code = symbols(program), disassemble(program)
    loops = {}
    for symbol, shown in names.items():
        observer = re.search(r"<RegexMachine\.(\w+)>", shown)
        if RUN.search(shown) and observer and observer.group(1) in OBSERVERS:
            loops[symbol] = f"Execution.run for {observer.group(1)}"
        if FAST.search(shown):
            loops[symbol] = "Execution.runFast"
    good = len(loops) == len(OBSERVERS) + 1
    if not good:
        print(f"{program}: not all loops were found: {', '.join(loops.values())}")
    # From the loops to what they call, and on.
    waiting, checked = dict(loops), set()
    while waiting:
        symbol, shown = waiting.popitem()
        checked.add(symbol)
        callees = targets(code.get(symbol, ""), symbol)
        readable = dict(zip(sorted(callees), demangle(sorted(callees))))
        bad = sorted(name for name in callees if FORBIDDEN.search(name) or FORBIDDEN.search(readable[name]))
        if symbol in loops:
            print(f"{shown}: {code[symbol].count(chr(10))} instructions, calls of {len(callees)} functions")
        if bad:
            good = False
            print(f"{shown} calls {', '.join(bad)}")
        for name in callees - checked:
            helper = HELPER.search(readable[name])
            if helper and helper.group(1) not in RARE:
                waiting[name] = f"{helper.group(0)}"
    print(f"{len(checked)} functions read")
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
