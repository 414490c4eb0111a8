// SPDX-License-Identifier: MIT
// Helpers of these tests: bytes of texts, scratch files, seeded randomness.

import CaseCorpus
import Glibc
import Testing

/// The bytes of a text.
func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

/// The text of bytes.
func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

/// The fault that parsing a text ends with.
func fault(_ text: String) -> JSONError? { fault(of: bytes(text)) }

/// The fault that parsing bytes ends with.
func fault(of bytes: [UInt8]) -> JSONError? {
  do throws(JSONError) {
    _ = try JSONValue(parsing: bytes)
    return nil
  } catch {
    return error
  }
}

/// A file that exists as long as the value does.
struct ScratchFile: ~Copyable {
  let path: String

  init(_ content: [UInt8]) {
    var template = Array("/tmp/rxdebug-corpus-XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&template)
    path = String(decoding: template.dropLast().map(UInt8.init), as: UTF8.self)
    var done = 0
    while descriptor >= 0, done < content.count {
      let rest = Array(content[done...])
      let count = unsafe write(descriptor, rest, rest.count)
      if count <= 0 { break }
      done += count
    }
    close(descriptor)
  }

  deinit { unsafe unlink(path) }
}

/// A small generator with a seed, so that a failure can be repeated (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}

/// The lines of a file; a line that is too long shows as an exclamation mark.
func lines(
  _ content: [UInt8], limit: Int = 1000, chunk: Int = 64
) throws -> [String] {
  let file = ScratchFile(content)
  var reader = try CaseFileReader(path: file.path, lineLimit: limit, chunkSize: chunk)
  var lines: [String] = []
  while let line = try reader.nextLine() {
    switch line {
    case .success(let line): lines.append("\(line.number):\(text(line.bytes))")
    case .failure(let error): lines.append("\(error.line)!")
    }
  }
  #expect(reader.bytesRead == content.count)
  return lines
}
