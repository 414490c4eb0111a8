// SPDX-License-Identifier: MIT
// Units of random patterns: what takes characters of the subject.

extension PatternGenerator {
  /// Writes a construct; says whether a quantifier may follow.
  mutating func write(_ construct: Construct, depth: Int) -> Bool {
    switch construct {
    case .literal: return literal()
    case .dot: return unit(random.pick([".", ".", ".", "\\N"]), sample: letter())
    case .type: return type()
    case .set: return set()
    case .posixSet: return posixSet()
    case .property: return property()
    case .cluster: return unit(random.pick(["\\X", "\\X", "\\C"]), sample: letter())
    case .newlineSequence: return newlines()
    case .codeEscape: return codeEscape()
    case .quote: return quote()
    case .reference, .anchor, .boundary, .keepOut, .comment, .callout, .setting, .verb, .call:
      return item(construct)
    default:
      group(construct, depth: depth + 1)
      return construct != .define || random.oneIn(8)
    }
  }

  private mutating func unit(_ string: String, sample: [UInt8]) -> Bool {
    emit(string)
    samples.append(sample)
    return true
  }

  private mutating func literal() -> Bool {
    let letter = letter()
    text += letter
    samples.append(letter)
    return true
  }

  private mutating func type() -> Bool {
    let (escape, sample) = random.pick([
      ("\\d", "1"), ("\\D", "a"), ("\\w", "a"), ("\\W", "-"), ("\\s", " "), ("\\S", "b"),
      ("\\h", " "), ("\\H", "a"), ("\\v", "\n"), ("\\V", "a"), ("\\w", "_"),
    ])
    return unit(escape, sample: Array(sample.utf8))
  }

  private mutating func newlines() -> Bool {
    let (escape, sample) = random.pick([
      ("\\R", "\r\n"), ("\\R", "\n"), ("\\n", "\n"), ("\\r", "\r"), ("\\r\\n", "\r\n"),
      ("\\x0a", "\n"), ("\\cM", "\r"), ("\\R", "\r"), ("\\R", "\u{B}"),
    ])
    return unit(escape, sample: Array(sample.utf8))
  }

  private mutating func codeEscape() -> Bool {
    let narrow = [
      ("\\x61", "a"), ("\\x{62}", "b"), ("\\141", "a"), ("\\o{142}", "b"), ("\\ca", "\u{1}"),
      ("\\t", "\t"), ("\\e", "\u{1B}"), ("\\0", "\0"), ("\\-", "-"), ("\\x", "\0"),
    ]
    let wide = [("\\x{e9}", "é"), ("\\x{3c3}", "σ"), ("\\xe9", "é"), ("\\N{U+e9}", "é")]
    let (escape, sample) = random.pick(taste.isUTF ? narrow + wide : narrow)
    return unit(escape, sample: Array(sample.utf8))
  }

  private mutating func quote() -> Bool {
    let quoted = random.pick(["a", "ab", "", ".", "a b", "|", "\\"])
    emit("\\Q" + quoted)
    if random.oneIn(12) == false { emit("\\E") }
    samples.append(Array(quoted.utf8))
    return !quoted.isEmpty
  }

  private mutating func set() -> Bool {
    emit(random.oneIn(4) ? "[^" : "[")
    if random.oneIn(16) { emit("]") }
    for _ in 0..<(1 + random.below(3)) { setMember() }
    emit("]")
    samples.append(letter())
    return true
  }

  private mutating func setMember() {
    switch random.below(10) {
    case 0: emit(random.pick(["a-c", "b-b", "A-Z", "0-9", "a-z", "\\x61-c", "\\t-\\r"]))
    case 1:
      emit(random.pick(["\\d", "\\w", "\\s", "\\D", "\\W", "\\S", "\\h", "\\v", "\\H", "\\V"]))
    case 2:
      emit(random.pick(["-", "^", "\\]", "\\b", "\\n", "\\r", " ", "#", "(", "\\Qa\\E", "."]))
    case 3 where taste.isUTF:
      emit(
        random.pick([
          "é-í", "α-ω", "\\x{100}-\\x{200}", "\\p{L}", "\\P{Lu}", "à-\\x{3c3}", "j-l", "ﬀ-ﬆ", "\\X",
          "\\p{Nd}", "\\x{80}-\\x{10ffff}", "\\R", "r-t",
        ]))
    case 4 where random.oneIn(3): emit(posixName())
    default: text += letter()
    }
  }

  private mutating func posixName() -> String {
    let name = random.pick([
      "alpha", "alnum", "digit", "upper", "lower", "space", "punct", "word", "xdigit", "print",
      "graph", "cntrl", "blank", "ascii",
    ])
    return random.oneIn(4) ? "[:^\(name):]" : "[:\(name):]"
  }

  private mutating func posixSet() -> Bool {
    if random.oneIn(8) { return unit(random.pick(["[[:<:]]", "[[:>:]]"]), sample: []) }
    emit(random.oneIn(4) ? "[^" : "[")
    for _ in 0..<(1 + random.below(2)) { emit(posixName()) }
    if random.oneIn(3) { setMember() }
    emit("]")
    samples.append(letter())
    return true
  }

  private mutating func property() -> Bool {
    let name = random.pick([
      "L", "Lu", "Ll", "^Lu", "L&", "Nd", "N", "P", "Z", "S", "M", "Cn", "Greek", "Latin", "Han",
      "sc:Greek", "scx=Han", "Any", "Xan", "Xwd", "Xsp", "Xuc", "Alphabetic", "ASCII", "Emoji",
      "bidi_class:L", "Uppercase", "White_Space", "Common", "Inherited",
    ])
    return unit((random.oneIn(4) ? "\\P{" : "\\p{") + name + "}", sample: letter())
  }
}
