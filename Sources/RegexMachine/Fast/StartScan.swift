// SPDX-License-Identifier: MIT
// Where the next attempt begins: `StartPlan` as plain data for the loop, and the search by it.
//
// The bound that a required byte sets: let r be its first place at or behind the start (and the least distance that it
// has from the start of a match). A match that starts before r has only bytes of a set up to r: so none starts before
// the run of them that ends at r. What r and that run are is kept (`RequiredPlace`), so that a search looks at each
// byte a few times at most, however many attempts it makes.

import CByteSearch
import RegexProgram

/// The plan of a program.
struct StartScan {
  enum Kind: UInt8 {
    case none, lineStart, byte, either, pair, rarePair, pairs, buckets, ranges, set
  }
  var kind = Kind.none
  var offset = 0
  var one: UInt8 = 0
  var other: UInt8 = 0
  var pairs = rx_byte_pairs()
  var ranges = rx_byte_ranges()
  /// Where the two tables of buckets begin.
  var buckets = (0, 0)
  /// Table of the bytes that can begin a match, -1 if there is none.
  var firstBytes = -1
  var minimumLength = 0
  /// Whether a byte is required.
  var isRequired = false
  var requiredByte: UInt8 = 0
  var requiredCase: UInt8 = 0
  /// Table of what can stand before it.
  var before = 0
  var leastDistance = 0
  var mostDistance = 0
  /// More bytes that have to come.
  var alsoCount = 0
  var also: (UInt8, UInt8, UInt8) = (0, 0, 0)

  init(_ plan: StartPlan?) {
    guard let plan else { return }
    offset = plan.offset
    minimumLength = plan.minimumLength
    firstBytes = plan.firstBytes.map { Int($0) } ?? -1
    switch plan.search {
    case .none: break
    case .lineStart: kind = .lineStart
    case .byte(let byte): (kind, one) = (.byte, byte)
    case .either(let low, let high): (kind, one, other) = (.either, low, high)
    case .pairs(let list, let distance, let isRare): set(list, distance, isRare)
    case .buckets(let first, let second, let distance):
      kind = .buckets
      buckets = (Int(first) << 8, Int(second) << 8)
      pairs.distance = Int32(distance)
    case .ranges(let list): set(list)
    case .set: kind = .set
    }
    alsoCount = plan.alsoRequired.count
    func also(_ index: Int) -> UInt8 { index < alsoCount ? plan.alsoRequired[index] : 0 }
    self.also = (also(0), also(1), also(2))
    guard let required = plan.required else { return }
    isRequired = true
    requiredByte = required.byte
    requiredCase = required.otherCase
    before = Int(required.before)
    leastDistance = required.leastDistance
    mostDistance = required.mostDistance
  }

  private mutating func set(_ list: [BytePair], _ distance: Int, _ isRare: Bool) {
    kind = list.count > 1 ? .pairs : isRare ? .rarePair : .pair
    pairs.count = Int32(list.count)
    pairs.distance = Int32(distance)
    for (index, pair) in list.enumerated() {
      let pair = rx_byte_pair(
        first: pair.first, first_fold: pair.firstFold, second: pair.second,
        second_fold: pair.secondFold)
      switch index {
      case 0: pairs.pairs.0 = pair
      case 1: pairs.pairs.1 = pair
      case 2: pairs.pairs.2 = pair
      case 3: pairs.pairs.3 = pair
      case 4: pairs.pairs.4 = pair
      case 5: pairs.pairs.5 = pair
      case 6: pairs.pairs.6 = pair
      default: pairs.pairs.7 = pair
      }
    }
  }

  private mutating func set(_ list: [ClosedRange<UInt8>]) {
    kind = .ranges
    ranges.count = Int32(list.count)
    func bounds(_ index: Int) -> (UInt8, UInt8) {
      let range = list[min(index, list.count - 1)]
      return (range.lowerBound, range.upperBound - range.lowerBound)
    }
    (ranges.low.0, ranges.span.0) = bounds(0)
    (ranges.low.1, ranges.span.1) = bounds(1)
    (ranges.low.2, ranges.span.2) = bounds(2)
  }
}

/// Where the required byte comes next, as far as has been looked.
struct RequiredPlace {
  /// Its place; the end of the subject if it does not come any more.
  var place = -1
  /// No match with the byte there starts before this.
  var earliest = 0
  /// Where the other bytes come next.
  var others = (-1, -1, -1)
}

extension SearchContext {
  /// The first place from a position on at which an attempt is worth making; -1 if there is none.
  @inline(__always)
  func possibleStart(from position: Int, _ required: inout RequiredPlace) -> Int {
    // Most often, in a search for all matches, it is right here.
    if scan[0].firstBytes >= 0, !scan[0].isRequired, scan[0].alsoCount == 0,
      scan[0].kind == .set || scan[0].kind == .ranges,
      position < end, setTables[scan[0].firstBytes << 8 | Int(subject[position])] != 0,
      position &+ scan[0].minimumLength <= end
    {
      return position
    }
    return searchedStart(from: position, &required)
  }

