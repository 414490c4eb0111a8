// SPDX-License-Identifier: MIT
// Why something failed: found from the failing instruction and the position, by asking the machine the same
// question again with more interest in the answer.

import RegexMachine
import RegexProgram
import RegexSyntax
public import SourceText

/// Why an item failed.
public enum FailureReason: Hashable, Sendable {
  /// Something else stands there. The text says what was needed, "a digit".
  case needs(String)
  /// A repeat needs more than there is: needed, found, and where the next thing stands.
  case tooFew(String, needed: Int, found: Int, at: Int)
  /// No word boundary: both sides are word characters, or neither is.
  case noWordBoundary(bothAreWords: Bool)
  /// A word boundary where none was wanted; whether the word is behind the position.
  case wordBoundary(wordIsBefore: Bool)
  /// None of the groups of a reference is set.
  case groupNotSet(String)
  /// The subject does not go on with what the group matched.
  case notTheSameText(String, SourceSpan)
  /// The subject starts too late to step back.
  case tooNearToStart(characters: Int)
  /// The content of a negative lookaround has matched.
  case contentMatched(String)
  /// It always fails, `(*FAIL)` or an empty class.
  case always
  /// The text of a script run is none: it mixes scripts, or sets of digits.
  case noScriptRun(SourceSpan)
  /// It did not fail, but took no more, and nothing behind it fits.
  case takesNoMore
  /// It did not fail either: it lets the search begin only at its start.
  case holdsAtStartOnly
  /// The match would be empty, which an option forbids.
  case emptyMatch
  /// The match would not reach the end of the subject, which an option asks for.
  case notAtSubjectEnd
}

extension Timeline {
  /// Why an instruction fails at a position, in the state in which the machine is.
  mutating func reason(
    _ instruction: Int, at position: Int, _ map: PatternMap
  ) -> FailureReason {
    let code = machine.program.code[instruction]
    let origin = machine.program.origins[instruction]
    switch code.operation {
    case .repeatGreedy, .repeatLazy, .repeatPossessive:
      return tooFew(instruction, at: position, map)
    case .wordBoundary:
      let isBefore =
        machine.position(before: position)
        .map { machine.isWord(at: $0, for: instruction) } ?? false
      return code.flags & 1 == 0
        ? .noWordBoundary(bothAreWords: isBefore) : .wordBoundary(wordIsBefore: isBefore)
    case .reference, .referenceRepeat:
      let name = map.referenceName(origin)
      guard let text = machine.referencedText(instruction) else { return .groupNotSet(name) }
      return .notTheSameText(name, SourceSpan(text.start, text.end))
    case .stepBack: return .tooNearToStart(characters: Int(code.a))
    case .lookNotEnd: return .contentMatched(map.description(of: origin))
    case .acceptAssertion: return .contentMatched(map.negativeLookaround(around: origin))
    case .scriptRunEnd:
      return .noScriptRun(SourceSpan(machine.storedStart(for: instruction) ?? position, position))
    case .accept, .acceptVerb:
      let start = machine.captures[0]?.start ?? 0
      return position == start && !isEndAnchoredOnly ? .emptyMatch : .notAtSubjectEnd
    case .fail: return .always
    default:
      return .needs(
        origin == map.tree.root
          ? frameDescription(code.operation) : map.description(of: origin))
    }
  }

  /// What MATCH_LINE and MATCH_WORD ask for around the pattern.
  private func frameDescription(_ operation: Operation) -> String {
    switch operation {
    case .subjectStart: "the start of the subject (the match must be a whole line)"
    case .lineStart: "the start of a line (the match must be a whole line)"
    case .lineEnd: "the end of a line (the match must be a whole line)"
    default: "the end of the subject (the match must be a whole line)"
    }
  }

  private var isEndAnchoredOnly: Bool {
    let settings = machine.program.tree.settings
    let flags = machine.options.flags
    return flags.isDisjoint(with: [.notEmpty, .notEmptyAtStart]) && !settings.notEmpty
      && !settings.notEmptyAtStart
  }

  private mutating func tooFew(
    _ instruction: Int, at position: Int, _ map: PatternMap
  ) -> FailureReason {
    let needed = Int(machine.program.code[instruction].b)
    let unit = machine.program.origins[instruction + 1]
    var at = position
    var found = 0
    while found < needed, let next = machine.unitEnd(of: instruction + 1, at: at) {
      at = next
      found += 1
    }
    let noun = map.noun(of: map.tree[unit])
    guard needed > 1 else { return .needs(noun.singular) }
    let words = noun.plural.map { "\(needed) " + $0 } ?? noun.singular + " \(needed) times"
    return .tooFew(words, needed: needed, found: found, at: at)
  }
}

extension PatternMap {
  /// The group that a reference node, or its repetition, refers to, in words.
  func referenceName(_ id: NodeID) -> String {
    switch tree[id].kind {
    case .backreference(let target): describe(target)
    case .repetition(let repetition): referenceName(repetition.child)
    default: "the group"
    }
  }
}
