#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes the Unicode 14 tables of the targets CUnicodeTables and UnicodeData.

    Scripts/make-unicode-data.py DIRECTORY

DIRECTORY holds the Unicode Character Database as Debian's package unicode-data 15.0.0 installs it
(in usr/share/unicode): UnicodeData.txt and its fellows, with extracted/, auxiliary/ and emoji/.
It may also be the database of Unicode 14.0.0 itself. Run it from the top of the source tree. It
writes

    Sources/CUnicodeTables/UnicodeTables.c           every table
    Sources/UnicodeData/Generated/Scripts.swift      one constant per script
    Sources/UnicodeData/Generated/BinaryProperty.swift

libpcre2 10.42 knows Unicode 14, so code points that are younger than that (DerivedAge.txt) are
treated as unassigned, and what Unicode 15 changed for older ones is put back by CHANGES below.
UnicodeDataTests compares the result with libpcre2 for every code point; a line is missing in
CHANGES if and only if those tests fail; the script itself says which lines change nothing.
"""

import os
import re
import sys

VERSION = (14, 0)
LIMIT = 0x110000
BLOCK = 128

# Orders that Swift's enumerations share (GeneralCategory, BidiClass, GraphemeBreak).
CATEGORIES = """Cn Cc Cf Co Cs Ll Lm Lo Lt Lu Mc Me Mn Nd Nl No Pc Pd Pe Pf Pi Po Ps Sc Sk Sm So
Zl Zp Zs""".split()
MAJORS = "C L M N P S Z".split()
BIDI = "L AL AN B BN CS EN ES ET FSI LRE LRI LRO NSM ON PDF PDI R RLE RLI RLO S WS".split()
BREAKS = """Other CR LF Control Extend Prepend SpacingMark L V T LV LVT Regional_Indicator ZWJ
Extended_Pictographic""".split()

# Kinds of names, as UnicodeProperty.init(name:) reads them.
(KIND_ANY, KIND_CASED, KIND_CATEGORY, KIND_MAJOR, KIND_SCRIPT, KIND_BIDI, KIND_BINARY,
 KIND_SPECIAL) = range(8)
SPECIALS = ["xan", "xsp", "xps", "xwd", "xuc"]

# The binary properties of PCRE2 10.42 (`pcre2test -LP`).
BINARY = """ASCII ASCII_Hex_Digit Alphabetic Bidi_Control Bidi_Mirrored Case_Ignorable Cased
Changes_When_Casefolded Changes_When_Casemapped Changes_When_Lowercased Changes_When_Titlecased
Changes_When_Uppercased Dash Default_Ignorable_Code_Point Deprecated Diacritic Emoji
Emoji_Component Emoji_Modifier Emoji_Modifier_Base Emoji_Presentation Extended_Pictographic
Extender Grapheme_Base Grapheme_Extend Grapheme_Link Hex_Digit IDS_Binary_Operator
IDS_Trinary_Operator ID_Continue ID_Start Ideographic Join_Control Logical_Order_Exception
Lowercase Math Noncharacter_Code_Point Pattern_Syntax Pattern_White_Space
Prepended_Concatenation_Mark Quotation_Mark Radical Regional_Indicator Sentence_Terminal
Soft_Dotted Terminal_Punctuation Unified_Ideograph Uppercase Variation_Selector White_Space
XID_Continue XID_Start""".split()

# Binary properties that unassigned code points have by their place, not by their character.
RESERVED = {"Default_Ignorable_Code_Point", "Extended_Pictographic", "Noncharacter_Code_Point",
            "Pattern_Syntax"}

# What Unicode 15 changed for code points of Unicode 14: (what, first, last, value in Unicode 14).
CHANGES = [
    ("-Alphabetic", 0x0C04, 0x0C04, None),  # sign combining anusvara above
    ("-Alphabetic", 0x0F82, 0x0F83, None),  # signs nyi zla naa da, sna ldan
    ("-Alphabetic", 0x11080, 0x11081, None),  # Kaithi candrabindu, anusvara
    ("-Cased", 0x10FC, 0x10FC, None),  # modifier letters became lower case
    ("-Cased", 0xA7F2, 0xA7F4, None),
    ("-Cased", 0xAB69, 0xAB69, None),
    ("-Lowercase", 0x10FC, 0x10FC, None),
    ("-Lowercase", 0xA7F2, 0xA7F4, None),
    ("-Lowercase", 0xAB69, 0xAB69, None),
    ("bidi", 0x10EC0, 0x10EFF, "R"),  # the default for unassigned ones became AL
]


class Database:
    """The files of one directory, read line by line."""

    def __init__(self, root):
        self.root = root

    def lines(self, name):
        """The fields of each line that is not a comment."""
        with open(os.path.join(self.root, name), encoding="utf-8") as file:
            for line in file:
                line = line.split("#")[0].strip()
                if line:
                    yield [field.strip() for field in line.split(";")]

    def ranges(self, name):
        """(first, last, fields after the code points) of each line."""
        for fields in self.lines(name):
            first, _, last = fields[0].partition("..")
            yield int(first, 16), int(last or first, 16), fields[1:]

    def missing(self, name):
        """(first, last, value) of each `# @missing:` line."""
        with open(os.path.join(self.root, name), encoding="utf-8") as file:
            for line in file:
                match = re.match(r"# @missing: ([0-9A-F]+)\.\.([0-9A-F]+); (\w+)", line)
                if match:
                    yield int(match[1], 16), int(match[2], 16), match[3]


def loose(name):
    """A name as loose matching compares it."""
    return re.sub(r"[-_\s]", "", name).lower()


def camel(name):
    """A Unicode name as a Swift member."""
    words = name.split("_")
    first = words[0].lower() if words[0].isupper() or len(words[0]) < 2 else (
        words[0][0].lower() + words[0][1:])
    return first + "".join(word[0].upper() + word[1:].replace("_", "") for word in words[1:])


def read_old(database):
    """A table of flags: was the code point there in Unicode 14, or unassigned in every version?"""
    old = [True] * LIMIT
    for first, last, (age, *_) in database.ranges("DerivedAge.txt"):
        if tuple(map(int, age.split("."))) > VERSION:
            old[first:last + 1] = [False] * (last + 1 - first)
    return old


def fill(table, ranges, old, translate=lambda value: value):
    """Sets table[c] for each old c of each range."""
    for first, last, value in ranges:
        value = translate(value)
        for code in range(first, last + 1):
            if old[code]:
                table[code] = value


def read_simple(database, old):
    """The general category, bidi class and grapheme break of every code point."""
    category = ["Cn"] * LIMIT
    fill(category, ((a, b, f[0]) for a, b, f in
                    database.ranges("extracted/DerivedGeneralCategory.txt")), old)
    aliases = {}
    for fields in database.lines("PropertyValueAliases.txt"):
        if fields[0] == "bc":
            aliases[fields[1]] = aliases[fields[2]] = fields[1]
    bidi = ["L"] * LIMIT
    everything = [True] * LIMIT
    fill(bidi, database.missing("extracted/DerivedBidiClass.txt"), everything, aliases.get)
    fill(bidi, ((a, b, f[0]) for a, b, f in
                database.ranges("extracted/DerivedBidiClass.txt")), old)
    breaks = ["Other"] * LIMIT
    fill(breaks, ((a, b, f[0]) for a, b, f in
                  database.ranges("auxiliary/GraphemeBreakProperty.txt")), old)
    return category, bidi, breaks


def read_binary(database, old):
    """A bit set of BINARY for every code point."""
    sets = [0] * LIMIT
    for name in ("PropList.txt", "DerivedCoreProperties.txt", "emoji/emoji-data.txt"):
        for first, last, (value, *_) in database.ranges(name):
            if value not in BINARY:
                continue
            bit = 1 << BINARY.index(value)
            for code in range(first, last + 1):
                if old[code] or value in RESERVED:
                    sets[code] |= bit
    # PCRE2's Bidi_Mirrored is narrower than Unicode's: only what has a mirrored partner.
    for first, last, _ in database.ranges("BidiMirroring.txt"):
        for code in range(first, last + 1):
            if old[code]:
                sets[code] |= 1 << BINARY.index("Bidi_Mirrored")
    for code in range(128):
        sets[code] |= 1 << BINARY.index("ASCII")
    return sets


def read_scripts(database, old):
    """Script names with their aliases, the script and the extensions of every code point."""
    script = ["Unknown"] * LIMIT
    fill(script, ((a, b, f[0]) for a, b, f in database.ranges("Scripts.txt")), old)
    used = set(script)
    first = ["Unknown", "Common", "Inherited"]
    names = first + sorted(used - set(first))
    aliases = {}
    for fields in database.lines("PropertyValueAliases.txt"):
        if fields[0] == "sc" and fields[2] in used:
            aliases[fields[2]] = [fields[1]] + fields[2:]
    long_name = {short[0]: name for name, short in aliases.items()}
    extensions = [frozenset()] * LIMIT
    fill(extensions, ((a, b, f[0]) for a, b, f in database.ranges("ScriptExtensions.txt")), old,
         lambda value: frozenset(long_name[short] for short in value.split()))
    return names, aliases, script, extensions


def read_cases(database, old):
    """The other case of every code point, and the sets of more than two equal ones.

    Two code points are equal when their simple case foldings (statuses C and S) are.
    """
    members = {}
    folded = {}
    for code, _, (status, target, *_) in database.ranges("CaseFolding.txt"):
        if status in "CS" and old[code]:
            folded[code] = int(target, 16)
            members.setdefault(int(target, 16), []).append(code)
    other = {}
    sets = []
    for target, sources in members.items():
        for code in sources:
            other[code] = target
        other[target] = sources[0]
        if len(sources) > 1:
            sets.append(sorted([target] + sources))
    return other, sorted(sets)


def read_digits(database, old):
    """The number, from 1, of the run of ten decimal digits that each code point is in."""
    digits = [0] * LIMIT
    runs = 0
    for fields in database.lines("UnicodeData.txt"):
        code = int(fields[0], 16)
        if old[code] and fields[2] == "Nd":
            runs += fields[6] == "0"
            digits[code] = runs
    return digits, runs


def apply_changes(tables):
    """Puts back what CHANGES lists, and refuses lines that change nothing."""
    for what, first, last, value in CHANGES:
        useful = False
        for code in range(first, last + 1):
            if what.startswith(("+", "-")):
                bit = 1 << BINARY.index(what[1:])
                new = tables["binary"][code] | bit
                if what[0] == "-":
                    new &= ~bit
                table = tables["binary"]
            else:
                table, new = tables[what], value
            useful = useful or table[code] != new
            table[code] = new
        if not useful:
            print(f"note: {what} {first:04X}..{last:04X} is in the data already", file=sys.stderr)


def intern(values):
    """The distinct values, in order of appearance, and the index of each."""
    order, index = {}, []
    for value in values:
        index.append(order.setdefault(value, len(order)))
    return list(order), index


def two_stages(index):
    """The first stage, and the second stage's blocks one after another."""
    blocks = [tuple(index[start:start + BLOCK]) for start in range(0, LIMIT, BLOCK)]
    distinct, stage1 = intern(blocks)
    return stage1, [value for block in distinct for value in block]


