// SPDX-License-Identifier: MIT
// Nodes that take one thing of the subject: a character, a class, an escape. Each becomes one
// instruction, which also serves as the unit of a repeat.

import RegexSyntax
import SourceText
import UnicodeData

extension Compiler {
  var isUTF: Bool { tree.options.compile.contains(.utf) }

  func setContext(_ modes: Modes) -> SetContext {
    SetContext(
      isUTF: isUTF, usesProperties: tree.options.compile.contains(.ucp),
      isCaseless: modes.contains(.caseless))
  }

  /// The instruction for a node that takes one thing, nil for any other node.
  ///
  /// As part of a repeat some compare in another way, behind `\C`.
  mutating func unit(for id: NodeID, isRepeated: Bool = false) -> Instruction? {
    switch tree.nodes[id.index].kind {
    case .literal(let character):
      return literal(character, setContext(tree[id].modes), isRepeated: isRepeated)
    case .dot:
      return dot(matchesAll: tree[id].modes.contains(.dotAll))
    case .type(let type):
      return unit(for: type)
    case .property(let test) where test.property == .any && !test.negated:
      return dot(matchesAll: true)
    case .property(let test):
      let context = setContext([])
      return setInstruction(.property(test)) { _ in
        var builder = SetBuilder(context)
        builder.add(test)
        return builder.build(negated: false)
      }
    case .characterClass(let characterClass):
      if characterClass.members.isEmpty {
        return characterClass.negated ? dot(matchesAll: true) : Instruction(.fail)
      }
      let context = setContext(tree[id].modes)
      if let character = onlyCharacter(of: characterClass) {
        return literal(character, context, isRepeated: isRepeated)
      }
      let key = SetKey.characterClass(characterClass, isCaseless: context.isCaseless)
      return setInstruction(key) { tree in
        SetBuilder.make(
          tree[characterClass.members], negated: characterClass.negated, context)
      }
    default:
      return nil
    }
  }

  private mutating func unit(for type: CharacterType) -> Instruction {
    switch type {
    case .notNewline:
      return dot(matchesAll: false)
    case .anyByte:
      return Instruction(.anyByte)
    case .newlineSequence:
      let anyCRLF: UInt8 = tree.options.bsr == .anyCRLF ? 1 : 0
      return Instruction(.newlineSequence, flags: anyCRLF)
    case .graphemeCluster:
      return Instruction(.graphemeCluster)
    default:
      return setInstruction(for: type)
    }
  }

  /// The instruction for an escape that stands for a set, such as `\w`.
  mutating func setInstruction(for type: CharacterType) -> Instruction {
    let context = setContext([])
    return setInstruction(.type(type)) { _ in SetBuilder.set(of: type, context) }
  }

  // MARK: Characters

  private mutating func literal(
    _ character: UInt32, _ context: SetContext, isRepeated: Bool
  ) -> Instruction {
    guard context.isCaseless else { return literal(character) }
    if character < 128, !context.usesUnicodeCase || !UnicodeTables.hasManyCases(character) {
      let lower = character | 0x20
      guard (0x61...0x7A).contains(lower) else { return literal(character) }
      return Instruction(.byteEither, literal: UInt16(lower ^ 0x20) | UInt16(lower) << 8)
    }
    let cases = Self.cases(of: character, context)
    // Ascending, so that only the last one can be beyond what a unit holds.
    let isNarrow = cases[cases.count - 1] < (isUTF ? 128 : 256)
    // Behind `\C` a single caseless character is compared as what a byte stands for, the others byte by byte.
    let comparesValue = facts.hasAnyByte && !isNarrow && !isRepeated
    if cases.count == 1 && !comparesValue { return literal(character) }
    if cases.count == 2 && isNarrow {
      return Instruction(.byteEither, literal: UInt16(cases[0]) | UInt16(cases[1]) << 8)
    }
    return setInstruction(.cases(cases[0])) { _ in
      SetBuilder.set(of: cases, negated: false, context)
    }
  }

  /// The character and its other cases, ascending, as far as a unit can hold them.
  private static func cases(of character: UInt32, _ context: SetContext) -> [UInt32] {
    guard context.usesUnicodeCase else { return [character] }
    return UnicodeTables.caseSet(of: character).filter { $0 <= context.lastCharacter }
  }

  /// The instruction for a character in one case.
  private func literal(_ character: UInt32) -> Instruction {
    character < (isUTF ? 128 : 256)
      ? Instruction(.byte, literal: UInt16(character)) : encoded(character)
  }

  private func encoded(_ character: UInt32) -> Instruction {
    var bytes: [UInt8] = []
    appendUTF8(character, to: &bytes)
    var packed: UInt32 = 0
    for (index, byte) in bytes.enumerated() where index < 4 {
      packed |= UInt32(byte) << UInt32(8 * index)
    }
    return Instruction(.bytes, flags: UInt8(bytes.count), a: packed)
  }

  // MARK: Dot

  private mutating func dot(matchesAll: Bool) -> Instruction {
    if matchesAll { return Instruction(isUTF ? .anyUTF : .anyByte) }
    if tree.options.newline == .crlf {
      return Instruction(isUTF ? .dotCRLFUTF : .dotCRLFByte)
    }
    let context = setContext([])
    var instruction = setInstruction(.dot) { tree in
      SetBuilder.dot(tree.options.newline, context)
    }
    if facts.hasAnyByte && isUTF { instruction.flags |= 1 }
    return instruction
  }

  // MARK: Sets

  /// The instruction for a set, which is made only once for each key.
  private mutating func setInstruction(
    _ key: SetKey, _ make: (Tree) -> CharacterSet
  ) -> Instruction {
    let index = sets.index(of: key, in: tree) ?? sets.add(make(tree), for: key, in: tree)
    return Instruction(isUTF ? .setUTF : .setByte, a: index)
  }
}

extension Compiler {
  /// The character, if a class is another way to write just one: libpcre2 takes it as a literal.
  private func onlyCharacter(of characterClass: CharacterClass) -> UInt32? {
    guard !characterClass.negated, characterClass.members.count == 1 else { return nil }
    switch tree[characterClass.members, 0].kind {
    case .character(let character): return character
    case .range(let low, let high): return low == high ? low : nil
    case .type, .posix, .property: return nil
    }
  }
}
