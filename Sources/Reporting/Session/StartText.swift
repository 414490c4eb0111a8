// SPDX-License-Identifier: MIT
// Why libpcre2 would not even begin, in words.
//
//     libpcre2 without callouts would not even begin: every match has "z" in it, and the subject has not.
//
// Tested by fixtures/sessions/starts.txt and Tests/CommandTests/CommandTests.swift.

import RegexDebugging
public import RegexMachine
import SourceText

/// Why libpcre2 would not begin an attempt, as one sentence without a full stop.
///
/// - Parameters:
///   - rejection: The reason.
///   - subject: The subject's bytes.
///   - start: Where the search starts, in bytes.
///   - isUTF: Whether the subject is UTF-8.
/// - Returns: The sentence.
public func startText(
  _ rejection: StartRejection, subject: [UInt8], from start: Int, isUTF: Bool
) -> String {
  let place = rest(from: start)
  let words =
    switch rejection {
    case .tooShort(let needed, let available):
      "a match has at least \(Wording.count(needed, "character")), and "
        + "\(rest(from: subject.count - available)) has \(Wording.count(available, "byte"))"
    case .firstMissing(let unit):
      "every match begins with \(name(unit, isUTF)), which is not in \(place)"
    case .firstDiffers(let unit, let position):
      "a match can only begin at \(position) and with \(name(unit, isUTF)), "
        + found(at: position, subject, isUTF)
    case .noFirst: "no character of \(place) can begin a match"
    case .noFirstThere(let position):
      "a match can only begin at \(position), but not with what is there: "
        + found(at: position, subject, isUTF)
    case .requiredMissing(let unit):
      "every match needs \(name(unit, isUTF)), which does not come in \(place)"
    case .other: "it knows that nothing in \(place) can match"
    }
  return "libpcre2 without callouts would not even begin: " + words
}

/// The word of a reason in JSON.
public func startName(_ rejection: StartRejection) -> String {
  switch rejection {
  case .tooShort: "too_short"
  case .firstMissing: "first_missing"
  case .firstDiffers: "first_differs"
  case .noFirst: "no_first"
  case .noFirstThere: "no_first_there"
  case .requiredMissing: "required_missing"
  case .other: "other"
  }
}

private func rest(from start: Int) -> String {
  start == 0 ? "the subject" : "the subject from \(start) on"
}

private func name(_ unit: NeededUnit, _ isUTF: Bool) -> String {
  let other = unit.otherCase.map { " or " + name($0, isUTF) } ?? ""
  return name(unit.value, isUTF) + other
}

/// A code unit; in UTF-8 one beyond ASCII is only a part of a character.
private func name(_ byte: UInt8, _ isUTF: Bool) -> String {
  if byte < 0x80 { return Wording.quoted(UInt32(byte), isUTF: isUTF) }
  return "the byte " + String(byte, radix: 16, uppercase: true)
}

private func found(at position: Int, _ subject: [UInt8], _ isUTF: Bool) -> String {
  guard position < subject.count else { return "the subject ends there" }
  let character = isUTF ? validCharacter(subject, at: position) : nil
  guard let character else { return "next is " + name(subject[position], isUTF) }
  return "next is " + Wording.quoted(character.value, isUTF: isUTF)
}
