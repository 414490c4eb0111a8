// SPDX-License-Identifier: MIT
// What is searched for before an attempt is made, and which instructions an optimisation leaves: patterns where each
// applies, and beside them patterns where it must not.

import RegexProgram
import RegexSyntax
import Testing

@Suite struct StartPlanTests {
  private func compile(
    _ pattern: String, _ options: CompileOptions = [], _ optimizations: Optimizations = .all
  ) throws -> Program {
    let options = PatternOptions(compile: options)
    return try compileFast(
      try parsePattern(Array(pattern.utf8), options: options), optimizations: optimizations)
  }

  /// A plan in a line: what is searched for and how far behind the start, the least length, the bytes required.
  private func words(_ plan: StartPlan) -> String {
    func text(_ byte: UInt8, _ fold: UInt8 = 0) -> String {
      String(decoding: [byte], as: UTF8.self) + (fold == 0 ? "" : "~")
    }
    var words =
      switch plan.search {
      case .none: "all"
      case .lineStart: "line"
      case .set: "set"
      case .byte(let byte): text(byte)
      case .either(let one, let other): text(one) + "|" + text(other)
      case .ranges(let list): "\(list.count) ranges"
      case .buckets(_, _, let distance): "buckets +\(distance)"
      case .pairs(let pairs, let distance, let isRare):
        pairs.map { text($0.first, $0.firstFold) + text($0.second, $0.secondFold) }
          .joined(separator: " ") + " +\(distance)" + (isRare ? " rare" : "")
      }
    if plan.offset != 0 { words += " at \(plan.offset)" }
    words += ", length \(plan.minimumLength)"
    if let required = plan.required {
      words += ", requires \(text(required.byte)) from \(required.leastDistance) on"
    }
    let others = plan.alsoRequired.map { text($0) }.joined()
    return words + (others.isEmpty ? "" : ", also \(others)")
  }

  nonisolated static let plans: [(String, CompileOptions, String)] = [
    ("Sherlock Holmes", [], "SH +9 rare, length 15"),
    ("(?i)sherlock", [], "c~k~ +1 at 6, length 8"),
    ("[a-z]shing", [], "hg +3 at 2, length 6"),
    ("Tom|Finn|Huck", [], "Fn Hc Tm +2, length 3"),
    ("Zoo|Yak|Xylo|Wolf|Vole|Uma|Tom|Sid|Rex", [], "buckets +2, length 3"),
    ("foo|foobar", [], "fo +1, length 3, also f"),
    ("(?<=id=)\\d+", [], "d= +1 at -2, length 1"),
    ("(?m)^\\w+", [], "line, length 1"),
    ("a", [], "a, length 1"), ("[ab]", [], "a|b, length 1"),
    ("\\d+-\\d+", [], "1 ranges, length 3, requires - from 1 on"),
    ("\\w+@\\w+", [], "set, length 3, requires @ from 1 on"),
    ("x.*y", [], "x, length 2, also y"),
    ("(?:ab){2}", [], "bb +2 at 1, length 4"),
    // What may match nothing is tried everywhere.
    ("a*", [], "all, length 0"), ("a|", [], "all, length 0"), ("(?:ab)?", [], "all, length 0"),
    // What a lookahead sees is not part of the match.
    ("a(?=bc)d", [], "ad +1, length 2"), ("(?!a)b", [], "b, length 1"),
    // An attempt that comes to a verb counts: nothing behind one is asked for.
    ("ab(*SKIP)c", [], "ab +1, length 0"), ("(*COMMIT)ab", [], "all, length 0"),
    // A part of a character is no place to begin, and a split one no literal.
    ("é+x", .utf, "\u{FFFD}, length 2, also x"), ("x\\Cy", .utf, "all, length 0"),
  ]

  @Test(arguments: plans) func plan(
    _ pattern: String, _ options: CompileOptions, _ expected: String
  ) throws {
    let plan = try #require(try compile(pattern, options).start)
    #expect(words(plan) == expected)
    let plain = try #require(try compile(pattern, options, []).start)
    #expect(words(plain) == "all, length 0")
  }

