// SPDX-License-Identifier: MIT
// Columns 4 and 5 of re_tests: an expression and its value after the match, such as `$&-$1` and `ab-b`. What
// they say of groups is kept; an expression that says something else leaves only that there is a match.
// Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

internal import SourceText

/// What some lines say of the groups of one match.
struct PerlFacts: Hashable {
  /// The texts of groups, by number or name.
  private var texts: [String: [UInt8]] = [:]
  /// Where groups begin and end, in characters.
  private var starts: [Int: Int] = [:]
  private var ends: [Int: Int] = [:]

  private enum Variable: Hashable {
    case text(String)
    case start(Int)
    case end(Int)
  }

  private enum Part: Hashable {
    case variable(Variable)
    case literal([UInt8])
  }

  /// Takes what an expression and its value say.
  mutating func read(_ expression: ArraySlice<UInt8>, value: PerlText, asUTF8: Bool) {
    guard let parts = Self.parts(expression), let text = value.bytes(asUTF8: asUTF8) else { return }
    for (variable, value) in Self.values(parts, of: text) {
      switch variable {
      // An unset group has the same value as an empty one.
      case .text(let group) where value.isEmpty && group != "0": break
      case .text(let group): texts[group] = value
      case .start(let group): starts[group] = Int(String(decoding: value, as: UTF8.self))
      case .end(let group): ends[group] = Int(String(decoding: value, as: UTF8.self))
      }
    }
  }

  /// Takes what another line says.
  mutating func add(_ other: PerlFacts) {
    texts.merge(other.texts) { first, _ in first }
    starts.merge(other.starts) { first, _ in first }
    ends.merge(other.ends) { first, _ in first }
  }

  /// Writes the facts into an expectation.
  func fill(_ expected: inout Expectation, _ subject: PerlText, asUTF8: Bool) {
    var groups: [ExpectedGroup] = []
    for (group, start) in starts.sorted(by: { $0.key < $1.key }) {
      guard let end = ends[group],
        let from = subject.byteOffset(ofCharacter: start, asUTF8: asUTF8),
        let to = subject.byteOffset(ofCharacter: end, asUTF8: asUTF8)
      else { continue }
      groups.append(ExpectedGroup(String(group), .span(SourceSpan(from, to))))
    }
    let told = Set(groups.map(\.group))
    let byNumber = texts.sorted { (Int($0.key) ?? .max, $0.key) < (Int($1.key) ?? .max, $1.key) }
    for (group, text) in byNumber where group != "0" && !told.contains(group) {
      groups.append(ExpectedGroup(group, .text(text)))
    }
    expected.text = texts["0"]
    if !groups.isEmpty { expected.groups = groups }
  }

  // MARK: Expressions

  /// The parts of an expression; nil if it has one that says nothing of groups.
  private static func parts(_ expression: ArraySlice<UInt8>) -> [Part]? {
    var parts: [Part] = []
    var rest = expression
    while let byte = rest.first {
      guard byte == UInt8(ascii: "$") else {
        guard byte != .backslash, byte != UInt8(ascii: "@") else { return nil }
        if case .literal(let text) = parts.last {
          parts[parts.count - 1] = .literal(text + [byte])
        } else {
          parts.append(.literal([byte]))
        }
        rest = rest.dropFirst()
        continue
      }
      guard let (variable, after) = variable(rest.dropFirst()) else { return nil }
      parts.append(.variable(variable))
      rest = after
    }
    return parts
  }

  private static func variable(_ text: ArraySlice<UInt8>) -> (Variable, ArraySlice<UInt8>)? {
    if text.first == UInt8(ascii: "&") { return (.text("0"), text.dropFirst()) }
    let digits = text.prefix(while: \.isDigit)
    if let number = Int(String(decoding: digits, as: UTF8.self)) {
      return (.text(String(number)), text.dropFirst(digits.count))
    }
    for (sign, isStart) in [("-[", true), ("+[", false)] where text.starts(with: sign.utf8) {
      guard let end = text.firstIndex(of: .bracketEnd),
        let number = Int(String(decoding: text[(text.startIndex + 2)..<end], as: UTF8.self)),
        number >= 0
      else { return nil }
      return (isStart ? .start(number) : .end(number), text[(end + 1)...])
    }
    if text.starts(with: "+{".utf8), let end = text.firstIndex(of: .braceEnd) {
      let name = String(decoding: text[(text.startIndex + 2)..<end], as: UTF8.self)
      return (.text(name), text[(end + 1)...])
    }
    return nil
  }

  /// The values of the variables, as far as the literals between them tell where each ends.
  private static func values(_ parts: [Part], of text: [UInt8]) -> [(Variable, [UInt8])] {
    var found: [(Variable, [UInt8])] = []
    var rest = text[...]
    var index = 0
    while index < parts.count {
      switch parts[index] {
      case .literal(let literal):
        guard rest.starts(with: literal) else { return [] }
        rest = rest.dropFirst(literal.count)
        index += 1
      case .variable(let variable):
        guard index + 1 < parts.count else {
          found.append((variable, Array(rest)))
          return found
        }
        guard case .literal(let literal) = parts[index + 1] else { return [] }
        // A literal that could also be part of a value tells nothing.
        let later = parts[index...].count { $0 == .literal(literal) }
        guard let end = rest.firstRange(of: literal)?.lowerBound,
          rest.ranges(of: literal).count == later
        else { return [] }
        found.append((variable, Array(rest[..<end])))
        rest = rest[end...]
        index += 1
      }
    }
    return rest.isEmpty ? found : []
  }
}
