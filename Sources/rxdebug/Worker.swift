// SPDX-License-Identifier: MIT
// `rxdebug worker`: the line protocols, one JSON object in, one out. Without options requests of programs that
// drive the engine; with --check cases for `rxdebug batch`, answered with verdicts.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Glibc
import WorkerPool

struct Worker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Answer match requests, one JSON object per line.")

  @Flag(help: "Each line is a case: answer with a verdict.") var check = false
  @Flag(help: "With --check: compare every step.") var steps = false
  @Option(help: ArgumentHelp("The process that started this worker.", visibility: .private))
  var parent: String?

  func run() throws {
    try WorkerCommand(check: check, steps: steps, parent: parent).run()
  }
}

/// The command, apart from the parsing of its arguments.
struct WorkerCommand {
  var check = false
  var steps = false
  var parent: String?

  func run() throws(Failure) {
    // Limits on itself only where batch started it: somebody else's worker is theirs to limit.
    if let parent {
      guard let parent = Int32(parent), WorkerSelfLimits(parent: parent).apply() else { return }
    }
    var output = Output.standard()
    var reader = CaseFileReader(descriptor: STDIN_FILENO)
    let options = CheckOptions(comparesSteps: steps)
    let clock = ContinuousClock()
    var flushed = clock.now
    while let line = try nextLine(&reader) {
      var writer = JSONWriter()
      if check {
        verdict(on: line, options).write(to: &writer)
      } else {
        reply(to: line).write(to: &writer)
      }
      writer.endLine()
      try output.write(bytes: writer.bytes)
      // Answers may be held back only while the next line is here, and not for long: whoever sent it
      // may be waiting, or counting the time.
      let now = clock.now
      if !check || !reader.hasBufferedLine || now - flushed > .milliseconds(20) {
        try output.flush()
        flushed = now
      }
    }
    try output.flush()
  }

  private func nextLine(
    _ reader: inout CaseFileReader
  ) throws(Failure) -> Result<CaseLine, CaseError>? {
    do throws(CaseFileError) {
      return try reader.nextLine()
    } catch {
      throw .input(error.description)
    }
  }

  private func verdict(
    on line: Result<CaseLine, CaseError>, _ options: CheckOptions
  ) -> CaseVerdict {
    switch line {
    case .success(let line): CaseChecking.check(line: line.bytes, options: options)
    case .failure: CaseVerdict(.invalid, detail: "no case: the line is too long")
    }
  }

  private func reply(to line: Result<CaseLine, CaseError>) -> WorkerResponse {
    guard case .success(let line) = line else { return WorkerResponse(id: "", status: .error) }
    do throws(JSONError) {
      return answer(try WorkerRequest(json: line.bytes))
    } catch {
      var response = WorkerResponse(id: "", status: .error)
      response.error = .init(code: 0, offset: error.offset)
      return response
    }
  }
}
