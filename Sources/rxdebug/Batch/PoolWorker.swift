// SPDX-License-Identifier: MIT
// `rxdebug pool-worker`: one of the processes that a batch run starts, for nobody else to use. Each job is the
// line of a case, each answer a verdict.

import ArgumentParser
import CaseChecking
import CaseCorpus
import Glibc
import PCRE2Oracle
import WorkerPool

struct PoolWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pool-worker", abstract: "Serve a batch run.", shouldDisplay: false)

  /// What batch and its workers must agree on.
  static let identity = WorkerIdentity(
    program: "rxdebug \(RXDebug.version)", libraries: "libpcre2 \(OracleLibrary.versionString)")

  func run() throws {
    let status = WorkerServer(identity: Self.identity).run { bytes in
      guard let settings = CheckSettings(bytes: bytes) else { return nil }
      let checker = CaseChecker(options: settings.options)
      let counter = settings.coversPatterns ? CoverageCounter() : nil
      var writer = JSONWriter()
      return { line in
        writer.removeAll()
        checker.check(line: line).write(to: &writer)
        if let counter {
          writer.endLine()
          counter.record(line: line).write(to: &writer)
        }
        return writer.bytes
      }
    }
    guard status == 0 else { throw ExitCode(status) }
  }
}
