// SPDX-License-Identifier: MIT
// From lines to commands, and what is said of lines that are none.

import RegexDebugging
import RegexMachine
import Testing

@Suite struct CommandTests {
  static let good: [(String, Command)] = [
    ("step", .step(1)), ("s", .step(1)), ("s 12", .step(12)), ("  st   3 ", .step(3)),
    ("back", .back(1)), ("ba 2", .back(2)), ("rs", .back(1)), ("reverse-step 4", .back(4)),
    ("reverse-st", .back(1)), ("nf", .nextFail), ("next-f", .nextFail), ("pf", .previousFail),
    ("nm", .nextMatch), ("pm", .previousMatch), ("na", .nextAttempt), ("pa", .previousAttempt),
    ("c", .run), ("run", .run), ("r", .run), ("cont", .run), ("rc", .reverseContinue),
    ("goto 7", .goto(.step(7))), ("g #7", .goto(.step(7))), ("goto start", .goto(.start)),
    ("goto end", .goto(.end)), ("goto here", .goto(.mark("here"))), ("mark here", .mark("here")),
    ("search \\d", .search("\\d")), ("sea fail", .search("fail")), ("/\\d  + ", .search("\\d  +")),
    ("/ a b", .search("a b")), (" /(", .search("(")), ("reverse-search x", .reverseSearch("x")),
    ("u pos 3", .until(.position(3))), ("b 5", .setBreak(.offset(5), BreakOptions())),
    ("break 2:13", .setBreak(.lineColumn(line: 2, column: 13), BreakOptions())),
    ("tb pos 0", .setBreak(.position(0), BreakOptions(isTemporary: true))),
    ("b group key", .setBreak(.group("key"), BreakOptions())),
    ("b \\d+", .setBreak(.text("\\d+"), BreakOptions())),
    ("b (?: x", .setBreak(.text("(?: x"), BreakOptions())),
    ("b pos", .setBreak(.text("pos"), BreakOptions())),
    ("d", .delete([])), ("delete 1 2", .delete([1, 2])), ("dis 1", .disable([1])),
    ("en", .enable([])), ("i b", .info(.breaks)), ("info breakpoints", .info(.breaks)),
    ("info ca", .info(.captures)), ("cap", .info(.captures)), ("ch", .info(.choices)),
    ("bt", .frames), ("up", .selectFrame(1)), ("down 2", .selectFrame(-2)), ("n", .next),
    ("rn", .reverseNext), ("fin", .finish), ("rf", .reverseFinish), ("info prof", .info(.profile)),
    ("when set 2", .goto(.setting("2"))), ("where set group key", .goto(.setting("key"))),
    ("watch key", .setBreak(.watch(.group("key")), BreakOptions())),
    ("watch pos", .setBreak(.watch(.position), BreakOptions())),
    ("catch fail", .setBreak(.event(.fail), BreakOptions())), ("ignore 2 10", .ignore(2, 10)),
    (
      "b \\d+ if pos > 10 and group k = \"a \\\"b\" ignore 3",
      .setBreak(
        .text("\\d+"),
        BreakOptions(
          conditions: [
            BreakCondition(.position, .greater, .number(10)),
            BreakCondition(.group("k"), .equal, .text(Array("a \"b".utf8))),
          ], ignore: 3))
    ),
    (
      "catch match if group 1 unset",
      .setBreak(
        .event(.match),
        BreakOptions(conditions: [BreakCondition(.group("1"), .equal, .unset)]))
    ),
    ("b what if", .setBreak(.text("what if"), BreakOptions())),
    ("b x if y", .setBreak(.text("x if y"), BreakOptions())),
    ("info items", .info(.items)), ("info program", .info(.program)), ("w", .why),
    ("why", .why), ("where", .where), ("when", .where), ("l", .list), ("ev", .events),
    ("help", .help(nil)), ("?", .help(nil)), ("h s", .help("step")), ("q", .quit),
  ]

  @Test(arguments: good) func readsLine(_ line: String, _ command: Command) throws {
    let parsed = try Command.parse(line)
    #expect(parsed == command)
  }

  static let bad: [(String, CommandError)] = [
    ("", .empty), ("  \t", .empty), ("zzz", .unknownVerb("zzz", suggestions: [])),
    ("setp", .unknownVerb("setp", suggestions: ["step", "set"])),
    ("braek", .unknownVerb("braek", suggestions: ["break"])),
    (
      "previous",
      .ambiguousVerb(
        "previous",
        candidates: ["previous-fail", "previous-match", "previous-attempt", "previous-search"])
    ),
    ("step x", .badArgument(verb: "step", argument: "x", expected: "a number of steps from 1")),
    ("step 0", .badArgument(verb: "step", argument: "0", expected: "a number of steps from 1")),
    (
      "goto",
      .missingArgument(
        verb: "goto", expected: "a step number, start, end, search N, diff or a mark")
    ),
    (
      "break",
      .missingArgument(verb: "break", expected: "an item, LINE:COL, pos N, line N or group NAME")
    ),
    ("b pos x", .badArgument(verb: "break", argument: "pos x", expected: "pos and an offset")),
    (
      "b a if pos >",
      .badArgument(
        verb: "break", argument: "pos >",
        expected: "if and a condition like pos > 10, attempt = 2, group 1 = \"x\" or group 1 set")
    ),
    (
      "catch x",
      .badArgument(
        verb: "catch", argument: "x",
        expected: "fail, match, backtrack, verb, attempt or limit")
    ),
    (
      "search",
      .missingArgument(
        verb: "search", expected: "a text of the pattern, fail, match, backtrack, verb or attempt")
    ),
    ("watch", .missingArgument(verb: "watch", expected: "a group's number or name, or pos")),
    (
      "ignore 1",
      .badArgument(
        verb: "ignore", argument: "1",
        expected: "a breakpoint's number and how many hits to pass over")
    ),
    (
      "where now",
      .badArgument(verb: "where", argument: "now", expected: "nothing, or set and a group")
    ),
    ("delete x", .badArgument(verb: "delete", argument: "x", expected: "numbers of breakpoints")),
    ("mark", .missingArgument(verb: "mark", expected: "a name")),
    ("list 4", .badArgument(verb: "list", argument: "4", expected: "nothing")),
    ("help zzz", .unknownVerb("zzz", suggestions: [])),
  ]

  @Test(arguments: bad) func refusesLine(_ line: String, _ error: CommandError) {
    #expect(throws: error) { try Command.parse(line) }
    #expect(error.description.hasSuffix(".") || error.description.hasSuffix("?"))
  }

  @Test func everyVerbIsFoundByItsNames() throws {
    for verb in CommandVerb.all {
      for name in [verb.name] + verb.aliases {
        let found = try CommandVerb.find(name)
        #expect(found == verb)
      }
    }
  }
}
