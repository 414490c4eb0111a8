// SPDX-License-Identifier: MIT
// One Finder over many subjects with different options, in random order, finds what fresh searches of the traced
// program find: nothing is left over from one search to the next. And stacks that grow in every kind of loop.

import RegexMachine
import RegexProgram
import RegexSyntax
import Testing

/// A pattern, its options and what is searched.
struct FinderCase: Sendable, CustomTestStringConvertible {
  var pattern: String
  var options: CompileOptions = []
  var subjects: [[UInt8]]

  init(
    _ pattern: String, _ options: CompileOptions = [], _ subjects: [String] = [],
    bytes: [[UInt8]] = []
  ) {
    self.pattern = pattern
    self.options = options
    self.subjects = subjects.map { Array($0.utf8) } + bytes
  }

  var testDescription: String { pattern }

  func tree() throws -> Tree {
    try parsePattern(Array(pattern.utf8), options: PatternOptions(compile: options))
  }
}

/// What a search for all matches gives.
private struct AllMatches: Hashable {
  var captures: [[CaptureRange?]] = []
  var outcome: Outcome?
  var error: Int?
}

@Suite struct FinderTests {
  nonisolated static let cases: [FinderCase] = [
    // Empty matches, and what follows them.
    FinderCase("", [], ["", "ab", "abc"]), FinderCase("a*", [], ["", "baac", "aa", "xyz"]),
    FinderCase("a*?", [], ["aab", ""]), FinderCase("(?=(a))|b", [], ["aab", "bb", ""]),
    FinderCase("$", .multiline, ["a\nb\n", "\n\n", ""]),
    FinderCase("^", .multiline, ["a\nb\n", "\n\n", ""]),
    FinderCase("\\b", [], ["ab cd", "  ", "x"]), FinderCase("(a)|(b)|", [], ["ab-ba", "", "c"]),
    // Where a match begins is not where its search begins.
    FinderCase("a\\Kb", [], ["ababab", "ab", "b"]),
    FinderCase("(?=ab\\K)", .extraAllowLookaroundBSK, ["abab", "b"]),
    FinderCase("(?<=a)\\K|b", [], ["aab", "b"]), FinderCase("\\Ga", [], ["aaab", "baa", "a"]),
    FinderCase("\\G(?:a|(b))", [], ["abac", "cab"]),
    FinderCase("(?<=\\Ga)b|a", [], ["abab", "aab"]),
    FinderCase("(?<=a)b", [], ["abb", "b", "aab ab"]),
    FinderCase("(?<!a)b", [], ["abb", "b", "ab"]),
    FinderCase("(?<=id=)\\d+", [], ["id=12 id=3", "12", "xid=4"]),
    // Required bytes, leading runs, pairs: what was found out about a subject.
    FinderCase("\\w+@\\w+", [], ["a b@c", "no", "x@y z@w", "@", "aaa"]),
    FinderCase("[a-z]+\\d*;", [], ["ab1;c;d", "abc", ";", "1;x;"]),
    FinderCase("foo|bar|baz", [], ["a bar foo", "fo", "baz", "bazbar"]),
    FinderCase("Sherlock Holmes", [], ["Sherlock Holmes, Sherlock Holme", "Holmes"]),
    FinderCase("(?i)sherlock", [], ["SHERLOCK sherLock", "sherloc"]),
    FinderCase("x.*y.*z", [], ["x y z x y", "xyz", "zyx"]),
    // State in registers: counters, marks, verbs, calls, conditions.
    FinderCase("(?:ab){2,3}c", [], ["ababc abababababc", "abc"]),
    FinderCase("(a|b){1,2}?c", [], ["abcbc", "aac", "c"]),
    FinderCase("(?:(a)|b)*c", [], ["abbc bc", "ab", "c"]),
    FinderCase("a(*SKIP)b|c", [], ["aabac", "ac", "c"]),
    FinderCase("a(*MARK:m)b|(*COMMIT)c", [], ["acb", "ab", "xab"]),
    FinderCase("(a(?1)?b)", [], ["aabb ab", "b"]),
    FinderCase("(a)?(?(1)b|c)", [], ["ab c ac", "b", ""]),
    FinderCase("(\\w)\\1", [], ["aabb", "ab", "abba"]),
    // UTF.
    FinderCase("é+", .utf, ["aéébé", "e", "éa"]), FinderCase(".", .utf, ["aé€😀", ""]),
    FinderCase("[à-ü]", .utf, ["äöx", "x", "ü"]), FinderCase("\\X", .utf, ["e\u{301}a", "a"]),
    FinderCase("", .utf, ["é€", ""]), FinderCase("(?<=é)x?", .utf, ["éxé", "x"]),
    FinderCase(
      "a.|.b", [.utf, .matchInvalidUTF],
      bytes: [[0x61, 0xFF, 0x61, 0x62], [0x61, 0xC3, 0xA9, 0x80, 0x63, 0x62], [0x80], []]),
    FinderCase(
      "(?<=a)b|^", [.utf, .matchInvalidUTF, .multiline],
      bytes: [[0xFF, 0x61, 0x62, 0xC3], [0x0A, 0x61, 0xFF, 0x62, 0x0A, 0x61]]),
    // Not valid: the search is refused, and the next one must not notice.
    FinderCase("a|\\xFF", .utf, bytes: [[0x61, 0xFF], [0x61, 0x61], [0xC3], [0x80, 0x61]]),
    FinderCase("a|b", .useOffsetLimit, ["xxaxb", "b", ""]),
  ]

