// SPDX-License-Identifier: MIT
// Numbers and counted bytes in the bodies of frames, the least byte first. Whatever the bytes are,
// reading ends with a value or an error. Tested in WorkerPoolTests/FrameTests.

/// Reads values one after another.
struct ByteReader {
  private var rest: ArraySlice<UInt8>

  init(_ bytes: ArraySlice<UInt8>) { rest = bytes }

  /// Whether nothing is left.
  var isAtEnd: Bool { rest.isEmpty }

  /// Reads a number.
  mutating func number<Number: FixedWidthInteger & UnsignedInteger>(
    _ type: Number.Type
  ) throws(FrameError) -> Number {
    var value: Number = 0
    for (place, byte) in try bytes(MemoryLayout<Number>.size).enumerated() {
      value |= Number(truncatingIfNeeded: byte) << (8 * place)
    }
    return value
  }

  /// Reads so many bytes.
  mutating func bytes(_ count: Int) throws(FrameError) -> ArraySlice<UInt8> {
    guard count <= rest.count else {
      throw FrameError(reason: "a frame that ends within a field")
    }
    defer { rest = rest.dropFirst(count) }
    return rest.prefix(count)
  }

  /// Reads a text with its length in two bytes in front; what is not UTF-8 is replaced.
  mutating func text() throws(FrameError) -> String {
    let count = try number(UInt16.self)
    return String(decoding: try bytes(Int(count)), as: UTF8.self)
  }
}

extension [UInt8] {
  /// Adds a number.
  mutating func append(number: some FixedWidthInteger & UnsignedInteger) {
    var rest = number
    for _ in 0..<(number.bitWidth / 8) {
      append(UInt8(truncatingIfNeeded: rest))
      rest >>= 8
    }
  }

  /// Adds a text with its length in two bytes in front, of which 200 bytes count.
  mutating func append(text: String) {
    let bytes = text.utf8.prefix(200)
    append(number: UInt16(bytes.count))
    append(contentsOf: bytes)
  }
}
