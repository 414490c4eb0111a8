// SPDX-License-Identifier: MIT
// Groups, assertions and verbs in plain words.

public import RegexSyntax
import SourceText

extension PatternMap {
  func describe(_ group: Group) -> String {
    switch group.kind {
    case .pattern: "the pattern"
    case .capture(let number, _): describe(group: number)
    case .nonCapture: "the group"
    case .branchReset: "the group (numbers start again in each alternative)"
    case .atomic: "the atomic group"
    case .lookahead(negative: false): "the lookahead"
    case .lookahead(negative: true): "the negative lookahead"
    case .lookbehind(negative: false): "the lookbehind"
    case .lookbehind(negative: true): "the negative lookbehind"
    case .nonAtomicLookahead: "the non-atomic lookahead"
    case .nonAtomicLookbehind: "the non-atomic lookbehind"
    case .scriptRun(atomic: false): "the script run"
    case .scriptRun(atomic: true): "the atomic script run"
    case .conditional: "the conditional group"
    }
  }

  /// What a condition asks.
  public func describe(condition: Condition) -> String {
    switch condition {
    case .groupSet(let target): "whether " + describe(target) + " is set"
    case .anyRecursion: "whether this is inside a call"
    case .recursion(let target): "whether this is inside a call of " + describe(target)
    case .define: "nothing: the group only defines what others call"
    case .version(isTrue: true): "the version of PCRE2, which is right"
    case .version(isTrue: false): "the version of PCRE2, which is not right"
    case .assertion(let node): "whether " + description(of: node) + " holds"
    }
  }

  func describe(_ kind: SimpleAssertion, _ modes: Modes) -> String {
    let isMultiline = modes.contains(.multiline)
    switch kind {
    case .circumflex: return isMultiline ? "the start of a line" : "the start of the subject"
    case .dollar:
      if isMultiline { return "the end of a line" }
      return tree.options.compile.contains(.dollarEndOnly)
        ? "the end of the subject" : "the end of the subject (or a final newline)"
    case .subjectStart: return "the start of the subject"
    case .subjectEnd: return "the end of the subject"
    case .subjectEndOrNewline: return "the end of the subject (or a final newline)"
    case .matchingStart: return "the place where the search started"
    case .wordBoundary: return "a word boundary"
    case .notWordBoundary: return "no word boundary"
    case .wordStart: return "the start of a word"
    case .wordEnd: return "the end of a word"
    }
  }

  func describe(_ verb: Verb) -> String {
    switch verb.kind {
    case .accept: "the match to end here (accept)"
    case .fail: "nothing: this always fails"
    case .mark: "nothing: a mark is set"
    case .commit: "nothing, but once passed there is no way back"
    case .prune: "nothing, but going back past it ends the attempt"
    case .skip: "nothing, but going back past it starts the next attempt here"
    case .then: "nothing, but going back past it takes the next alternative"
    }
  }
}
