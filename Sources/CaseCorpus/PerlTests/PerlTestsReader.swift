// SPDX-License-Identifier: MIT
// Reads Perl's own pattern tests, t/re/re_tests: columns between tabs,
//
//   'a(b)c'i    xABC    y    $&-$1    ABC-B    reason to skip it    # comment
//
// pattern, subject, y (match), n (no match) or c (an error of compiling), an expression and its value after
// the match. Lines one after another with the same pattern and subject become one case. What Perl alone
// has (code in patterns, a locale) is left out with its reason. Source: t/re/regexp.t of Perl.
// Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

/// Turns the lines of a re_tests file into cases.
public struct PerlTestsReader: Sendable {
  private let name: String
  private let stem: String
  private var isInHeader = true
  private var pending: PerlTest?

  /// Begins a file.
  ///
  /// - Parameter name: The name of the file; ids of cases are made of its last part.
  public init(name: String) {
    self.name = name
    stem = fileStem(name)
  }

  /// Takes the next line.
  ///
  /// - Returns: What it completes.
  public mutating func take(_ line: CaseLine) -> [CaseItem] {
    let text = line.bytes.last == 0x0d ? Array(line.bytes.dropLast()) : line.bytes
    if isInHeader, text.starts(with: "__END__".utf8) {
      isInHeader = false
      return []
    }
    // A file may also begin without a header.
    guard text.contains(0x09), text.first != UInt8(ascii: "#") else { return [] }
    isInHeader = false
    do throws(LineFault) {
      let test = try PerlTest(text, line: line.number)
      if pending?.joins(test) == true { return [] }
      return finish(then: test)
    } catch {
      let skipped = SkippedCase(line: line.number, column: error.offset + 1, reason: error.words)
      return finish() + [.skipped(skipped)]
    }
  }

  /// Takes the end of the file.
  ///
  /// - Returns: What it completes.
  public mutating func finish() -> [CaseItem] { finish(then: nil) }

  private mutating func finish(then next: PerlTest?) -> [CaseItem] {
    defer { pending = next }
    guard let test = pending else { return [] }
    var given = Case(id: "\(stem):\(test.line)", kind: test.kind, input: test.input)
    given.source = name
    given.line = test.line
    given.expected = test.expected
    return [.found(PlacedCase(line: test.line, content: .parsed(given)))]
  }
}

// MARK: - One test

/// One line, or several with the same input.
private struct PerlTest {
  let line: Int
  let kind: Case.Kind
  let input: CaseInput
  private let subject: PerlText?
  private let isMatch: Bool
  private var facts: PerlFacts

  init(_ text: [UInt8], line: Int) throws(LineFault) {
    let columns = text.split(separator: 0x09, omittingEmptySubsequences: false)
    guard columns.count >= 3 else { throw LineFault(0, "fewer than three columns") }
    if columns.count > 5, !columns[5].allSatisfy(\.isTestSpace) {
      throw LineFault(columns[5].startIndex, "Perl skips it itself, for a reason of its own")
    }
    let result = columns[2]
    guard let word = result.first(where: { "ync".utf8.contains($0) }) else {
      throw LineFault(result.startIndex, "neither y nor n nor c is expected")
    }
    let pattern = try PerlPattern(columns[0])
    self.line = line
    kind = word == UInt8(ascii: "c") ? .compile : .match
    // Others refuse it, which is no match and an error of compiling.
    if kind == .match, pattern.hasCode { throw LineFault(0, "code of Perl in the pattern") }
    isMatch = word == UInt8(ascii: "y")
    let subject = kind == .compile ? nil : try PerlText(columns[1])
    let isUTF = pattern.isUTF || subject?.isWide == true
    guard let subjectBytes = subject.map({ $0.bytes(asUTF8: isUTF) }) ?? [] else {
      throw LineFault(columns[1].startIndex, "a character that UTF-8 has not")
    }
    self.subject = subject
    input = CaseInput(
      pattern: pattern.bytes, options: pattern.options(isUTF: isUTF), subject: subjectBytes)
    facts = PerlFacts()
    if isMatch, columns.count > 4, let value = try? PerlText(columns[4]) {
      facts.read(columns[3], value: value, asUTF8: isUTF)
    }
  }

  /// Takes what another line says of the same match, if it is the same.
  mutating func joins(_ other: PerlTest) -> Bool {
    guard kind == other.kind, isMatch == other.isMatch, input == other.input else { return false }
    facts.add(other.facts)
    return true
  }

  var expected: Expectation {
    var expected = Expectation()
    guard kind == .match else {
      expected.status = "error"
      return expected
    }
    guard isMatch, let subject else {
      expected.status = "nomatch"
      return expected
    }
    expected.status = "match"
    facts.fill(&expected, subject, asUTF8: input.options.contains("UTF"))
    return expected
  }
}
