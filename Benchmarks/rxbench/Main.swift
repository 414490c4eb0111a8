// SPDX-License-Identifier: MIT
// How long the debugger takes: time travel over long matches (`make bench-travel`), and keys of the stepper (`make
// bench-screen`). Matching itself is measured by rxspeed; Benchmarks/README.md keeps the figures.
//
//     rxbench travel [CASE] | scenes [CASE] | screen

import Glibc

/// A line of a web server's log with eleven groups; only the last line of `logLines` matches, so that one search goes
/// through the whole text.
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

func twoDigits(_ value: Double) -> String {
  let hundredths = Int((value * 100).rounded())
  return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
}

@main
enum Main {
  static func main() throws {
    let words = CommandLine.arguments.dropFirst()
    let name = words.dropFirst().first ?? ""
    switch words.first {
    case "travel":
      try benchScript()
      try benchTravel(name)
    case "scenes": try benchScenes(name)
    case "screen": try benchScreen()
    default:
      print("usage: rxbench travel [CASE] | scenes [CASE] | screen")
      exit(2)
    }
  }
}
