// SPDX-License-Identifier: MIT
// What part of a subject is searched as one piece. Usually all of it; with MATCH_INVALID_UTF each valid
// stretch between bad bytes is a piece of its own, one searched after the other.
//
// Source: step rule S4; pcre2unicode(3), "Matching in invalid UTF strings".
// Tested by fixtures/cases/utf.ndjson and by rxfuzz.

import RegexProgram
import RegexSyntax
import SourceText

/// A piece of the subject that is searched as if it were all.
struct Fragment: Hashable, Sendable {
  /// Where its first attempt starts.
  var start: Int
  /// Offset behind its last byte.
  var end: Int
  /// Where looking back ends: with UTF nothing before it has been checked.
  var checkedStart: Int
  /// Whether it does not begin the subject.
  var isLater = false
  /// Whether bad bytes follow.
  var isCutShort = false
}

extension Fragment {
  /// The first piece of a subject, checked as far as the search can look.
  init(
    of subject: [UInt8], _ options: MatchOptions, _ facts: SearchFacts
  ) throws(SubjectError) {
    let startOffset = options.startOffset
    self.init(start: startOffset, end: subject.count, checkedStart: 0)
    let allowsInvalid = facts.allowsInvalidUTF
    guard facts.isUTF, allowsInvalid || options.subjectCheck != .none else { return }
    while start < end && subject[start] & 0xC0 == 0x80 {
      guard allowsInvalid else {
        throw SubjectError(code: startOffset > 0 ? -36 : -22, offset: startOffset)
      }
      start += 1
    }
    checkedStart = start
    if start == startOffset { lookBack(facts.maximumLookbehind, in: subject) }
    guard allowsInvalid || options.subjectCheck == .full else { return }
    while let fault = firstUTF8Fault(in: subject, from: checkedStart) {
      guard allowsInvalid else { throw SubjectError(code: fault.code, offset: fault.offset) }
      guard fault.offset < start else {
        end = fault.offset
        isCutShort = true
        return
      }
      // The bad byte is before the start: looking back ends behind it.
      checkedStart = fault.offset + 1
      while checkedStart < start && subject[checkedStart] & 0xC0 == 0x80 { checkedStart += 1 }
    }
  }

  /// Moves where looking back ends by some characters.
  mutating func lookBack(_ characters: Int, in subject: [UInt8]) {
    for _ in 0..<characters where checkedStart > 0 {
      checkedStart -= 1
      while checkedStart > 0 && subject[checkedStart] & 0xC0 == 0x80 { checkedStart -= 1 }
    }
  }

  /// The piece behind this one, nil if there is none; and the last bad byte met while looking for it,
  /// which is where a partial match ends.
  func next(in subject: [UInt8]) -> (piece: Fragment?, fault: Int) {
    guard isCutShort else { return (nil, end) }
    var badByte = end
    while true {
      var start = badByte + 1
      while start < subject.count && subject[start] & 0xC0 == 0x80 { start += 1 }
      guard start < subject.count else { return (nil, badByte) }
      var piece = Fragment(start: start, end: subject.count, checkedStart: start, isLater: true)
      guard let fault = firstUTF8Fault(in: subject, from: start) else { return (piece, badByte) }
      badByte = fault.offset
      guard badByte == start else {
        piece.end = badByte
        piece.isCutShort = true
        return (piece, badByte)
      }
    }
  }
}
