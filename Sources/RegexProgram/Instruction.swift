// SPDX-License-Identifier: MIT
// The instruction set of the machine. An instruction is 16 bytes of plain data: an operation, a flag
// byte, two literal bytes and three operands. What an operation does with them stands here and nowhere
// else; `Disassembly.swift` prints it, `RegexMachine/Machine+Run.swift` executes it.
//
// Example, `a+b` with its item markers:
//
//     0 attempt
//     1 item 0          step: a+ comes next
//     2 repeat 1...     unit in the next slot
//     3 byte 'a'
//     4 item 1
//     5 byte 'b'
//     6 item 2          step: end of the pattern
//     7 accept
//
// Tested by ProgramTests (disassembly goldens) and by every test that runs a pattern.

/// What an instruction does.
///
/// "Fails" means: the machine goes back to its latest choice point.
public enum Operation: UInt8, Sendable, CaseIterable {
  // MARK: Frame of the search

  /// Begins an attempt: pushes the choice point that moves the start position on.
  case attempt
  /// Reports a step. a = item.
  case item
  /// Ends the attempt with a match if the match options allow it; ends a call of the whole pattern.
  case accept
  /// Fails.
  case fail

  // MARK: Units: each takes one thing of the subject

  /// One byte. literal = the byte.
  case byte
  /// One of two bytes, a letter in both cases. literal = low byte one, high byte the other.
  case byteEither
  /// Two to four bytes that are one character. flags = count, a = bytes, first one lowest.
  case bytes
  /// A byte of a set. a = set.
  case setByte
  /// A UTF-8 character of a set. a = set. flags bit 0 = a dot: inside a character that `\C` has split it
  /// takes the rest, where a class takes one byte; bit 1 = so does the minimum of a repeat (`\S`).
  case setUTF
  /// Any byte.
  case anyByte
  /// Any UTF-8 character.
  case anyUTF
  /// Any byte, but not at CR LF.
  case dotCRLFByte
  /// Any UTF-8 character, but not at CR LF.
  case dotCRLFUTF
  /// `\R`. flags bit 0 = CR, LF and CRLF only.
  case newlineSequence
  /// `\X`.
  case graphemeCluster

  // MARK: Repeats of one unit, which stands in the next slot; the program goes on behind it

  /// As many as possible, given back one at a time. b = minimum, c = maximum.
  case repeatGreedy
  /// As few as possible. b = minimum, c = maximum.
  case repeatLazy
  /// As many as possible for good. b = minimum, c = maximum.
  case repeatPossessive

  // MARK: Back references

  /// What a group matched, again. a = reference (index into `Program.references`).
  case reference
  /// A repeated reference, greedy or (flags bit 0) lazy. a = reference, b = minimum, c = maximum.
  case referenceRepeat

  // MARK: Simple assertions

  /// At offset 0 and not NOTBOL.
  case subjectStart
  /// At offset 0, whatever NOTBOL says.
  case absoluteStart
  /// At the start offset of the match.
  case matchingStart
  /// At the start of a line. flags bit 0 = also after a newline that ends the subject.
  case lineStart
  /// As `lineStart`, where only LF is a newline and a LF that ends the subject starts no line: the usual
  /// `^`, which fails nearly everywhere and so has a short way of its own.
  case lineStartLF
  /// At the end, or before a newline there; not with NOTEOL.
  case dollar
  /// At the very end; not with NOTEOL.
  case dollarEndOnly
  /// At the end of a line.
  case lineEnd
  /// At the very end.
  case absoluteEnd
  /// At the end or before a newline there.
  case absoluteEndOrNewline
  /// Between a word character and another. flags bit 0 = negated, bit 2 = UCP; bit 3 = only
  /// before a word character, bit 4 = only behind one, whatever is on the other side.
  case wordBoundary

  // MARK: Control

  /// Goes on. a = target.
  case jump
  /// Goes on in the next slot, with a choice point for a.
  case split
  /// As `split`, in a pattern with (*THEN): the choice point also marks the branch that begins, for
  /// a THEN that comes back. a = next branch, none in the last one; b = end of this branch, the
  /// greatest number in a lookaround (where every THEN is meant); c = group whose branch it is.
  case alternative
  /// Goes on at a, with a choice point for the next slot.
  case splitLazy
  /// Stores the position where an iteration begins. a = register.
  case markIteration
  /// End of an iteration: once more from a, or leave; nothing but leave if the iteration took nothing.
  /// b = register of `markIteration` or `Instruction.none`; flags bit 0 = lazy.
  case loop
  /// Sets a counter to 0. a = register.
  case counterReset
  /// Counts an iteration: adds 1 to a register. a = register. Only in programs that count
  /// (`compileTraced`).
  case countIteration
  /// End of a counted iteration. a = start of the body, b = loop (index into `Program.loops`).
  case counterLoop
  /// Steps back before the body of a lookbehind branch. a = characters; flags bit 0 = UTF.
  case stepBack

  // MARK: Captures

  /// A capturing group begins. a = group. flags bit 0 = it may be open more than once at a time.
  case open
  /// A capturing group ends. a = group. flags bit 0 = it can be called, so this may be a return.
  case close
  /// `\K`: the reported match starts here.
  case keepOut

  // MARK: Bodies that stand for good once matched: a barrier on the stack, and its end

