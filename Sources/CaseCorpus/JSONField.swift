// SPDX-License-Identifier: MIT
// The names of the fields of all records. A reader finds a field by a table instead of comparing texts, and what has
// been there is a bit instead of a name that is kept:
//
//   JSONField(named: "id")      // .id
//
// Tested in Tests/CaseCorpusTests/FieldTests.swift.

/// A field that some record has.
enum JSONField: UInt8, CaseIterable {
  // Of an input.
  case pattern, patternBase64, options, subject, subjectBase64, matchOptions, offset,
    offsetLimit, newline, bsr, parensNestLimit, maxPatternLength
  // Of a case.
  case id, source, line, kind, expected, expectedPlain, limitDependent, global,
    globalMatches, label, upstream, dropped, stepBudget, limits, tags
  // Of an expectation, of limits and of an answer.
  case rc, ovector, match, matchBase64, groups, mark, markBase64, error, compileError,
    compileOffset, compile, captureCount, names, status, depth, heap, steps, code, traceHash,
    trace, matches
  // Of a request.
  case mode, traceCap, rows
  // Of a substitution.
  case replacement, replacementBase64, substituteOptions, text, textBase64
  // Of an observation, and of coverage.
  case found, fingerprint, counts, cases, limited, passedOver

  /// The name as it stands in a record.
  var name: String {
    switch self {
    case .pattern: "pattern"
    case .patternBase64: "pattern_b64"
    case .options: "options"
    case .subject: "subject"
    case .subjectBase64: "subject_b64"
    case .matchOptions: "match_options"
    case .offset: "offset"
    case .offsetLimit: "offset_limit"
    case .newline: "newline"
    case .bsr: "bsr"
    case .parensNestLimit: "parens_nest_limit"
    case .maxPatternLength: "max_pattern_length"
    case .id: "id"
    case .source: "source"
    case .line: "line"
    case .kind: "kind"
    case .expected: "expected"
    case .expectedPlain: "expected_plain"
    case .limitDependent: "limit_dependent"
    case .global: "global"
    case .globalMatches: "global_matches"
    case .label: "label"
    case .upstream: "upstream"
    case .dropped: "dropped"
    case .stepBudget: "step_budget"
    case .limits: "limits"
    case .tags: "tags"
    case .rc: "rc"
    case .ovector: "ovector"
    case .match: "match"
    case .matchBase64: "match_b64"
    case .groups: "groups"
    case .mark: "mark"
    case .markBase64: "mark_b64"
    case .error: "error"
    case .compileError: "compile_error"
    case .compileOffset: "compile_offset"
    case .compile: "compile"
    case .captureCount: "capture_count"
    case .names: "names"
    case .status: "status"
    case .depth: "depth"
    case .heap: "heap"
    case .steps: "steps"
    case .code: "code"
    case .traceHash: "trace_hash"
    case .trace: "trace"
    case .matches: "matches"
    case .mode: "mode"
    case .traceCap: "trace_cap"
    case .rows: "rows"
    case .replacement: "replacement"
    case .replacementBase64: "replacement_b64"
    case .substituteOptions: "substitute_options"
    case .text: "text"
    case .textBase64: "text_b64"
    case .found: "found"
    case .fingerprint: "fingerprint"
    case .counts: "counts"
    case .cases: "cases"
    case .limited: "limited"
    case .passedOver: "passed_over"
    }
  }

  /// The field that holds the same in another form, text or base64: a record has at most one of them.
  var otherForm: JSONField? {
    switch self {
    case .pattern: .patternBase64
    case .patternBase64: .pattern
    case .subject: .subjectBase64
    case .subjectBase64: .subject
    case .match: .matchBase64
    case .matchBase64: .match
    case .mark: .markBase64
    case .markBase64: .mark
    case .replacement: .replacementBase64
    case .replacementBase64: .replacement
    case .text: .textBase64
    case .textBase64: .text
    default: nil
    }
  }
}

/// Some fields.
struct JSONFieldSet {
  private var bits: UInt64 = 0

  /// Whether a field is among them.
  func contains(_ field: JSONField) -> Bool { bits & Self.bit(field) != 0 }

  /// Whether a field is among them, in this or in its other form.
  func holds(_ field: JSONField) -> Bool {
    contains(field) || field.otherForm.map { contains($0) } ?? false
  }

  /// Adds a field.
  mutating func insert(_ field: JSONField) { bits |= Self.bit(field) }

  private static func bit(_ field: JSONField) -> UInt64 { 1 << UInt64(field.rawValue) }
}

// MARK: - By name

extension JSONField {
  /// The field of a name; nil if no record has such a field.
  init?(named name: String) {
    let bytes = Array(name.utf8)
    guard let field = JSONFieldTable.all.field(named: bytes.span, bytes.indices) else { return nil }
    self = field
  }
}

/// Finds fields by the bytes of their names: a table of hashes with open addressing.
final class JSONFieldTable: Sendable {
  /// The table of all fields.
  static let all = JSONFieldTable()

  private struct Entry {
    var key: NameKey
    var field: JSONField
  }
  private static let size = 256
  private let entries: [Entry?]

  private init() {
    precondition(JSONField.allCases.count <= 64, "JSONFieldSet has 64 bits")
    var entries: [Entry?] = Array(repeating: nil, count: Self.size)
    for field in JSONField.allCases {
      let name = Array(field.name.utf8)
      let key = NameKey(name.span, name.indices)
      var place = key.hash & (Self.size - 1)
      while entries[place] != nil { place = (place + 1) & (Self.size - 1) }
      entries[place] = Entry(key: key, field: field)
    }
    self.entries = entries
  }

  /// The field whose name stands in a text; nil if there is none.
  func field(named text: Span<UInt8>, _ range: Range<Int>) -> JSONField? {
    let key = NameKey(text, range)
    var place = key.hash & (Self.size - 1)
    while let entry = entries[place] {
      if entry.key == key, key.isWhole || isName(of: entry.field, text, range) {
        return entry.field
      }
      place = (place + 1) & (Self.size - 1)
    }
    return nil
  }

  /// Whether a text, of which the ends are the field's, is its name.
  private func isName(of field: JSONField, _ text: Span<UInt8>, _ range: Range<Int>) -> Bool {
    for (index, letter) in zip(range, field.name.utf8) where text[index] != letter { return false }
    return true
  }
}

/// What is compared first of a name: its length and both its ends, which up to 16 bytes is all of it.
private struct NameKey: Equatable {
  var first: UInt64
  var last: UInt64
  var count: Int

  init(_ text: Span<UInt8>, _ range: Range<Int>) {
    count = range.count
    first = word(in: text, from: range.lowerBound, count: min(8, count))
    last = count <= 8 ? 0 : word(in: text, from: range.upperBound - 8, count: 8)
  }

  var isWhole: Bool { count <= 16 }

  var hash: Int {
    let mixed = (first ^ last &* 31 ^ UInt64(count)) &* 0x9e37_79b9_7f4a_7c15
    return Int(mixed >> 48)
  }
}
