// SPDX-License-Identifier: MIT
// Matching of one unit and of runs of one unit. A result below 0 means: does not match.

import RegexProgram

extension SearchContext {
  /// The position behind one unit at a position, -1 if it does not match.
  @inline(never)
  func unit(_ unit: Instruction, at position: Int) -> Int {
    guard position < end else { return -1 }
    switch unit.operation {
    case .byte:
      return subject[position] == UInt8(truncatingIfNeeded: unit.literal) ? position + 1 : -1
    case .byteEither:
      let byte = subject[position]
      let matches =
        byte == UInt8(truncatingIfNeeded: unit.literal)
        || byte == UInt8(truncatingIfNeeded: unit.literal >> 8)
      return matches ? position + 1 : -1
    case .bytes:
      return bytes(unit, at: position)
    case .setByte:
      return contains(unit.a, at: position) ? position + 1 : -1
    case .setUTF:
      guard contains(unit.a, at: position) else { return -1 }
      return unit.flags & 1 != 0 ? acrossCharacter(from: position) : position + length(at: position)
    case .anyByte:
      return position + 1
    case .anyUTF:
      return acrossCharacter(from: position)
    case .dotCRLFByte:
      return isCRLF(at: position) ? -1 : position + 1
    case .dotCRLFUTF:
      return isCRLF(at: position) ? -1 : acrossCharacter(from: position)
    case .newlineSequence:
      let length = anyNewlineLength(at: position, onlyCRLF: unit.flags & 1 != 0)
      return length > 0 ? position + length : -1
    case .graphemeCluster:
      return clusterEnd(from: position)
    default:
      return -1
    }
  }

  /// The position behind a character, also one that `\C` has split.
  @inline(__always)
  func acrossCharacter(from position: Int) -> Int {
    var next = position &+ 1
    while isUTF && next < end && subject[next] & 0xC0 == 0x80 { next += 1 }
    return next
  }

  /// The position behind one more unit of a lazy repeat.
  ///
  /// There, with UTF, `\C` takes a whole character,
  /// and what would take the rest of a split one takes one byte.
  @inline(never)
  func lazyUnit(_ unit: Instruction, at position: Int) -> Int {
    let next = self.unit(unit, at: position)
    guard isUTF && next >= 0 && unit.operation != .graphemeCluster,
      unit.operation == .anyByte || subject[position] & 0xC0 == 0x80
    else { return next }
    return min(position + length(at: position), end)
  }

  /// As `lazyUnit`, where a byte of a set is asked for in its own way.
  @inline(__always)
  func oneMore(_ unit: CodePointer, at position: Int) -> Int {
    let isPlain =
      unit.operation == .setByte
      || (unit.operation == .setUTF && position < end && subject[position] < 0x80)
    guard isPlain else { return lazyUnit(unit.instruction, at: position) }
    guard position < end, setTables[Int(unit.a) << 8 | Int(subject[position])] != 0 else {
      return -1
    }
    return position &+ 1
  }

  private func bytes(_ unit: Instruction, at position: Int) -> Int {
    let count = Int(unit.flags)
    guard position + count <= end else { return -1 }
    for index in 0..<count
    where subject[position + index] != UInt8(truncatingIfNeeded: unit.a >> UInt32(8 * index)) {
      return -1
    }
    return position + count
  }

  /// Whether the text of a `string` or a `stringEither` stands at a position.
  @inline(__always)
  func holds(_ string: CodePointer, at position: Int) -> Bool {
    guard position &+ 8 <= end else { return holdsNearEnd(string, at: position) }
    return Self.isEqual(subject.word(at: position), string)
  }

  /// The same where less than eight bytes follow.
  @inline(never)
  private func holdsNearEnd(_ string: CodePointer, at position: Int) -> Bool {
    guard position + Int(string.literal) <= end else { return false }
    var word: UInt64 = 0
    for index in 0..<Int(string.literal) {
      word |= UInt64(subject[position + index]) << UInt64(8 * index)
    }
    return Self.isEqual(word, string)
  }

