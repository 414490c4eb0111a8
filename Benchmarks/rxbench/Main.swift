// SPDX-License-Identifier: MIT
// Our traced machine against libpcre2's interpreter, back to back in one process: median ratios of
// thread CPU time. `make bench` runs it; Benchmarks/README.md keeps the figures.

import Glibc
import PCRE2Oracle
import RegexMachine
import RegexProgram
import RegexSyntax

/// One pattern and subject to time: one search.
struct BenchCase {
  var name: String
  var pattern: String
  var subject: String
  var options: [String] = []
}

let cases = [
  BenchCase(
    name: "(a+)+b on 22 a's", pattern: "(a+)+b",
    subject: String(
      repeating: "a", count: Int(CommandLine.arguments.dropFirst(3).first ?? "22") ?? 22)),
  BenchCase(
    name: "(?:a|b|ab)*c on 17 ab's", pattern: "(?:a|b|ab)*c",
    subject: String(repeating: "ab", count: 17)),
  // Only the last line matches, so that one search goes through the whole text.
  BenchCase(
    name: "log lines, 400 kB", pattern: logPattern, subject: logLines(bytes: 400_000),
    options: ["MULTILINE"]),
  BenchCase(
    name: "log lines, 400 kB, UTF", pattern: logPattern, subject: logLines(bytes: 400_000),
    options: ["MULTILINE", "UTF"]),
]

let logPattern =
  #"^(\d+\.\d+\.\d+\.\d+) (\S+) (\S+) \[([^\]]+)\] "(\w+) (\S+) ([^"]*)" (\d{3}) (\d+|-)"#
  + #" "([^"]*)" "(Lynx[^"]*)"$"#

/// Lines as a web server writes them, from a fixed seed.
func logLines(bytes: Int) -> String {
  var state: UInt64 = 42
  func next(_ bound: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % bound
  }
  let agents = ["Mozilla/5.0 (X11; Linux x86_64)", "curl/8.5.0", "Googlebot/2.1"]
  let paths = ["/index.html", "/api/v1/items", "/static/site.css", "/login?next=/home"]
  var text = ""
  while text.utf8.count < bytes {
    text += "10.\(next(256)).\(next(256)).\(next(256)) - user\(next(1000))"
    text += " [12/Nov/2026:\(10 + next(14)):\(10 + next(50)):\(10 + next(50)) +0000]"
    text += " \"GET \(paths[Int(next(4))]) HTTP/1.1\" 200 \(next(100_000))"
    text += " \"-\" \"\(agents[Int(next(3))])\"\n"
  }
  return text + lastLine
}

let lastLine =
  #"10.1.2.3 - user7 [12/Nov/2026:10:10:10 +0000] "GET / HTTP/1.1" 200 17 "-" "Lynx/2.8""# + "\n"

/// Thread CPU time in seconds.
func now() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
}

/// What one side did, to see that both did the same.
struct Work: Equatable {
  /// Where the match ended, -1 for none.
  var match: Int
  var steps: UInt64
}

func timed(_ body: () throws -> Work) rethrows -> (seconds: Double, work: Work) {
  let start = now()
  let work = try body()
  return (now() - start, work)
}

/// Searches with our machine.
func runOurs(_ program: Program, _ subject: [UInt8], counts: Bool) throws -> Work {
  var machine = try Machine(program: program, subject: subject)
  if counts {
    var observer = CountingObserver()
    machine.run(&observer)
    let end = machine.outcome == .match ? machine.captures[0]?.end ?? -1 : -1
    return Work(match: end, steps: observer.steps)
  }
  machine.run()
  return Work(match: machine.outcome == .match ? machine.captures[0]?.end ?? -1 : -1, steps: 0)
}

/// Searches with libpcre2.
func runOracle(
  _ pattern: inout OraclePattern, _ subject: [UInt8], counts: Bool
) throws -> Work {
  let options = OracleMatchOptions(matchLimit: Int(UInt32.max))
  if counts {
    let counted = try pattern.countCallouts(subject: subject, options: options)
    return Work(match: end(of: counted.match), steps: UInt64(counted.count))
  }
  return Work(match: end(of: try pattern.match(subject: subject, options: options)), steps: 0)
}

func end(of match: OracleMatch) -> Int { match.rc > 0 ? match.ovector[0]?.end ?? -1 : -1 }

func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

func twoDigits(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}

func bench(_ bench: BenchCase, rounds: Int) throws {
  let pattern = Array(bench.pattern.utf8)
  let subject = Array(bench.subject.utf8)
  var compile: CompileOptions = []
  for name in bench.options { compile.formUnion(CompileOptions(pcre2Name: name) ?? []) }
  let tree = try parsePattern(pattern, options: PatternOptions(compile: compile))
  let program = try compileTraced(tree)
  let options = OracleOptions(compile: bench.options)
  var traced = try OraclePattern(
    pattern: pattern, options: options, plain: true, autoCallout: true)
  var plain = try OraclePattern(
    pattern: pattern, options: options, plain: true, autoCallout: false)
  var counting: [Double] = []
  var silent: [Double] = []
  for _ in 0..<rounds {
    let ours = try timed { try runOurs(program, subject, counts: true) }
    let theirs = try timed { try runOracle(&traced, subject, counts: true) }
    guard ours.work == theirs.work else { throw Different(ours.work, theirs.work) }
    counting.append(ours.seconds / theirs.seconds)
    let quiet = try timed { try runOurs(program, subject, counts: false) }
    let their = try timed { try runOracle(&plain, subject, counts: false) }
    silent.append(quiet.seconds / their.seconds)
  }
  print(
    "| \(bench.name) | \(twoDigits(median(counting))) | \(twoDigits(median(silent))) |")
}

/// The two sides did not do the same.
struct Different: Error {
  let ours: Work
  let theirs: Work
  init(_ ours: Work, _ theirs: Work) {
    self.ours = ours
    self.theirs = theirs
  }
}

@main
enum Main {
  static func main() throws {
    if CommandLine.arguments.dropFirst().first == "travel" {
      try benchScript()
      return try benchTravel(CommandLine.arguments.dropFirst(2).first ?? "")
    }
    if CommandLine.arguments.dropFirst().first == "scenes" {
      return try benchScenes(CommandLine.arguments.dropFirst(2).first ?? "")
    }
    if CommandLine.arguments.dropFirst().first == "screen" { return try benchScreen() }
    let rounds = CommandLine.arguments.dropFirst().first.flatMap { Int($0) } ?? 7
    print("ours / libpcre2 \(OracleLibrary.versionString), median of \(rounds) rounds")
    print("| case | counting steps / auto-callouts | traced / interpreter |")
    print("|---|---|---|")
    let filter = CommandLine.arguments.dropFirst(2).first ?? ""
    for item in cases where item.name.hasPrefix(filter) { try bench(item, rounds: rounds) }
  }
}
