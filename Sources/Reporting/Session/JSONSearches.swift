// SPDX-License-Identifier: MIT
// The searches of a session, its matches and its replacement as JSON values.
//
// Tested by fixtures/sessions/searches.txt and replacements.txt.

import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension SessionJSON {
  /// The search in hand.
  func search(_ view: SearchView) -> JSONValue {
    var next: JSONValue?
    var error: JSONValue?
    switch view.following {
    case .search(let start)?: next = number(start)
    case SearchView.Following.none?: next = .null
    case .refused(let code)?: error = number(code)
    case .failed(let fault)?: error = self.error(fault)
    case nil: break
    }
    return fields([
      "search": number(view.number), "start": number(view.start), "retry": .bool(view.isRetry),
      "matches": number(view.matches), "new": .bool(view.isNew), "next_start": next,
      "error": error, "replacement": view.replacement.map { text($0) },
    ])
  }

  func matches(_ rows: [MatchRow], total: Int, isComplete: Bool) -> JSONValue {
    fields([
      "type": .string("matches"), "total": number(total), "complete": .bool(isComplete),
      "matches": .array(
        rows.map { row in
          fields([
            "match": number(row.number), "search": number(row.search),
            "captures": .array(row.captures.map { range($0) }),
            "replacement": row.replacement.map { text($0) }, "error": row.error.map { error($0) },
          ])
        }),
    ])
  }

  func replacement(_ view: ReplacementView) -> JSONValue {
    fields([
      "type": .string("replacement"), "template": text(view.template.source),
      "pieces": view.pieces.map { pieces in .array(pieces.map { piece($0, view) }) },
      "replacement": view.pieces == nil || view.error != nil ? nil : text(view.bytes),
      "error": view.error.map { error($0) },
    ])
  }

  private func piece(_ written: WrittenPiece, _ view: ReplacementView) -> JSONValue {
    let kind =
      switch written.piece.kind {
      case .text: "text"
      case .character: "character"
      case .forcing: "forcing"
      case .quoteMark: "quote_mark"
      case .group: "group"
      case .fallback: "fallback"
      case .choice: "choice"
      case .mark: "mark"
      case .fault: "fault"
      }
    return fields([
      "kind": .string(kind), "offset": number(written.piece.span.start),
      "length": number(written.piece.span.count), "depth": number(written.depth),
      "group": written.group.map { number($0) }, "forcing": forcing(written.forcing),
      "start": number(written.output.lowerBound), "end": number(written.output.upperBound),
      "output": text(Array(view.bytes[written.output])),
    ])
  }

  private func forcing(_ forcing: CaseForcing) -> JSONValue? {
    switch forcing {
    case .none: nil
    case .upper: .string("upper")
    case .lower: .string("lower")
    case .nextUpper: .string("next_upper")
    case .nextLower: .string("next_lower")
    }
  }

  private func error(_ error: ReplacementError) -> JSONValue {
    fields([
      "code": number(error.code), "offset": number(error.offset),
      "message": .string(error.message),
    ])
  }
}
