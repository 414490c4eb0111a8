// SPDX-License-Identifier: MIT
// The smallest limits with which libpcre2 still gives its result, found as pcre2test's modifier `find_limits`
// finds them: by asking the library again and again, doubling and then halving. The interpreter runs with its
// optimisations, as it does for those who use it.
//
//   try findLimits(CaseInput(pattern: Array("(a+)+$".utf8), subject: Array("aaaaac".utf8)))
//   // .found(SmallestLimits(match: 80, depth: 13, heapKiB: 2))
//
// Tested in Tests/CaseCheckingTests/LimitSearchTests.swift, against pcre2test.

public import CaseCorpus
public import PCRE2Oracle

/// The smallest limits that do, each found with the others out of the way.
///
/// None is below 1, as in pcre2test.
public struct SmallestLimits: Hashable, Sendable {
  /// Backtracking points of one attempt (`pcre2_set_match_limit`).
  public var match: Int
  /// Nested backtracking points (`pcre2_set_depth_limit`).
  public var depth: Int
  /// Heap memory in KiB (`pcre2_set_heap_limit`); differs between builds of the library.
  public var heapKiB: Int

  /// Makes a set of limits.
  public init(match: Int, depth: Int, heapKiB: Int) {
    self.match = match
    self.depth = depth
    self.heapKiB = heapKiB
  }

  /// The limit of one kind.
  public subscript(kind: LimitKind) -> Int {
    switch kind {
    case .match: match
    case .depth: depth
    case .heap: heapKiB
    }
  }
}

/// The three limits of libpcre2.
public enum LimitKind: String, CaseIterable, Hashable, Sendable {
  /// Backtracking points of one attempt.
  case match
  /// Nested backtracking points.
  case depth
  /// Heap memory in KiB.
  case heap

  /// The limit that the library says was too small; nil for any other answer.
  init?(rc: Int) {
    switch rc {
    case -47: self = .match
    case -53: self = .depth
    case -63: self = .heap
    default: return nil
    }
  }
}

/// What a search for the smallest limits comes to.
public enum LimitFinding: Hashable, Sendable {
  /// These are the smallest.
  case found(SmallestLimits)
  /// These are enough; smaller ones were not looked for.
  case atMost(SmallestLimits)
  /// A greater limit of this kind is needed; more was not tried.
  case moreThan(LimitKind, Int)
  /// The pattern stops itself by this limit of its own.
  case ownLimit(LimitKind, Int)
  /// The match fails with this error of the library whatever the limits.
  case error(Int)
}

/// How far a search for the smallest limits goes.
public struct LimitSearchBounds: Hashable, Sendable {
  /// The greatest match limit that is searched: libpcre2's default unless told otherwise.
  public var match: Int
  /// The match limit that is tried once if that one is too small.
  public var lastMatch: Int
  /// The greatest heap limit in KiB.
  public var heapKiB: Int
  /// Whether to search at all where the bounds are enough: about forty runs of the match.
  public var searches: Bool

  /// Makes bounds: 10,000,000, then 100,000,000 once, and 1 GiB of heap.
  public init(
    match: Int = 10_000_000, lastMatch: Int = 100_000_000, heapKiB: Int = 1 << 20,
    searches: Bool = true
  ) {
    self.match = match
    self.lastMatch = lastMatch
    self.heapKiB = heapKiB
    self.searches = searches
  }
}

/// Finds the smallest limits with which libpcre2 still gives its result.
///
/// - Parameters:
///   - input: Pattern, subject and options.
///   - bounds: How far to search.
/// - Returns: The limits, or why there are none.
/// - Throws: `OracleError` if the library refuses the pattern or lacks memory.
/// - Complexity: About forty runs of the match, each stopped at the bound on the match limit for each attempt.
public func findLimits(
  _ input: CaseInput, within bounds: LimitSearchBounds = LimitSearchBounds()
) throws(OracleError) -> LimitFinding {
  let search = LimitSearch(input)
  let most = SmallestLimits(
    match: bounds.match, depth: Int(UInt32.max), heapKiB: bounds.heapKiB)
  let rc = try search.run(most)
  if let kind = LimitKind(rc: rc) { return try search.failure(kind, most, bounds) }
  if rc < -2 { return .error(rc) }
  // Nesting counts some of what the match limit counts: it cannot need more.
  var limits = most
  limits.depth = most.match
  guard bounds.searches else { return .atMost(limits) }
  limits.match = try search.smallest(upTo: most.match) { $0.match = $1 }
  limits.depth = try search.smallest(upTo: limits.match) { $0.depth = $1 }
  limits.heapKiB = try search.smallest(upTo: most.heapKiB) { $0.heapKiB = $1 }
  return .found(limits)
}

/// Asks the library with other limits each time.
private struct LimitSearch {
  private static let none = SmallestLimits(
    match: Int(UInt32.max), depth: Int(UInt32.max), heapKiB: Int(UInt32.max))

  let input: CaseInput

  init(_ input: CaseInput) { self.input = input }

  /// The library's answer under some limits.
  ///
  /// The pattern is compiled anew: match data keeps the heap memory of earlier matches, and memory that is
  /// there already does not count for the heap limit.
  func run(_ limits: SmallestLimits) throws(OracleError) -> Int {
    var pattern = try compile()
    var options = OracleMatchOptions(input, isLimited: true)
    options.matchLimit = limits.match
    options.depthLimit = limits.depth
    options.heapLimit = limits.heapKiB
    return try pattern.match(subject: input.subject, options: options).rc
  }

  /// The smallest limit that is enough, at least 1, where the greatest is known to be.
  func smallest(
    upTo most: Int, _ set: (inout SmallestLimits, Int) -> Void
  ) throws(OracleError) -> Int {
    var tooSmall = 0
    var enough = max(most, 1)
    var probe = 64
    while enough - tooSmall > 1 {
      // Doubling first: what fails is stopped early, so it costs less than halving from above.
      if probe >= enough { probe = tooSmall + (enough - tooSmall) / 2 }
      var limits = Self.none
      set(&limits, probe)
      if LimitKind(rc: try run(limits)) == nil {
        enough = probe
      } else {
        tooSmall = probe
        probe *= 2
      }
    }
    return enough
  }

  /// What there is to say when the greatest limits are too small.
  func failure(
    _ kind: LimitKind, _ most: SmallestLimits, _ bounds: LimitSearchBounds
  ) throws(OracleError) -> LimitFinding {
    let pattern = try compile()
    let own =
      switch kind {
      case .match: pattern.ownMatchLimit
      case .depth: pattern.ownDepthLimit
      case .heap: pattern.ownHeapLimit
      }
    if let own, own <= most[kind] { return .ownLimit(kind, own) }
    guard kind == .match, bounds.lastMatch > most.match else {
      return .moreThan(kind, most[kind])
    }
    var last = most
    last.match = bounds.lastMatch
    let fails = LimitKind(rc: try run(last)) == .match
    return .moreThan(.match, fails ? last.match : most.match)
  }

  private func compile() throws(OracleError) -> OraclePattern {
    try OraclePattern(pattern: input.pattern, options: OracleOptions(input))
  }
}
