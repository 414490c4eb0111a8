// SPDX-License-Identifier: MIT
// The stepper on screen: how long a key takes from its arrival to the bytes for the terminal, at random steps of a match
// of a hundred million, and how many bytes those are: `rxbench screen`, `make bench-screen`. Thread CPU time; the bars
// stand beside the figures.

import RegexDebugging
import RegexMachine
import RegexSyntax
import StepperUI
import TerminalScreen

/// A key, and whether its bytes count as those of one step.
private let keys: [(name: String, key: Key, isStep: Bool)] = [
  ("s", Key("s"), true), ("S", Key("S"), true), ("n", Key("n"), false), ("N", Key("N"), false),
  ("f", Key("f"), false), ("F", Key("F"), false), ("m", Key("m"), false), ("M", Key("M"), false),
  ("w", Key("w"), false), ("Esc", Key(.escape), false), ("Tab", Key(.tab), false),
  ("s", Key("s"), true), ("j", Key("j"), false), ("k", Key("k"), false),
]

/// Presses keys at random steps and prints what that takes.
func benchScreen() throws {
  for (columns, rows) in [(80, 24), (120, 40), (200, 60)] {
    var bench = try ScreenBench(columns: columns, rows: rows)
    bench.explore()
    for round in 0..<200 { bench.visit(round) }
    bench.report()
  }
}

private struct ScreenBench: ~Copyable {
  private var stepper: Stepper
  private var writer = FrameWriter(depth: .indexed, palette: .dark, isASCII: false)
  private let size: String
  private var times: [(name: String, seconds: Double)] = []
  private var stepBytes: [Double] = []
  private var steps: UInt64 = 0
  private var state: UInt64 = 7

  init(columns: Int, rows: Int) throws {
    let session = try Session(
      pattern: Array("(?:a|b|ab)*c".utf8),
      subject: Array(String(repeating: "ab", count: 23).utf8))
    stepper = Stepper(session, name: "")
    size = "\(columns)x\(rows)"
    _ = stepper.send(.resized(columns: columns, rows: rows))
  }

  /// The work of idle moments: no slice may keep a key waiting.
  mutating func explore() {
    var slices: [Double] = []
    while true {
      let start = now()
      let goesOn = stepper.idle()
      slices.append((now() - start) * 1000)
      if !goesOn { break }
    }
    steps = stepper.interpreter.session.explored.steps
    print("\(size): \(steps) steps; a slice of idle work: \(spread(slices)) ms")
  }

  mutating func visit(_ round: Int) {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let target = 1 + (state >> 20) % max(1, steps)
    for scalar in ":\(target)".unicodeScalars { _ = stepper.send(.input(.key(Key(scalar)))) }
    _ = press("goto", Key(.enter))
    for (name, key, isStep) in keys {
      let bytes = press(name, key)
      if isStep { stepBytes.append(Double(bytes)) }
    }
  }

  private mutating func press(_ name: String, _ key: Key) -> Int {
    let start = now()
    _ = stepper.send(.input(.key(key)))
    let count = writer.bytes(for: stepper.model.view()).count
    times.append((name, now() - start))
    return count
  }

  func report() {
    var names = ["goto"]
    for key in keys where !names.contains(key.name) { names.append(key.name) }
    for name in names {
      let values = times.filter { $0.name == name }.map(\.seconds)
      print("  \(name): \(spread(values.map { $0 * 1000 })) ms (bar 10)")
    }
    print("  bytes of a step: \(spread(stepBytes)) (bar 2048 at 120x40)")
  }

  private func spread(_ values: [Double]) -> String {
    let sorted = values.sorted()
    guard let last = sorted.last else { return "-" }
    let middle = sorted[sorted.count / 2]
    let most = sorted[sorted.count * 95 / 100]
    return "p50 \(twoDigits(middle)), p95 \(twoDigits(most)), max \(twoDigits(last))"
  }
}
