// SPDX-License-Identifier: MIT
// The only place of this target that speaks to the system: open, read, close. What begins as gzip
// data does is inflated on the way (FileBytes+Inflater.swift). Tested in
// Tests/CaseCorpusTests/{CaseFileReaderTests,GzipTests}.swift.

internal import Glibc

/// A file open for reading; a path opens and closes it, a descriptor is borrowed.
struct FileBytes: ~Copyable {
  let path: String
  /// The number of bytes taken from the file so far, as they stand in it.
  private(set) var bytesRead = 0
  private let descriptor: Int32
  private let isOwned: Bool
  private var inflater: Inflater?

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

  /// Replaces the chunk's content with the next bytes of the content; none at its end.
  mutating func read(into chunk: inout [UInt8], upTo count: Int) throws(CaseFileError) {
    if inflater == nil {
      let isFirst = bytesRead == 0
      try take(into: &chunk, upTo: count)
      guard isFirst, chunk.first == 0x1f else { return }
      if chunk.count == 1 {
        var second: [UInt8] = []
        try take(into: &second, upTo: 1)
        chunk += second
      }
      guard chunk.count > 1, chunk[1] == 0x8b else { return }
      inflater = Inflater(input: chunk)
    }
    try inflate(into: &chunk, upTo: count)
  }

  private mutating func inflate(
    into chunk: inout [UInt8], upTo count: Int
  ) throws(CaseFileError) {
    try inflatePiece(into: &chunk, upTo: count)
    while chunk.isEmpty {
      try take(into: &chunk, upTo: count)
      if chunk.isEmpty { return try endInflating() }
      inflater?.take(chunk)
      try inflatePiece(into: &chunk, upTo: count)
    }
  }

  private mutating func inflatePiece(
    into chunk: inout [UInt8], upTo count: Int
  ) throws(CaseFileError) {
    do throws(GzipFault) {
      try inflater?.inflate(into: &chunk, upTo: count)
    } catch {
      throw .damaged(path: path, fault: error)
    }
  }

  private func endInflating() throws(CaseFileError) {
    do throws(GzipFault) {
      try inflater?.finish()
    } catch {
      throw .damaged(path: path, fault: error)
    }
  }

  /// Replaces the chunk's content with the next bytes as they stand in the file.
  private mutating func take(into chunk: inout [UInt8], upTo count: Int) throws(CaseFileError) {
    while true {
      var failure: Int32 = 0
      chunk = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        let got = unsafe Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        filled = max(0, got)
        failure = got < 0 ? errno : 0
      }
      bytesRead += chunk.count
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
