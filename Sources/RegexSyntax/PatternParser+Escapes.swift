// SPDX-License-Identifier: MIT
// Escapes: what follows a backslash, outside classes and inside them.
//
// Example: `\x{41}` is a character, `\d` a type, `\b` an assertion, `\2` a reference.
// Tested in RegexSyntaxTests.

internal import SourceText
internal import UnicodeData

/// What an escape turned out to be.
enum Escape {
  /// A character by its number, or a sign made plain.
  case character(UInt32)
  /// A set of characters.
  case type(CharacterType)
  /// `\p` or, if negated, `\P`; what follows has not been read.
  case property(negated: Bool)
  /// An assertion without a body.
  case assertion(SimpleAssertion)
  /// `\K`
  case keepOut
  /// `\Q`
  case quoteStart
  /// `\E`
  case quoteEnd
  /// A reference by number.
  case reference(Int)
  /// `\k`, or `\g{` with a name; the bracket has not been read.
  case namedReference(isG: Bool)
  /// `\g<` or `\g'`; the bracket has not been read.
  case call
}

extension PatternParser {
  /// Whether unknown escapes are literals.
  private var forgivesBadEscapes: Bool { options.compile.contains(.extraBadEscapeIsLiteral) }
  /// Whether `\u` and `\x` are read as in JavaScript.
  private var readsJavaScriptEscapes: Bool {
    !options.compile.isDisjoint(with: [.altBSUX, .extraAltBSUX])
  }

  /// An escape outside a class; the backslash has been read.
  mutating func parseEscape() throws(PatternError) {
    let start = position
    do throws(PatternError) {
      try parseEscapeStrictly()
    } catch {
      guard forgivesBadEscapes else { throw error }
      position = start
      appendLiteral(position < end ? take() : 0x5C)
    }
  }

  private mutating func parseEscapeStrictly() throws(PatternError) {
    switch try readEscape(inClass: false) {
    case .character(let character):
      appendLiteral(character)
    case .type(let type):
      if type == .anyByte, options.compile.contains(.neverBackslashC) {
        throw failure(183, at: position)
      }
      appendLeaf(.type(type))
      quantifiable = true
    case .property(let negated):
      let test = try readProperty(negated: negated)
      appendLeaf(.property(test))
      quantifiable = true
    case .assertion(let assertion):
      appendLeaf(.assertion(assertion))
    case .keepOut:
      if lookaroundDepth > 0 { deferredChecks.append(.keepOut(SourceSpan(itemStart, position))) }
      appendLeaf(.keepOut)
    case .reference(let number):
      addReference(number)
    case .namedReference(let isG):
      try parseNamedReference(isG: isG)
    case .call:
      try parseBackslashCall()
    case .quoteStart, .quoteEnd:
      break
    }
  }

  /// Reads an escape; the backslash has been read.
  mutating func readEscape(inClass: Bool) throws(PatternError) -> Escape {
    guard position < end else { throw failure(101, at: position) }
    let character = take()
    switch character {
    case 0x30...0x39: return try readDigitEscape(character, inClass: inClass)
    case 0x41...0x5A: return try readUppercaseEscape(character)
    case 0x61...0x7A: return try readLowercaseEscape(character, inClass: inClass)
    default: return .character(character)
    }
  }

  private mutating func readUppercaseEscape(_ character: UInt32) throws(PatternError) -> Escape {
    switch character {
    case 0x41: return .assertion(.subjectStart)
    case 0x42: return .assertion(.notWordBoundary)
    case 0x43: return .type(.anyByte)
    case 0x44: return .type(.notDigit)
    case 0x45: return .quoteEnd
    case 0x47: return .assertion(.matchingStart)
    case 0x48: return .type(.notHorizontalSpace)
    case 0x4B: return .keepOut
    case 0x4E: return try readN()
    case 0x50: return .property(negated: true)
    case 0x51: return .quoteStart
    case 0x52: return .type(.newlineSequence)
    case 0x53: return .type(.notSpace)
    case 0x55 where readsJavaScriptEscapes: return .character(character)
    case 0x56: return .type(.notVerticalSpace)
    case 0x57: return .type(.notWord)
    case 0x58: return .type(.graphemeCluster)
    case 0x5A: return .assertion(.subjectEndOrNewline)
    case 0x46, 0x4C, 0x55: throw failure(137, at: position)
    default: throw failure(103, at: position - 1)
    }
  }

