// SPDX-License-Identifier: MIT
// The end of what workers write to standard error: a file in memory, so that neither side ever
// waits for the other. A worker may make it 16 MiB large (WorkerLimits); it is cut from time to
// time. Tested in WorkerPoolTests/FaultTests.

internal import CPlatform
internal import Glibc
internal import Synchronization

/// The standard error of the workers of one place, one after another.
final class ErrorTail: Sendable {
  /// How many bytes are kept.
  static let kept = 2048
  /// How large the file may be until it is cut.
  private static let limit: off_t = 1 << 20

  /// What workers get; it is open as long as this object lives.
  let descriptor: Int32
  private let before = Mutex<[UInt8]>([])

  /// Makes the file; without memory for it everything is discarded.
  init() {
    var number = unsafe rxdebug_memory_file("standard error")
    if number < 0 { number = unsafe open("/dev/null", O_RDWR | O_CLOEXEC) }
    // Where the file was cut, writing must go on at its new end.
    _ = fcntl(number, F_SETFL, O_APPEND)
    descriptor = number
  }

  deinit { _ = close(descriptor) }

  /// Forgets everything, before another worker starts.
  func clear() {
    before.withLock { before in
      before = []
      _ = ftruncate(descriptor, 0)
    }
  }

  /// Cuts the file if it has grown large.
  func trim() {
    before.withLock { before in
      guard size > Self.limit else { return }
      before = end
      _ = ftruncate(descriptor, 0)
    }
  }

  /// The last bytes that were written.
  func tail() -> [UInt8] {
    before.withLock { Array(($0 + end).suffix(Self.kept)) }
  }

  private var size: off_t {
    var information = stat()
    return unsafe fstat(descriptor, &information) == 0 ? information.st_size : 0
  }

  private var end: [UInt8] {
    let start = max(0, size - off_t(Self.kept))
    return unsafe [UInt8](unsafeUninitializedCapacity: Self.kept) { buffer, count in
      count = max(0, unsafe pread(descriptor, buffer.baseAddress, buffer.count, start))
    }
  }
}
