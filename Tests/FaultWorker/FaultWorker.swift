// SPDX-License-Identifier: MIT
// A worker that answers each job with itself, unless the job asks for trouble: the first word of a
// job is looked up in the table below. With an argument it misbehaves from its start, or is a
// parent that runs a pool until it is killed. Used by WorkerPoolTests.

import Glibc
import WorkerPool

@main
enum FaultWorker {
  static let identity = WorkerIdentity(program: "faultworker 1", libraries: "none")

  static func main() async {
    // Tests find the processes of a pool by its name, which is also their first argument.
    switch CommandLine.arguments.dropFirst().first ?? "" {
    case "die":
      writeError("a library is missing\n")
      _exit(7)
    case "mute":
      while true { _ = pause() }
    case "nonsense":
      print("Usage: another program", terminator: "")
    case "protocol":
      // A hello of the next version of the protocol.
      writeOut([7, 0, 0, 0, 0x81, 0x72, 0x78, 0x70, 0x77, 2, 0])
      while true { _ = pause() }
    case "parent":
      await runParent()
    default:
      let server = WorkerServer(identity: identity)
      exit(
        server.run { settings in
          settings == Array("bad".utf8) ? nil : { answer($0) }
        })
    }
  }

  /// Runs a pool with a job that spins and others that wait, and says so.
  private static func runParent() async {
    ignoreBrokenPipes()
    var configuration = PoolConfiguration(
      executable: "/proc/self/exe", workers: 2, deadline: .seconds(600))
    configuration.name = CommandLine.arguments[2]
    let jobs = ["hello", "!spin", "!wait 600000"].enumerated().map { index, text in
      PoolJob(id: index, payload: Array(text.utf8))
    }
    _ = try? await WorkerPool(configuration).run(jobs: jobs) { _ in
      writeOut(Array("running\n".utf8))
      return true
    }
  }
}

/// The descriptor on which the server writes frames.
private let frames: Int32 = 64

private func answer(_ job: [UInt8]) -> [UInt8] {
  // Only what begins with `!` asks for trouble: most jobs of a test are harmless and many.
  guard job.first == UInt8(ascii: "!") else { return job }
  let words = String(decoding: job.dropFirst(), as: UTF8.self).split(separator: " ").map(
    String.init)
  let number = words.count > 1 ? Int(words[1]) ?? 0 : 0
  switch words.first ?? "" {
  case "wait": wait(milliseconds: number)
  case "burn": burn(microseconds: number)
  case "spin": while true { _ = getpid() }
  case "deaf":
    _ = signal(SIGTERM, SIG_IGN)
    while true { _ = getpid() }
  case "kill": _ = kill(getpid(), Int32(number))
  case "fault": unsafe UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
  case "overflow": return [UInt8(truncatingIfNeeded: depth(0))]
  case "trap":
    writeError("something to read\n")
    fatalError("the last words")
  case "exit": exit(Int32(number))
  case "_exit": _exit(Int32(number))
  case "garbage": write(Array("nonsense".utf8), to: frames)
  case "torn":
    write([100, 0, 0, 0, 0x82, 1], to: frames)
    _exit(0)
  case "twice":
    // A frame as it should be, with an answer that nobody has asked for.
    write([14, 0, 0, 0, 0x82, 255, 255, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 65], to: frames)
  case "hog": hog()
  case "grow": grow(number)
  case "close": for descriptor in [1, frames] { close(descriptor) }
  case "vanish":
    // Out of sight, but alive.
    for descriptor in [0, 1, frames] { close(descriptor) }
    while true { _ = pause() }
  case "print": print(words.dropFirst().joined(separator: " "))
  case "shout": shout(number)
  case "long": return Array(repeating: 0x79, count: number)
  case "wrong": return Array("nonsense".utf8)
  case "pid": return Array("\(getpid())".utf8)
  case "fds": return Array(descriptors().utf8)
  case "name": return read("/proc/self/comm") + read("/proc/self/cmdline")
  case "environment": return read("/proc/self/environ")
  case "flaky": if !exists(words[1]) { _ = kill(getpid(), SIGSEGV) }
  default: break
  }
  return job
}

private func wait(milliseconds: Int) {
  var time = timespec(tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
  var rest = timespec()
  while unsafe nanosleep(&time, &rest) != 0, errno == EINTR { time = rest }
}

private func burn(microseconds: Int) {
  let clock = ContinuousClock()
  let end = clock.now + .microseconds(microseconds)
  while clock.now < end {}
}

@inline(never) private func depth(_ count: Int) -> Int {
  count == Int.max ? 0 : depth(count + 1) &+ 1
}

/// Writes so many KiB to standard error.
private func shout(_ count: Int) {
  let line = Array(repeating: UInt8(ascii: "x"), count: 1023) + [0x0a]
  for _ in 0..<count { write(line, to: STDERR_FILENO) }
}

/// Takes memory until there is none.
private func hog() {
  while true {
    grow(16)
  }
}

/// Takes so many MiB and keeps them.
private func grow(_ count: Int) {
  let block = UnsafeMutableRawPointer.allocate(byteCount: count << 20, alignment: 16)
  _ = unsafe memset(block, 1, count << 20)
}

/// Whether a file exists; makes it if not.
private func exists(_ path: String) -> Bool {
  let descriptor = unsafe open(path, O_CREAT | O_EXCL | O_WRONLY, 0o600)
  if descriptor >= 0 { close(descriptor) }
  return descriptor < 0
}

private func descriptors() -> String {
  guard let folder = unsafe opendir("/proc/self/fd") else { return "none" }
  defer { unsafe closedir(folder) }
  let own = unsafe dirfd(folder)
  return (0..<1024).filter { $0 != own && fcntl($0, F_GETFD) >= 0 }.map(String.init)
    .joined(separator: " ")
}

private func read(_ path: String) -> [UInt8] {
  let descriptor = unsafe open(path, O_RDONLY)
  defer { close(descriptor) }
  return unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
    count = max(0, unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count))
  }
}

private func write(_ bytes: [UInt8], to descriptor: Int32) {
  _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.write(descriptor, $0.baseAddress, $0.count) }
}

private func writeOut(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

private func writeError(_ text: String) { write(Array(text.utf8), to: STDERR_FILENO) }
