// SPDX-License-Identifier: MIT
// What the modifiers of one pattern or one subject line add up to, on top of the defaults that
// #pattern and #subject set. Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

/// A fault of a line, and where in the line it is.
struct LineFault: Error, Hashable {
  /// The byte of the line, from 0.
  var offset: Int
  /// What is wrong, in words.
  var words: String

  init(_ offset: Int, _ words: String) {
    self.offset = offset
    self.words = words
  }
}

/// What modifiers have set.
struct TestSettings {
  /// Whose modifiers are read.
  enum Owner {
    case pattern, subject
  }

  var options: Set<String> = []
  var matchOptions: Set<String> = []
  var newline: String?
  var bsr: String?
  var parensNestLimit: Int?
  var maxPatternLength: Int?
  var offset = 0
  var offsetLimit: Int?
  var limits = CaseLimits()
  var allMatches: Set<String> = []
  var text: Set<TestModifier.PatternText> = []
  var dropped: Set<String> = []
  /// Modifiers that a case cannot express.
  var declined: Set<String> = []

  /// The settings that a pattern hands down to its subjects.
  func subjectSettings(on defaults: TestSettings) -> TestSettings {
    var settings = defaults
    settings.allMatches.formUnion(allMatches)
    settings.dropped.formUnion(dropped)
    return settings
  }

  /// Reads a list of modifiers.
  ///
  /// - Parameters:
  ///   - line: The bytes of the line.
  ///   - start: Where the list begins in it.
  ///   - owner: Whose modifiers they are.
  /// - Throws: `LineFault`, where pcre2test gives the line up.
  mutating func read(_ line: [UInt8], from start: Int, of owner: Owner) throws(LineFault) {
    var position = start
    var isFirst = true
    while let item = nextItem(line, &position) {
      let isOff = line[item.lowerBound] == UInt8(ascii: "-")
      let first = item.lowerBound + (isOff ? 1 : 0)
      let equals = line[first..<item.upperBound].firstIndex(of: UInt8(ascii: "="))
      let name = String(decoding: line[first..<(equals ?? item.upperBound)], as: UTF8.self)
      let value = equals.map { Array(line[($0 + 1)..<item.upperBound]) }
      if let modifier = TestModifier.named(name) {
        let word = Word(name: name, value: value, isOff: isOff, offset: item.lowerBound)
        try apply(modifier, word, of: owner)
      } else if isFirst {
        try readLetters(line[first..<item.upperBound], of: owner)
      } else {
        throw LineFault(first, "unknown modifier '\(name)'")
      }
      isFirst = false
    }
  }

  /// The next item of a list: what stands between commas, without white space at the end of the list.
  private func nextItem(_ line: [UInt8], _ position: inout Int) -> Range<Int>? {
    while position < line.count, line[position].isTestSpace || line[position] == .comma {
      position += 1
    }
    guard position < line.count else { return nil }
    let start = position
    position = line[start...].firstIndex(of: .comma) ?? line.count
    var end = position
    while end > start, line[end - 1].isTestSpace { end -= 1 }
    return start..<end
  }

  private mutating func readLetters(
    _ letters: ArraySlice<UInt8>, of owner: Owner
  ) throws(LineFault) {
    for (offset, letter) in zip(letters.indices, letters) {
      guard let name = TestModifier.name(of: letter), let modifier = TestModifier.named(name)
      else {
        let text = String(decoding: letters, as: UTF8.self)
        throw LineFault(offset, "unknown modifier '\(text)'")
      }
      // As in Perl, a second x asks for more.
      if letter == UInt8(ascii: "x"), options.remove("EXTENDED") != nil {
        options.insert("EXTENDED_MORE")
      } else {
        let word = Word(name: name, value: nil, isOff: false, offset: offset)
        try apply(modifier, word, of: owner)
      }
    }
  }
}

// MARK: - Modifiers

extension TestSettings {
  /// One modifier as it is written.
  private struct Word {
    var name: String
    var value: [UInt8]?
    var isOff: Bool
    var offset: Int
  }

