// SPDX-License-Identifier: MIT
// Values as TOML text. Strings stand in apostrophes where that saves escapes: '\d+'.
//
// Tested in Tests/CaseSuitesTests/WriterTests.swift and UpdateTests.swift.

import CaseCorpus
import SourceText

/// Writes values as TOML.
enum TOMLText {
  /// The kinds of quotation marks.
  enum Quotes {
    /// Apostrophes where they can be.
    case literal
    /// Quotation marks, with escapes.
    case basic
    /// Apostrophes where they save escapes, three of them for several lines.
    case short
  }

  /// A string.
  ///
  /// - Parameters:
  ///   - text: Valid UTF-8.
  ///   - quotes: The quotation marks.
  /// - Returns: The string with its quotation marks.
  static func string(_ text: [UInt8], _ quotes: Quotes = .short) -> [UInt8] {
    let needsEscape = text.contains { $0 == .backslash || $0 == .quote }
    let fits = text.allSatisfy { $0 >= 0x20 && $0 != 0x7f && $0 != .apostrophe || $0 == .tab }
    if fits, quotes == .literal || quotes == .short && needsEscape {
      return [.apostrophe] + text + [.apostrophe]
    }
    if quotes == .short, needsEscape || text.contains(.lineFeed), let long = longLiteral(text) {
      return long
    }
    return [.quote] + text.flatMap(escaped) + [.quote]
  }

  /// A string between three apostrophes; nil if the text does not fit there.
  private static func longLiteral(_ text: [UInt8]) -> [UInt8]? {
    let fits = text.allSatisfy {
      $0 >= 0x20 && $0 != 0x7f || $0 == .tab || $0 == .lineFeed
    }
    guard fits, text.last != .apostrophe, !text.contains([.apostrophe, .apostrophe, .apostrophe])
    else {
      return nil
    }
    let marks = [UInt8](repeating: .apostrophe, count: 3)
    // A line end behind the opening marks is not part of the string.
    return marks + (text.contains(.lineFeed) ? [.lineFeed] : []) + text + marks
  }

  private static func escaped(_ byte: UInt8) -> [UInt8] {
    switch byte {
    case .quote, .backslash: return [.backslash, byte]
    case 0x08: return Array("\\b".utf8)
    case .tab: return Array("\\t".utf8)
    case .lineFeed: return Array("\\n".utf8)
    case 0x0c: return Array("\\f".utf8)
    case .carriageReturn: return Array("\\r".utf8)
    case 0..<0x20, 0x7f:
      let digits = String(byte, radix: 16, uppercase: true)
      return Array("\\u00\(byte < 16 ? "0" : "")\(digits)".utf8)
    default: return [byte]
    }
  }

  /// A key, in quotation marks where it needs them.
  static func key(_ key: String) -> [UInt8] {
    let bytes = Array(key.utf8)
    return !bytes.isEmpty && bytes.allSatisfy(\.isBareKey) ? bytes : string(bytes, .basic)
  }

  /// Two offsets.
  static func span(_ span: SourceSpan) -> [UInt8] { Array("[\(span.start), \(span.end)]".utf8) }

  /// An array of values.
  static func array(_ values: [[UInt8]]) -> [UInt8] {
    Array("[".utf8) + Array(values.joined(separator: ", ".utf8)) + Array("]".utf8)
  }

  /// An array of strings.
  static func strings(_ texts: [String]) -> [UInt8] {
    array(texts.map { string(Array($0.utf8)) })
  }
}
