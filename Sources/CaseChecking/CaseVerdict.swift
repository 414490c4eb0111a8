// SPDX-License-Identifier: MIT
// What came of checking a case, and its line of JSON between worker and parent:
//
//   {"verdict":"passed","steps":12,"id":"a:1"}
//   {"verdict":"failed","steps":12,"id":"a:2","detail":"group 1: expected [0,2), got unset"}
//
// The verdict stands first, so that the parent can tell the common one without parsing.
// Tested in Tests/CaseCheckingTests/CaseCheckTests.swift.

public import CaseCorpus

/// What came of checking a case.
public struct CaseVerdict: Hashable, Sendable {
  /// The kinds of verdicts.
  public enum Kind: String, Hashable, Sendable, CaseIterable {
    /// As expected, and libpcre2 agrees.
    case passed
    /// The engine does not do what the case expects.
    case failed
    /// The engine does not do what libpcre2 does.
    case differs
    /// It takes more than the case allows: its step budget, or a limit that it sets.
    case overBudget = "budget"
    /// The engine declines the pattern or an option.
    case unsupported
    /// A limit was reached before there was a result.
    case limit
    /// The line is no case.
    case invalid
    /// The worker did not answer in time, twice.
    case timedOut = "timeout"
    /// The worker died, twice.
    case crashed
    /// The worker answered with something that is no verdict, twice.
    case garbled
    /// Passed, but not at the first try: a worker died of it, or was too late with it, before.
    case flaky
  }

  /// What kind of verdict it is.
  public var kind: Kind
  /// The case's own name; nil if it has none or could not be read.
  public var id: String?
  /// What is to be said of it; empty for a case that passed.
  public var detail: String
  /// Steps that the engine made.
  public var steps: Int
  /// What the case expects, in a few words; nil where the detail says all.
  public var expected: String?
  /// What came out instead, in a few words.
  public var found: String?

  /// Makes a verdict.
  public init(_ kind: Kind, id: String? = nil, detail: String = "", steps: Int = 0) {
    self.kind = kind
    self.id = id
    self.detail = detail
    self.steps = steps
    expected = nil
    found = nil
  }
}

// MARK: - JSON

extension CaseVerdict {
  /// Writes the verdict as one object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writeFields(to: &$0) }
  }

  /// Writes the fields of that object into one that has others too.
  public func writeFields(to writer: inout JSONWriter) {
    writer.name("verdict")
    writer.string(kind.rawValue)
    writer.name("steps")
    writer.integer(steps)
    if let id {
      writer.name("id")
      writer.string(id)
    }
    if !detail.isEmpty {
      writer.name("detail")
      writer.string(detail)
    }
    if let expected {
      writer.name("expected")
      writer.string(expected)
    }
    guard let found else { return }
    writer.name("found")
    writer.string(found)
  }

  /// Reads a verdict from a line; nil if it is none.
  public init?(json line: [UInt8]) {
    guard let value = try? JSONValue(parsing: line) else { return nil }
    self.init(value)
  }

  /// Reads a verdict from an object that may have other fields too; nil if it is none.
  public init?(_ value: JSONValue) {
    guard case .string(let word) = value["verdict"], let kind = Kind(rawValue: word),
      case .integer(let steps) = value["steps"]
    else { return nil }
    self.init(kind, steps: steps)
    if case .string(let id) = value["id"] { self.id = id }
    if case .string(let detail) = value["detail"] { self.detail = detail }
    if case .string(let expected) = value["expected"] { self.expected = expected }
    if case .string(let found) = value["found"] { self.found = found }
  }

  /// The steps of a verdict `passed`, read without parsing the whole line; nil for any other line.
  public static func stepsIfPassed(_ line: [UInt8]) -> Int? {
    guard line.starts(with: passedStart) else { return nil }
    var steps = 0
    for byte in line[passedStart.count...] {
      guard byte &- 0x30 < 10, steps < Int.max / 16 else {
        return byte == 0x2C || byte == 0x7D ? steps : nil
      }
      steps = steps * 10 + Int(byte - 0x30)
    }
    return nil
  }

  private static let passedStart = Array(#"{"verdict":"passed","steps":"#.utf8)
}
