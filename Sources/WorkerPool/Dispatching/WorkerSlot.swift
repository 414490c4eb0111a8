// SPDX-License-Identifier: MIT
// Starts a process when there is work, serves it, and starts another one when it ends. Within a
// process a writer, a reader and a watchdog run side by side: the reader never waits for the
// writer, so that full pipes cannot lock both processes up.

internal import Glibc
internal import Subprocess
internal import SystemPackage

/// Serves the workers of one place, one after another.
struct WorkerSlot: Sendable {
  let configuration: PoolConfiguration
  let place: WorkerPlace
  let dispatcher: Dispatcher

  typealias Process = Execution<CustomWriteInput, SequenceOutput, FileDescriptorOutput>

  /// Serves workers until there is no more work.
  func run() async {
    while let batch = await dispatcher.take(configuration.portionSize ?? 8, isFresh: true) {
      guard await dispatcher.waitUntilDue(batch) else { return await dispatcher.giveBack(batch) }
      guard await serve(batch) else { return }
    }
  }

  /// Runs one process; false if there should be no other.
  private func serve(_ batch: Batch) async -> Bool {
    let session = WorkerSession(configuration)
    let path = configuration.executable
    var options = PlatformOptions()
    // A group of its own: the terminal's signals reach the parent alone, and a kill reaches
    // whatever the worker may have started.
    options.processGroupID = 0
    options.teardownSequence = [
      .send(signal: .kill, toProcessGroup: true, allowedDurationToNextStep: .seconds(1))
    ]
    // As C strings: what follows an entry without an end would become a part of it.
    let environment = configuration.environment.map { Array("\($0.key)=\($0.value)\0".utf8) }
    place.errors.clear()
    do {
      let result = try await Subprocess.run(
        path.contains("/") ? .path(FilePath(path)) : .name(path),
        arguments: Arguments(
          executablePathOverride: place.name, remainingValues: configuration.arguments),
        environment: .custom(environment), platformOptions: options, input: .inputWriter,
        output: .sequence,
        error: .fileDescriptor(
          FileDescriptor(rawValue: place.errors.descriptor), closeAfterSpawningProcess: false)
      ) { process in
        await dispatcher.workerStarted()
        place.enter(process.processIdentifier.value, session)
        defer { place.leave(session) }
        await converse(with: process, session, first: batch)
      }
      await finish(session, batch, result.terminationStatus)
      return !Task.isCancelled
    } catch {
      await dispatcher.fail(
        Task.isCancelled ? .cancelled : .cannotStart(executable: path, reason: "\(error)"))
      return false
    }
  }

