// SPDX-License-Identifier: MIT
// How much room single items take in PCRE2's code: the small change of CompiledSize.swift.
//
// Tested in RegexSyntaxTests/SizeTests.swift.

internal import SourceText
internal import UnicodeData

/// The room of an item, and how a quantifier changes it.
struct ItemSize {
  enum Shape {
    /// A character; the quantifier is put in front of it.
    case character
    /// `\d` and the like; the same, but a possessive {1,n} is wrapped.
    case type
    /// A class; the quantifier is put behind it.
    case list
    /// A reference; the same, but a possessive one is wrapped.
    case reference
    /// Something that cannot match, or that is no item of its own.
    case fixed
  }
  var shape: Shape
  /// Code units of the item.
  var code: Int
  /// Code units counted apart, which a quantifier does not touch.
  var data = 0

  /// The room of the item with a quantifier.
  func repeated(_ range: RepeatRange, _ isPossessive: Bool) -> Int {
    switch shape {
    case .fixed: return code
    case .list, .reference:
      if range.maximum == 0 { return 0 }
      if range.minimum == 1, range.maximum == 1 { return code }
      let isShort =
        (range.minimum <= 1 && range.maximum == nil)
        || (range.minimum == 0 && range.maximum == 1)
      return code + (isShort ? 1 : 5) + (isPossessive && shape == .reference ? 6 : 0)
    case .character, .type:
      return repeatedUnit(range, isPossessive)
    }
  }

  private func repeatedUnit(_ range: RepeatRange, _ isPossessive: Bool) -> Int {
    let unit = shape == .character ? code - 1 : code
    guard let maximum = range.maximum else {
      return range.minimum < 2 ? 1 + unit : 3 + unit + 1 + unit
    }
    switch (range.minimum, maximum) {
    case (_, 0): return 0
    case (1, 1): return code
    case (0, 1): return 1 + unit
    case (0, _): return 3 + unit
    case (1, _): return code + 3 + unit + (isPossessive && shape == .type ? 6 : 0)
    case (let minimum, _) where minimum == maximum: return 3 + unit
    case (let minimum, _): return 3 + unit + (maximum - minimum == 1 ? 1 : 3) + unit
    }
  }
}

extension PatternParser {
  /// The room of an item that is no group, verb or callout.
  func codeSize(of node: Node) -> ItemSize {
    let isUCP = options.compile.contains(.ucp)
    switch node.kind {
    case .literal(let character): return literalSize(character, node.modes)
    case .dot: return ItemSize(shape: .type, code: 1)
    case .type(let type): return ItemSize(shape: .type, code: isUCP && type.isUnicode ? 3 : 1)
    case .property(let test):
      let isAny = test.property == .any && !test.negated
      return ItemSize(shape: .type, code: isAny ? 1 : 3)
    case .characterClass(let list): return classSize(list, node.modes)
    case .backreference(.name(let use)):
      let isDuplicate = firstGroup(named: nameUses[use].name)?.isDuplicate == true
      return ItemSize(shape: .reference, code: isDuplicate ? 5 : 3)
    case .backreference: return ItemSize(shape: .reference, code: 3)
    case .call: return ItemSize(shape: .fixed, code: 3)
    default: return ItemSize(shape: .fixed, code: 1)
    }
  }

  /// Whether case is compared as Unicode has it.
  private var foldsUnicode: Bool { utf || options.compile.contains(.ucp) }

  private func encodedLength(_ character: UInt32) -> Int {
    guard utf else { return 1 }
    return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4
  }

  private func literalSize(_ character: UInt32, _ modes: Modes) -> ItemSize {
    if modes.contains(.caseless), foldsUnicode, UnicodeTables.hasManyCases(character) {
      return ItemSize(shape: .type, code: 3)
    }
    return ItemSize(shape: .character, code: 1 + encodedLength(character))
  }

  private func classSize(_ list: CharacterClass, _ modes: Modes) -> ItemSize {
    let members = tree[list.members]
    switch (members.count, members.first?.kind, members.last?.kind) {
    case (0, _, _): return ItemSize(shape: list.negated ? .type : .fixed, code: 1)
    case (1, .character(let character), _):
      return literalSize(character, modes)
    case (2, .character(let first), .character(let second))
    where !list.negated && isCasePair(first, second):
      return ItemSize(shape: .character, code: 1 + encodedLength(first))
    default:
      var sum = ClassSum(
        isUTF: utf, isUCP: options.compile.contains(.ucp), isCaseless: modes.contains(.caseless))
      for member in members { sum.add(member.kind) }
      return sum.size(negated: list.negated)
    }
  }

