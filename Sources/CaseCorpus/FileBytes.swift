// SPDX-License-Identifier: MIT
// The only place of this target that speaks to the system: open, read, close.

internal import Glibc

/// A file open for reading; a path opens and closes it, a descriptor is borrowed.
struct FileBytes: ~Copyable {
  let path: String
  private let descriptor: Int32
  private let isOwned: Bool

  init(path: String) throws(CaseFileError) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotOpen(path: path, errno: errno) }
    self.path = path
    self.descriptor = descriptor
    isOwned = true
  }

  init(borrowing descriptor: Int32, name: String) {
    path = name
    self.descriptor = descriptor
    isOwned = false
  }

  deinit {
    if isOwned { _ = close(descriptor) }
  }

  /// Replaces the chunk's content with the next bytes of the file; none at its end.
  func read(into chunk: inout [UInt8], upTo count: Int) throws(CaseFileError) {
    while true {
      var failure: Int32 = 0
      chunk = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        let got = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        filled = max(0, got)
        failure = got < 0 ? errno : 0
      }
      if failure == 0 { return }
      guard failure == EINTR else { throw .cannotRead(path: path, errno: failure) }
    }
  }
}

/// The system's text for an error number, for `errno`.
public func systemText(_ number: Int32) -> String {
  guard let text = unsafe strerror(number) else { return "error \(number)" }
  return unsafe String(cString: text)
}
