// SPDX-License-Identifier: MIT
// The tree of a pattern: the one form between the text and the program. It is an arena: nodes refer
// to each other by `NodeID`, so that copying is cheap, depth costs no recursion in `deinit`, and a
// side table by node is an array.
//
// Example: `a(b|c)+` is a root group with one branch [literal a, repetition of (group 1 with the
// branches [literal b] and [literal c])].

public import SourceText

/// Names a node of one tree.
public struct NodeID: Hashable, Sendable {
  /// Index into `Tree.nodes`.
  public let index: Int
  /// Names the node at an index of `Tree.nodes`.
  public init(_ index: Int) { self.index = index }
}

/// Names an item of one tree: a place where a step is reported.
public struct ItemID: Hashable, Sendable {
  /// Index into `Tree.items`.
  public let index: Int
  /// Names the item at an index of `Tree.items`.
  public init(_ index: Int) { self.index = index }
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

/// Options that can change inside a pattern, `(?imsx)`, as in force at a node.
public struct Modes: OptionSet, Hashable, Sendable {
  /// The bits.
  public let rawValue: UInt16
  /// Makes a set from bits.
  public init(rawValue: UInt16) { self.rawValue = rawValue }
  /// The letter `i`: case is ignored.
  public static let caseless = Modes(rawValue: 1)
  /// The letter `m`: `^` and `$` match at every line.
  public static let multiline = Modes(rawValue: 2)
  /// The letter `s`: a dot matches newlines too.
  public static let dotAll = Modes(rawValue: 4)
  /// The letter `x`: white space and comments are ignored.
  public static let extended = Modes(rawValue: 8)
  /// The letters `xx`: blanks in classes are ignored too (`extended` is set as well).
  public static let extendedMore = Modes(rawValue: 16)
  /// The letter `n`: plain parentheses do not capture.
  public static let noAutoCapture = Modes(rawValue: 32)
  /// The letter `U`: quantifiers are lazy by default.
  public static let ungreedy = Modes(rawValue: 64)
  /// The letter `J`: names may be used again.
  public static let dupNames = Modes(rawValue: 128)
}

/// One node: what it is, where it stands, the modes in force there.
public struct Node: Hashable, Sendable {
  /// What the node is, with its children.
  public var kind: Kind
  /// The node's own text with everything in it; a repetition covers its child and quantifier.
  public var span: SourceSpan
  /// The item reported before the node is tried; nil for a repetition (its child has one), and where
  /// a written callout has taken the place.
  public var item: ItemID?
  /// The modes in force at the node.
  public var modes: Modes

  /// Makes a node.
  public init(kind: Kind, span: SourceSpan, item: ItemID?, modes: Modes) {
    self.kind = kind
    self.span = span
    self.item = item
    self.modes = modes
  }

  /// The kinds of nodes.
  public enum Kind: Hashable, Sendable {
    /// One character: a code point in UTF mode, else a byte value.
    case literal(UInt32)
    /// `.`
    case dot
    /// `\d` and the like.
    case type(CharacterType)
    /// `\p{..}`, `\P{..}`
    case property(PropertyTest)
    /// `[...]`
    case characterClass(CharacterClass)
    /// `^ $ \A \z \Z \G \b \B [[:<:]] [[:>:]]`; only the last two may be repeated, and then PCRE2
    /// repeats their lookaround and not their word boundary.
    case assertion(SimpleAssertion)
    /// `\K`
    case keepOut
    /// `\1`, `\k<n>`, ...: matches again what a group matched.
    case backreference(GroupReference)
    /// `(?1)`, `(?R)` (number 0), `(?&n)`, `\g<n>`: runs a group as a subroutine.
    case call(GroupReference)
    /// Anything in parentheses that has branches, and the whole pattern.
    indirect case group(Group)
    /// `(*COMMIT)` and its kin.
    case verb(Verb)
    /// `(?C..)`
    case callout(Callout)
    /// `(?i)`: the modes in force behind it.
    case optionSetting(Modes)
    /// A quantified node.
    case repetition(Repetition)
  }
}

/// Escapes that stand for a set of characters or a sequence.
public enum CharacterType: Hashable, Sendable {
  /// `\d`
  case digit
  /// `\D`
  case notDigit
  /// `\w`
  case word
  /// `\W`
  case notWord
  /// `\s`
  case space
  /// `\S`
  case notSpace
  /// `\h`
  case horizontalSpace
  /// `\H`
  case notHorizontalSpace
  /// `\v`
  case verticalSpace
  /// `\V`
  case notVerticalSpace
  /// `\N`: any character but a newline.
  case notNewline
  /// `\R`
  case newlineSequence
  /// `\X`
  case graphemeCluster
  /// `\C`: one byte.
  case anyByte
}

/// Assertions without a body.
public enum SimpleAssertion: Hashable, Sendable {
  /// `^`
  case circumflex
  /// `$`
  case dollar
  /// `\A`
  case subjectStart
  /// `\z`
  case subjectEnd
  /// `\Z`
  case subjectEndOrNewline
  /// `\G`
  case matchingStart
  /// `\b`
  case wordBoundary
  /// `\B`
  case notWordBoundary
  /// `[[:<:]]`
  case wordStart
  /// `[[:>:]]`
  case wordEnd
}

/// A repeat of one node.
public struct Repetition: Hashable, Sendable {
  /// Whether it takes much, little, or all for good.
  public enum Mode: Hashable, Sendable {
    /// As much as possible first.
    case greedy
    /// As little as possible first.
    case lazy
    /// As much as possible, nothing given back.
    case possessive
  }
  /// The node that is repeated.
  public var child: NodeID
  /// Least number of times, from 0 to 65535.
  public var minimum: Int
  /// Greatest number of times, from 0 to 65535; nil = unlimited.
  public var maximum: Int?
  /// The mode, with UNGREEDY already taken into account.
  public var mode: Mode
  /// The quantifier's own text, `+?`, `{2,3}`. (In extended mode white space may lie between it and
  /// the child, and before its `?` or `+`: then this span covers that too.)
  public var quantifierSpan: SourceSpan

