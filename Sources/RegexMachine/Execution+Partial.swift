// SPDX-License-Identifier: MIT
// Partial matching: noticing that matching met the end of the subject, where more characters could have
// led to a match. Every question is asked at the end of the subject only, before the operation itself
// runs: the answer true means that a hard partial match ends the search here and now.
//
// An operation counts only if it has looked at a character of this attempt, or if the pattern looks
// behind or can match nothing. Some operations do not ask (`\C{3}` in UTF), or ask in a different place
// (`.{3}` with DOTALL, without UTF, asks where it began): so does libpcre2.
//
// Source: pcre2partial(3). Tested by fixtures/cases/match-options.ndjson.

import RegexProgram
import RegexSyntax

/// Whether, and how, partial matches are looked for.
enum PartialMode {
  case none, soft, hard

  init(_ flags: MatchFlags) {
    self = flags.contains(.partialHard) ? .hard : flags.contains(.partialSoft) ? .soft : .none
  }
}

/// What a search knows of partial matches.
struct PartialNotes: Hashable, Sendable {
  /// Whether the end of the subject has been met in any attempt.
  var hasMetEnd = false
  /// The earliest position that this attempt has looked at.
  var earliestUsed = 0
  /// Where the first attempt began that met the end; nil if none has.
  var matchStart: Int?
  /// Whether a hard partial match has ended the search.
  var isOver = false
}

extension Execution {
  // MARK: Keeping notes

  /// Notes that the end was met.
  private mutating func meetEnd() -> Bool {
    state.partial.hasMetEnd = true
    if context.partial == .hard { state.partial.isOver = true }
    return state.partial.isOver
  }

  /// Notes that the end was met at a position, if that counts.
  private mutating func meetEnd(at position: Int) -> Bool {
    guard position > state.partial.earliestUsed || context.facts.allowsEmptyPartial else {
      return false
    }
    return meetEnd()
  }

  /// After an attempt: remembers it if it was the first that met the end.
  mutating func keepPartialMatch() {
    guard state.partial.hasMetEnd && state.partial.matchStart == nil else { return }
    state.partial.matchStart = state.attemptStart
  }

  /// What a search without match comes to.
  mutating func outcomeWithoutMatch() -> Outcome {
    keepPartialMatch()
    return state.partial.matchStart == nil ? .noMatch : .partial
  }

  // MARK: Asking

  /// Asks for what stands behind an item, before it runs; the assertions ask for themselves.
  @inline(never)
  mutating func itemMeetsEnd() -> Bool {
    let instruction = context.code[state.pc + 1]
    switch instruction.operation {
    case .byte, .byteEither, .bytes, .setByte, .setUTF, .anyByte, .anyUTF, .dotCRLFByte,
      .dotCRLFUTF, .newlineSequence, .graphemeCluster:
      return unitMeetsEnd(instruction, at: state.position, isRepeated: false)
    case .repeatGreedy, .repeatPossessive:
      return repeatMeetsEnd(instruction, most: instruction.c)
    case .repeatLazy:
      return repeatMeetsEnd(instruction, most: instruction.b)
    default:
      return false
    }
  }

  /// Asks for one unit at a position.
  mutating func unitMeetsEnd(
    _ unit: Instruction, at position: Int, isRepeated: Bool
  ) -> Bool {
    if position >= context.end { return meetEnd(at: position) }
    if unit.operation == .graphemeCluster {
      return context.clusterEnd(from: position) == context.end && meetEnd(at: context.end)
    }
    guard position + 1 == context.end && context.subject[position] == 0x0D else { return false }
    switch unit.operation {
    case .dotCRLFByte, .dotCRLFUTF: return meetEnd()
    case .newlineSequence where !isRepeated: return meetEnd(at: context.end)
    default: return false
    }
  }

  private mutating func repeatMeetsEnd(_ instruction: Instruction, most: UInt32) -> Bool {
    let unit = context.code[state.pc + 2]
    let least = Int(instruction.b)
    var position = state.position
    if unit.operation == .anyByte && position + least > context.end {
      // In UTF only the first of `\C{1,3}` asks: it is an item of its own there.
      let asks = !context.isUTF || (least == 1 && instruction.c != Instruction.none)
      return asks && meetEnd(at: position)
    }
    var count: UInt32 = 0
    while count < most {
      // The first of `x{1,3}` is an item of its own.
      let isSingle = count == 0 && least == 1 && instruction.c != Instruction.none
      if unitMeetsEnd(unit, at: position, isRepeated: !isSingle) { return true }
      let next = context.unit(unit, at: position)
      guard next >= 0 else { return false }
      // Beyond the minimum a CR at the very end silently ends a repeat of \R.
      let isLoneCR = context.subject[next - 1] == 0x0D && next == context.end
      if unit.operation == .newlineSequence && isLoneCR && count >= least { return false }
      position = next
      count += 1
    }
    return false
  }

  /// Asks for a simple assertion, and notes what it looks at before its position.
  @inline(never)
  mutating func assertionMeetsEnd(_ instruction: Instruction) -> Bool {
    let position = state.position
    let isAtEnd = position >= context.end
    let isHalfNewline =
      context.newline == .crlf && position + 1 == context.end
      && context.subject[position] == 0x0D
    switch instruction.operation {
    case .wordBoundary:
      if position > context.checkedStart {
        state.partial.earliestUsed = min(state.partial.earliestUsed, context.before(position))
      }
      return isAtEnd && meetEnd(at: position)
    case .absoluteEnd:
      return isAtEnd && meetEnd()
    case .dollarEndOnly:
      return isAtEnd && !context.flags.contains(.notEOL) && meetEnd()
    case .dollar where context.flags.contains(.notEOL):
      return false
    case .dollar, .absoluteEndOrNewline:
      let holds = context.assertion(instruction, at: position)
      return (holds || isHalfNewline) && meetEnd()
    case .lineEnd:
      if isAtEnd { return !context.flags.contains(.notEOL) && meetEnd(at: position) }
      return isHalfNewline && meetEnd()
    default:
      return false
    }
  }

  // MARK: References

  /// Asks for a reference that does not match at a position.
  mutating func referenceMeetsEnd(_ reference: UInt32, at position: Int) -> Bool {
    if context.endsWithin(reference, at: position, state.registers) {
      return meetEnd(at: context.end)
    }
    return position >= context.end && meetEnd(at: position)
  }

  /// Asks for a greedy reference that takes no more.
  mutating func greedyReferenceMeetsEnd(_ reference: UInt32, at position: Int) {
    guard context.partial != .none && context.end > state.partial.earliestUsed,
      context.endsWithin(reference, at: position, state.registers)
    else { return }
    _ = meetEnd()
  }
}

extension SearchContext {
  /// Whether the subject ends before a reference could be compared to its end.
  func endsWithin(
    _ reference: UInt32, at position: Int, _ registers: Memory<UInt32>
  ) -> Bool {
    let group = firstSetGroup(reference, registers)
    guard group > 0, let text = registers.capture(group), text.end > text.start else {
      return false
    }
    return comparison(text, at: position, references[Int(reference)]) == .subjectEnds
  }
}
