#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether pyte, a terminal emulator, shows what frames were meant to show.

    compare.py FILE

FILE has for each frame: a line `frame BYTES COLUMNS ROWS`, so many bytes, a line end, and a line for each row.
Its cells are separated by tabs; a cell is what it shows (nothing behind a wide character), a US, and its look:
foreground, background, and of b, u, r those that are on, separated by commas.

A character that pyte's tables give another width than ours is exempt, but no cell beside it. Prints how many
cells were compared and how many were exempt; ends with 1 and the first differences if there are any.
Run by TerminalScreenTests/PyteTests.swift.
"""

import sys
import unicodedata

import pyte
from wcwidth import wcwidth


def frames(path):
    with open(path, "rb") as file:
        while header := file.readline().split():
            count, columns, rows = map(int, header[1:])
            data = file.read(count)
            file.readline()
            yield data.decode(), columns, [
                [cell.split("\x1f") for cell in file.readline().decode().rstrip("\n").split("\t")]
                for _ in range(rows)
            ]


def shown(text):
    """What pyte makes of a character and the mark on it."""
    if len(text) == 2 and wcwidth(text[1]) == 0 and unicodedata.combining(text[1]):
        return unicodedata.normalize("NFC", text)
    return text[:1]


def is_blank(text, look):
    _, background, flags = look.split(",")
    return text == " " and background == "default" and not set(flags) & set("ur")


def differs(cell, text, look):
    if cell.data != shown(text):
        return True
    flags = "b" * cell.bold + "u" * cell.underscore + "r" * cell.reverse
    seen = f"{cell.fg},{cell.bg},{flags}"
    return seen != look and not (is_blank(text, look) and is_blank(cell.data, seen))


def main():
    screen = stream = None
    compared = exempt = 0
    differences = []
    for number, (data, columns, rows) in enumerate(frames(sys.argv[1])):
        if screen is None:
            screen = pyte.Screen(columns, len(rows))
            stream = pyte.Stream(screen)
        stream.feed(data)
        for y, row in enumerate(rows):
            for x, (text, look) in enumerate(row):
                if x + 1 == columns:
                    # A mark in the last column is not drawn.
                    text = text[:1]
                if not text:
                    # Compared with the character that it belongs to.
                    continue
                width = 2 if x + 1 < columns and not row[x + 1][0] else 1
                has_spacing_mark = unicodedata.category(text[-1]) == "Mc"
                if wcwidth(text[0]) + (has_spacing_mark and wcwidth(text[1])) != width:
                    exempt += 1
                    continue
                compared += 1
                wrong = differs(screen.buffer[y][x], text, look)
                second = text[1] if has_spacing_mark else ""
                if width == 2 and screen.buffer[y][x + 1].data != second:
                    wrong = True
                if wrong:
                    cell = screen.buffer[y][x]
                    differences.append(f"frame {number}, {x}, {y}: {cell} for {text!r} {look}")
    print(f"{compared} cells compared, {exempt} exempt, {len(differences)} differ")
    for difference in differences[:10]:
        print(difference)
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
