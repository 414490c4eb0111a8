// SPDX-License-Identifier: MIT
// Before the pattern proper: options that exclude each other, settings such as `(*UTF)`, UTF-8.
//
// Example: `(*UTF)(*CRLF)a` sets UTF and the newline, and the text begins at offset 13.
// Tested in RegexSyntaxTests.

internal import SourceText

/// What a setting at the start of a pattern does.
private enum StartSetting {
  case option(CompileOptions)
  case notEmpty, notEmptyAtStart, noJIT
  case newline(NewlineConvention)
  case bsr(BSRConvention)
  case heapLimit, matchLimit, depthLimit
}

/// The settings by their text behind `(*`.
private func startSetting(_ parser: StartReader) -> (setting: StartSetting, length: Int)? {
  let table: [(String, StartSetting)] = [
    ("UTF8)", .option(.utf)), ("UTF)", .option(.utf)), ("UCP)", .option(.ucp)),
    ("NOTEMPTY)", .notEmpty), ("NOTEMPTY_ATSTART)", .notEmptyAtStart),
    ("NO_AUTO_POSSESS)", .option(.noAutoPossess)),
    ("NO_DOTSTAR_ANCHOR)", .option(.noDotStarAnchor)), ("NO_JIT)", .noJIT),
    ("NO_START_OPT)", .option(.noStartOptimize)), ("LIMIT_HEAP=", .heapLimit),
    ("LIMIT_MATCH=", .matchLimit), ("LIMIT_DEPTH=", .depthLimit),
    ("LIMIT_RECURSION=", .depthLimit), ("CR)", .newline(.cr)), ("LF)", .newline(.lf)),
    ("CRLF)", .newline(.crlf)), ("ANY)", .newline(.any)), ("NUL)", .newline(.nul)),
    ("ANYCRLF)", .newline(.anyCRLF)), ("BSR_ANYCRLF)", .bsr(.anyCRLF)),
    ("BSR_UNICODE)", .bsr(.unicode)),
  ]
  for (word, setting) in table where parser.follows(word) {
    return (setting, word.utf8.count)
  }
  return nil
}

/// Reads the settings at the start.
struct StartReader {
  let text: [UInt8]
  var position = 0
  var options: PatternOptions
  var settings = StartSettings()
  var trivia: [Trivia] = []

  fileprivate func follows(_ word: String) -> Bool {
    guard text.count - position - 2 >= word.utf8.count else { return false }
    return text[(position + 2)...].starts(with: word.utf8)
  }

  private mutating func read() throws(PatternError) {
    while position + 1 < text.count, text[position] == 0x28, text[position + 1] == 0x2A,
      let (setting, length) = startSetting(self)
    {
      let start = position
      position += length + 2
      try apply(setting, from: start)
      trivia.append(Trivia(kind: .startSetting, span: SourceSpan(start, position)))
    }
  }

  private mutating func apply(_ setting: StartSetting, from start: Int) throws(PatternError) {
    switch setting {
    case .option(let option): options.compile.insert(option)
    case .notEmpty: settings.notEmpty = true
    case .notEmptyAtStart: settings.notEmptyAtStart = true
    case .noJIT: settings.noJIT = true
    case .newline(let newline): options.newline = newline
    case .bsr(let bsr): options.bsr = bsr
    case .heapLimit: settings.heapLimit = try readLimit(from: start)
    case .matchLimit: settings.matchLimit = try readLimit(from: start)
    case .depthLimit: settings.depthLimit = try readLimit(from: start)
    }
  }

  /// A number and a closing bracket.
  private mutating func readLimit(from start: Int) throws(PatternError) -> UInt32 {
    var value: UInt32 = 0
    var offset = position
    while offset < text.count, text[offset] &- 0x30 < 10, value <= UInt32.max / 10 - 1 {
      value = value * 10 + UInt32(text[offset] - 0x30)
      offset += 1
    }
    let hasDigits = offset > position
    guard hasDigits, offset < text.count, text[offset] == 0x29 else {
      // PCRE2 reports the byte behind the one that should have been the bracket.
      throw patternError(
        160, at: hasDigits ? offset + 1 : offset,
        span: SourceSpan(start, min(offset + 1, text.count)), in: text)
    }
    position = offset + 1
    return value
  }

  /// Checks what the options say of Unicode, and that the text is UTF-8 if it has to be.
  private func checkUnicode() throws(PatternError) {
    let start = SourceSpan(0, position)
    if options.compile.contains(.utf) {
      if options.compile.contains(.neverUTF) {
        throw patternError(174, at: position, span: start, in: text)
      }
      if !options.compile.contains(.noUTFCheck), let fault = firstUTF8Fault(in: text) {
        let length = min(utf8Length(lead: text[fault.offset]), text.count - fault.offset)
        throw patternError(
          fault.code, at: fault.offset,
          span: SourceSpan(fault.offset, fault.offset + length), in: text)
      }
    }
    if options.compile.contains(.ucp), options.compile.contains(.neverUCP) {
      throw patternError(175, at: position, span: start, in: text)
    }
  }
}

extension StartReader {
  /// Checks the options and reads the settings at the start of a pattern.
  init(_ pattern: [UInt8], options given: PatternOptions) throws(PatternError) {
    text = pattern
    options = given
    if options.compile.contains(.matchInvalidUTF) { options.compile.insert(.utf) }
    if options.compile.contains(.literal),
      !options.compile.isSubset(of: .allowedWithLiteral)
    {
      throw patternError(192, at: 0, span: SourceSpan(0, 0), in: pattern)
    }
    if let limit = options.maxPatternLength, pattern.count > limit {
      throw patternError(188, at: 0, span: SourceSpan(0, pattern.count), in: pattern)
    }
    if !options.compile.contains(.literal) { try read() }
    try checkUnicode()
  }
}

extension PatternParser {
  /// A parser that goes on behind the settings.
  init(_ start: StartReader) {
    text = start.text
    end = start.text.count
    position = start.position
    itemStart = start.position
    options = start.options
    utf = start.options.compile.contains(.utf)
    modes = Modes(start.options.compile)
    frame = Frame(
      kind: .pattern, open: SourceSpan(start.position, start.position), item: nil,
      outerModes: Modes(start.options.compile))
    tree = Tree(start)
  }
}

extension Tree {
  /// A tree in which nothing stands yet but the settings, with room for what may come.
  fileprivate init(_ start: StartReader) {
    let room = min(start.text.count + 2, 512)
    self.init(
      source: start.text, options: start.options, settings: start.settings, trivia: start.trivia,
      room: room)
  }
}

extension CompileOptions {
  /// The options that may be set together with LITERAL.
  static var allowedWithLiteral: CompileOptions {
    [
      .anchored, .autoCallout, .caseless, .endAnchored, .firstLine, .literal, .matchInvalidUTF,
      .noStartOptimize, .noUTFCheck, .useOffsetLimit, .utf, .extraMatchLine, .extraMatchWord,
    ]
  }
}

extension Modes {
  /// The modes that options of the caller begin with.
  init(_ options: CompileOptions) {
    self = []
    if options.contains(.caseless) { insert(.caseless) }
    if options.contains(.multiline) { insert(.multiline) }
    if options.contains(.dotAll) { insert(.dotAll) }
    if options.contains(.extended) { insert(.extended) }
    if options.contains(.extendedMore) { formUnion([.extended, .extendedMore]) }
    if options.contains(.noAutoCapture) { insert(.noAutoCapture) }
    if options.contains(.ungreedy) { insert(.ungreedy) }
    if options.contains(.dupNames) { insert(.dupNames) }
  }
}
