// SPDX-License-Identifier: MIT
// Where steps are reported: the items, placed as libpcre2 places its automatic callouts.
//
// Example: `a+(?#x)b` has the items 0+7, 7+1 and, at the end, 8+0: an item's length reaches to the
// next item. Tested in RegexSyntaxTests.

internal import SourceText

extension PatternParser {
  /// Stands for "no node yet" in an item that has been placed but not used.
  static var noNode: NodeID { NodeID(-1) }

  /// Places the item of what begins at an offset, unless a written callout stands for it.
  @inline(__always)
  mutating func beginItem(at offset: Int) {
    if calloutStandsForNext {
      calloutStandsForNext = false
      currentItem = nil
    } else {
      placeItem(at: offset)
    }
  }

  /// Ends the item before, and places one at an offset.
  ///
  /// Two automatic items never stand side by side: if nothing has been added since the last one, it
  /// moves here.
  mutating func placeItem(at offset: Int) {
    if let openItem {
      let index = openItem.index
      items[index].length = offset - items[index].position
      if itemIsLast, items[index].number == 255 {
        disown(openItem)
        items[index].position = offset
        currentItem = openItem
        return
      }
    }
    let item = ItemID(items.count)
    items.append(PatternItem(position: offset, length: 0, number: 255, node: Self.noNode))
    openItem = item
    currentItem = item
    itemIsLast = true
  }

  /// Places the item of a written callout that ends here.
  ///
  /// It takes the place of the automatic one just placed, and of the next item's.
  mutating func placeWrittenItem(number: Int) {
    if itemIsLast, let openItem, items[openItem.index].number == 255 {
      disown(openItem)
      items.removeLast()
    }
    let item = ItemID(items.count)
    items.append(PatternItem(position: position, length: 0, number: number, node: Self.noNode))
    openItem = item
    currentItem = item
    calloutStandsForNext = true
  }

  /// Takes an item away from the node that has it.
  private mutating func disown(_ item: ItemID) {
    let owner = items[item.index].node.index
    if owner >= 0 { nodes[owner].item = nil }
    items[item.index].node = Self.noNode
  }
}
