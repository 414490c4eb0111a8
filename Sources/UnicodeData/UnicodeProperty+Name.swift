// SPDX-License-Identifier: MIT
// From the text between the braces of \p{...} to a property, with PCRE2's loose matching.
// Example: "Script_Extensions = greek" and "Greek" are the same property.
// Tested against pcre2_compile in UnicodeDataTests/NameTests.swift.

internal import CUnicodeTables

extension UnicodeProperty {
  /// The most bytes a name may have after spaces, hyphens and underscores are left out.
  ///
  /// PCRE2 calls a longer one malformed (error 146), not unknown (error 147).
  public static var nameLimit: Int { 48 }

  /// The property that a name means to PCRE2 10.42, nil if it means none.
  ///
  /// Case, white space, hyphens and underscores do not count. `sc`, `scx`, `bc` and their long
  /// forms may stand before the value, with a colon or an equals sign between them; a script
  /// without prefix means its script extensions. PCRE2 joins `bidi` and the value after `bc:`
  /// into one name and looks that up, so that `bidi_AL` is a name and `bc:mirrored` is one, of
  /// Bidi_Mirrored; so it is here.
  ///
  /// - Parameter name: The bytes between the braces, or the single letter; without a leading
  ///   circumflex.
  /// - Complexity: O(*n*) in the bytes of the name.
  public init?(name: [UInt8]) {
    let text = UnicodeProperty.significant(name)
    guard text.count <= UnicodeProperty.nameLimit else { return nil }
    guard let separator = text.firstIndex(where: { $0 == 0x3A || $0 == 0x3D }) else {
      self.init(known: text)
      return
    }
    let value = Array(text[(separator + 1)...])
    switch String(decoding: text[..<separator], as: UTF8.self) {
    case "bc", "bidiclass":
      self.init(known: Array("bidi".utf8) + value)
    case "sc", "script":
      guard case .scriptExtensions(let script)? = UnicodeProperty(known: value) else { return nil }
      self = .script(script)
    case "scx", "scriptextensions":
      guard case .scriptExtensions(let script)? = UnicodeProperty(known: value) else { return nil }
      self = .scriptExtensions(script)
    default:
      return nil
    }
  }

  /// The name without what loose matching leaves out, in lower case.
  private static func significant(_ name: [UInt8]) -> [UInt8] {
    name.compactMap { byte in
      switch byte {
      case 0x09...0x0D, 0x20, 0x2D, 0x5F: nil
      case 0x41...0x5A: byte + 0x20
      default: byte
      }
    }
  }

  /// The property of one name in the tables.
  private init?(known name: [UInt8]) {
    var low: UInt32 = 0
    var high = UInt32(unicode_name_count)
    while low < high {
      let middle = (low + high) / 2
      if UnicodeProperty.entry(middle, isBefore: name) {
        low = middle + 1
      } else {
        high = middle
      }
    }
    guard low < unicode_name_count, UnicodeProperty.entry(low, is: name) else { return nil }
    self.init(kind: unicode_name_kind(low), value: unicode_name_value(low))
  }

  /// Whether an entry of the sorted table comes before a name.
  private static func entry(_ entry: UInt32, isBefore name: [UInt8]) -> Bool {
    for (index, byte) in name.enumerated() {
      let own = unicode_name_byte(entry, UInt32(index))
      if own != byte { return own < byte }
    }
    return false
  }

  /// Whether an entry of the table is a name.
  private static func entry(_ entry: UInt32, is name: [UInt8]) -> Bool {
    for (index, byte) in name.enumerated()
    where unicode_name_byte(entry, UInt32(index)) != byte || byte == 0 {
      return false
    }
    return unicode_name_byte(entry, UInt32(name.count)) == 0
  }

  /// The property of a kind and a value as the generator numbers them.
  private init?(kind: UInt8, value: UInt8) {
    let property: UnicodeProperty? =
      switch kind {
      case 0: .any
      case 1: .casedLetter
      case 2: GeneralCategory(rawValue: value).map { .generalCategory($0) }
      case 3: MajorCategory(rawValue: value).map { .majorCategory($0) }
      case 4: Script(rawValue: value).map { .scriptExtensions($0) }
      case 5: BidiClass(rawValue: value).map { .bidiClass($0) }
      case 6: BinaryProperty(rawValue: value).map { .binary($0) }
      default: UnicodeProperty(special: value)
      }
    guard let property else { return nil }
    self = property
  }

  /// The property of one of PCRE2's own names.
  private init?(special value: UInt8) {
    switch value {
    case 0: self = .alphanumeric
    case 1: self = .perlSpace
    case 2: self = .posixSpace
    case 3: self = .word
    case 4: self = .universalCharacterName
    default: return nil
    }
  }

  /// Every name in the tables, without spaces and in lower case, for listings and tests.
  public static var knownNames: [String] {
    (0..<UInt32(unicode_name_count)).map { entry in
      tableText { unicode_name_byte(entry, $0) }
    }
  }
}
