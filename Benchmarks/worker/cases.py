#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Short cases for the worker's benchmark, the same bytes for the same seed.

  cases.py few 200000 1 > few.ndjson         12 patterns, many subjects of 10 to 60 bytes
  cases.py distinct 200000 1 > all.ndjson    the same with a pattern of its own for every case

What is expected comes from Python's `re`: these patterns mean the same there. Lines are in the form of
fixtures/README.md, in the order that Benchmarks/pool/filter.c reads.
"""
import json
import random
import re
import sys

LETTERS = "abcdefghijklmnopqrstuvwxyz"
DIGITS = "0123456789"


def some(rng, alphabet, least, most):
    return "".join(rng.choices(alphabet, k=rng.randint(least, most)))


def number(rng):
    return str(rng.randint(0, 255))


# A pattern in which W stands for a word, what it finds, and options.
PATTERNS = [
    ("W", lambda r, w: w, []),
    (r"W=(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})", lambda r, w: w + "=" + ".".join(number(r) for _ in range(4)), []),
    (r"""(['"])W.*?\1""", lambda r, w: f"'{w} {some(r, LETTERS, 1, 6)}'", []),
    (r"[\w.+-]+@W[\w-]*\.[\w.-]+", lambda r, w: f"{some(r, LETTERS, 2, 7)}@{w}.org", []),
    (r"(a|b){3,5}?W", lambda r, w: some(r, "ab", 3, 5) + w, []),
    (r"\bW\b|\bend\b", lambda r, w: r.choice([w, "end"]), ["CASELESS"]),
    (r"^W: +(\S+)$", lambda r, w: f"\n{w}:  {some(r, LETTERS, 1, 8)}\n", ["MULTILINE"]),
    (r"(\d{4})-(\d\d)-(\d\d) W", lambda r, w: f"20{some(r, DIGITS, 2, 2)}-0{r.randint(1, 9)}-1{r.randint(0, 9)} {w}", []),
    (r"<W>(.*?)</W>", lambda r, w: f"<{w}>{some(r, LETTERS, 0, 8)}</{w}>", ["DOTALL"]),
    (r"W\(((?:[^()]|\([^()]*\))*)\)", lambda r, w: f"{w}({some(r, LETTERS, 1, 3)}, ({some(r, DIGITS, 1, 3)}))", []),
    (r"(?<=W )\w+(?= ok)", lambda r, w: f"{w} {some(r, LETTERS, 2, 6)} ok", []),
    (r"W[^,]*,\s*([^,\n]+)", lambda r, w: f"{w}{some(r, LETTERS, 0, 3)}, {some(r, LETTERS, 2, 6)}", []),
]
FLAGS = {"CASELESS": re.I, "MULTILINE": re.M, "DOTALL": re.S}


def case(rng, number, word):
    """A line; one subject in four has nothing to find."""
    pattern, found, options = PATTERNS[number % len(PATTERNS)]
    pattern = pattern.replace("W", word)
    text = "" if rng.random() < 0.25 else found(rng, word)
    subject = f"{some(rng, LETTERS + '  ', 5, 20)} {text} {some(rng, LETTERS + '  ', 5, 20)}"
    match = re.compile(pattern, sum(FLAGS[option] for option in options)).search(subject)
    value = {"id": f"case:{number + 1}", "pattern": pattern, "subject": subject}
    if options:
        value["options"] = options
    value["expected"] = {"rc": -1}
    if match:
        spans = [list(span) if span != (-1, -1) else None for span in match.regs]
        value["expected"] = {"rc": max(i for i, span in enumerate(spans) if span) + 1, "ovector": spans}
    return value


def cases(kind, count, seed):
    rng = random.Random(seed)
    for number in range(count):
        # A word that occurs nowhere else in the set is what makes a pattern one of its own.
        word = "needle" if kind == "few" else some(rng, LETTERS, 4, 4) + format(number, "x")
        yield case(rng, number, word)
        if kind == "distinct" and number % 64 == 63:
            re.purge()


def line(value):
    return json.dumps(value, separators=(",", ":"))


def request(value):
    """The case as a request to `rxdebug worker`, which judges nothing."""
    rest = {name: part for name, part in value.items() if name != "expected"}
    return line({**rest, "mode": "match"})


def main():
    kind, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    for value in cases(kind, count, seed):
        sys.stdout.write(line(value) + "\n")


if __name__ == "__main__":
    main()
