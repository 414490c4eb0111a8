// SPDX-License-Identifier: MIT
// A pattern of a pcre2test file: from its delimiters to the bytes that are compiled.
//
//   /61 "bc" 64/hex     is abcd            /\[ab]{3}/expand     is ababab
//
// Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

internal import SourceText

/// A pattern and all that its subjects take from it.
struct TestPattern {
  /// The bytes that are compiled.
  var pattern: [UInt8]
  /// What its modifiers have set.
  var settings: TestSettings
  /// The number of its first line, from 1.
  var line: Int

  /// Whether pattern and subjects are UTF-8.
  var isUTF: Bool {
    let options = settings.options
    return options.contains("UTF") || options.contains("MATCH_INVALID_UTF")
      || startItems.contains("UTF")
  }

  /// The names of the items (*NAME) or (*NAME=value) at the start of the pattern.
  private var startItems: [String] {
    var names: [String] = []
    var rest = pattern[...]
    guard !settings.options.contains("LITERAL") else { return [] }
    while rest.starts(with: [0x28, 0x2a]), let end = rest.firstIndex(of: 0x29) {
      names.append(String(decoding: rest[(rest.startIndex + 2)..<end], as: UTF8.self))
      rest = rest[(end + 1)...]
    }
    return names
  }
}

/// The characters that may stand around a pattern.
let testDelimiters: Set<UInt8> = Set("/!\"'`-=_:;,%&@~".utf8)

/// Where the text of a pattern ends: at a delimiter without a backslash before it; nil if the pattern
/// goes on in the next line.
func patternEnd(_ text: [UInt8], from start: Int, delimiter: UInt8) -> Int? {
  var position = start
  while position < text.count {
    if text[position] == .backslash, position + 1 < text.count {
      position += 1
    } else if text[position] == delimiter {
      return position
    }
    position += 1
  }
  return nil
}

/// The bytes of a pattern written with the modifier `hex`.
///
/// - Parameters:
///   - text: What stands between the delimiters.
///   - start: Where it begins in its line, for faults.
/// - Returns: The bytes that the digits and the quoted parts stand for.
/// - Throws: `LineFault`, where pcre2test gives the pattern up.
func hexPattern(_ text: ArraySlice<UInt8>, from start: Int) throws(LineFault) -> [UInt8] {
  var bytes: [UInt8] = []
  var position = text.startIndex
  func place(_ index: Int) -> Int { start + index - text.startIndex }
  while position < text.endIndex {
    let byte = text[position]
    if byte.isTestSpace {
      position += 1
    } else if byte == .quote || byte == UInt8(ascii: "'") {
      guard let end = text[(position + 1)...].firstIndex(of: byte) else {
        throw LineFault(place(position), "missing closing quote in a hex pattern")
      }
      bytes += text[(position + 1)..<end]
      position = end + 1
    } else {
      guard let high = byte.hexValue else {
        throw LineFault(place(position), "no hexadecimal digit in a hex pattern")
      }
      guard position + 1 < text.endIndex, let low = text[position + 1].hexValue else {
        throw LineFault(place(position), "hexadecimal digits of a hex pattern come in pairs")
      }
      bytes.append(high << 4 | low)
      position += 2
    }
  }
  return bytes
}

/// The bytes of a pattern written with the modifier `expand`.
func expandedPattern(
  _ text: ArraySlice<UInt8>, from start: Int, limit: Int
) throws(LineFault) -> [UInt8] {
  var bytes: [UInt8] = []
  var position = text.startIndex
  while position < text.endIndex {
    guard let repeated = replication(text, at: position) else {
      bytes.append(text[position])
      position += 1
      continue
    }
    let place = start + position - text.startIndex
    guard let count = repeated.count, count > 0 else {
      throw LineFault(place, "repeat count out of range")
    }
    let (total, isTooMuch) = repeated.content.count.multipliedReportingOverflow(by: count)
    guard !isTooMuch, total <= limit - bytes.count else {
      throw LineFault(place, "longer than \(limit) bytes when it is repeated")
    }
    for _ in 0..<count { bytes += repeated.content }
    position = repeated.end
  }
  return bytes
}

/// What `\[content]{count}` at a place stands for; nil if there is none.
private func replication(
  _ text: ArraySlice<UInt8>, at start: Int
) -> (content: ArraySlice<UInt8>, count: Int?, end: Int)? {
  guard text[start...].starts(with: [.backslash, .bracket]) else { return nil }
  var index = start + 2
  while index + 1 < text.endIndex {
    if text[index] == .bracketEnd, text[index + 1] == .brace {
      var end = index + 2
      while end < text.endIndex, text[end].isDigit { end += 1 }
      if end > index + 2, end < text.endIndex, text[end] == .braceEnd {
        let count = UInt32(String(decoding: text[(index + 2)..<end], as: UTF8.self)).map(Int.init)
        return (text[(start + 2)..<index], count, end + 1)
      }
      index = end
    } else {
      index += 1
    }
  }
  return nil
}

extension UInt8 {
  /// The value of a hexadecimal digit.
  var hexValue: UInt8? {
    switch self {
    case 0x30...0x39: self - 0x30
    case 0x41...0x46: self - 0x41 + 10
    case 0x61...0x66: self - 0x61 + 10
    default: nil
    }
  }
}
