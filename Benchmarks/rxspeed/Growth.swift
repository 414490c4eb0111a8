// SPDX-License-Identifier: MIT
// How times grow: each case over an eighth, a quarter, half and all of its text, and families of patterns and subjects of
// growing size. The exponent is the slope of a line through the logarithms; where ours is more than 0.2 above libpcre2's,
// something of ours is worse than linear in what it should not be.
//
//     rxspeed growth [--case NAME] [--only fast|traced|compile]

import Glibc

/// Something that can be made larger.
struct Family: Sendable {
  let name: String
  /// What is larger, in the table.
  let unit: String
  let sizes: [Int]
  /// The case of a size.
  let make: @Sendable (Int) -> SpeedCase
  /// Whether it is the compiling that is measured.
  var isCompiled = false

  init(
    _ name: String, _ unit: String, _ sizes: [Int], compiled: Bool = false,
    _ make: @escaping @Sendable (Int) -> SpeedCase
  ) {
    self.name = name
    self.unit = unit
    self.sizes = sizes
    self.make = make
    isCompiled = compiled
  }
}

/// The two slopes, and what stands behind them.
struct Growth {
  var ours: Double
  var theirs: Double
  /// The ratio of ours to theirs at the largest size.
  var lastRatio: Double
  var isWorse: Bool { ours > theirs + 0.2 }
}

/// Measures all families; whether none of ours grows faster than libpcre2's.
func compareGrowth(_ arguments: Arguments) throws -> Bool {
  var worse: [String] = []
  print("| what grows | way | ours | libpcre2 | ratio at the largest |\n|---|---|---|---|---|")
  for family in try growthFamilies(arguments) {
    for way in ways(of: family) where arguments.only.map(way.column.kind.hasPrefix) ?? true {
      do {
        let growth = try measure(family, way)
        let name = "\(family.name) (\(family.unit)) | \(way.column.rawValue)"
        let mark = growth.isWorse ? "**" : ""
        print(
          "| \(name) | \(mark)\(decimals(growth.ours))\(mark) | \(decimals(growth.theirs)) "
            + "| \(decimals(growth.lastRatio)) |")
        if growth.isWorse { worse.append(name) }
      } catch {
        print("| \(family.name) (\(family.unit)) | \(way.column.rawValue) | - | - | \(error) |")
      }
      fflush(nil)
    }
  }
  print(worse.isEmpty ? "\nnothing of ours grows faster" : "\ngrows faster than libpcre2's:")
  for name in worse { print("  \(name)") }
  return worse.isEmpty
}

private struct GrowthWay {
  let column: Column
  var ours = OurWay.fast
  var library = LibraryWay.interpreter
}

private func ways(of family: Family) -> [GrowthWay] {
  family.isCompiled
    ? [GrowthWay(column: .compileFast), GrowthWay(column: .compileTraced)]
    : [
      GrowthWay(column: .fast),
      GrowthWay(column: .traced, ours: .traced, library: .plain),
    ]
}

/// What looks worse is measured again, twice at most: neighbours come and go.
private func measure(_ family: Family, _ way: GrowthWay) throws -> Growth {
  var best = try measureOnce(family, way)
  for _ in 0..<2 where best.isWorse {
    let again = try measureOnce(family, way)
    if again.ours - again.theirs < best.ours - best.theirs { best = again }
  }
  return best
}

private func measureOnce(_ family: Family, _ way: GrowthWay) throws -> Growth {
  var (sizes, ours, theirs): ([Double], [Double], [Double]) = ([], [], [])
  for size in family.sizes {
    let (our, their) = try times(family.make(size), way)
    sizes.append(Double(size))
    ours.append(our)
    theirs.append(their)
    // What explodes has said enough.
    if our > 2 || their > 2 { break }
  }
  return Growth(
    ours: slope(sizes, ours), theirs: slope(sizes, theirs),
    lastRatio: ours[ours.count - 1] / theirs[theirs.count - 1])
}

/// The least seconds of both sides.
private func times(_ item: SpeedCase, _ way: GrowthWay) throws -> (Double, Double) {
  if way.column.kind == "compile" {
    let isFast = way.column == .compileFast
    return (
      try leastTime { try compileOurs(item, isFast: isFast, times: $0) },
      try leastTime { try compileTheirs(item, times: $0) }
    )
  }
  let subjects = item.text.make()
  let ours = try OurPattern(item)
  let theirs = try LibraryPattern(item, way.library)
  var (found, expected) = (try ours.findAll(subjects, way.ours), try theirs.findAll(subjects))
  (found.steps, expected.steps) = (0, 0)
  guard found == expected else {
    throw SearchFailure(description: "the sides differ: ours \(found), libpcre2 \(expected)")
  }
  return (
    try leastTime { for _ in 0..<$0 { keep(try ours.findAll(subjects, way.ours)) } },
    try leastTime { for _ in 0..<$0 { keep(try theirs.findAll(subjects)) } }
  )
}

/// The slope of the line through the logarithms, by least squares.
private func slope(_ sizes: [Double], _ values: [Double]) -> Double {
  let (xs, ys) = (sizes.map { log($0) }, values.map { log($0) })
  let (x, y) = (xs.reduce(0, +) / Double(xs.count), ys.reduce(0, +) / Double(ys.count))
  let above = zip(xs, ys).map { ($0 - x) * ($1 - y) }.reduce(0, +)
  let below = xs.map { ($0 - x) * ($0 - x) }.reduce(0, +)
  return below == 0 ? 0 : above / below
}
