// SPDX-License-Identifier: MIT
// The state of parsing and its main loop. One character is looked at, and from it the topic follows:
// each topic (escapes, classes, groups, ...) is an extension in a file of its own.
//
// Nesting lives in `outerFrames`, never on the call stack: a pattern may nest as deep as the caller's
// limit allows. Finished nodes of open branches wait in `pending`; a frame knows where its own begin.
//
// Tested in RegexSyntaxTests.

internal import SourceText
internal import UnicodeData

/// A parse in progress.
struct PatternParser {
  /// The pattern's bytes.
  let text: [UInt8]
  /// The number of bytes.
  let end: Int
  /// Where the next character is read.
  var position = 0
  /// The options, with what the start settings added.
  var options: PatternOptions
  /// Whether pattern and subject are UTF-8.
  let utf: Bool
  /// The modes in force here.
  var modes: Modes

  /// What has been built.
  var tree: Tree
  /// The innermost open group; at first the whole pattern.
  var frame: Frame
  /// The groups around it.
  var outerFrames = Stack<Frame>()
  /// Nodes of branches that are not finished.
  var pending = Stack<NodeID>(room: 16)
  /// Branches of groups that are open.
  var pendingBranches = Stack<Branch>()

  // Where in the sequence of items we are.
  /// Inside `\Q...\E`.
  var quoting = false
  /// Whether what came last may be quantified.
  var quantifiable = false
  /// Whether the last pending node is a repetition that may still get its `?` or `+`.
  var openQuantifier = false
  /// 2 behind `(?` of a condition that must be an assertion, 1 after a callout there, else 0.
  var conditionExpected = 0
  /// Where the character that is being looked at begins.
  var itemStart = 0
  /// The item reported before it; nil where a written callout took its place.
  var currentItem: ItemID?
  /// The newest item, whose length is not known yet: the next one of the tree, if there is one.
  var openItem = PatternItem(position: 0, length: 0, number: 255, node: Self.noNode)
  var hasOpenItem = false
  /// Whether nothing that compiles to anything has come since that item.
  var itemIsLast = false
  /// Whether the next item gets none of its own because a written callout stands for it.
  var calloutStandsForNext = false

  // Groups and names.
  var captureCount = 0
  var lookaroundDepth = 0
  var savedModesDepth = 0
  var hasBranchReset = false
  /// Whether something may take far more room in PCRE2's code than in the pattern.
  var swells = false
  /// Room in PCRE2's code for copies of what is repeated, at most (CompiledSize.swift); and the part of it
  /// that is in the group closed last.
  var extraRoom = 0
  var lastGroupExtraRoom = 0
  var hasLookbehind = false
  var namedGroups: [NamedGroup] = []
  var nameUses: [NameUse] = []
  var namedNodes: [Int] = []
  var firstSmallReference: [Int] = []
  var deferredChecks: [DeferredCheck] = []
  var branchCountError: (code: Int, offset: Int, span: SourceSpan)?

  /// Reads a pattern to its end.
  mutating func parseText() throws(PatternError) {
    let limit = options.parensNestLimit
    while position < end {
      itemStart = position
      guard outerFrames.count <= limit else { throw failure(119, at: position) }
      let character = take()
      if isPlain(character) {
        beginItem(at: itemStart)
        openQuantifier = false
        appendLiteral(character)
      } else if quoting {
        try parseQuoted(character)
      } else if try !skipTrivia(character) {
        try parseItem(character)
      }
    }
    try finishText()
  }

  /// Whether a character that is looked at now can only be a literal: the way that most take.
  @inline(__always)
  private func isPlain(_ character: UInt32) -> Bool {
    guard !quoting, conditionExpected == 0, !modes.contains(.extended) else { return false }
    switch character {
    case 0x5C, 0x5E, 0x24, 0x2E, 0x5B, 0x28, 0x29, 0x7C, 0x2A, 0x2B, 0x3F, 0x7B: return false
    default: return true
    }
  }

  /// Reads a pattern that is plain text.
  mutating func parseLiteralText() {
    while position < end {
      itemStart = position
      let character = take()
      placeItem(at: itemStart)
      appendLeaf(.literal(character))
    }
    closeRoot()
  }

  private mutating func finishText() throws(PatternError) {
    if outerFrames.count > 0 {
      throw failure(114, at: position, culprit: frame.open)
    }
    closeRoot()
  }

  private mutating func closeRoot() {
    placeItem(at: end)
    itemStart = end
    closeFrame(closeSpan: SourceSpan(end, end))
    endItem()
  }

