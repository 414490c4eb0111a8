// SPDX-License-Identifier: MIT
// Our side of a case: all matches of its texts, by the fast program, and by the traced one with nobody watching, somebody
// who counts, and somebody who keeps rows.

import RegexMachine
import RegexProgram
import RegexSyntax

/// What a search found, to compare the two sides.
struct Sums: Equatable {
  var matches = 0
  /// Groups set besides the whole match, over all matches.
  var groups = 0
  /// 3 * start + end of each group set, the whole match included, added up.
  var places = 0
  /// Matches of nothing: after them we and the loop in C make different searches.
  var empties = 0
  /// Steps, where they are counted.
  var steps = 0

  mutating func add(_ match: MatchView) {
    matches += 1
    places &+= 3 &* match.range.start &+ match.range.end
    if match.range.start == match.range.end { empties += 1 }
    for group in 0..<match.captureCount {
      guard let capture = match.capture(group + 1) else { continue }
      groups += 1
      places &+= 3 &* capture.start &+ capture.end
    }
  }

  mutating func add(_ captures: [CaptureRange?]) {
    matches += 1
    groups -= 1
    if let match = captures[0], match.start == match.end { empties += 1 }
    for case .some(let capture) in captures {
      groups += 1
      places &+= 3 &* capture.start &+ capture.end
    }
  }

  mutating func add(_ other: Sums) {
    matches += other.matches
    empties += other.empties
    groups += other.groups
    places &+= other.places
    steps += other.steps
  }
}

/// Somebody gave up, or would not begin.
struct SearchFailure: Error, CustomStringConvertible {
  let description: String
}

/// A way of ours to look for all matches.
enum OurWay {
  case fast, traced, counting, recording
}

/// A pattern of ours, compiled both ways.
final class OurPattern {
  private var fast: Finder
  private var traced: Finder

  init(_ item: SpeedCase) throws {
    let tree = try parsePattern(item.pattern, options: item.options)
    traced = Finder(try compileTraced(tree))
    fast = Finder(try compileFast(tree))
  }

  /// All matches of each of the subjects.
  func findAll(_ subjects: [[UInt8]], _ way: OurWay) throws -> Sums {
    var sums = Sums()
    for subject in subjects {
      switch way {
      case .fast: try Self.find(&fast, subject, &sums)
      case .traced: try Self.find(&traced, subject, &sums)
      case .counting:
        var observer = CountingObserver()
        var found = sums
        try Self.check(
          try traced.forEachMatch(in: subject, counting: &observer) { match in
            found.add(match)
            return true
          }.outcome)
        found.steps += Int(observer.steps)
        sums = found
      case .recording: throw SearchFailure(description: "no recording observer")
      }
    }
    return sums
  }

  private static func find(
    _ finder: inout Finder, _ subject: [UInt8], _ sums: inout Sums
  ) throws {
    var found = sums
    try check(
      try finder.forEachMatch(in: subject) { match in
        found.add(match)
        return true
      }.outcome)
    sums = found
  }

  private static func check(_ outcome: Outcome) throws {
    guard outcome == .noMatch else {
      throw SearchFailure(description: "our search ended with \(outcome)")
    }
  }
}

/// Parses and compiles so many times.
func compileOurs(_ item: SpeedCase, isFast: Bool, times: Int) throws {
  for _ in 0..<times {
    let tree = try parsePattern(item.pattern, options: item.options)
    keep(isFast ? try compileFast(tree) : try compileTraced(tree))
  }
}

/// Sees to it that the optimiser thinks that somebody needs it.
@inline(never)
func keep<Value>(_ value: Value) {}
