// SPDX-License-Identifier: MIT
// Reading files line by line: line ends, torn and overlong lines, chunks of every size.

import CaseCorpus
import Testing

@Suite("Case files")
struct CaseFileReaderTests {
  @Test(arguments: [1, 2, 3, 7, 64])
  func everyChunkSizeGivesTheSameLines(chunk: Int) throws {
    let content = bytes("\u{feff}one\ntwo\r\n\n  \nfive\n\nseven")
    #expect(try lines(content, chunk: chunk) == ["1:one", "2:two\r", "5:five", "7:seven"])
    #expect(try lines([], chunk: chunk).isEmpty)
    #expect(try lines(bytes("\n\n"), chunk: chunk).isEmpty)
  }

  @Test(arguments: [1, 5, 64])
  func overlongLinesAreSkipped(chunk: Int) throws {
    let content = bytes("12345\n123456\n12\n1234567890")
    #expect(try lines(content, limit: 5, chunk: chunk) == ["1:12345", "2!", "3:12", "4!"])
  }

  @Test func badLinesDoNotEndTheFile() throws {
    let file = ScratchFile(bytes("{\"pattern\":\"a\"}\n{\"pattern\":\n{\"pattern\":\"b\"}\n{\"pat"))
    var reader = try CaseFileReader(path: file.path)
    var results: [String] = []
    while let item = try reader.nextCase() {
      switch item {
      case .success(let item): results.append(item.id)
      case .failure(let error): results.append(error.description)
      }
    }
    #expect(
      results == [
        "line 1", "line 2, column 12: unexpected end of text", "line 3",
        "line 4, column 6: unexpected end of text",
      ])
  }

  @Test func bufferedLinesAreKnown() throws {
    let file = ScratchFile(bytes("one\ntwo\nth"))
    var reader = try CaseFileReader(path: file.path)
    var known = [reader.hasBufferedLine]
    while try reader.nextLine() != nil { known.append(reader.hasBufferedLine) }
    #expect(known == [false, true, false, false])
  }

  @Test func filesThatCannotBeRead() {
    #expect(throws: CaseFileError.cannotOpen(path: "/nonexistent/x", errno: 2)) {
      _ = try CaseFileReader(path: "/nonexistent/x")
    }
    #expect(throws: CaseFileError.cannotRead(path: "/tmp", errno: 21)) {
      var reader = try CaseFileReader(path: "/tmp")
      _ = try reader.nextLine()
    }
  }
}
