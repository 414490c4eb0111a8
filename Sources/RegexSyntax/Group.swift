// SPDX-License-Identifier: MIT
// Groups, their branches and conditions, verbs and callouts, as the tree holds them.
//
// Example: `(a|bc)` is a group with two branches, the second with two nodes.
// Tested in RegexSyntaxTests/TreeTests.swift.

public import SourceText

/// A group name and the groups that bear it.
public struct GroupName: Hashable, Sendable {
  /// The name, without brackets.
  public var name: [UInt8]
  /// The numbers of the groups in the order of the pattern; more than one with duplicate names.
  ///
  /// A call means the first; a reference the first that is set.
  public var groups: [Int]

  /// Makes an entry.
  public init(name: [UInt8], groups: [Int]) {
    self.name = name
    self.groups = groups
  }
}

/// A bracketed construct with its alternatives, or the whole pattern.
public struct Group: Hashable, Sendable, BitwiseCopyable {
  /// What the brackets mean.
  public var kind: GroupKind
  /// The opening text, `(`, `(?<n>`, `(?(1)`, `(*pla:`; empty for the whole pattern.
  public var openSpan: SourceSpan
  /// The closing bracket; empty for the whole pattern.
  public var closeSpan: SourceSpan
  /// The alternatives, at least one, in order.
  public var branches: ArenaRange<Branch>
  /// The item reported before the closing bracket, at the end of the last branch (for the whole
  /// pattern: the end item).
  public var closeItem: ItemID?
  /// A callout written between the `(?` of a condition and its assertion, `(?(?C9)(?=a)b|c)`.
  ///
  /// It is reported where the assertion would be: callout and assertion bear the same item.
  public var conditionCallout: NodeID?

  /// Makes a group.
  public init(
    kind: GroupKind, openSpan: SourceSpan, closeSpan: SourceSpan, branches: ArenaRange<Branch>,
    closeItem: ItemID?, conditionCallout: NodeID? = nil
  ) {
    self.kind = kind
    self.openSpan = openSpan
    self.closeSpan = closeSpan
    self.branches = branches
    self.closeItem = closeItem
    self.conditionCallout = conditionCallout
  }
}

/// One alternative of a group.
public struct Branch: Hashable, Sendable, BitwiseCopyable {
  /// What must match in sequence; may be empty.
  public var nodes: ArenaRange<NodeID>
  /// From the branch's first byte to its last, without the `|`.
  public var span: SourceSpan
  /// The item reported before the `|` that ends the branch; nil in the last branch.
  public var separator: ItemID?
  /// How many characters (bytes without UTF) a lookbehind steps back first; else nil.
  public var lookbehindLength: Int?

  /// Makes a branch.
  public init(
    nodes: ArenaRange<NodeID>, span: SourceSpan, separator: ItemID?, lookbehindLength: Int? = nil
  ) {
    self.nodes = nodes
    self.span = span
    self.separator = separator
    self.lookbehindLength = lookbehindLength
  }
}

/// What a pair of brackets means.
public enum GroupKind: Hashable, Sendable, BitwiseCopyable {
  /// The whole pattern.
  case pattern
  /// `(`, `(?<n>`, `(?P<n>`, `(?'n'`: the number, and an index into `Tree.names` if named.
  case capture(number: Int, name: Int?)
  /// `(?:`, `(?i:`
  case nonCapture
  /// `(?|`
  case branchReset
  /// `(?>`, `(*atomic:`
  case atomic
  /// `(?=`, `(?!`, `(*pla:`, `(*nla:`
  case lookahead(negative: Bool)
  /// `(?<=`, `(?<!`, `(*plb:`, `(*nlb:`
  case lookbehind(negative: Bool)
  /// `(?*`, `(*napla:`
  case nonAtomicLookahead
  /// `(?<*`, `(*naplb:`
  case nonAtomicLookbehind
  /// `(*sr:`, and `(*asr:` when atomic
  case scriptRun(atomic: Bool)
  /// `(?(...)`: one or two branches.
  case conditional(Condition)
}

/// What decides between the branches of a conditional group.
public enum Condition: Hashable, Sendable, BitwiseCopyable {
  /// `(?(1)`, `(?(<n>)`: whether a group is set.
  case groupSet(GroupReference)
  /// `(?(R)`: whether in any recursion or call.
  case anyRecursion
  /// `(?(R1)`, `(?(R&n)`: whether in a call of the group.
  case recursion(GroupReference)
  /// `(?(DEFINE)`: never true; the content is only there to be called.
  case define
  /// `(?(VERSION>=10.4)`: decided when the pattern is read.
  case version(isTrue: Bool)
  /// `(?(?=...)`: a lookaround node (a `group`), which has an item of its own.
  case assertion(NodeID)
}

/// A backtracking verb.
public struct Verb: Hashable, Sendable, BitwiseCopyable {
  /// The verbs.
  public enum Kind: Hashable, Sendable, BitwiseCopyable {
    /// `(*ACCEPT)`
    case accept
    /// `(*FAIL)`, `(*F)`
    case fail
    /// `(*MARK:n)`, `(*:n)`
    case mark
    /// `(*COMMIT)`
    case commit
    /// `(*PRUNE)`
    case prune
    /// `(*SKIP)`
    case skip
    /// `(*THEN)`
    case then
  }
  /// Which verb.
  public var kind: Kind
  /// The name behind the colon, escapes processed; nil where none was given.
  public var name: ArenaRange<UInt8>?

  /// Makes a verb.
  public init(kind: Kind, name: ArenaRange<UInt8>?) {
    self.kind = kind
    self.name = name
  }
}

/// A written callout.
public enum Callout: Hashable, Sendable, BitwiseCopyable {
  /// `(?C5)`; `(?C)` is 0.
  case number(Int)
  /// `(?C'text')`, doubled delimiters undone.
  case string(ArenaRange<UInt8>)
}
