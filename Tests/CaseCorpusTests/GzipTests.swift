// SPDX-License-Identifier: MIT
// Compressed case files: members, padding, every cut, every damaged byte, and a little that becomes much.

import CZlib
import CaseCorpus
import Testing

@Suite("Compressed case files")
struct GzipTests {
  private static let content = bytes("{\"pattern\":\"a\"}\n\n{\"pattern\":\"bb\"}\nthird\r\nlast")
  private static let expected = [
    "1:{\"pattern\":\"a\"}", "3:{\"pattern\":\"bb\"}", "4:third\r", "5:last",
  ]

  /// What reading a file ends with, if it is not its end.
  private func fault(_ content: [UInt8], chunk: Int = 64) -> GzipFault? {
    do {
      _ = try lines(content, chunk: chunk)
    } catch CaseFileError.damaged(_, let fault) {
      return fault
    } catch {
      Issue.record(error)
    }
    return nil
  }

  @Test(arguments: [1, 2, 3, 17, 1000])
  func everyChunkSizeAndAnyMembersGiveTheSameLines(chunk: Int) throws {
    let whole = Self.content
    #expect(try lines(gzip(whole), chunk: chunk) == Self.expected)
    for cut in [0, 1, 15, 16, 40, whole.count] {
      let members = gzip(Array(whole[..<cut])) + gzip(Array(whole[cut...]))
      #expect(try lines(members, chunk: chunk) == Self.expected, "cut at \(cut)")
      #expect(try lines(members + [0, 0, 0], chunk: chunk) == Self.expected)
    }
    #expect(try lines(gzip([]), chunk: chunk).isEmpty)
  }

  @Test(arguments: [1, 1000])
  func everyCutIsFound(chunk: Int) throws {
    let whole = gzip(Self.content)
    for count in 2..<whole.count {
      #expect(fault(Array(whole[..<count]), chunk: chunk) == .truncated, "\(count) bytes")
    }
    // Fewer bytes do not say yet that they are compressed.
    #expect(try lines([0x1f], chunk: chunk) == ["1:\u{1f}"])
    #expect(try lines([0x1f, 0x41, 0x0a, 0x42], chunk: chunk) == ["1:\u{1f}A", "2:B"])
    #expect(fault(whole + bytes("x"), chunk: chunk) == .trailingBytes)
    #expect(fault(whole + whole.dropLast(), chunk: chunk) == .truncated)
  }

  @Test func everyDamagedByteIsFoundOrHasNoBearing() throws {
    let whole = gzip(Self.content)
    for index in 2..<whole.count {
      for bit in 0..<8 {
        var damaged = whole
        damaged[index] ^= 1 << UInt8(bit)
        guard fault(damaged) == nil else { continue }
        // Time, level and system in the header, and the bits that fill the last byte before the
        // check sum: nothing depends on them.
        let hasNoBearing = (3..<10).contains(index) || index == whole.count - 9
        #expect(hasNoBearing, "byte \(index), bit \(bit)")
        #expect(try lines(damaged) == Self.expected)
      }
    }
  }

  @Test func aLittleThatBecomesMuchIsNotKept() throws {
    let content = Array(repeating: UInt8(ascii: "a"), count: 4 << 20) + bytes("\nb\n")
    let compressed = gzip(content)
    #expect(compressed.count < content.count / 500)
    #expect(try lines(compressed, limit: 1 << 16, chunk: 1 << 12) == ["1!", "2:b"])
  }

  @Test func faultsInWords() throws {
    let file = ScratchFile(Array(gzip(Self.content).dropLast()))
    #expect(throws: CaseFileError.damaged(path: file.path, fault: .truncated)) {
      var reader = try CaseFileReader(path: file.path)
      while try reader.nextLine() != nil {}
    }
    func words(_ fault: GzipFault) -> String {
      CaseFileError.damaged(path: "x.gz", fault: fault).description
    }
    #expect(words(.truncated) == "x.gz: damaged gzip data: it ends too early")
    #expect(words(.trailingBytes) == "x.gz: damaged gzip data: other bytes follow its end")
    #expect(words(.corrupt("bad")) == "x.gz: damaged gzip data: bad")
  }
}

/// The bytes as one gzip member.
private func gzip(_ content: [UInt8]) -> [UInt8] {
  var stream = unsafe z_stream()
  let size = unsafe Int32(MemoryLayout<z_stream>.size)
  guard
    unsafe deflateInit2_(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
      == Z_OK
  else { return [] }
  defer { _ = unsafe deflateEnd(&stream) }
  var input = content
  let room = Int(unsafe deflateBound(&stream, UInt(content.count)))
  return unsafe [UInt8](unsafeUninitializedCapacity: room) { output, filled in
    unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe stream.next_in = input.baseAddress
      unsafe stream.avail_in = UInt32(input.count)
      unsafe stream.next_out = output.baseAddress
      unsafe stream.avail_out = UInt32(room)
      _ = unsafe deflate(&stream, Z_FINISH)
      filled = unsafe room - Int(stream.avail_out)
    }
  }
}
