// SPDX-License-Identifier: MIT
// The searches of a session that looks for all matches, what they have found, and the replacement piece by
// piece, in words. Example: `Search 2, from 1 (1 match so far).`
//
// Tested by fixtures/sessions/searches.txt and replacements.txt.

import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension StepText {
  /// What goes before an answer: which search it is about, if that is new or was asked for.
  func heading(_ search: SearchView?, _ body: Response.Body) -> [String] {
    guard let search else { return [] }
    if case .place = body {} else if !search.isNew { return [] }
    let place =
      search.isRetry ? "only at \(search.start) and not empty" : "from \(search.start)"
    return ["Search \(search.number), \(place) (\(count(search.matches)) so far)."]
  }

  private func count(_ matches: Int) -> String {
    matches == 0 ? "no match" : matches == 1 ? "1 match" : "\(matches) matches"
  }

  /// What goes behind an answer: at the end of a search, what comes of it.
  func closing(_ search: SearchView?, _ body: Response.Body) -> [String] {
    switch body {
    case .stopped, .place, .why: break
    default: return []
    }
    guard let search, let following = search.following else { return [] }
    let replaced = search.replacement.map { ["It is replaced by \(shown($0))."] } ?? []
    switch following {
    case .search(let start):
      return replaced + ["Search \(search.number + 1) follows, from \(start)."]
    case .none:
      return replaced + ["No search follows: \(count(search.matches)) in all."]
    case .refused(let code):
      return [
        "The match cannot be replaced, it ends before it starts or is not behind the one before "
          + "(error \(code))."
      ]
    case .failed(let error): return ["The replacement cannot be made."] + fault(error, nil)
    }
  }

  // MARK: Matches

  func matches(_ rows: [MatchRow], total: Int, isComplete: Bool) -> [String] {
    let soFar = isComplete ? "" : " so far"
    guard total > 0 else { return ["No match\(soFar)."] }
    let title = count(total) + soFar
    let latest = rows.count < total ? ", the latest \(rows.count)" : ""
    return ["\(title)\(latest):"]
      + table(
        rows.map { row in
          var cells = ["\(row.number)", "search \(row.search)"]
          cells.append(row.captures[0].map { range($0) } ?? "")
          if row.captures.count > 1 { cells.append(groups(row.captures)) }
          if row.error != nil { cells.append("cannot be replaced") }
          if let replacement = row.replacement { cells.append("-> \(shown(replacement))") }
          return cells
        })
  }

  private func groups(_ captures: [CaptureRange?]) -> String {
    let limit = 6
    var words = captures.indices.dropFirst().prefix(limit).map { group in
      "\(group) " + (captures[group].map { range($0) } ?? "unset")
    }
    if captures.count > limit + 1 { words.append("…") }
    return words.joined(separator: ", ")
  }

  private func shown(_ bytes: [UInt8]) -> String {
    Wording.text(bytes[...], isUTF: text.isUTF)
  }

  // MARK: Replacement

  func replacement(_ view: ReplacementView) -> [String] {
    let source = view.template.source
    guard let pieces = view.pieces else {
      if source.isEmpty { return ["The replacement is empty."] }
      return ["The replacement, read for this pattern:"]
        + table(list(view.template.pieces, view, depth: 0))
    }
    let rows = pieces.map { piece in
      [
        String(repeating: "  ", count: piece.depth) + code(piece.piece, view),
        words(piece, view), gave(piece, view),
      ]
    }
    if let error = view.error { return table(rows) + fault(error, source) }
    return table(rows) + ["It is replaced by \(shown(view.bytes))."]
  }

  private func list(
    _ pieces: [ReplacementPiece], _ view: ReplacementView, depth: Int
  ) -> [[String]] {
    pieces.flatMap { piece -> [[String]] in
      let indent = String(repeating: "  ", count: depth)
      let row = [indent + code(piece, view), words(piece.kind, piece, view)]
      switch piece.kind {
      case .fallback(_, let texts):
        return [row] + list(texts, view, depth: depth + 1)
      case .choice(_, let set, let unset):
        let otherwise = unset.isEmpty ? [] : [[indent + "  :", "and where it is not set:"]]
        return [row] + list(set, view, depth: depth + 1) + otherwise
          + list(unset, view, depth: depth + 1)
      default: return [row]
      }
    }
  }

  private func code(_ piece: ReplacementPiece, _ view: ReplacementView) -> String {
    let source = view.template.source
    return Wording.code(
      Array(source[piece.span.start..<min(piece.span.end, source.count)]), isUTF: text.isUTF)
  }

  /// What a piece means.
  private func words(
    _ kind: ReplacementPiece.Kind, _ piece: ReplacementPiece, _ view: ReplacementView
  ) -> String {
    switch kind {
    case .text: "stands for itself"
    case .character(let value): "the character \(Wording.numbered(value, isUTF: text.isUTF))"
    case .forcing(let forcing): effect(forcing)
    case .quoteMark:
      view.template.source[piece.span.start + 1] == 0x51
        ? "what follows stands for itself" : "ends that"
    case .group(let reference): name(reference)
    case .fallback(let reference, _): "\(name(reference)), or where it is not set:"
    case .choice(let reference, _, _): "where \(name(reference)) is set:"
    case .mark: "the name of the mark"
    case .fault(let error): "is an error where it is reached: \(error.message)"
    }
  }

  /// What a piece meant for the match.
  private func words(_ written: WrittenPiece, _ view: ReplacementView) -> String {
    let group = written.group.map { name($0) }
    let words: String
    switch written.piece.kind {
    case .group(let reference):
      words = group ?? "\(name(reference)) is not set"
    case .fallback(let reference, _):
      words = group ?? "\(name(reference)) is not set, so:"
    case .choice(let reference, _, _):
      return group.map { "\($0) is set, so:" } ?? "\(name(reference)) is not set, so:"
    case .fault: return "is an error"
    case .forcing, .quoteMark, .mark:
      return self.words(written.piece.kind, written.piece, view)
    case .text, .character: words = self.words(written.piece.kind, written.piece, view)
    }
    guard written.forcing != .none, !written.output.isEmpty else { return words }
    return words + ", " + self.words(written.forcing)
  }

  private func words(_ forcing: CaseForcing) -> String {
    switch forcing {
    case .upper: "in upper case"
    case .lower: "in lower case"
    case .nextUpper: "the first character in upper case"
    case .nextLower: "the first character in lower case"
    case .none: "as it is"
    }
  }

  /// What a piece such as `\U` does to what follows.
  private func effect(_ forcing: CaseForcing) -> String {
    switch forcing {
    case .upper, .lower, .none: "what follows " + words(forcing)
    case .nextUpper: "the next character in upper case"
    case .nextLower: "the next character in lower case"
    }
  }

  private func name(_ reference: ReplacementReference) -> String {
    reference.groups.isEmpty
      ? "an unknown group" : reference.groups.map { name($0) }.joined(separator: " or ")
  }

  private func name(_ group: Int) -> String {
    group == 0 ? "the match" : map.describe(group: group)
  }

  private func gave(_ written: WrittenPiece, _ view: ReplacementView) -> String {
    switch written.piece.kind {
    case .forcing, .quoteMark, .fault, .choice: ""
    case .group where written.group == nil && view.error != nil: ""
    case .fallback where written.group == nil: ""
    default: shown(Array(view.bytes[written.output]))
    }
  }

  private func fault(_ error: ReplacementError, _ source: [UInt8]?) -> [String] {
    let line = "\(error.message) (error \(error.code) at offset \(error.offset))."
    guard let source else { return [line] }
    let excerpt = CaretExcerpt(
      source, marking: error.span, width: 72, escaping: Escaping(showsUnicode: text.isUTF))
    return [line, "    " + excerpt.text, "    " + excerpt.marker, error.hint]
  }
}
