// SPDX-License-Identifier: MIT
// A subject line of a pcre2test file: escapes to bytes, up to the modifiers behind \=.
//
//   ab\x{e9}\n\[xy]{3}\=notbol      is ab, e9, a newline, xyxyxy
//
// `man pcre2test`, "SUBJECT LINE SYNTAX". Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

/// The bytes of a subject line and where its modifiers begin.
struct TestSubject {
  private(set) var bytes: [UInt8] = []
  /// Where the modifiers begin in the line; nil if there are none.
  private(set) var modifiers: Int?

  private let line: [UInt8]
  private let isUTF: Bool
  private let limit: Int
  private var position: Int
  private var end: Int
  /// Where in the bytes a replication began.
  private var replication: Int?

  /// Decodes a line.
  ///
  /// - Parameters:
  ///   - line: The bytes of the line.
  ///   - isUTF: Whether characters beyond a byte are written as UTF-8.
  ///   - isLiteral: Whether backslashes mean nothing.
  ///   - limit: The most bytes that may come out.
  /// - Throws: `LineFault`, where pcre2test gives the line up.
  init(
    _ line: [UInt8], isUTF: Bool, isLiteral: Bool, limit: Int
  ) throws(LineFault) {
    self.line = line
    self.isUTF = isUTF
    self.limit = limit
    position = line.firstIndex { !$0.isTestSpace } ?? line.count
    end = (line.lastIndex { !$0.isTestSpace } ?? -1) + 1
    end = max(end, position)
    if isUTF, let fault = firstIllFormed(in: line[position..<end]) {
      throw LineFault(fault, "invalid UTF-8 in the subject of a UTF pattern")
    }
    if isLiteral {
      bytes = Array(line[position..<end])
      return
    }
    while position < end, modifiers == nil { try step() }
  }

  private mutating func step() throws(LineFault) {
    let start = position
    let byte = line[position]
    position += 1
    if byte == .bracketEnd, let begun = replication {
      try replicate(from: begun, at: start)
    } else if byte != .backslash {
      bytes.append(byte)
    } else if position < end {
      try escape(at: start)
    }
    // A backslash at the very end stands for nothing, so that a line can be an empty subject.
  }

  private mutating func escape(at start: Int) throws(LineFault) {
    let letter = line[position]
    position += 1
    switch letter {
    case UInt8(ascii: "="): modifiers = position
    case .bracket:
      guard replication == nil else { throw LineFault(start, "nested replication") }
      replication = bytes.count
    case UInt8(ascii: "0")...UInt8(ascii: "7"):
      let value = digits(upTo: 2, from: UInt32(letter - 0x30), shift: 3)
      try append(value, raw: value < 256, at: start)
    case UInt8(ascii: "o") where isAtBrace:
      try append(try braced(shift: 3, digits: 11, at: start), raw: false, at: start)
    case UInt8(ascii: "x") where isAtBrace:
      try append(try braced(shift: 4, digits: 8, at: start), raw: false, at: start)
    case UInt8(ascii: "x"):
      try append(digits(upTo: 2, from: 0, shift: 4), raw: true, at: start)
    default:
      if let value = Self.letters[letter] {
        bytes.append(value)
      } else if letter.isLetterOrDigit, letter != UInt8(ascii: "o") {
        let name = String(UnicodeScalar(letter))
        throw LineFault(start, "unknown escape \\\(name)")
      } else {
        try append(UInt32(letter), raw: false, at: start)
      }
    }
  }

  private static let letters: [UInt8: UInt8] = [
    UInt8(ascii: "a"): 0x07, UInt8(ascii: "b"): 0x08, UInt8(ascii: "e"): 0x1b,
    UInt8(ascii: "f"): 0x0c, UInt8(ascii: "n"): 0x0a, UInt8(ascii: "r"): 0x0d,
    UInt8(ascii: "t"): 0x09, UInt8(ascii: "v"): 0x0b,
  ]

  private var isAtBrace: Bool { position < end && line[position] == .brace }