def rows(values, width=100):
    """Comma-separated values in lines of at most `width` columns."""
    lines, line = [], " "
    for value in values:
        if len(line) + len(value) + 2 > width:
            lines.append(line)
            line = " "
        line += f" {value},"
    return "\n".join(lines + [line])


def c_array(kind, name, values, dimension=""):
    """A C array, sized by its contents."""
    values = [str(value) for value in values]
    return f"const {kind} {name}[]{dimension} = {{\n{rows(values)}\n}};\n"


def name_entries(script_names, script_aliases, binary_aliases):
    """Every property name as PCRE2 10.42 knows it, with its kind and its value."""
    entries = [("any", KIND_ANY, 0), ("l&", KIND_CASED, 0), ("lc", KIND_CASED, 0)]
    entries += [(name.lower(), KIND_CATEGORY, i) for i, name in enumerate(CATEGORIES)]
    entries += [(name.lower(), KIND_MAJOR, i) for i, name in enumerate(MAJORS)]
    entries += [("bidi" + name.lower(), KIND_BIDI, i) for i, name in enumerate(BIDI)]
    entries += [(name, KIND_SPECIAL, i) for i, name in enumerate(SPECIALS)]
    for i, name in enumerate(script_names):
        entries += [(alias, KIND_SCRIPT, i) for alias in {loose(a) for a in script_aliases[name]}]
    for i, name in enumerate(BINARY):
        entries += [(alias, KIND_BINARY, i) for alias in {loose(a) for a in binary_aliases[name]}]
    entries.sort()
    assert len({entry[0] for entry in entries}) == len(entries)
    return entries


