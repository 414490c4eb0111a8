// SPDX-License-Identifier: MIT
// gzip data (RFC 1952) piece by piece: any number of members one after another, zeros after the last
// one. Nothing is kept but one piece of input and zlib's window, however much comes out. Tested in
// Tests/CaseCorpusTests/GzipTests.swift.

internal import CZlib

/// Inflates gzip data.
@safe
struct Inflater: ~Copyable {
  // zlib's state points back at the stream, which therefore must not move.
  private let stream: UnsafeMutablePointer<z_stream>
  private var input: [UInt8]
  private var position = 0
  private var members = 0
  private var isInMember = false
  private var isReady: Bool

  /// Begins with some bytes of data.
  init(input: [UInt8]) {
    self.input = input
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15: the largest window; 16: gzip, with its check sums, and nothing else.
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    isReady = unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, size) == Z_OK
  }

  deinit {
    if isReady { _ = unsafe inflateEnd(stream) }
    unsafe stream.deallocate()
  }

  /// Takes more data, after `inflate` has given nothing.
  mutating func take(_ bytes: [UInt8]) {
    input = bytes
    position = 0
  }

  /// Replaces the chunk's content with what comes next; nothing where more data is needed.
  mutating func inflate(into chunk: inout [UInt8], upTo count: Int) throws(GzipFault) {
    guard isReady else { throw .corrupt("zlib is out of memory") }
    chunk.removeAll(keepingCapacity: true)
    repeat {
      if !isInMember, try !beginMember() { return }
      try advance(into: &chunk, upTo: count)
    } while chunk.isEmpty && position < input.count
  }

  /// Checks that the data may end here.
  func finish() throws(GzipFault) {
    if isInMember { throw .truncated }
  }

  /// Whether there is another member.
  private mutating func beginMember() throws(GzipFault) -> Bool {
    // Tapes and some tools fill the last block with zeros.
    while members > 0, position < input.count, input[position] == 0 { position += 1 }
    guard position < input.count else { return false }
    guard input[position] == 0x1f else { throw .trailingBytes }
    isInMember = true
    return true
  }

  private mutating func advance(into chunk: inout [UInt8], upTo count: Int) throws(GzipFault) {
    let room = min(count, 1 << 30)
    let start = position
    var left = 0
    var result = Z_OK
    chunk = unsafe [UInt8](unsafeUninitializedCapacity: room) { output, filled in
      unsafe input.withUnsafeMutableBufferPointer { input in
        unsafe stream.pointee.next_in = input.baseAddress.map { unsafe $0 + start }
        unsafe stream.pointee.avail_in = UInt32(input.count - start)
        unsafe stream.pointee.next_out = output.baseAddress
        unsafe stream.pointee.avail_out = UInt32(room)
        result = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
        left = unsafe Int(stream.pointee.avail_in)
        filled = unsafe room - Int(stream.pointee.avail_out)
      }
    }
    position = input.count - left
    switch result {
    // Z_BUF_ERROR: no data was left to go on with.
    case Z_OK, Z_BUF_ERROR: break
    case Z_STREAM_END:
      members += 1
      isInMember = false
      _ = unsafe inflateReset(stream)
    default: throw .corrupt(message)
    }
  }

  private var message: String {
    guard let text = unsafe stream.pointee.msg else { return "zlib is out of memory" }
    return unsafe String(cString: text)
  }
}
