// SPDX-License-Identifier: MIT
// `rxdebug coverage` from end to end: each format says the same, is well-formed, and shows a planted gap.

import CaseCorpus
import TestThreads
import Testing

/// The second branch, the other case and a class member are missing; `<b>` has to be escaped.
private let cases = """
  {"pattern":"a(b|c)d","subject":"abd"}
  {"pattern":"a(b|c)d","subject":"none"}
  {"pattern":"<b>[0-9&']+","options":["CASELESS"],"subject":"x<b>12"}
  {"pattern":"# two lines\\n x+ # \\"q\\"\\n","options":["EXTENDED"],"subject":"xx"}

  """

@Suite @CommandLineTests struct CoverageTests {
  @Test func textShowsWhatIsMissing() throws {
    try withFile(Array(cases.utf8)) { path in
      let run = try run(["coverage", path])
      #expect(run.status == 0)
      #expect(run.errorText == "")
      #expect(
        run.text.hasPrefix(
          """
          \(path):1: 9 of 12 points, 75.0%, 2 cases
              a(b|c)d
                  ^
            branch 2 of 2, `c`, is never begun; try "acd"


          """), "\(run.text)")
      #expect(run.text.contains("`[0-9&']` never takes a character because of `&`; try \""))
      #expect(run.text.contains("    x+ # \"q\"") || run.text.contains("     x+ # \"q\""))
      #expect(run.text.contains("3 patterns, 4 cases: "))
    }
  }

  @Test func quietWritesTotalsOnly() throws {
    let run = try run(["coverage", "-q", "-"], input: Array(cases.utf8))
    #expect(run.text.split(separator: "\n").count == 2)
  }

  @Test func limitsOfWhatIsAskedFor() throws {
    let input = Array(cases.utf8)
    #expect(try run(["coverage", "-q", "--min", "40", "-"], input: input).status == 0)
    #expect(try run(["coverage", "-q", "--min", "100", "-"], input: input).status == 1)
    #expect(try run(["coverage", "--min", "200", "-"], input: input).status == 2)
    #expect(try run(["coverage", "--format", "xml", "-"], input: input).status == 2)
    #expect(try run(["coverage"]).status == 2)
    let torn = try run(["coverage", "-q", "-"], input: input + Array("{\n".utf8))
    #expect(torn.status == 2)
    #expect(torn.errorText.hasPrefix("rxdebug: standard input:5:"), "\(torn.errorText)")
    #expect(torn.text.contains("4 cases"))
  }

  @Test func proposalsCanBeLeftOut() throws {
    let run = try run(["coverage", "--proposal-steps", "0", "-"], input: Array(cases.utf8))
    #expect(run.text.contains("branch 2 of 2, `c`, is never begun\n"))
  }

  /// Written into the corpus, what is proposed leaves nothing of what it was proposed for.
  @Test func proposalsWorkAsCases() throws {
    try withFile(Array(cases.utf8)) { path in
      let lines = try json(["coverage", "--format", "json", path])
      var more = cases
      var promised = 0
      for line in lines.dropLast() {
        guard let pattern = line["pattern"], case .array(let proposals)? = line["proposals"]
        else { continue }
        for proposal in proposals {
          var writer = JSONWriter()
          writer.object { writer in
            writer.name("pattern")
            writer.value(pattern)
            writer.name("options")
            writer.value(line["options"] ?? .array([]))
            writer.name("subject")
            writer.value(proposal["subject"] ?? .null)
          }
          more += String(decoding: writer.bytes, as: UTF8.self) + "\n"
          if case .array(let points)? = proposal["points"] { promised += points.count }
        }
      }
      #expect(promised > 8)
      try withFile(Array(more.utf8)) { longer in
        let after = try json(["coverage", "--format", "json", longer])
        #expect(covered(after) == covered(lines) + promised)
      }
    }
  }

  private func json(_ arguments: [String]) throws -> [JSONValue] {
    try run(arguments).text.split(separator: "\n").map { try JSONValue(parsing: Array($0.utf8)) }
  }

  private func covered(_ lines: [JSONValue]) -> Int {
    guard case .integer(let number)? = lines.last?["coverage"]?["covered"] else { return -1 }
    return number
  }

  // MARK: Formats

  @Test func jsonAddsUp() throws {
    let lines = try withFile(Array(cases.utf8)) { try json(["coverage", "--format", "json", $0]) }
    #expect(lines.count == 4)
    var total = 0
    for line in lines.dropLast() {
      guard case .array(let points)? = line["points"], case .integer(let count)? = line["covered"]
      else {
        Issue.record("no points in \(line)")
        continue
      }
      total += count
      let reached = points.filter {
        if case .integer(let n)? = $0["count"] { n > 0 } else { false }
      }
      #expect(reached.count == count)
    }
    #expect(lines.last?["coverage"]?["covered"] == .integer(total))
    #expect(lines.last?["coverage"]?["version"] == .integer(1))
  }

  @Test func lcovCanBeRead() throws {
    try withFile(Array(cases.utf8)) { path in
      let lines = try run(["coverage", "--format", "lcov", path]).text.split(separator: "\n")
      #expect(lines.first == "TN:")
      #expect(lines.dropFirst().first == "SF:\(path)")
      #expect(lines.last == "end_of_record")
      func records(_ name: String) -> [[Int]] {
        lines.filter { $0.hasPrefix(name + ":") }
          .map { $0.dropFirst(name.count + 1).split(separator: ",").compactMap { Int($0) } }
      }
      #expect(records("DA") == [[1, 2], [3, 1], [4, 1]])
      let branches = records("BRDA")
      #expect(branches.allSatisfy { $0.count == 4 })
      #expect(records("BRF") == [[branches.count]])
      #expect(records("BRH") == [[branches.count { $0[3] > 0 }]])
      #expect(records("LF") == [[3]] && records("LH") == [[3]])
      // genhtml, where it is installed, takes it.
      let genhtml = try shell(
        """
        command -v genhtml >/dev/null || exit 0
        folder=$(mktemp -d) && "$0" coverage --format lcov -o "$folder/c.info" "$1" &&
        genhtml --branch-coverage -q -o "$folder/out" "$folder/c.info"
        status=$?; rm -rf "$folder"; exit $status
        """, [path])
      #expect(genhtml.status == 0, "\(genhtml.text)\(genhtml.errorText)")
    }
  }

  @Test func htmlIsWellFormed() throws {
    try withFile(Array(cases.utf8)) { path in
      let run = try run(["coverage", "--format", "html", path])
      #expect(run.status == 0)
      let text = run.text
      #expect(text.hasPrefix("<!DOCTYPE html>\n"))
      // Not by colour alone, nothing from elsewhere, no scripts.
      #expect(text.contains("underline wavy") && text.contains("title=\"not covered: "))
      #expect(!text.contains("http") && !text.contains("<script"))
      #expect(text.contains("&lt;") && !text.contains("<b>"))
      #expect(text.contains("<code>&quot;acd&quot;</code>"))
      #expect(Self.isBalanced(text))
      let checked = try shell(
        """
        "$0" coverage --format html "$1" > "$1.html"
        if command -v xmllint >/dev/null; then xmllint --html --noout "$1.html" 2>&1 |
          grep -v 'Tag \\(main\\|section\\|details\\|summary\\) invalid' | grep error; fi
        if command -v tidy >/dev/null; then tidy -q -e "$1.html" 2>&1 | grep Error; fi
        rm -f "$1.html"
        """, [path])
      #expect(checked.text == "")
    }
  }

  /// Whether every element that is opened is closed in its turn.
  private static func isBalanced(_ text: String) -> Bool {
    let empty: Set<Substring> = ["meta", "!DOCTYPE"]
    var open: [Substring] = []
    for part in text.split(separator: "<").dropFirst(text.hasPrefix("<") ? 0 : 1) {
      let name = part.prefix { $0 != ">" && $0 != " " && $0 != "\n" }
      if name.hasPrefix("/") {
        guard open.popLast() == name.dropFirst() else { return false }
      } else if !empty.contains(name) {
        open.append(name)
      }
    }
    return open.isEmpty
  }
}
