// SPDX-License-Identifier: MIT
// Bracketed classes and property escapes as the tree holds them: what was written, member by member.

public import SourceText
public import UnicodeData

/// `\p{..}` or `\P{..}`, the property resolved.
public struct PropertyTest: Hashable, Sendable, BitwiseCopyable {
  /// The property asked for.
  public var property: UnicodeProperty
  /// Whether characters without it are meant (`\P`, `\p{^..}`).
  public var negated: Bool

  /// Makes a test.
  public init(property: UnicodeProperty, negated: Bool) {
    self.property = property
    self.negated = negated
  }
}

/// A class in brackets, `[...]`.
public struct CharacterClass: Hashable, Sendable, BitwiseCopyable {
  /// Whether it begins with `^`.
  public var negated: Bool
  /// What is listed, in order; may be empty with ALLOW_EMPTY_CLASS.
  public var members: ArenaRange<ClassMember>

  /// Makes a class.
  public init(negated: Bool, members: ArenaRange<ClassMember>) {
    self.negated = negated
    self.members = members
  }
}

/// One thing listed in a class.
public struct ClassMember: Hashable, Sendable, BitwiseCopyable {
  /// The kinds of members.
  public enum Kind: Hashable, Sendable, BitwiseCopyable {
    /// One character (a code point in UTF mode, else a byte value).
    case character(UInt32)
    /// `a-z`, both ends included.
    case range(UInt32, UInt32)
    /// `\d` and the like.
    case type(CharacterType)
    /// `[:alpha:]`, `[:^alpha:]`
    case posix(POSIXClass, negated: Bool)
    /// `\p{..}`
    case property(PropertyTest)
  }
  /// What is listed.
  public var kind: Kind
  /// Where it stands in the pattern.
  public var span: SourceSpan

  /// Makes a member.
  public init(kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// The POSIX class names.
public enum POSIXClass: String, Hashable, Sendable, CaseIterable, BitwiseCopyable {
  /// Letters.
  case alpha
  /// Lower case letters.
  case lower
  /// Upper case letters.
  case upper
  /// Letters and digits.
  case alnum
  /// Code points 0 to 127.
  case ascii
  /// Space and tab.
  case blank
  /// Control characters.
  case cntrl
  /// Decimal digits.
  case digit
  /// Printing characters without space.
  case graph
  /// Printing characters with space.
  case print
  /// Punctuation.
  case punct
  /// White space.
  case space
  /// Letters, digits, underscore.
  case word
  /// Hexadecimal digits.
  case xdigit
}
