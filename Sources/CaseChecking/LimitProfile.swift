// SPDX-License-Identifier: MIT
// The limits under which people meet libpcre2, and whether a match stays within them. Only figures that the
// makers publish; none of them holds where the library's JIT compiler is in use, which counts otherwise.
//
// Tested in Tests/CaseCheckingTests/LimitSearchTests.swift.

/// The limits of a program that uses libpcre2, as it comes.
public struct LimitProfile: Hashable, Sendable {
  /// A word for programs.
  public let id: String
  /// A name for people.
  public let name: String
  /// The match limit.
  public let match: Int
  /// The depth limit, formerly of recursion.
  public let depth: Int
  /// The heap limit in KiB; nil where the program leaves it to the library.
  public let heapKiB: Int?

  /// The profiles that are known.
  public static let all: [LimitProfile] = [
    // pcre2api(3), pcre2build(3): the depth limit is the match limit unless set.
    LimitProfile(
      id: "pcre2", name: "PCRE2 default", match: 10_000_000, depth: 10_000_000,
      heapKiB: libraryHeap),
    // php.net/pcre.configuration: pcre.backtrack_limit, pcre.recursion_limit.
    LimitProfile(
      id: "php", name: "PHP default", match: 1_000_000, depth: 100_000, heapKiB: nil),
    // The MODSEC_PCRE_MATCH_LIMIT(_RECURSION) of the container images: README of
    // coreruleset/modsecurity-crs-docker; Apache with ModSecurity 2.
    LimitProfile(
      id: "crs-docker", name: "CRS container", match: 100_000, depth: 100_000, heapKiB: nil),
    // ModSecurity 2 as built, without SecPcreMatchLimit and SecPcreMatchLimitRecursion.
    LimitProfile(
      id: "modsecurity2", name: "ModSecurity 2", match: 1500, depth: 1500, heapKiB: nil),
    // modsecurity.conf-recommended of owasp-modsecurity/ModSecurity.
    LimitProfile(
      id: "modsecurity-recommended", name: "ModSecurity recommended", match: 1000, depth: 1000,
      heapKiB: nil),
  ]

  private static let libraryHeap = 20_000_000

  /// Whether a match stays within these limits; nil if the finding does not tell.
  public func holds(_ finding: LimitFinding) -> Bool? {
    switch finding {
    case .found(let limits): LimitKind.allCases.allSatisfy { limits[$0] <= value($0) }
    case .atMost(let limits):
      LimitKind.allCases.allSatisfy { limits[$0] <= value($0) } ? true : nil
    case .moreThan(let kind, let limit): value(kind) <= limit ? false : nil
    case .ownLimit, .error: nil
    }
  }

  private func value(_ kind: LimitKind) -> Int {
    switch kind {
    case .match: match
    case .depth: depth
    case .heap: heapKiB ?? Self.libraryHeap
    }
  }
}
