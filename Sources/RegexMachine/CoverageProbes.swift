// SPDX-License-Identifier: MIT
// What a CoverageObserver counts: tables from items and instructions to repeats and classes, made once for a program.
// Tested in RegexCoverageTests.

public import RegexProgram
import RegexSyntax

/// What is counted of a program.
public struct CoverageProbes: Hashable, Sendable {
  /// A repeat: how often it may run.
  public struct Repeat: Hashable, Sendable {
    /// The least number of times.
    public var minimum: Int
    /// The greatest number of times; nil = unlimited.
    public var maximum: Int?

    /// Makes a repeat.
    public init(minimum: Int, maximum: Int?) {
      self.minimum = minimum
      self.maximum = maximum
    }

    /// The kind of a number of times: 0 = the least, 1 = one, where it could have been none, 2 = more,
    /// 3 = the greatest.
    public func bucket(of times: Int) -> Int {
      if times <= minimum { return 0 }
      if minimum == 0 && times == 1 { return 1 }
      return times >= maximum ?? .max ? 3 : 2
    }
  }

  /// A place that tells of a repeat.
  public struct RepeatPlace: Hashable, Sendable {
    /// Index into `repeats`, -1 = none.
    public var index: Int
    /// For an item: the register with the iterations done.
    ///
    /// For an instruction: units that another instruction in front of it has taken.
    public var register: UInt32
    /// Whether the instruction is a repeat of the unit in the next slot.
    public var isRepeat: Bool

    /// Makes a place.
    public init(index: Int = -1, register: UInt32 = 0, isRepeat: Bool = false) {
      self.index = index
      self.register = register
      self.isRepeat = isRepeat
    }
  }

  /// A class, or a letter of which case is ignored.
  public struct Class: Hashable, Sendable {
    /// What each member holds.
    public var members: [CharacterSet]
    /// The same if case counted; empty where it does.
    public var exact: [CharacterSet]
    /// Index of its first member among those of all classes.
    public var firstMember: Int

    /// Makes a class.
    public init(members: [CharacterSet], exact: [CharacterSet], firstMember: Int) {
      self.members = members
      self.exact = exact
      self.firstMember = firstMember
    }
  }

  /// The repeats that are counted.
  public var repeats: [Repeat] = []
  /// The classes that are counted.
  public var classes: [Class] = []
  /// By item: the repeat in front of it whose iterations a register counts.
  public var counterOfItem: [RepeatPlace]
  /// By instruction: the repeat that it is.
  public var repeatOfInstruction: [RepeatPlace]
  /// By instruction: index of the class that it tests, -1 = none.
  public var classOfInstruction: [Int]
  /// Whether the subject is UTF-8.
  public let isUTF: Bool

  /// Probes of a program that count nothing but items yet.
  public init(_ program: Program) {
    counterOfItem = Array(repeating: RepeatPlace(), count: program.tree.items.count)
    repeatOfInstruction = Array(repeating: RepeatPlace(), count: program.code.count)
    classOfInstruction = Array(repeating: -1, count: program.code.count)
    isUTF = program.isUTF
  }
}
