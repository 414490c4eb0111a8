// SPDX-License-Identifier: MIT
// A template filled in for one match after another. What `\U` and `\Q` have begun goes on in the next
// match, as in pcre2_substitute.
//
//     var writer = ReplacementWriter(template, for: program, subject: subject)
//     try writer.write(captures: machine.captures, mark: machine.mark)
//     writer.bytes                            // the replacement
//
// Tested in ConformanceTests/SubstitutionTests.swift, and with random templates in DifferentialTests.

public import RegexProgram
public import RegexSyntax
import SourceText
import UnicodeData

/// What one match leaves behind for the replacement of the next.
public struct ReplacementState: Hashable, Sendable {
  /// What happens to the character that comes next.
  public var forcing = CaseForcing.none
  /// Whether the template is still between `\Q` and `\E`.
  public var isQuoted = false

  /// Makes the state before the first match.
  public init() {}
}

/// What a piece of a template gave.
public struct WrittenPiece: Hashable, Sendable {
  /// The piece.
  public var piece: ReplacementPiece
  /// How many pieces it stands in.
  public var depth: Int
  /// What it wrote: offsets into the bytes of the writer, half-open, in bytes.
  public var output: Range<Int>
  /// What was to happen to letters before it.
  public var forcing: CaseForcing
  /// The group that gave the text or decided; nil if none is set or none is meant.
  public var group: Int?
}

/// Fills in a template.
public struct ReplacementWriter {
  /// The template.
  public let template: ReplacementTemplate
  /// What has been written.
  public private(set) var bytes: [UInt8] = []
  /// What is left of the matches before.
  public private(set) var state: ReplacementState
  /// The pieces that have been written, those that contain others before these; kept on demand.
  public private(set) var pieces: [WrittenPiece] = []
  private let keepsPieces: Bool
  private let subject: [UInt8]
  private let isUTF: Bool
  private let usesUnicodeCase: Bool

  /// Makes a writer.
  ///
  /// - Parameters:
  ///   - template: the template, read for the pattern of the program.
  ///   - program: the program that makes the matches.
  ///   - subject: the subject in which they are.
  ///   - state: what the matches before have left.
  ///   - keepsPieces: whether `pieces` is filled.
  public init(
    _ template: ReplacementTemplate, for program: Program, subject: [UInt8],
    state: ReplacementState = ReplacementState(), keepsPieces: Bool = false
  ) {
    self.template = template
    self.subject = subject
    self.state = state
    self.keepsPieces = keepsPieces
    isUTF = program.isUTF
    usesUnicodeCase = isUTF || program.tree.options.compile.contains(.ucp)
  }

  /// Appends text of the subject as it is.
  mutating func copy(_ range: Range<Int>) { bytes += subject[range] }

  /// Appends the replacement of a match.
  ///
  /// - Parameters:
  ///   - captures: the groups, the whole match first.
  ///   - mark: the name of the mark; only what is before its first zero byte counts.
  /// - Throws: `ReplacementError` for the first fault of the template that is met.
  public mutating func write(
    captures: [CaptureRange?], mark: [UInt8]?
  ) throws(ReplacementError) {
    let wasQuoted = state.isQuoted
    try write(
      wasQuoted ? template.quotedPieces : template.pieces, Match(captures: captures, mark: mark),
      depth: 0)
    state.isQuoted = wasQuoted ? template.quotedEndsQuoted : template.endsQuoted
  }

  // MARK: Pieces

  private struct Match {
    let captures: [CaptureRange?]
    let mark: [UInt8]?
  }

  private mutating func write(
    _ list: [ReplacementPiece], _ match: Match, depth: Int
  ) throws(ReplacementError) {
    for piece in list {
      let index = pieces.count
      if keepsPieces {
        pieces.append(
          WrittenPiece(
            piece: piece, depth: depth, output: bytes.count..<bytes.count,
            forcing: state.forcing))
      }
      let group = try write(piece, match, depth: depth)
      if keepsPieces {
        pieces[index].output = pieces[index].output.lowerBound..<bytes.count
        pieces[index].group = group
      }
    }
  }

  /// Writes a piece; returns the group that it took its text from or that decided.
  private mutating func write(
    _ piece: ReplacementPiece, _ match: Match, depth: Int
  ) throws(ReplacementError) -> Int? {
    switch piece.kind {
    case .text: append(template.source, piece.span.start..<piece.span.end)
    case .character(let character): append(character)
    case .forcing(let forcing): state.forcing = forcing
    case .quoteMark: break
    case .mark: bytes += (match.mark ?? []).prefix { $0 != 0 }
    case .fault(let error): throw error
    case .group(let reference):
      guard let (group, range) = find(reference, match) else {
        if template.options.contains(.unsetEmpty) { return nil }
        throw replacementError(
          -55, at: piece.span.end, span: piece.span, in: template.source)
      }
      append(subject, range)
      return group
    case .fallback(let reference, let texts):
      if let (group, range) = find(reference, match) {
        append(subject, range)
        return group
      }
      try write(texts, match, depth: depth + 1)
    case .choice(let reference, let set, let unset):
      let group = find(reference, match)?.group
      try write(group == nil ? unset : set, match, depth: depth + 1)
      return group
    }
    return nil
  }

  /// The first group of a reference that is set, and its text.
  private func find(
    _ reference: ReplacementReference, _ match: Match
  ) -> (group: Int, range: Range<Int>)? {
    for group in reference.groups where match.captures.indices.contains(group) {
      if let range = match.captures[group] {
        return (group, range.start..<max(range.start, range.end))
      }
    }
    return nil
  }

  // MARK: Characters

  private mutating func append(_ text: [UInt8], _ range: Range<Int>) {
    var offset = range.lowerBound
    // Between \C and \C there may be parts of characters: libpcre2 reads the character that begins
    // there, even where it ends behind the group.
    let isPlain = !isUTF || text[range].allSatisfy { $0 < 0x80 }
    if state.forcing == .none, isPlain {
      bytes += text[range]
      return
    }
    while offset < range.upperBound {
      let character =
        isUTF
        ? decodeUTF8(text, at: offset) : DecodedCharacter(value: UInt32(text[offset]), length: 1)
      append(character.value)
      offset += character.length
    }
  }

  private mutating func append(_ character: UInt32) {
    let character = forced(character)
    if isUTF {
      appendUTF8(character, to: &bytes)
    } else {
      // The other case of a byte may be no byte, as that of FF: libpcre2 cuts it off.
      bytes.append(UInt8(truncatingIfNeeded: character))
    }
  }

  private mutating func forced(_ character: UInt32) -> UInt32 {
    let toUpper: Bool
    switch state.forcing {
    case .none: return character
    case .upper: toUpper = true
    case .lower: toUpper = false
    case .nextUpper:
      toUpper = true
      state.forcing = .none
    case .nextLower:
      toUpper = false
      state.forcing = .none
    }
    guard usesUnicodeCase else {
      let first: UInt32 = toUpper ? 0x61 : 0x41
      return character &- first < 26 ? character ^ 0x20 : character
    }
    let category = UnicodeTables.generalCategory(of: character)
    let isWanted = category == (toUpper ? .uppercaseLetter : .lowercaseLetter)
    return UnicodeTables.isCategory(character, .letter) && !isWanted
      ? UnicodeTables.otherCase(of: character) : character
  }
}
