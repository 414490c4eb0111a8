// SPDX-License-Identifier: MIT
// What pcre2test has written below a pattern or a subject, as an expectation:
//
//    0: ab          No match, mark = x          Failed: error 103 at offset 2: ...
//    1: <unset>
//
// `man pcre2test`, "DEFAULT OUTPUT FROM pcre2test". Of all matches of a subject only the first counts.
// Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

/// The results below one line.
struct TestResults {
  private var matchCount = 0
  private var texts: [(group: Int, text: [UInt8])] = []
  private var rc: Int?
  private var mark: [UInt8]?
  private var compileError: (code: Int, offset: Int)?
  private var captureCount: Int?
  private var isInCode = false
  /// Whether a list of code units may go on in the next line.
  private var isInUnits = false
  private var hasCallouts = false
  private var isInverted = false

  /// Whether the pattern was refused.
  var refusesPattern: Bool { compileError != nil }

  /// Takes a line if it is a result.
  mutating func take(_ line: [UInt8]) -> Bool {
    if line.starts(with: "------".utf8) {
      isInCode.toggle()
      return true
    }
    if isInCode { return true }
    if takeText(line) { return true }
    if hasCallouts, line.first == 0x20, line.drop(while: { $0 == 0x20 }).first == UInt8(ascii: "^")
    {
      return true
    }
    // What allusedtext and startchar write below a text.
    if line.starts(with: "    ".utf8), line.allSatisfy({ " <>^".utf8.contains($0) }) { return true }
    if isInUnits, line.starts(with: "  ".utf8), line.dropFirst(2).first != 0x20 { return true }
    guard line.first?.isTestSpace == false else { return isCallout(line) }
    isInUnits = false
    takeWords(String(decoding: line, as: UTF8.self), line)
    return true
  }

  /// A line ` 1: text`, or one of its kin with another sign for the colon.
  private mutating func takeText(_ line: [UInt8]) -> Bool {
    let rest = line.drop { $0 == 0x20 }
    let digits = rest.prefix(while: \.isDigit)
    guard line.count - rest.count < 2, (1...5).contains(digits.count),
      let group = Int(String(decoding: digits, as: UTF8.self)),
      let sign = rest.dropFirst(digits.count).first, ":+CGL".utf8.contains(sign)
    else { return false }
    let text = rest.dropFirst(digits.count + 1)
    guard text.first == 0x20 || text.isEmpty else { return false }
    guard sign == .colon else { return true }
    if group == 0 { matchCount += 1 }
    // A group is told once; what comes again is no result of pcre2test's.
    if matchCount == 1, !texts.contains(where: { $0.group == group }) {
      texts.append((group, Array(text.dropFirst())))
    }
    return true
  }

  /// A line ` +3 ^  ^   item`, or with a number in place of the offset.
  private func isCallout(_ line: [UInt8]) -> Bool {
    let rest = line.drop { $0 == 0x20 }
    let number = rest.first == UInt8(ascii: "+") ? rest.dropFirst() : rest
    let behind = number.drop(while: \.isDigit)
    return behind.startIndex > number.startIndex && behind.count > 1
      && behind.drop { $0 == 0x20 }.first == UInt8(ascii: "^")
  }

  private mutating func takeWords(_ words: String, _ line: [UInt8]) {
    func rest(_ prefix: String) -> Substring? {
      words.hasPrefix(prefix) ? words.dropFirst(prefix.count) : nil
    }
    if let after = rest("No match") {
      rc = rc ?? -1
      takeMark(after, ", mark = ")
    } else if let after = rest("Partial match") {
      rc = rc ?? -2
      // Before a colon, which could also stand in the mark: that is left open.
      if after.hasPrefix(", mark=") { mark = nil }
    } else if let after = rest("Failed: error ") ?? rest("Error ") {
      takeError(after)
    } else if let after = rest("MK: ") {
      if matchCount == 1 { mark = Array(after.utf8) }
    } else if let after = rest("Capture group count = ") {
      captureCount = Int(after)
    } else if rest("Matched, but") != nil {
      matchCount += 1
    } else if rest("Start of matched string is beyond its end") != nil {
      isInverted = isInverted || matchCount == 0
    } else if rest("Starting code units:") != nil {
      isInUnits = line.count > 70
    } else if rest("--->") != nil || rest("Callout ") != nil {
      hasCallouts = true
    }
  }