  /// Options that are valid for any subject of `count` bytes, but for a start within a character.
  private func options(
    _ count: Int, _ item: FinderCase, _ random: inout SeededNumbers
  ) -> MatchOptions {
    let flags: [MatchFlags] = [
      [], [], [], .anchored, .endAnchored, .notBOL, .notEOL, .notEmpty, .notEmptyAtStart,
      [.anchored, .notEmpty],
    ]
    var options = MatchOptions(flags: flags[Int(random.next() % UInt64(flags.count))])
    if random.next() % 3 == 0 { options.startOffset = Int(random.next() % UInt64(count + 1)) }
    if item.options.contains(.useOffsetLimit), random.next() % 2 == 0 {
      options.offsetLimit = Int(random.next() % UInt64(count + 1))
    }
    return options
  }

  @Test(arguments: cases) func leavesNothingBehind(_ item: FinderCase) throws {
    let seed: UInt64 = 20_261_123
    var random = SeededNumbers(state: seed)
    let tree = try item.tree()
    let traced = try compileTraced(tree)
    for optimizations in [Optimizations.all, []] {
      var finder = Finder(try compileFast(tree, optimizations: optimizations))
      var tracedFinder = Finder(traced)
      for round in 0..<60 {
        let subject = item.subjects[Int(random.next() % UInt64(item.subjects.count))]
        var options = options(subject.count, item, &random)
        // Now and then a search that ends early in whatever state it is.
        if random.next() % 4 == 0 {
          options.limits.steps = 1 + random.next() % 3
          _ = find(&finder, subject, options)
          _ = find(&tracedFinder, subject, options)
          options.limits = MatchLimits()
        }
        if random.next() % 4 == 0 {
          _ = find(&finder, subject, options, atMost: 1)
          _ = find(&tracedFinder, subject, options, atMost: 1)
        }
        let expected = oneByOne(traced, subject, options)
        let remark: Comment = "seed \(seed), round \(round): \(subject), \(options)"
        #expect(find(&finder, subject, options) == expected, remark)
        #expect(find(&tracedFinder, subject, options) == expected, remark)
      }
    }
  }

  private func find(
    _ finder: inout Finder, _ subject: [UInt8], _ options: MatchOptions, atMost most: Int = .max
  ) -> AllMatches {
    var all = AllMatches()
    do throws(SubjectError) {
      all.outcome = try finder.forEachMatch(in: subject, options: options) {
        all.captures.append($0.captures)
        return all.captures.count < most
      }.outcome
    } catch {
      all.error = error.code
    }
    return all
  }

  /// The same by a machine for each search.
  private func oneByOne(
    _ program: Program, _ subject: [UInt8], _ options: MatchOptions
  ) -> AllMatches {
    var all = AllMatches()
    var sequence = MatchSequence(rule: .findAll, startOffset: options.startOffset)
    do throws(SubjectError) {
      while true {
        var machine = try Machine(
          program: program, subject: subject, options: sequence.options(options))
        machine.run()
        let captures = machine.outcome == .match ? machine.captures : []
        switch sequence.advance(after: machine) {
        case .match(let isLast):
          all.captures.append(captures)
          if isLast {
            all.outcome = .noMatch
            return all
          }
        case .again: continue
        case .over, .refused:
          all.outcome = .noMatch
          return all
        }
      }
    } catch {
      all.error = error.code
      return all
    }
  }

