// SPDX-License-Identifier: MIT
// What the workers of a batch run are told before their first case, as lines:
//
//   engines=both
//   steps=yes
//   counting=yes
//   coverage=no
//
// A line that a worker does not know ends it: it would check something else than it was asked to.

import CaseChecking

/// How workers check cases.
struct CheckSettings: Sendable, Hashable {
  /// Whether every step is compared, not only the result.
  var comparesSteps = false
  /// Whether steps are counted where no case needs it.
  var countsSteps = true
  /// Which engines check.
  var engines = Engines.both

  /// Whether each verdict is followed by a line of what the case covers.
  var coversPatterns = false

  /// Makes the usual settings.
  init() {}

  /// Reads settings; nil if they hold something unknown.
  init?(bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0A) {
      let parts = line.split(separator: 0x3D, maxSplits: 1).map {
        String(decoding: $0, as: UTF8.self)
      }
      switch (parts.first, parts.last) {
      case ("steps", "yes"): comparesSteps = true
      case ("steps", "no"): comparesSteps = false
      case ("counting", "yes"): countsSteps = true
      case ("counting", "no"): countsSteps = false
      case ("coverage", "yes"): coversPatterns = true
      case ("coverage", "no"): coversPatterns = false
      case ("engines", let word):
        guard let engines = word.flatMap({ Engines(rawValue: $0) }) else { return nil }
        self.engines = engines
      default: return nil
      }
    }
  }

  /// The settings as bytes.
  var bytes: [UInt8] {
    let lines = [
      "engines=\(engines.rawValue)", "steps=\(comparesSteps ? "yes" : "no")",
      "counting=\(countsSteps ? "yes" : "no")", "coverage=\(coversPatterns ? "yes" : "no")",
    ]
    return Array(lines.joined(separator: "\n").utf8)
  }

  /// What checking takes.
  var options: CheckOptions {
    var options = CheckOptions(comparesSteps: comparesSteps)
    options.engines = engines
    options.countsSteps = countsSteps
    return options
  }
}
