// SPDX-License-Identifier: MIT
// `rxdebug bench-pool-loop`: cases from standard input checked by one process, one after another, as a worker of a
// batch run checks them. What a batch run costs more than this is what its pool costs (Benchmarks/pool/run.py).

import ArgumentParser
import CaseChecking
import CaseCorpus
import Glibc

struct BenchLoop: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-pool-loop", abstract: "Check cases without a pool.", shouldDisplay: false)

  @Option(help: ArgumentHelp("rxdebug, pcre2 or both.", valueName: "which")) var engine = "both"

  func run() throws {
    guard let engines = Engines(rawValue: engine) else {
      throw Failure.input(
        "--engine takes rxdebug, pcre2 or both, not \(RawArguments.display(engine))")
    }
    var options = CheckOptions()
    options.engines = engines
    let checker = CaseChecker(options: options)
    var output = Output.standard()
    var reader = CaseFileReader(descriptor: STDIN_FILENO)
    var writer = JSONWriter()
    while let line = try nextLine(&reader) {
      writer.removeAll()
      checker.check(line: line).write(to: &writer)
      writer.endLine()
      try output.write(bytes: writer.bytes)
    }
    try output.flush()
  }

  /// The next line; nil at the end of the input.
  private func nextLine(_ reader: inout CaseFileReader) throws(Failure) -> [UInt8]? {
    let line: Result<CaseLine, CaseError>?
    do throws(CaseFileError) { line = try reader.nextLine() } catch { throw .input("\(error)") }
    switch line {
    case .success(let line): return line.bytes
    case .failure(let error): throw .input("standard input: \(error)")
    case nil: return nil
    }
  }
}
