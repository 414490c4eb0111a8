// SPDX-License-Identifier: MIT
// The examples in README.md and the manual pages: reads them out of the files and puts new answers in.
//
// In Markdown they stand in blocks of the language `console`, in mdoc between `.Bd -literal` and `.Ed`:
//
//     $ rxdebug match a+ xaa        a command for the shell
//     > more of it                  if it has more than one line
//     match [1,3) "aa"              what it prints, on either output, up to the next command
//
// A block behind a remark `not run: REASON` is left alone. Tested by ExamplesTests.swift.

/// A file with examples, line by line.
struct DocumentedExamples {
  /// A command and what the file says that it prints.
  struct Example {
    /// The command, in one or more lines.
    var command: String
    /// The lines that it prints.
    var expected: [String]
    /// The place of its first line, from 1.
    var line: Int
    /// The lines of `expected` in the file, from 0, half-open.
    var answer: Range<Int>
  }

  /// How a file marks what is meant literally.
  enum Form {
    case markdown, mdoc
  }

  let form: Form
  private(set) var lines: [String]
  private(set) var examples: [Example] = []
  /// Places, from 1, of commands outside the blocks that are run.
  private(set) var strays: [Int] = []
  /// Blocks that are left alone.
  private(set) var blocksNotRun = 0

  /// Reads the text of a file.
  init(_ text: String, _ form: Form) {
    self.form = form
    lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    var index = 0
    while index < lines.count {
      guard isStart(lines[index]) else {
        if lines[index].contains("$ rxdebug") { strays.append(index + 1) }
        index += 1
        continue
      }
      let isLeftAlone = index > 0 && lines[index - 1].contains("not run: ")
      let start = index + 1
      let end = lines[start...].firstIndex { isEnd($0) } ?? lines.count
      if isLeftAlone { blocksNotRun += 1 } else { takeBlock(start..<end) }
      index = end + 1
    }
  }

  private mutating func takeBlock(_ block: Range<Int>) {
    var index = block.lowerBound
    while index < block.upperBound {
      guard plain(lines[index]).hasPrefix("$ ") else {
        index += 1
        continue
      }
      let first = index
      var command = [plain(lines[index]).dropFirst(2)]
      index += 1
      while index < block.upperBound, plain(lines[index]).hasPrefix("> ") {
        command.append(plain(lines[index]).dropFirst(2))
        index += 1
      }
      let start = index
      while index < block.upperBound, !plain(lines[index]).hasPrefix("$ ") { index += 1 }
      examples.append(
        Example(
          command: command.joined(separator: "\n"),
          expected: lines[start..<index].map { plain($0) },
          line: first + 1, answer: start..<index))
    }
  }

  /// The text of the file with other answers, one for each example.
  func text(answers: [[String]]) -> String {
    var result: [String] = []
    var index = 0
    for (example, answer) in zip(examples, answers) {
      result += lines[index..<example.answer.lowerBound] + answer.map { source($0) }
      index = example.answer.upperBound
    }
    return (result + lines[index...]).joined(separator: "\n")
  }

  // MARK: The two forms

  private func isStart(_ line: String) -> Bool {
    switch form {
    case .markdown: line == "```console"
    case .mdoc: line.hasPrefix(".Bd -literal")
    }
  }

  private func isEnd(_ line: String) -> Bool {
    line == (form == .markdown ? "```" : ".Ed")
  }

  /// A line of a block as a reader sees it.
  private func plain(_ line: String) -> String {
    guard form == .mdoc else { return line }
    var result = ""
    var rest = line[...]
    if rest.hasPrefix(#"\&"#) { rest = rest.dropFirst(2) }
    while let character = rest.popFirst() {
      guard character == "\\" else {
        result.append(character)
        continue
      }
      if rest.popFirst() == "e" {
        result.append("\\")
        continue
      }
      // \[u2026]
      let name = rest.prefix { $0 != "]" }
      rest = rest.dropFirst(name.count + 1)
      let scalar = UInt32(name.dropFirst(), radix: 16).flatMap { Unicode.Scalar($0) }
      result.unicodeScalars.append(scalar ?? "?")
    }
    return result
  }

  /// A line as it stands in the file.
  private func source(_ line: String) -> String {
    guard form == .mdoc else { return line }
    var result = line.first == "." || line.first == "'" ? #"\&"# : ""
    for scalar in line.unicodeScalars {
      switch scalar {
      case "\\": result += #"\e"#
      case _ where scalar.isASCII: result.unicodeScalars.append(scalar)
      default:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += #"\[u"# + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return result
  }
}
