// SPDX-License-Identifier: MIT
// The first column of re_tests: a pattern, or 'pattern'flags. Options follow from the flags; UTF is set where
// the pattern or the subject needs it, as Perl decides by itself.
// Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

/// A pattern of Perl's tests.
struct PerlPattern {
  /// The pattern's bytes.
  let bytes: [UInt8]
  /// Whether there is code of Perl in it.
  let hasCode: Bool
  private let flags: Set<UInt8>
  private let isExtendedMore: Bool

  /// Reads a column.
  ///
  /// - Throws: `LineFault` for what only Perl has.
  init(_ column: ArraySlice<UInt8>) throws(LineFault) {
    var body = column
    var flags = column[column.endIndex...]
    if let first = column.first, "'/:".utf8.contains(first), column.count > 1,
      let end = column.lastIndex(of: first), end > column.startIndex
    {
      body = column[(column.startIndex + 1)..<end]
      flags = column[(end + 1)...]
    }
    for (offset, flag) in zip(flags.indices, flags) where !"imsxnuadgcop".utf8.contains(flag) {
      throw LineFault(offset, "the flag \(UnicodeScalar(flag)) of Perl")
    }
    self.flags = Set(flags)
    isExtendedMore = flags.count { $0 == UInt8(ascii: "x") } > 1
    let bytes = try Self.interpolated(body)
    self.bytes = bytes
    hasCode = ["(?{", "(??{", "(*{"].contains { bytes.contains(Array($0.utf8)) }
  }

  /// Puts variables in, and line ends for \n, as t/re/regexp.t does.
  private static func interpolated(_ body: ArraySlice<UInt8>) throws(LineFault) -> [UInt8] {
    var text: [UInt8] = []
    var index = body.startIndex
    while index < body.endIndex {
      let rest = body[index...]
      if rest.starts(with: [.backslash, UInt8(ascii: "n")]) {
        text.append(0x0a)
        index += 2
      } else if rest.starts(with: "${".utf8), let end = rest.firstIndex(of: .braceEnd),
        rest[(index + 2)..<end].allSatisfy({ $0.isDigit || ($0 | 0x20) &- 0x61 < 26 || $0 == 0x5f })
      {
        let name = String(decoding: rest[(index + 2)..<end], as: UTF8.self)
        guard let value = PerlText.variables[name] else {
          throw LineFault(index, "a variable of Perl in the pattern")
        }
        text += value.isEmpty ? [0, 0] : Array(value.utf8)
        index = end + 1
      } else {
        text.append(body[index])
        index += 1
      }
    }
    return text
  }

  /// Whether the pattern asks for characters beyond a byte, or for properties of characters.
  var isUTF: Bool {
    if flags.contains(UInt8(ascii: "u")) || bytes.contains(where: { $0 >= 0x80 }) { return true }
    for index in bytes.indices.dropLast() where bytes[index] == .backslash {
      let rest = bytes[(index + 1)...]
      let next = bytes[index + 1]
      if "pPX".utf8.contains(next) || rest.starts(with: "N{U+".utf8) { return true }
      if rest.starts(with: "x{".utf8), braced(rest.dropFirst(2), radix: 16) > 0xff { return true }
      if rest.starts(with: "o{".utf8), braced(rest.dropFirst(2), radix: 8) > 0xff { return true }
      let octal = rest.prefix(3)
      if octal.count == 3, octal.allSatisfy({ $0 &- 0x30 < 8 }), next >= UInt8(ascii: "4") {
        return true
      }
    }
    return false
  }

  private func braced(_ digits: ArraySlice<UInt8>, radix: Int) -> Int {
    var value = 0
    for byte in digits {
      guard let digit = byte.hexValue, Int(digit) < radix, value < 1 << 32 else { break }
      value = value * radix + Int(digit)
    }
    return value
  }

  /// The options by their PCRE2 names, in the order of the alphabet.
  func options(isUTF: Bool) -> [String] {
    var options: [String] = []
    func has(_ flag: Character) -> Bool { flag.asciiValue.map(flags.contains) ?? false }
    if has("i") { options.append("CASELESS") }
    if has("s") { options.append("DOTALL") }
    if has("x") { options.append(isExtendedMore ? "EXTENDED_MORE" : "EXTENDED") }
    if has("m") { options.append("MULTILINE") }
    if has("n") { options.append("NO_AUTO_CAPTURE") }
    if has("u") { options.append("UCP") }
    if isUTF { options.append("UTF") }
    return options
  }
}
