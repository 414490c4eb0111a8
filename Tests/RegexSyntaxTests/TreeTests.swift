// SPDX-License-Identifier: MIT
// The shape of trees: what each construct becomes, the modes in force, names and references.

import RegexSyntax
import SourceText
import Testing

@Suite("Trees")
struct TreeTests {
  @Test("Literals are code points with UTF, else bytes")
  func literals() throws {
    let bytes = try #require(parsed("é")).top.map(\.kind)
    #expect(bytes == [.literal(0xC3), .literal(0xA9)])
    #expect(
      try #require(parsed("é\\x{20AC}", "UTF")).top.map(\.kind) == [
        .literal(0xE9), .literal(0x20AC),
      ])
    #expect(try #require(parsed("(*UTF)é")).top.map(\.kind) == [.literal(0xE9)])
  }

  @Test(
    "Escapes for characters",
    arguments: [
      ("\\a", 7), ("\\e", 0x1B), ("\\f", 0x0C), ("\\n", 0x0A), ("\\r", 0x0D), ("\\t", 9),
      ("\\0", 0), ("\\012", 0x0A), ("\\x", 0), ("\\x4", 4), ("\\x41", 0x41), ("\\x{ff}", 0xFF),
      ("\\o{101}", 0x41), ("\\cA", 1), ("\\c?", 0x7F), ("\\-", 0x2D), ("\\101", 0x41),
    ])
  func characterEscapes(_ pattern: String, _ value: Int) throws {
    #expect(try #require(parsed(pattern)).top.map(\.kind) == [.literal(UInt32(value))])
  }

  @Test("Escapes under other options")
  func optionalEscapes() throws {
    #expect(
      try #require(parsed("\\u0041\\x1", "ALT_BSUX")).top.map(\.kind) == [
        .literal(0x41), .literal(0x78), .literal(0x31),
      ])
    #expect(try #require(parsed("\\u{41}", "EXTRA_ALT_BSUX")).top.map(\.kind) == [.literal(0x41)])
    #expect(
      try #require(parsed("\\j", "EXTRA_BAD_ESCAPE_IS_LITERAL")).top.map(\.kind) == [
        .literal(0x6A)
      ])
    #expect(
      try #require(parsed("\\r", "EXTRA_ESCAPED_CR_IS_LF")).top.map(\.kind) == [
        .literal(0x0A)
      ])
  }

  @Test("Classes list what was written")
  func classes() throws {
    let tree = try #require(parsed("[^a-c\\d[:^alpha:]\\]-]"))
    guard case .characterClass(let list)? = tree.top.first?.kind else {
      Issue.record("no class")
      return
    }
    #expect(list.negated)
    #expect(
      tree[list.members].map(\.kind) == [
        .range(0x61, 0x63), .type(.digit), .posix(.alpha, negated: true), .character(0x5D),
        .character(0x2D),
      ])
    #expect(tree[list.members].map(\.span.start) == [2, 5, 7, 17, 19])
  }

  @Test("Classes that look odd")
  func oddClasses() throws {
    func members(_ pattern: String, _ words: String = "") -> [ClassMember.Kind]? {
      guard let tree = parsed(pattern, words),
        case .characterClass(let list)? = tree.top.first?.kind
      else { return nil }
      return tree[list.members].map(\.kind)
    }
    #expect(members("[]a]") == [.character(0x5D), .character(0x61)])
    #expect(members("[]", "ALLOW_EMPTY_CLASS") == [])
    #expect(members("[a-a]") == [.character(0x61)])
    #expect(members("[\\b]") == [.character(8)])
    #expect(members("[\\Qa-]\\E]") == [.character(0x61), .character(0x2D), .character(0x5D)])
    #expect(members("[\\E^a]") == [.character(0x61)])
    #expect(members("[ a]", "EXTENDED_MORE") == [.character(0x61)])
    #expect(members("[a-c-e]") == [.range(0x61, 0x63), .character(0x2D), .character(0x65)])
    #expect(members("[[:x]") == [.character(0x5B), .character(0x3A), .character(0x78)])
  }

  @Test("Quantifiers")
  func quantifiers() throws {
    func repetition(_ pattern: String, _ words: String = "") -> Repetition? {
      guard case .repetition(let found)? = parsed(pattern, words)?.top.first?.kind else {
        return nil
      }
      return found
    }
    #expect(repetition("a*")?.maximum == nil)
    #expect(repetition("a{2,3}")?.minimum == 2)
    #expect(repetition("a{2,3}")?.maximum == 3)
    #expect(repetition("a+?")?.mode == .lazy)
    #expect(repetition("a++")?.mode == .possessive)
    #expect(repetition("a+", "UNGREEDY")?.mode == .lazy)
    #expect(repetition("a+?", "UNGREEDY")?.mode == .greedy)
    #expect(repetition("a (?#c)+ ?", "EXTENDED")?.quantifierSpan == SourceSpan(1, 10))
    #expect(repetition("a{,3}") == nil)
  }

  @Test("Modes hold from where they are set to the end of the group")
  func modes() throws {
    let tree = try #require(parsed("a(?i)b(c(?-i)d|e)f(?xx-s:g)h(?^)i"))
    let found = tree.nodes.compactMap { node -> String? in
      guard case .literal(let value) = node.kind, let scalar = Unicode.Scalar(value) else {
        return nil
      }
      return String(Character(scalar)) + (node.modes.contains(.caseless) ? "i" : "")
        + (node.modes.contains(.extendedMore) ? "x" : "")
    }
    #expect(found == ["a", "bi", "ci", "d", "e", "fi", "gix", "hi", "i"])
  }

  @Test("Names are sorted, and references point at them")
  func names() throws {
    let tree = try #require(parsed("(?J)(?<b>x)(?<a>y)(?<b>z)\\k<b>(?&a)(?(<b>)p)"))
    #expect(tree.names.map { String(decoding: $0.name, as: UTF8.self) } == ["a", "b"])
    #expect(tree.names.map(\.groups) == [[2], [1, 3]])
    #expect(tree.captureCount == 3)
    let kinds = tree.top.map(\.kind)
    #expect(kinds.contains(.backreference(.name(1))))
    #expect(kinds.contains(.call(.name(0))))
  }

  @Test("Branch reset numbers its branches alike")
  func branchReset() throws {
    let tree = try #require(parsed("(a)(?|(b)(c)|(d))(e)"))
    let numbers = tree.nodes.compactMap { node -> Int? in
      guard case .group(let group) = node.kind, case .capture(let number, _) = group.kind else {
        return nil
      }
      return number
    }
    #expect(numbers == [1, 2, 3, 2, 4])
  }

  @Test("Conditions")
  func conditions() throws {
    func condition(_ pattern: String) -> Condition? {
      for node in parsed(pattern)?.nodes.reversed() ?? [] {
        if case .group(let group) = node.kind, case .conditional(let found) = group.kind {
          return found
        }
      }
      return nil
    }
    #expect(condition("(?(1)a)(b)") == .groupSet(.number(1)))
    #expect(condition("(a)(?(-1)a)") == .groupSet(.number(1)))
    #expect(condition("(?<n>a)(?('n')b)") == .groupSet(.name(0)))
    #expect(condition("(?(R)a)") == .anyRecursion)
    #expect(condition("(a)(?(R1)a)") == .recursion(.number(1)))
    #expect(condition("(?<R1>a)(?(R1)a)") == .groupSet(.name(0)))
    #expect(condition("(?<n>a)(?(R&n)a)") == .recursion(.name(0)))
    #expect(condition("(?(DEFINE)a)") == .define)
    #expect(condition("(?(VERSION>=10.4)a)") == .version(isTrue: true))
    #expect(condition("(?(VERSION=10.41)a)") == .version(isTrue: false))
  }

  @Test("A callout before an assertion that is a condition shares its item")
  func conditionCallout() throws {
    let tree = try #require(parsed("(?(?C9)(?=a)b|c)"))
    guard case .group(let group)? = tree.top.first?.kind,
      case .conditional(.assertion(let assertion)) = group.kind
    else {
      Issue.record("no condition")
      return
    }
    let callout = try #require(group.conditionCallout)
    #expect(tree[callout].kind == .callout(.number(9)))
    #expect(tree[assertion].item == tree[callout].item)
  }

  @Test("Start settings")
  func startSettings() throws {
    let tree = try #require(
      parsed("(*UTF8)(*UCP)(*CRLF)(*BSR_ANYCRLF)(*LIMIT_MATCH=7)(*LIMIT_RECURSION=8)(*NO_JIT)a"))
    #expect(tree.options.compile.isSuperset(of: [.utf, .ucp]))
    #expect(tree.options.newline == .crlf)
    #expect(tree.options.bsr == .anyCRLF)
    #expect(tree.settings.matchLimit == 7)
    #expect(tree.settings.depthLimit == 8)
    #expect(tree.settings.noJIT)
    #expect(tree.trivia.count == 7)
  }

  @Test("Verb names")
  func verbs() throws {
    func named(_ pattern: String, _ words: String = "") -> [String]? {
      guard let tree = parsed(pattern, words), case .verb(let verb)? = tree.top.first?.kind,
        let name = verb.name
      else { return nil }
      return ["\(verb.kind)", String(decoding: tree[name], as: UTF8.self)]
    }
    #expect(named("(*:a\\x)") == ["mark", "a\\x"])
    #expect(named("(*THEN:a\\)\\Q)\\Eb)", "ALT_VERBNAMES") == ["then", "a))b"])
    #expect(
      try #require(parsed("(*F)(*PRUNE:)")).top.map(\.kind) == [
        .verb(Verb(kind: .fail, name: nil)), .verb(Verb(kind: .prune, name: nil)),
      ])
  }
}
