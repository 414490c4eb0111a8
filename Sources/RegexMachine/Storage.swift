// SPDX-License-Identifier: MIT
// The unsafe floor of the machine: thin wrappers over raw memory whose debug builds check every index.
// Why not arrays: reading through `[T]` in the loop costs bounds checks and reference counts, 1.2 to
// 1.7 times the time (Benchmarks/README.md). Nothing outside this folder sees a pointer.

import RegexProgram

/// A read-only table in memory that somebody else keeps alive.
@safe
struct Table<Element> {
  let base: UnsafePointer<Element>
  let count: Int

  init(_ buffer: UnsafeBufferPointer<Element>, placeholder: UnsafePointer<Element>) {
    unsafe base = buffer.baseAddress ?? placeholder
    count = buffer.count
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    // Lent, not copied: a copy would count references, where an element has any.
    _read {
      assert(index >= 0 && index < count, "index outside the table")
      yield unsafe base[index]
    }
  }
}

extension Table<CharacterSet> {
  /// Whether a code point from 128 on is a member of a set, which is asked where it lies: a copy would count
  /// references.
  @inline(__always)
  func containsWide(_ set: UInt32, _ codePoint: UInt32) -> Bool {
    assert(Int(set) < count, "index outside the table")
    return unsafe base[Int(set)].containsWide(codePoint)
  }
}

/// A table that owns its elements, which may count references themselves.
@safe
struct OwnedTable<Element> {
  private let base: UnsafeMutablePointer<Element>
  private let count: Int

  init(_ elements: [Element]) {
    unsafe base = .allocate(capacity: max(elements.count, 1))
    count = elements.count
    for (index, element) in elements.enumerated() {
      unsafe (base + index).initialize(to: element)
    }
  }

  /// Frees the elements and their memory; the value must not be used afterwards.
  func free() {
    unsafe base.deinitialize(count: count)
    unsafe base.deallocate()
  }

  /// The elements to read.
  var table: Table<Element> {
    unsafe Table(UnsafeBufferPointer(start: base, count: count), placeholder: UnsafePointer(base))
  }
}

/// Memory that the machine owns: allocated and freed by hand, never reference-counted.
@safe
struct Memory<Element: BitwiseCopyable> {
  fileprivate var base: UnsafeMutablePointer<Element>
  private(set) var count: Int

  init(count: Int) {
    self.count = max(count, 1)
    unsafe base = .allocate(capacity: max(count, 1))
  }

  /// Frees the memory; the value must not be used afterwards.
  func free() { unsafe base.deallocate() }

  /// Sets every element.
  func fill(_ element: Element) { unsafe base.update(repeating: element, count: count) }

  /// Makes room for more elements, keeping the first `used` of them.
  mutating func grow(to newCount: Int, keeping used: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: newCount)
    unsafe larger.update(from: base, count: used)
    unsafe base.deallocate()
    unsafe base = larger
    count = newCount
  }

  /// Sets the elements from one on from an array.
  func load(_ elements: [Element], at start: Int = 0) {
    assert(start >= 0 && start + elements.count <= count, "more elements than room")
    unsafe elements.withUnsafeBufferPointer { source in
      guard let first = source.baseAddress else { return }
      unsafe (base + start).update(from: first, count: source.count)
    }
  }

  /// Copies elements into an array.
  func copy(_ range: Range<Int>) -> [Element] {
    assert(range.lowerBound >= 0 && range.upperBound <= count, "elements outside the memory")
    return unsafe Array(UnsafeBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count, "index outside the memory")
      return unsafe base[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count, "index outside the memory")
      unsafe base[index] = newValue
    }
  }
}

/// A place in the code that the loop reads from; never behind the last instruction.
@safe
struct CodePointer {
  private var address: UnsafePointer<Instruction>

  fileprivate init(_ address: UnsafePointer<Instruction>) { unsafe self.address = address }

  @inline(__always) var operation: Operation { unsafe address.pointee.operation }
  @inline(__always) var flags: UInt8 { unsafe address.pointee.flags }
  @inline(__always) var literal: UInt16 { unsafe address.pointee.literal }
  @inline(__always) var a: UInt32 { unsafe address.pointee.a }
  @inline(__always) var b: UInt32 { unsafe address.pointee.b }
  @inline(__always) var c: UInt32 { unsafe address.pointee.c }
  @inline(__always) var instruction: Instruction { unsafe address.pointee }
  /// The operands a and b as one number.
  @inline(__always) var word: UInt64 { UInt64(b) << 32 | UInt64(a) }

  /// The place some instructions further on.
  @inline(__always)
  static func + (place: CodePointer, count: Int) -> CodePointer {
    unsafe CodePointer(place.address + count)
  }

  @inline(__always)
  static func += (place: inout CodePointer, count: Int) { place = place + count }

  /// How many instructions lie between two places, the first behind the second: so the division is a shift.
  @inline(__always)
  static func - (place: CodePointer, start: CodePointer) -> Int {
    let bytes = unsafe UInt(bitPattern: place.address) &- UInt(bitPattern: start.address)
    return Int(bitPattern: bytes / UInt(MemoryLayout<Instruction>.stride))
  }
}

extension Table<Instruction> {
  /// The place of an instruction.
  @inline(__always)
  func place(_ index: UInt32) -> CodePointer {
    assert(index < UInt32(count), "a target outside the code")
    return unsafe CodePointer(base + Int(index))
  }
}

/// The top of the stack in the loop: where the next record goes.
///
/// Room for it was made at the last step (`SearchContext.headroom`).
@safe
struct StackPointer {
  private var address: UnsafeMutablePointer<Choice>

  fileprivate init(_ address: UnsafeMutablePointer<Choice>) { unsafe self.address = address }

  @inline(__always)
  mutating func push(_ choice: Choice) {
    unsafe address.pointee = choice
    unsafe address += 1
  }

  @inline(__always)
  mutating func pop() -> Choice {
    unsafe address -= 1
    return unsafe address.pointee
  }

  /// Takes back a pop, with another position in the record.
  @inline(__always)
  mutating func restore(movedTo position: UInt32) {
    unsafe address.pointee.position = position
    unsafe address += 1
  }

  /// Takes back a pop, with another position and number in the record.
  @inline(__always)
  mutating func restore(movedTo position: UInt32, extra: UInt32) {
    unsafe address.pointee.position = position
    unsafe address.pointee.extra = extra
    unsafe address += 1
  }

  /// The record pushed last.
  var last: Choice { unsafe (address - 1).pointee }

  /// The records between two places of one stack, the first above the second: so the division is a shift.
  @inline(__always)
  static func - (top: StackPointer, bottom: StackPointer) -> Int {
    let bytes = unsafe UInt(bitPattern: top.address) &- UInt(bitPattern: bottom.address)
    return Int(bitPattern: bytes / UInt(MemoryLayout<Choice>.stride))
  }

  @inline(__always)
  static func <= (left: StackPointer, right: StackPointer) -> Bool { !(left > right) }

  @inline(__always)
  static func > (left: StackPointer, right: StackPointer) -> Bool {
    unsafe left.address > right.address
  }
}

extension Memory<Choice> {
  /// Whether the records from one on are these.
  func holds(_ records: [Choice], at start: Int) -> Bool {
    records.indices.allSatisfy { self[start + $0] == records[$0] }
  }

  /// The place of a record.
  @inline(__always)
  func place(_ index: Int) -> StackPointer {
    assert(index >= 0 && index <= count, "a place outside the stack")
    return unsafe StackPointer(base + index)
  }
}
