// SPDX-License-Identifier: MIT
// The tree of a pattern: the one form between the text and the program. It is a few flat arrays of plain
// data: nodes refer to each other by `NodeID`, and to what they have many of (branches, children, members
// of a class, names) by `ArenaRange`. So neither copying a node nor giving a tree back counts references
// or recurses, a side table by node is an array, and a pattern costs a few allocations, not some for each
// node: that halved the time to compile one.
//
// Example: `a(b|c)+` is a root group with one branch [literal a, repetition of (group 1 with the
// branches [literal b] and [literal c])].

public import SourceText

/// Names a node of one tree.
public struct NodeID: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let place: Int32
  /// Index into `Tree.nodes`.
  @inlinable public var index: Int { Int(place) }
  /// Names the node at an index of `Tree.nodes`.
  @inlinable
  public init(_ index: Int) { place = Int32(truncatingIfNeeded: index) }
}

/// Names an item of one tree: a place where a step is reported.
public struct ItemID: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let place: Int32
  /// Index into `Tree.items`.
  @inlinable public var index: Int { Int(place) }
  /// Names the item at an index of `Tree.items`.
  @inlinable
  public init(_ index: Int) { place = Int32(truncatingIfNeeded: index) }
}

/// A run of elements in one of a tree's arrays, as `Tree.subscript` takes it; it may be empty.
public struct ArenaRange<Element>: Hashable, Sendable, BitwiseCopyable {
  @usableFromInline let first: UInt32
  @usableFromInline let length: UInt32

  /// Names elements by their indices in the array.
  @inlinable
  public init(_ indices: Range<Int>) {
    first = UInt32(truncatingIfNeeded: indices.lowerBound)
    length = UInt32(truncatingIfNeeded: indices.count)
  }

  /// The number of elements.
  @inlinable public var count: Int { Int(length) }
  /// Whether there is no element.
  @inlinable public var isEmpty: Bool { length == 0 }
  /// Where the elements stand in the array.
  @inlinable public var indices: Range<Int> { Int(first)..<Int(first) + Int(length) }

  /// The index in the array of an element, counted from 0.
  @inlinable
  public func index(_ offset: Int) -> Int {
    precondition(offset >= 0 && offset < count, "an element outside its range")
    return Int(first) + offset
  }
}

/// A place in the pattern where the machine reports a step before it goes on: a character, an
/// opening bracket, a `|`, a closing bracket, the end of the pattern, a written callout.
///
/// Source: pcre2callout(3), "Automatic callouts".
public struct PatternItem: Hashable, Sendable {
  /// Offset in the pattern of what comes next, in bytes.
  public var position: Int
  /// Bytes up to the next item (so quantifier and comments count to the item in front of them); 0 at
  /// the end of the pattern.
  public var length: Int
  /// 255 for an automatic item, the written number of `(?C5)`, -1 for `(?C'text')`.
  public var number: Int
  /// The node it stands before; for `|` and `)` the group they belong to, for the end the root.
  public var node: NodeID

  /// Makes an item.
  public init(position: Int, length: Int, number: Int, node: NodeID) {
    self.position = position
    self.length = length
    self.number = number
    self.node = node
  }
}

/// Text that has no node: kept so that the tree prints back byte for byte.
public struct Trivia: Hashable, Sendable {
  /// The kinds of such text.
  public enum Kind: Hashable, Sendable {
    /// `(?#...)`
    case comment
    /// `# ...` in extended mode, with its newline.
    case lineComment
    /// White space in extended mode.
    case whiteSpace
    /// `\Q`
    case quoteStart
    /// `\E`
    case quoteEnd
    /// `(*UTF)` and its kin at the start.
    case startSetting
  }
  /// What the text is.
  public var kind: Kind
  /// Where it stands.
  public var span: SourceSpan

  /// Makes a piece of trivia.
  public init(kind: Kind, span: SourceSpan) {
    self.kind = kind
    self.span = span
  }
}

/// A parsed pattern.
public struct Tree: Hashable, Sendable {
  /// The pattern's bytes.
  public var source: [UInt8]
  /// The options in force for the whole pattern, with the settings at its start (`(*UTF)`, `(*CRLF)`,
  /// ...) taken into account.
  public var options: PatternOptions
  /// What the pattern sets for itself at its start.
  public var settings: StartSettings
  /// All nodes; children come before their parents.
  public var nodes: [Node]
  /// The branches of all groups.
  public var branches: [Branch]
  /// The nodes of all branches.
  public var children: [NodeID]
  /// The members of all classes.
  public var members: [ClassMember]
  /// The names of verbs and the texts of callouts, escapes processed.
  public var texts: [UInt8]
  /// All items, in the order of the pattern.
  public var items: [PatternItem]
  /// Text without a node, in the order of the pattern.
  public var trivia: [Trivia]
  /// The whole pattern: a group of kind `pattern`.
  public var root: NodeID
  /// The number of capturing groups, the whole match not counted.
  public var captureCount: Int
  /// The names, in PCRE2's order of its name table (by length of the shared prefix, then bytes).
  public var names: [GroupName]

  /// A tree in which nothing stands yet, with room for some nodes.
  init(
    source: [UInt8], options: PatternOptions, settings: StartSettings, trivia: [Trivia] = [],
    room: Int = 0
  ) {
    self.source = source
    self.options = options
    self.settings = settings
    nodes = .withRoom(room)
    branches = .withRoom(min(room, 2))
    children = .withRoom(room)
    members = []
    texts = []
    items = .withRoom(room)
    self.trivia = trivia
    root = NodeID(0)
    captureCount = 0
    names = []
  }

  /// The node of an identifier.
  @inlinable public subscript(id: NodeID) -> Node { nodes[id.index] }

  /// The item of an identifier.
  @inlinable public subscript(id: ItemID) -> PatternItem { items[id.index] }

  /// The branches of a group.
  @inlinable public subscript(range: ArenaRange<Branch>) -> ArraySlice<Branch> {
    branches[range.indices]
  }

  /// A branch of a group, counted from 0.
  @inlinable public subscript(range: ArenaRange<Branch>, index: Int) -> Branch {
    branches[range.index(index)]
  }

  /// The nodes of a branch.
  @inlinable public subscript(range: ArenaRange<NodeID>) -> ArraySlice<NodeID> {
    children[range.indices]
  }

  /// The members of a class.
  @inlinable public subscript(range: ArenaRange<ClassMember>) -> ArraySlice<ClassMember> {
    members[range.indices]
  }

  /// A member of a class, counted from 0.
  @inlinable public subscript(range: ArenaRange<ClassMember>, index: Int) -> ClassMember {
    members[range.index(index)]
  }

  /// The bytes of a name or text.
  @inlinable public subscript(range: ArenaRange<UInt8>) -> [UInt8] { Array(texts[range.indices]) }
}

extension Array {
  /// An empty array with room for some elements.
  fileprivate static func withRoom(_ count: Int) -> [Element] {
    var result: [Element] = []
    result.reserveCapacity(count)
    return result
  }
}
