// SPDX-License-Identifier: MIT
// The scanning repeats of the fast program: how far a run goes, and where it comes to rest.
//
// Example, `.*=` on `a=b=c`: the run ends at 5, and it comes to rest before the last =, at 3; given back, at 1.

import RegexProgram

extension SearchContext {
  /// Where a run ends, -1 if it has less than the minimum, and the first place to which it may be given back.
  @inline(__always)
  func run(
    _ run: CodePointer, _ kind: Operation, from position: Int
  ) -> (end: Int, least: Int) {
    let last = run.c == Instruction.none ? end : min(end, position &+ Int(run.c))
    var next: Int
    switch kind {
    case .takeAny, .giveAny: next = last
    case .takeNot, .giveNot:
      next = subject.findNear(UInt8(truncatingIfNeeded: run.literal), from: position, to: last)
    default:
      let table = Int(run.a) << 8
      next = position
      while next < last && setTables[table | Int(subject[next])] != 0 { next &+= 1 }
    }
    var least = position &+ Int(run.b)
    if run.flags & RunFlags.wide != 0 && run.b != 0 && position < end {
      least = position &+ Self.utfLength(subject[position])
    }
    return next < least ? (-1, least) : (next, least)
  }

  /// The last place from `position` down to `least` where what follows the run can begin; -1 if there is none.
  @inline(__always)
  func rest(_ run: CodePointer, from position: Int, least: Int) -> Int {
    if position >= end {
      if run.flags & RunFlags.atEnd != 0 { return position }
      return rest(run, before: position, least: least)
    }
    return rest(run, before: position &+ 1, least: least)
  }

  /// The same for places below `position`.
  @inline(__always)
  private func rest(_ run: CodePointer, before position: Int, least: Int) -> Int {
    if run.flags & RunFlags.oneByte != 0 {
      let found = subject.find(
        UInt8(truncatingIfNeeded: run.literal >> 8), before: position, least: least)
      return found < least ? -1 : found
    }
    let table = Int((run + 1).a) << 8
    var place = position
    while place > least {
      place &-= 1
      if setTables[table | Int(subject[place])] != 0 { return place }
    }
    return -1
  }

  /// The place behind the minimum of a lazy run; -1 if it is not there.
  @inline(__always)
  func leastEnd(ofLazy run: CodePointer, from position: Int) -> Int {
    guard run.b > 0 else { return position }
    let table = Int(run.a) << 8
    var next = position
    for _ in 0..<run.b {
      guard next < end, setTables[table | Int(subject[next])] & 2 == 0 else { return -1 }
      next &+= run.flags & RunFlags.wide != 0 ? Self.utfLength(subject[next]) : 1
    }
    return next
  }

  /// The first place from `position` on where what follows a lazy run can begin; -1 if the run ends before.
  @inline(__always)
  func rest(ofLazy run: CodePointer, from position: Int, limit: Int) -> Int {
    var place = position
    let table = Int(run.a) << 8
    if run.flags & RunFlags.oneByte != 0 {
      place = subject.find(
        UInt8(truncatingIfNeeded: run.literal), or: UInt8(truncatingIfNeeded: run.literal >> 8),
        from: position, to: limit)
    } else {
      while place < limit && setTables[table | Int(subject[place])] == 0 { place &+= 1 }
    }
    guard place < end else { return run.flags & RunFlags.atEnd != 0 ? place : -1 }
    return setTables[table | Int(subject[place])] & 1 != 0 ? place : -1
  }

  /// Whether a lazy run can take the byte at a place before the end.
  @inline(__always)
  func takes(_ run: CodePointer, at position: Int) -> Bool {
    setTables[Int(run.a) << 8 | Int(subject[position])] & 2 == 0
  }
}
