// SPDX-License-Identifier: MIT
// For every instruction: which byte can be the next one if the search is to succeed from there, and whether it can at
// the end of the subject. What is found is never too small; where nothing is known it is everything.
//
// Example, `a*b|c` at its start: the bytes a, b and c, and not the end.
//
// One sweep from the last instruction to the first, again as long as loops have changed something. Assertions count
// as if they were not there, but for those that hold only at the end of the subject or before a newline.
//
// Two views: a body that stands for good once matched (an atomic group) comes to its end whatever follows, so what is
// decided inside must not look beyond (`FirstSets.Reach.body`); what begins a match may (`.pattern`).

import RegexSyntax

/// What can come next.
struct First: Equatable {
  /// The next byte.
  var bytes = ByteSet.none
  /// Whether there need be none.
  var atEnd = false
  /// The least number of bytes that are taken from here to the end of the pattern.
  var minimum = 0

  static let anything = First(bytes: .all, atEnd: true)

  /// Either of two.
  func or(_ other: First) -> First {
    First(
      bytes: bytes.union(other.bytes), atEnd: atEnd || other.atEnd,
      minimum: min(minimum, other.minimum))
  }

  /// Before anything is known of a place: joins with nothing.
  static let unreached = First(minimum: unreachedMinimum)
  private static let unreachedMinimum = 1 << 30

  /// Something that takes a byte of a set comes first.
  func behind(_ bytes: ByteSet) -> First {
    First(bytes: bytes, minimum: min(minimum + 1, First.unreachedMinimum))
  }
}

struct FirstSets {
  /// Loops in loops in loops: with more sweeps than this nothing is claimed.
  private static let mostSweeps = 12

  /// How far a set looks.
  enum Reach {
    /// To the end of the atomic body around, if there is one.
    case body
    /// To the end of the pattern.
    case pattern
  }

  private let code: [Instruction]
  private let reach: Reach
  private let setBytes: [ByteSet]
  private let newlines: ByteSet
  private let isUTF: Bool
  private(set) var first: [First]

  init(
    _ code: [Instruction], _ reach: Reach, setBytes: [ByteSet], newline: NewlineConvention,
    isUTF: Bool
  ) {
    self.code = code
    self.reach = reach
    self.setBytes = setBytes
    self.isUTF = isUTF
    newlines =
      newline == .lf ? ByteSet(0x0A) : ByteSet([0x00, 0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0xC2, 0xE2])
    first = Array(repeating: .unreached, count: code.count + 1)
    first[code.count] = .anything
    var sweeps = 0
    while sweep() {
      sweeps += 1
      guard sweeps < Self.mostSweeps else {
        first = Array(repeating: .anything, count: code.count + 1)
        return
      }
    }
  }

  subscript(pc: Int) -> First { first[pc] }

  /// Goes through the code once, backwards; true if it has to be done again.
  private mutating func sweep() -> Bool {
    var isUnsettled = false
    for pc in code.indices.reversed() {
      let new = first(at: pc)
      guard new != first[pc] else { continue }
      first[pc] = new
      // Only a way back can have used what was not known yet.
      isUnsettled = isUnsettled || isLoopStart[pc]
    }
    return isUnsettled
  }

  /// Whether some instruction further on leads to this one.
  private lazy var isLoopStart: [Bool] = {
    var result = Array(repeating: false, count: code.count + 1)
    for (pc, instruction) in code.enumerated() {
      guard let target = instruction.target, target <= pc else { continue }
      result[target] = true
    }
    return result
  }()

  /// The bytes with which a unit can begin.
  static func bytes(of unit: Instruction, _ setBytes: [ByteSet], isUTF: Bool) -> ByteSet {
    switch unit.operation {
    case .byte: return ByteSet(UInt8(truncatingIfNeeded: unit.literal))
    case .byteEither:
      return ByteSet([
        UInt8(truncatingIfNeeded: unit.literal), UInt8(truncatingIfNeeded: unit.literal >> 8),
      ])
    case .bytes: return ByteSet(UInt8(truncatingIfNeeded: unit.a))
    case .setByte, .setUTF: return setBytes[Int(unit.a)]
    case .newlineSequence:
      return ByteSet([0x0A, 0x0B, 0x0C, 0x0D] + (isUTF ? [0xC2, 0xE2] : [0x85]))
    default: return .all
    }
  }

  private func first(at pc: Int) -> First {
    let instruction = code[pc]
    let next = first[pc + 1]
    switch instruction.operation {
    case .byte, .byteEither, .bytes, .setByte, .setUTF, .anyByte, .anyUTF, .dotCRLFByte,
      .dotCRLFUTF, .newlineSequence, .graphemeCluster:
      return next.behind(Self.bytes(of: instruction, setBytes, isUTF: isUTF))
    case .repeatGreedy, .repeatLazy, .repeatPossessive:
      let behind = first[pc + 2]
      let bytes = Self.bytes(of: code[pc + 1], setBytes, isUTF: isUTF)
      guard instruction.b == 0 else {
        var result = behind.behind(bytes)
        result.minimum = min(behind.minimum + Int(instruction.b), 1 << 30)
        return result
      }
      return First(bytes: behind.bytes.union(bytes), atEnd: behind.atEnd, minimum: behind.minimum)
    case .fail: return .unreached
    case .dollar, .lineEnd, .absoluteEndOrNewline:
      return First(
        bytes: next.bytes.intersection(newlines), atEnd: next.atEnd, minimum: next.minimum)
    case .absoluteEnd, .dollarEndOnly: return First(atEnd: next.atEnd, minimum: next.minimum)
    case .atomicEnd where reach == .body, .possessiveEnd where reach == .body: return .anything
    case .jump, .lookBegin, .lookNotBegin, .possessiveEnd:
      return first[Int(instruction.a)]
    case .split, .splitLazy, .loop, .counterLoop, .ifSet, .ifRecursion, .possessiveBegin:
      return next.or(first[Int(instruction.a)])
    case .alternative:
      return instruction.a == Instruction.none ? next : next.or(first[Int(instruction.a)])
    case .close where instruction.flags & 1 != 0: return .anything
    case .reference, .referenceRepeat, .call:
      return First(bytes: .all, atEnd: true, minimum: next.minimum)
    case .attempt, .item, .open, .close, .closePlain, .keepOut, .markIteration, .counterReset, .countIteration,
      .atomicBegin, .atomicEnd, .scriptRunBegin, .scriptRunEnd, .subjectStart, .absoluteStart,
      .matchingStart, .lineStart, .lineStartLF, .wordBoundary:
      return next
    default: return .anything
    }
  }
}

extension Instruction {
  /// The other place to which the instruction can lead; nil if there is none.
  var target: Int? {
    switch operation {
    case .jump, .split, .splitLazy, .loop, .counterLoop, .possessiveBegin, .possessiveEnd,
      .lookBegin, .lookNotBegin, .conditionBegin, .softLookBegin, .ifSet, .ifRecursion:
      Int(a)
    case .alternative: a == Instruction.none ? nil : Int(a)
    case .conditionEnd: flags & 1 != 0 ? Int(a) : nil
    default: nil
    }
  }
}