  /// Whether a search that makes one attempt may make it.
  @inline(never)
  func isPossibleStart(_ position: Int, _ required: inout RequiredPlace) -> Bool {
    guard position &+ scan[0].minimumLength <= end else { return false }
    if scan[0].firstBytes >= 0 {
      guard position < end,
        setTables[scan[0].firstBytes << 8 | Int(subject[position])] != 0
      else { return false }
    }
    // A failure costs no more than so many bytes.
    guard end &- position <= Self.longestCheck else { return true }
    if scan[0].isRequired && bounded(position, &required) != position { return false }
    return othersCome(from: position, &required)
  }

  /// Subjects of this length are searched for required bytes before a single attempt.
  private static var longestCheck: Int { 4_096 }

  /// Whether the other required bytes come from a position on.
  @inline(__always)
  private func othersCome(from position: Int, _ required: inout RequiredPlace) -> Bool {
    if scan[0].alsoCount == 0 { return true }
    if required.others.0 < position {
      required.others.0 = subject.find(scan[0].also.0, from: position, to: end)
    }
    if scan[0].alsoCount > 1 && required.others.1 < position {
      required.others.1 = subject.find(scan[0].also.1, from: position, to: end)
    }
    if scan[0].alsoCount > 2 && required.others.2 < position {
      required.others.2 = subject.find(scan[0].also.2, from: position, to: end)
    }
    return required.others.0 < end && (scan[0].alsoCount < 2 || required.others.1 < end)
      && (scan[0].alsoCount < 3 || required.others.2 < end)
  }

  @inline(never)
  private func searchedStart(from position: Int, _ required: inout RequiredPlace) -> Int {
    var start = position
    while true {
      if scan[0].isRequired {
        start = bounded(start, &required)
        if start < 0 { return -1 }
      }
      let found = found(from: start)
      guard found >= 0, found &+ scan[0].minimumLength <= end,
        othersCome(from: found, &required)
      else { return -1 }
      if isUTF && found > start && found < end && subject[found] & 0xC0 == 0x80 {
        // A literal in the middle of a beginning was found, but what is before it is no beginning. (A verb may send
        // the search to within a character.)
        start = found &+ 1
        continue
      }
      if scan[0].isRequired && found > start {
        start = found
        // Behind the required byte the next one has to be looked for.
        if found &+ scan[0].leastDistance > required.place || found < required.earliest { continue }
      }
      return found
    }
  }

  /// By what is searched for; -1 if it does not come any more.
  @inline(__always)
  private func found(from start: Int) -> Int {
    // The offset is negative for what stands before the match.
    let from = max(start &+ scan[0].offset, 0)
    guard from <= end else { return -1 }
    let found: Int
    switch scan[0].kind {
    case .none: return start
    case .lineStart: return lineStart(from: start)
    case .byte: found = subject.find(scan[0].one, from: from, to: end)
    case .either: found = subject.find(scan[0].one, or: scan[0].other, from: from, to: end)
    case .pair:
      found = subject.find(
        scan[0].pairs.pairs.0, distance: Int(scan[0].pairs.distance), from: from, to: end)
    case .rarePair:
      found = subject.find(
        rare: scan[0].pairs.pairs.0, distance: Int(scan[0].pairs.distance), from: from, to: end)
    case .pairs: found = subject.find(scan[0].pairs, from: from, to: end)
    case .buckets: found = bucket(from: from)
    case .ranges: found = subject.find(scan[0].ranges, from: from, to: end)
    case .set:
      var place = from
      let table = scan[0].firstBytes << 8
      while place < end && setTables[table | Int(subject[place])] == 0 { place &+= 1 }
      found = place
    }
    return found < end ? found &- scan[0].offset : -1
  }

  /// The first of two bytes that have a bucket in common; the end if there are none.
  private func bucket(from start: Int) -> Int {
    let (first, second) = scan[0].buckets
    let distance = Int(scan[0].pairs.distance)
    var place = start
    while place &+ distance < end {
      if setTables[first | Int(subject[place])]
        & setTables[second | Int(subject[place &+ distance])]
        != 0
      {
        return place
      }
      place &+= 1
    }
    return end
  }

  /// The start of a line, where LF ends one.
  private func lineStart(from start: Int) -> Int {
    if start == 0 || subject[start &- 1] == 0x0A { return start < end || start == 0 ? start : -1 }
    let newline = subject.find(0x0A, from: start, to: end)
    // A newline that ends the subject starts no line.
    return newline &+ 1 < end ? newline &+ 1 : -1
  }

  /// The first place from a position on from which the required byte can be reached; -1 if there is none.
  private func bounded(_ position: Int, _ required: inout RequiredPlace) -> Int {
    var start = position
    while true {
      let least = start &+ scan[0].leastDistance
      if required.place < least {
        guard least < end else { return -1 }
        required.place =
          scan[0].requiredByte == scan[0].requiredCase
          ? subject.find(scan[0].requiredByte, from: least, to: end)
          : subject.find(scan[0].requiredByte, or: scan[0].requiredCase, from: least, to: end)
        guard required.place < end else { return -1 }
        let table = scan[0].before << 8
        let bottom =
          required.place &- start > scan[0].mostDistance
          ? required.place &- scan[0].mostDistance : start
        var earliest = required.place
        while earliest > bottom && setTables[table | Int(subject[earliest &- 1])] != 0 {
          earliest &-= 1
        }
        while isUTF && earliest < required.place && subject[earliest] & 0xC0 == 0x80 {
          earliest &+= 1
        }
        required.earliest = earliest
      }
      if start >= required.earliest { return start }
      start = required.earliest
    }
  }
}
