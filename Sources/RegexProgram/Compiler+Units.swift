// SPDX-License-Identifier: MIT
// Nodes that take one thing of the subject: a character, a class, an escape. Each becomes one
// instruction, which also serves as the unit of a repeat.

import RegexSyntax
import SourceText
import UnicodeData

/// What makes two character sets the same.
enum SetKey: Hashable {
  case characters([UInt32], negated: Bool)
  case type(CharacterType, SetContext)
  case property(PropertyTest, SetContext)
  case characterClass([ClassMember.Kind], negated: Bool, SetContext)
}

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
  mutating func unit(for node: Node, isRepeated: Bool = false) -> Instruction? {
    switch node.kind {
    case .literal(let character):
      return literal(character, setContext(node.modes), isRepeated: isRepeated)
    case .dot:
      return dot(matchesAll: node.modes.contains(.dotAll))
    case .type(let type):
      return unit(for: type)
    case .property(let test) where test.property == .any && !test.negated:
      return dot(matchesAll: true)
    case .property(let test):
      let context = setContext([])
      return setInstruction(.property(test, context)) {
        var builder = SetBuilder(context)
        builder.add(test)
        return builder.build(negated: false)
      }
    case .characterClass(let characterClass):
      if characterClass.members.isEmpty {
        return characterClass.negated ? dot(matchesAll: true) : Instruction(.fail)
      }
      let context = setContext(node.modes)
      if let character = characterClass.onlyCharacter {
        return literal(character, context, isRepeated: isRepeated)
      }
      let kinds = characterClass.members.map(\.kind)
      let key = SetKey.characterClass(kinds, negated: characterClass.negated, context)
      return setInstruction(key) { SetBuilder.make(characterClass, context) }
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
    return setInstruction(.type(type, context)) {
      var builder = SetBuilder(context)
      builder.add(type)
      return builder.build(negated: false)
    }
  }

  // MARK: Characters

  private mutating func literal(
    _ character: UInt32, _ context: SetContext, isRepeated: Bool
  ) -> Instruction {
    let cases = context.isCaseless ? Self.cases(of: character, context) : [character]
    let isNarrow = cases.allSatisfy { $0 < (isUTF ? 128 : 256) }
    // Behind `\C` a single caseless character is compared as what a byte stands for, the others byte by byte.
    let comparesValue = context.isCaseless && facts.hasAnyByte && !isNarrow && !isRepeated
    if cases.count == 1 && !comparesValue {
      return isNarrow
        ? Instruction(.byte, literal: UInt16(character)) : encoded(character)
    }
    if cases.count == 2 && isNarrow {
      return Instruction(.byteEither, literal: UInt16(cases[0]) | UInt16(cases[1]) << 8)
    }
    return setInstruction(.characters(cases, negated: false)) {
      Self.set(of: cases, negated: false, context)
    }
  }

  /// The character and its other cases, ascending, as far as a unit can hold them.
  private static func cases(of character: UInt32, _ context: SetContext) -> [UInt32] {
    var cases = [character]
    if context.usesUnicodeCase {
      for other in UnicodeTables.caseSet(of: character)
      where other != character && other <= context.lastCharacter {
        cases.append(other)
      }
    } else if (0x61...0x7A).contains(character | 0x20) {
      cases.append(character ^ 0x20)
    }
    return cases.sorted()
  }

  private static func set(
    of characters: [UInt32], negated: Bool, _ context: SetContext
  ) -> CharacterSet {
    var builder = SetBuilder(context)
    for character in characters { builder.add(character, character) }
    return builder.build(negated: negated)
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
    let excluded: [UInt32]
    switch tree.options.newline {
    case .crlf: return Instruction(isUTF ? .dotCRLFUTF : .dotCRLFByte)
    case .lf: excluded = [0x0A]
    case .cr: excluded = [0x0D]
    case .nul: excluded = [0x00]
    case .anyCRLF: excluded = [0x0A, 0x0D]
    case .any:
      let narrow: [UInt32] = [0x0A, 0x0B, 0x0C, 0x0D, 0x85]
      excluded = isUTF ? narrow + [0x2028, 0x2029] : narrow
    }
    let context = setContext([])
    var instruction = setInstruction(.characters(excluded, negated: true)) {
      Self.set(of: excluded, negated: true, context)
    }
    if facts.hasAnyByte && isUTF { instruction.flags |= 1 }
    return instruction
  }

  // MARK: Sets

  /// The instruction for a set, which is made only once for each key.
  private mutating func setInstruction(
    _ key: SetKey, _ make: () -> CharacterSet
  ) -> Instruction {
    let operation: Operation = isUTF ? .setUTF : .setByte
    if let index = setIndex[key] { return Instruction(operation, a: index) }
    let index = UInt32(sets.count)
    sets.append(make())
    setIndex[key] = index
    return Instruction(operation, a: index)
  }
}

extension CharacterClass {
  /// The character, if the class is another way to write just one: libpcre2 takes it as a literal.
  fileprivate var onlyCharacter: UInt32? {
    guard !negated, members.count == 1 else { return nil }
    switch members[0].kind {
    case .character(let character): return character
    case .range(let low, let high): return low == high ? low : nil
    case .type, .posix, .property: return nil
    }
  }
}
