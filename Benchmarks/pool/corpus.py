#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The corpora of the pool's benchmarks, the same bytes at every run.

  corpus.py light 100000 > light.ndjson    cases of a few microseconds
  corpus.py heavy 20000 > heavy.ndjson     cases of 200 microseconds in libpcre2 (quadratic patterns)
  corpus.py cat 100000 > cat.ndjson        light, with 20 catastrophic patterns among them

light: 1,000 patterns of 25 families, each in 10 contexts of 20 to 2,000 bytes (log-uniform); one case in
eight has nothing to find. What is expected comes from Python's `re`: these patterns mean the same there,
and a batch run, which asks libpcre2 as well, passes them all. Lines are in the form of fixtures/README.md.
"""
import json
import math
import random
import re
import sys

SEED = 20221123
WORDS = (
    "alpha bravo charlie delta echo foxtrot golf hotel india juliet kilo lima mike november oscar papa "
    "quebec romeo sierra tango uniform victor whiskey xray yankee zulu amber basil cedar dahlia elder "
    "fennel ginger hazel iris jasmine kale laurel myrtle nettle").split()
FILLERS = (
    "the quick brown fox jumps over a lazy dog ", "lorem ipsum dolor sit amet, ", "0 1 2 3 5 8 13 21 34 ",
    "GET / index; POST / form; ", "key = value; other = thing; ", "a.b.c/d/e?f&g#h ", "[x] (y) {z} <w> ",
    "-- ++ == != <= >= ", "Some Words In Title Case, Then. ", "tab\tand line\nand more\n")
OPTIONS = {"CASELESS": re.I, "MULTILINE": re.M, "DOTALL": re.S}


def digits(rng, count):
    return "".join(rng.choice("0123456789") for _ in range(count))


def letters(rng, count, alphabet="abcdefghijklmnopqrstuvwxyz"):
    return "".join(rng.choice(alphabet) for _ in range(count))


def hexes(rng, count):
    return letters(rng, count, "0123456789abcdef")


# A family: the pattern of a word, what it finds, and options.
FAMILIES = [
    (r"\b(\d{4})-(\d{2})-(\d{2}) WORD\b",
     lambda r, w: f"20{digits(r, 2)}-0{r.randint(1, 9)}-1{digits(r, 1)} {w}", []),
    (r"(\d{1,2})/(\d{1,2})/(\d{4})[ ,]+WORD", lambda r, w: f"{r.randint(1, 31)}/{r.randint(1, 12)}/1999, {w}", []),
    (r"([\w.+-]+)@(WORD\.(?:com|org|net))", lambda r, w: f"{letters(r, 6)}.x@{w}.org", []),
    (r"WORD=(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)\b",
     lambda r, w: f"{w}=10.{r.randint(0, 255)}.{r.randint(0, 255)}.1", []),
    (r"(https?)://(WORD[\w.-]*)(?::(\d+))?(/[^\s?#]*)?(\?[^\s#]*)?",
     lambda r, w: f"https://{w}.example:8{digits(r, 3)}/{letters(r, 5)}?q={digits(r, 2)}", []),
    (r"WORD:([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})",
     lambda r, w: f"{w}:{hexes(r, 8)}-{hexes(r, 4)}-{hexes(r, 4)}-{hexes(r, 4)}-{hexes(r, 12)}", []),
    (r"WORD (?:[0-9a-f]{2}:){5}[0-9a-f]{2}",
     lambda r, w: f"{w} " + ":".join(hexes(r, 2) for _ in range(6)), ["CASELESS"]),
    (r"^\[(\d+:\d+:\d+)\] (INFO|WARN|ERROR) WORD: (.*)$",
     lambda r, w: f"\n[12:{digits(r, 2)}:{digits(r, 2)}] WARN {w}: {letters(r, 9)}\n", ["MULTILINE"]),
    (r'WORD,("(?:[^"]|"")*"|[^,\n]*),([^,\n]*)', lambda r, w: f'{w},"{letters(r, 4)} ""q""",{digits(r, 3)}', []),
    (r"at WORD\.(\w+)\((\w+\.java):(\d+)\)",
     lambda r, w: f"at {w}.{letters(r, 5)}({letters(r, 4)}.java:{digits(r, 3)})", []),
    (r"WORD-v?(\d+)\.(\d+)\.(\d+)(?:-([\w.]+))?(?:\+([\w.]+))?",
     lambda r, w: f"{w}-v{digits(r, 1)}.{digits(r, 2)}.0-rc.{digits(r, 1)}", []),
    (r"\b(\w+) \1 WORD", lambda r, w: (lambda t: f"{t} {t} {w}")(letters(r, 5)), []),
    (r"<(WORD)([^>]*)>(.*?)</\1>", lambda r, w: f'<{w} a="b">{letters(r, 8)}</{w}>', ["DOTALL"]),
    (r"(?i)WORD\s*:\s*(?:yes|no|true|false|on|off)", lambda r, w: f"{w.upper()} : {r.choice(['Yes', 'off'])}", []),
    (r"(?<=WORD )\$\d{1,3}(?:,\d{3})*\.\d{2}", lambda r, w: f"{w} ${digits(r, 2)},{digits(r, 3)}.{digits(r, 2)}", []),
    (r"WORD(?=\w{3,})(?!\w*\d)\w+", lambda r, w: f"{w}{letters(r, 7)}", []),
    (r"#WORD-([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b", lambda r, w: f"#{w}-{hexes(r, 6)}", []),
    (r"\+?(\d{1,3})[ -]?\((\d{3})\)[ -]?(\d{3})-(\d{4}) WORD",
     lambda r, w: f"+1 ({digits(r, 3)}) {digits(r, 3)}-{digits(r, 4)} {w}", []),
    (r"WORD\[([^\]]+)\](?:\.(\w+))*", lambda r, w: f"{w}[{letters(r, 4)}].{letters(r, 3)}.{letters(r, 3)}", []),
    (r"(?:^|\s)WORD\s*=\s*'((?:[^'\\]|\\.)*)'", lambda r, w: f" {w} = '{letters(r, 5)}\\'{letters(r, 3)}'", []),
    (r"/(?:[\w.-]+/)*WORD\.(?:c|h|swift|py)\b", lambda r, w: f"/usr/{letters(r, 5)}/{w}.swift", []),
    (r"WORD (?:[A-Z][a-z]+ ){1,3}([A-Z][a-z]+)", lambda r, w: f"{w} Anna {letters(r, 4).title()} Smith", []),
    (r"([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(?:WORD)s?\b",
     lambda r, w: f"-{digits(r, 2)}.{digits(r, 3)}e+{digits(r, 1)} {w}s", []),
    (r"(?P<host>WORD\d+) (?P<code>[1-5]\d\d) (?P<size>\d+|-)",
     lambda r, w: f"{w}{digits(r, 2)} 40{digits(r, 1)} {digits(r, 4)}", []),
    (r"\bWORD\W+(?:\w+\W+){0,4}?end\b", lambda r, w: f"{w}, {letters(r, 4)} {letters(r, 3)} end", []),
]
# (pattern, subject); on the first 13 libpcre2 gives up at its limit, the others take some milliseconds.
CATASTROPHIC = [
    (r"(a+)+$", "a" * 28 + "!"), (r"(a|aa)+$", "a" * 36 + "!"), (r"(a*)*\d", "a" * 28), (r"(a|a)*\d", "a" * 28),
    (r"(?:a+){2,}\d", "a" * 28), (r"(x+x+)+\d", "x" * 28), (r"(.*)(.*)(.*)(.*)(.*)(.*)\d$", "q" * 60),
    (r"(?:\d+,?)+[;!]", "1" * 28), (r"(.+)+\1\d", "ab" * 13), (r"(a+)*\d", "a" * 23), (r"(\w*)*\s", "a" * 24),
    (r".*.*.*=.*\d", "=" * 130), (r"([a-c]+,?)*\d", "abc" * 8),
    (r"(\w+\s?)+$", "word " * 6 + "!"), (r"^(([a-z])+.)+[A-Z]([a-z])+$", "a" * 30), (r"(a+)*\d", "a" * 19),
    (r"(?:.*,){9}[PQ]", ",".join(map(str, range(1, 24)))), (r"\s+[a-z]", " " * 6000),
    (r"(\w+\s?)+\d$", "word " * 5 + "!"), (r"(?:a|b|ab)*\d", "ab" * 17),
]


