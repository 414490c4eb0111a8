// SPDX-License-Identifier: MIT
// Frames: what is written is read, in pieces of any size, and nothing that can be read is a trap.

import TestThreads
import Testing

@testable import WorkerPool

@Suite("Frames") @ComputingTests
struct FrameTests {
  private static let identity = WorkerIdentity(program: "p 1", libraries: "l 2, Жук")

  /// One frame of each kind, and their bytes one after another.
  private static func all() -> [[UInt8]] {
    var begin = Begin(parent: 7, name: "w1", settings: [0, 255, 10])
    begin.addressSpace = 1 << 40
    begin.residentLimit = 3
    begin.cpuSeconds = 9
    let list = jobs(["a", "", "a longer one\n"])
    return [
      Hello(process: 12, identity: identity).encoded, begin.encoded,
      JobFrame.encode(list, isCareful: false), JobFrame.encode([], isCareful: true),
      answers(["x", "", "yz"]), encodeFrame(.goodbye, []),
      Refused(kind: 2, reason: "not now").encoded,
    ]
  }

  private static func answers(_ texts: [String], number: UInt32 = 5) -> [UInt8] {
    var body: [UInt8] = []
    body.append(number: number)
    for (index, text) in texts.enumerated() {
      body.append(number: UInt32(text.utf8.count))
      body.append(number: UInt32(index))
      body += text.utf8
    }
    return encodeFrame(.answers, body)
  }

  private func frames(_ bytes: [UInt8], pieces: Int) throws -> [Frame] {
    var decoder = FrameDecoder(limit: 1000)
    var frames: [Frame] = []
    var start = 0
    while start < bytes.count {
      let end = min(bytes.count, start + pieces)
      unsafe decoder.append(bytes[start..<end].span.bytes)
      while let frame = try decoder.next() { frames.append(frame) }
      start = end
    }
    #expect(!decoder.isInFrame)
    return frames
  }

  @Test(arguments: [1, 2, 3, 7, 1000])
  func framesComeThroughInPieces(pieces: Int) throws {
    let all = Self.all()
    let frames = try frames(Array(all.joined()), pieces: pieces)
    #expect(frames.map { encodeAgain($0) } == all)
  }

  private func encodeAgain(_ frame: Frame) -> [UInt8] {
    FrameKind(rawValue: frame.kind).map { encodeFrame($0, Array(frame.body)) } ?? []
  }

  @Test func bodiesAreReadAsWritten() throws {
    let frames = try frames(Array(Self.all().joined()), pieces: 1000)
    #expect(try Hello(frames[0].body) == Hello(process: 12, identity: Self.identity))
    let begin = try Begin(frames[1].body)
    #expect(begin.encoded == Self.all()[1])
    #expect(begin.settings == [0, 255, 10])
    let (isCareful, list) = try JobFrame.decode(frames[2].body)
    #expect(!isCareful)
    #expect(list.map(Array.init) == jobs(["a", "", "a longer one\n"]).map(\.payload))
    #expect(try JobFrame.decode(frames[3].body).isCareful)
    let answers = try WorkerAnswer.decode(frames[4].body, from: 5, limit: 2)
    #expect(answers.map(\.bytes) == ["x", "", "yz"].map(bytes))
    #expect(answers.map(\.microseconds) == [0, 1, 2])
    #expect(try Refused(frames[6].body) == Refused(kind: 2, reason: "not now"))
  }

  @Test func whatIsWrongIsSaid() {
    func reason(_ body: () throws -> Void) -> String? {
      do {
        try body()
        return nil
      } catch {
        return (error as? FrameError)?.reason
      }
    }
    func decode(_ bytes: [UInt8]) throws {
      var decoder = FrameDecoder(limit: 100)
      unsafe decoder.append(bytes.span.bytes)
      while try decoder.next() != nil {}
    }
    #expect(reason { try decode([0, 0, 0, 0]) } == "a frame without a kind")
    #expect(reason { try decode([101, 0, 0, 0]) } == "a frame of 101 bytes, more than 100")
    #expect(reason { _ = try Hello(bytes("Usage: ")[...]) } == "not a worker")
    let body = Self.answers(["xyz"]).dropFirst(5)
    #expect(
      reason { _ = try WorkerAnswer.decode(body, from: 6, limit: 9) } == "an answer out of order")
    #expect(
      reason { _ = try WorkerAnswer.decode(body, from: 5, limit: 2) }
        == "an answer of 3 bytes, more than 2")
    #expect(
      reason { _ = try WorkerAnswer.decode(body.dropLast(), from: 5, limit: 9) }
        == "a frame that ends within a field")
    #expect(reason { _ = try JobFrame.decode([2]) } == "unknown flags 2")
    #expect(reason { _ = try Begin([2, 0]) } == "protocol 2, not 1")
  }

  /// A million damaged frames: each is read as something, or refused.
  @Test func nothingThatIsReadIsATrap() {
    let seed = UInt64.random(in: 0...UInt64.max)
    var numbers = SeededNumbers(state: seed)
    let all = Self.all()
    var (read, refused) = (0, 0)
    for _ in 0..<1_000_000 {
      var bytes = all[Int(numbers.next() % UInt64(all.count))]
      for _ in 0...numbers.next() % 3 {
        let place = Int(numbers.next() % UInt64(bytes.count))
        switch numbers.next() % 4 {
        case 0: bytes[place] = UInt8(truncatingIfNeeded: numbers.next())
        case 1: bytes[place] ^= 1 << (numbers.next() % 8)
        case 2 where bytes.count > 1: bytes.remove(at: place)
        default: bytes.insert(UInt8(truncatingIfNeeded: numbers.next()), at: place)
        }
      }
      do throws(FrameError) {
        var decoder = FrameDecoder(limit: 1000)
        unsafe decoder.append(bytes.span.bytes)
        while let frame = try decoder.next() {
          try readBody(frame)
          read += 1
        }
      } catch {
        refused += 1
      }
    }
    #expect(read > 1000 && refused > 1000, "seed \(seed)")
  }

  private func readBody(_ frame: Frame) throws(FrameError) {
    switch FrameKind(rawValue: frame.kind) {
    case .hello: _ = try Hello(frame.body)
    case .begin: _ = try Begin(frame.body)
    case .jobs: _ = try JobFrame.decode(frame.body)
    case .answers: _ = try WorkerAnswer.decode(frame.body, from: 5, limit: 100)
    case .refused: _ = try Refused(frame.body)
    case .goodbye, nil: break
    }
  }
}