  // MARK: Limits

  @Test func limitsAreMet() throws {
    let tree = try FinderCase("(?:a|aa)+$", []).tree()
    var finder = Finder(try compileFast(tree))
    let subject = [UInt8](repeating: 0x61, count: 40) + [0x62]
    var options = MatchOptions()
    options.limits.steps = 1000
    #expect(find(&finder, subject, options).outcome == .limit(.steps))
    #expect(find(&finder, Array("aaa".utf8), MatchOptions()).captures.count == 1)
    options.limits = MatchLimits(stackBytes: 4096)
    let long = [UInt8](repeating: 0x61, count: 20_000)
    #expect(find(&finder, long, options).outcome == .limit(.memory))
    #expect(find(&finder, long, MatchOptions()).captures.count == 1)
  }

  @Test func endsWhenToldTo() throws {
    var finder = Finder(try compileFast(try FinderCase("a", []).tree()))
    let subject = Array("aaaa".utf8)
    #expect(find(&finder, subject, MatchOptions(), atMost: 2).captures.count == 2)
    #expect(find(&finder, subject, MatchOptions()).captures.count == 4)
  }

  // MARK: Stacks that grow

  /// Every kind of loop, with choices or trail left by each round.
  nonisolated static let loops: [String] = [
    "^(?:(a)|b)*c", "^(?:(a)|b)*?c", "^(?:(a)|b)+c", "^(?:(a)|b)+?c", "^(?:a|(b))*+c",
    "^(?:(a)|b){2,}c", "^(?:(a)|b){2,}?c", "^(?:(?:(a)|b){2,500})*c", "^(?:(?:(a)|b){2,500}?)*?c",
    "^(?>(a)|b)*c", "^(?:(?=(a))a|b)*c", "^(?:(?!c)(a|b))*c", "^(?:(?<=(a)|^)a|b|a)*c",
    "^(?:a|b|(?:ab)?)*c", "^(?:a*b?)*c", "^(?:a??b??)*?c", "^(?:a?+b*+)*+c", "^(?:[ab]{1,2})*c",
    "^(?:(a)\\1?|b)*c", "^(?:(a|b)|x)*c", "^((a)|b|(?1)x)*c", "^(?:(?(1)(b)|a)|(a)|b)*c",
    "^(a(?1)?|b)*c", "^(?:(a)(*MARK:m)|b)*c", "^(?:a(*THEN)|b)*c", "^(?:a(*PRUNE)|b)*c",
    "^(?:[a]|b|[ab]x|bx|ax)*c", "^(?:(?:(?:a|b)*x)?(a|b))*c", "^(?|(a)|(b))*c", "^(.)*c", "^(.)*?c",
    "^(?:(a)|b)*(?:c|d)$", "^(?:a\\Kb?|b)*c", "^(a|b)*(?=c)", "^[ab]*?c", "^(?s:.)*+c|^.+c",
  ]

  @Test(arguments: loops) func stackGrows(_ pattern: String) throws {
    let tree = try FinderCase(pattern, []).tree()
    let traced = try compileTraced(tree)
    let pairs = (0..<4000).flatMap { _ in Array("ab".utf8) }
    let subjects = [pairs + [0x63], pairs, [UInt8](repeating: 0x61, count: 8000) + [0x63]]
    let limits = MatchLimits(steps: 2_000_000, stackBytes: 64 << 20)
    for optimizations in [Optimizations.all, []] {
      let fast = try compileFast(tree, optimizations: optimizations)
      for subject in subjects {
        var expected = try Machine(
          program: traced, subject: subject, options: MatchOptions(limits: limits))
        expected.run()
        if case .limit = expected.outcome { continue }
        var machine = try Machine(
          program: fast, subject: subject, options: MatchOptions(limits: limits))
        machine.run()
        #expect(machine.outcome == expected.outcome)
        #expect(machine.mark == expected.mark)
        if expected.outcome == .match { #expect(machine.captures == expected.captures) }
      }
    }
  }
}

/// A generator that a seed determines (xorshift).
struct SeededNumbers {
  var state: UInt64

  mutating func next() -> UInt64 {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return state
  }
}