  /// Makes a repetition.
  public init(
    child: NodeID, minimum: Int, maximum: Int?, mode: Mode, quantifierSpan: SourceSpan
  ) {
    self.child = child
    self.minimum = minimum
    self.maximum = maximum
    self.mode = mode
    self.quantifierSpan = quantifierSpan
  }
}

/// Which group a reference, call or condition means, as written and as resolved.
public enum GroupReference: Hashable, Sendable {
  /// By number; relative forms are already resolved. 0 in a call is the whole pattern.
  case number(Int)
  /// By name: an index into `Tree.names`, which may stand for more than one group.
  case name(Int)
}

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
public struct Group: Hashable, Sendable {
  /// What the brackets mean.
  public var kind: GroupKind
  /// The opening text, `(`, `(?<n>`, `(?(1)`, `(*pla:`; empty for the whole pattern.
  public var openSpan: SourceSpan
  /// The closing bracket; empty for the whole pattern.
  public var closeSpan: SourceSpan
  /// The alternatives, at least one, in order.
  public var branches: [Branch]
  /// The item reported before the closing bracket, at the end of the last branch (for the whole
  /// pattern: the end item).
  public var closeItem: ItemID?
  /// A callout written between the `(?` of a condition and its assertion, `(?(?C9)(?=a)b|c)`.
  ///
  /// It is reported where the assertion would be: callout and assertion bear the same item.
  public var conditionCallout: NodeID?

  /// Makes a group.
  public init(
    kind: GroupKind, openSpan: SourceSpan, closeSpan: SourceSpan, branches: [Branch],
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
public struct Branch: Hashable, Sendable {
  /// What must match in sequence; may be empty.
  public var nodes: [NodeID]
  /// From the branch's first byte to its last, without the `|`.
  public var span: SourceSpan
  /// The item reported before the `|` that ends the branch; nil in the last branch.
  public var separator: ItemID?
  /// How many characters (bytes without UTF) a lookbehind steps back first; else nil.
  public var lookbehindLength: Int?

  /// Makes a branch.
  public init(
    nodes: [NodeID], span: SourceSpan, separator: ItemID?, lookbehindLength: Int? = nil
  ) {
    self.nodes = nodes
    self.span = span
    self.separator = separator
    self.lookbehindLength = lookbehindLength
  }
}

/// What a pair of brackets means.
public enum GroupKind: Hashable, Sendable {
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
public enum Condition: Hashable, Sendable {
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
public struct Verb: Hashable, Sendable {
  /// The verbs.
  public enum Kind: Hashable, Sendable {
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
  public var name: [UInt8]?

  /// Makes a verb.
  public init(kind: Kind, name: [UInt8]?) {
    self.kind = kind
    self.name = name
  }
}

/// A written callout.
public enum Callout: Hashable, Sendable {
  /// `(?C5)`; `(?C)` is 0.
  case number(Int)
  /// `(?C'text')`, doubled delimiters undone.
  case string([UInt8])
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

/// Limits and start conditions that a pattern sets for itself at its start, `(*LIMIT_MATCH=9)`.
public struct StartSettings: Hashable, Sendable {
  /// The setting `(*LIMIT_MATCH=n)`.
  public var matchLimit: UInt32?
  /// The setting `(*LIMIT_DEPTH=n)` or `(*LIMIT_RECURSION=n)`.
  public var depthLimit: UInt32?
  /// The setting `(*LIMIT_HEAP=n)`, in KiB.
  public var heapLimit: UInt32?
  /// The setting `(*NOTEMPTY)`.
  public var notEmpty = false
  /// The setting `(*NOTEMPTY_ATSTART)`.
  public var notEmptyAtStart = false
  /// The setting `(*NO_JIT)`.
  public var noJIT = false

  /// No settings.
  public init() {}
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

  /// Makes a tree from its parts.
  public init(
    source: [UInt8], options: PatternOptions, settings: StartSettings, nodes: [Node],
    items: [PatternItem], trivia: [Trivia], root: NodeID, captureCount: Int, names: [GroupName]
  ) {
    self.source = source
    self.options = options
    self.settings = settings
    self.nodes = nodes
    self.items = items
    self.trivia = trivia
    self.root = root
    self.captureCount = captureCount
    self.names = names
  }

  /// The node of an identifier.
  public subscript(id: NodeID) -> Node { nodes[id.index] }

  /// The item of an identifier.
  public subscript(id: ItemID) -> PatternItem { items[id.index] }
}
