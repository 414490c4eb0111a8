// SPDX-License-Identifier: MIT
// An observer for those who compare long runs: it keeps a number that stands for all steps of a stretch. Two runs
// whose numbers are equal made the same steps (but for one chance in 2^64), so only a stretch with different
// numbers has to be looked at step by step.
//
//     var digest = StepDigest(itemCodes: codes, groups: [1, 2])
//     machine.run(&digest, until: 1_000_000)
//     digest.value
//
// Tested in RegexDebuggingTests/ComparingTests.swift.

import RegexProgram

/// A number that stands for a stretch of steps.
public struct StepDigest: MachineObserver {
  /// The number.
  public private(set) var value: UInt64 = 0x9E37_79B9_7F4A_7C15
  /// Steps seen.
  public private(set) var count: UInt64 = 0
  /// First steps of attempts among them.
  public private(set) var attempts = 0
  private let itemCodes: [UInt32]
  private let groups: [Int]

  /// Makes one that has seen nothing.
  ///
  /// - Parameters:
  ///   - itemCodes: By item: what stands for it. Items of two patterns that count as the same have the same.
  ///   - groups: The groups whose values count, by number, in an order that is the same for both patterns.
  public init(itemCodes: [UInt32], groups: [Int]) {
    self.itemCodes = itemCodes
    self.groups = groups
  }

  @inline(__always)
  private mutating func mix(_ word: UInt64) {
    let product = (value ^ word) &* 0xD6E8_FEB8_6659_FD93
    value = product ^ (product >> 32)
  }

  /// Adds the step.
  @inline(__always)
  public mutating func step(_ step: StepView) -> Bool {
    count &+= 1
    if step.flags & 1 != 0 { attempts &+= 1 }
    // Positions have less than 32 bits, flags two.
    mix(UInt64(itemCodes[step.item]) << 32 | UInt64(step.flags))
    mix(
      UInt64(truncatingIfNeeded: step.position) << 32
        | UInt64(truncatingIfNeeded: step.attemptStart))
    if !groups.isEmpty { addGroups(step) }
    return false
  }

  @inline(never)
  private mutating func addGroups(_ step: StepView) {
    let top = step.captureTop
    for group in groups {
      guard group < top, let range = step.capture(group) else {
        mix(.max)
        continue
      }
      mix(UInt64(truncatingIfNeeded: range.start) << 32 | UInt64(truncatingIfNeeded: range.end))
    }
  }
}

extension Machine {
  /// Runs on and adds the steps to a number.
  @discardableResult
  public mutating func run(_ observer: inout StepDigest, until stop: UInt64 = .max) -> RunResult {
    execute(&observer, until: stop)
  }
}
