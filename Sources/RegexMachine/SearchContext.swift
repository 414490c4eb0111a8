// SPDX-License-Identifier: MIT
// Everything that does not change during a run, laid out for the loop: tables behind plain pointers and
// the options as flags. It lives on the stack of `Machine.run` for the length of one call.

import RegexProgram
import RegexSyntax
import SourceText
import UnicodeData

struct SearchContext {
  let code: Table<Instruction>
  let setTables: Table<UInt8>
  let sets: Table<CharacterSet>
  let references: Table<Reference>
  let referencedGroups: Table<UInt32>
  let loops: Table<CountedLoop>
  let entries: Table<UInt32>
  let dispatches: Table<UInt32>
  let facts: SearchFacts
  private(set) var subject: Table<UInt8>
  /// Where looking back ends: with UTF nothing before it has been checked.
  private(set) var checkedStart: Int
  /// Offset behind the last byte of the subject.
  private(set) var end: Int
  private(set) var startOffset: Int
  private(set) var offsetLimit: Int
  private(set) var isAnchored: Bool
  private(set) var isEndAnchored: Bool
  private(set) var flags: MatchFlags
  /// Those of them that this search of a sequence has besides the caller's.
  private(set) var extraFlags: MatchFlags = []
  /// Whether, and how, partial matches are looked for.
  private(set) var partial: PartialMode
  /// Whether the next attempt simply starts one character further on.
  private(set) var movesOnSimply: Bool
  private(set) var maximumCallDepth: Int
  private(set) var maximumRecords: Int
  /// For each set 2,048 answers about characters of two bytes: 0 = not asked yet, 1 = a member, 2 = none.
  let wideAnswers: Memory<UInt8>
  /// Where a match can begin: for the fast program.
  let scan: Table<StartScan>
  /// Whether attempts begin where the plan says.
  private(set) var searches: Bool
  /// Whether the end of the pattern, outside calls, is a match whatever was matched.
  private(set) var acceptsAtOnce: Bool
}

// MARK: What the program says

extension SearchContext {
  @inline(__always) var newline: NewlineConvention { facts.newline }
  @inline(__always) var isUTF: Bool { facts.isUTF }
  @inline(__always) var hasCalls: Bool { facts.hasCalls }
  @inline(__always) var openRegisters: Int { facts.openRegisters }
  @inline(__always) var headroom: Int { facts.headroom }
}

// MARK: Sequences of searches

extension SearchContext {
  /// Turns to the next search of a sequence in the same piece of the same subject.
  mutating func begin(
    _ start: Int, _ extraFlags: MatchFlags, _ fragment: Fragment, _ options: MatchOptions
  ) {
    startOffset = start
    checkedStart = fragment.checkedStart
    guard extraFlags != self.extraFlags else { return }
    self.extraFlags = extraFlags
    var options = options
    options.flags.formUnion(extraFlags)
    set(options, fragment)
  }

  /// Turns to a piece of a subject.
  mutating func turn(
    to subject: Table<UInt8>, _ options: MatchOptions, _ fragment: Fragment
  ) {
    self.subject = subject
    end = fragment.end
    checkedStart = fragment.checkedStart
    startOffset = options.startOffset
    offsetLimit = options.offsetLimit ?? fragment.end
    partial = PartialMode(options.flags)
    isEndAnchored = facts.isEndAnchored || options.flags.contains(.endAnchored)
    maximumCallDepth = options.limits.callDepth
    maximumRecords = options.limits.stackBytes / 16
    extraFlags = []
    set(options, fragment)
  }

  /// Sets what follows from the options of a search.
  private mutating func set(_ options: MatchOptions, _ fragment: Fragment) {
    flags = options.flags
    if facts.notEmpty { flags.insert(.notEmpty) }
    if facts.notEmptyAtStart { flags.insert(.notEmptyAtStart) }
    if fragment.isLater { flags.insert(.notBOL) }
    if fragment.isCutShort { flags.insert(.notEOL) }
    isAnchored = facts.isAnchored || flags.contains(.anchored)
    movesOnSimply =
      !isAnchored && !facts.isFirstLineOnly && !facts.skipsLineFeed && partial == .none
      && options.offsetLimit == nil
    searches = movesOnSimply && facts.isFast
    acceptsAtOnce = !isEndAnchored && flags.isDisjoint(with: [.notEmpty, .notEmptyAtStart])
  }
}

// MARK: Characters

extension SearchContext {
  /// The number of bytes of the character at a position before the end.
  @inline(__always)
  func length(at position: Int) -> Int {
    guard isUTF else { return 1 }
    return Self.utfLength(subject[position])
  }

  @inline(__always)
  static func utfLength(_ lead: UInt8) -> Int {
    if lead < 0xC0 { return 1 }
    if lead < 0xE0 { return 2 }
    return lead < 0xF0 ? 3 : 4
  }

