// SPDX-License-Identifier: MIT
// A stack of plain data that is cut back to any height at once: `Array.removeLast(_:)` costs some hundred
// instructions however little it removes, which shows in a parser that ends a group every few bytes.
//
// Example: the parser pushes the nodes of open branches, and cuts them off when a branch ends.
// Tested by everything that parses.

/// A stack whose elements above a height can be dropped in constant time.
struct Stack<Element: BitwiseCopyable> {
  private var storage: [Element] = []
  /// The number of elements.
  private(set) var count = 0

  /// Makes an empty stack with room for some elements.
  init(room: Int = 0) { storage.reserveCapacity(room) }

  @inline(__always)
  mutating func push(_ element: Element) {
    if count < storage.count { storage[count] = element } else { storage.append(element) }
    count += 1
  }

  /// Takes the top element off; nil if there is none.
  mutating func pop() -> Element? {
    guard count > 0 else { return nil }
    count -= 1
    return storage[count]
  }

  /// Drops all elements above a height.
  mutating func cut(to height: Int) { count = min(count, height) }

  /// The element at an index; setting it replaces the element.
  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      precondition(index < count, "an element above the stack")
      return storage[index]
    }
    set {
      precondition(index < count, "an element above the stack")
      storage[index] = newValue
    }
  }

  /// The top element; nil if there is none.
  var last: Element? { count > 0 ? storage[count - 1] : nil }
}
