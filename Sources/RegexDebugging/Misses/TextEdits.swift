// SPDX-License-Identifier: MIT
// Edits of the subject that could help where an item has failed: what stands there is removed, replaced by
// what the item asks for, or moved; or what it asks for is put in front. Which of them do help, a run tells.

import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// Makes edits of a subject.
struct TextEdits {
  let program: Program
  let subject: [UInt8]

  /// The edits that could help against a failure.
  func edits(for failure: FailedItem) -> [Edit] {
    let position = failure.position
    guard position >= 0, position <= subject.count else { return [] }
    let code = program.code[failure.instruction]
    let next = end(of: position)
    var result: [Edit] = []
    switch code.operation {
    case .dollar, .dollarEndOnly, .absoluteEnd, .absoluteEndOrNewline, .accept:
      result.append(Edit(.remove, position, next, []))
      if next < subject.count { result.append(Edit(.remove, position, subject.count, [])) }
      return result
    case .lineEnd, .lineStart, .lineStartLF:
      result.append(Edit(.insert, position, position, [0x0A]))
    case .subjectStart, .absoluteStart, .matchingStart:
      return position > 0 ? [Edit(.remove, 0, position, [])] : []
    case .wordBoundary:
      result.append(Edit(.insert, position, position, [code.flags & 1 == 0 ? 0x20 : 0x61]))
    case .reference, .referenceRepeat: result += copies(of: failure.expected, at: position)
    default:
      for sample in samples(failure.instruction, found: found(at: position)) {
        result.append(Edit(.insert, position, position, sample))
        if next > position { result.append(Edit(.replace, position, next, sample)) }
      }
    }
    if next > position {
      result.append(Edit(.remove, position, next, []))
      if let swap = swap(position) { result.append(swap) }
      if position > 0, let swap = swap(start(of: position)) { result.append(swap) }
    }
    return result
  }

  /// What a group has matched, in front of what stands here or in its place.
  private func copies(of text: CaptureRange?, at position: Int) -> [Edit] {
    guard let text, text.start < text.end, text.end - text.start <= 64 else { return [] }
    let bytes = Array(subject[text.start..<text.end])
    var result = [Edit(.insert, position, position, bytes)]
    let end = position + bytes.count
    if end <= subject.count, !program.isUTF || end == subject.count || subject[end] & 0xC0 != 0x80 {
      result.append(Edit(.replace, position, end, bytes))
    }
    // What is there may be the beginning of it.
    let common = zip(bytes, subject[position...]).prefix { $0 == $1 }.count
    let place = position + common
    if common > 0, !program.isUTF || bytes[common...].first.map({ $0 & 0xC0 != 0x80 }) ?? false {
      result.append(Edit(.insert, place, place, Array(bytes[common...])))
    }
    return result
  }

  /// The character at a position changes places with the one behind it.
  private func swap(_ position: Int) -> Edit? {
    let middle = end(of: position)
    let last = end(of: middle)
    guard position < middle, middle < last else { return nil }
    let left = subject[position..<middle]
    let right = subject[middle..<last]
    return left == right ? nil : Edit(.swap, position, last, Array(right + left))
  }

  // MARK: Characters

  private func end(of position: Int) -> Int {
    guard position < subject.count else { return subject.count }
    return program.isUTF ? position + decodeUTF8(subject, at: position).length : position + 1
  }

  private func start(of position: Int) -> Int {
    var start = position - 1
    while program.isUTF, start > 0, subject[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  private func found(at position: Int) -> UInt8? {
    position < subject.count ? subject[position] : nil
  }

  // MARK: What an instruction asks for

  /// A text or two that an instruction takes.
  private func samples(_ instruction: Int, found: UInt8?) -> [[UInt8]] {
    let code = program.code[instruction]
    switch code.operation {
    case .byte: return [[UInt8(code.literal & 0xFF)]]
    case .byteEither:
      let both = [UInt8(code.literal & 0xFF), UInt8(code.literal >> 8)]
      return [[both.first { (0x61...0x7A).contains($0) } ?? both[0]]]
    case .bytes:
      return [(0..<Int(code.flags & 7)).map { UInt8(truncatingIfNeeded: code.a >> (8 * $0)) }]
    case .setByte, .setUTF:
      return member(of: program.sets[Int(code.a)], like: found).map { [[$0]] } ?? []
    case .anyByte, .anyUTF, .dotCRLFByte, .dotCRLFUTF, .graphemeCluster: return [[0x78]]
    case .newlineSequence: return [[0x0A]]
    case .repeatGreedy, .repeatLazy, .repeatPossessive:
      return samples(instruction + 1, found: found)
    default: return []
    }
  }

  /// A character of a set: the found one in the other case, or one that people type.
  private func member(of set: CharacterSet, like found: UInt8?) -> UInt8? {
    var wanted: [UInt8] = []
    if let found, found.isLetter { wanted.append(found ^ 0x20) }
    wanted += Array("a0 A-_.,:;/=\"'x".utf8)
    wanted += Array(0x21...0x7E)
    wanted += [0x0A, 0x09]
    return wanted.first { set.table[Int($0)] == CharacterSet.Answer.yes }
  }
}

extension UInt8 {
  /// Whether it is an ASCII letter.
  var isLetter: Bool {
    switch self {
    case 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}
