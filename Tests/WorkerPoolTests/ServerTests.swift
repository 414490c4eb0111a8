// SPDX-License-Identifier: MIT
// A worker seen through its pipes: which frames it sends and when, whatever it is sent.

import Glibc
import TestThreads
import Testing

@testable import WorkerPool

@Suite("Worker server", .timeLimit(.minutes(20))) @CommandLineTests
struct ServerTests {
  private static let identity = WorkerIdentity(program: "faultworker 1", libraries: "none")

  private var begin: [UInt8] {
    Begin(parent: UInt32(getpid()), name: "w", settings: []).encoded
  }

  private func frame(_ texts: [String], isCareful: Bool = false) -> [UInt8] {
    JobFrame.encode(jobs(texts), isCareful: isCareful)
  }

  /// What a frame says, in words.
  private func word(_ frame: Frame) throws -> String {
    switch FrameKind(rawValue: frame.kind) {
    case .hello: "hello \(try Hello(frame.body).identity)"
    case .answers:
      try WorkerAnswer.decode(
        frame.body, from: ByteReader(frame.body).first, limit: 1000
      ).map { String(decoding: $0.bytes, as: UTF8.self) }.joined(separator: " ")
    case .refused: "refused \(try Refused(frame.body).reason)"
    case .goodbye: "goodbye"
    default: "\(frame.kind)"
    }
  }

  @Test func aConversation() throws {
    let worker = try #require(PipedWorker())
    #expect(try word(worker.next()) == "hello \(Self.identity)")
    worker.send(begin + frame(["a", "b"]) + frame([]) + frame(["c"]))
    #expect(try word(worker.next()) == "a b")
    #expect(try word(worker.next()) == "c")
    #expect(worker.finish() == 0)
  }

  /// A frame that comes while jobs are being done waits until they are, and is then refused: the
  /// answers before it and the jobs behind it are as if it had not been.
  @Test func controlFramesToABusyWorkerWaitAndAreRefused() throws {
    let worker = try #require(PipedWorker())
    _ = try worker.next()
    worker.send(begin + frame(["a", "!wait 50", "b"]) + begin + frame(["c"]))
    var words: [String] = []
    while !words.contains("c") { words.append(try word(worker.next())) }
    #expect(words.suffix(2) == ["refused not expected here", "c"])
    #expect(words.dropLast(2).joined(separator: " ") == "a !wait 50 b")
    #expect(worker.finish() == 0)
  }

  @Test(arguments: ["jobs first", "nonsense", "another kind", "bad jobs", "another version"])
  func whatItCannotUseItRefuses(what: String) throws {
    let worker = try #require(PipedWorker())
    _ = try worker.next()
    let (bytes, expected, status): ([UInt8], String, Int32) =
      switch what {
      case "jobs first": (frame(["a"]), "refused not expected here", 0)
      case "nonsense": ([0, 0, 0, 0, 1], "refused a frame without a kind", 2)
      case "another kind": ([1, 0, 0, 0, 99], "refused not expected here", 0)
      case "bad jobs":
        (begin + [3, 0, 0, 0, 2, 0, 9], "refused a frame that ends within a field", 2)
      default: ([4, 0, 0, 0, 1, 9, 0, 0], "refused protocol 9, not 1", 2)
      }
    worker.send(bytes)
    #expect(try word(worker.next()) == expected)
    #expect(worker.finish() == status)
  }

  /// Answers may be held back, but not for as long as the next job takes.
  @Test func answersDoNotWaitForASlowJob() throws {
    let worker = try #require(PipedWorker())
    _ = try worker.next()
    worker.send(begin + frame(["a", "b", "!wait 600000", "c"]))
    #expect(try word(worker.next()) == "a b")
    worker.kill(SIGKILL)
    _ = worker.finish()
  }

  @Test func aCarefulWorkerSendsEachAnswerAtOnce() throws {
    let worker = try #require(PipedWorker())
    _ = try worker.next()
    worker.send(begin + frame(["a", "b", "c"], isCareful: true))
    #expect(try ["a", "b", "c"] == (0..<3).map { _ in try word(worker.next()) })
    #expect(worker.finish() == 0)
  }

  /// Whoever ends it gets the answers that are complete.
  @Test(arguments: [SIGTERM, SIGSEGV, SIGABRT, SIGBUS, SIGFPE, SIGILL, SIGTRAP, SIGSYS, SIGXCPU])
  func answersGetOutOfADyingWorker(signal: Int32) throws {
    let worker = try #require(PipedWorker())
    _ = try worker.next()
    worker.send(begin + frame(["a", "b", "!kill \(signal)", "c"]))
    #expect(try word(worker.next()) == "a b")
    #expect(worker.finish() == -signal)
  }

  @Test func aWorkerOfAnotherParentEndsAtOnce() throws {
    let worker = try #require(PipedWorker())
    _ = try worker.next()
    worker.send(Begin(parent: 1, name: "w", settings: []).encoded + frame(["a"]))
    #expect(worker.finish() == 0)
  }

  @Test func aWorkerThatNobodyReadsEndsQuietly() throws {
    let worker = try #require(PipedWorker())
    _ = try worker.next()
    worker.closeOutput()
    worker.send(begin + frame(["a"]) + frame(["b"]))
    #expect(worker.finish() == 0)
  }
}

extension ByteReader {
  /// The first number, whatever follows.
  fileprivate var first: UInt32 {
    var copy = self
    return (try? copy.number(UInt32.self)) ?? 0
  }
}

/// A worker whose pipes are in the hands of the test.
private final class PipedWorker {
  private let child: Child
  private var decoder = FrameDecoder(limit: 1 << 20)

  init?() {
    guard let child = Child(faultWorker, [], hasInput: true) else { return nil }
    self.child = child
  }

  func send(_ bytes: [UInt8]) { child.write(bytes) }

  func closeOutput() { child.closeOutput() }

  func kill(_ signal: Int32) { _ = Glibc.kill(child.process, signal) }

  /// Waits for a frame.
  func next() throws -> Frame {
    while true {
      if let frame = try decoder.next() { return frame }
      let bytes = child.read()
      guard !bytes.isEmpty else { throw FrameError(reason: "no more frames") }
      unsafe decoder.append(bytes.span.bytes)
    }
  }

  /// Closes its input and waits for its end: its status, or minus its signal.
  func finish() -> Int32 { child.finish() }
}
