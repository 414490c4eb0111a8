#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Fills in what libpcre2 says to the cases of fixtures/cases, or checks that it still says so.

  Scripts/record-cases.py            records all files: `expected` of every line is made anew
  Scripts/record-cases.py --check    changes nothing; exits 1 if a line is not what would be recorded
  Scripts/record-cases.py FILE...    only these files

To add a case, append a line such as

  {"pattern":"a+b","subject":"aab","label":"what the case pins"}

to a file and run the script: it gives the line its `id` and its `expected` (a line that rxfuzz printed
can be pasted as it is). A line with a subject is
a match case, one without is a compile case. `"global":"g"` asks for all matches as well.
The form of a line is that of fixtures/README.md.

Python 3.9 and libpcre2-8 are all that is needed. The oracle version is fixed: results differ between
versions of the library, so another one than 10.42 is refused (--any-version lets it pass).
"""
import argparse
import base64
import ctypes
import json
import pathlib
import sys

VERSION = "10.42"
FOLDER = pathlib.Path(__file__).resolve().parent.parent / "fixtures" / "cases"
KEYS = [
    "id", "label", "kind", "pattern", "pattern_b64", "options", "newline", "bsr",
    "parens_nest_limit", "max_pattern_length", "subject", "subject_b64", "match_options",
    "offset", "offset_limit", "global", "expected", "expected_plain", "global_matches"]

COMPILE = {
    "ALLOW_EMPTY_CLASS": 0x1, "ALT_BSUX": 0x2, "AUTO_CALLOUT": 0x4, "CASELESS": 0x8,
    "DOLLAR_ENDONLY": 0x10, "DOTALL": 0x20, "DUPNAMES": 0x40, "EXTENDED": 0x80,
    "FIRSTLINE": 0x100, "MATCH_UNSET_BACKREF": 0x200, "MULTILINE": 0x400, "NEVER_UCP": 0x800,
    "NEVER_UTF": 0x1000, "NO_AUTO_CAPTURE": 0x2000, "NO_AUTO_POSSESS": 0x4000,
    "NO_DOTSTAR_ANCHOR": 0x8000, "NO_START_OPTIMIZE": 0x10000, "UCP": 0x20000,
    "UNGREEDY": 0x40000, "UTF": 0x80000, "NEVER_BACKSLASH_C": 0x100000,
    "ALT_CIRCUMFLEX": 0x200000, "ALT_VERBNAMES": 0x400000, "USE_OFFSET_LIMIT": 0x800000,
    "EXTENDED_MORE": 0x1000000, "LITERAL": 0x2000000, "MATCH_INVALID_UTF": 0x4000000,
    "ENDANCHORED": 0x20000000, "ANCHORED": 0x80000000}
EXTRA = {
    "EXTRA_ALLOW_SURROGATE_ESCAPES": 1, "EXTRA_BAD_ESCAPE_IS_LITERAL": 2,
    "EXTRA_MATCH_WORD": 4, "EXTRA_MATCH_LINE": 8, "EXTRA_ESCAPED_CR_IS_LF": 16,
    "EXTRA_ALT_BSUX": 32, "EXTRA_ALLOW_LOOKAROUND_BSK": 64}
MATCH = {
    "NOTBOL": 1, "NOTEOL": 2, "NOTEMPTY": 4, "NOTEMPTY_ATSTART": 8, "PARTIAL_SOFT": 16,
    "PARTIAL_HARD": 32, "ENDANCHORED": 0x20000000, "ANCHORED": 0x80000000}
NEWLINES = {"CR": 1, "LF": 2, "CRLF": 3, "ANY": 4, "ANYCRLF": 5, "NUL": 6}
PAIRED_NEWLINES = (3, 4, 5)
BSR = {"UNICODE": 1, "ANYCRLF": 2}
NO_JIT = 0x2000
UNSET = 2**64 - 1
INFO_CAPTURECOUNT, INFO_NAMECOUNT, INFO_NAMEENTRYSIZE, INFO_NAMETABLE = 4, 17, 18, 19
INFO_NEWLINE, INFO_ALLOPTIONS = 20, 0
ERROR_NAMES = {
    -33: "BADOFFSET", -36: "BADUTFOFFSET", -44: "INTERNAL", -47: "MATCHLIMIT", -48: "NOMEMORY",
    -52: "RECURSELOOP", -53: "DEPTHLIMIT", -56: "BADOFFSETLIMIT", -63: "HEAPLIMIT"}


class CaseError(Exception):
    pass


def load_library():
    library = ctypes.CDLL("libpcre2-8.so.0")
    pointer = ctypes.c_void_p
    for name, restype in {
            "compile": pointer, "compile_context_create": pointer, "match_context_create": pointer,
            "match_data_create_from_pattern": pointer, "get_mark": pointer,
            "get_ovector_pointer": ctypes.POINTER(ctypes.c_size_t),
            "get_startchar": ctypes.c_size_t}.items():
        getattr(library, f"pcre2_{name}_8").restype = restype
    library.pcre2_compile_8.argtypes = [
        ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint32, pointer, pointer, pointer]
    library.pcre2_match_8.argtypes = [
        pointer, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_size_t, ctypes.c_uint32, pointer,
        pointer]
    for name in ["newline", "bsr", "compile_extra_options", "parens_nest_limit", "match_limit"]:
        getattr(library, f"pcre2_set_{name}_8").argtypes = [pointer, ctypes.c_uint32]
    for name in ["max_pattern_length", "offset_limit"]:
        getattr(library, f"pcre2_set_{name}_8").argtypes = [pointer, ctypes.c_size_t]
    library.pcre2_pattern_info_8.argtypes = [pointer, ctypes.c_uint32, pointer]
    for name in [
            "code_free", "compile_context_free", "match_context_free", "match_data_free",
            "get_mark", "get_ovector_pointer", "get_startchar"]:
        getattr(library, f"pcre2_{name}_8").argtypes = [pointer]
    for name in ["compile_context_create", "match_context_create"]:
        getattr(library, f"pcre2_{name}_8").argtypes = [pointer]
    library.pcre2_match_data_create_from_pattern_8.argtypes = [pointer, pointer]
    return library


LIBRARY = load_library()


def library_version():
    text = ctypes.create_string_buffer(64)
    LIBRARY.pcre2_config_8(11, text)
    return text.value.decode().split()[0]


def numbers(names, *tables):
    """The option words that names stand for, one for each table."""
    words = [0] * len(tables)
    for name in names:
        found = [index for index, table in enumerate(tables) if name in table]
        if not found:
            raise CaseError(f"no option {name}")
        words[found[0]] |= tables[found[0]][name]
    return words


def field_bytes(case, name):
    if name + "_b64" in case:
        return base64.b64decode(case[name + "_b64"])
    return case.get(name, "").encode()


def text_field(name, value):
    """A field with text, in base64 if the bytes are not UTF-8."""
    try:
        return {name: value.decode()}
    except UnicodeDecodeError:
        return {name + "_b64": base64.b64encode(value).decode()}


class Pattern:
    """A compiled pattern; `error` is its (number, offset) if there is none."""

    def __init__(self, case, plain):
        word, extra = numbers(case.get("options", []), COMPILE, EXTRA)
        if plain:
            word |= COMPILE["NO_START_OPTIMIZE"]
            if not word & COMPILE["LITERAL"]:
                word |= COMPILE["NO_AUTO_POSSESS"] | COMPILE["NO_DOTSTAR_ANCHOR"]
        context = LIBRARY.pcre2_compile_context_create_8(None)
        LIBRARY.pcre2_set_compile_extra_options_8(context, extra)
        LIBRARY.pcre2_set_newline_8(context, NEWLINES[case.get("newline", "LF")])
        LIBRARY.pcre2_set_bsr_8(context, BSR[case.get("bsr", "UNICODE")])
        if "parens_nest_limit" in case:
            LIBRARY.pcre2_set_parens_nest_limit_8(context, case["parens_nest_limit"])
        if "max_pattern_length" in case:
            LIBRARY.pcre2_set_max_pattern_length_8(context, case["max_pattern_length"])
        text = field_bytes(case, "pattern")
        number, offset = ctypes.c_int(), ctypes.c_size_t()
        self.code = LIBRARY.pcre2_compile_8(
            text, len(text), word, ctypes.byref(number), ctypes.byref(offset), context)
        LIBRARY.pcre2_compile_context_free_8(context)
        self.error = None if self.code else (number.value, offset.value)
        if self.code:
            self.data = LIBRARY.pcre2_match_data_create_from_pattern_8(self.code, None)
            self.group_count = self.info(INFO_CAPTURECOUNT)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.code:
            LIBRARY.pcre2_match_data_free_8(self.data)
            LIBRARY.pcre2_code_free_8(self.code)

    def info(self, what):
        value = ctypes.c_uint32()
        LIBRARY.pcre2_pattern_info_8(self.code, what, ctypes.byref(value))
        return value.value

    def names(self):
        table = ctypes.c_void_p()
        LIBRARY.pcre2_pattern_info_8(self.code, INFO_NAMETABLE, ctypes.byref(table))
        size = self.info(INFO_NAMEENTRYSIZE)
        result = []
        for index in range(self.info(INFO_NAMECOUNT)):
            entry = ctypes.string_at(table.value + index * size, size)
            name = entry[2:].split(b"\0")[0].decode()
            result.append([name, entry[0] << 8 | entry[1]])
        return result

    def match(self, case, offset, extra_options=0):
        subject = field_bytes(case, "subject")
        word, = numbers(case.get("match_options", []), MATCH)
        context = LIBRARY.pcre2_match_context_create_8(None)
        if "offset_limit" in case:
            LIBRARY.pcre2_set_offset_limit_8(context, case["offset_limit"])
        rc = LIBRARY.pcre2_match_8(
            self.code, subject, len(subject), offset, word | extra_options | NO_JIT, self.data,
            context)
        LIBRARY.pcre2_match_context_free_8(context)
        return rc

    def result(self, rc):
        result = {"rc": rc}
        if rc < -2:
            result["error"] = ERROR_NAMES.get(rc) or (
                f"UTF8_ERR{-rc - 2}" if -23 <= rc <= -3 else str(rc))
            return result
        if rc != -1:
            result["ovector"] = self.ovector(self.group_count + 1 if rc > 0 else 1)
        mark = LIBRARY.pcre2_get_mark_8(self.data)
        if mark:
            length = ctypes.string_at(mark - 1, 1)[0]
            result.update(text_field("mark", ctypes.string_at(mark, length)))
        return result

    def ovector(self, count):
        vector = LIBRARY.pcre2_get_ovector_pointer_8(self.data)
        pairs = [[vector[2 * index], vector[2 * index + 1]] for index in range(count)]
        return [None if pair[0] == UNSET else pair for pair in pairs]

    def matches(self, case):
        """All matches, by the loop that pcre2demo and pcre2test describe."""
        subject = field_bytes(case, "subject")
        is_utf = self.info(INFO_ALLOPTIONS) & COMPILE["UTF"]
        insist = MATCH["NOTEMPTY_ATSTART"] | MATCH["ANCHORED"]
        offset, extra, previous, found = case.get("offset", 0), 0, None, []

        def behind(position):
            position += 1
            while is_utf and position < len(subject) and subject[position] & 0xC0 == 0x80:
                position += 1
            return position

        while True:
            rc = self.match(case, offset, extra)
            if rc > 0:
                groups = self.ovector(self.group_count + 1)
                start, end = groups[0]
                if extra == 0 and previous and previous[0] == [start, end]:
                    if start != end or previous[1] == offset:
                        return found
                    extra, previous = insist, (previous[0], offset)
                    continue
                found.append(groups)
                if start == end:
                    if end == len(subject):
                        return found
                    extra = 0 if start > offset else insist
                else:
                    extra = 0
                    attempt = LIBRARY.pcre2_get_startchar_8(self.data)
                    if end <= attempt:
                        if attempt >= len(subject):
                            return found
                        end = behind(attempt)
                previous, offset = ([start, groups[0][1]], offset), end
            elif rc == -1 and extra and offset < len(subject):
                paired = self.info(INFO_NEWLINE) in PAIRED_NEWLINES
                if paired and subject[offset:offset + 2] == b"\r\n":
                    offset += 2
                else:
                    offset = behind(offset)
                extra, previous = 0, None
            else:
                return found


def expectation(case, plain):
    """What the library says to a case: `expected`, and all matches if they are asked for."""
    with Pattern(case, plain) as pattern:
        if case["kind"] == "compile":
            if pattern.error:
                return {"compile_error": pattern.error[0], "compile_offset": pattern.error[1]}, None
            return {
                "compile": "ok", "capture_count": pattern.group_count, "names": pattern.names()
            }, None
        if pattern.error:
            number, offset = pattern.error
            raise CaseError(f"the pattern is refused: error {number} at offset {offset}")
        result = pattern.result(pattern.match(case, case.get("offset", 0)))
        return result, pattern.matches(case) if "global" in case else None


def record(case):
    """The case as it is to be written."""
    unknown = set(case) - set(KEYS)
    if unknown:
        raise CaseError(f"unknown field {', '.join(sorted(unknown))}")
    case = dict(case)
    is_match = "subject" in case or "subject_b64" in case
    case.setdefault("kind", "match" if is_match else "compile")
    for name in ["expected", "expected_plain", "global_matches"]:
        case.pop(name, None)
    case["expected"], matches = expectation(case, plain=False)
    plain, plain_matches = expectation(case, plain=True)
    if plain != case["expected"]:
        case["expected_plain"] = plain
    if matches != plain_matches:
        raise CaseError("all matches depend on the library's optimisations")
    if matches is not None:
        case["global_matches"] = matches
    return {key: case[key] for key in KEYS if key in case}


def recorded_text(path):
    """The whole text of a file with everything filled in."""
    lines = path.read_text(encoding="utf-8").splitlines()
    cases = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            case = json.loads(line)
            if case.get("id", "").startswith("fuzz:"):
                del case["id"]
            cases.append((number, case))
        except ValueError as error:
            raise CaseError(f"{path.name}:{number}: {error}") from error
    taken = {case["id"] for _, case in cases if "id" in case}
    highest = max([int(name.rpartition(":")[2]) for name in taken], default=0)
    seen, texts = set(), []
    for number, case in cases:
        if "id" not in case:
            highest += 1
            case["id"] = f"{path.stem}:{highest}"
        if case["id"] in seen or not case["id"].startswith(path.stem + ":"):
            raise CaseError(f"{path.name}:{number}: the id {case['id']} is taken or not of this file")
        seen.add(case["id"])
        try:
            texts.append(json.dumps(record(case), separators=(",", ":"), ensure_ascii=True) + "\n")
        except CaseError as error:
            raise CaseError(f"{path.name}:{number}: {case['id']}: {error}") from error
    return "".join(texts)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="change nothing, only compare")
    parser.add_argument("--any-version", action="store_true", help="accept any libpcre2")
    parser.add_argument("files", nargs="*", type=pathlib.Path)
    arguments = parser.parse_args()
    version = library_version()
    if version != VERSION and not arguments.any_version:
        sys.exit(f"libpcre2 is {version}, the cases are for {VERSION}")
    differing = 0
    for path in arguments.files or sorted(FOLDER.glob("*.ndjson")):
        try:
            text = recorded_text(path)
        except CaseError as error:
            sys.exit(str(error))
        current = path.read_text(encoding="utf-8")
        if text == current:
            continue
        if not arguments.check:
            path.write_text(text, encoding="utf-8")
            continue
        for ours, theirs in zip(current.splitlines(), text.splitlines()):
            if ours != theirs:
                differing += 1
                print(f"{path.name}: recorded  {ours}\n{path.name}: libpcre2  {theirs}")
    if differing:
        sys.exit(f"{differing} cases differ from libpcre2 {version}")


if __name__ == "__main__":
    main()
