// SPDX-License-Identifier: MIT
// One place for a worker: starts a process when there is work, serves it, and starts another one
// when it dies. Within a process a writer, a reader and a watchdog run side by side: the reader
// never waits for the writer, so that full pipes cannot lock both processes up.

internal import Subprocess
internal import SystemPackage

/// One place for a worker.
struct WorkerSlot: Sendable {
  let configuration: PoolConfiguration
  let name: String
  let dispatcher: Dispatcher

  typealias Process = Execution<CustomWriteInput, SequenceOutput, DiscardedOutput>

  /// The most bytes that one portion carries, unless a single job is larger.
  private static let portionBytes = 1 << 16

  /// Serves workers until there is no more work.
  func run() async {
    while let batch = await dispatcher.take(8, bytes: Self.portionBytes) {
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
    let environment = configuration.environment.map { Array("\($0.key)=\($0.value)".utf8) }
    do {
      let result = try await Subprocess.run(
        path.contains("/") ? .path(FilePath(path)) : .name(path),
        arguments: Arguments(
          executablePathOverride: name, remainingValues: configuration.arguments),
        environment: .custom(environment), platformOptions: options, input: .inputWriter,
        output: .sequence, error: .discarded
      ) { process in
        await dispatcher.workerStarted()
        await converse(with: process, session, first: batch)
      }
      await finish(session, result.terminationStatus)
      return !Task.isCancelled
    } catch {
      let unstarted = await session.unanswered.jobs.isEmpty
      if unstarted { await dispatcher.giveBack(batch) }
      let reason = "\(error)"
      await dispatcher.fail(
        Task.isCancelled ? .cancelled : .cannotStart(executable: path, reason: reason))
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

  // MARK: The three parts

  private func write(
    to input: StandardInputWriter, _ session: WorkerSession, _ first: Batch
  ) async {
    var next: Batch? = first
    while let batch = next {
      guard await session.begin(batch) else {
        await dispatcher.giveBack(batch)
        return
      }
      // A short or failed write means that the worker is gone: the reader sees its end.
      _ = try? await input.write(LineFraming.encode(batch.jobs))
      next = await nextBatch(session)
    }
    try? await input.finish()
    await session.inputClosed()
  }

  private func nextBatch(_ session: WorkerSession) async -> Batch? {
    while true {
      let step = await session.nextStep()
      switch step.readiness {
      case .done: return nil
      case .idle: return await dispatcher.take(step.size, bytes: Self.portionBytes)
      case .room:
        if let batch = await dispatcher.takeWaiting(step.size, bytes: Self.portionBytes) {
          return batch
        }
        await session.wait(since: step.events)
      case .full: await session.wait(since: step.events)
      }
    }
  }

  private func read(from process: Process, _ session: WorkerSession) async {
    var decoder = LineDecoder(limit: configuration.answerLimit)
    do {
      for try await buffer in process.standardOutput {
        let answers = try decoder.take(buffer.bytes)
        guard !answers.isEmpty else { continue }
        guard let results = await session.accept(answers, worker: name) else {
          kill(process)
          return
        }
        await dispatcher.report(results)
        await session.delivered()
      }
      await session.end(nil)
    } catch let error as LineDecoder.TooLong {
      await session.end(.badAnswer("an answer longer than \(error.limit) bytes"))
      kill(process)
    } catch {
      await session.end(nil)
      kill(process)
    }
  }

  private func watch(_ process: Process, _ session: WorkerSession) async {
    var asked: ContinuousClock.Instant?
    while let check = await session.nextCheck(asked: asked) {
      asked = check
      do {
        try await ContinuousClock().sleep(until: check)
      } catch {
        return
      }
    }
    kill(process)
  }

  private func kill(_ process: Process) {
    // The process may have ended by itself: then there is nothing to kill.
    try? process.send(signal: .kill, toProcessGroup: true)
  }

  // MARK: The end

  private func finish(_ session: WorkerSession, _ status: TerminationStatus) async {
    await dispatcher.workerEnded(busy: session.busy)
    let rest = await session.unanswered
    let fault = await session.fault
    if rest.jobs.isEmpty, fault == nil { return }
    let outcome: JobResult.Outcome =
      switch fault {
      case .timedOut: .timedOut(configuration.deadline)
      case .badAnswer(let text): .protocolFault(text)
      case nil: crash(status)
      }
    await dispatcher.workerDied(
      with: rest.jobs, wasSuspect: rest.isSuspect, worker: name, outcome: outcome,
      limit: configuration.deathsBeforeFirstAnswer)
  }

  private func crash(_ status: TerminationStatus) -> JobResult.Outcome {
    switch status {
    case .exited(let code):
      .crashed(description: "the worker exited with status \(code)", signal: nil)
    case .signaled(let number):
      .crashed(description: "the worker was killed by \(signalName(number))", signal: number)
    }
  }
}
