// SPDX-License-Identifier: MIT
// `rxdebug worker`: the line protocol, one JSON object in, one out, flushed.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Glibc

struct Worker: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Answer match requests, one JSON object per line.",
    discussion: """
      Reads requests from standard input and answers each with one line on standard output: the \
      protocol by which batch and other programs drive the engine. See rxdebug(1), WORKER PROTOCOL.
      """)

  func run() throws {
    var output = Output.standard()
    var reader = CaseFileReader(descriptor: STDIN_FILENO)
    while let line = try nextLine(&reader) {
      var writer = JSONWriter()
      switch line {
      case .success(let line): reply(to: line.bytes).write(to: &writer)
      case .failure: WorkerResponse(id: "", status: .error).write(to: &writer)
      }
      try output.write(bytes: writer.bytes + [0x0A])
      try output.flush()
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

  private func reply(to line: [UInt8]) -> WorkerResponse {
    do throws(JSONError) {
      return answer(try WorkerRequest(json: line))
    } catch {
      var response = WorkerResponse(id: "", status: .error)
      response.error = .init(code: 0, offset: error.offset)
      return response
    }
  }
}
