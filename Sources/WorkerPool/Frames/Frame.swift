// SPDX-License-Identifier: MIT
// What goes through the pipes between the pool and a worker: frames with a length in front.
//
//   length  4 bytes, the least first: the bytes that follow
//   kind    1 byte
//   body    length - 1 bytes
//
//   worker                                pool
//   hello: who it is            ->
//                               <-        begin: limits and settings
//                               <-        jobs: many jobs
//   answers: many answers       ->
//   goodbye: it has grown       ->
//   refused: a frame it cannot use now ->
//
// A worker reads one frame after another, between jobs, so a frame to a busy worker waits in the
// pipe; answers come in the order of the jobs. Tested in WorkerPoolTests/FrameTests.

/// The numbers of the protocol.
enum FrameProtocol {
  /// The first four bytes of a hello: `rxpw`.
  static let magic: UInt32 = 0x7770_7872
  /// Goes up when a frame changes.
  static let version: UInt16 = 1
  /// The bytes of length and kind.
  static let headerSize = 5
  /// The bytes of length, kind and number in front of the answers of a frame.
  static let answersHeaderSize = 9
  /// The bytes in front of a job.
  static let jobHeaderSize = 4
  /// The bytes in front of an answer.
  static let answerHeaderSize = 8
  /// The most bytes that a frame holds, unless a single job or answer is larger.
  static let portionBytes = 1 << 16
}

/// What a frame is.
enum FrameKind: UInt8 {
  case begin = 0x01
  case jobs = 0x02
  case hello = 0x81
  case answers = 0x82
  case goodbye = 0x83
  case refused = 0x84
}

/// A frame that has arrived.
struct Frame {
  /// What it is, as a number: it may be none that is known.
  var kind: UInt8
  /// What it holds.
  var body: ArraySlice<UInt8>
}

/// Something that cannot be a frame, or not that frame.
struct FrameError: Error, Hashable {
  /// What is wrong, in words.
  let reason: String
}

/// Takes a stream of bytes apart into frames.
struct FrameDecoder {
  private let limit: Int
  private var bytes: [UInt8] = []
  private var start = 0

  /// - Parameter limit: The most bytes that a frame may hold after its length.
  init(limit: Int) { self.limit = min(limit, Int(UInt32.max)) }

  /// Whether a frame has begun and not ended.
  var isInFrame: Bool { start < bytes.count }

  /// Adds bytes.
  mutating func append(_ more: RawSpan) {
    // Only the rest goes on; a long frame that arrives in pieces must not be moved for each.
    if start > 0 { bytes = Array(bytes[start...]) }
    start = 0
    unsafe more.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  /// Takes the next frame; nil if it is not complete.
  mutating func next() throws(FrameError) -> Frame? {
    guard bytes.count - start >= 4 else { return nil }
    var reader = ByteReader(bytes[start...])
    let length = Int(try reader.number(UInt32.self))
    guard length >= 1 else { throw FrameError(reason: "a frame without a kind") }
    guard length <= limit else {
      throw FrameError(reason: "a frame of \(length) bytes, more than \(limit)")
    }
    guard bytes.count - start - 4 >= length else { return nil }
    let kind = try reader.number(UInt8.self)
    let body = bytes[(start + FrameProtocol.headerSize)..<(start + 4 + length)]
    start += 4 + length
    return Frame(kind: kind, body: body)
  }
}
