// SPDX-License-Identifier: MIT
// Edits that would make a match as JSON values.
//
// Tested by fixtures/sessions/misses.txt.

import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

extension SessionJSON {
  /// An edit that would make a match.
  func edit(_ found: SuggestedEdit) -> JSONValue {
    let changes = found.edit.replacements.map { change in
      fields([
        "start": number(change.span.start), "end": number(change.span.end),
        "new": text(change.bytes),
      ])
    }
    return fields([
      "of": .string(found.edit.isOfText ? "text" : "pattern"),
      "kind": .string(found.edit.kind.rawValue), "changes": .array(changes),
      "match": range(found.match), "confirmed": .bool(found.isConfirmed),
      "text": .string(words.sentence(found.edit)),
    ])
  }

  /// What `suggest` says.
  func suggestions(_ found: Suggestions) -> JSONValue {
    fields([
      "type": .string("suggestions"), "is_match": .bool(found.isMatch),
      "complete": .bool(found.isComplete), "edits": .array(found.edits.map { edit($0) }),
    ])
  }
}
