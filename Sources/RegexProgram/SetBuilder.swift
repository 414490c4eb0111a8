// SPDX-License-Identifier: MIT
// From what was written in a class, or an escape, to a `CharacterSet`: every member becomes closed
// ranges of code points and rules; case is closed over; then the table is painted.

import RegexSyntax
import UnicodeData

/// What a character set depends on besides its members.
struct SetContext: Hashable {
  /// Whether characters are code points in UTF-8 (else bytes).
  var isUTF: Bool
  /// Whether escapes and POSIX classes go by Unicode properties.
  var usesProperties: Bool
  /// Whether case is ignored.
  var isCaseless: Bool

  /// Whether case is that of Unicode.
  var usesUnicodeCase: Bool { isUTF || usesProperties }
  /// The greatest character there is.
  var lastCharacter: UInt32 { isUTF ? 0x10FFFF : 0xFF }
}

/// Collects members and makes the set.
struct SetBuilder {
  /// A closed range of characters.
  typealias Range = (low: UInt32, high: UInt32)

  /// No code point above this one has another case (Unicode 14: ADLAM SMALL LETTER SHA).
  private static let lastCased: UInt32 = 0x1E943

  /// A table of 256 times `CharacterSet.Answer.no`; copying it is cheaper than making one.
  private static let blank = [UInt8](repeating: CharacterSet.Answer.no, count: 256)

  private let context: SetContext
  /// The answers for characters below `narrowEnd`, 1 = a member.
  private var table = Self.blank
  /// Ranges that reach beyond those, with UTF.
  private var ranges: [Range] = []
  private var rules: [CharacterSet.PropertyRule] = []
  /// What the last `\D`-like escape or POSIX class says of characters above 255 without UCP.
  private var takesWide = false
  /// Whether a negated POSIX class takes them with UCP.
  private var mustTakeWide = false

  init(_ context: SetContext) { self.context = context }

  /// The first character that the table does not answer for.
  private var narrowEnd: UInt32 { context.isUTF ? 128 : 256 }

  /// The set of a bracketed class.
  static func make(
    _ members: ArraySlice<ClassMember>, negated: Bool, _ context: SetContext
  ) -> CharacterSet {
    var builder = SetBuilder(context)
    for member in members { builder.add(member) }
    return builder.build(negated: negated)
  }

  /// The set of characters that are listed, or of all others.
  static func set(
    of characters: [UInt32], negated: Bool, _ context: SetContext
  ) -> CharacterSet {
    var builder = SetBuilder(context)
    for character in characters { builder.add(character, character) }
    return builder.build(negated: negated)
  }

  // MARK: Members

  private mutating func add(_ member: ClassMember) {
    switch member.kind {
    case .character(let character): addWithCases(character, character)
    case .range(let low, let high): addWithCases(low, high)
    case .type(let type): add(type)
    case .posix(let name, let negated): add(name, negated: negated)
    case .property(let test): add(test)
    }
  }

  mutating func add(_ test: PropertyTest) {
    rules.append(.init(rule: .property(test.property), negated: test.negated))
  }

  /// Adds all characters from `low` to `high`, both included.
  mutating func add(_ low: UInt32, _ high: UInt32) {
    if low < narrowEnd {
      for character in Int(low)...Int(min(high, narrowEnd - 1)) { table[character] = 1 }
    }
    if context.isUTF && high >= narrowEnd { ranges.append((low, high)) }
  }

  /// Adds a list of ranges or all that is not in it, up to a last character.
  private mutating func add(_ list: [Range], negated: Bool, upTo last: UInt32 = 0x10FFFF) {
    guard negated else {
      for range in list { add(range.low, range.high) }
      return
    }
    var next: UInt32 = 0
    for range in list {
      if range.low > next { add(next, range.low - 1) }
      next = range.high + 1
    }
    if next <= last { add(next, last) }
  }

  mutating func add(_ type: CharacterType) {
    switch type {
    case .digit, .notDigit:
      add(.generalCategory(.decimalNumber), else: CharacterRanges.digit, type == .notDigit)
    case .word, .notWord:
      add(.word, else: CharacterRanges.word, type == .notWord)
    case .space, .notSpace:
      add(.perlSpace, else: CharacterRanges.space, type == .notSpace)
    case .horizontalSpace, .notHorizontalSpace:
      add(CharacterRanges.horizontalSpace, negated: type == .notHorizontalSpace)
    case .verticalSpace, .notVerticalSpace:
      add(CharacterRanges.verticalSpace, negated: type == .notVerticalSpace)
    case .notNewline, .newlineSequence, .graphemeCluster, .anyByte:
      preconditionFailure("not a set of characters")
    }
  }

  private mutating func add(
    _ property: UnicodeProperty, else list: [Range], _ negated: Bool
  ) {
    if context.usesProperties {
      rules.append(.init(rule: .property(property), negated: negated))
    } else {
      add(list, negated: negated, upTo: 0xFF)
      if negated { takesWide = true }
    }
  }

