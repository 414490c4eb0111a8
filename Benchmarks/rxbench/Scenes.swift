// SPDX-License-Identifier: MIT
// What a screen asks of a session, at random steps of long matches: `rxbench scenes`. Thread CPU time; the bar for
// all that one key needs is 10 ms.

import Glibc
import RegexDebugging
import RegexMachine
import RegexSyntax

/// A long match on a screen.
private struct SceneCase {
  var name: String
  var pattern: String
  var subject: String
  var options: CompileOptions = []
}

private let sceneCases = [
  SceneCase(
    name: "(?:a|b|ab)*c on 23 ab's", pattern: "(?:a|b|ab)*c",
    subject: String(repeating: "ab", count: 23)),
  SceneCase(
    name: "[\\s\\S]*?(?:(a+)+b) on 22 a's", pattern: "[\\s\\S]*?(?:(a+)+b)",
    subject: String(repeating: "a", count: 22)),
  SceneCase(
    name: "(?:(a)|b)*c on 1 MB, anchored", pattern: "(?:(a)|b)*c",
    subject: String(repeating: "ab", count: 1 << 19), options: .anchored),
  SceneCase(
    name: "(?>(?:(a)|b)*)c on 1 MB, anchored", pattern: "(?>(?:(a)|b)*)c",
    subject: String(repeating: "ab", count: 1 << 19), options: .anchored),
  SceneCase(
    name: "log lines, 1 MB", pattern: logPattern, subject: logLines(bytes: 1 << 20) + "x",
    options: [.multiline, .endAnchored]),
]

/// Prints how long each thing takes.
func benchScenes(_ filter: String) throws {
  for item in sceneCases where item.name.hasPrefix(filter) { try bench(item) }
}

private func bench(_ item: SceneCase) throws {
  var session = try Session(
    pattern: Array(item.pattern.utf8), subject: Array(item.subject.utf8),
    options: PatternOptions(compile: item.options))
  session.findsMisses = false
  var times: [(name: String, values: [Double])] = []
  func time<Value>(_ name: String, _ body: () -> Value) -> Value {
    let start = now()
    let value = body()
    let seconds = now() - start
    if let index = times.firstIndex(where: { $0.name == name }) {
      times[index].values.append(seconds)
    } else {
      times.append((name, [seconds]))
    }
    return value
  }
  while !time("explore, 200,000 steps", { session.explore(steps: 200_000) }) {}
  let steps = session.explored.steps
  print("\(item.name): \(steps) steps")
  var state: UInt64 = 7
  for _ in 0..<200 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    let target = 1 + (state >> 20) % steps
    _ = time("goto") { session.execute(.goto(.step(target))) }
    for command in [Command.where, .back(1), .step(1), .step(1), .nextFail, .previousFail] {
      _ = time("command") { session.execute(command) }
      _ = time("scene") { session.scene() }
      _ = time("stepLines, 200") {
        session.stepLines(from: target - min(target, 100), count: 200)
      }
      _ = time("overview, 110") { session.overview(columns: 110) }
    }
    _ = time("settingSteps, 300,000") { session.settingSteps(within: 300_000) }
    _ = time("profileAll, 200,000") { session.profileAll(steps: 200_000) }
  }
  _ = time("goto end") { session.execute(.goto(.end)) }
  _ = time("scene at the end") { session.scene() }
  var (latest, longest) = (now(), 0.0)
  _ = time("completeEnd") {
    session.completeEnd {
      longest = max(longest, now() - latest)
      latest = now()
      return true
    }
  }
  for (name, values) in times {
    let sorted = values.sorted().map { twoDigits(1000 * $0) }
    print(
      "  \(name): p50 \(sorted[sorted.count / 2]), p95 \(sorted[sorted.count * 95 / 100]),"
        + " max \(sorted[sorted.count - 1]) ms")
  }
  print("  completeEnd can be stopped after \(twoDigits(1000 * longest)) ms at most")
  fflush(nil)
}
