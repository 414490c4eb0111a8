// SPDX-License-Identifier: MIT
// `rxdebug worker`: a line protocol for programs that drive the engine, one JSON object in, one out.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Glibc

struct Worker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "worker",
    abstract: "Answer match requests, one JSON object per line.")

  func run() throws { try WorkerCommand().run() }
}

/// The command, apart from the parsing of its arguments.
struct WorkerCommand {
  func run() throws(Failure) {
    var output = Output.standard()
    var reader = CaseFileReader(descriptor: STDIN_FILENO)
    let answerer = RequestAnswerer()
    var writer = JSONWriter()
    while let line = try nextLine(&reader) {
      writer.removeAll()
      reply(to: line, answerer).write(to: &writer)
      writer.endLine()
      try output.write(bytes: writer.bytes)
      // Whoever sent the line may be waiting for the answer; not so who has sent the next one.
      if !reader.hasBufferedLine { try output.flush() }
    }
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

  private func reply(
    to line: Result<CaseLine, CaseError>, _ answerer: RequestAnswerer
  ) -> WorkerResponse {
    guard case .success(let line) = line else { return WorkerResponse(id: "", status: .error) }
    do throws(JSONError) {
      return answerer.answer(try WorkerRequest(json: line.bytes))
    } catch {
      var response = WorkerResponse(id: "", status: .error)
      response.error = .init(code: 0, offset: error.offset)
      return response
    }
  }
}
