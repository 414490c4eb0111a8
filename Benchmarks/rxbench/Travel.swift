// SPDX-License-Identifier: MIT
// Time travel over long matches: `rxbench travel [case]`, `make bench-travel`. Thread CPU time, so that neighbours
// on the machine count little; memory is what the process has resident at most.
//
// For each case: the first pass against a run without checkpoints, going to random steps, one step back, back to
// the previous try of an item, memory, and how many commands of a script are carried out in a second. The bars stand
// beside the figures.

import Glibc
import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax

/// A long match.
private struct TravelCase {
  var name: String
  var pattern: String
  var subject: String
  /// Whether there is only one attempt: all of them would be some 10^11 steps.
  var isAnchored = false
  /// Offset of the item in the pattern whose previous try is looked for.
  var item: Int
  /// How much longer the first pass may take than a run without checkpoints.
  var firstPassBar: Double
}

private let travelCases = [
  TravelCase(
    name: "(?:a|b|ab)*c on 26 ab's", pattern: "(?:a|b|ab)*c",
    subject: String(repeating: "ab", count: 26), item: 11, firstPassBar: 1.5),
  TravelCase(
    name: "[\\s\\S]*?(?:(a+)+b) on 26 a's", pattern: "[\\s\\S]*?(?:(a+)+b)",
    subject: String(repeating: "a", count: 26), item: 11, firstPassBar: 1.5),
  TravelCase(
    name: "(?:(a)|b)*c on 1 MB, anchored", pattern: "(?:(a)|b)*c",
    subject: String(repeating: "ab", count: 1 << 19), isAnchored: true, item: 9,
    firstPassBar: 2.5),
]

/// Runs the cases whose names begin as asked.
func benchTravel(_ filter: String) throws {
  for item in travelCases where item.name.hasPrefix(filter) { try bench(item) }
}

private func bench(_ item: TravelCase) throws {
  let options = PatternOptions(compile: item.isAnchored ? .anchored : [])
  let program = try compileTraced(parsePattern(Array(item.pattern.utf8), options: options))
  let subject = Array(item.subject.utf8)
  let plain = try timedRun(program, subject)
  resetPeak()
  let before = memory("VmRSS")
  var timeline = Timeline(try Machine(program: program, subject: subject))
  var start = now()
  while timeline.move(to: .end) == .unfinished {}
  let first = now() - start
  print("\(item.name): \(plain.steps) steps, stack \(plain.stackBytes >> 10) KiB at most")
  row("first pass / without", twoDigits(first / plain.seconds), "\(item.firstPassBar)")

  var dice = Dice(state: 7)
  var (gotos, backs, reverses): ([Double], [Double], [Double]) = ([], [], [])
  for _ in 0..<100 {
    start = now()
    go(&timeline, to: 2 + dice.roll(plain.steps - 1))
    gotos.append(now() - start)
    for _ in 0..<5 {
      guard case .step(let number) = timeline.place, number > 1 else { break }
      start = now()
      go(&timeline, to: number - 1)
      backs.append(now() - start)
    }
    start = now()
    reverse(&timeline, to: program.tree.items.lastIndex { $0.position == item.item }, program)
    reverses.append(now() - start)
  }
  row("random goto p50, ms", milliseconds(gotos, 50), "-")
  row("random goto p95, ms", milliseconds(gotos, 95), "50")
  row("step back p95, ms", milliseconds(backs, 95), "5")
  row("reverse-continue to an item p95, ms", milliseconds(reverses, 95), "100")
  let bar = 64 << 10 + 2 * plain.stackBytes >> 10
  row("memory, KiB", "\(memory("VmHWM") - before)", "\(bar)")
  row("checkpoints, KiB", "\(timeline.checkpointBytes >> 10) in \(timeline.checkpointCount)", "-")
}

private func row(_ name: String, _ value: String, _ bar: String) {
  print("  \(name): \(value) (bar \(bar))")
  fflush(nil)
}

// MARK: Moving

private func go(_ timeline: inout Timeline, to step: UInt64) {
  while timeline.move(to: .step(step)) == .unfinished {}
}

private func reverse(_ timeline: inout Timeline, to item: Int?, _ program: Program) {
  guard let item else { return }
  var query = StepQuery()
  query.items = program.tree.items.indices.map { $0 == item }
  var search = StepSearch(query, .backward, from: timeline.place)
  while timeline.look(for: &search) == .unfinished {}
}

/// Numbers that look random and are the same in every run.
private struct Dice {
  var state: UInt64
  mutating func roll(_ limit: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 20) % limit
  }
}

// MARK: Measuring

/// A run without checkpoints: as fast as it can, and once more for the depth of the stack.
private func timedRun(
  _ program: Program, _ subject: [UInt8]
) throws -> (seconds: Double, steps: UInt64, stackBytes: Int) {
  var machine = try Machine(program: program, subject: subject)
  let start = now()
  machine.run()
  let seconds = now() - start
  var depth = DepthObserver()
  var other = try Machine(program: program, subject: subject)
  other.run(&depth, until: 20_000_000)
  return (seconds, machine.steps, depth.deepestBytes)
}

private func milliseconds(_ seconds: [Double], _ percent: Int) -> String {
  let sorted = seconds.sorted()
  return twoDigits(1000 * sorted[min(sorted.count - 1, sorted.count * percent / 100)])
}

/// Lets the peak of resident memory begin anew.
private func resetPeak() {
  let file = unsafe open("/proc/self/clear_refs", O_WRONLY)
  guard file >= 0 else { return }
  _ = unsafe write(file, "5", 1)
  close(file)
}

/// A line of /proc/self/status in KiB; 0 if it is not there.
private func memory(_ name: String) -> Int {
  let file = unsafe open("/proc/self/status", O_RDONLY)
  guard file >= 0 else { return 0 }
  defer { close(file) }
  var bytes = [UInt8](repeating: 0, count: 8192)
  let count = unsafe read(file, &bytes, bytes.count)
  let text = String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  guard let line = text.split(separator: "\n").first(where: { $0.hasPrefix(name + ":") }) else {
    return 0
  }
  return line.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) } ?? 0
}
