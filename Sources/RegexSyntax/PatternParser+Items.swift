// SPDX-License-Identifier: MIT
// Where steps are reported: the items, placed as libpcre2 places its automatic callouts.
//
// Example: `a+(?#x)b` has the items 0+7, 7+1 and, at the end, 8+0: an item's length reaches to the
// next item. Tested by fixtures/syntax/items.txt.

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
  @inline(__always)
  mutating func placeItem(at offset: Int) {
    if hasOpenItem {
      openItem.length = offset - openItem.position
      if itemIsLast, openItem.number == 255 {
        disownOpenItem()
        openItem.position = offset
        currentItem = ItemID(tree.items.count)
        return
      }
    }
    beginItem(at: offset, number: 255)
    itemIsLast = true
  }

  /// Places the item of a written callout that ends here.
  ///
  /// It takes the place of the automatic one just placed, and of the next item's.
  mutating func placeWrittenItem(number: Int) {
    if itemIsLast, hasOpenItem, openItem.number == 255 {
      disownOpenItem()
      hasOpenItem = false
    }
    beginItem(at: position, number: number)
    calloutStandsForNext = true
  }

  private mutating func beginItem(at offset: Int, number: Int) {
    endItem()
    openItem = PatternItem(position: offset, length: 0, number: number, node: Self.noNode)
    hasOpenItem = true
    currentItem = ItemID(tree.items.count)
  }

  /// Puts the item whose length is now known into the tree.
  mutating func endItem() {
    if hasOpenItem { tree.items.append(openItem) }
    hasOpenItem = false
  }

  /// Tells an item which node it is reported for.
  @inline(__always)
  mutating func setNode(_ node: NodeID, of item: ItemID) {
    if item.index == tree.items.count {
      openItem.node = node
    } else {
      tree.items[item.index].node = node
    }
  }

  /// Takes the newest item away from the node that has it.
  private mutating func disownOpenItem() {
    let owner = openItem.node.index
    if owner >= 0 { tree.nodes[owner].item = nil }
    openItem.node = Self.noNode
  }
}