def strings(name, texts):
    """Strings as one array of bytes and one of starts, with one start more than strings."""
    starts, total = [0], 0
    for text in texts:
        total += len(text)
        starts.append(total)
    literal = "\n".join(f'  "{text}"' for text in texts)
    return f"const char {name}[] =\n{literal};\n" + c_array("uint16_t", f"{name}_starts", starts)


HEAD = """// SPDX-License-Identifier: MIT AND Unicode-DFS-2016
// Generated from the Unicode Character Database by Scripts/make-unicode-data.py: do not edit.
// Licence of the data: LICENSES/Unicode.txt.
"""


def write_c(tables, scripts, aliases, binary_aliases, case_sets, digit_runs):
    """Writes UnicodeTables.c."""
    script_index = {name: i for i, name in enumerate(scripts)}
    extension_sets = [0]
    record_sets = {frozenset(): 0}
    for names in tables["extensions"]:
        if names not in record_sets:
            record_sets[names] = len(extension_sets)
            extension_sets.append(sum(1 << script_index[name] for name in names))
    binary_sets, binary_index = intern(tables["binary"])
    case_index = {code: i for i, codes in enumerate(case_sets, 1) for code in codes}
    other = tables["other"]
    records, index = intern(
        (CATEGORIES.index(tables["category"][c]), script_index[tables["script"][c]],
         BREAKS.index(tables["break"][c]), BIDI.index(tables["bidi"][c]),
         record_sets[tables["extensions"][c]], binary_index[c], case_index.get(c, 0),
         tables["digits"][c], other.get(c, c) - c)
        for c in range(LIMIT))
    assert max(len(extension_sets), len(binary_sets), len(case_sets) + 1, digit_runs + 1) <= 256
    assert len(scripts) <= 192 and len(BINARY) <= 64 and max(map(len, case_sets)) <= 4
    stage1, stage2 = two_stages(index)
    entries = name_entries(scripts, aliases, binary_aliases)
    mask = (1 << 64) - 1
    parts = [HEAD, '\n#include "CUnicodeTables.h"\n']
    parts.append(c_array("uint16_t", "unicode_stage1", stage1))
    parts.append(c_array("uint16_t", "unicode_stage2", stage2))
    parts.append(c_array("struct unicode_record", "unicode_records",
                         ["{" + ", ".join(map(str, record)) + "}" for record in records]))
    parts.append(c_array("uint64_t", "unicode_script_sets", [
        "{" + ", ".join(f"0x{(bits >> shift) & mask:X}" for shift in (0, 64, 128)) + "}"
        for bits in extension_sets], "[3]"))
    parts.append(c_array("uint64_t", "unicode_binary_sets", [f"0x{b:X}" for b in binary_sets]))
    padded = [[0] * 4] + [codes + [0] * (4 - len(codes)) for codes in case_sets]
    parts.append(c_array("uint32_t", "unicode_case_sets", [
        "{" + ", ".join(f"0x{code:X}" for code in codes) + "}" for codes in padded], "[4]"))
    parts.append(strings("unicode_names", [entry[0] for entry in entries]))
    parts.append(c_array("struct unicode_name", "unicode_name_values",
                         ["{%d, %d}" % entry[1:] for entry in entries]))
    parts.append(f"const uint16_t unicode_name_count = {len(entries)};\n")
    parts.append(strings("unicode_script_names", scripts))
    parts.append(f"const uint16_t unicode_script_count = {len(scripts)};\n")
    parts.append(strings("unicode_binary_names", BINARY))
    parts.append(f"const uint16_t unicode_binary_count = {len(BINARY)};\n")
    with open("Sources/CUnicodeTables/UnicodeTables.c", "w", encoding="utf-8") as file:
        file.write("\n".join(parts))
    size = (2 * len(stage1) + 2 * len(stage2) + 12 * len(records) + 24 * len(extension_sets)
            + 8 * len(binary_sets) + 16 * len(padded))
    print(f"{len(records)} records, {len(stage2) // BLOCK} blocks, {len(extension_sets)} script "
          f"sets, {len(binary_sets)} binary sets, {len(case_sets)} case sets, {digit_runs} digit "
          f"runs, {len(entries)} names, {len(scripts)} scripts, {size} bytes")