  private mutating func readLowercaseEscape(_ character: UInt32, inClass: Bool) throws(PatternError)
    -> Escape
  {
    switch character {
    case 0x61: return .character(0x07)
    case 0x62: return .assertion(.wordBoundary)
    case 0x63: return .character(try readControlCharacter())
    case 0x64: return .type(.digit)
    case 0x65: return .character(0x1B)
    case 0x66: return .character(0x0C)
    case 0x67: return inClass ? .character(character) : try readG()
    case 0x68: return .type(.horizontalSpace)
    case 0x6B: return .namedReference(isG: false)
    case 0x6E: return .character(0x0A)
    case 0x6F: return .character(try readBracedOctal())
    case 0x70: return .property(negated: false)
    case 0x72: return .character(options.compile.contains(.extraEscapedCRIsLF) ? 0x0A : 0x0D)
    case 0x73: return .type(.space)
    case 0x74: return .character(0x09)
    case 0x75 where readsJavaScriptEscapes: return .character(try readJavaScriptU())
    case 0x76: return .type(.verticalSpace)
    case 0x77: return .type(.word)
    case 0x78: return .character(try readX())
    case 0x7A: return .assertion(.subjectEnd)
    case 0x6C, 0x75: throw failure(137, at: position)
    default: throw failure(103, at: position - 1)
    }
  }

  /// `\N`, `\N{U+20AC}`; `\N{2}` is a quantified `\N`, and `\N{name}` is an error.
  private mutating func readN() throws(PatternError) -> Escape {
    guard peek() == 0x7B else { return .type(.notNewline) }
    if peek(1) == 0x55, peek(2) == 0x2B {
      guard utf else { throw failure(193, at: position) }
      position += 2
      return .character(try readBracedHexadecimal())
    }
    switch scanRepeatCounts(at: position + 1) {
    case .none: throw failure(137, at: position)
    case .failed(let code, _): throw failure(code, at: position)
    case .found: return .type(.notNewline)
    }
  }

  /// `\1` to `\9` and longer: a reference, or a character in octal.
  private mutating func readDigitEscape(_ digit: UInt32, inClass: Bool) throws(PatternError)
    -> Escape
  {
    if digit != 0x30, !inClass {
      let scan = scanNumber(
        at: position - 1, maximum: Int(Int32.max / 10 - 1), tooBig: 0, relative: false)
      if case .found(let number, let stop) = scan,
        number < 10 || digit >= 0x38 || number <= captureCount
      {
        position = stop
        guard number <= Self.maximumGroup else { throw failure(161, at: position) }
        return .reference(number)
      }
    }
    guard digit < 0x38 else { return .character(digit) }
    var value = digit - 0x30
    var digits = 1
    while digits < 3, let byte = peek(), byte & 0xF8 == 0x30 {
      value = value * 8 + UInt32(byte - 0x30)
      position += 1
      digits += 1
    }
    if !utf, value > 0xFF { throw failure(151, at: position) }
    return .character(value)
  }

  /// What follows `\g` outside a class.
  private mutating func readG() throws(PatternError) -> Escape {
    guard let bracket = peek() else { throw failure(157, at: position) }
    if bracket == 0x3C || bracket == 0x27 { return .call }
    let braced = bracket == 0x7B
    switch scanGroupNumber(at: braced ? position + 1 : position) {
    case .none:
      if braced { return .namedReference(isG: true) }
      throw failure(157, at: position)
    case .failed(let code, let offset):
      throw failure(code, at: braced ? position : offset)
    case .found(let number, let stop):
      if braced {
        guard stop < end, text[stop] == 0x7D else { throw failure(157, at: position) }
        position = stop + 1
      } else {
        position = stop
      }
      guard number > 0 else { throw failure(115, at: position) }
      return .reference(number)
    }
  }

  /// Reads what follows `\p` or `\P`.
  mutating func readProperty(negated: Bool) throws(PatternError) -> PropertyTest {
    guard let first = peek() else { throw failure(146, at: position) }
    position += 1
    var negated = negated
    var name: [UInt8]
    if first == 0x7B {
      guard position < end else { throw failure(146, at: position) }
      if text[position] == 0x5E {
        negated.toggle()
        position += 1
      }
      name = try readPropertyName()
    } else {
      guard isWordByte(first), first != 0x5F, !isDigit(first) else {
        throw failure(146, at: position)
      }
      name = [first]
    }
    guard let property = UnicodeProperty(name: name) else { throw failure(147, at: position) }
    return PropertyTest(property: property, negated: negated)
  }

  /// Reads a property's name and the brace behind it; at most 48 bytes of it may count.
  private mutating func readPropertyName() throws(PatternError) -> [UInt8] {
    let start = position
    for _ in 0..<49 {
      var byte: UInt8
      repeat {
        guard position < end else { throw failure(146, at: position) }
        byte = text[position]
        position += 1
      } while byte == 0x5F || byte == 0x2D || byte == 0x20 || (0x09...0x0D).contains(byte)
      if byte == 0 { throw failure(146, at: position) }
      if byte == 0x7D { return Array(text[start..<(position - 1)]) }
    }
    throw failure(146, at: position)
  }
}