  /// The repeat that begins every match is marked.
  nonisolated static let leading: [(String, Bool)] = [
    ("\\w+@", true), ("(\\w+)\\d", true), ("\\b\\w+\\d", true), ("\\d{3,}-", true),
    ("\\w{3,9}@", false), ("\\w+?@", false), ("a\\w+@", false), ("\\w+@|x", false),
    ("(?:\\w+@)+", false), ("(\\w+)@\\1", false), ("\\w+(?R)?@", false), ("\\w+(*PRUNE)@", false),
    ("\\X+a", false), ("\\R+a", false), ("(?=\\w+)a", false), ("(\\w+)(?(1)a|b)", false),
  ]

  @Test(arguments: leading) func leadingRun(_ pattern: String, _ isMarked: Bool) throws {
    for optimizations in [Optimizations.all, .leadingRun] {
      let code = try compile(pattern, [], optimizations).code
      let marked = code.contains {
        $0.operation.isRun && $0.flags & RunFlags.leading != 0
      }
      #expect(marked == isMarked)
    }
    let code = try compile(pattern, [], .all.subtracting(.leadingRun)).code
    #expect(!code.contains { $0.operation.isRun && $0.flags & RunFlags.leading != 0 })
  }

  /// An optimisation, a pattern, the operation that it brings, and whether it does so there.
  nonisolated static let operations: [(String, Optimizations, Operation, Bool)] = [
    ("a+b", .autoPossession, .repeatPossessive, true),
    ("a+a", .autoPossession, .repeatPossessive, false),
    ("\\w+\\b", .autoPossession, .repeatPossessive, true),
    ("\\w+\\B", .autoPossession, .repeatPossessive, false),
    ("(?>a+)b", .autoPossession, .repeatPossessive, true),
    ("(?>a+a)b", .autoPossession, .repeatPossessive, false),
    ("(?:a+|b)+a", .autoPossession, .repeatPossessive, false),
    ("\\R+\\n", .autoPossession, .repeatPossessive, false),
    ("\\w+x", .unitRuns, .giveSet, true), (".*x", .unitRuns, .giveNot, true),
    ("(?s).*x", .unitRuns, .giveAny, true), ("[a-z]*?x", .unitRuns, .lazySet, true),
    ("\\X+x", .unitRuns, .giveSet, false), ("(?:ab)+x", .unitRuns, .giveSet, false),
    ("a|b", .branchGuards, .splitGuarded, true), ("(?s).|.b", .branchGuards, .dispatch, false),
    ("ab|cd|ef|gh", .branchGuards, .dispatch, true), ("ab|cd|ef", .branchGuards, .dispatch, false),
    ("(?!ab)c", .branchGuards, .lookNotGuarded, true),
    ("a(?=b)", .byteTests, .aheadSet, true), ("(?<=a)b", .byteTests, .behindSet, true),
    ("a(?=bc)", .byteTests, .aheadSet, false), ("(?<=ab)c", .byteTests, .behindSet, false),
    ("a(?=(b))", .byteTests, .aheadSet, false), ("\\ba", .byteTests, .wordEdge, true),
    ("abc", .literalStrings, .string, true), ("(?i)abc", .literalStrings, .stringEither, true),
    ("ab?", .literalStrings, .string, false), ("a(b)", .literalStrings, .string, false),
    ("(?:ab){2}", .unrolling, .counterLoop, false),
    ("(?:ab){2,900}", .unrolling, .counterLoop, true),
  ]

  @Test(arguments: operations) func operation(
    _ pattern: String, _ optimization: Optimizations, _ operation: Operation, _ isThere: Bool
  ) throws {
    let code = try compile(pattern, [], optimization).code
    #expect(
      code.contains { $0.operation == operation } == isThere,
      "\(code.map { "\($0.operation)" }.joined(separator: " "))")
  }

  @Test func commonBeginnings() throws {
    func literals(_ pattern: String, _ optimizations: Optimizations) throws -> Int {
      try compile(pattern, [], optimizations).code.count { $0.operation == .byte }
    }
    #expect(try literals("food|fool", .commonPrefixes) == 5)
    #expect(try literals("food|fool", []) == 8)
    // Between them stands one that begins in the same way in another case, or with no literal.
    #expect(try literals("fa|.x|fb", .commonPrefixes) == 5)
    #expect(try literals("fa(*THEN)|fb", .commonPrefixes) == 4)
  }
}

extension Operation {
  /// Whether it is a repeat of one unit.
  fileprivate var isRun: Bool {
    switch self {
    case .repeatGreedy, .repeatPossessive, .takeSet, .takeNot, .takeAny, .giveSet, .giveNot,
      .giveAny:
      true
    default: false
    }
  }
}
