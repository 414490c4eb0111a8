// SPDX-License-Identifier: MIT
// `rxdebug bench-pool`: statistics, table and picture as values, and tiny runs of the program.

import CaseCorpus
import Reporting
import TestThreads
import Testing

/// A benchmark of two kinds, of which one became too slow.
private func example() -> PoolBench {
  var bench = PoolBench(work: .checking, workers: 2, processors: 2, repeats: 3, budget: 10)
  for (jobs, scale) in [(10, 1.0), (100, 10), (1000, 100)] {
    let runs = [0.002, 0.004, 0.003].map { PoolBenchRun(wall: $0 * scale, cpu: 0.001 * scale) }
    bench.cells.append(
      PoolBenchCell(kind: .serial, jobs: jobs, runs: runs, peakBytes: 7_250_000))
    bench.cells.append(
      jobs < 1000
        ? PoolBenchCell(kind: .processPerCase, jobs: jobs, runs: runs, peakBytes: 14_000_000)
        : PoolBenchCell(kind: .processPerCase, jobs: jobs, estimate: 12.5))
  }
  return bench
}

@Suite struct PoolBenchValueTests {
  @Test func statistics() throws {
    let cell = example().cells[0]
    #expect(cell.wall == 0.003)
    #expect(cell.cpu == 0.001)
    // Deviations of 1 ms from a mean of 3 ms, divided by two for three runs.
    let variation = try #require(cell.variation)
    #expect(abs(variation - 1.0 / 3) < 1e-9)
    let single = PoolBenchCell(kind: .serial, jobs: 1, runs: [PoolBenchRun(wall: 1, cpu: 1)])
    #expect(single.variation == nil)
    let none = PoolBenchCell(kind: .serial, jobs: 1)
    #expect(none.wall == nil)
  }

  @Test(arguments: [
    (10, [10]), (7, [7]), (1000, [10, 100, 1000]), (2500, [10, 100, 1000, 2500]),
    (1_000_000, [10, 100, 1000, 10_000, 100_000, 1_000_000]),
  ])
  func sizes(_ most: Int, _ expected: [Int]) {
    #expect(PoolBench.sizes(upTo: most) == expected)
  }

  @Test func estimatesComeFromTheLargestNumberMeasured() {
    let bench = example()
    #expect(bench.estimate(.serial, jobs: 100_000) == 30)
    #expect(bench.isTooLong(.serial, jobs: 100_000))
    #expect(!bench.isTooLong(.serial, jobs: 10_000))
    // The one that was not run says nothing.
    #expect(bench.estimate(.processPerCase, jobs: 1000) == 0.3)
    #expect(bench.estimate(.tasks, jobs: 1000) == nil)
    #expect(!bench.isTooLong(.tasks, jobs: 1000))
  }

  @Test func table() {
    let lines = example().table
    for line in lines { #expect(line.count <= 80, "\(line)") }
    #expect(lines[0] == "checking a case; 2 workers on 2 processors; median of 3 runs")
    #expect(lines[2] == "wall time                        10      100    1,000")
    #expect(lines[3] == "  serial                    3.00 ms  30.0 ms   300 ms")
    #expect(lines[4] == "  process per case          3.00 ms  30.0 ms (12.5 s)")
    #expect(lines[7] == "  serial                     100 us   100 us   100 us")
    #expect(lines[11] == "  serial                       7.25     7.25     7.25")
    #expect(lines[12] == "  process per case             14.0     14.0        -")
    #expect(lines[15] == "  serial                       33 %     33 %     33 %")
    #expect(lines.last == "In brackets: what would have taken more than 10.0 s, not run.")
  }

  @Test func pictureNamesEveryLineAndKeepsNamesApart() throws {
    var bench = example()
    // All at the same place: the worst for their names.
    bench.cells = PoolKind.allCases.map { kind in
      PoolBenchCell(
        kind: kind, jobs: 10, runs: [PoolBenchRun(wall: 1, cpu: 1)], peakBytes: 1_000_000)
    }
    let lines = bench.svg.split(separator: "\n")
    #expect(lines.count { $0.hasPrefix("<polyline") } == 3 * PoolKind.allCases.count)
    let dashes = Set(
      lines.filter { $0.hasPrefix("<polyline") }.map { line in
        line.split(separator: " ").drop { !$0.hasPrefix("stroke-dasharray") }.joined(separator: " ")
          .split(separator: "\"").dropFirst().first ?? ""
      })
    #expect(dashes.count == PoolKind.allCases.count)
    let heights = PoolKind.allCases.compactMap { kind -> Double? in
      let line = lines.first { $0.hasSuffix(">\(kind.words)</text>") }
      return line?.split(separator: "\"").dropFirst(3).first.flatMap { Double(String($0)) }
    }.sorted()
    #expect(heights.count == PoolKind.allCases.count)
    for (above, below) in zip(heights, heights.dropFirst()) { #expect(below - above >= 17.9) }
  }
}

@Suite @CommandLineTests struct PoolBenchTests {
  @Test func everyKindIsMeasured() throws {
    let picture = temporaryPath("svg")
    defer { _ = try? shell("rm -f '\(picture)'") }
    let run = try run([
      "bench-pool", "--jobs-max", "10", "--repeats", "1", "--json", "--svg", picture,
    ])
    #expect(run.status == 0)
    #expect(run.errorText == "")
    let answer = try JSONValue(parsing: Array(run.output.dropLast()))
    guard case .array(let cells)? = answer["cells"] else {
      Issue.record("no cells in \(run.text)")
      return
    }
    #expect(answer["work"] == .string("checking"))
    #expect(cells.map { $0["kind"] } == PoolKind.allCases.map { .string($0.rawValue) })
    for cell in cells {
      #expect(cell["jobs"] == .integer(10))
      #expect(Self.number(cell["wall"]) > 0)
      #expect(Self.number(cell["cpu"]) > 0)
    }
    let check = try shell("! command -v xmllint >/dev/null || xmllint --noout '\(picture)'")
    #expect(check.status == 0)
    #expect(check.errorText == "")
  }

  @Test func jobsThatWaitNeedNoProcessor() throws {
    let run = try run([
      "bench-pool", "--wait", "20", "--kinds", "threads,serial", "--workers", "10",
      "--jobs-max", "10", "--repeats", "2", "--json",
    ])
    let answer = try JSONValue(parsing: Array(run.output.dropLast()))
    guard case .array(let cells)? = answer["cells"], cells.count == 2 else {
      Issue.record("not two cells in \(run.text)")
      return
    }
    // One after another is ten times 20 ms, whatever the machine; all at once is once.
    #expect(Self.number(cells[0]["wall"]) >= 0.2)
    #expect(Self.number(cells[1]["wall"]) >= 0.02)
    #expect(Self.number(cells[0]["cpu"]) < 0.2)
  }

  @Test(arguments: [
    (["--kinds", "serial,fibres"], "--kinds takes some of serial, "),
    (["--wait", "0"], "--wait takes a whole number from 1 to 10000, not 0"),
    (["--jobs-max", "many"], "--jobs-max takes a whole number"),
    (["--svg", "/nowhere/at/all.svg"], "/nowhere/at/all.svg: cannot write"),
  ])
  func saysWhatIsWrong(_ arguments: [String], _ message: String) throws {
    let run = try run(["bench-pool"] + arguments)
    #expect(run.status == 2)
    #expect(run.errorText.contains(message), "got: \(run.errorText)")
    #expect(run.text == "")
  }

  private static func number(_ value: JSONValue?) -> Double {
    switch value {
    case .number(let number): number
    case .integer(let number): Double(number)
    default: .nan
    }
  }
}
