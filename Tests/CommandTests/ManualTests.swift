// SPDX-License-Identifier: MIT
// The manual pages leave nothing out: options that help names, verbs of the debugger, names in JSON; and comments
// name tests that are there.

import CaseCorpus
import TestThreads
import Testing

@Suite @CommandLineTests struct ManualTests {
  nonisolated static let commands = [
    "match", "substitute", "trace", "step", "diff", "replay", "batch", "report", "coverage",
    "corpus", "bench-pool",
  ]

  private static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  /// The source of a page.
  private static func page(_ name: String) -> String {
    String(decoding: read("\(root)/man/\(name)"), as: UTF8.self)
  }

  @Test(arguments: commands) func optionsAreDescribed(_ command: String) throws {
    let text = Self.page("rxdebug-\(command).1") + Self.page("rxdebug.1")
    let options = Self.options(in: try run([command, "--help"]).text)
    #expect(!options.isEmpty)
    for option in options {
      let isDescribed = text.contains("Fl -\(option)")
      #expect(isDescribed, "\(command) --\(option)")
    }
  }

  /// The options at the beginning of lines, without their dashes.
  private static func options(in help: String) -> Set<Substring> {
    var options: Set<Substring> = []
    for line in help.split(separator: "\n") {
      let text = line.drop { $0 == " " }
      guard text.hasPrefix("-") else { continue }
      // Two blanks end the names.
      let words = text.split(separator: " ", omittingEmptySubsequences: false)
      for word in words.prefix(while: { !$0.isEmpty }) where word.hasPrefix("--") {
        options.insert(word.dropFirst(2).prefix { $0 != "," && $0 != "[" })
      }
    }
    return options
  }

  @Test func verbsAreDescribed() throws {
    let text = Self.page("rxdebug-step.1")
    let help = try run(["step", "--json", "--batch", "--ex", "help", "a", "a"])
    let last = help.output.split(separator: 0x0A).last ?? []
    let answer = try JSONValue(parsing: Array(last))
    guard case .array(let verbs)? = answer["verbs"] else {
      Issue.record("no verbs in \(help.text)")
      return
    }
    #expect(verbs.count > 40)
    for case .string(let verb) in verbs {
      let isDescribed = text.contains(".It Ic \(verb)\n") || text.contains(".It Ic \(verb) ")
      #expect(isDescribed, "\(verb)")
    }
  }

  @Test func namesInJSONAreDescribed() throws {
    let page = Self.page("rxdebug-json.5")
    let known = Set(page.split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    let runs = [
      ["match", "--json", "--limits", "--why", "(?<n>a)(*MARK:m)b", "ac"],
      ["match", "--json", "a", "xa"],
      ["trace", "--json", "(a|b)+?(?=c)", "abc"],
      ["trace", "--json", "--fold", "(?:ab)+c", "abababababac"],
      ["trace", "--json", "--events", "(?>(a)|b(*THEN)){2,}(?1)?", "abc"],
      ["substitute", "--json", "--all", "a", "b", "xaa"],
      ["diff", "--json", "(a)b+c", "(a)b*c", "xabbd"],
      ["report", "json", "\(Self.root)/fixtures/reports/planted.jsonl"],
      [
        "step", "--json", "--batch", "--all", "--replace", "<$1>", "--ex", "json where",
        "--ex", "break a", "--ex", "continue", "--ex", "bt", "--ex", "info program",
        "--ex", "info items", "--ex", "choices", "--ex", "captures", "--ex", "info profile",
        "--ex", "ahead", "--ex", "goto end", "--ex", "history 1", "--ex", "why",
        "--ex", "suggest", "--ex", "matches",
        "--ex", "replacement", "--ex", "set option i", "--ex", "diff", "--ex", "show options",
        "(a)b", "xac",
      ],
    ]
    var names: Set<String> = []
    for arguments in runs {
      let run = try run(arguments)
      #expect(run.errorText == "", "\(arguments)")
      for line in run.output.split(separator: 0x0A) {
        Self.collect(try JSONValue(parsing: Array(line)), &names)
      }
    }
    #expect(names.count > 90)
    #expect(names.subtracting(known).sorted() == [])
  }

  /// Comments say where something is tested: "Tested in RegexDebuggingTests/MissTests.swift".
  @Test func commentsNameTestsThatExist() throws {
    let missing = try shell(
      """
      cd '\(Self.root)' && grep -rhoE '[A-Za-z0-9]+Tests\\.swift' Sources Tests Benchmarks | sort -u |
      while read -r name; do
        test -n "$(find Tests -name "$name")" || echo "$name"
      done
      """)
    #expect(missing.status == 0)
    #expect(missing.text == "")
  }

  /// The names of an object and of all that it holds.
  private static func collect(_ value: JSONValue, _ names: inout Set<String>) {
    switch value {
    case .object(let members):
      for member in members {
        names.insert(member.name)
        collect(member.value, &names)
      }
    case .array(let values): for value in values { collect(value, &names) }
    default: break
    }
  }
}
