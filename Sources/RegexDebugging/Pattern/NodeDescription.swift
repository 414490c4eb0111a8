// SPDX-License-Identifier: MIT
// A node of a pattern in plain words, as one would read the pattern out to somebody: `\d+` is "one or more
// digits, as many as possible". Every kind of node has a description.
//
// Tested in RegexDebuggingTests/NodeDescriptionTests.swift.

public import RegexSyntax
import SourceText
import UnicodeData

/// A thing in the singular with its article, and in the plural if it has one that reads well.
struct Noun {
  var singular: String
  var plural: String?

  init(_ singular: String, _ plural: String? = nil) {
    self.singular = singular
    self.plural = plural
  }
}

extension PatternMap {
  /// What a node asks for, without its quantifier: "a digit", "the end of the subject".
  public func description(of id: NodeID) -> String {
    let node = tree[id]
    switch node.kind {
    case .literal, .dot, .type, .property, .characterClass, .backreference, .call:
      return noun(of: node).singular
    case .assertion(let kind): return describe(kind, node.modes)
    case .keepOut: return "nothing: the match is reported to start here"
    case .group(let group): return describe(group)
    case .verb(let verb): return describe(verb)
    case .callout(.number(let number)): return "nothing: callout \(number)"
    case .callout(.string(let text)):
      return "nothing: callout \"" + Escaping().display(tree[text]) + "\""
    case .optionSetting: return "nothing: options change here"
    case .repetition(let repetition): return describe(repetition)
    }
  }

  /// What a node asks for with its quantifier, if it has one.
  public func fullDescription(of id: NodeID) -> String {
    description(of: repetitions[id.index] ?? id)
  }

  // MARK: Repetitions

  private func describe(_ repetition: Repetition) -> String {
    let child = tree[repetition.child]
    let noun = noun(of: child)
    let words = noun.plural.map { counted(repetition, noun, $0) } ?? times(repetition, noun)
    guard repetition.maximum != repetition.minimum else { return words }
    switch (repetition.mode, repetition.minimum, repetition.maximum) {
    case (.greedy, 0, 1): return noun.singular + ", if there is one"
    case (.lazy, 0, 1): return noun.singular + ", but only if need be"
    case (.possessive, 0, 1): return noun.singular + ", if there is one, and not given back"
    case (.greedy, _, _): return words + ", as many as possible"
    case (.lazy, _, _): return words + ", as few as possible"
    case (.possessive, _, _): return words + ", as many as possible, giving none back"
    }
  }

  private func counted(_ repetition: Repetition, _ noun: Noun, _ plural: String) -> String {
    switch (repetition.minimum, repetition.maximum) {
    case (0, nil): "zero or more " + plural
    case (1, nil): "one or more " + plural
    case (let least, nil): "at least \(least) " + plural
    case (1, 1): noun.singular
    case (0, 0): "nothing (zero \(plural))"
    case (let least, let most?) where least == most: "exactly \(least) " + plural
    case (let least, let most?): "\(least) to \(most) " + plural
    }
  }

  private func times(_ repetition: Repetition, _ noun: Noun) -> String {
    switch (repetition.minimum, repetition.maximum) {
    case (0, nil): noun.singular + " zero or more times"
    case (1, nil): noun.singular + " one or more times"
    case (let least, nil): noun.singular + " at least \(least) times"
    case (1, 1): noun.singular
    case (0, 0): "nothing (zero times \(noun.singular))"
    case (let least, let most?) where least == most:
      noun.singular + " exactly \(least) times"
    case (let least, let most?): noun.singular + " \(least) to \(most) times"
    }
  }

  // MARK: Things that take characters

  /// What a node takes, as a noun.
  func noun(of node: Node) -> Noun {
    switch node.kind {
    case .literal(let value):
      let quoted = Wording.quoted(value, isUTF: isUTF)
      return Noun(
        node.modes.contains(.caseless) && hasCase(value) ? quoted + " in any case" : quoted)
    case .dot:
      return node.modes.contains(.dotAll)
        ? Noun("any character", "characters of any kind")
        : Noun("any character but a newline", "characters other than newlines")
    case .type(let type): return noun(of: type)
    case .property(let test):
      let words = (test.negated ? "without" : "with") + " the property " + test.property.displayName
      return Noun("a character " + words, "characters " + words)
    case .characterClass(let characterClass): return noun(of: characterClass, node)
    case .backreference(let target):
      return Noun("the text of " + describe(target) + " again")
    case .call(let target):
      return Noun("a call of " + describe(target))
    case .group(let group): return Noun(describe(group))
    default: return Noun("an item")
    }
  }

  var isUTF: Bool { tree.options.compile.contains(.utf) }

  private func hasCase(_ value: UInt32) -> Bool {
    value < 0x80 ? (0x61...0x7A).contains(value | 0x20) : isUTF
  }

  /// A group as a reference names it: "group 2", "group key".
  public func describe(_ target: GroupReference) -> String {
    switch target {
    case .number(0): return "the whole pattern"
    case .number(let number): return describe(group: number)
    case .name(let index): return "group " + Escaping().display(tree.names[index].name)
    }
  }

  /// A group by number, with its name if it has one: "group 2", "group 1 (key)".
  public func describe(group number: Int) -> String {
    guard let name = name(ofGroup: number) else { return "group \(number)" }
    return "group \(number) (" + Escaping().display(name) + ")"
  }

  private func noun(of type: CharacterType) -> Noun {
    switch type {
    case .digit: Noun("a digit", "digits")
    case .notDigit: Noun("a character that is no digit", "characters that are no digits")
    case .word:
      Noun("a word character (letter, digit, _)", "word characters (letters, digits, _)")
    case .notWord:
      Noun("a character that is no word character", "characters that are no word characters")
    case .space: Noun("white space", "white-space characters")
    case .notSpace:
      Noun("a character that is not white space", "characters that are not white space")
    case .horizontalSpace: Noun("horizontal white space", "horizontal spaces")
    case .notHorizontalSpace:
      Noun(
        "a character that is not horizontal white space",
        "characters that are not horizontal white space")
    case .verticalSpace: Noun("vertical white space", "vertical spaces")
    case .notVerticalSpace:
      Noun(
        "a character that is not vertical white space",
        "characters that are not vertical white space")
    case .notNewline: Noun("any character but a newline", "characters other than newlines")
    case .newlineSequence: Noun("a newline", "newlines")
    case .graphemeCluster:
      Noun("a character as people see it", "characters as people see them")
    case .anyByte: Noun("any byte", "bytes of any kind")
    }
  }
}