  private func isCasePair(_ first: UInt32, _ second: UInt32) -> Bool {
    guard first != second, !UnicodeTables.hasManyCases(first) else { return false }
    if foldsUnicode, first > 127 { return UnicodeTables.otherCase(of: first) == second }
    let lower = first | 0x20
    return (0x61...0x7A).contains(lower) && first ^ 0x20 == second
  }
}

extension CharacterType {
  /// Whether UCP makes a property of it.
  fileprivate var isUnicode: Bool {
    switch self {
    case .digit, .notDigit, .word, .notWord, .space, .notSpace: true
    default: false
    }
  }
}

/// The room of a class, member by member.
private struct ClassSum {
  let isUTF: Bool
  let isUCP: Bool
  let isCaseless: Bool
  var data = 0
  var hasMap = false
  var hasProperty = false
  var flips = false
  var takesAllWide = false

  mutating func add(_ kind: ClassMember.Kind) {
    switch kind {
    case .character(let character): addFolded(character, character)
    case .range(let first, let last): addFolded(first, last)
    case .property: addProperty()
    case .type(let type): addType(type)
    case .posix(let name, let negated): addPosix(name, negated)
    }
  }

  /// The whole of it.
  func size(negated: Bool) -> ItemSize {
    guard data > 0, isUCP || hasProperty || !flips else {
      return ItemSize(shape: .list, code: 33, data: data)
    }
    let addsWide = takesAllWide || (isUTF && flips && !negated && !isUCP)
    return ItemSize(
      shape: .list, code: 5 + (addsWide ? 7 : 0) + (hasMap ? 32 : 0), data: data)
  }

  private mutating func addProperty() {
    data += 3
    hasProperty = true
  }

  private mutating func addType(_ type: CharacterType) {
    if isUCP, type.isUnicode {
      addProperty()
      return
    }
    hasMap = true
    switch type {
    case .notDigit, .notWord, .notSpace: flips = true
    case .horizontalSpace where isUTF: data += 27
    case .notHorizontalSpace where isUTF: data += 49
    case .verticalSpace where isUTF: data += 7
    case .notVerticalSpace where isUTF: data += 14
    default: break
    }
  }

  private mutating func addPosix(_ name: POSIXClass, _ negated: Bool) {
    guard isUCP else {
      flips = negated
      hasMap = true
      return
    }
    switch name {
    case .blank: addType(negated ? .notHorizontalSpace : .horizontalSpace)
    case .ascii, .xdigit:
      flips = negated
      hasMap = true
      if isUTF, negated { takesAllWide = true }
    default: addProperty()
    }
  }

  /// Adds a range with the other cases of its characters.
  private mutating func addFolded(_ first: UInt32, _ last: UInt32) {
    guard isCaseless, isUTF else {
      addRange(first, last)
      return
    }
    var low = first
    var high = last
    for run in otherCases(first, last) {
      if run.isSet {
        // Of a set of cases PCRE2 leaves out only what lies well inside.
        if run.low <= first || run.high >= last { addRange(run.low, run.high) }
      } else if run.low >= first, run.high <= last {
        continue
      } else if run.low < low, run.high + 1 >= low {
        low = run.low
      } else if run.high > high, run.low <= high + 1 {
        high = run.high
      } else {
        addRange(run.low, run.high)
      }
    }
    addRange(low, high)
  }

  /// A run of characters that are other cases of a range's.
  private struct Run {
    var low: UInt32
    var high: UInt32
    var isSet: Bool
  }

  private func otherCases(_ first: UInt32, _ last: UInt32) -> [Run] {
    var runs: [Run] = []
    var character = first
    while character <= last {
      if UnicodeTables.hasManyCases(character) {
        runs += setRuns(of: character)
      } else {
        let other = UnicodeTables.otherCase(of: character)
        if other != character {
          var run = Run(low: other, high: other, isSet: false)
          while character < last, !UnicodeTables.hasManyCases(character + 1),
            UnicodeTables.otherCase(of: character + 1) == run.high + 1
          {
            character += 1
            run.high += 1
          }
          runs.append(run)
        }
      }
      character += 1
    }
    return runs
  }

  /// The other cases of a character that has many; neighbours are taken together.
  private func setRuns(of character: UInt32) -> [Run] {
    var runs: [Run] = []
    for other in UnicodeTables.caseSet(of: character) {
      if let last = runs.last, last.high + 1 == other {
        runs[runs.count - 1].high = other
      } else if other != character {
        runs.append(Run(low: other, high: other, isSet: true))
      }
    }
    return runs
  }

  private mutating func addRange(_ first: UInt32, _ last: UInt32) {
    if first <= 0xFF { hasMap = true }
    guard isUTF, last > 0xFF else { return }
    let low = max(first, 0x100)
    data += 1 + length(last) + (low < last ? length(low) : 0)
  }

  private func length(_ character: UInt32) -> Int {
    character < 0x800 ? 2 : character < 0x10000 ? 3 : 4
  }
}
