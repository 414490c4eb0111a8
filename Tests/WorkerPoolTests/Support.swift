// SPDX-License-Identifier: MIT
// A pool of workers that misbehave when asked to, and what tests ask about processes. Every pool of a test has a marker of
// its own in the names of its processes, so that tests can run side by side.

import Glibc
import Synchronization
import Testing
import WorkerPool

/// The bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// A small generator of random numbers (SplitMix64) that starts from a seed.
struct SeededNumbers: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// Jobs whose payloads are some texts; their ids count from 0.
func jobs(_ texts: [String]) -> [PoolJob] {
  texts.enumerated().map { PoolJob(id: $0.offset, payload: bytes($0.element)) }
}

/// Many harmless jobs, and a bad one at some places.
func jobs(_ count: Int, bad: String, at places: Set<Int>) -> [PoolJob] {
  jobs((0..<count).map { places.contains($0) ? bad : "job \($0)" })
}

private let markerCount = Atomic<Int>(0)

/// The path of the worker that misbehaves when asked to: it stands beside the tests.
let faultWorker: String = {
  var name = [CChar](repeating: 0, count: 4096)
  let length = unsafe readlink("/proc/self/exe", &name, name.count)
  let path = name.prefix(max(0, length)).map { UInt8(bitPattern: $0) }
  let components = String(decoding: path, as: UTF8.self).split(separator: "/")
  let end = components.firstIndex { $0.hasSuffix(".xctest") } ?? components.count - 1
  let folder = "/" + components[..<end].joined(separator: "/")
  let beside = folder + "/faultworker"
  // A helper of the test driver may stand elsewhere.
  return unsafe access(beside, X_OK) == 0 ? beside : ".build/debug/faultworker"
}()

/// A pool of workers that misbehave when asked to, with a name that no other pool has.
struct FaultPool {
  let marker: String
  var configuration: PoolConfiguration

  init(_ arguments: String..., workers: Int = 2, deadline: Duration = .seconds(120)) {
    let number = markerCount.add(1, ordering: .relaxed).newValue
    // Of one length, so that no marker is a part of another; the kernel keeps 15 bytes of a name.
    marker = "rx\(getpid() % 100_000)t\(1000 + number)"
    configuration = PoolConfiguration(
      executable: faultWorker, arguments: arguments, workers: workers, deadline: deadline,
      isAnswer: { $1 != bytes("nonsense") })
    configuration.name = marker
    ignoreBrokenPipes()
  }

  /// Runs jobs and gathers the results.
  func run(
    _ jobs: [PoolJob], control: PoolControl = PoolControl()
  ) async throws -> (results: [JobResult], counts: PoolStatistics) {
    var results: [JobResult] = []
    let counts = try await WorkerPool(configuration).run(jobs: jobs, control: control) { portion in
      results += portion
      return true
    }
    return (results.sorted { $0.id < $1.id }, counts)
  }

  /// Runs jobs of which some are bad and checks all but the outcome of those: one result for each
  /// job, every good job answered, no process left.
  func check(
    _ list: [PoolJob], bad: Set<Int> = []
  ) async throws -> (bad: [JobResult], counts: PoolStatistics) {
    let (results, counts) = try await run(list)
    #expect(results.map(\.id) == list.map(\.id))
    for result in results where !bad.contains(result.id) {
      #expect(result.outcome == .answered(list[result.id].payload), "job \(result.id)")
    }
    #expect(counts.jobs == list.count)
    #expect(processes().isEmpty)
    return (results.filter { bad.contains($0.id) }, counts)
  }

  /// The processes of this pool that are alive or unburied, and not about to die.
  func processes() -> [String] {
    processNumbers().compactMap { name in
      guard let line = commandLine(of: name), line.contains(marker), !isKilled(name) else {
        return nil
      }
      return "\(name): \(line)"
    }
  }

  /// The numbers of all processes of this machine.
  private func processNumbers() -> [String] {
    guard let folder = unsafe opendir("/proc") else { return [] }
    defer { unsafe closedir(folder) }
    var found: [String] = []
    while let entry = unsafe readdir(folder) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if Int(name) != nil { found.append(name) }
    }
    return found
  }

  /// What a process was called with; of one that nobody has waited for only its name is left.
  private func commandLine(of process: String) -> String? {
    guard let line = read("/proc/\(process)/cmdline") else { return nil }
    return line.isEmpty ? read("/proc/\(process)/comm") : line
  }

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

  /// Whether a worker died of it.
  var isCrash: Bool { if case .crashed = outcome { true } else { false } }

  /// The answer as text, if there is one.
  var answer: String? {
    guard case .answered(let bytes) = outcome else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The bytes of the answer; -1 without one.
  var answerSize: Int {
    guard case .answered(let bytes) = outcome else { return -1 }
    return bytes.count
  }
}
