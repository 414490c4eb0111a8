// SPDX-License-Identifier: MIT
// `rxdebug corpus stats`: what case files hold, counted.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Reporting

struct CorpusStats: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stats", abstract: "Count what case files hold.")

  @Option(help: "The format of the files, if it cannot be seen.") var from: String?
  @Flag(help: "Write one JSON object.") var json = false
  @Argument(help: "Case files and folders.") var paths: [String]

  func run() throws {
    var statistics = CorpusStatistics()
    let format = try CorpusFiles.format(from, option: "--from")
    for file in try CasePaths.expand(paths) {
      try CorpusFiles.read(file, format: format) { (item, _) throws(Failure) in
        statistics.add(item)
      }
    }
    var output = Output.standard()
    if json {
      var writer = JSONWriter()
      statistics.write(to: &writer)
      writer.endLine()
      try output.write(bytes: writer.bytes)
    } else {
      try output.write(statistics.text)
    }
    try output.flush()
  }
}