  /// An atomic group begins.
  case atomicBegin
  /// An atomic group ends: its choice points go. flags bit 0 = a mark of its last branch stays for a
  /// THEN that comes back.
  case atomicEnd
  /// An iteration of a possessive loop begins; if it fails the loop is left. a = behind the loop.
  case possessiveBegin
  /// An iteration of a possessive loop ends: again from a, or leave if it took nothing.
  case possessiveEnd
  /// A positive lookaround begins. a = behind it.
  case lookBegin
  /// A positive lookaround ends: choice points go, the position comes back. flags bit 0 = a mark of
  /// it stays for a verb that comes back.
  case lookEnd
  /// A negative lookaround begins; if its body fails the search goes on at a.
  case lookNotBegin
  /// The body of a negative lookaround has matched: everything in it is undone, and it fails.
  case lookNotEnd
  /// A lookaround as a condition begins; if its body fails the search goes on at a, if (*ACCEPT) ends
  /// it at b.
  case conditionBegin
  /// The body of a condition has matched. flags bit 0 = negative: go on at a.
  case conditionEnd
  /// A non-atomic lookaround begins: stores the position. a = behind it, b = register.
  case softLookBegin
  /// A non-atomic lookaround ends: the position comes back. a = register.
  case softLookEnd

  /// A script run begins: stores the position. a = register.
  case scriptRunBegin
  /// A script run ends: fails if what it took is none. a = register.
  case scriptRunEnd

  // MARK: Conditions and calls

  /// Goes on if a group is set, else at a. b = reference.
  case ifSet
  /// Goes on if within a call, else at a. b = group, `Instruction.none` = any call.
  /// flags bit 0 = b is a reference (index into `Program.references`) by name.
  case ifRecursion
  /// Calls a group. a = group, 0 = the whole pattern.
  case call

  // MARK: Verbs; b = name (index into `Program.markNames` plus 1), 0 = none

  /// `(*MARK)`
  case mark
  /// `(*COMMIT)`
  case commit
  /// `(*PRUNE)`
  case prune
  /// `(*SKIP)`; with a name: to where the mark was passed.
  case skip
  /// `(*THEN)`
  case then
  /// `(*ACCEPT)` outside assertions: ends the match, or the call it is in.
  case acceptVerb
  /// `(*ACCEPT)` in an assertion: ends the assertion.
  case acceptAssertion
  /// Before (*ACCEPT), outside calls: a group that is open ends here. a = group.
  case closeOpen

  // MARK: In the fast program only

  /// Begins an attempt at the next place at which a match can begin; in the place of `attempt`.
  case search
  /// Two to eight bytes. literal = count, a and b = the bytes, first one lowest; c = slots to the next instruction.
  case string
  /// The same with letters in both cases: their bytes have bit 0x20 set. Next slot: a and b = that bit for each.
  case stringEither
  /// As `close`, where nothing asks which groups are set or calls one. a = group.
  case closePlain
  /// A run of bytes of a set, for good. a = table; see `RunFlags` for these six.
  case takeSet
  /// A run of all bytes but one, for good.
  case takeNot
  /// All that is left, for good.
  case takeAny
  /// A run of bytes of a set, given back one at a time.
  case giveSet
  /// A run of all bytes but one, given back one at a time.
  case giveNot
  /// All that is left, given back one at a time.
  case giveAny
  /// As few bytes as possible. a = table: 1 = what follows can begin with the byte, 2 = the byte is not taken.
  case lazySet
  /// `split`, but not to a place where the next byte cannot be taken. a = the other place, b = table: 1 = the next
  /// slot can, 2 = the other place can. flags bits 0 and 1 = the same at the end of the subject, bit 2 = the other
  /// place is tried first.
  case splitGuarded
  /// Goes to the place of the next byte. a = index into `Program.dispatches`.
  case dispatch
  /// Whether the next byte is in a set. a = table, flags bit 0 = negated, c = slots to the next instruction.
  case aheadSet
  /// Whether the byte before is in a set. As `aheadSet`.
  case behindSet
  /// `wordBoundary` by a table. a = table, flags bit 0 = negated.
  case wordEdge
}

/// One instruction, 16 bytes of plain data.
public struct Instruction: Hashable, Sendable {
  /// An operand that is not there; as a maximum: unlimited.
  public static let none = UInt32.max

  /// Set in the flags of `item`, and only there.
  public static let stepFlag: UInt8 = 0x80
  /// Set in the flags of `byte`, and only there.
  public static let byteFlag: UInt8 = 0x40

  /// What to do.
  public var operation: Operation
  /// Small flags; see the operation.
  public var flags: UInt8
  /// Up to two literal bytes.
  public var literal: UInt16
  /// First operand.
  public var a: UInt32
  /// Second operand.
  public var b: UInt32
  /// Third operand.
  public var c: UInt32

  /// Makes an instruction; operands that an operation does not use stay 0.
  public init(
    _ operation: Operation, flags: UInt8 = 0, literal: UInt16 = 0, a: UInt32 = 0, b: UInt32 = 0,
    c: UInt32 = 0
  ) {
    self.operation = operation
    switch operation {
    case .item: self.flags = flags | Self.stepFlag
    case .byte: self.flags = flags | Self.byteFlag
    default: self.flags = flags
    }
    self.literal = literal
    self.a = a
    self.b = b
    self.c = c
  }
}
