// SPDX-License-Identifier: MIT
// Jobs and answers: many in one frame, each with its length in front; an answer also with the time
// that it took. In front of the answers of a frame stands the number of the first, counted from the
// start of the worker, so that no answer can go to another job. Tested in WorkerPoolTests/FrameTests.

/// The jobs of one frame.
enum JobFrame {
  /// The longest job in bytes that a frame can hold.
  static let longestJob = Int(UInt32.max) - 64

  /// The frame that carries some jobs, in their order; a careful worker hands over each answer
  /// before it begins the next job.
  static func encode(_ jobs: [PoolJob], isCareful: Bool) -> [UInt8] {
    let size = jobs.reduce(2) { $0 + $1.payload.count + FrameProtocol.jobHeaderSize }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 4)
    bytes.append(number: UInt32(clamping: size))
    bytes.append(FrameKind.jobs.rawValue)
    bytes.append(isCareful ? 1 : 0)
    for job in jobs {
      bytes.append(number: UInt32(clamping: job.payload.count))
      bytes += job.payload
    }
    return bytes
  }

  /// The jobs of a frame's body.
  static func decode(
    _ body: ArraySlice<UInt8>
  ) throws(FrameError) -> (isCareful: Bool, jobs: [ArraySlice<UInt8>]) {
    var reader = ByteReader(body)
    let flags = try reader.number(UInt8.self)
    guard flags <= 1 else { throw FrameError(reason: "unknown flags \(flags)") }
    var jobs: [ArraySlice<UInt8>] = []
    while !reader.isAtEnd {
      let length = Int(try reader.number(UInt32.self))
      jobs.append(try reader.bytes(length))
    }
    return (flags == 1, jobs)
  }
}

/// One answer.
struct WorkerAnswer: Hashable {
  /// How long it took.
  var microseconds: UInt32
  var bytes: [UInt8]

  /// The answers of a frame's body; the first must have a certain number, which wraps around.
  static func decode(
    _ body: ArraySlice<UInt8>, from number: UInt32, limit: Int
  ) throws(FrameError) -> [WorkerAnswer] {
    var reader = ByteReader(body)
    guard try reader.number(UInt32.self) == number else {
      throw FrameError(reason: "an answer out of order")
    }
    var answers: [WorkerAnswer] = []
    while !reader.isAtEnd {
      let length = Int(try reader.number(UInt32.self))
      guard length <= limit else {
        throw FrameError(reason: "an answer of \(length) bytes, more than \(limit)")
      }
      let microseconds = try reader.number(UInt32.self)
      answers.append(
        WorkerAnswer(microseconds: microseconds, bytes: Array(try reader.bytes(length))))
    }
    return answers
  }
}
