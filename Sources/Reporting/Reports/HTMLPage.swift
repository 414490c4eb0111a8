// SPDX-License-Identifier: MIT
// What stands around the cases of a page: head with style, filter, script. Colours come in pairs for light and
// dark; what they say is also said by words, and marks differ in their lines.
//
// Tested in Tests/ReportingTests/ReportTests.swift.

/// The fixed parts of a page.
enum HTMLPage {
  /// Everything before the first visible element.
  static func head(title: String) -> String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>\(markup(title))</title>
    <style>
    \(style)
    </style>
    </head>
    <body>

    """
  }

  /// The controls of the filter, which are hidden where no script can show them.
  static func filter(_ verdicts: [String]) -> String {
    let boxes = verdicts.map { verdict in
      "<label><input type=\"checkbox\" name=\"verdict\" value=\"\(verdict)\" checked> \(verdict)</label>\n"
    }
    return """
      <form id="filter" hidden aria-label="Filter cases">
      <fieldset>
      <legend>Verdict</legend>
      \(boxes.joined())</fieldset>
      <label>Tag <select id="tag"><option value="">any</option></select></label>
      <label>Text <input type="search" id="text"></label>
      <p role="status" id="count"></p>
      </form>

      """
  }

  /// Shows the filter and lets it act.
  static let script = """
    <script>
    "use strict";
    const cases = [...document.querySelectorAll("article")];
    const form = document.getElementById("filter");
    const tag = document.getElementById("tag");
    const text = document.getElementById("text");
    const tagsOf = (item) => item.dataset.tags.split("\\n").filter((name) => name !== "");
    for (const name of [...new Set(cases.flatMap(tagsOf))].sort()) tag.add(new Option(name, name));
    function apply() {
      const verdicts = new Set([...form.querySelectorAll("input:checked")].map((box) => box.value));
      const words = text.value.toLowerCase();
      let count = 0;
      for (const item of cases) {
        const isShown = verdicts.has(item.dataset.verdict)
          && (tag.value === "" || tagsOf(item).includes(tag.value))
          && (words === "" || item.textContent.toLowerCase().includes(words));
        item.hidden = !isShown;
        if (isShown) count += 1;
      }
      document.getElementById("count").textContent = count + " of " + cases.length + " cases shown";
    }
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.hidden = cases.length === 0;
    apply();
    </script>

    """

  private static let style = """
    :root { --line: #767676; --bad: #b00020; --good: #176b2c; --back: #f3f3f3; --mark: #fff3b0; --ink: #1a1a1a; --page: #ffffff; }
    @media (prefers-color-scheme: dark) {
      :root { --line: #8c8c8c; --bad: #ff8a80; --good: #81c995; --back: #262626; --mark: #5c4b00; --ink: #ececec; --page: #161616; }
    }
    body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 70rem; padding: 1rem; color: var(--ink); background: var(--page); }
    table { border-collapse: collapse; margin: 1rem 0; }
    caption { text-align: left; font-weight: bold; }
    th, td { border: 1px solid var(--line); padding: 0.2rem 0.6rem; text-align: left; }
    td { text-align: right; font-variant-numeric: tabular-nums; }
    form { display: flex; flex-wrap: wrap; gap: 1rem; align-items: center; border: 1px solid var(--line); padding: 0.5rem 1rem; }
    form[hidden] { display: none; }
    article { border: 1px solid var(--line); border-radius: 0.3rem; margin: 1rem 0; padding: 0 1rem 0.5rem; }
    h3 { font-size: 1rem; margin: 0.5rem 0; overflow-wrap: anywhere; }
    dl { display: grid; grid-template-columns: 6rem minmax(0, 1fr); margin: 0.5rem 0; }
    dt { grid-column: 1; font-weight: bold; }
    dd { grid-column: 2; margin: 0; overflow-wrap: anywhere; }
    code, pre, .steps { font-family: ui-monospace, monospace; font-size: 0.9rem; }
    code { white-space: pre-wrap; overflow-wrap: anywhere; background: var(--back); padding: 0 0.2rem; }
    pre, .steps { background: var(--back); padding: 0.5rem; overflow-x: auto; list-style: none; margin: 0.3rem 0; }
    mark { background: var(--mark); color: inherit; border: 2px solid var(--good); }
    mark.expected { border-style: dashed; }
    mark.found { border-color: var(--bad); }
    .verdict { border: 1px solid; border-radius: 0.3rem; padding: 0 0.4rem; color: var(--bad); }
    .verdict.passed, .verdict.flaky { color: var(--good); }
    .verdict.unsupported, .verdict.limit, .quiet { color: inherit; }
    """
}
