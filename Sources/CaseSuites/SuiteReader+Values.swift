// SPDX-License-Identifier: MIT
// Values of a suite by their kind; one of another kind is an error, and counts as absent.

import CaseCorpus
import RegexMachine
import RegexSyntax
import SourceText

/// What a file sets for its patterns and a pattern for its subjects.
struct SuiteSettings {
  var input = CaseInput()
  var limits = CaseLimits()
  var stepBudget: Int?
  var tags: [String] = []
}

extension SuiteReader {
  /// Takes the settings of a table; lists are added to what is there, the rest replaces it.
  mutating func readSettings(_ table: Int, into settings: inout SuiteSettings) {
    for entry in layout.tables[table].entries {
      switch entry.key {
      case "options":
        let names = CompileOptions.pcre2Names.filter { $0 != "NO_UTF_CHECK" }
        settings.input.options.add(words(entry, "option", from: names))
      case "match_options":
        settings.input.matchOptions.add(
          words(entry, "match option", from: MatchFlags.pcre2Names))
      case "newline":
        settings.input.newline = word(entry, "newline", from: SuiteKeys.newlines)
      case "bsr": settings.input.bsr = word(entry, "bsr", from: SuiteKeys.bsrs)
      case "parens_nest_limit": settings.input.parensNestLimit = integer(entry)
      case "max_pattern_length": settings.input.maxPatternLength = integer(entry)
      case "offset": settings.input.offset = integer(entry) ?? 0
      case "offset_limit": settings.input.offsetLimit = integer(entry)
      case "step_budget": settings.stepBudget = integer(entry)
      case "limits": limits(entry, into: &settings.limits)
      case "tags":
        settings.tags.add(strings(entry).map { String(decoding: $0.text, as: UTF8.self) })
      default: break
      }
    }
  }

  private mutating func limits(_ entry: TOMLLayout.Entry, into limits: inout CaseLimits) {
    guard let table = table(entry) else { return }
    check(table, keys: SuiteKeys.limits)
    let entries = layout.tables[table]
    limits.match = entries["match"].flatMap { integer($0) } ?? limits.match
    limits.depth = entries["depth"].flatMap { integer($0) } ?? limits.depth
    limits.heap = entries["heap"].flatMap { integer($0) } ?? limits.heap
    limits.steps = entries["steps"].flatMap { integer($0) } ?? limits.steps
  }

  // MARK: Kinds

  mutating func table(_ entry: TOMLLayout.Entry) -> Int? {
    guard case .table(let index) = entry.value.content else {
      fail(at: entry.value.span.start, .expected("a table", found: entry.value.content.words))
      return nil
    }
    return index
  }

  mutating func string(_ entry: TOMLLayout.Entry) -> [UInt8]? {
    guard case .string(let text) = entry.value.content else {
      fail(at: entry.value.span.start, .expected("a string", found: entry.value.content.words))
      return nil
    }
    return text
  }

  mutating func base64(_ entry: TOMLLayout.Entry) -> [UInt8]? {
    guard let text = string(entry) else { return nil }
    guard let bytes = Base64.decode(text) else {
      fail(at: entry.value.span.start, .badBase64)
      return nil
    }
    return bytes
  }

  /// The strings of an array and where they stand.
  mutating func strings(_ entry: TOMLLayout.Entry) -> [(text: [UInt8], offset: Int)] {
    guard case .array(let elements) = entry.value.content else {
      fail(
        at: entry.value.span.start,
        .expected("an array of strings", found: entry.value.content.words))
      return []
    }
    var strings: [(text: [UInt8], offset: Int)] = []
    for element in elements {
      guard case .string(let text) = element.content else {
        fail(at: element.span.start, .expected("a string", found: element.content.words))
        continue
      }
      strings.append((text, element.span.start))
    }
    return strings
  }

  /// An integer of a range; from 0 if none is named.
  mutating func integer(
    _ entry: TOMLLayout.Entry, in range: ClosedRange<Int> = 0...Int.max
  ) -> Int? {
    guard case .integer(let number) = entry.value.content, let number, range.contains(number)
    else {
      let what = "an integer from \(range.lowerBound)"
      var found = entry.value.content.words
      if case .integer(let number) = entry.value.content, let number { found = "\(number)" }
      fail(at: entry.value.span.start, .expected(what, found: found))
      return nil
    }
    return number
  }

  mutating func flag(_ entry: TOMLLayout.Entry) -> Bool? {
    guard case .bool(let value) = entry.value.content else {
      fail(at: entry.value.span.start, .expected("true", found: entry.value.content.words))
      return nil
    }
    return value
  }

  /// Refuses anything but `true`, and says what to write for `false`.
  mutating func onlyTrue(_ entry: TOMLLayout.Entry?, _ opposite: String) {
    guard let entry, flag(entry) == false else { return }
    fail(at: entry.value.span.start, .expected("true (or \(opposite))", found: "false"))
  }

  /// A text, or `true` for any; nil stands for any.
  mutating func textOrTrue(_ entry: TOMLLayout.Entry) -> [UInt8]? {
    switch entry.value.content {
    case .string(let text): return text
    case .bool(true): return nil
    case .bool(false):
      fail(
        at: entry.value.span.start, .expected("a text or true (or nomatch = true)", found: "false"))
    default:
      fail(
        at: entry.value.span.start, .expected("a text or true", found: entry.value.content.words))
    }
    return nil
  }

  mutating func span(_ value: TOMLLayout.Value) -> SourceSpan? {
    guard case .array(let ends) = value.content, ends.count == 2,
      case .integer(let start?) = ends[0].content, case .integer(let end?) = ends[1].content,
      start >= 0, end >= 0
    else {
      fail(
        at: value.span.start, .expected("two offsets as in [0, 4]", found: value.content.words))
      return nil
    }
    return SourceSpan(start, end)
  }

  private mutating func words(
    _ entry: TOMLLayout.Entry, _ what: String, from known: [String]
  ) -> [String] {
    strings(entry).compactMap { self.known($0.text, at: $0.offset, what, known) }
  }

  private mutating func word(
    _ entry: TOMLLayout.Entry, _ what: String, from words: [String]
  ) -> String? {
    string(entry).flatMap { known($0, at: entry.value.span.start, what, words) }
  }

  /// A word of a list, in capitals or not.
  private mutating func known(
    _ text: [UInt8], at offset: Int, _ what: String, _ words: [String]
  ) -> String? {
    let word = String(decoding: text, as: UTF8.self)
    let name = word.uppercased()
    if words.contains(name) { return name }
    let suggestion = closest(to: name, in: words)
    let isLowercase = word != name
    fail(
      at: offset,
      .unknownWord(
        word, what: what, suggestion: isLowercase ? suggestion?.lowercased() : suggestion))
    return nil
  }
}

extension [String] {
  /// Adds the words that are not there yet.
  fileprivate mutating func add(_ words: [String]) {
    for word in words where !contains(word) { append(word) }
  }
}
