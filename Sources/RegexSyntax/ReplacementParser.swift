// SPDX-License-Identifier: MIT
// Reading a template from left to right, as pcre2_substitute does while it copies. The offsets of faults
// are where its pointer stands, which is not always where one would point: each fault has a span as well.
//
// Tested in ConformanceTests/SubstitutionTests.swift, and with random templates in DifferentialTests.

internal import SourceText

/// Reads a template.
struct ReplacementParser {
  let text: [UInt8]
  let options: SubstituteOptions
  let tree: Tree

  /// The deepest `${1:+...}` in another that PCRE2 has room for.
  static let deepest = 10

  /// Some pieces, and whether they end between `\Q` and `\E`.
  struct Result {
    var pieces: [ReplacementPiece]
    var endsQuoted: Bool
  }

  /// Reads all of it.
  func template(isQuoted: Bool) -> Result {
    guard !options.contains(.literal) else {
      let span = SourceSpan(0, text.count)
      return Result(pieces: span.isEmpty ? [] : [.init(.text, span)], endsQuoted: false)
    }
    return pieces(SourceSpan(0, text.count), depth: 0, isQuoted: isQuoted)
  }

  /// Reads a part of it.
  ///
  /// - Parameters:
  ///   - span: The part, which PCRE2 takes for the whole while it reads it.
  ///   - depth: How many `${1:+...}` it stands in.
  ///   - isQuoted: Whether it begins between `\Q` and `\E`.
  /// - Returns: The pieces up to the first fault.
  func pieces(_ span: SourceSpan, depth: Int, isQuoted: Bool) -> Result {
    var result = Result(pieces: [], endsQuoted: isQuoted)
    var position = span.start
    while position < span.end {
      let start = position
      position = plainEnd(from: start, to: span.end, isQuoted: result.endsQuoted)
      if position > start { result.pieces.append(.init(.text, SourceSpan(start, position))) }
      guard position < span.end else { break }
      let piece: ReplacementPiece
      if result.endsQuoted {
        result.endsQuoted = false
        piece = .init(.quoteMark, SourceSpan(position, position + 2))
      } else if text[position] == 0x24 {
        piece = reference(at: position, end: span.end, depth: depth)
      } else {
        piece = escape(at: position, end: span.end)
        if case .quoteMark = piece.kind { result.endsQuoted = true }
      }
      result.pieces.append(piece)
      if case .fault = piece.kind { break }
      position = piece.span.end
    }
    return result
  }

  /// Where text that stands for itself ends.
  private func plainEnd(from start: Int, to end: Int, isQuoted: Bool) -> Int {
    var position = start
    while position < end {
      if isQuoted {
        if text[position] == 0x5C, position + 1 < end, text[position + 1] == 0x45 { break }
      } else if text[position] == 0x24
        || (text[position] == 0x5C && options.contains(.extended))
      {
        break
      }
      position += 1
    }
    return position
  }

  /// A fault that is reported at an offset, and what to point at.
  func fault(_ code: Int, at offset: Int, _ span: SourceSpan) -> ReplacementPiece {
    .init(.fault(replacementError(code, at: offset, span: span, in: text)), span)
  }

  // MARK: Escapes

  /// An escape of the extended syntax.
  private func escape(at start: Int, end: Int) -> ReplacementPiece {
    if start + 1 < end, let forcing = caseForcing(text[start + 1]) {
      return .init(.forcing(forcing), SourceSpan(start, start + 2))
    }
    switch readEscape(at: start + 1, end: end) {
    case .failed(_, let offset):
      return fault(-57, at: offset, SourceSpan(start, min(end, max(offset, start + 2))))
    case .found(let escape, let stop):
      let span = SourceSpan(start, stop)
      switch escape {
      case .character(let character): return .init(.character(character), span)
      case .quoteStart: return .init(.quoteMark, span)
      case .quoteEnd: return .init(.forcing(.none), span)
      default: return fault(-57, at: stop, span)
      }
    }
  }

  /// What a letter behind a backslash does to the case of letters; nil if nothing.
  func caseForcing(_ letter: UInt8) -> CaseForcing? {
    switch letter {
    case 0x55: .upper
    case 0x4C: .lower
    case 0x75: .nextUpper
    case 0x6C: .nextLower
    default: nil
    }
  }

  /// What stands behind a backslash.
  enum EscapeScan {
    case found(Escape, end: Int)
    case failed(code: Int, offset: Int)
  }

  /// Reads an escape as a pattern would, but for those letters that only a pattern has.
  func readEscape(at position: Int, end: Int) -> EscapeScan {
    guard position < end else { return .failed(code: 101, offset: position) }
    switch text[position] {
    case 0x30...0x39, 0x46, 0x49, 0x4A, 0x4C, 0x4D, 0x4F, 0x54, 0x55, 0x59, 0x67, 0x69, 0x6A, 0x6C,
      0x6D, 0x71, 0x75, 0x79:
      return .failed(code: 103, offset: position)
    default: break
    }
    var parser = PatternParser(
      escapeIn: text, at: position, end: end, options: tree.options)
    do throws(PatternError) {
      let escape = try parser.readEscape(inClass: false)
      return .found(escape, end: parser.position)
    } catch {
      return .failed(code: error.code, offset: error.offset)
    }
  }
}

extension PatternParser {
  /// A parser that is to read one escape of a template.
  fileprivate init(escapeIn text: [UInt8], at position: Int, end: Int, options: PatternOptions) {
    self.text = text
    self.end = end
    self.position = position
    itemStart = position
    self.options = options
    self.options.compile.subtract([.altBSUX, .extraAltBSUX])
    tree = Tree(source: [], options: self.options, settings: StartSettings())
    utf = options.compile.contains(.utf)
    modes = Modes(options.compile)
    frame = Frame(kind: .pattern, open: SourceSpan(0, 0), item: nil, outerModes: modes)
  }
}