  /// Speaks with a process until it ends or is given up.
  private func converse(
    with process: Process, _ session: WorkerSession, first: Batch
  ) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await write(to: process.standardInputWriter, session, first) }
      group.addTask { await watch(process, session) }
      await read(from: process, session)
      group.cancelAll()
    }
    // Its output is closed, so it should be gone. Signal 0 does nothing: this waits for the end
    // and kills the group if there is none in time.
    await process.teardown(using: [
      .send(
        signal: Signal(rawValue: 0), toProcessGroup: true,
        allowedDurationToNextStep: configuration.shutdownGrace)
    ])
  }

  // MARK: The writer

  private func write(
    to input: StandardInputWriter, _ session: WorkerSession, _ first: Batch
  ) async {
    guard await isReady(session) else { return }
    var bytes = beginning
    var next: Batch? = first
    while let batch = next {
      guard session.update({ $0.begin(batch, now: $1) }) else {
        if bytes.isEmpty { await dispatcher.giveBack(batch) }
        return
      }
      bytes += JobFrame.encode(batch.jobs, isCareful: batch.mode != .ordinary)
      // A short or failed write means that the worker is gone: the reader sees its end.
      _ = try? await input.write(bytes)
      bytes = []
      next = await nextBatch(session)
    }
    try? await input.finish()
    session.update { $0.inputClosed(now: $1) }
  }

  private var beginning: [UInt8] {
    var begin = Begin(
      parent: UInt32(clamping: getpid()), name: place.name, settings: configuration.settings)
    begin.addressSpace = UInt64(clamping: configuration.addressSpace ?? 0)
    begin.residentLimit = UInt64(clamping: configuration.residentLimit ?? 0)
    begin.cpuSeconds = UInt32(clamping: configuration.cpuSeconds ?? 0)
    return begin.encoded
  }

  private func isReady(_ session: WorkerSession) async -> Bool {
    while true {
      let step = session.nextStep()
      guard step.readiness == .starting else { return step.readiness != .done }
      await session.wait(since: step.events)
    }
  }

  private func nextBatch(_ session: WorkerSession) async -> Batch? {
    while true {
      let step = session.nextStep()
      switch step.readiness {
      case .done: return nil
      case .idle: return await dispatcher.take(step.size, isFresh: false)
      case .room:
        if let batch = await dispatcher.takeWaiting(step.size) { return batch }
        await session.wait(since: step.events)
      case .full, .starting: await session.wait(since: step.events)
      }
    }
  }

  // MARK: The reader

  private func read(from process: Process, _ session: WorkerSession) async {
    var decoder = FrameDecoder(limit: configuration.answerLimit + FrameProtocol.portionBytes)
    do {
      for try await buffer in process.standardOutput {
        decoder.append(buffer.bytes)
        while let frame = try decoder.next() { try await take(frame, session) }
      }
      session.updateAndWake { $0.end(now: $1, isTorn: decoder.isInFrame) }
    } catch let error as FrameError {
      session.updateAndWake { $0.giveUp(.badFrame(error.reason), now: $1) }
      send(.kill, process)
    } catch {
      session.updateAndWake { $0.end(now: $1) }
      send(.kill, process)
    }
  }

  private func take(_ frame: Frame, _ session: WorkerSession) async throws(FrameError) {
    let (isReady, number) = session.update { state, _ in (state.isReady, state.jobsDone) }
    switch FrameKind(rawValue: frame.kind) {
    case .hello where !isReady:
      guard await isWelcome(try Hello(frame.body)) else {
        throw FrameError(reason: "another worker than the one asked for")
      }
      await dispatcher.workerIsReady()
      session.updateAndWake { $0.greet(now: $1) }
    case .answers where isReady:
      let answers = try WorkerAnswer.decode(
        frame.body, from: UInt32(truncatingIfNeeded: number), limit: configuration.answerLimit)
      let results = session.updateAndWake { $0.accept(answers, worker: place.name, now: $1) }
      guard let results else { throw FrameError(reason: "what came back is no answer to the job") }
      await dispatcher.report(results)
      session.update { $0.delivered(now: $1) }
    case .goodbye where isReady:
      session.updateAndWake { $0.leave(now: $1) }
    case .refused:
      let refused = try Refused(frame.body)
      if refused.kind == FrameKind.begin.rawValue {
        await dispatcher.fail(
          .cannotStart(
            executable: configuration.executable,
            reason: "it refuses its settings: \(refused.reason)"))
      }
      throw FrameError(reason: "the worker refused a frame: \(refused.reason)")
    default:
      throw FrameError(reason: "a frame of kind \(frame.kind) that is not expected")
    }
  }

  /// Whether a worker is the one that was asked for; otherwise the run is over.
  private func isWelcome(_ hello: Hello) async -> Bool {
    if hello.version != FrameProtocol.version {
      await dispatcher.fail(
        .incompatibleWorker(
          expected: "one of protocol \(FrameProtocol.version)",
          found: "one of protocol \(hello.version)"))
      return false
    }
    guard let expected = configuration.identity, hello.identity != expected else { return true }
    await dispatcher.fail(
      .incompatibleWorker(expected: "\(expected)", found: "\(hello.identity)"))
    return false
  }

  // MARK: The watchdog

  private func watch(_ process: Process, _ session: WorkerSession) async {
    var asked: ContinuousClock.Instant?
    while !Task.isCancelled {
      let check = session.update { [asked] in $0.nextCheck(asked: asked, now: $1) }
      switch check {
      case .at(let time):
        asked = time
        place.errors.trim()
        try? await ContinuousClock().sleep(until: time)
      case .overdue where isStopped(process.processIdentifier.value):
        session.updateAndWake { $0.giveUp(.stopped, now: $1) }
        send(.kill, process)
        return
      case .overdue, .endless:
        if check == .overdue {
          session.updateAndWake { $0.giveUp(.timedOut(configuration.deadline), now: $1) }
        }
        // The worker has time to send what it has, and no more: the reader takes it.
        send(.terminate, process)
        try? await ContinuousClock().sleep(for: configuration.terminationGrace)
        if !Task.isCancelled { send(.kill, process) }
        return
      case .over:
        return
      }
    }
  }

  private func send(_ signal: Signal, _ process: Process) {
    // The process may have ended by itself: then there is nothing to kill.
    try? process.send(signal: signal, toProcessGroup: true)
  }

  // MARK: The end

  private func finish(
    _ session: WorkerSession, _ first: Batch, _ status: TerminationStatus
  ) async {
    let state = session.update { state, _ in state }
    await dispatcher.workerEnded(busy: state.busy, isRecycled: state.hasLeft)
    let cause = state.fault ?? Self.cause(status, isTorn: state.isTorn)
    if state.hasLeft, state.fault == nil {
      // What it has not read waits for its successor.
      for batch in state.unanswered.reversed() { await dispatcher.giveBack(batch) }
    } else if state.isReady {
      let isClean = state.unanswered.isEmpty && cause == .exited(0)
      if !isClean {
        place.died()
        await dispatcher.workerDied(
          Death(
            batches: state.unanswered, cause: cause, isTorn: state.isTorn, worker: place.name,
            standardError: place.errors.tail()))
      }
    } else {
      place.died()
      await dispatcher.startFailed(
        startFailure(cause), standardError: place.errors.tail())
    }
    if !state.hasBegun { await dispatcher.giveBack(first) }
  }

  private func startFailure(_ cause: DeathCause) -> String {
    guard case .timedOut = cause else { return cause.description }
    return "it did not say who it is within \(configuration.startDeadline)"
  }

  private static func cause(_ status: TerminationStatus, isTorn: Bool) -> DeathCause {
    switch status {
    case .exited where isTorn: .badFrame("a frame that does not end")
    case .exited(let code): .exited(code)
    case .signaled(let number): .signaled(number)
    }
  }
}