  /// Takes at most so many digits of 3 or 4 bits each.
  private mutating func digits(upTo count: Int, from start: UInt32, shift: UInt32) -> UInt32 {
    var value = start
    var left = count
    while left > 0, position < end, let digit = line[position].hexValue, digit < 1 << shift {
      value = value << shift | UInt32(digit)
      position += 1
      left -= 1
    }
    return value
  }

  private mutating func braced(
    shift: UInt32, digits: Int, at start: Int
  ) throws(LineFault) -> UInt32 {
    position += 1
    let first = position
    let value = self.digits(upTo: digits, from: 0, shift: shift)
    guard position > first, position < end, line[position] == .braceEnd else {
      throw LineFault(start, "malformed \\\(shift == 3 ? "o" : "x"){...}")
    }
    position += 1
    return value
  }

  private mutating func append(_ value: UInt32, raw: Bool, at place: Int) throws(LineFault) {
    if raw || !isUTF {
      guard value < 256 else {
        let digits = String(value, radix: 16)
        throw LineFault(place, "character \\x{\(digits)} does not fit into a byte without UTF")
      }
      bytes.append(UInt8(value))
    } else {
      try appendUTF8(value, at: place)
    }
  }

  /// Appends a value in the original UTF-8, of up to 31 bits, by which also invalid UTF-8 is written.
  private mutating func appendUTF8(_ value: UInt32, at place: Int) throws(LineFault) {
    let limits: [UInt32] = [0x7f, 0x7ff, 0xffff, 0x1f_ffff, 0x3ff_ffff, 0x7fff_ffff]
    guard let tail = limits.firstIndex(where: { value <= $0 }) else {
      throw LineFault(place, "character value out of range")
    }
    guard tail > 0 else { return bytes.append(UInt8(value)) }
    let lead = UInt8(truncatingIfNeeded: 0xff00 >> UInt32(tail + 1))
    bytes.append(lead | UInt8(truncatingIfNeeded: value >> UInt32(6 * tail)))
    for index in stride(from: tail - 1, through: 0, by: -1) {
      bytes.append(0x80 | UInt8(truncatingIfNeeded: value >> UInt32(6 * index) & 0x3f))
    }
  }

  /// Repeats what stands since `\[`, as often as `{n}` says.
  private mutating func replicate(from start: Int, at place: Int) throws(LineFault) {
    guard isAtBrace else { throw LineFault(place, "expected {count} after \\[...]") }
    position += 1
    let first = position
    while position < end, line[position].isDigit { position += 1 }
    let count = Int(String(decoding: line[first..<position], as: UTF8.self))
    guard position < end, line[position] == .braceEnd else {
      throw LineFault(place, "expected {count} after \\[...]")
    }
    position += 1
    guard let count, count > 0, count <= Int32.max else {
      throw LineFault(first, "repeat count out of range")
    }
    let content = Array(bytes[start...])
    let (more, isTooMuch) = content.count.multipliedReportingOverflow(by: count - 1)
    guard !isTooMuch, more <= limit - bytes.count else {
      throw LineFault(place, "longer than \(limit) bytes when it is repeated")
    }
    for _ in 1..<max(count, 1) { bytes += content }
    replication = nil
  }
}

/// The index of the first byte that no sequence of the original UTF-8 (one to six bytes) covers.
private func firstIllFormed(in text: ArraySlice<UInt8>) -> Int? {
  var index = text.startIndex
  while index < text.endIndex {
    let lead = text[index]
    let length = lead < 0x80 ? 1 : (~lead).leadingZeroBitCount
    guard length == 1 ? lead < 0x80 : (2...6).contains(length), index + length <= text.endIndex
    else { return index }
    guard text[(index + 1)..<(index + length)].allSatisfy({ $0 & 0xc0 == 0x80 }) else {
      return index
    }
    index += length
  }
  return nil
}

extension UInt8 {
  fileprivate var isLetterOrDigit: Bool { isDigit || (self | 0x20) &- 0x61 < 26 }
}
