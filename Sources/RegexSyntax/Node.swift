// SPDX-License-Identifier: MIT
// What a node of the tree can be. Nodes are plain data: the tree's arrays hold what there is many of.
//
// Example: `a{2,3}` is a repetition whose child is the literal `a`.
// Tested in RegexSyntaxTests/TreeTests.swift.

public import SourceText

/// Options that can change inside a pattern, `(?imsx)`, as in force at a node.
public struct Modes: OptionSet, Hashable, Sendable, BitwiseCopyable {
  /// The bits.
  public let rawValue: UInt16
  /// Makes a set from bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  /// The letter `i`: case is ignored.
  public static let caseless = Modes(rawValue: 1)
  /// The letter `m`: `^` and `$` match at every line.
  public static let multiline = Modes(rawValue: 2)
  /// The letter `s`: a dot matches newlines too.
  public static let dotAll = Modes(rawValue: 4)
  /// The letter `x`: white space and comments are ignored.
  public static let extended = Modes(rawValue: 8)
  /// The letters `xx`: blanks in classes are ignored too (`extended` is set as well).
  public static let extendedMore = Modes(rawValue: 16)
  /// The letter `n`: plain parentheses do not capture.
  public static let noAutoCapture = Modes(rawValue: 32)
  /// The letter `U`: quantifiers are lazy by default.
  public static let ungreedy = Modes(rawValue: 64)
  /// The letter `J`: names may be used again.
  public static let dupNames = Modes(rawValue: 128)
}

/// One node: what it is, where it stands, the modes in force there.
public struct Node: Hashable, Sendable, BitwiseCopyable {
  /// What the node is, with its children.
  public var kind: Kind
  /// The node's own text with everything in it; a repetition covers its child and quantifier.
  public var span: SourceSpan
  /// The item reported before the node is tried; nil for a repetition (its child has one), and where
  /// a written callout has taken the place.
  public var item: ItemID?
  /// The modes in force at the node.
  public var modes: Modes

  /// Makes a node.
  public init(kind: Kind, span: SourceSpan, item: ItemID?, modes: Modes) {
    self.kind = kind
    self.span = span
    self.item = item
    self.modes = modes
  }

  /// The kinds of nodes.
  public enum Kind: Hashable, Sendable, BitwiseCopyable {
    /// One character: a code point in UTF mode, else a byte value.
    case literal(UInt32)
    /// `.`
    case dot
    /// `\d` and the like.
    case type(CharacterType)
    /// `\p{..}`, `\P{..}`
    case property(PropertyTest)
    /// `[...]`
    case characterClass(CharacterClass)
    /// `^ $ \A \z \Z \G \b \B [[:<:]] [[:>:]]`; only the last two may be repeated, and then PCRE2
    /// repeats their lookaround and not their word boundary.
    case assertion(SimpleAssertion)
    /// `\K`
    case keepOut
    /// `\1`, `\k<n>`, ...: matches again what a group matched.
    case backreference(GroupReference)
    /// `(?1)`, `(?R)` (number 0), `(?&n)`, `\g<n>`: runs a group as a subroutine.
    case call(GroupReference)
    /// Anything in parentheses that has branches, and the whole pattern.
    case group(Group)
    /// `(*COMMIT)` and its kin.
    case verb(Verb)
    /// `(?C..)`
    case callout(Callout)
    /// `(?i)`: the modes in force behind it.
    case optionSetting(Modes)
    /// A quantified node.
    case repetition(Repetition)
  }
}

/// Escapes that stand for a set of characters or a sequence.
public enum CharacterType: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  /// `\d`
  case digit
  /// `\D`
  case notDigit
  /// `\w`
  case word
  /// `\W`
  case notWord
  /// `\s`
  case space
  /// `\S`
  case notSpace
  /// `\h`
  case horizontalSpace
  /// `\H`
  case notHorizontalSpace
  /// `\v`
  case verticalSpace
  /// `\V`
  case notVerticalSpace
  /// `\N`: any character but a newline.
  case notNewline
  /// `\R`
  case newlineSequence
  /// `\X`
  case graphemeCluster
  /// `\C`: one byte.
  case anyByte
}

/// Assertions without a body.
public enum SimpleAssertion: Hashable, Sendable, BitwiseCopyable {
  /// `^`
  case circumflex
  /// `$`
  case dollar
  /// `\A`
  case subjectStart
  /// `\z`
  case subjectEnd
  /// `\Z`
  case subjectEndOrNewline
  /// `\G`
  case matchingStart
  /// `\b`
  case wordBoundary
  /// `\B`
  case notWordBoundary
  /// `[[:<:]]`
  case wordStart
  /// `[[:>:]]`
  case wordEnd
}

/// A repeat of one node.
public struct Repetition: Hashable, Sendable, BitwiseCopyable {
  /// Whether it takes much, little, or all for good.
  public enum Mode: Hashable, Sendable, BitwiseCopyable {
    /// As much as possible first.
    case greedy
    /// As little as possible first.
    case lazy
    /// As much as possible, nothing given back.
    case possessive
  }
  /// The node that is repeated.
  public var child: NodeID
  private var least: UInt16
  private var greatest: UInt16
  private var isUnlimited: Bool
  /// The mode, with UNGREEDY already taken into account.
  public var mode: Mode
  /// The quantifier's own text, `+?`, `{2,3}`. (In extended mode white space may lie between it and
  /// the child, and before its `?` or `+`: then this span covers that too.)
  public var quantifierSpan: SourceSpan

  /// Makes a repetition.
  public init(
    child: NodeID, minimum: Int, maximum: Int?, mode: Mode, quantifierSpan: SourceSpan
  ) {
    self.child = child
    least = UInt16(minimum)
    greatest = UInt16(maximum ?? 0)
    isUnlimited = maximum == nil
    self.mode = mode
    self.quantifierSpan = quantifierSpan
  }

  /// Least number of times, from 0 to 65535.
  public var minimum: Int {
    get { Int(least) }
    set { least = UInt16(newValue) }
  }

  /// Greatest number of times, from 0 to 65535; nil = unlimited.
  public var maximum: Int? {
    get { isUnlimited ? nil : Int(greatest) }
    set {
      greatest = UInt16(newValue ?? 0)
      isUnlimited = newValue == nil
    }
  }
}

/// Which group a reference, call or condition means, as written and as resolved.
public enum GroupReference: Hashable, Sendable, BitwiseCopyable {
  /// By number; relative forms are already resolved. 0 in a call is the whole pattern.
  case number(Int)
  /// By name: an index into `Tree.names`, which may stand for more than one group.
  case name(Int)
}