  private mutating func takeMark(_ text: Substring, _ prefix: String) {
    if text.hasPrefix(prefix) { mark = Array(text.dropFirst(prefix.count).utf8) }
  }

  /// `103 at offset 2: words` or `-36: words`.
  private mutating func takeError(_ text: Substring) {
    let digits = text.prefix { $0 == "-" || $0.isNumber }
    guard let code = Int(digits) else { return }
    let place = text.dropFirst(digits.count)
    if code > 0, place.hasPrefix(" at offset "),
      let offset = Int(place.dropFirst(" at offset ".count).prefix { $0.isNumber })
    {
      compileError = compileError ?? (code, offset)
    } else if code < 0, matchCount == 0 {
      rc = rc ?? code
    }
  }
}

// MARK: - Expectations

extension TestResults {
  /// What the results say of compiling.
  var compiling: Expectation {
    var expected = Expectation()
    if let compileError {
      expected.compileError = compileError.code
      expected.compileOffset = compileError.offset
    } else {
      expected.compile = "ok"
      expected.captureCount = captureCount
    }
    return expected
  }

  /// What the results say of matching a subject.
  func matching(_ subject: [UInt8], isUTF: Bool) -> Expectation {
    var expected = Expectation()
    expected.mark = mark.flatMap { plain($0, isUTF: isUTF) }
    guard matchCount > 0 else {
      // As words: a number would also say that there is no mark, which nobody asked for.
      switch rc {
      case .some(-1): expected.status = "nomatch"
      case .some(-2): expected.status = "partial"
      default: expected.rc = rc
      }
      return expected
    }
    expected.status = "match"
    // A text with a backslash does not say whether it is one or an escape.
    guard !isInverted, !subject.contains(.backslash) else { return expected }
    var groups: [ExpectedGroup] = []
    for (group, text) in texts {
      let isUnset = text == Array("<unset>".utf8)
      guard text != Array("<unchanged>".utf8), !isUnset || !subject.contains(text) else { continue }
      if group == 0 {
        expected.text = plain(text, isUTF: isUTF)
      } else if isUnset {
        groups.append(ExpectedGroup(String(group), .unset))
      } else if let bytes = plain(text, isUTF: isUTF) {
        groups.append(ExpectedGroup(String(group), .text(bytes)))
      }
    }
    if !groups.isEmpty { expected.groups = groups }
    return expected
  }

  /// The bytes of a text in which those that do not print are escapes; nil if it is none.
  private func plain(_ text: [UInt8], isUTF: Bool) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = text[...]
    while let byte = rest.first {
      rest = rest.dropFirst()
      guard byte == .backslash else {
        bytes.append(byte)
        continue
      }
      guard rest.first == UInt8(ascii: "x") else { return nil }
      let digits = rest.dropFirst().prefix(2)
      if rest.dropFirst().first == .brace, let end = rest.firstIndex(of: .braceEnd) {
        let hex = String(decoding: rest[(rest.startIndex + 2)..<end], as: UTF8.self)
        guard let value = UInt32(hex, radix: 16), let scalar = UnicodeScalar(value) else {
          return nil
        }
        bytes += isUTF ? Array(String(scalar).utf8) : [UInt8(truncatingIfNeeded: value)]
        rest = rest[(end + 1)...]
      } else if digits.count == 2,
        let value = UInt8(String(decoding: digits, as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(3)
      } else {
        return nil
      }
    }
    return bytes
  }
}
