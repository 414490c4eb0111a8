// SPDX-License-Identifier: MIT
// A compiled pattern: a flat instruction array with side tables. A value without references into the
// tree's arena other than by `NodeID`, so that it can be sent, kept and compared.
//
// Registers: everything a run can change besides position and stack is one file of 32-bit registers,
// so that undoing is uniform. First the fixed ones (`Register`), then two for each capture, then one
// for each open group, then those of loops.

public import RegexSyntax

/// The fixed registers.
public enum Register {
  /// Where the reported match starts (`\K` moves it).
  public static let matchStart = 0
  /// Highest group set (upper 16 bits) and group closed last (lower 16 bits).
  public static let captureState = 1
  /// Stack index of the record of the current call, 0 = not in a call.
  public static let call = 2
  /// Index into `Program.markNames` plus 1 of the mark passed last, 0 = none.
  public static let mark = 3
  /// The first capture register: start of group 1.
  public static let captures = 4
  /// The value of a capture register that is not set.
  public static let unset = UInt32.max
}

/// A counted loop over a group.
public struct CountedLoop: Hashable, Sendable {
  /// Register with the number of iterations done.
  public var counter: UInt32
  /// Iterations that come without a choice, at least 1.
  public var minimum: UInt32
  /// Most iterations, `Instruction.none` = unlimited.
  public var maximum: UInt32
  /// Register of `markIteration`, or `Instruction.none`.
  public var start: UInt32
  /// Whether leaving is tried before another iteration.
  public var isLazy: Bool
}

/// What a back reference or a condition asks for: plain data, the groups stand in
/// `Program.referencedGroups`.
public struct Reference: Hashable, Sendable {
  /// Index of its first group in `Program.referencedGroups`.
  public var firstGroup: UInt32
  /// How many groups it can mean: the first of them that is set counts.
  public var groupCount: UInt32
  /// Whether the text is compared without regard to case.
  public var isCaseless: Bool
  /// Whether case is that of Unicode, not only of ASCII letters.
  public var usesUnicodeCase: Bool
}

/// A register that counts the iterations of a quantified node, where that is not done by one instruction.
public struct IterationCounter: Hashable, Sendable {
  /// The repetition.
  public var node: NodeID
  /// Holds the iterations that are done while the search stands behind the last of them.
  public var register: UInt32
}

/// A pattern ready to run.
public struct Program: Hashable, Sendable {
  /// The instructions; execution begins at 0.
  public var code: [Instruction]
  /// For each instruction the node that it was made for.
  public var origins: [NodeID]
  /// The character sets that instructions refer to.
  public var sets: [CharacterSet]
  /// The tables of all sets, 256 bytes each, in one piece.
  public var setTables: [UInt8]
  /// The back references and conditions that instructions refer to.
  public var references: [Reference]
  /// The groups of all references, one after another.
  public var referencedGroups: [UInt32]
  /// The counted loops that instructions refer to.
  public var loops: [CountedLoop]
  /// What counts iterations; empty unless `compileTraced` was asked for it.
  public var counters: [IterationCounter]
  /// The names that verbs give to marks.
  public var markNames: [[UInt8]]
  /// For each group, 0 first: where a call of it goes; `Instruction.none` where nothing calls it.
  public var entries: [UInt32]
  /// For each `dispatch` 257 places, by the next byte, the end of the subject last; only in the fast program.
  public var dispatches: [UInt32] = []
  /// Where a match can begin; nil in the traced program.
  public var start: StartPlan?
  /// Whether the highest group in force is kept: without, every group that is set is in force.
  public var keepsHighestGroup = true
  /// Number of capturing groups.
  public var captureCount: Int
  /// Registers in all.
  public var registerCount: Int
  /// The tree it was made from: spans, items, names, options.
  public var tree: Tree
  /// Whether every match must begin at the start offset.
  public var isAnchored: Bool
  /// How many characters the pattern looks back at most.
  public var maximumLookbehind: Int
  /// Whether the pattern can match the empty string, as far as is known without running it.
  public var canMatchEmpty: Bool
  /// Whether the pattern names CR or LF, which changes how starts move on at CRLF.
  public var hasExplicitNewline: Bool

  /// First of the registers that hold where open groups began, one for each group.
  public var openRegisters: Int { Register.captures + 2 * captureCount }

  /// Whether it is the fast program, which has no steps.
  public var isFast: Bool { start != nil }

  /// Whether pattern and subject are UTF-8.
  public var isUTF: Bool { tree.options.compile.contains(.utf) }
}
