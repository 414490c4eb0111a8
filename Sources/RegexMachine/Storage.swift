// SPDX-License-Identifier: MIT
// The unsafe floor of the machine: thin wrappers over raw memory whose debug builds check every index.
// Why not arrays: reading through `[T]` in the loop costs bounds checks and reference counts, 1.2 to
// 1.7 times the time (Benchmarks/README.md). Nothing outside this folder sees a pointer.

import RegexProgram

/// A read-only table in memory that somebody else keeps alive.
@safe
struct Table<Element> {
  private let base: UnsafePointer<Element>
  let count: Int

  init(_ buffer: UnsafeBufferPointer<Element>, placeholder: UnsafePointer<Element>) {
    unsafe base = buffer.baseAddress ?? placeholder
    count = buffer.count
  }

  @inline(__always)
  subscript(index: Int) -> Element {
    assert(index >= 0 && index < count, "index outside the table")
    return unsafe base[index]
  }
}

/// Memory that the machine owns: allocated and freed by hand, never reference-counted.
@safe
struct Memory<Element: BitwiseCopyable> {
  private var base: UnsafeMutablePointer<Element>
  private(set) var count: Int

  init(count: Int) {
    self.count = max(count, 1)
    unsafe base = .allocate(capacity: max(count, 1))
  }

  /// Frees the memory; the value must not be used afterwards.
  func free() { unsafe base.deallocate() }

  /// Makes room for more elements, keeping the first `used` of them.
  mutating func grow(to newCount: Int, keeping used: Int) {
    let larger = UnsafeMutablePointer<Element>.allocate(capacity: newCount)
    unsafe larger.update(from: base, count: used)
    unsafe base.deallocate()
    unsafe base = larger
    count = newCount
  }

  /// Sets the first elements from an array.
  func load(_ elements: [Element]) {
    assert(elements.count <= count, "more elements than room")
    for (index, element) in elements.enumerated() { unsafe base[index] = element }
  }

  /// Copies the first elements into an array.
  func copy(_ used: Int) -> [Element] {
    unsafe Array(UnsafeBufferPointer(start: base, count: used))
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