def write_swift(scripts, aliases, binary_aliases):
    """Writes the two generated Swift files."""
    os.makedirs("Sources/UnicodeData/Generated", exist_ok=True)
    lines = [HEAD, "extension Script {"]
    for i, name in enumerate(scripts):
        title = name.replace("_", " ")
        lines.append(f"  /// The script {title} (`{aliases[name][0]}`).")
        lines.append("  @inlinable")
        lines.append(f"  public static var {camel(name)}: Script {{ Script(known: {i}) }}")
        lines.append("")
    lines[-1] = "}\n"
    with open("Sources/UnicodeData/Generated/Scripts.swift", "w", encoding="utf-8") as file:
        file.write("\n".join(lines))
    lines = [HEAD, "/// A binary (yes or no) property of Unicode that PCRE2 10.42 can ask for.",
             "@frozen",
             "public enum BinaryProperty: UInt8, CaseIterable, Hashable, Sendable {"]
    for name in BINARY:
        lines.append(f"  /// The property `{name}`.")
        lines.append(f"  case {camel(name)}")
    lines.append("}\n")
    path = "Sources/UnicodeData/Generated/BinaryProperty.swift"
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines))


def main():
    """Reads the database, puts Unicode 15's changes back, writes the files."""
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    database = Database(sys.argv[1])
    old = read_old(database)
    category, bidi, breaks = read_simple(database, old)
    binary = read_binary(database, old)
    scripts, aliases, script, extensions = read_scripts(database, old)
    other, case_sets = read_cases(database, old)
    digits, digit_runs = read_digits(database, old)
    binary_aliases = {"ASCII": ["ASCII"]}
    for fields in database.lines("PropertyAliases.txt"):
        if fields[1] in BINARY:
            binary_aliases[fields[1]] = fields
    tables = {"category": category, "bidi": bidi, "break": breaks, "binary": binary,
              "script": script, "extensions": extensions, "other": other, "digits": digits}
    apply_changes(tables)
    pictographic = 1 << BINARY.index("Extended_Pictographic")
    for code in range(LIMIT):
        if binary[code] & pictographic and breaks[code] == "Other":
            breaks[code] = "Extended_Pictographic"
    write_c(tables, scripts, aliases, binary_aliases, case_sets, digit_runs)
    write_swift(scripts, aliases, binary_aliases)


if __name__ == "__main__":
    main()
