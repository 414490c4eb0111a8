#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Cases on patterns that nobody tuned for: some of each corpus, drawn with a seed, over that corpus' own texts.

    held-out.py CORPORA FOLDER [SEED]

writes FOLDER/cases, for `rxspeed --more`, and FOLDER/*.txt. Without the corpora it writes no cases.
"""
import base64
import gzip
import json
import os
import random
import sys

# How many patterns of each corpus, and how much text they are run over.
CORPORA = {
    "gitleaks": (12, 200_000),
    "grok": (10, 40_000),
    "ua-parser": (12, 100_000),
    "patterns-davis2019": (16, 100_000),
}
# What rxspeed's cases can ask for.
OPTIONS = {"CASELESS", "MULTILINE", "DOTALL", "UTF", "UCP", "EXTENDED", "ANCHORED"}


def value(record, name):
    """A text of a record as bytes."""
    if name + "_b64" in record:
        return base64.b64decode(record[name + "_b64"])
    return record.get(name, "").encode("utf-8", "surrogatepass")


def write_cases(corpus, path, folder, out, seed):
    count, size = CORPORA[corpus]
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines]
    rng = random.Random(f"{seed} {corpus}")
    matching = {}
    texts = []
    for record in records:
        if record.get("kind") != "match":
            continue
        texts.append(value(record, "subject"))
        is_match = record["expected"].get("status") == "match"
        if is_match and set(record.get("options", [])) <= OPTIONS:
            matching[value(record, "pattern")] = record
    # Short texts first come first served would be all of one rule: mixed, each once.
    texts = sorted(set(texts))
    rng.shuffle(texts)
    text = b""
    for one in texts:
        if len(text) + len(one) < size and len(one) < 5_000:
            text += one.replace(b"\n", b" ") + b"\n"
    # The corpora hold bytes that are not UTF-8, too.
    text = text.decode("utf-8", "replace").encode()
    text_path = os.path.join(folder, corpus + ".txt")
    with open(text_path, "wb") as file:
        file.write(text)
    patterns = sorted(matching)
    for pattern in rng.sample(patterns, min(count, len(patterns))):
        record = matching[pattern]
        fields = ["held-out", record["id"], ",".join(record.get("options", [])), pattern.hex(), text_path]
        print("\t".join(fields), file=out)


def main():
    corpora, folder = sys.argv[1:3]
    seed = sys.argv[3] if len(sys.argv) > 3 else "7"
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "cases"), "w", encoding="ascii") as out:
        for corpus in CORPORA:
            path = os.path.join(corpora, corpus + ".ndjson.gz")
            if os.path.exists(path):
                write_cases(corpus, path, folder, out, seed)
            else:
                print(f"{path} is not there: its cases are left out", file=sys.stderr)


if __name__ == "__main__":
    main()
