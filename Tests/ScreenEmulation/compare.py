#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether pyte, a terminal emulator, shows what frames were meant to show.

    compare.py FILE

FILE has lines `terminal COLUMNS ROWS BOLD`, each for a new terminal (BOLD: whether bold is compared), and for each
frame: a line `frame BYTES COLUMN ROW CHANGED` (the cursor, -1 if it is hidden), so many bytes, a line end, and a line
for each row that is to be other than before: its number and its cells, separated by tabs. A cell is what it shows
(nothing behind a wide character), a US, and its look: foreground and background as the parameters of SGR, and of b,
u, r those that are on, separated by commas.

A character that pyte's tables give another width than ours is exempt, but no cell beside it. Prints how many
cells were compared and how many were exempt; ends with 1 and the first differences if there are any.
Run by PyteFrames.swift.
"""

import functools
import sys
import unicodedata

import pyte
from pyte import graphics
from wcwidth import wcwidth

# The sixteen colours by their SGR numbers.
BASIC = {**graphics.FG_ANSI, **graphics.FG_AIXTERM, **graphics.BG_ANSI}


@functools.cache
def color(parameters):
    """pyte's name of a colour."""
    if not parameters:
        return "default"
    numbers = [int(part) for part in parameters.split(";")]
    if len(numbers) == 1:
        return BASIC[numbers[0]]
    if numbers[1] == 5:
        return graphics.FG_BG_256[numbers[2]]
    return "".join(f"{part:02x}" for part in numbers[2:])


@functools.cache
def look(text):
    foreground, background, flags = text.split(",")
    return color(foreground), color(background), flags


class Frames:
    """The frames of a file, each fed to its terminal and compared."""

    def __init__(self):
        self.compared = self.exempt = self.number = 0
        self.differences = []

    def begin(self, columns, rows, has_bold):
        self.has_bold = has_bold
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.rows = [None] * rows

    def add(self, data, cursor, changed):
        self.screen.dirty.clear()
        self.stream.feed(data)
        self.rows = [changed.get(y, row) for y, row in enumerate(self.rows)]
        # A row that nothing was drawn in, and that is to be as before, has been compared.
        for y in sorted(self.screen.dirty | changed.keys()):
            self.compare(y, self.rows[y])
        at = (-1, -1) if self.screen.cursor.hidden else (self.screen.cursor.x, self.screen.cursor.y)
        if at != cursor:
            self.differences.append(f"frame {self.number}: cursor at {at} for {cursor}")
        self.number += 1

    def differs(self, cell, text, style):
        if cell.data != shown(text):
            return True
        seen = (cell.fg, cell.bg, "b" * cell.bold + "u" * cell.underscore + "r" * cell.reverse)
        if not self.has_bold:
            seen, style = ((*part[:2], part[2].replace("b", "")) for part in (seen, style))
        return seen != style and not (is_blank(text, style) and is_blank(cell.data, seen))

    def compare(self, y, row):
        cells = self.screen.buffer[y]
        for x, (text, style) in enumerate(row):
            if x + 1 == len(row):
                # A mark in the last column is not drawn.
                text = text[:1]
            if not text:
                # Compared with the character that it belongs to.
                continue
            if text.isascii():
                self.compared += 1
                wrong = self.differs(cells[x], text, style)
            else:
                width = 2 if x + 1 < len(row) and not row[x + 1][0] else 1
                has_spacing_mark = unicodedata.category(text[-1]) == "Mc"
                if wcwidth(text[0]) + (has_spacing_mark and wcwidth(text[1])) != width:
                    self.exempt += 1
                    continue
                self.compared += 1
                second = text[1] if has_spacing_mark else ""
                wrong = self.differs(cells[x], text, style) or (
                    width == 2 and cells[x + 1].data != second
                )
            if wrong:
                self.differences.append(
                    f"frame {self.number}, {x}, {y}: {cells[x]} for {text!r} {style}"
                )


def shown(text):
    """What pyte makes of a character and the mark on it."""
    if len(text) == 2 and wcwidth(text[1]) == 0 and unicodedata.combining(text[1]):
        return unicodedata.normalize("NFC", text)
    return text[:1]


def is_blank(text, style):
    _, background, flags = style
    return text == " " and background == "default" and not set(flags) & set("ur")


def main():
    frames = Frames()
    with open(sys.argv[1], "rb") as file:
        while words := file.readline().split():
            numbers = [int(word) for word in words[1:]]
            if words[0] == b"terminal":
                frames.begin(*numbers)
                continue
            count, column, row, rows = numbers
            data = file.read(count)
            file.readline()
            changed = {}
            for _ in range(rows):
                index, *cells = file.readline().decode().rstrip("\n").split("\t")
                pairs = (cell.split("\x1f") for cell in cells)
                changed[int(index)] = [(text, look(style)) for text, style in pairs]
            frames.add(data, (column, row), changed)
    found = frames.differences
    print(
        f"pyte: {frames.number} frames, {frames.compared} cells compared, {frames.exempt} exempt, "
        f"{len(found)} differ"
    )
    for difference in found[:10]:
        print(difference)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
