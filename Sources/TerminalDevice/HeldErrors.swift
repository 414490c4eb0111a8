// SPDX-License-Identifier: MIT
// Standard error while the screen belongs to the program: what is written there would stand in the middle of
// it. Until the terminal is as before it goes into a file in memory; then it is shown. Nothing is held where
// standard error is no terminal.
//
//     errors.prepare()                   // makes the file; may fail, then nothing is held
//     errors.hold()                      // write(2, ...) is not seen
//     errors.release(patience: 500)      // now it is
//
// All but `prepare` may be called in the handler of a signal. Tested in TerminalDeviceTests.

import CPlatform
import Glibc

/// Standard error, held back for a while.
struct HeldErrors {
  /// Where standard error really goes; below 0 if nothing can be held.
  private var target: Int32 = -1
  /// The file in memory; below 0 until there is one.
  private var file: Int32 = -1
  private var isHolding = false

  /// Makes the file, where standard error is a terminal.
  mutating func prepare() {
    guard file < 0, isatty(STDERR_FILENO) == 1 else { return }
    file = Self.makeFile()
    guard file >= 0 else { return }
    // Not among the descriptors that programs give a meaning to.
    target = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 10)
    if target < 0 { close() }
  }

  /// Begins to hold back.
  mutating func hold() {
    guard target >= 0, !isHolding else { return }
    isHolding = dup2(file, STDERR_FILENO) >= 0
  }

  /// Ends it and shows what came.
  ///
  /// - Parameter patience: how long to wait for a terminal that takes nothing, in ms; below 0 without end.
  mutating func release(patience: Int32) {
    guard isHolding else { return }
    isHolding = false
    dup2(target, STDERR_FILENO)
    copy(patience)
    ftruncate(file, 0)
    lseek(file, 0, SEEK_SET)
  }

  private func copy(_ patience: Int32) {
    // Up to this size the buffer is on the stack: nothing may be allocated in a handler.
    unsafe withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 1) { buffer in
      var offset = 0
      while true {
        let count = unsafe pread(file, buffer.baseAddress, buffer.count, offset)
        guard count > 0 else { return }
        var waiting = pollfd(fd: target, events: Int16(POLLOUT), revents: 0)
        let ready = unsafe poll(&waiting, 1, patience)
        let written = ready > 0 ? unsafe write(target, buffer.baseAddress, count) : Int(ready)
        if written > 0 {
          offset += written
        } else if written == 0 || errno != EINTR {
          return
        }
      }
    }
  }

  /// Closes the file.
  mutating func close() {
    if file >= 0 { _ = Glibc.close(file) }
    if target >= 0 { _ = Glibc.close(target) }
    (file, target) = (-1, -1)
  }

  private static func makeFile() -> Int32 {
    let inMemory = unsafe rxdebug_memory_file("rxdebug-errors")
    guard inMemory < 0 else { return inMemory }
    // An old kernel.
    var path = Array("/tmp/rxdebug-XXXXXX".utf8CString)
    let onDisk = unsafe mkstemp(&path)
    guard onDisk >= 0 else { return -1 }
    unsafe unlink(path)
    _ = fcntl(onDisk, F_SETFD, FD_CLOEXEC)
    return onDisk
  }
}