  /// The position one character before another, which is not the start.
  @inline(__always)
  func before(_ position: Int) -> Int {
    var result = position &- 1
    if isUTF { while result > 0 && subject[result] & 0xC0 == 0x80 { result &-= 1 } }
    return result
  }

  /// The character at a position before the end.
  func character(at position: Int) -> UInt32 {
    let lead = UInt32(subject[position])
    guard isUTF && lead >= 0xC0 else { return lead }
    let second = UInt32(subject[position + 1] & 0x3F)
    if lead < 0xE0 { return (lead & 0x1F) << 6 | second }
    let third = UInt32(subject[position + 2] & 0x3F)
    if lead < 0xF0 { return (lead & 0x0F) << 12 | second << 6 | third }
    return (lead & 0x07) << 18 | second << 12 | third << 6 | UInt32(subject[position + 3] & 0x3F)
  }

  /// Whether the character at a position before the end belongs to a set.
  @inline(__always)
  func contains(_ set: UInt32, at position: Int) -> Bool {
    let answer = setTables[Int(set) << 8 | Int(subject[position])]
    return answer == CharacterSet.Answer.yes
      || (answer == CharacterSet.Answer.decode && containsWide(set, at: position))
  }

  /// Characters of two bytes are asked about only once.
  @inline(__always)
  private func containsWide(_ set: UInt32, at position: Int) -> Bool {
    guard subject[position] < 0xE0 else { return containsFar(set, at: position) }
    let character =
      Int(subject[position] & 0x1F) << 6 | Int(subject[position &+ 1] & 0x3F)
    let answer = wideAnswers[Int(set) << 11 | character]
    return answer == 0 ? askWide(set, character) : answer == 1
  }

  @inline(never)
  private func containsFar(_ set: UInt32, at position: Int) -> Bool {
    sets.containsWide(set, character(at: position))
  }

  @inline(never)
  private func askWide(_ set: UInt32, _ character: Int) -> Bool {
    let isMember = sets.containsWide(set, UInt32(character))
    wideAnswers[Int(set) << 11 | character] = isMember ? 1 : 2
    return isMember
  }

  /// Whether the character at a position, if there is one, is a word character.
  func isWord(at position: Int, usesProperties: Bool) -> Bool {
    guard position < end else { return false }
    if usesProperties { return UnicodeTables.isWord(character(at: position)) }
    return Self.isWord(subject[position])
  }

  @inline(__always)
  static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x5F
  }
}

// MARK: Newlines

extension SearchContext {
  /// The length of the newline that begins at a position, 0 if there is none.
  func newlineLength(at position: Int) -> Int {
    guard position < end else { return 0 }
    let byte = subject[position]
    switch newline {
    case .lf: return byte == 0x0A ? 1 : 0
    case .cr: return byte == 0x0D ? 1 : 0
    case .nul: return byte == 0x00 ? 1 : 0
    case .crlf: return isCRLF(at: position) ? 2 : 0
    case .anyCRLF, .any:
      return anyNewlineLength(at: position, onlyCRLF: newline == .anyCRLF)
    }
  }

  /// The length of the newline of any kind that begins at a position before the end, 0 if none does.
  func anyNewlineLength(at position: Int, onlyCRLF: Bool) -> Int {
    let byte = subject[position]
    switch byte {
    case 0x0A: return 1
    case 0x0D: return isCRLF(at: position) ? 2 : 1
    case 0x0B, 0x0C: return onlyCRLF ? 0 : 1
    // With UTF only behind `\C`, where a byte that continues a character stands for itself.
    case 0x85: return onlyCRLF ? 0 : 1
    case 0xC2 where isUTF && !onlyCRLF && position + 1 < subject.count:
      return subject[position + 1] == 0x85 ? 2 : 0
    case 0xE2 where isUTF && !onlyCRLF && position + 2 < subject.count:
      // U+2028 and U+2029; what is here need not be valid when it is asked from behind.
      let isSeparator = subject[position + 1] == 0x80 && subject[position + 2] & 0xFE == 0xA8
      return isSeparator ? 3 : 0
    default: return 0
    }
  }

  /// Whether a newline ends at a position.
  func newlineEnds(at position: Int) -> Bool {
    guard position > 0 else { return false }
    let byte = subject[position - 1]
    switch newline {
    case .lf: return byte == 0x0A
    case .cr: return byte == 0x0D
    case .nul: return byte == 0x00
    case .crlf: return position > 1 && isCRLF(at: position - 2)
    // Behind an invalid byte the character before may be further away than one byte.
    case .anyCRLF, .any:
      return anyNewlineLength(at: before(position), onlyCRLF: newline == .anyCRLF) > 0
    }
  }

  func isCRLF(at position: Int) -> Bool {
    position + 1 < end && subject[position] == 0x0D && subject[position + 1] == 0x0A
  }
}
