// SPDX-License-Identifier: MIT
// Files of tests: where fixtures are, and recording them anew (RXDEBUG_RECORD=1).

import Glibc

/// The whole file, nil if it cannot be read.
public func readFile(_ path: String) -> [UInt8]? {
  let file = unsafe open(path, O_RDONLY)
  guard file >= 0 else { return nil }
  defer { close(file) }
  var result: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 65_536)
  while true {
    let count = unsafe read(file, &chunk, chunk.count)
    guard count > 0 else { return count == 0 ? result : nil }
    result += chunk[..<count]
  }
}

/// Writes a file; false if that fails.
public func writeFile(_ path: String, _ bytes: [UInt8]) -> Bool {
  let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  guard file >= 0 else { return false }
  defer { close(file) }
  return unsafe write(file, bytes, bytes.count) == bytes.count
}

/// Whether goldens are to be rewritten.
public let isRecording = unsafe getenv("RXDEBUG_RECORD") != nil

/// The folder of the package.
public let packageRoot: String = {
  var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
  parts.removeLast(3)
  return parts.joined(separator: "/")
}()
