// SPDX-License-Identifier: MIT
// All matches of a subject, one after another, with PCRE2's rule for empty matches: after one, a
// non-empty match is looked for at the same place, and only if there is none the search moves on.
//
// Source: pcre2demo(3), "Loop for second and subsequent matches"; pcre2test(1), "Finding all matches".

public import RegexProgram
import RegexSyntax

/// One match of a find-all search.
public struct FoundMatch: Hashable, Sendable {
  /// The groups, the whole match first; nil where a group is not set.
  public var captures: [CaptureRange?]
}

/// How a find-all search ended.
public struct FindAllResult: Hashable, Sendable {
  /// The matches in the order found.
  public var matches: [FoundMatch]
  /// `noMatch` when all were found, else what stopped the search.
  public var outcome: Outcome
  /// Steps of all searches together.
  public var steps: UInt64
}

/// Finds all matches.
///
/// - Parameters:
///   - program: what to look for.
///   - subject: where.
///   - options: for the first search; the following ones start where it ended. The step limit is for
///     each search.
/// - Returns: the matches in order, and what ended the search.
/// - Throws: `SubjectError` as `Machine.init`.
public func findAll(
  _ program: Program, in subject: [UInt8], options: MatchOptions = MatchOptions()
) throws(SubjectError) -> FindAllResult {
  var result = FindAllResult(matches: [], outcome: .noMatch, steps: 0)
  var search = GlobalSearch(program: program, subject: subject, offset: options.startOffset)
  while true {
    var options = options
    options.startOffset = search.offset
    options.flags.formUnion(search.extraFlags)
    var machine = try Machine(program: program, subject: subject, options: options)
    _ = machine.run()
    result.steps += machine.steps
    switch machine.outcome {
    case .match:
      guard let whole = machine.captures[0] else { return result }
      if search.isRepeated(whole) {
        guard search.insistOnProgress(whole) else { return result }
        continue
      }
      result.matches.append(FoundMatch(captures: machine.captures))
      guard search.advance(past: whole, attemptStart: machine.attemptStart) else { return result }
    case .noMatch, .partial, nil:
      guard search.advanceAfterFailure() else { return result }
    case .limit, .error:
      result.outcome = machine.outcome ?? .noMatch
      return result
    }
  }
}

/// Where a find-all search stands.
private struct GlobalSearch {
  let program: Program
  let subject: [UInt8]
  /// Where the next search starts.
  var offset: Int
  /// What the next search needs besides the caller's options.
  var extraFlags: MatchFlags = []
  /// The match before, and where its search started.
  private var previous: (match: CaptureRange, offset: Int)?

  init(program: Program, subject: [UInt8], offset: Int) {
    self.program = program
    self.subject = subject
    self.offset = offset
  }

  /// Whether a match is the one found before.
  func isRepeated(_ match: CaptureRange) -> Bool {
    extraFlags.isEmpty && previous?.match == match
  }

  /// After the same empty match came again from another start: asks for another one.
  mutating func insistOnProgress(_ match: CaptureRange) -> Bool {
    guard match.start == match.end, previous?.offset != offset else { return false }
    extraFlags = [.notEmptyAtStart, .anchored]
    previous?.offset = offset
    return true
  }

  /// Moves on behind a match; false at the end of the subject.
  mutating func advance(past match: CaptureRange, attemptStart: Int) -> Bool {
    var end = match.end
    if match.start == match.end {
      if end == subject.count { return false }
      extraFlags = match.start > offset ? [] : [.notEmptyAtStart, .anchored]
    } else {
      extraFlags = []
      if end <= attemptStart {
        if attemptStart >= subject.count { return false }
        end = characterEnd(attemptStart)
      }
    }
    previous = (match, offset)
    offset = end
    return true
  }

  /// Moves on by one character after the search for a non-empty match failed; false if it was an
  /// ordinary search, or at the end.
  mutating func advanceAfterFailure() -> Bool {
    guard !extraFlags.isEmpty, offset < subject.count else { return false }
    let newline = program.tree.options.newline
    let knowsCRLF = newline == .crlf || newline == .any || newline == .anyCRLF
    let isCRLF =
      offset + 1 < subject.count && subject[offset] == 0x0D && subject[offset + 1] == 0x0A
    extraFlags = []
    previous = nil
    offset = isCRLF && knowsCRLF ? offset + 2 : characterEnd(offset)
    return true
  }

  private func characterEnd(_ start: Int) -> Int {
    var end = start + 1
    while program.isUTF && end < subject.count && subject[end] & 0xC0 == 0x80 { end += 1 }
    return end
  }
}
