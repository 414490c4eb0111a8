// SPDX-License-Identifier: MIT
// A worker made of shell, and what tests ask about processes. Every pool of a test has a marker of
// its own in the names of its processes, so that tests can run side by side.

import Glibc
import Synchronization
import WorkerPool

/// The bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// Jobs whose payloads are some texts; their ids count from 0.
func jobs(_ texts: [String]) -> [PoolJob] {
  texts.enumerated().map { PoolJob(id: $0.offset, payload: bytes($0.element)) }
}

/// Many harmless jobs, and a bad one at some places.
func jobs(_ count: Int, bad: String, at places: Set<Int>) -> [PoolJob] {
  jobs((0..<count).map { places.contains($0) ? bad : "job \($0)" })
}

private let markerCount = Atomic<Int>(0)

/// A pool whose workers are a shell script, with a marker that no other pool has.
struct ScriptedPool {
  let marker: String
  var configuration: PoolConfiguration

  /// Answers each line with itself, except for lines that ask for trouble.
  static let echo = """
    while IFS= read -r line; do
      case $line in
        kill) kill -9 $$ ;;
        exit) exit 3 ;;
        hang) sleep $1 ;;
        garbage) echo nonsense ;;
        twice) echo twice; echo twice ;;
        silent) exec >/dev/null ;;
        deaf) exec >/dev/null; sleep $1 ;;
      esac
      printf '%s\\n' "$line"
    done
    """

  init(
    _ script: String = Self.echo, workers: Int = 2, deadline: Duration = .seconds(30)
  ) {
    let number = markerCount.add(1, ordering: .relaxed).newValue
    // Of one length, so that no marker is a part of another.
    marker = "9\(getpid())\(10_000 + number)"
    configuration = PoolConfiguration(
      executable: "/bin/sh", arguments: ["-c", script, "sh-\(marker)", marker],
      environment: ["PATH": "/usr/bin:/bin"], workers: workers, deadline: deadline,
      isAnswer: { $0.payload == $1 })
    configuration.name = "rxtest-\(marker)"
    ignoreBrokenPipes()
  }

  /// Runs jobs and gathers the results.
  func run(_ jobs: [PoolJob]) async throws -> (results: [JobResult], counts: PoolStatistics) {
    var results: [JobResult] = []
    let counts = try await WorkerPool(configuration).run(jobs: jobs) { portion in
      results += portion
      return true
    }
    return (results.sorted { $0.id < $1.id }, counts)
  }

  /// The processes of this pool that are alive or unburied, and not about to die.
  func processes() -> [String] {
    guard let folder = unsafe opendir("/proc") else { return ["no /proc"] }
    defer { unsafe closedir(folder) }
    var found: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      guard Int(name) != nil, let line = commandLine(of: name) else { continue }
      if line.contains(marker), !isKilled(name) { found.append("\(name): \(line)") }
    }
    return found
  }

  private func commandLine(of process: String) -> String? { read("/proc/\(process)/cmdline") }

  /// Whether SIGKILL is under way to a process: on a loaded machine it takes a while to die of it.
  private func isKilled(_ process: String) -> Bool {
    let lines = read("/proc/\(process)/status")?.split(separator: "\n") ?? []
    return lines.contains { line in
      guard line.hasPrefix("SigPnd:") || line.hasPrefix("ShdPnd:") else { return false }
      let signals = line.split(separator: "\t").last.flatMap { UInt64($0, radix: 16) } ?? 0
      return signals & 1 << UInt64(SIGKILL - 1) != 0
    }
  }

  private func read(_ path: String) -> String? {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    let text = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      count = max(0, unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count))
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension JobResult {
  /// The outcome as a word.
  var word: String {
    switch outcome {
    case .answered: "answered"
    case .crashed(_, let signal): signal.map { "signal \($0)" } ?? "exit"
    case .timedOut: "timeout"
    case .protocolFault: "fault"
    }
  }
}
