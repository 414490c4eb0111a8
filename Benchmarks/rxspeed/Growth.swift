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
    for column in columns(of: family)
    where arguments.only.map(column.kind.hasPrefix) ?? true {
      do {
        let growth = try measure(family, column)
        let name = "\(family.name) (\(family.unit)) | \(column.rawValue)"
        let mark = growth.isWorse ? "**" : ""
        print(
          "| \(name) | \(mark)\(decimals(growth.ours))\(mark) | \(decimals(growth.theirs)) "
            + "| \(decimals(growth.lastRatio)) |")
        if growth.isWorse { worse.append(name) }
      } catch {
        print("| \(family.name) (\(family.unit)) | \(column.rawValue) | - | - | \(error) |")
      }
      fflush(nil)
    }
  }
  print(worse.isEmpty ? "\nnothing of ours grows faster" : "\ngrows faster than libpcre2's:")
  for name in worse { print("  \(name)") }
  return worse.isEmpty
}

private func columns(of family: Family) -> [Column] {
  family.isCompiled ? [.compileFast, .compileTraced] : [.fast, .traced]
}

/// What looks worse is measured again, three times at most: neighbours come and go.
private func measure(_ family: Family, _ column: Column) throws -> Growth {
  var best = try measureOnce(family, column)
  for _ in 0..<3 where best.isWorse {
    let again = try measureOnce(family, column)
    if again.ours - again.theirs < best.ours - best.theirs { best = again }
  }
  return best
}

/// The slope of theirs comes from their times, that of ours from it and the ratios, which noise moves less.
private func measureOnce(_ family: Family, _ column: Column) throws -> Growth {
  var (sizes, ratios, theirs): ([Double], [Double], [Double]) = ([], [], [])
  for size in family.sizes {
    let cell = try CaseMeasurer(family.make(size), rounds: 3).measure(column)
    sizes.append(Double(size))
    ratios.append(cell.ratio)
    theirs.append(cell.theirs)
    // What explodes has said enough.
    if cell.ours > 2 || cell.theirs > 2 { break }
  }
  let slopeOfTheirs = slope(sizes, theirs)
  return Growth(
    ours: slopeOfTheirs + slope(sizes, ratios), theirs: slopeOfTheirs,
    lastRatio: ratios[ratios.count - 1])
}

/// The slope of the line through the logarithms, by least squares.
private func slope(_ sizes: [Double], _ values: [Double]) -> Double {
  let (xs, ys) = (sizes.map { log($0) }, values.map { log($0) })
  let (x, y) = (xs.reduce(0, +) / Double(xs.count), ys.reduce(0, +) / Double(ys.count))
  let above = zip(xs, ys).map { ($0 - x) * ($1 - y) }.reduce(0, +)
  let below = xs.map { ($0 - x) * ($0 - x) }.reduce(0, +)
  return below == 0 ? 0 : above / below
}
