// SPDX-License-Identifier: MIT
// The observer of coverage: what parts of a pattern a search has been through, as counts. It knows no points and no
// words; RegexCoverage says what is to be counted and what the counts mean.
//
// Example: `[ab]+c` on `abc` tries its items once each, counts one repeat of more than its minimum, and of the class
// the bytes a and b as taken, c as refused.
// Tested in RegexCoverageTests.

import RegexProgram
import SourceText

/// Counts what a search does to the parts of a pattern.
public struct CoverageObserver: MachineObserver {
  /// Events are told.
  public static var wantsEvents: Bool { true }
  /// So are repeats.
  public static var wantsRepeats: Bool { true }

  /// Tries by item.
  public private(set) var tries: [UInt32]
  /// How often the search went on behind a repeat, four numbers each: after its least number of times, after
  /// one (where it could have been none), after more, after the greatest number.
  public private(set) var repeats: [UInt32]
  /// For each class by byte how often it has taken it (with UTF only ASCII), 256 numbers each.
  public private(set) var taken: [UInt32]
  /// For each class by byte how often it has refused it, as `taken`.
  public private(set) var refused: [UInt32]
  /// For each member of each class, one after another, the characters beyond ASCII that it holds: taken.
  public private(set) var wideTaken: [UInt32]
  /// The same: refused.
  public private(set) var wideRefused: [UInt32]
  /// For each class the characters beyond ASCII that it has refused.
  public private(set) var wideOutside: [UInt32]
  /// For each class the characters beyond ASCII that it has taken only because case is ignored.
  public private(set) var wideOtherCase: [UInt32]

  private let probes: CoverageProbes
  private let subject: [UInt8]

  /// Makes an observer of a search in a subject.
  public init(_ probes: CoverageProbes, subject: [UInt8]) {
    self.probes = probes
    self.subject = subject
    tries = Array(repeating: 0, count: probes.counterOfItem.count)
    repeats = Array(repeating: 0, count: 4 * probes.repeats.count)
    taken = Array(repeating: 0, count: 256 * probes.classes.count)
    refused = taken
    wideTaken = Array(repeating: 0, count: probes.classes.reduce(0) { $0 + $1.members.count })
    wideRefused = wideTaken
    wideOutside = Array(repeating: 0, count: probes.classes.count)
    wideOtherCase = wideOutside
  }

  /// Counts the try, and the iterations of the repeat in front of the item.
  public mutating func step(_ step: StepView) -> Bool {
    tries[step.item] &+= 1
    let repeated = probes.counterOfItem[step.item]
    if repeated.index >= 0 {
      count(repeated.index, Int(step.registers[Int(repeated.register)]))
    }
    return false
  }

  /// Counts the units that a repeat of one unit has.
  public mutating func repeated(instruction: Int, count times: Int) {
    let probe = probes.repeatOfInstruction[instruction]
    if probe.index >= 0 { count(probe.index, times + Int(probe.register)) }
  }

  private mutating func count(_ index: Int, _ times: Int) {
    repeats[4 * index + probes.repeats[index].bucket(of: times)] &+= 1
  }

  // MARK: Classes

  /// Looks at what classes take and refuse.
  public mutating func event(_ event: MachineEvent) {
    switch event {
    case .matched(let instruction, let from, let to):
      let probe = probes.classOfInstruction[instruction]
      guard probe >= 0 else { return }
      var position = from
      while position < to { position += take(probe, at: position) }
    case .tookMore(let instruction, let position):
      guard probes.repeatOfInstruction[instruction].isRepeat else { return }
      let probe = probes.classOfInstruction[instruction + 1]
      guard probe >= 0 else { return }
      var start = position - 1
      while probes.isUTF && start > 0 && subject[start] & 0xC0 == 0x80 { start -= 1 }
      if start >= 0 { _ = take(probe, at: start) }
    case .failed(let instruction, let position):
      let probe = probes.classOfInstruction[instruction]
      if probe >= 0 { refuse(probe, at: position) }
    default: return
    }
  }

  /// Notes that a repeat of a class has met something that is not in it.
  public mutating func stopped(instruction: Int, at position: Int) {
    guard probes.repeatOfInstruction[instruction].isRepeat else { return }
    let probe = probes.classOfInstruction[instruction + 1]
    if probe >= 0 { refuse(probe, at: position) }
  }

  /// Notes a character; gives the number of its bytes.
  private mutating func take(_ index: Int, at position: Int) -> Int {
    let byte = subject[position]
    guard probes.isUTF && byte >= 0x80 else {
      taken[256 * index + Int(byte)] &+= 1
      return 1
    }
    guard let character = validCharacter(subject, at: position) else { return 1 }
    let probe = probes.classes[index]
    for (member, set) in probe.members.enumerated() where set.containsWide(character.value) {
      wideTaken[probe.firstMember + member] &+= 1
    }
    if !probe.exact.isEmpty && !probe.exact.contains(where: { $0.containsWide(character.value) }) {
      wideOtherCase[index] &+= 1
    }
    return character.length
  }

  private mutating func refuse(_ index: Int, at position: Int) {
    guard position < subject.count else { return }
    let byte = subject[position]
    guard probes.isUTF && byte >= 0x80 else {
      refused[256 * index + Int(byte)] &+= 1
      return
    }
    guard let character = validCharacter(subject, at: position) else { return }
    wideOutside[index] &+= 1
    let probe = probes.classes[index]
    for (member, set) in probe.members.enumerated() where set.containsWide(character.value) {
      wideRefused[probe.firstMember + member] &+= 1
    }
  }
}

extension Machine {
  /// Runs on and counts what parts of the pattern it goes through.
  @discardableResult
  public mutating func run(
    _ observer: inout CoverageObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
