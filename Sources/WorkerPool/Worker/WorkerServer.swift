// SPDX-License-Identifier: MIT
// The worker's side of the pool: reads frames from standard input, has each job answered, and
// writes the answers to what was standard output.
//
//   let server = WorkerServer(identity: WorkerIdentity(program: "echo 1.0", libraries: "none"))
//   exit(server.run { settings in { job in job } })
//
// Tested in WorkerPoolTests with Tests/FaultWorker, a worker that behaves badly when asked to.

internal import Glibc

/// Answers the jobs of a pool in this process.
public struct WorkerServer {
  /// What the worker says of itself.
  public let identity: WorkerIdentity

  /// Makes a server; nothing happens before `run`.
  public init(identity: WorkerIdentity) { self.identity = identity }

  /// Serves until the input ends; the process should end right after.
  ///
  /// Takes over standard input and output, limits the process (no core, the parent's death, and
  /// what the pool asks for), and installs signal handlers. What the process prints to standard
  /// output goes to standard error from then on. A job must expect that system calls are
  /// interrupted.
  ///
  /// - Parameter prepare: Gets the pool's settings and returns what answers a job; nil if it cannot
  ///   make sense of the settings.
  /// - Returns: The exit status: 0 after the end of the input, 2 if the other side does not speak
  ///   the protocol.
  public func run(prepare: @escaping ([UInt8]) -> (([UInt8]) -> [UInt8])?) -> Int32 {
    WorkerLimits.applyFirst()
    // The pipe gets a number of its own, so that nothing that is printed can tear a frame.
    let output = fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 64)
    guard output >= 0, dup2(STDERR_FILENO, STDOUT_FILENO) >= 0 else { return 2 }
    AnswerOutbox.open(descriptor: output)
    WorkerSignals.install()
    AnswerOutbox.send(
      frame: Hello(process: UInt32(clamping: getpid()), identity: identity).encoded)
    var conversation = Conversation(prepare: prepare)
    var decoder = FrameDecoder(limit: Int(UInt32.max))
    let size = FrameProtocol.portionBytes
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 16)
    defer { unsafe buffer.deallocate() }
    while !AnswerOutbox.hasNoReader {
      let count = unsafe read(STDIN_FILENO, buffer.baseAddress, size)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { break }
      unsafe decoder.append(RawSpan(_unsafeBytes: buffer.prefix(count)))
      do throws(FrameError) {
        while let frame = try decoder.next() {
          if let status = conversation.take(frame) { return status }
        }
      } catch {
        AnswerOutbox.send(frame: Refused(kind: 0, reason: error.reason).encoded)
        return 2
      }
    }
    return 0
  }
}

/// What a worker has been told, and what it does with frames.
private struct Conversation {
  let prepare: ([UInt8]) -> (([UInt8]) -> [UInt8])?
  private var begin: Begin?
  private var answer: (([UInt8]) -> [UInt8])?
  private var flushed = monotonicNanoseconds()
  private var weighed = monotonicNanoseconds()

  /// How long an answer is held back at most, in nanoseconds, while jobs end quickly.
  private static let hold: UInt64 = 20_000_000
  /// How often the process looks at its own size, in nanoseconds.
  private static let weighing: UInt64 = 10_000_000

  init(prepare: @escaping ([UInt8]) -> (([UInt8]) -> [UInt8])?) { self.prepare = prepare }

  /// Deals with a frame; the exit status if it is the last.
  mutating func take(_ frame: Frame) -> Int32? {
    do throws(FrameError) {
      switch FrameKind(rawValue: frame.kind) {
      case .begin where begin == nil:
        let begin = try Begin(frame.body)
        guard WorkerLimits.apply(begin) else { return 0 }
        self.begin = begin
        answer = prepare(begin.settings)
        if answer == nil { throw FrameError(reason: "settings that make no sense here") }
      case .jobs where begin != nil:
        return try work(frame.body)
      default:
        // Not now, or not at all; what was asked before is answered, what comes after will be.
        refuse(frame, "not expected here")
      }
      return nil
    } catch {
      refuse(frame, error.reason)
      return 2
    }
  }

  private func refuse(_ frame: Frame, _ reason: String) {
    AnswerOutbox.send(frame: Refused(kind: frame.kind, reason: reason).encoded)
  }

  /// Answers the jobs of a frame; the exit status if the process should be replaced.
  private mutating func work(_ body: ArraySlice<UInt8>) throws(FrameError) -> Int32? {
    let (isCareful, jobs) = try JobFrame.decode(body)
    guard let begin, let answer else { return nil }
    if begin.cpuSeconds > 0 { WorkerLimits.grant(cpuSeconds: begin.cpuSeconds) }
    var isTimerOn = false
    // One buffer for all jobs.
    var line: [UInt8] = []
    var start = monotonicNanoseconds()
    flushed = start
    for job in jobs {
      line.removeAll(keepingCapacity: true)
      line += job
      let bytes = answer(line)
      let now = monotonicNanoseconds()
      AnswerOutbox.add(bytes, microseconds: UInt32(clamping: (now - start) / 1000))
      if isCareful || now - flushed > Self.hold {
        AnswerOutbox.flush()
        flushed = now
      } else if !isTimerOn {
        // The next job may take long.
        WorkerSignals.startTimer()
        isTimerOn = true
      }
      if AnswerOutbox.hasNoReader { return 0 }
      start = now
    }
    if isTimerOn { WorkerSignals.stopTimer() }
    AnswerOutbox.flush()
    return isTooLarge(begin, start) ? leave() : nil
  }

  private mutating func isTooLarge(_ begin: Begin, _ now: UInt64) -> Bool {
    guard begin.residentLimit > 0, now - weighed > Self.weighing else { return false }
    weighed = now
    return WorkerLimits.residentBytes() > begin.residentLimit
  }

  private func leave() -> Int32 {
    AnswerOutbox.send(frame: encodeFrame(.goodbye, []))
    return 0
  }
}

/// The time of a clock that nobody sets, in nanoseconds; cheaper than the standard library's.
private func monotonicNanoseconds() -> UInt64 {
  var time = timespec()
  _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
