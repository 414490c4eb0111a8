// SPDX-License-Identifier: MIT
// Numbers, truth values, dates and times of a TOML document.
//
// Tested in Tests/CaseSuitesTests/LayoutTests.swift.

import SourceText

extension TOMLScanner {
  /// Takes a value without quotation marks or brackets.
  mutating func bareValue() throws(Fault) -> TOMLLayout.Content {
    let start = position
    skipBare()
    // A space may stand between a date and a time.
    if position - start == 10, bytes[start + 4] == 0x2d, peek() == .space,
      peek(1)?.isDigit == true, peek(3) == 0x3a
    {
      position += 1
      skipBare()
    }
    let letters = Array(bytes[start..<position])
    guard let content = Self.content(letters) else {
      position = start
      throw .notTOML(
        letters.isEmpty ? "expected a value" : "no value: a text stands in quotation marks")
    }
    return content
  }

  private mutating func skipBare() {
    while let byte = peek(), byte.isBareKey || byte == 0x2b || byte == .point || byte == 0x3a {
      position += 1
    }
  }

  private static func content(_ letters: [UInt8]) -> TOMLLayout.Content? {
    switch String(decoding: letters, as: UTF8.self) {
    case "true": .bool(true)
    case "false": .bool(false)
    case "inf", "+inf": .float(.infinity)
    case "-inf": .float(-.infinity)
    case "nan", "+nan", "-nan": .float(.nan)
    default: isDate(letters) ? .date : number(letters)
    }
  }

  /// Whether it has the form of a date, a time or both; whether they exist is for TOMLKit to say.
  private static func isDate(_ letters: [UInt8]) -> Bool {
    // Digits count as 0: only the form matters.
    let form = String(decoding: letters.map { $0.isDigit ? 0x30 : $0 }, as: UTF8.self)
    var rest = form[...]
    let hasDay = rest.hasPrefix("0000-00-00")
    if hasDay {
      rest = rest.dropFirst(10)
      guard let separator = rest.popFirst() else { return true }
      guard separator == "T" || separator == "t" || separator == " " else { return false }
    }
    guard rest.hasPrefix("00:00:00") else { return false }
    rest = rest.dropFirst(8)
    if rest.first == "." {
      let fraction = rest.dropFirst().prefix { $0 == "0" }
      guard !fraction.isEmpty else { return false }
      rest = rest[fraction.endIndex...]
    }
    let zones: Set<Substring> = ["Z", "z", "+00:00", "-00:00"]
    return rest.isEmpty || hasDay && zones.contains(rest)
  }

  private static func number(_ letters: [UInt8]) -> TOMLLayout.Content? {
    let prefix = String(decoding: letters.prefix(2), as: UTF8.self)
    if let radix = ["0x": 16, "0o": 8, "0b": 2][prefix] {
      guard let digits = digits(letters.dropFirst(2), radix: radix) else { return nil }
      return .integer(Int(digits, radix: radix))
    }
    let isSigned = letters.first == 0x2b || letters.first == 0x2d
    let rest = letters[(isSigned ? 1 : 0)...]
    let isNegative = letters.first == 0x2d
    guard let first = rest.first, first.isDigit else { return nil }
    if first == 0x30, let second = rest.dropFirst().first, second.isDigit || second == 0x5f {
      return nil
    }
    if let whole = digits(rest, radix: 10) {
      return .integer(Int((isNegative ? "-" : "") + whole))
    }
    return float(rest).map { .float(isNegative ? -$0 : $0) }
  }

  /// A number with a fraction, an exponent or both: digits stand before and behind the point.
  private static func float(_ letters: ArraySlice<UInt8>) -> Double? {
    let exponent = letters.firstIndex { $0 | 0x20 == 0x65 } ?? letters.endIndex
    let point = letters[..<exponent].firstIndex(of: .point) ?? exponent
    guard var text = digits(letters[..<point], radix: 10) else { return nil }
    if point < exponent {
      guard let part = digits(letters[(point + 1)..<exponent], radix: 10) else { return nil }
      text += "." + part
    }
    if exponent < letters.endIndex {
      var part = letters[(exponent + 1)...]
      text += "e"
      if let first = part.first, first == 0x2b || first == 0x2d {
        text += first == 0x2d ? "-" : ""
        part.removeFirst()
      }
      guard let part = digits(part, radix: 10) else { return nil }
      text += part
    }
    return Double(text)
  }

  /// Digits without the underscores, which stand only between two of them; nil for anything else.
  private static func digits(_ letters: ArraySlice<UInt8>, radix: Int) -> String? {
    var text = ""
    var isBehindDigit = false
    for letter in letters {
      if letter == 0x5f {
        guard isBehindDigit else { return nil }
        isBehindDigit = false
        continue
      }
      let digit = Character(Unicode.Scalar(letter))
      guard letter.isHexadecimalDigit, let value = digit.hexDigitValue, value < radix else {
        return nil
      }
      text.append(digit)
      isBehindDigit = true
    }
    return isBehindDigit ? text : nil
  }
}

extension UInt8 {
  var isDigit: Bool { self &- 0x30 < 10 }

  var isHexadecimalDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 6 }
}
