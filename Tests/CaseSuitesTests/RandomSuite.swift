// SPDX-License-Identifier: MIT
// Random suites whose expectations are mostly wrong, in all the ways in which they can be written down.

/// Makes random suites.
struct RandomSuite {
  var generator: SeededGenerator
  private var suite = ""
  private var comments = 0

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// The next suite.
  mutating func next() -> String {
    suite = ""
    if generator.isTrue(in: 3) { suite += "step_budget = \(10 + generator.number(below: 40))\n" }
    for _ in 0..<1 + generator.number(below: 4) { pattern() }
    if generator.isTrue(in: 3) { suite.removeLast() }
    return generator.isTrue(in: 4) ? suite.replacing("\n", with: "\r\n") : suite
  }

  private mutating func pattern() {
    suite += "\(blank())[[pattern]]\(end())"
    let pattern = generator.one(of: [
      "(a)(b)?", "(?<n>a+)|b", "a(*:m)b|c", "ab*c", "(?i)A", "(a|ab)(c|bcd)", "\\\\Ab", "[ab]+$",
      "(?J)(?<n>a)|(?<n>b)", "(?<=a)b(*PRUNE:x)", "(a", "a\\\\Kb",
    ]).replacing("\\\\", with: "\\")
    suite += "pattern = '\(pattern)'\(end())"
    if generator.isTrue(in: 6) { suite += "match_options = [\"PARTIAL_SOFT\"]\(end())" }
    if generator.isTrue(in: 6) { suite += "step_budget = \(generator.number(below: 30))\(end())" }
    if generator.isTrue(in: 6) { suite += "capture_count = \(generator.number(below: 3))\(end())" }
    if generator.isTrue(in: 3) { list("matches") }
    if generator.isTrue(in: 3) { list("nonmatches") }
    if generator.isTrue(in: 4) { return inlineSubjects() }
    for _ in 0..<generator.number(below: 4) {
      suite += "\(blank())[[pattern.subject]]\(end())"
      for (place, statement) in statements().enumerated() {
        suite += (place == 0 ? "" : blank()) + statement + end()
      }
    }
  }

  private mutating func list(_ name: String) {
    suite += "\(name) = ["
    let isLong = generator.isTrue(in: 2)
    if isLong { suite += end() }
    for _ in 0..<generator.number(below: 4) {
      suite += isLong ? "  \(string(subject()))," + end() : "\(string(subject())), "
    }
    suite += "]\(end())"
  }

  private mutating func inlineSubjects() {
    suite += "subject = [\(end())"
    for _ in 0..<generator.number(below: 4) {
      suite += "  { \(statements().joined(separator: ", ")) },\(end())"
    }
    suite += "]\(end())"
  }

  private mutating func statements() -> [String] {
    var statements: [String] = []
    switch generator.number(below: 9) {
    case 0: statements = ["nomatch = true"]
    case 1: statements = ["match = true"]
    case 2: statements = ["match = \(string(subject()))"]
    case 3: statements = ["span = \(span())", "match = \(string(subject()))"]
    case 4: statements = ["ovector = [\(span()), false, \(span())]", "mark = false"]
    case 5: statements = ["partial = \(generator.isTrue(in: 2) ? "true" : string(subject()))"]
    case 6: statements = ["error = \(generator.one(of: ["\"MATCHLIMIT\"", "-33"]))"]
    case 7: statements = []
    default: statements = groups()
    }
    let hasError = statements.first?.hasPrefix("error") == true || statements.isEmpty
    if !hasError, generator.isTrue(in: 4), statements.count < 2 {
      statements.append("mark = \(generator.one(of: ["\"m\"", "'x'", "false"]))")
    }
    if generator.isTrue(in: 5) {
      statements.append("step_budget = \(generator.number(below: 20))")
    }
    statements.insert(
      "text = \(string(subject()))", at: generator.number(below: statements.count + 1))
    return statements
  }

  private mutating func groups() -> [String] {
    let names = ["0", "1", "2", "n"].filter { _ in generator.isTrue(in: 2) }
    let groups = (names.isEmpty ? ["1"] : names).map { ($0, group()) }
    if generator.isTrue(in: 2) { return groups.map { "groups.\($0.0) = \($0.1)" } }
    return ["groups = {" + groups.map { "\($0.0) = \($0.1)" }.joined(separator: ",") + " }"]
  }

  private mutating func group() -> String {
    switch generator.number(below: 3) {
    case 0: "false"
    case 1: span()
    default: string(subject())
    }
  }

  private mutating func span() -> String {
    let start = generator.number(below: 3)
    return "[\(start), \(start + generator.number(below: 3))]"
  }

  private mutating func subject() -> String {
    (0..<generator.number(below: 5)).map { _ in generator.one(of: ["a", "b", "c", "é"]) }.joined()
  }

  private mutating func string(_ text: String) -> String {
    generator.one(of: ["\"\(text)\"", "'\(text)'", "'''\(text)'''"])
  }

  private mutating func blank() -> String { generator.one(of: ["", "", "  ", "\t"]) }

  private mutating func end() -> String {
    switch generator.number(below: 6) {
    case 0:
      comments += 1
      return " # \(comments)\n"
    case 1:
      comments += 1
      return "\n  # \(comments)\n"
    case 2: return "\n\n"
    default: return "\n"
    }
  }
}
