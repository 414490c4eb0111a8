// SPDX-License-Identifier: MIT
// The subjects of a pattern: those with a table of their own, and the short lists.

import CaseCorpus
import SourceText

extension SuiteReader {
  /// Takes `matches` or `nonmatches`.
  mutating func list(_ entry: TOMLLayout.Entry, matches: Bool, of pattern: Pattern) {
    for (index, element) in strings(entry).enumerated() {
      for alternative in pattern.texts.indices {
        var given = pattern.case(alternative, id: "\(entry.key).\(index + 1)")
        given.input.subject = element.text
        given.expected.status = matches ? "match" : "nomatch"
        add(
          given, at: element.offset,
          .init(
            pattern: pattern.table, alternative: alternative,
            part: .listed(matches: matches, index: index)))
      }
    }
  }

  /// Takes the tables of `subject`.
  mutating func subjects(_ entry: TOMLLayout.Entry, of pattern: Pattern) {
    for (number, table) in tables(entry, "[[pattern.subject]]").enumerated() {
      check(table.index, keys: SuiteKeys.subject)
      let name = name(
        of: table.index, within: "\(pattern.table)/", otherwise: "\(number + 1)")
      var subject = pattern
      readSettings(table.index, into: &subject.settings)
      let whole = id(of: table.index)
      let text = text(of: table.index)
      let expected = expectation(table.index)
      let plain = layout.tables[table.index]["plain"].flatMap { self.plain($0) }
      let isLimitDependent =
        layout.tables[table.index]["limit_dependent"].flatMap { flag($0) } ?? false
      for alternative in pattern.texts.indices {
        var given = subject.case(alternative, id: name, whole: whole)
        given.input.subject = text
        given.expected = expected
        given.expectedPlain = plain
        given.isLimitDependent = isLimitDependent
        add(
          given, at: table.offset,
          .init(
            pattern: pattern.table, alternative: alternative,
            part: .subject(table: table.index)))
      }
    }
  }

  private mutating func text(of table: Int) -> [UInt8] {
    let entries = layout.tables[table]
    if let encoded = entries["text_b64"] {
      if entries["text"] != nil {
        fail(at: encoded.keySpan.start, .together("text", "text_b64"))
      }
      return base64(encoded) ?? []
    }
    guard let entry = entries["text"] else {
      fail(at: entries.span.start, .missing("text"))
      return []
    }
    return string(entry) ?? []
  }

  private mutating func plain(_ entry: TOMLLayout.Entry) -> Expectation? {
    guard let table = table(entry) else { return nil }
    check(table, keys: SuiteKeys.expectation)
    return expectation(table)
  }
}

// MARK: - Expectations

extension SuiteReader {
  /// What a table expects of a match; nothing if it has none of the keys.
  private mutating func expectation(_ table: Int) -> Expectation {
    let entries = layout.tables[table]
    var expected = Expectation()
    refuseContradictions(entries)
    var status: String?
    if entries["nomatch"] != nil {
      onlyTrue(entries["nomatch"], "match = true")
      status = "nomatch"
    } else if let entry = entries["error"] {
      matchError(entry, into: &expected)
      return expected
    } else if let entry = entries["partial"] {
      status = "partial"
      expected.text = textOrTrue(entry)
    } else if let entry = entries["match"] {
      status = "match"
      expected.text = textOrTrue(entry)
    } else if let entry = entries["match_b64"] {
      status = "match"
      expected.text = base64(entry)
    }
    expected.ovector = entries["ovector"].flatMap { ovector($0) }
    expected.groups = groups(entries)
    if status == nil, expected.ovector != nil || expected.groups != nil { status = "match" }
    mark(entries, status, into: &expected)
    return expected
  }

  private mutating func refuseContradictions(_ entries: TOMLLayout.Table) {
    let places = ["match", "match_b64", "span", "ovector", "groups"]
    let contradictions: [(String, [String])] = [
      ("nomatch", places + ["partial", "error"]),
      ("error", places + ["partial", "mark", "mark_b64"]),
      ("partial", ["match", "match_b64"]), ("match_b64", ["match"]), ("mark_b64", ["mark"]),
      ("ovector", ["span", "groups"]),
    ]
    for (key, others) in contradictions {
      guard let entry = entries[key], let other = others.first(where: { entries[$0] != nil })
      else { continue }
      fail(at: entry.keySpan.start, .together(key, other))
    }
  }

  /// Takes the mark; `false` says that there is none, so that the result is told as a whole.
  private mutating func mark(
    _ entries: TOMLLayout.Table, _ status: String?, into expected: inout Expectation
  ) {
    expected.status = status
    if let entry = entries["mark_b64"] { expected.mark = base64(entry) }
    guard let entry = entries["mark"] else { return }
    guard case .bool(false) = entry.value.content else {
      expected.mark = string(entry)
      return
    }
    guard let status else {
      return fail(at: entry.keySpan.start, .other("mark = false needs match, nomatch or partial"))
    }
    expected.status = nil
    expected.rc = status == "nomatch" ? -1 : status == "partial" ? -2 : 1
    if status == "match", let ovector = expected.ovector { expected.rc = ovector.count }
  }

  private mutating func matchError(
    _ entry: TOMLLayout.Entry, into expected: inout Expectation
  ) {
    if case .integer(let number) = entry.value.content, let number, number < -2 {
      expected.rc = number
      expected.error = MatchErrorName.name(of: number)
      return
    }
    guard case .string(let text) = entry.value.content else {
      return fail(
        at: entry.value.span.start,
        .expected("the name of a match error or its number", found: entry.value.content.words))
    }
    let name = String(decoding: text, as: UTF8.self).uppercased()
    guard let number = MatchErrorName.number(of: name) else {
      return fail(
        at: entry.value.span.start,
        .unknownWord(
          name, what: "match error", suggestion: closest(to: name, in: MatchErrorName.all)))
    }
    expected.rc = number
    expected.error = name
  }

  private mutating func groups(_ entries: TOMLLayout.Table) -> [ExpectedGroup]? {
    var groups: [ExpectedGroup] = []
    if let entry = entries["span"], let span = span(entry.value) {
      groups.append(ExpectedGroup("0", .span(span)))
    }
    if let entry = entries["groups"], let table = table(entry) {
      for group in layout.tables[table].entries {
        if group.key == "0", entries["span"] != nil {
          fail(at: group.keySpan.start, .together("span", "group 0"))
        } else if let content = content(group.value) {
          groups.append(ExpectedGroup(group.key, content))
        }
      }
    }
    return groups.isEmpty ? nil : groups
  }

  private mutating func content(_ value: TOMLLayout.Value) -> ExpectedGroup.Content? {
    switch value.content {
    case .string(let text): return .text(text)
    case .array: return span(value).map { .span($0) }
    case .bool(false): return .unset
    case .table(let index):
      check(index, keys: ["b64"])
      guard let entry = layout.tables[index]["b64"] else { break }
      return base64(entry).map { .text($0) }
    default: break
    }
    fail(
      at: value.span.start,
      .expected("a text, two offsets or false (unset)", found: value.content.words))
    return nil
  }

  private mutating func ovector(_ entry: TOMLLayout.Entry) -> [SourceSpan?]? {
    guard case .array(let elements) = entry.value.content, !elements.isEmpty else {
      fail(
        at: entry.value.span.start,
        .expected("the offsets of all groups", found: entry.value.content.words))
      return nil
    }
    return elements.map { element in
      if case .bool(false) = element.content { return nil }
      return span(element)
    }
  }
}
