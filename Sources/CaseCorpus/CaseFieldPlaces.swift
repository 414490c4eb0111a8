// SPDX-License-Identifier: MIT
// Where in a line of NDJSON its fields stand, so that a finding can name its column:
//
//   CaseFieldPlaces(line)["expected.rc"]      // the byte, from 1, at which the value begins
//
// Tested in Tests/CaseCorpusTests/CaseTests.swift.

/// The places of the fields of a case in its line.
public struct CaseFieldPlaces: Hashable, Sendable {
  private var columns: [String: Int] = [:]

  /// Finds the fields; none in a line that is no object.
  public init(_ line: [UInt8]) {
    var scanner = JSONScanner(line)
    do throws(JSONError) {
      try scanner.object { (scanner, name) throws(JSONError) in
        columns[name] = scanner.position + 1
        guard name == "expected", scanner.bytes[scanner.position] == .brace else {
          _ = try scanner.value()
          return
        }
        try scanner.object { (scanner, inner) throws(JSONError) in
          columns["expected." + inner] = scanner.position + 1
          _ = try scanner.value()
        }
      }
    } catch {
      // What was found so far is right.
    }
  }

  /// The byte of the line at which the value of a field begins, from 1.
  ///
  /// Bytes in base64 are found under their plain name, fields of the expectation as `expected.NAME`.
  public subscript(_ name: String) -> Int? { columns[name] ?? columns[name + "_b64"] }
}