  @inline(__always)
  private static func isEqual(_ word: UInt64, _ string: CodePointer) -> Bool {
    let unused = 64 &- 8 &* UInt64(string.literal)
    var word = word
    if string.operation == .stringEither { word |= (string + 1).word }
    return (word ^ string.word) &<< unused == 0
  }

  // MARK: Runs

  /// Where a run of set bytes ends that has at most `most` of them.
  @inline(__always)
  func endOfSetRun(_ set: UInt32, from position: Int, most: UInt32) -> Int {
    let last = most == Instruction.none ? end : min(end, position &+ Int(most))
    let table = Int(set) << 8
    var next = position
    while next < last && setTables[table | Int(subject[next])] != 0 { next &+= 1 }
    return next
  }

  /// Where a run of one byte ends that has at most `most` of it.
  @inline(__always)
  func endOfByteRun(_ literal: UInt16, from position: Int, most: UInt32) -> Int {
    let last = most == Instruction.none ? end : min(end, position &+ Int(most))
    let byte = UInt8(truncatingIfNeeded: literal)
    var next = position
    while next < last && subject[next] == byte { next &+= 1 }
    return next
  }

  /// Matches as many units as there are: where the least number of them ends (a position beyond every
  /// other if there are not so many), and where all of them end (-1 if not the least number).
  @inline(never)
  func scan(
    _ unit: Instruction, from position: Int, least: UInt32, most: UInt32
  ) -> (least: Int, next: Int) {
    var next = position
    var first = unit
    if unit.flags & 2 != 0 && unit.operation == .setUTF { first.flags |= 1 }
    for _ in 0..<least {
      next = self.unit(first, at: next)
      guard next >= 0 else { return (Int.max, -1) }
    }
    let leastEnd = next
    guard most > least else { return (leastEnd, next) }
    let rest = most == Instruction.none ? most : most - least
    switch unit.operation {
    case .byte: return (leastEnd, endOfByteRun(unit.literal, from: next, most: rest))
    case .setByte: return (leastEnd, endOfSetRun(unit.a, from: next, most: rest))
    case .setUTF where unit.flags & 1 == 0:
      return (leastEnd, endOfWideRun(unit.a, from: next, most: rest))
    case .anyByte where rest == Instruction.none: return (leastEnd, end)
    case .anyUTF where rest == Instruction.none: return (leastEnd, end)
    default: break
    }
    var left = rest
    while left > 0 {
      let after = self.unit(unit, at: next)
      guard after >= 0 else { break }
      next = after
      left -= 1
    }
    return (leastEnd, next)
  }

  /// Where a run of UTF-8 characters of a set ends.
  @inline(never)
  func endOfWideRun(_ set: UInt32, from position: Int, most: UInt32) -> Int {
    let table = Int(set) << 8
    var next = position
    var left = most
    while next < end && left > 0 {
      let byte = subject[next]
      if byte < 0x80 {
        guard setTables[table | Int(byte)] != 0 else { break }
        next &+= 1
      } else {
        guard contains(set, at: next) else { break }
        next &+= Self.utfLength(byte)
      }
      left &-= 1
    }
    return next
  }

  // MARK: Steps back

  /// The position at which a greedy repeat ends after it has given one unit back.
  @inline(never)
  func giveBack(_ choice: Choice) -> Int {
    if choice.kind == .giveBackCluster {
      return clusterStart(before: Int(choice.position), least: Int(choice.extra))
    }
    var position = before(Int(choice.position))
    if choice.kind == .giveBackNewline && position > Int(choice.extra) && position < end
      && subject[position] == 0x0A && subject[position - 1] == 0x0D
    {
      position -= 1
    }
    return position
  }

  /// The position some characters earlier, -1 if the subject starts too late.
  @inline(never)
  func stepBack(_ characters: Int, from position: Int) -> Int {
    guard isUTF else { return position >= characters ? position - characters : -1 }
    var result = position
    for _ in 0..<characters {
      guard result > checkedStart else { return -1 }
      result = before(result)
    }
    return result
  }
}
