// SPDX-License-Identifier: MIT
// TEMPORARY: stands in for the real tables until the branch of UnicodeData is merged. Drop it then.

extension UnicodeProperty {
  /// The property with a name: here any for every name of letters, digits and a few signs.
  public init?(name: [UInt8]) {
    guard !name.isEmpty else { return nil }
    for byte in name {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x20, 0x26, 0x2D, 0x3A, 0x3D, 0x5F: continue
      default: return nil
      }
    }
    self = .any
  }
}

/// The general categories that the parser asks about.
public enum GeneralCategory: Hashable, Sendable {
  /// A letter of any kind.
  case otherLetter
  /// A decimal digit.
  case decimalNumber
  /// Anything else.
  case unassigned
}

/// The first letters of the general categories that the parser asks about.
public enum MajorCategory: Hashable, Sendable {
  /// L
  case letter
}

/// The tables, by way of the standard library.
public enum UnicodeTables {
  /// The general category of a code point.
  public static func generalCategory(of codePoint: UInt32) -> GeneralCategory {
    guard let scalar = Unicode.Scalar(codePoint) else { return .unassigned }
    switch scalar.properties.generalCategory {
    case .decimalNumber: return .decimalNumber
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter:
      return .otherLetter
    default: return .unassigned
    }
  }

  /// Whether the first letter of the general category is the given one.
  public static func isCategory(_ codePoint: UInt32, _ major: MajorCategory) -> Bool {
    generalCategory(of: codePoint) == .otherLetter
  }
}
