// SPDX-License-Identifier: MIT
// `rxdebug bench-pool-worker`: the processes of the pool benchmark, for nobody else to use. By what it is told at its
// start a worker does jobs, or runs a whole pool in a process of its own:
//
//   check, wait=2     each job is done, the answer is `passed`
//   cell              each job is a BenchCell, the answer its wall and processor time in seconds

import ArgumentParser
import PCRE2Oracle
import Reporting
import WorkerPool

struct BenchWorker: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench-pool-worker", abstract: "Serve the pool benchmark.", shouldDisplay: false)

  static let cellSettings = "cell"

  private static let identity = WorkerIdentity(
    program: "rxdebug bench-pool \(RXDebug.version)",
    libraries: "libpcre2 \(OracleLibrary.versionString)")

  func run() throws {
    let status = WorkerServer(identity: Self.identity).run { settings in
      let word = String(decoding: settings, as: UTF8.self)
      if word == Self.cellSettings { return Self.runCell }
      return BenchWork(word: word).map { work in { work.answer($0) } }
    }
    guard status == 0 else { throw ExitCode(status) }
  }

  private static func runCell(_ bytes: [UInt8]) -> [UInt8] {
    guard let cell = BenchCell(bytes: bytes) else { return [] }
    guard let cost = waitFor({ await cell.run() }) else { return [] }
    return Array("\(cost.wall) \(cost.cpu)".utf8)
  }

  /// Workers of this program.
  static func configuration(workers: Int, settings: String) -> PoolConfiguration {
    var configuration = PoolConfiguration(
      executable: "/proc/self/exe", arguments: [Self.configuration.commandName ?? ""],
      workers: workers, deadline: .seconds(86_400))
    configuration.identity = identity
    configuration.settings = Array(settings.utf8)
    configuration.addressSpace = nil
    return configuration
  }
}
