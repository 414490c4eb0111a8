// SPDX-License-Identifier: MIT
// `rxdebug pool-worker`: what `rxdebug batch` starts, not for people. Takes raw lines of case files as jobs and
// answers each with a verdict as JSON. Frames, limits and signals are WorkerPool's business. Tested in
// CommandTests/BatchTests.

import ArgumentParser
import CaseChecking
import CaseCorpus
import PCRE2Oracle
import WorkerPool

struct PoolWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pool-worker", abstract: "Check cases for a batch run.", shouldDisplay: false)

  func run() throws { try PoolWorkerCommand().run() }
}

/// The command, apart from the parsing of its arguments.
struct PoolWorkerCommand {
  /// Who a worker of this program is; one of another version gets no jobs.
  static var identity: WorkerIdentity {
    WorkerIdentity(
      program: "rxdebug \(RXDebug.version)", libraries: "libpcre2 \(OracleLibrary.versionString)")
  }

  func run() throws(Failure) {
    let status = WorkerServer(identity: Self.identity).run { settings in
      guard let options = CheckOptions(poolSettings: settings) else { return nil }
      return { line in
        var writer = JSONWriter()
        CaseChecking.check(line: line, options: options).write(to: &writer)
        return writer.bytes
      }
    }
    if status != 0 { throw .inputTold }
  }
}

extension CheckOptions {
  /// The options as what a pool tells its workers: `name=value` lines.
  var poolSettings: [UInt8] {
    Array("steps=\(comparesSteps ? 1 : 0)\nlimit=\(stepLimit)\ncap=\(stepCap)\n".utf8)
  }

  /// Reads options; nil if they are not what `poolSettings` writes.
  init?(poolSettings: [UInt8]) {
    self.init()
    for line in String(decoding: poolSettings, as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: "=", maxSplits: 1)
      guard words.count == 2, let value = UInt64(words[1]) else { return nil }
      switch words[0] {
      case "steps": comparesSteps = value != 0
      case "limit": stepLimit = value
      case "cap": stepCap = Int(clamping: value)
      default: return nil
      }
    }
  }
}