  /// Reads the next character.
  @inline(__always)
  mutating func take() -> UInt32 {
    let byte = text[position]
    position += 1
    if byte < 0x80 || !utf { return UInt32(byte) }
    position -= 1
    let character = decodeUTF8(text, at: position)
    position += character.length
    return character.value
  }

  /// The byte at a distance from here; nil behind the end.
  @inline(__always)
  func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < end ? text[position + distance] : nil
  }

  /// Whether the text goes on with the given word at an offset.
  func follows(_ word: String, at offset: Int) -> Bool {
    let bytes = word.utf8
    guard end - offset >= bytes.count else { return false }
    return matches(SourceSpan(offset, offset + bytes.count), word)
  }

  /// Whether a span of the text is the given word.
  func matches(_ span: SourceSpan, _ word: String) -> Bool {
    guard span.count == word.utf8.count else { return false }
    var offset = span.start
    for byte in word.utf8 {
      if text[offset] != byte { return false }
      offset += 1
    }
    return true
  }

  /// The parser's next step: one character that is no trivia and not quoted.
  private mutating func parseItem(_ character: UInt32) throws(PatternError) {
    let counts: RepeatCounts
    switch character {
    case 0x2A: counts = .found(RepeatRange(0, nil), end: position)
    case 0x2B: counts = .found(RepeatRange(1, nil), end: position)
    case 0x3F: counts = .found(RepeatRange(0, 1), end: position)
    case 0x7B: counts = scanRepeatCounts(at: position)
    default: counts = .none
    }
    if case .found = counts {} else { beginItem(at: itemStart) }
    if conditionExpected > 0 { try checkConditionFollows(character) }
    let expected = conditionExpected
    conditionExpected = 0
    let mayQuantify = quantifiable
    quantifiable = false
    if openQuantifier {
      openQuantifier = false
      if character == 0x3F || character == 0x2B {
        modifyQuantifier(possessive: character == 0x2B)
        return
      }
    }
    switch counts {
    case .found(let range, let end):
      position = end
      try parseQuantifier(range, allowed: mayQuantify)
    case .failed(let code, let offset):
      let close = text[offset...].firstIndex(of: 0x7D).map { $0 + 1 } ?? offset
      throw failure(code, at: offset, culprit: SourceSpan(itemStart, close))
    case .none:
      try parseOrdinary(character, expected: expected)
    }
  }

  /// An item that is no quantifier.
  private mutating func parseOrdinary(_ character: UInt32, expected: Int) throws(PatternError) {
    switch character {
    case 0x5C: try parseEscape()
    case 0x5E: appendLeaf(.assertion(.circumflex))
    case 0x24: appendLeaf(.assertion(.dollar))
    case 0x2E:
      appendLeaf(.dot)
      quantifiable = true
    case 0x5B: try parseClass()
    case 0x28: try parseParenthesis(conditionExpected: expected)
    case 0x29: try parseClosing()
    case 0x7C: parseBar()
    default: appendLiteral(character)
    }
  }

  /// A character between `\Q` and `\E`, or the `\E` itself.
  private mutating func parseQuoted(_ character: UInt32) throws(PatternError) {
    if character == 0x5C, peek() == 0x45 {
      quoting = false
      position += 1
      tree.trivia.append(Trivia(kind: .quoteEnd, span: SourceSpan(itemStart, position)))
      return
    }
    guard conditionExpected <= 0 else { throw failure(128, at: position - 1) }
    beginItem(at: itemStart)
    appendLiteral(character)
    openQuantifier = false
  }

  /// Appends a literal that ends here.
  mutating func appendLiteral(_ character: UInt32) {
    appendLeaf(.literal(character))
    quantifiable = true
  }

  /// Appends a node without children that reaches from the start of the item to here.
  mutating func appendLeaf(_ kind: Node.Kind) {
    pending.push(makeNode(kind, span: SourceSpan(itemStart, position), item: currentItem))
  }

  /// Makes a node, and tells its item.
  @discardableResult
  mutating func makeNode(
    _ kind: Node.Kind, span: SourceSpan, item: ItemID?, modes own: Modes? = nil
  )
    -> NodeID
  {
    let id = NodeID(tree.nodes.count)
    tree.nodes.append(Node(kind: kind, span: span, item: item, modes: own ?? modes))
    if let item { setNode(id, of: item) }
    itemIsLast = false
    return id
  }
}