def pairs():
    """The 10,000 cases of light, as lines without their ids."""
    rng = random.Random(SEED)
    lines = []
    for pattern, found, options in FAMILIES:
        for word in WORDS:
            text = pattern.replace("WORD", word)
            compiled = re.compile(text, sum(OPTIONS[option] for option in options))
            for filler in FILLERS:
                subject = context(rng, filler, "" if rng.random() < 0.125 else found(rng, word))
                lines.append(line(text, options, subject, compiled.search(subject)))
    rng.shuffle(lines)
    return lines


def context(rng, filler, found):
    length = int(math.exp(rng.uniform(math.log(20), math.log(2000))))
    before = rng.randint(0, max(0, length - len(found)))
    text = filler * (length // len(filler) + 1)
    return text[:before] + " " + found + " " + text[before:max(before, length - len(found))]


def line(pattern, options, subject, match=None, judged=True):
    case = {"pattern": pattern, "subject": subject}
    if options:
        case["options"] = options
    if match:
        spans = [list(span) if span != (-1, -1) else None for span in match.regs]
        case["expected"] = {"rc": max(i for i, span in enumerate(spans) if span) + 1, "ovector": spans}
    elif judged:
        case["expected"] = {"rc": -1}
    return json.dumps(case, separators=(",", ":"))[1:]


def light(count):
    lines = pairs()
    for number in range(count):
        yield f'{{"id":"light:{number + 1}",{lines[number % len(lines)]}'


def heavy(count):
    """Every start is tried up to the end of the text, where what comes next is missing."""
    rng = random.Random(SEED)
    for number in range(count):
        word = WORDS[number % len(WORDS)]
        subject = letters(rng, rng.randint(590, 710))
        pattern = rf"(?:[a-z]+|_{word})[0-9]"
        yield f'{{"id":"heavy:{number + 1}",{line(pattern, [], subject)}'


def cat(count):
    gap = max(1, count // len(CATASTROPHIC))
    for number, text in enumerate(light(count)):
        place, rest = divmod(number, gap)
        if rest == gap // 2 and place < len(CATASTROPHIC):
            pattern, subject = CATASTROPHIC[place]
            yield f'{{"id":"cat:{place + 1}",{line(pattern, [], subject, judged=False)}'
        yield text


def main():
    kind, count = sys.argv[1], int(sys.argv[2])
    out = sys.stdout
    for text in {"light": light, "heavy": heavy, "cat": cat}[kind](count):
        out.write(text + "\n")


if __name__ == "__main__":
    main()
