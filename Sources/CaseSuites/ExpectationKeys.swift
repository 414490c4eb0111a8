// SPDX-License-Identifier: MIT
// An expectation as keys of a suite: the other direction of SuiteReader+Subjects.swift.
//
// Tested in Tests/CaseSuitesTests/WriterTests.swift and UpdateTests.swift.

import CaseCorpus
import SourceText

/// A value of a key of an expectation.
enum KeyValue: Equatable {
  case text([UInt8])
  case flag(Bool)
  case integer(Int)
  case span(SourceSpan)
  case spans([SourceSpan?])
  case groups([ExpectedGroup])

  /// The value as TOML; strings in the quotation marks of what they replace.
  func text(_ quotes: TOMLText.Quotes = .short) -> [UInt8] {
    switch self {
    case .text(let text): TOMLText.string(text, quotes)
    case .flag(let flag): Array("\(flag)".utf8)
    case .integer(let number): Array("\(number)".utf8)
    case .span(let span): TOMLText.span(span)
    case .spans(let spans):
      TOMLText.array(spans.map { $0.map { TOMLText.span($0) } ?? Array("false".utf8) })
    case .groups(let groups):
      Array("{ ".utf8)
        + Array(
          groups.map { group in
            TOMLText.key(group.group) + Array(" = ".utf8) + KeyValue.text(of: group.content)
          }.joined(separator: ", ".utf8)) + Array(" }".utf8)
    }
  }

  /// What is expected of a group as TOML.
  static func text(
    of content: ExpectedGroup.Content, _ quotes: TOMLText.Quotes = .short
  ) -> [UInt8] {
    switch content {
    case .unset: return Array("false".utf8)
    case .span(let span): return TOMLText.span(span)
    case .text(let text):
      guard firstUTF8Fault(in: text) != nil else { return TOMLText.string(text, quotes) }
      return Array("{ b64 = ".utf8) + TOMLText.string(Base64.encode(text)) + Array(" }".utf8)
    }
  }

  /// The keys that say what is expected.
  ///
  /// - Parameters:
  ///   - expected: What is expected of matching.
  ///   - wholeIsGroup: Whether the offsets of the whole match are those of group 0, not of `span`.
  /// - Returns: Keys and values in the order in which they are written.
  static func keys(
    of expected: Expectation, wholeIsGroup: Bool = false
  ) -> [(key: String, value: KeyValue)] {
    if let rc = expected.rc, rc < -2 {
      let name = expected.error ?? MatchErrorName.name(of: rc)
      return [("error", name.map { .text(Array($0.utf8)) } ?? .integer(rc))]
    }
    var keys: [(key: String, value: KeyValue)] = []
    var groups = expected.groups ?? []
    switch expected.ending {
    case nil: return []
    case "nomatch": keys.append(("nomatch", .flag(true)))
    case "partial":
      if let text = expected.text, firstUTF8Fault(in: text) != nil {
        keys.append(("partial", .flag(true)))
        groups.insert(ExpectedGroup("0", .text(text)), at: 0)
      } else {
        keys.append(("partial", expected.text.map { .text($0) } ?? .flag(true)))
      }
    default:
      if let text = expected.text {
        let isText = firstUTF8Fault(in: text) == nil
        keys.append(
          (isText ? "match" : "match_b64", .text(isText ? text : Base64.encode(text))))
      } else if expected.ovector == nil, groups.isEmpty {
        keys.append(("match", .flag(true)))
      }
    }
    if let ovector = expected.ovector { keys.append(("ovector", .spans(ovector))) }
    if !wholeIsGroup, let place = groups.firstIndex(where: { $0.group == "0" }),
      case .span(let span) = groups[place].content
    {
      groups.remove(at: place)
      keys.append(("span", .span(span)))
    }
    if !groups.isEmpty { keys.append(("groups", .groups(groups))) }
    if let mark = expected.mark {
      let isText = firstUTF8Fault(in: mark) == nil
      keys.append((isText ? "mark" : "mark_b64", .text(isText ? mark : Base64.encode(mark))))
    } else if expected.isExact {
      keys.append(("mark", .flag(false)))
    }
    return keys
  }
}

extension Expectation {
  /// How matching is expected to end: `match`, `nomatch` or `partial`; nil if nothing of that is expected.
  var ending: String? {
    if let rc { return rc > 0 ? "match" : rc == -1 ? "nomatch" : rc == -2 ? "partial" : nil }
    if let status { return ["match", "nomatch", "partial"].contains(status) ? status : nil }
    return text == nil && groups == nil && ovector == nil ? nil : "match"
  }

  /// The same in the form in which a suite gives it: `rc` only where there is to be no mark.
  var asRead: Expectation {
    var read = self
    if rc == nil, let number = error.flatMap({ MatchErrorName.number(of: $0) }) {
      read.rc = number
    }
    guard let rc = read.rc, rc >= -2 else { return read }
    if mark != nil {
      read.rc = nil
      read.status = ending
    } else {
      read.status = nil
      if rc > 0 { read.rc = ovector?.count ?? 1 }
    }
    return read
  }
}
