// SPDX-License-Identifier: MIT
// What begins with `(*`: backtracking verbs, and the spelled-out names of lookarounds and the like.
//
// Example: `(*COMMIT)`, `(*MARK:here)`, `(*pla:...)`, `(*atomic:...)`.
// Tested in RegexSyntaxTests/TreeTests.swift and by fixtures/syntax.

internal import SourceText

extension PatternParser {
  /// The longest name behind a verb, in bytes.
  private static var maximumVerbName: Int { 255 }

  /// What begins with `(*`; only the `(` has been read.
  mutating func parseStarGroup(conditionExpected: Int) throws(PatternError) {
    // An empty verb is not seen as one, so its star is a quantifier of nothing.
    guard let first = peek(1), first != 0x29 else { throw failure(109, at: position) }
    position += 1
    let name = try readVerbWord()
    if (0x61...0x7A).contains(first) {
      guard peek() == 0x3A, let kind = alphaGroup(name) else { throw failure(195, at: position) }
      try openAlpha(kind, conditionExpected: conditionExpected)
      return
    }
    guard let next = peek(), next == 0x3A || next == 0x29, let kind = verb(name) else {
      throw failure(160, at: position)
    }
    if next == 0x3A, peek(1) == 0x29 { position += 1 }
    let hasName = peek() == 0x3A
    if kind == .mark, !hasName { throw failure(166, at: position) }
    position += 1
    var argument: ArenaRange<UInt8>?
    if hasName {
      argument = store(
        options.compile.contains(.altVerbNames) ? try readAltVerbName() : try readVerbName())
    }
    appendLeaf(.verb(Verb(kind: kind, name: argument)))
    quantifiable = kind == .accept
    if kind == .accept { swells = true }
  }

  /// The letters, digits and underscores behind `(*`.
  private mutating func readVerbWord() throws(PatternError) -> SourceSpan {
    let start = position
    while position < end, isWordByte(text[position]) { position += 1 }
    if position - start > 32 { throw failure(148, at: position) }
    return SourceSpan(start, position)
  }

  private func verb(_ name: SourceSpan) -> Verb.Kind? {
    if name.isEmpty || matches(name, "MARK") { return .mark }
    if matches(name, "ACCEPT") { return .accept }
    if matches(name, "F") || matches(name, "FAIL") { return .fail }
    if matches(name, "COMMIT") { return .commit }
    if matches(name, "PRUNE") { return .prune }
    if matches(name, "SKIP") { return .skip }
    if matches(name, "THEN") { return .then }
    return nil
  }

  private func alphaGroup(_ name: SourceSpan) -> GroupKind? {
    switch String(decoding: text[name.start..<name.end], as: UTF8.self) {
    case "pla", "positive_lookahead": .lookahead(negative: false)
    case "nla", "negative_lookahead": .lookahead(negative: true)
    case "plb", "positive_lookbehind": .lookbehind(negative: false)
    case "nlb", "negative_lookbehind": .lookbehind(negative: true)
    case "napla", "non_atomic_positive_lookahead": .nonAtomicLookahead
    case "naplb", "non_atomic_positive_lookbehind": .nonAtomicLookbehind
    case "atomic": .atomic
    case "sr", "script_run": .scriptRun(atomic: false)
    case "asr", "atomic_script_run": .scriptRun(atomic: true)
    default: nil
    }
  }

  /// Opens a group with a spelled-out name; begins at the colon.
  private mutating func openAlpha(_ kind: GroupKind, conditionExpected: Int) throws(PatternError) {
    let isCondition = conditionExpected > 0
    switch kind {
    case .lookahead, .lookbehind:
      try openPlain(kind, isCondition: isCondition)
    case .nonAtomicLookahead, .nonAtomicLookbehind:
      if isCondition { throw failure(198, at: position) }
      try openPlain(kind, isCondition: false)
    default:
      if isCondition { throw failure(128, at: position) }
      try openPlain(kind, isCondition: false)
      guard case .scriptRun(true) = kind else { return }
      try reserveSavedModes()
      frame.savesModes = true
    }
  }

  /// A name without escapes: everything up to the next closing bracket.
  private mutating func readVerbName() throws(PatternError) -> [UInt8] {
    let start = position
    while position < end, text[position] != 0x29 { position += 1 }
    try finishVerbName(from: start)
    return Array(text[start..<(position - 1)])
  }

  /// Keeps bytes that are not in the pattern as they stand.
  mutating func store(_ bytes: [UInt8]) -> ArenaRange<UInt8> {
    tree.texts += bytes
    return ArenaRange(tree.texts.count - bytes.count..<tree.texts.count)
  }

  private mutating func finishVerbName(from start: Int) throws(PatternError) {
    guard position < end else { throw failure(160, at: position) }
    if position - start > Self.maximumVerbName { throw failure(176, at: position) }
    position += 1
  }

  /// A name with escapes, and with white space and comments left out in extended mode.
  private mutating func readAltVerbName() throws(PatternError) -> [UInt8] {
    let start = position
    var name: [UInt8] = []
    var isQuoted = false
    while position < end {
      if !isQuoted, text[position] == 0x29 { break }
      let character = take()
      if isQuoted {
        if character == 0x5C, peek() == 0x45 {
          isQuoted = false
          position += 1
        } else {
          append(character, to: &name)
        }
      } else if modes.contains(.extended), Self.isPatternWhiteSpace(character) {
        continue
      } else if modes.contains(.extended), character == 0x23 {
        skipToLineEnd()
      } else if character == 0x5C {
        switch try readEscape(inClass: false) {
        case .character(let value): append(value, to: &name)
        case .quoteStart: isQuoted = true
        case .quoteEnd: break
        default: throw failure(140, at: position)
        }
      } else {
        append(character, to: &name)
      }
    }
    try finishVerbName(from: start)
    return name
  }

  private func append(_ character: UInt32, to name: inout [UInt8]) {
    if utf {
      appendUTF8(character, to: &name)
    } else {
      name.append(UInt8(truncatingIfNeeded: character))
    }
  }
}
