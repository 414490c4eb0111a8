// SPDX-License-Identifier: MIT
// `rxdebug corpus format`: NDJSON in its one form: fields in order, defaults left out, ASCII.

import ArgumentParser
import CaseCorpus
import Glibc

struct CorpusFormat: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "format", abstract: "Write NDJSON in its one form.")

  @Flag(help: "Only name the lines that are written otherwise.") var check = false
  @Flag(name: .shortAndLong, help: "Write into the files.") var inPlace = false
  @Argument(help: "Case files and folders.") var paths: [String]

  func run() throws {
    guard !(check && inPlace) else {
      throw Failure.input("--check writes nothing: leave out --in-place")
    }
    let files = try CasePaths.expand(paths)
    var run = FormatRun(isCheck: check)
    for file in files {
      if inPlace { try run.replace(file) } else { try run.format(file) }
    }
    try run.finish()
  }
}

/// Formats files, to standard output or each into itself.
private struct FormatRun {
  let isCheck: Bool
  private var output = Output.standard()
  private var (different, hasFault) = (0, false)

  init(isCheck: Bool) { self.isCheck = isCheck }

  mutating func format(_ file: String) throws(Failure) {
    var lines = output
    try write(file, to: &lines)
    output = lines
  }

  /// Writes a file anew, if all of it is well.
  mutating func replace(_ file: String) throws(Failure) {
    guard file != "-", !file.hasSuffix(".gz") else {
      throw .input("\(RawArguments.display(file)): --in-place writes into plain files only")
    }
    var lines = try Output.file(file)
    let hadFault = hasFault
    hasFault = false
    try write(file, to: &lines)
    // A file with a fault stays as it is.
    if hasFault { lines.discard() } else { try lines.close() }
    hasFault = hasFault || hadFault
  }

  private mutating func write(_ file: String, to lines: inout Output) throws(Failure) {
    try CorpusFiles.read(file, format: .ndjson) { (item, name) throws(Failure) in
      guard case .found(let placed) = item else { return fault(item, name) }
      let given: Case
      do throws(CaseError) { given = try placed.decoded() } catch {
        return fault(.fault(error), name)
      }
      let formatted = PlacedCase(line: placed.line, content: .parsed(given)).json
      if !isCheck {
        try lines.write(bytes: formatted + [0x0a])
      } else if formatted != placed.json {
        different += 1
        try lines.line("\(name):\(placed.line): not in its one form")
      }
    }
  }

  private mutating func fault(_ item: CaseItem, _ name: String) {
    guard case .fault(let error) = item else { return }
    hasFault = true
    complain("rxdebug: \(name):\(error.place): \(shown(error.reason.description))")
  }

  mutating func finish() throws(Failure) {
    try output.flush()
    if hasFault { throw .inputTold }
    if different > 0 { throw .negative }
  }
}
