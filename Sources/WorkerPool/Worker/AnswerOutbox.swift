// SPDX-License-Identifier: MIT
// The answers of a worker on their way out. They may be held back for a while so that many leave
// in one write; but whatever happens to the process, a signal handler can still send those that are
// complete. So the pool knows which job the worker died of: the first without an answer.
//
// Answers stand in one buffer, each added behind what is committed and committed by a single store:
//
//   | sent | header | unsent answers | an answer that is being added |
//                   ^ unsent         ^ committed
//
// The header of the next frame takes the last bytes of what is sent, so sending moves nothing.
// Whoever sends holds `isSending`; a handler that finds it held does nothing, because the main
// program is about to send all that there is. Tested in WorkerPoolTests/FaultTests.

internal import Glibc
internal import Synchronization

/// The answers that are complete and not sent; one per process, because signal handlers are.
enum AnswerOutbox {
  private static let descriptor = Atomic<Int32>(-1)
  private static let address = Atomic<UInt>(0)
  private static let capacity = Atomic<Int>(0)
  private static let unsent = Atomic<Int>(FrameProtocol.answersHeaderSize)
  private static let committed = Atomic<Int>(FrameProtocol.answersHeaderSize)
  /// The number of the first unsent answer.
  private static let number = Atomic<UInt32>(0)
  private static let isSending = Atomic<Bool>(false)
  private static let isBroken = Atomic<Bool>(false)
  private static let isEndAsked = Atomic<Bool>(false)

  private static var base: UnsafeMutablePointer<UInt8>? {
    unsafe UnsafeMutablePointer(bitPattern: address.load(ordering: .relaxed))
  }

  /// Whether nobody reads any more.
  static var hasNoReader: Bool { isBroken.load(ordering: .relaxed) }

  /// Makes the buffer, before any handler is installed.
  static func open(descriptor new: Int32) {
    descriptor.store(new, ordering: .relaxed)
    number.store(0, ordering: .relaxed)
    isBroken.store(false, ordering: .relaxed)
    isEndAsked.store(false, ordering: .relaxed)
    isSending.store(false, ordering: .relaxed)
    makeRoom(FrameProtocol.portionBytes)
  }

  /// Adds an answer.
  static func add(_ answer: [UInt8], microseconds: UInt32) {
    let size = answer.count + FrameProtocol.answerHeaderSize
    if committed.load(ordering: .relaxed) + size > capacity.load(ordering: .relaxed) {
      flush()
      if size + FrameProtocol.answersHeaderSize > capacity.load(ordering: .relaxed) {
        makeRoom(size)
      }
    }
    guard let base = unsafe base else { return }
    let start = committed.load(ordering: .relaxed)
    unsafe put(UInt32(clamping: answer.count), at: base + start)
    unsafe put(microseconds, at: base + start + 4)
    unsafe answer.withUnsafeBufferPointer { bytes in
      guard let first = bytes.baseAddress else { return }
      unsafe (base + start + FrameProtocol.answerHeaderSize).update(from: first, count: bytes.count)
    }
    committed.store(start + size, ordering: .releasing)
  }

  /// Sends all answers and waits until they are on their way.
  static func flush() {
    while !isSending.compareExchange(
      expected: false, desired: true, ordering: .acquiringAndReleasing
    ).exchanged {
      // A handler on another thread is sending.
      sched_yield()
    }
    send()
    unsent.store(FrameProtocol.answersHeaderSize, ordering: .relaxed)
    committed.store(FrameProtocol.answersHeaderSize, ordering: .relaxed)
    release()
  }

  /// Sends a frame of another kind, behind all answers.
  static func send(frame: [UInt8]) {
    flush()
    isSending.store(true, ordering: .relaxed)
    unsafe frame.withUnsafeBufferPointer { bytes in
      if let first = bytes.baseAddress { unsafe write(first, bytes.count) }
    }
    release()
  }

  /// Sends all answers from within a signal handler, unless the main program is sending.
  ///
  /// - Parameter endsAfter: Whether the process is to end once the main program has sent.
  /// - Returns: Whether it was free to send.
  @discardableResult
  static func flushFromHandler(endsAfter: Bool = false) -> Bool {
    guard
      isSending.compareExchange(
        expected: false, desired: true, ordering: .acquiringAndReleasing
      ).exchanged
    else {
      if endsAfter { isEndAsked.store(true, ordering: .relaxed) }
      return false
    }
    send()
    isSending.store(false, ordering: .releasing)
    return true
  }

  // MARK: With isSending held

  private static func release() {
    isSending.store(false, ordering: .releasing)
    if isEndAsked.load(ordering: .relaxed) { WorkerSignals.endByTermination() }
  }

  private static func send() {
    let start = unsent.load(ordering: .relaxed)
    let end = committed.load(ordering: .acquiring)
    guard start < end, let base = unsafe base else { return }
    let header = unsafe base + start - FrameProtocol.answersHeaderSize
    unsafe put(UInt32(clamping: end - start + 5), at: header)
    unsafe header[4] = FrameKind.answers.rawValue
    unsafe put(number.load(ordering: .relaxed), at: header + 5)
    unsafe write(header, end - start + FrameProtocol.answersHeaderSize)
    unsent.store(end, ordering: .relaxed)
    number.wrappingAdd(unsafe count(base + start, end - start), ordering: .relaxed)
  }

  /// The number of answers in some bytes.
  private static func count(_ start: UnsafePointer<UInt8>, _ size: Int) -> UInt32 {
    var count: UInt32 = 0
    var place = 0
    while place < size {
      var length = 0
      for byte in 0..<4 { length |= unsafe Int(start[place + byte]) << (8 * byte) }
      place += length + FrameProtocol.answerHeaderSize
      count += 1
    }
    return count
  }

  private static func write(_ start: UnsafePointer<UInt8>, _ count: Int) {
    var written = 0
    let descriptor = descriptor.load(ordering: .relaxed)
    while written < count, !isBroken.load(ordering: .relaxed) {
      let result = unsafe Glibc.write(descriptor, start + written, count - written)
      if result >= 0 {
        written += result
      } else if errno != EINTR {
        isBroken.store(true, ordering: .relaxed)
      } else if isEndAsked.load(ordering: .relaxed) {
        // Nobody has read for so long that the process is to end: with a frame that is torn.
        WorkerSignals.endByTermination()
      }
    }
  }

  private static func put(_ number: UInt32, at place: UnsafeMutablePointer<UInt8>) {
    for byte in 0..<4 { unsafe place[byte] = UInt8(truncatingIfNeeded: number >> (8 * byte)) }
  }

  /// Replaces the buffer, which must be empty, by one for answers of a size.
  private static func makeRoom(_ size: Int) {
    isSending.store(true, ordering: .relaxed)
    unsafe base?.deallocate()
    let bytes = size + FrameProtocol.answersHeaderSize
    let base = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes)
    unsafe base.initialize(repeating: 0, count: bytes)
    address.store(UInt(bitPattern: base), ordering: .relaxed)
    capacity.store(bytes, ordering: .relaxed)
    unsent.store(FrameProtocol.answersHeaderSize, ordering: .relaxed)
    committed.store(FrameProtocol.answersHeaderSize, ordering: .relaxed)
    isSending.store(false, ordering: .releasing)
  }
}
