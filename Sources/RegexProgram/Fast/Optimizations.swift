// SPDX-License-Identifier: MIT
// What the fast program does that the traced one does not, one switch for each. With every switch, and with none,
// it finds what the traced program finds: FastProgramTests runs all cases with each of them turned on alone, turned
// off alone, and with all.
//
//     let program = try compileFast(tree, optimizations: .all.subtracting(.branchGuards))

/// The optimisations of `compileFast`.
public struct Optimizations: OptionSet, Hashable, Sendable {
  /// The bits, private to this package.
  public let rawValue: UInt16
  /// Makes a set from bits that this type gave out before.
  public init(rawValue: UInt16) { self.rawValue = rawValue }

  /// Short counted groups are copies one behind the other (`Compiler+Repeats.swift`).
  public static let unrolling = Optimizations(rawValue: 1)
  /// Alternatives that begin alike share that beginning (`CommonPrefixes.swift`).
  public static let commonPrefixes = Optimizations(rawValue: 2)
  /// Repeats that can never usefully give back do not (`AutoPossession.swift`).
  public static let autoPossession = Optimizations(rawValue: 4)
  /// Repeats of bytes are one scan, and come to rest only where what follows can begin (`UnitRuns.swift`).
  public static let unitRuns = Optimizations(rawValue: 8)
  /// A look at the next byte decides between two ways, or among many (`BranchGuards.swift`).
  public static let branchGuards = Optimizations(rawValue: 16)
  /// Lookarounds and word boundaries that ask for one byte are one test (`ByteAssertions.swift`).
  public static let byteTests = Optimizations(rawValue: 32)
  /// Literals of up to eight bytes are compared at once (`LiteralStrings.swift`).
  public static let literalStrings = Optimizations(rawValue: 64)
  /// Attempts begin only where a match can begin (`StartSearch.swift`).
  public static let startSearch = Optimizations(rawValue: 128)
  /// A byte that every match has decides how far to look (`RequiredByte.swift`).
  public static let requiredByte = Optimizations(rawValue: 256)
  /// After a failure attempts inside the run that began it are passed over (`LeadingRun.swift`).
  public static let leadingRun = Optimizations(rawValue: 512)

  /// All of them.
  public static let all = Optimizations(rawValue: 1023)
  /// Each alone, with its name.
  public static let each: [(name: String, optimization: Optimizations)] = [
    ("unrolling", .unrolling), ("commonPrefixes", .commonPrefixes),
    ("autoPossession", .autoPossession), ("unitRuns", .unitRuns), ("branchGuards", .branchGuards),
    ("byteTests", .byteTests), ("literalStrings", .literalStrings), ("startSearch", .startSearch),
    ("requiredByte", .requiredByte), ("leadingRun", .leadingRun),
  ]
}
