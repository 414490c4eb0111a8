// SPDX-License-Identifier: MIT
// One case, measured: for each column both sides one right after the other, in thread CPU time, the order turned round
// from one round to the next; the ratio is the median over the rounds. Before that both sides have to find the same.

import Glibc

/// A ratio of ours to theirs that is measured.
enum Column: String, CaseIterable {
  case fast = "fast/int"
  case fastJIT = "fast/jit"
  case traced = "traced/int-"
  case counting = "counting/callouts"
  case recording = "recording/rows"
  case compileFast = "compile fast"
  case compileTraced = "compile traced"

  /// What `--only` calls it.
  var kind: String {
    switch self {
    case .fast, .fastJIT: "fast"
    case .traced, .counting, .recording: "traced"
    case .compileFast, .compileTraced: "compile"
    }
  }
  /// The most that the geometric mean of all cases may be.
  var meanBar: Double? {
    switch self {
    case .fast: 0.30
    case .fastJIT: 2.0
    case .traced: 0.50
    case .counting, .recording, .compileTraced: nil
    case .compileFast: 3.0
    }
  }
  /// The most that any case may be.
  var worstBar: Double? {
    switch self {
    case .fast, .traced: 1.0
    case .counting: 0.40
    case .recording: 0.60
    case .fastJIT, .compileFast, .compileTraced: nil
    }
  }
}

/// What came of one column of one case.
struct Measurement {
  var ratio: Double
  /// Seconds of one run of ours and of theirs: the medians.
  var ours: Double
  var theirs: Double
}

/// Thread CPU time in seconds.
func threadTime() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

/// The geometric mean.
func geometricMean(_ values: [Double]) -> Double {
  exp(values.map { log($0) }.reduce(0, +) / Double(values.count))
}

/// Two loops to compare; each runs so many times.
struct Pair {
  let ours: (Int) throws -> Void
  let theirs: (Int) throws -> Void

  /// Measures; each loop is run as often as it needs for some milliseconds.
  func measure(rounds: Int) throws -> Measurement {
    let (ourTimes, theirTimes) = (try Self.times(ours), try Self.times(theirs))
    var (ratios, oursAll, theirsAll): ([Double], [Double], [Double]) = ([], [], [])
    for round in 0..<rounds {
      var (our, their) = (0.0, 0.0)
      if round % 2 == 0 { our = try Self.time(ours, ourTimes) }
      their = try Self.time(theirs, theirTimes)
      if round % 2 == 1 { our = try Self.time(ours, ourTimes) }
      ratios.append(our / their)
      oursAll.append(our)
      theirsAll.append(their)
    }
    return Measurement(ratio: median(ratios), ours: median(oursAll), theirs: median(theirsAll))
  }

  /// Seconds of one run, over so many.
  private static func time(_ loop: (Int) throws -> Void, _ times: Int) throws -> Double {
    let start = threadTime()
    try loop(times)
    return max(threadTime() - start, 1e-9) / Double(times)
  }

  /// How many runs take 4 ms; it warms up, too.
  private static func times(_ loop: (Int) throws -> Void) throws -> Int {
    var times = 1
    while true {
      let seconds = try time(loop, times) * Double(times)
      if seconds >= 0.004 { return times }
      times = seconds < 0.000_4 ? times * 10 : max(times + 1, Int(Double(times) * 0.005 / seconds))
    }
  }
}

/// One case with both sides ready to run.
struct CaseMeasurer {
  let item: SpeedCase
  let rounds: Int
  private let subjects: [[UInt8]]
  private let ours: OurPattern

  init(_ item: SpeedCase, rounds: Int) throws {
    self.item = item
    self.rounds = rounds
    subjects = item.text.make()
    ours = try OurPattern(item)
  }

  /// Measures a column; throws if the sides differ.
  func measure(_ column: Column) throws -> Measurement {
    switch column {
    case .fast: try search(.fast, .interpreter)
    case .fastJIT: try search(.fast, .jit)
    case .traced: try search(.traced, .plain)
    case .counting: try search(.counting, .callouts)
    case .recording: try search(.recording, .rows)
    case .compileFast: try compile(isFast: true)
    case .compileTraced: try compile(isFast: false)
    }
  }

  private func search(_ way: OurWay, _ libraryWay: LibraryWay) throws -> Measurement {
    let theirs = try LibraryPattern(item, libraryWay)
    var found = try ours.findAll(subjects, way)
    var expected = try theirs.findAll(subjects)
    // Callouts into a function that does nothing are not counted; those that write rows are.
    if libraryWay == .callouts {
      expected.steps = try LibraryPattern(item, .rows).findAll(subjects).steps
    }
    if way == .fast || way == .traced || found.empties > 0 {
      (found.steps, expected.steps) = (0, 0)
    }
    guard found == expected else {
      throw SearchFailure(description: "the sides differ: ours \(found), libpcre2 \(expected)")
    }
    return try Pair(
      ours: { for _ in 0..<$0 { keep(try ours.findAll(subjects, way)) } },
      theirs: { for _ in 0..<$0 { keep(try theirs.findAll(subjects)) } }
    ).measure(rounds: rounds)
  }

  private func compile(isFast: Bool) throws -> Measurement {
    try Pair(
      ours: { try compileOurs(item, isFast: isFast, times: $0) },
      theirs: { try compileTheirs(item, times: $0) }
    ).measure(rounds: rounds)
  }
}
