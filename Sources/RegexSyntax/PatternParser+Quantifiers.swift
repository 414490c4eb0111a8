// SPDX-License-Identifier: MIT
// Quantifiers: `*`, `+`, `?`, `{2}`, `{2,}`, `{2,3}`, and the `?` or `+` behind them.
//
// Example: `{2,3}` in `a{2,3}` is read; `{,3}` in `a{,3}` is plain text, as in PCRE2 10.42.
// Tested in RegexSyntaxTests/TreeTests.swift.

internal import SourceText

/// How often something is repeated.
struct RepeatRange {
  /// The least number of times.
  var minimum: Int
  /// The greatest number of times; nil = unlimited.
  var maximum: Int?

  init(_ minimum: Int, _ maximum: Int?) {
    self.minimum = minimum
    self.maximum = maximum
  }
}

/// What stands where a quantifier might stand.
enum RepeatCounts {
  /// No quantifier.
  case none
  /// A quantifier, and the offset behind it.
  case found(RepeatRange, end: Int)
  /// A quantifier with numbers that cannot be.
  case failed(code: Int, offset: Int)
}

extension PatternParser {
  /// The greatest number in a quantifier.
  private static var maximumRepeat: Int { 65535 }

  /// Looks at what stands behind a `{`.
  func scanRepeatCounts(at start: Int) -> RepeatCounts {
    var offset = start
    var comma: Int?
    while true {
      guard offset < end else { return .none }
      let byte = text[offset]
      if byte == 0x7D { break }
      if byte == 0x2C, comma == nil {
        comma = offset
      } else if !isDigit(byte) {
        return .none
      }
      offset += 1
    }
    let close = offset
    guard isDigit(text[start]) else { return .none }
    var minimum = 0
    if let over = readCount(from: start, to: comma ?? close, into: &minimum) {
      return .failed(code: 105, offset: over)
    }
    guard let comma else { return .found(RepeatRange(minimum, minimum), end: close + 1) }
    guard comma + 1 < close else { return .found(RepeatRange(minimum, nil), end: close + 1) }
    var maximum = 0
    if let over = readCount(from: comma + 1, to: close, into: &maximum) {
      return .failed(code: 105, offset: over)
    }
    guard maximum >= minimum else { return .failed(code: 104, offset: close) }
    return .found(RepeatRange(minimum, maximum), end: close + 1)
  }

  /// Reads digits; returns the offset behind the digit that made the number too big.
  private func readCount(from start: Int, to stop: Int, into count: inout Int) -> Int? {
    for offset in start..<stop {
      count = count * 10 + Int(text[offset] - 0x30)
      if count > Self.maximumRepeat { return offset + 1 }
    }
    return nil
  }

  /// Puts a quantifier that ends here around the last node.
  mutating func parseQuantifier(_ range: RepeatRange, allowed: Bool) throws(PatternError) {
    guard allowed, let child = pending.last else {
      throw failure(109, at: position - 1)
    }
    let inner = tree.nodes[child.index].span
    let times = max(range.minimum, range.maximum ?? 0)
    if times > 1 { reserveCopies(times, of: child) }
    let repetition = Repetition(
      child: child, minimum: range.minimum, maximum: range.maximum,
      mode: modes.contains(.ungreedy) ? .lazy : .greedy,
      quantifierSpan: SourceSpan(inner.end, position))
    let id = makeNode(
      .repetition(repetition), span: SourceSpan(inner.start, position), item: nil)
    pending[pending.count - 1] = id
    openQuantifier = true
  }

  /// Allows for the room of the copies that PCRE2 makes of some nodes to repeat them.
  private mutating func reserveCopies(_ times: Int, of id: NodeID) {
    let bytes = tree.nodes[id.index].span.count
    switch tree.nodes[id.index].kind {
    case .group: extraRoom += times * (Self.roomPerByte * bytes + lastGroupExtraRoom)
    case .call, .assertion: extraRoom += times * Self.roomPerByte * bytes
    default: break
    }
    extraRoom = min(extraRoom, Self.roomLimit)
  }

  /// Makes the last quantifier lazy (greedy with UNGREEDY) or possessive.
  mutating func modifyQuantifier(possessive: Bool) {
    guard let id = pending.last, case .repetition(var repetition) = tree.nodes[id.index].kind else {
      return
    }
    if possessive {
      repetition.mode = .possessive
    } else {
      repetition.mode = modes.contains(.ungreedy) ? .greedy : .lazy
    }
    repetition.quantifierSpan.end = position
    tree.nodes[id.index].kind = .repetition(repetition)
    tree.nodes[id.index].span.end = position
  }

  /// Whether a byte is an ASCII digit.
  @inline(__always)
  func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
}
