// SPDX-License-Identifier: MIT
// The one error of everything that decodes a line: where it is and what is wrong there.

/// What is wrong with a piece of JSON, and at which byte.
public struct JSONError: Error, Hashable, Sendable {
  /// Offset of the offending byte from the start of the text, in bytes.
  public var offset: Int
  /// What is wrong there.
  public var reason: Reason

  /// Makes an error.
  public init(offset: Int, reason: Reason) {
    self.offset = offset
    self.reason = reason
  }

  /// The kinds of faults.
  public enum Reason: Hashable, Sendable {
    /// The text ends inside a value.
    case endOfText
    /// Something else was expected here, named in words.
    case expected(String)
    /// A control character stands unescaped in a string.
    case controlCharacter
    /// A string holds bytes that are not UTF-8.
    case badUTF8
    /// A backslash is followed by something that is no escape.
    case badEscape
    /// A `\u` escape is half of a surrogate pair.
    case loneSurrogate
    /// A number is not written as JSON wants it.
    case badNumber
    /// An integer does not fit into 64 bits.
    case numberTooLarge
    /// Values are nested deeper than the limit.
    case tooDeep(limit: Int)
    /// Text follows the value.
    case trailingText
    /// A field occurs twice in one object.
    case duplicateField(String)
    /// The format has no such field.
    case unknownField(String)
    /// A field without which the record means nothing is missing.
    case missingField(String)
    /// A text is not base64.
    case badBase64
    /// A text is none of the words that the field allows.
    case unknownWord(String)
  }
}

extension JSONError: CustomStringConvertible {
  /// The error as one line of text without a final full stop.
  public var description: String { "\(reason) at byte \(offset)" }
}

extension JSONError.Reason: CustomStringConvertible {
  /// The fault in words, without its place.
  public var description: String {
    switch self {
    case .endOfText: "unexpected end of text"
    case .expected(let what): "expected \(what)"
    case .controlCharacter: "unescaped control character in a string"
    case .badUTF8: "invalid UTF-8 in a string"
    case .badEscape: "unknown escape in a string"
    case .loneSurrogate: "half of a surrogate pair"
    case .badNumber: "malformed number"
    case .numberTooLarge: "integer out of range"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .trailingText: "text after the value"
    case .duplicateField(let name): "field \(name) occurs twice"
    case .unknownField(let name): "unknown field \(name)"
    case .missingField(let name): "missing field \(name)"
    case .badBase64: "invalid base64"
    case .unknownWord(let word): "unknown word \(word)"
    }
  }
}
