// SPDX-License-Identifier: MIT
// Bytes as the machine sees them, for what is done to every byte of every line: where a line ends, where a string of
// JSON stops being plain, and copying what is in between.
// Tested in Tests/CaseCorpusTests/{CaseFileReaderTests,FieldTests}.swift.

internal import Glibc

/// Where the next line end stands in some bytes; nil if there is none.
func lineEnd(in bytes: [UInt8], from start: Int) -> Int? {
  unsafe bytes.withUnsafeBytes { buffer in
    guard start < buffer.count, let base = buffer.baseAddress,
      let found = unsafe memchr(base + start, 0x0a, buffer.count - start)
    else { return nil }
    return unsafe UnsafeRawPointer(found) - base
  }
}

/// Where the next byte stands that does not stand for itself in a string of JSON, or the end of the bytes.
///
/// That is a quotation mark, a backslash, a control character or a byte of 80 and up. Eight bytes are looked at at
/// once: a byte's highest bit is set where a difference went below 0, which is exact for the first such byte.
func plainEnd(in bytes: Span<UInt8>, from start: Int) -> Int {
  let (ones, highs): (UInt64, UInt64) = (0x0101_0101_0101_0101, 0x8080_8080_8080_8080)
  var index = start
  while index &+ 8 <= bytes.count {
    let word = unsafe UInt64(
      littleEndian: bytes.bytes.unsafeLoadUnaligned(
        fromUncheckedByteOffset: index, as: UInt64.self))
    let quotes = word ^ ones &* 0x22
    let slashes = word ^ ones &* 0x5c
    let below =
      (word &- ones &* 0x20) & ~word | (quotes &- ones) & ~quotes | (slashes &- ones) & ~slashes
    let found = (below | word) & highs
    if found != 0 { return index &+ found.trailingZeroBitCount / 8 }
    index &+= 8
  }
  while index < bytes.count {
    let byte = bytes[index]
    guard byte != 0x22, byte != 0x5c, byte >= 0x20, byte < 0x80 else { return index }
    index &+= 1
  }
  return index
}

extension [UInt8] {
  /// Adds some of the bytes of a text.
  mutating func append(_ text: Span<UInt8>, _ range: Range<Int>) {
    unsafe text.extracting(range).withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
  }

  /// Adds a text of the program.
  mutating func append(_ text: StaticString) {
    text.withUTF8Buffer { unsafe append(contentsOf: $0) }
  }
}

/// Up to eight bytes as a number, the first the lowest, with zeros behind them.
func word(in bytes: Span<UInt8>, from start: Int, count: Int) -> UInt64 {
  guard start &+ 8 <= bytes.count else {
    return (0..<count).reduce(0) { $0 | UInt64(bytes[start + $1]) << UInt64(8 * $1) }
  }
  let word = unsafe UInt64(
    littleEndian: bytes.bytes.unsafeLoadUnaligned(fromUncheckedByteOffset: start, as: UInt64.self))
  return count == 8 ? word : word & (1 << UInt64(8 * count) &- 1)
}
