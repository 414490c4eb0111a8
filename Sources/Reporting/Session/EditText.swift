// SPDX-License-Identifier: MIT
// Edits that would make a match, one line each:
//
//     text     5  replace "1" by "l": match [3,8) "color"
//     pattern  4  make `u` optional, `u?`: match [3,8) "color"
//
// Tested by fixtures/sessions/misses.txt.

public import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

/// How near a search came that found nothing, and the first edits that would help, as a few lines; empty if
/// there is nothing to say.
///
/// - Parameter response: What a session at its end answers to `why`.
/// - Returns: The lines, joined by newlines, without one at the end.
public func renderHint(_ response: Response) -> String {
  guard case .why(.end(let end)) = response.body else { return "" }
  let words = StepText(response.text)
  let sentence = words.nearest(end).drop { $0 == " " }
  let first = [true, false].compactMap { isOfText in
    end.edits.first { $0.edit.isOfText == isOfText }
  }
  return ([String(sentence)] + words.edits(first)).filter { !$0.isEmpty }.joined(separator: "\n")
}

extension StepText {
  /// What `suggest` says.
  func suggestions(_ found: Suggestions) -> [String] {
    if found.isMatch { return ["The search finds a match: there is nothing to change."] }
    guard found.edits.isEmpty else { return edits(found.edits) }
    return [
      found.isComplete
        ? "No small edit makes a match." : "No small edit that makes a match was found in time."
    ]
  }

  /// The edits with a heading; nothing if there are none.
  func edits(_ edits: [SuggestedEdit]) -> [String] {
    guard !edits.isEmpty else { return [] }
    let isConfirmed = edits.allSatisfy(\.isConfirmed)
    let heading =
      "Each of these would make a match"
      + (isConfirmed ? ", as libpcre2 confirms:" : " (not confirmed by libpcre2):")
    let rows = edits.map { found in
      [
        found.edit.isOfText ? "text" : "pattern", "\(found.edit.span.start)",
        sentence(found.edit) + ": match [\(found.match.start),\(found.match.end)) "
          + Wording.text(found.matched[...], isUTF: text.isUTF),
      ]
    }
    return [heading] + table(rows)
  }

  /// What to do, without a full stop.
  func sentence(_ edit: Edit) -> String {
    edit.isOfText ? textEdit(edit) : patternEdit(edit)
  }

  private func textEdit(_ edit: Edit) -> String {
    let old = quoted(edit.span.start, edit.span.end)
    let new = Wording.text(edit.newText(of: text.subject)[...], isUTF: text.isUTF)
    switch edit.kind {
    case .insert: return "insert \(new)"
    case .remove: return "remove \(old)"
    case .swap: return "swap \(old) to \(new)"
    default: return "replace \(old) by \(new)"
    }
  }

  private func patternEdit(_ edit: Edit) -> String {
    let source = map.tree.source
    let old = Wording.code(Array(source[edit.span.start..<edit.span.end]), isUTF: text.isUTF)
    let new = Wording.code(edit.newText(of: source), isUTF: text.isUTF)
    switch edit.kind {
    case .ignoreCase: return "ignore case, \(new) in front"
    case .drop: return "leave out \(old)"
    case .optional: return "make \(old) optional, \(new)"
    case .otherCase: return "\(new) for \(old), the other case"
    case .quote: return "\(new), all of it as plain text"
    case .escape: return "\(new) for \(old), with a backslash"
    case .widen: return "\(new) for \(old), a wider set"
    case .quantifier: return "\(new) for \(old), another count"
    case .lines: return "\(new) for \(old), which minds lines"
    default: return "\(new) for \(old)"
    }
  }
}
