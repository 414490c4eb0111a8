// SPDX-License-Identifier: MIT
// The result of a match or of a compilation in one form, whoever it comes from: the machine, the library
// or a case file; and the first difference of two of them in words. The rules are those of the
// conformance runner: groups count without unset ones at the end, groups only where there is a match,
// the mark where there is a match or none.
//
// Tested in Tests/CaseCheckingTests/CaseCheckTests.swift.

public import CaseCorpus
public import PCRE2Oracle
public import RegexMachine
public import SourceText

/// How matching or compiling ended.
public struct MatchResult: Hashable, Sendable {
  /// The ways to end.
  public enum Kind: Hashable, Sendable {
    /// A match.
    case match
    /// No match.
    case noMatch
    /// A partial match.
    case partial
    /// A limit was reached.
    case limit
    /// Matching failed with an error of this number.
    case error(Int)
  }

  /// How it ended.
  public var kind: Kind
  /// The groups, the whole match first, nil where unset; empty where there is no match.
  public var groups: [SourceSpan?] = []
  /// The mark.
  public var mark: [UInt8]?

  /// Makes a result.
  public init(_ kind: Kind, groups: [SourceSpan?] = [], mark: [UInt8]? = nil) {
    self.kind = kind
    self.groups = groups
    self.mark = mark
  }

  /// The result of a machine that has ended; one that has not counts as no match.
  public init(_ machine: borrowing Machine) {
    switch machine.outcome {
    case .match:
      self.init(
        .match, groups: machine.captures.map { $0.map { SourceSpan($0.start, $0.end) } },
        mark: machine.mark)
    case .partial:
      self.init(
        .partial, groups: machine.captures.map { $0.map { SourceSpan($0.start, $0.end) } },
        mark: machine.mark)
    case .noMatch, nil: self.init(.noMatch, mark: machine.mark)
    case .limit: self.init(.limit)
    case .error(let error): self.init(.error(error.rawValue))
    }
  }

  /// The result of a search of which no more is known than how it ended.
  init(outcome: Outcome) {
    switch outcome {
    case .match: self.init(.match)
    case .partial: self.init(.partial)
    case .noMatch: self.init(.noMatch)
    case .limit: self.init(.limit)
    case .error(let error): self.init(.error(error.rawValue))
    }
  }

  /// The result of the library.
  public init(_ match: OracleMatch) {
    self.init(rc: match.rc)
    groups = match.ovector.map { $0.map { SourceSpan($0.start, $0.end) } }
    mark = match.mark
  }

  /// The result that a case expects; nil if it expects none of a match.
  public init?(_ expectation: Expectation) {
    if let rc = expectation.rc {
      self.init(rc: rc)
    } else if let kind = Self.kind(of: expectation.status) {
      self.init(kind)
    } else if let rc = expectation.error.flatMap({ MatchErrorName.number(of: $0) }) {
      self.init(rc: rc)
    } else if expectation.text != nil || expectation.groups != nil || expectation.ovector != nil {
      self.init(.match)
    } else {
      return nil
    }
    groups = expectation.ovector ?? []
    mark = expectation.mark
  }

  private static func kind(of status: String?) -> Kind? {
    switch status {
    case "match": .match
    case "nomatch": .noMatch
    case "partial": .partial
    case "limit": .limit
    default: nil
    }
  }

  private init(rc: Int) {
    // -47, -53, -63: the limits on steps, depth and heap; -48: no memory.
    switch rc {
    case 1...: self.init(.match)
    case -1: self.init(.noMatch)
    case -2: self.init(.partial)
    case -47, -48, -53, -63: self.init(.limit)
    default: self.init(.error(rc))
    }
  }
}

// MARK: - Comparing

extension MatchResult {
  /// A difference of two results.
  struct Difference {
    /// What differs, such as `group 1`; nil for how the match ended.
    var name: String?
    /// What should have come out.
    var expected: String
    /// What this result has.
    var found: String

    /// The difference as one line.
    func words(_ verb: String, _ got: String) -> String {
      (name.map { "\($0): " } ?? "") + "\(verb) \(expected), \(got) \(found)"
    }
  }

  /// The first difference in words, such as `group 1: expected [0,2), got unset`; nil if equal.
  ///
  /// - Parameters:
  ///   - expected: What should have come out.
  ///   - verb: The word before the expected value.
  ///   - got: The word before this value.
  /// - Returns: The words, or nil.
  public func difference(
    from expected: MatchResult, verb: String = "expected", got: String = "got"
  ) -> String? {
    firstDifference(from: expected)?.words(verb, got)
  }

  /// The first difference; nil if equal.
  func firstDifference(from expected: MatchResult) -> Difference? {
    guard kind == expected.kind else {
      return Difference(expected: expected.summary, found: summary)
    }
    if kind == .match || kind == .partial {
      let (ours, theirs) = (trimmed, expected.trimmed)
      for index in 0..<max(ours.count, theirs.count) {
        let our = index < ours.count ? ours[index] : nil
        let their = index < theirs.count ? theirs[index] : nil
        guard our != their else { continue }
        let name = index == 0 ? "whole match" : "group \(index)"
        return Difference(name: name, expected: groupText(their), found: groupText(our))
      }
    }
    if kind == .match || kind == .noMatch || kind == .partial, mark != expected.mark {
      return Difference(name: "mark", expected: markText(expected.mark), found: markText(mark))
    }
    return nil
  }

  /// The result in a few words.
  public var summary: String {
    switch kind {
    case .match: "a match" + (groups.first.map { " at \(groupText($0))" } ?? "")
    case .noMatch: "no match"
    case .partial: "a partial match"
    case .limit: "a limit"
    case .error(let code): "match error \(code)"
    }
  }

  /// The groups up to the last that is set.
  var setGroups: [SourceSpan?] { Array(trimmed) }

  private var trimmed: ArraySlice<SourceSpan?> {
    var groups = groups[...]
    while let last = groups.last, last == nil { groups.removeLast() }
    return groups
  }

  private func markText(_ mark: [UInt8]?) -> String {
    mark.map { "`" + Escaping().display($0) + "`" } ?? "none"
  }
}
