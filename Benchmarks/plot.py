#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The figures of `rxspeed --json` as a picture: a dot for each case in each column, on an axis of ratios.

    plot.py speed.json speed.svg

Left of the line at 1 we are faster than libpcre2. What a column's worst case and its geometric mean may be is drawn,
too; a dot beyond its bar is filled in another colour. Colours follow the reader's light or dark setting.
"""
import json
import math
import sys
from xml.sax.saxutils import escape

LABELS, PANEL, GAP, ROW, TOP, BOTTOM = 190, 210, 18, 13, 64, 40
STYLE = """
  text { font: 10px system-ui, sans-serif; fill: #333 }
  .title { font-weight: 600; font-size: 12px } .group { font-weight: 600 } .small { font-size: 9px; fill: #666 }
  .paper { fill: #fff } .grid { stroke: #e4e4e4 } .one { stroke: #555 } .mean { stroke: #1b6ac9; stroke-dasharray: 4 3 }
  .worst { stroke: #c2410c; stroke-dasharray: 2 2 } .dot { fill: #1b6ac9 } .over { fill: #c2410c }
  .diamond { fill: none; stroke: #1b6ac9; stroke-width: 1.5 }
  @media (prefers-color-scheme: dark) {
    text { fill: #ddd } .small { fill: #999 } .paper { fill: #111 } .grid { stroke: #2c2c2c } .one { stroke: #aaa }
    .mean { stroke: #6cb0ff } .worst { stroke: #ff9a5c } .dot { fill: #6cb0ff } .over { fill: #ff9a5c }
    .diamond { stroke: #6cb0ff }
  }
"""


class Panel:
    """One column: from ratios to places."""

    def __init__(self, column, left, low, high):
        self.column, self.left, self.low, self.high = column, left, low, high

    def x(self, ratio):
        part = (math.log10(ratio) - self.low) / (self.high - self.low)
        return self.left + PANEL * min(max(part, 0), 1)

    def head(self, ratios, height):
        """Grid, bars and the mean."""
        mean = math.exp(sum(map(math.log, ratios)) / len(ratios))
        yield f'<text class="title" x="{self.left}" y="18">{escape(self.column["column"])}</text>'
        yield (f'<text class="small" x="{self.left}" y="32">geometric mean {mean:.2f}, '
               f'worst {max(ratios):.2f}</text>')
        for power in range(math.ceil(self.low), math.floor(self.high) + 1):
            x = self.x(10 ** power)
            kind = "one" if power == 0 else "grid"
            yield f'<path class="{kind}" d="M{x:.1f} {TOP - 8}V{height - BOTTOM}"/>'
            label = f"{10 ** power:g}"
            yield f'<text class="small" x="{x:.1f}" y="{height - BOTTOM + 14}" text-anchor="middle">{label}</text>'
        for name in "mean", "worst":
            bar = self.column[name]
            if bar is not None:
                x = self.x(bar)
                yield f'<path class="{name}" d="M{x:.1f} {TOP - 8}V{height - BOTTOM}"/>'
                yield (f'<text class="small" x="{x:.1f}" y="{height - BOTTOM + (26 if name == "mean" else 36)}" '
                       f'text-anchor="middle">{name} {bar:g}</text>')
        x, y = self.x(mean), TOP - 14
        yield f'<path class="diamond" d="M{x - 4:.1f} {y}l4 -4l4 4l-4 4z"/>'


def draw(report):
    cases, columns = report["cases"], report["columns"]
    columns = [column for column in columns if any(column["column"] in case for case in cases)]
    ratios = [case[column["column"]]["ratio"] for case in cases for column in columns if column["column"] in case]
    low, high = math.log10(min(ratios)) - 0.1, max(math.log10(max(ratios)), 0) + 0.1
    rows, y, group = [], TOP + 6, None
    for case in cases:
        if case["group"] != group:
            group = case["group"]
            rows.append((y, group, None))
            y += ROW
        rows.append((y, case["name"], case))
        y += ROW
    width, height = LABELS + len(columns) * (PANEL + GAP) + 10, y + BOTTOM
    yield (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
           f'height="{height}" role="img" aria-label="Ratios of our time to that of libpcre2, by case">')
    yield f"<style>{STYLE}</style>"
    yield f'<rect class="paper" width="{width}" height="{height}"/>'
    yield '<text class="title" x="8" y="18">ours / libpcre2</text>'
    yield f'<text class="small" x="8" y="32">{escape(report["library"])}, {report["rounds"]} rounds</text>'
    panels = [Panel(column, LABELS + index * (PANEL + GAP), low, high) for index, column in enumerate(columns)]
    for panel in panels:
        name = panel.column["column"]
        yield from panel.head([case[name]["ratio"] for case in cases if name in case], height)
    for y, label, case in rows:
        kind = ' class="group"' if case is None else ""
        short = label if len(label) < 34 else label[:32] + "\u2026"
        yield f'<text{kind} x="{8 if case is None else 16}" y="{y + 3}">{escape(short)}</text>'
        for panel in panels if case else []:
            cell = case.get(panel.column["column"])
            if cell:
                bar = panel.column["worst"]
                over = bar is not None and cell["ratio"] > bar
                yield (f'<circle class="{"over" if over else "dot"}" cx="{panel.x(cell["ratio"]):.1f}" cy="{y}" r="3">'
                       f'<title>{escape(label)}: {cell["ratio"]:.3f}</title></circle>')
    yield "</svg>"


def main():
    source, target = sys.argv[1:3]
    with open(source, encoding="utf-8") as file:
        report = json.load(file)
    with open(target, "w", encoding="utf-8") as file:
        file.write("\n".join(draw(report)) + "\n")


if __name__ == "__main__":
    main()
