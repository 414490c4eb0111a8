// SPDX-License-Identifier: MIT
// How much a match tells of the pattern: a character matched by a literal tells much, one matched by a dot
// nothing. Where two repairs of a text or a pattern both lead to a match, the one that explains more of the
// text is the likelier.
//
// Example: `foo.*` on `foobar` tells 3 x 6.6 bits, all of them at [0,3).
// Tested in RegexDebuggingTests/MissTests.swift.

public import RegexProgram

/// Notes for each byte of the subject how narrow the unit was that took it last.
public struct EvidenceObserver: MachineObserver {
  /// Events are told.
  public static var wantsEvents: Bool { true }
  /// Bits by byte of the subject; meaningless outside of the match.
  public private(set) var bits: [Double]
  private let weights: [Double]

  /// Makes an observer for a subject of so many bytes.
  ///
  /// - Parameters:
  ///   - weights: What `weights(of:)` gave for the program.
  ///   - count: The bytes of the subject.
  public init(weights: [Double], count: Int) {
    self.weights = weights
    bits = Array(repeating: 0, count: count)
  }

  /// Nothing: only events count.
  public mutating func step(_ step: StepView) -> Bool { false }

  /// Looks at the event.
  public mutating func event(_ event: MachineEvent) {
    guard case .matched(let instruction, let from, let to) = event else { return }
    let weight = weights[instruction]
    for offset in from..<max(from, min(to, bits.count)) { bits[offset] = weight }
  }

  /// For each instruction how many bits it tells of a character that it matches.
  public static func weights(of program: Program) -> [Double] {
    program.code.indices.map { index in
      let code = program.code[index]
      switch code.operation {
      case .repeatGreedy, .repeatLazy, .repeatPossessive:
        return weight(of: program.code[index + 1], program)
      default: return weight(of: code, program)
      }
    }
  }

  /// Bits of a printable ASCII character.
  private static let whole = 6.6

  private static func weight(of code: Instruction, _ program: Program) -> Double {
    switch code.operation {
    case .byte, .bytes, .reference, .referenceRepeat, .newlineSequence: return whole
    case .byteEither: return whole - 1
    case .setByte, .setUTF:
      let table = program.sets[Int(code.a)].table
      let members = (0x20..<0x7F).count { table[$0] == CharacterSet.Answer.yes }
      return bitsLeft(members)
    default: return 0
    }
  }

  /// The logarithm of 95 printable characters over so many of them.
  private static func bitsLeft(_ members: Int) -> Double {
    guard members > 1 else { return whole }
    var value = 95 / Double(members)
    var result = 0.0
    while value >= 2 {
      value /= 2
      result += 1
    }
    return result + value - 1
  }
}

extension Machine {
  /// Runs on and notes what matches tell.
  @discardableResult
  public mutating func run(
    _ observer: inout EvidenceObserver, until stop: UInt64 = .max
  ) -> RunResult {
    execute(&observer, until: stop)
  }
}