  private mutating func apply(
    _ modifier: TestModifier, _ word: Word, of owner: Owner
  ) throws(LineFault) {
    switch (modifier.place, owner) {
    case (.pattern, .subject), (.subject, .pattern):
      throw LineFault(word.offset, "modifier '\(word.name)' is not valid here")
    default: break
    }
    switch modifier.argument {
    case .none where word.value != nil:
      throw LineFault(word.offset, "modifier '\(word.name)' has no value")
    case .required where word.value == nil:
      throw LineFault(word.offset, "modifier '\(word.name)' needs a value")
    case .required where word.isOff, .optional where word.isOff && word.value != nil:
      throw LineFault(word.offset, "modifier '\(word.name)' cannot be taken back")
    default: break
    }
    switch modifier {
    case .option(let name): options.set(name, !word.isOff)
    case .matchOption(let name): matchOptions.set(name, !word.isOff)
    case .commonOption(let name):
      if owner == .pattern { options.set(name, !word.isOff) }
      if owner == .subject { matchOptions.set(name, !word.isOff) }
    case .allMatches(let name): allMatches.set(name, !word.isOff)
    case .patternText(let text): self.text.set(text, !word.isOff)
    case .patternValue(let value): try setPattern(value, word)
    case .subjectValue(let value): try setSubject(value, word)
    case .shown: break
    case .dropped: dropped.set(word.name, !word.isOff && hasEffect(word))
    case .declined: declined.set(word.name, !word.isOff && hasEffect(word))
    }
  }

  /// Whether a value is another than the one that stands for nothing.
  private func hasEffect(_ word: Word) -> Bool {
    let value = word.value.map { String(decoding: $0, as: UTF8.self) }
    return switch word.name {
    case "convert": value != "unset"
    case "tables": value != "0" && value != "1"
    case "callout_data", "stackguard", "convert_length": value != "0"
    // They do nothing without `convert`.
    case "convert_glob_escape", "convert_glob_separator": false
    default: true
    }
  }

  private mutating func setPattern(
    _ field: TestModifier.PatternValue, _ word: Word
  ) throws(LineFault) {
    let value = String(decoding: word.value ?? [], as: UTF8.self).uppercased()
    func fault() -> LineFault { LineFault(word.offset, "invalid value in '\(word.name)=\(value)'") }
    switch field {
    case .newline:
      guard value == "DEFAULT" || Self.newlines.contains(value) else { throw fault() }
      newline = value == "DEFAULT" ? nil : value
    case .bsr:
      guard ["DEFAULT", "ANYCRLF", "UNICODE"].contains(value) else { throw fault() }
      bsr = value == "DEFAULT" ? nil : value
    case .parensNestLimit: parensNestLimit = try number(word)
    case .maxPatternLength: maxPatternLength = try number(word)
    }
  }

  /// The names of newline conventions.
  static let newlines: Set<String> = ["CR", "LF", "CRLF", "ANY", "ANYCRLF", "NUL"]

  private mutating func setSubject(
    _ field: TestModifier.SubjectValue, _ word: Word
  ) throws(LineFault) {
    let value = try number(word)
    switch field {
    case .offset: offset = value
    case .offsetLimit: offsetLimit = value
    case .matchLimit: limits.match = value
    case .depthLimit: limits.depth = value
    case .heapLimit: limits.heap = value
    }
  }

  private func number(_ word: Word) throws(LineFault) -> Int {
    let text = String(decoding: word.value ?? [], as: UTF8.self)
    guard let value = Int(text), value >= 0, text.utf8.allSatisfy(\.isDigit) else {
      throw LineFault(word.offset, "invalid value in '\(word.name)=\(text)'")
    }
    return value
  }
}

extension Set {
  /// Puts an element in or takes it out.
  fileprivate mutating func set(_ element: Element, _ isIn: Bool) {
    if isIn { insert(element) } else { remove(element) }
  }
}

extension UInt8 {
  /// Whether C's `isspace` holds of it.
  var isTestSpace: Bool { self == 0x20 || (0x09...0x0d).contains(self) }
}
