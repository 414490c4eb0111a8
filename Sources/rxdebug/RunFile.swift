// SPDX-License-Identifier: MIT
// A file of JSON Lines that is read from its beginning first, and then by places: lines with their offsets, and
// any stretch of bytes. What cannot be read twice, such as standard input, is kept.

import CaseCorpus
import Glibc
import Reporting

/// A file of a batch run.
final class RunFile {
  /// A line, without its end.
  struct Line {
    /// Its number, from 1.
    var number: Int
    /// Where it begins, in bytes.
    var offset: Int
    /// Its bytes.
    var bytes: [UInt8]
    /// Whether it has an end: what a killed run writes last may have none.
    var isWhole = true
  }

  /// The longest line that is read, in bytes.
  private static let longestLine = 1 << 28

  /// What errors call it.
  let name: String
  private let identity: FileIdentity?
  private let descriptor: Int32
  private var kept: [UInt8]?

  /// Opens a file; `-` is standard input.
  init(_ path: String) throws(Failure) {
    name = RawArguments.fileName(path)
    identity = FileIdentity(path)
    descriptor = path == "-" ? -1 : try InputText.open(path)
    if path == "-" {
      kept = try InputText.standardInput()
    } else if lseek(descriptor, 0, SEEK_END) < 0 {
      // A pipe: opening it once more could wait for a writer that has gone.
      kept = try InputText.rest(of: descriptor, name: name)
    }
  }

  deinit { if descriptor >= 0 { _ = close(descriptor) } }

  /// Whether a path is of this very file.
  func isSame(as path: String) -> Bool { identity != nil && FileIdentity(path) == identity }

  /// Calls a function with every line that is not empty.
  func forEachLine(_ body: (Line) throws(Failure) -> Void) throws(Failure) {
    var line = Line(number: 1, offset: 0, bytes: [])
    var offset = 0
    while true {
      let chunk = try bytes(at: offset, atMost: 1 << 18)
      var start = 0
      while let end = chunk[start...].firstIndex(of: 0x0A) {
        line.bytes += chunk[start..<end]
        if !line.isEmpty { try body(line) }
        start = end + 1
        line = Line(number: line.number + 1, offset: offset + start, bytes: [])
      }
      line.bytes += chunk[start...]
      guard line.bytes.count <= Self.longestLine else {
        throw .input("\(name):\(line.number): longer than \(Self.longestLine) bytes")
      }
      offset += chunk.count
      guard !chunk.isEmpty else { break }
    }
    line.isWhole = false
    if !line.isEmpty { try body(line) }
  }

  /// Bytes from a place on, all of them.
  func bytes(at offset: Int, count: Int) throws(Failure) -> [UInt8] {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let more = try self.bytes(at: offset + bytes.count, atMost: count - bytes.count)
      guard !more.isEmpty else { throw .input("\(name): became shorter while it was read") }
      bytes += more
    }
    return bytes
  }

  private func bytes(at offset: Int, atMost count: Int) throws(Failure) -> [UInt8] {
    if let kept { return Array(kept[min(offset, kept.count)..<min(offset + count, kept.count)]) }
    while true {
      var failure: Int32 = 0
      let bytes = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        let got = unsafe pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
        filled = max(0, got)
        failure = got < 0 ? errno : 0
      }
      if failure == 0 { return bytes }
      guard failure == EINTR else {
        throw .input("\(name): cannot read: \(systemText(failure))")
      }
    }
  }
}

extension RunFile.Line {
  /// Whether nothing but blanks is in it.
  fileprivate var isEmpty: Bool { bytes.allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0D } }

  /// What the line says.
  ///
  /// - Throws: `Failure.input` with file, line and column.
  func read(in file: RunFile) throws(Failure) -> BatchLine {
    do throws(JSONError) {
      return try BatchLine(json: bytes)
    } catch {
      throw .input("\(file.name):\(number):\(error.offset + 1): \(error.reason)")
    }
  }
}
