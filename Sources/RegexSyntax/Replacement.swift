// SPDX-License-Identifier: MIT
// A replacement template as pcre2_substitute reads it: what of it stands for itself, what for a group.
//
// Example: `<$1>` for the pattern `(a)` is three pieces: the text `<`, the group 1, the text `>`.
// Source: pcre2api(3), "Creating a new string with substitutions". Tested in ConformanceTests/SubstitutionTests.swift.

public import SourceText

/// How a substitution is made, in PCRE2's vocabulary.
public struct SubstituteOptions: OptionSet, Hashable, Sendable {
  /// The bits, private to this package.
  public let rawValue: UInt8
  /// Makes a set from bits that this type gave out before.
  public init(rawValue: UInt8) { self.rawValue = rawValue }
  /// Backslashes and `${1:-text}` mean something in the template.
  public static let extended = SubstituteOptions(rawValue: 1)
  /// All matches are replaced, not only the first.
  public static let global = SubstituteOptions(rawValue: 2)
  /// Nothing in the template means anything but itself.
  public static let literal = SubstituteOptions(rawValue: 4)
  /// Only the replacements are put out, without what stands between the matches.
  public static let replacementOnly = SubstituteOptions(rawValue: 8)
  /// A group that the pattern does not have counts as one that is not set.
  public static let unknownUnset = SubstituteOptions(rawValue: 16)
  /// A group that is not set gives no text instead of an error.
  public static let unsetEmpty = SubstituteOptions(rawValue: 32)

  /// The option with a PCRE2 name without prefix ("SUBSTITUTE_GLOBAL"); nil if there is none.
  public init?(pcre2Name name: String) {
    guard let option = Self.names.first(where: { $0.name == name }) else { return nil }
    self = option.option
  }

  /// The PCRE2 names of the options in the set, without prefix, in alphabetical order.
  public var pcre2Names: [String] { Self.names.filter { contains($0.option) }.map(\.name) }

  private static let names: [(name: String, option: SubstituteOptions)] = [
    ("SUBSTITUTE_EXTENDED", .extended), ("SUBSTITUTE_GLOBAL", .global),
    ("SUBSTITUTE_LITERAL", .literal), ("SUBSTITUTE_REPLACEMENT_ONLY", .replacementOnly),
    ("SUBSTITUTE_UNKNOWN_UNSET", .unknownUnset), ("SUBSTITUTE_UNSET_EMPTY", .unsetEmpty),
  ]
}

/// How the letters that come next are changed.
public enum CaseForcing: Hashable, Sendable {
  /// `\U`: all to upper case.
  case upper
  /// `\L`: all to lower case.
  case lower
  /// `\u`: the next one to upper case.
  case nextUpper
  /// `\l`: the next one to lower case.
  case nextLower
  /// `\E`: as they are.
  case none
}

/// A group that a template names.
public struct ReplacementReference: Hashable, Sendable {
  /// The groups that can be meant, of which the first that is set counts; empty: one that is never set.
  public var groups: [Int]
  /// Where the number or the name stands in the template.
  public var name: SourceSpan

  /// Makes a reference.
  public init(groups: [Int], name: SourceSpan) {
    self.groups = groups
    self.name = name
  }
}

/// A piece of a template.
public struct ReplacementPiece: Hashable, Sendable {
  /// What a piece stands for.
  public enum Kind: Hashable, Sendable {
    /// The text of the span, as it stands there.
    case text
    /// A character written as `$$` or by an escape.
    case character(UInt32)
    /// `\U` and its kin.
    case forcing(CaseForcing)
    /// `\Q`, or the `\E` that ends it; neither gives text.
    case quoteMark
    /// `$1`, `${name}`: the text of a group.
    case group(ReplacementReference)
    /// `${1:-text}`: the text of a group, or the pieces where it is not set.
    case fallback(ReplacementReference, [ReplacementPiece])
    /// `${1:+text:text}`: some pieces where the group is set, others where it is not.
    case choice(ReplacementReference, set: [ReplacementPiece], unset: [ReplacementPiece])
    /// `$*MARK`: the name of the mark that the match has passed last.
    case mark
    /// What ends the substitution with an error when it is reached; always the last of its pieces.
    case fault(ReplacementError)
  }

  /// What it stands for.
  public var kind: Kind
  /// Where it stands in the template.
  public var span: SourceSpan

  /// Makes a piece.
  public init(_ kind: Kind, _ span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// A template that cannot be used: with PCRE2's number and offset and our own words.
public struct ReplacementError: Error, Hashable, Sendable {
  /// PCRE2's error number: below 0, or above 100 for an escape in `${1:+...}` that a pattern could not have.
  public var code: Int
  /// PCRE2's error offset in the template, in bytes.
  public var offset: Int
  /// The text to point at.
  public var span: SourceSpan
  /// What is wrong, one sentence without a full stop.
  public var message: String
  /// What to do about it, one sentence; empty if there is nothing to add.
  public var hint: String

  /// Makes an error.
  public init(code: Int, offset: Int, span: SourceSpan, message: String, hint: String) {
    self.code = code
    self.offset = offset
    self.span = span
    self.message = message
    self.hint = hint
  }
}

extension ReplacementError: CustomStringConvertible {
  /// The message, the number and the offset.
  public var description: String { "\(message) (error \(code) at offset \(offset))" }
}

/// A template that has been read for a pattern.
public struct ReplacementTemplate: Hashable, Sendable {
  /// The template's bytes.
  public var source: [UInt8]
  /// The options.
  public var options: SubstituteOptions
  /// The pieces in order.
  public var pieces: [ReplacementPiece]
  /// The pieces if the match before ended between `\Q` and `\E`; empty if that cannot be.
  ///
  /// What was quoted stays so for the next match.
  public var quotedPieces: [ReplacementPiece]
  /// Whether `pieces` end between `\Q` and `\E`.
  public var endsQuoted: Bool
  /// Whether `quotedPieces` end between `\Q` and `\E`.
  public var quotedEndsQuoted: Bool
}

/// Reads a replacement template.
///
/// Most faults are pieces: PCRE2 finds them only where a match makes it read so far.
///
/// - Parameters:
///   - text: The bytes of the template.
///   - options: How it is read.
///   - tree: The pattern: its groups, names and options.
/// - Returns: The template.
/// - Throws: `ReplacementError` if the pattern is UTF and the template is not valid UTF-8.
/// - Complexity: O(*n*) in the bytes of the template, times the depth of `${1:+...}`, at most 11.
public func parseReplacement(
  _ text: [UInt8], options: SubstituteOptions = [], for tree: Tree
) throws(ReplacementError) -> ReplacementTemplate {
  if tree.options.compile.contains(.utf), let fault = firstUTF8Fault(in: text) {
    let end = min(text.count, fault.offset + utf8Length(lead: text[fault.offset]))
    throw replacementError(
      fault.code, at: fault.offset, span: SourceSpan(fault.offset, end), in: text)
  }
  let parser = ReplacementParser(text: text, options: options, tree: tree)
  let whole = parser.template(isQuoted: false)
  var template = ReplacementTemplate(
    source: text, options: options, pieces: whole.pieces, quotedPieces: [],
    endsQuoted: whole.endsQuoted, quotedEndsQuoted: false)
  if whole.endsQuoted {
    let rest = parser.template(isQuoted: true)
    template.quotedPieces = rest.pieces
    template.quotedEndsQuoted = rest.endsQuoted
  }
  return template
}