  /// Source: pcre2pattern(3), "POSIX character classes".
  private mutating func add(_ name: POSIXClass, negated: Bool) {
    var name = name
    if context.isCaseless && !context.usesProperties && (name == .lower || name == .upper) {
      name = .alpha
    }
    if context.usesProperties, let rule = Self.unicodeRule(for: name) {
      rules.append(.init(rule: rule, negated: negated))
    } else if context.usesProperties && name == .blank {
      add(CharacterRanges.horizontalSpace, negated: negated)
    } else {
      add(CharacterRanges.posix(name), negated: negated, upTo: 0xFF)
      takesWide = negated
      mustTakeWide = mustTakeWide || (context.usesProperties && negated)
    }
  }

  private static func unicodeRule(for name: POSIXClass) -> CharacterSet.WideRule? {
    switch name {
    case .alpha: .property(.majorCategory(.letter))
    case .lower: .property(.generalCategory(.lowercaseLetter))
    case .upper: .property(.generalCategory(.uppercaseLetter))
    case .alnum: .property(.alphanumeric)
    case .space: .property(.posixSpace)
    case .word: .property(.word)
    case .digit: .property(.generalCategory(.decimalNumber))
    case .cntrl: .property(.generalCategory(.control))
    case .graph: .graph
    case .print: .print
    case .punct: .punctuation
    case .ascii, .blank, .xdigit: nil
    }
  }

  // MARK: Case

  /// Adds a range and, where case is ignored, the other cases of all in it.
  mutating func addWithCases(_ low: UInt32, _ high: UInt32) {
    add(low, high)
    guard context.isCaseless else { return }
    guard context.usesUnicodeCase else {
      addOtherCase(of: low, high, in: 0x41, 0x5A, offset: 0x20)
      addOtherCase(of: low, high, in: 0x61, 0x7A, offset: -0x20)
      return
    }
    guard low <= Self.lastCased else { return }
    for character in low...min(high, Self.lastCased) {
      for other in UnicodeTables.caseSet(of: character) where other < low || other > high {
        add(other, other)
      }
    }
  }

  private mutating func addOtherCase(
    of low: UInt32, _ high: UInt32, in first: UInt32, _ last: UInt32, offset: Int32
  ) {
    let start = max(low, first)
    let end = min(high, last)
    guard start <= end else { return }
    add(UInt32(Int32(start) + offset), UInt32(Int32(end) + offset))
  }

  // MARK: The set

  /// The set of all that was added, or of all else.
  mutating func build(negated: Bool) -> CharacterSet {
    for rule in rules { paint(rule) }
    if negated { for character in 0..<Int(narrowEnd) { table[character] ^= 1 } }
    guard context.isUTF else {
      return CharacterSet(table: table, ranges: [], rules: [], isNegated: false)
    }
    settleWide(negated: negated)
    return finish(negated: negated)
  }

  /// Adds the narrow characters that a rule is true of.
  private mutating func paint(_ rule: CharacterSet.PropertyRule) {
    for character in 0..<narrowEnd where rule.matches(character) { table[Int(character)] = 1 }
  }

  /// Decides about characters above 255 where the members disagree, as PCRE2 does: without properties a
  /// `\D`-like member speaks for all of them, and what else is listed above 255 is lost.
  private mutating func settleWide(negated: Bool) {
    let listsWide = !rules.isEmpty || ranges.contains { $0.high > 0xFF }
    let isExtended = listsWide && (context.usesProperties || !rules.isEmpty || !takesWide)
    let addsAll: Bool
    if isExtended {
      addsAll = mustTakeWide || (takesWide && !negated && !context.usesProperties)
    } else {
      addsAll = takesWide
      if listsWide {
        ranges = ranges.filter { $0.low <= 0xFF }.map { ($0.low, min($0.high, 0xFF)) }
      }
    }
    if addsAll { ranges.append((0x100, 0x10FFFF)) }
  }

  /// The set with what the table says of bytes that are no ASCII.
  private mutating func finish(negated: Bool) -> CharacterSet {
    let wide = wideRanges()
    let answer: UInt8
    if rules.isEmpty && wide.isEmpty {
      answer = negated ? CharacterSet.Answer.yes : CharacterSet.Answer.no
    } else if wide == [128, 0x10FFFF] {
      answer = negated ? CharacterSet.Answer.no : CharacterSet.Answer.yes
    } else {
      answer = CharacterSet.Answer.decode
    }
    for lead in 0xC0...0xF7 { table[lead] = answer }
    var set = CharacterSet(table: table, ranges: wide, rules: rules, isNegated: negated)
    // A byte that continues a character, met behind `\C`, stands for itself.
    if rules.isEmpty && wide.isEmpty {
      if negated { for byte in 0x80...0xBF { set.table[byte] = 1 } }
    } else {
      for byte in 0x80...0xBF { set.table[byte] = set.containsWide(UInt32(byte)) ? 1 : 0 }
    }
    return set
  }

  /// The ranges from 128 on, sorted and merged.
  private func wideRanges() -> [UInt32] {
    if ranges.isEmpty { return [] }
    var result: [UInt32] = []
    let clipped = ranges.map { (max($0.low, 128), $0.high) }
    for (low, high) in clipped.sorted(by: { $0.0 < $1.0 }) {
      if let last = result.last, low <= last &+ 1 {
        result[result.count - 1] = max(last, high)
      } else {
        result += [low, high]
      }
    }
    return result
  }
}
