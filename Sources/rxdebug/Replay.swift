// SPDX-License-Identifier: MIT
// `rxdebug replay`: carries out saved sessions again and says whether every answer is still the same, byte for byte.

import ArgumentParser
import Reporting
import SourceText

struct Replay: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Carry out saved sessions again, and compare the answers.")

  @Flag(help: "Write the answers of now into the files.") var update = false
  @Argument(help: "Files written by save.") var files: [String]

  func run() throws {
    var output = Output.standard()
    var differing = 0
    for file in files {
      let old = String(decoding: try InputText.file(file), as: UTF8.self)
      let transcripts: [Transcript]
      do throws(TranscriptError) {
        transcripts = try Transcript.parse(old)
      } catch {
        throw Failure.input("\(RawArguments.display(file)): \(error)")
      }
      guard !transcripts.isEmpty else {
        throw Failure.input(
          "\(RawArguments.display(file)): there is no session in it: see save in rxdebug-step(1)")
      }
      let new = Transcript.replay(transcripts)
      // Strings are equal where their characters are; here every byte counts.
      guard !new.utf8.elementsEqual(old.utf8) else { continue }
      differing += 1
      if update {
        var target = try Output.file(file)
        try target.write(new)
        try target.close()
      }
      try output.line(difference(old, new, RawArguments.display(file)))
    }
    let count = "\(files.count) file\(files.count == 1 ? "" : "s")"
    let what = update ? "updated" : "different"
    try output.line(
      differing == 0 ? "\(count) replayed, all the same" : "\(count) replayed, \(differing) \(what)"
    )
    try output.flush()
    if differing > 0 && !update { throw Failure.negative }
  }

  /// The first line that is another one.
  private func difference(_ old: String, _ new: String, _ name: String) -> String {
    let expected = Array(old.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    let found = Array(new.utf8).split(separator: 0x0A, omittingEmptySubsequences: false)
    let index =
      zip(expected, found).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(expected.count, found.count)
    func line(_ lines: [ArraySlice<UInt8>]) -> String {
      index < lines.count ? Escaping().display(Array(lines[index])) : "(the end)"
    }
    return "\(name):\(index + 1)\n  expected: \(line(expected))\n  found:    \(line(found))"
  }
}
