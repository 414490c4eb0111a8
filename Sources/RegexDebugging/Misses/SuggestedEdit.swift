// SPDX-License-Identifier: MIT
// Edits as they are shown: run in full on the machine, and confirmed from outside, by libpcre2, where the
// session has somebody to ask.
//
// Tested in RegexDebuggingTests/MissTests.swift.

public import RegexMachine
import RegexProgram
public import RegexSyntax
import SourceText

/// A pattern and a subject of which one has been edited: what is to be confirmed.
public struct EditedPair: Sendable {
  /// The pattern's bytes.
  public var pattern: [UInt8]
  /// The subject's bytes.
  public var subject: [UInt8]
  /// The options of the pattern.
  public var options: PatternOptions
  /// The options of the match.
  public var matchOptions: MatchOptions
}

/// An edit that makes a match.
public struct SuggestedEdit: Hashable, Sendable {
  /// The edit.
  public var edit: Edit
  /// The whole match, in the edited subject.
  public var match: CaptureRange
  /// Its text.
  public var matched: [UInt8]
  /// Whether somebody else than the machine has confirmed it, too.
  public var isConfirmed: Bool
}

/// What `suggest` answers.
public struct Suggestions: Hashable, Sendable {
  /// The edits, those of the text first, the smallest and likeliest first.
  public var edits: [SuggestedEdit]
  /// Whether the search finds a match without any edit.
  public var isMatch: Bool
  /// Whether everything was tried that can be.
  public var isComplete: Bool
}

extension Edit {
  /// Whether another edit is so much the same that one of them is enough.
  fileprivate func isLike(_ other: Edit) -> Bool {
    guard kind == other.kind else { return false }
    return span == other.span
      || kind == .remove && span.start < other.span.end && other.span.start < span.end
  }
}

extension EditTrial {
  /// Most edits that are shown of the text, and of the pattern.
  private static let mostShown = 3
  /// Most edits that are run in full.
  private static let mostTried = 24

  /// The edits to show: those that match when the whole search is run, and are confirmed.
  ///
  /// - Parameters:
  ///   - candidates: The edits that helped, the best first.
  ///   - confirm: Asked about each; nil = nobody can be asked.
  ///   - shouldContinue: Asked between two runs.
  /// - Returns: The edits, those of the text first.
  func suggestions(
    _ candidates: [Edit], _ confirm: ((EditedPair) -> Bool)?, _ shouldContinue: () -> Bool
  ) -> [SuggestedEdit] {
    var texts: [SuggestedEdit] = []
    var patterns: [SuggestedEdit] = []
    var tried = 0
    for edit in candidates {
      let shown = edit.isOfText ? texts : patterns
      guard shown.count < Self.mostShown, tried < Self.mostTried,
        !shown.contains(where: { $0.edit.isLike(edit) })
      else { continue }
      tried += 1
      guard shouldContinue() else { break }
      guard var found = search(edit) else { continue }
      if let confirm {
        guard confirm(pair(edit)) else { continue }
        found.isConfirmed = true
      }
      if edit.isOfText { texts.append(found) } else { patterns.append(found) }
    }
    return texts + patterns
  }

  private func pair(_ edit: Edit) -> EditedPair {
    let pattern = program.tree.source
    return EditedPair(
      pattern: edit.isOfText ? pattern : edit.applied(to: pattern),
      subject: edit.isOfText ? edit.applied(to: subject) : subject, options: patternOptions,
      matchOptions: options)
  }

  /// Runs the whole search of the edited pair.
  private func search(_ edit: Edit) -> SuggestedEdit? {
    let text = edit.isOfText ? edit.applied(to: subject) : subject
    guard let program = edit.isOfText ? program : compiled(edit) else { return nil }
    var bounded = options
    bounded.limits.steps = min(options.limits.steps, Self.stepsOfSearch)
    guard var machine = try? Machine(program: program, subject: text, options: bounded) else {
      return nil
    }
    machine.run()
    guard machine.outcome == .match, let range = machine.captures[0] else { return nil }
    return SuggestedEdit(
      edit: edit, match: range, matched: Array(text[range.start..<max(range.start, range.end)]),
      isConfirmed: false)
  }

  private static let stepsOfSearch: UInt64 = 1_000_000
}
