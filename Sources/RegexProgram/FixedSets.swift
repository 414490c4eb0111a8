// SPDX-License-Identifier: MIT
// Sets that depend on nothing but the options of a pattern: made once, then shared by all patterns.
//
// Example: the table of `\d` is the same in every pattern without UCP. Tested by everything that runs.

import RegexSyntax

extension SetBuilder {
  /// The set of an escape such as `\w`.
  static func set(of type: CharacterType, _ context: SetContext) -> CharacterSet {
    let sets =
      switch (context.isUTF, context.usesProperties) {
      case (false, false): FixedSets.ofBytes
      case (true, false): FixedSets.ofCharacters
      case (false, true): FixedSets.ofBytesByProperty
      case (true, true): FixedSets.ofCharactersByProperty
      }
    return sets[Int(type.rawValue)]
  }

  /// The set of all characters but newlines.
  static func dot(_ newline: NewlineConvention, _ context: SetContext) -> CharacterSet {
    if newline == .lf { return context.isUTF ? FixedSets.dotOfCharacters : FixedSets.dotOfBytes }
    return set(of: newlines(newline, context), negated: true, context)
  }

  private static func newlines(
    _ newline: NewlineConvention, _ context: SetContext
  ) -> [UInt32] {
    switch newline {
    case .lf: [0x0A]
    case .cr: [0x0D]
    case .nul: [0x00]
    case .anyCRLF, .crlf: [0x0A, 0x0D]
    case .any:
      context.isUTF
        ? [0x0A, 0x0B, 0x0C, 0x0D, 0x85, 0x2028, 0x2029] : [0x0A, 0x0B, 0x0C, 0x0D, 0x85]
    }
  }
}

/// The sets of escapes by `CharacterType.rawValue`, without those escapes that are no sets.
private enum FixedSets {
  static let ofBytes = make(isUTF: false, usesProperties: false)
  static let ofCharacters = make(isUTF: true, usesProperties: false)
  static let ofBytesByProperty = make(isUTF: false, usesProperties: true)
  static let ofCharactersByProperty = make(isUTF: true, usesProperties: true)
  static let dotOfBytes = makeDot(isUTF: false)
  static let dotOfCharacters = makeDot(isUTF: true)

  private static func make(isUTF: Bool, usesProperties: Bool) -> [CharacterSet] {
    let context = SetContext(isUTF: isUTF, usesProperties: usesProperties, isCaseless: false)
    return CharacterType.allCases.filter(\.isSet).map { type in
      var builder = SetBuilder(context)
      builder.add(type)
      return builder.build(negated: false)
    }
  }

  private static func makeDot(isUTF: Bool) -> CharacterSet {
    SetBuilder.set(
      of: [0x0A], negated: true,
      SetContext(isUTF: isUTF, usesProperties: false, isCaseless: false))
  }
}

extension CharacterType {
  /// Whether the escape stands for a set of characters.
  fileprivate var isSet: Bool {
    switch self {
    case .notNewline, .newlineSequence, .graphemeCluster, .anyByte: false
    default: true
    }
  }
}
