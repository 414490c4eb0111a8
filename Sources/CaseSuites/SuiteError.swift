// SPDX-License-Identifier: MIT
// Faults of a suite, each with its place, such as
//
//   12:3: unknown key patern; did you mean pattern?
//
// Tested in Tests/CaseSuitesTests/SuiteTests.swift.

public import SourceText

/// A fault of a suite; what does not depend on it can still be read.
public struct SuiteError: Error, Hashable, Sendable {
  /// The line and the column in bytes, both from 1.
  public var place: LineColumn
  /// What is wrong there.
  public var reason: Reason

  /// Makes an error.
  public init(_ place: LineColumn, _ reason: Reason) {
    self.place = place
    self.reason = reason
  }

  /// The kinds of faults.
  public enum Reason: Hashable, Sendable {
    /// The file is larger than this, in bytes.
    case tooLarge(limit: Int)
    /// The file is not UTF-8.
    case badUTF8
    /// The file holds a NUL character.
    case nul
    /// Values or keys are nested deeper than this.
    case tooDeep(limit: Int)
    /// The text is not TOML, in the words of the parser.
    case syntax(String)
    /// A key that is not known here, and the one that may be meant.
    case unknownKey(String, suggestion: String?)
    /// A word that is not known here, what it should be, and the one that may be meant.
    case unknownWord(String, what: String, suggestion: String?)
    /// Another kind of value is expected.
    case expected(String, found: String)
    /// A key without which the table means nothing is missing.
    case missing(String)
    /// Two keys that contradict each other.
    case together(String, String)
    /// A name that is used already, and where.
    case notUnique(String, LineColumn)
    /// A text is not base64.
    case badBase64
    /// Anything else, in words.
    case other(String)
  }
}

extension SuiteError: CustomStringConvertible {
  /// The error as `line:column: words`, without a final full stop.
  public var description: String { "\(place): \(reason)" }
}

extension SuiteError.Reason: CustomStringConvertible {
  /// The fault in words, without its place.
  public var description: String {
    switch self {
    case .tooLarge(let limit): "longer than \(limit >> 20) MiB: NDJSON is for files of any length"
    case .badUTF8: "invalid UTF-8: bytes that are no text are written in base64 (text_b64)"
    case .nul: "a NUL character: write \\u0000 in a string with double quotation marks"
    case .tooDeep(let limit): "nested deeper than \(limit) levels"
    case .syntax(let words): words
    case .unknownKey(let key, let suggestion):
      "unknown key \(shown(key))" + (suggestion.map { "; did you mean \($0)?" } ?? "")
    case .unknownWord(let word, let what, let suggestion):
      "unknown \(what) \(shown(word))" + (suggestion.map { "; did you mean \($0)?" } ?? "")
    case .expected(let what, let found): "expected \(what), found \(found)"
    case .missing(let key): "\(key) is missing"
    case .together(let one, let other): "\(one) and \(other) contradict each other"
    case .notUnique(let name, let place): "the name \(shown(name)) is used already, at \(place)"
    case .badBase64: "invalid base64"
    case .other(let words): words
    }
  }
}

/// A text of the file, safe to print and not too long.
private func shown(_ text: String) -> String {
  let bytes = Array(text.utf8)
  var end = min(bytes.count, 60)
  while end > 0, end < bytes.count, bytes[end] & 0xC0 == 0x80 { end -= 1 }
  return Escaping().display(bytes, in: SourceSpan(0, end)) + (end < bytes.count ? "…" : "")
}

/// The word of a list that is closest to a misspelt one; nil if none is close.
///
/// - Complexity: O(*n* * *m*) in the lengths for each word of the list.
func closest(to word: String, in words: [String]) -> String? {
  let letters = Array(word.utf8)
  guard letters.count <= 60 else { return nil }
  let most = max(1, letters.count / 3)
  let ranked = words.map { ($0, distance(letters, Array($0.utf8))) }
  return ranked.filter { $0.1 <= most }.min { ($0.1, $0.0) < ($1.1, $1.0) }?.0
}

/// How many letters have to be put in, left out, exchanged or swapped (optimal string alignment).
private func distance(_ one: [UInt8], _ other: [UInt8]) -> Int {
  var before: [Int] = []
  var last = Array(0...other.count)
  for row in one.indices {
    var next = [row + 1]
    for column in other.indices {
      let isSame = one[row] == other[column]
      var best = min(
        last[column] + (isSame ? 0 : 1), last[column + 1] + 1, next[column] + 1)
      if row > 0, column > 0, one[row] == other[column - 1], one[row - 1] == other[column] {
        best = min(best, before[column - 1] + 1)
      }
      next.append(best)
    }
    (before, last) = (last, next)
  }
  return last[other.count]
}
