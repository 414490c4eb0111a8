// SPDX-License-Identifier: MIT
// What the workers of a batch run are told before their first case, as lines:
//
//   steps=yes
//
// A line that a worker does not know ends it: it would check something else than it was asked to.

import CaseChecking

/// How workers check cases.
struct CheckSettings: Sendable, Hashable {
  /// Whether every step is compared, not only the result.
  var comparesSteps = false

  /// Makes the usual settings.
  init() {}

  /// Reads settings; nil if they hold something unknown.
  init?(bytes: [UInt8]) {
    for line in bytes.split(separator: 0x0A) {
      switch String(decoding: line, as: UTF8.self) {
      case "steps=yes": comparesSteps = true
      case "steps=no": comparesSteps = false
      default: return nil
      }
    }
  }

  /// The settings as bytes.
  var bytes: [UInt8] { Array("steps=\(comparesSteps ? "yes" : "no")\n".utf8) }

  /// What checking takes.
  var options: CheckOptions { CheckOptions(comparesSteps: comparesSteps) }
}
