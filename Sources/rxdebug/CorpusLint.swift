// SPDX-License-Identifier: MIT
// `rxdebug corpus lint`: what is wrong with cases before any is run, each with file, line and column.

import ArgumentParser
import CaseChecking
import CaseCorpus
import SourceText

struct CorpusLint: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Name what is wrong with cases.")

  @Option(help: "The format of the files, if it cannot be seen.") var from: String?
  @Option(help: "A rule whose findings do not count.") var allow: [String] = []
  @Flag(help: "Write JSON Lines.") var json = false
  @Argument(help: "Case files and folders.") var paths: [String]

  func run() throws {
    let allowed = try Set(
      allow.map { (name) throws(Failure) in
        guard let rule = CaseFinding.Rule(rawValue: name) else {
          let rules = CaseFinding.Rule.allCases.map(\.rawValue).joined(separator: ", ")
          throw .input("--allow: no rule \(RawArguments.display(name)): one of \(rules)")
        }
        return rule
      })
    var output = Output.standard()
    var (findings, cases) = (0, 0)
    let format = try CorpusFiles.format(from, option: "--from")
    for file in try CasePaths.expand(paths) {
      var linter = CaseLinter()
      try CorpusFiles.read(file, format: format) { (item, name) throws(Failure) in
        if case .found = item { cases += 1 }
        for finding in linter.check(item) where !allowed.contains(finding.rule) {
          findings += 1
          try output.write(bytes: json ? Self.json(finding, name) : Self.text(finding, name))
        }
      }
    }
    if !json {
      let count = findings == 0 ? "nothing" : "\(findings)"
      try output.line("\(cases) cases, \(count) wrong")
    }
    try output.flush()
    if findings > 0 { throw Failure.negative }
  }

  private static func text(_ finding: CaseFinding, _ name: String) -> [UInt8] {
    let column = finding.column.map { ":\($0)" } ?? ""
    let words = Escaping().display(Array(finding.words.utf8))
    return Array(
      "\(name):\(finding.line)\(column): \(finding.rule.rawValue): \(words)\n".utf8)
  }

  private static func json(_ finding: CaseFinding, _ name: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("file")
      writer.string(name)
      writer.name("line")
      writer.integer(finding.line)
      if let column = finding.column {
        writer.name("column")
        writer.integer(column)
      }
      writer.name("rule")
      writer.string(finding.rule.rawValue)
      writer.name("text")
      writer.string(finding.words)
    }
    writer.endLine()
    return writer.bytes
  }
}
