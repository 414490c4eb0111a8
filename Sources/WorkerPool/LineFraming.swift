// SPDX-License-Identifier: MIT
// How jobs and answers stand in a pipe: one line each. Everything that knows about line ends is in
// this file, so that frames with a length in front can replace it.

/// The framing of jobs: each payload and a line end.
enum LineFraming {
  /// Whether a payload can be framed: it must not hold a line end itself.
  static func canEncode(_ payload: [UInt8]) -> Bool { !payload.contains(0x0a) }

  /// The bytes that carry some jobs, in their order.
  static func encode(_ jobs: [PoolJob]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(jobs.reduce(0) { $0 + $1.payload.count + 1 })
    for job in jobs {
      bytes += job.payload
      bytes.append(0x0a)
    }
    return bytes
  }
}

/// Takes answers out of a stream of bytes.
struct LineDecoder {
  /// An answer is longer than the limit.
  struct TooLong: Error {
    let limit: Int
  }

  private let limit: Int
  private var rest: [UInt8] = []

  init(limit: Int) { self.limit = limit }

  /// Adds bytes and takes all answers that are complete.
  mutating func take(_ bytes: RawSpan) throws(TooLong) -> [[UInt8]] {
    var answers: [[UInt8]] = []
    var start = rest.count
    var answerStart = 0
    unsafe bytes.withUnsafeBytes { unsafe rest.append(contentsOf: $0) }
    while let end = rest[start...].firstIndex(of: 0x0a) {
      guard end - answerStart <= limit else { throw TooLong(limit: limit) }
      answers.append(Array(rest[answerStart..<end]))
      answerStart = end + 1
      start = answerStart
    }
    rest.removeFirst(answerStart)
    guard rest.count <= limit else { throw TooLong(limit: limit) }
    return answers
  }
}
