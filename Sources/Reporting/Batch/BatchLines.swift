// SPDX-License-Identifier: MIT
// One verdict of a batch run as a line of text, and as a line of JSON.
//
//   a.ndjson:12 a:12: FAILED: group 1: expected [0,2), got unset
//
// Tested in Tests/CommandTests/BatchTests.swift.

public import CaseChecking
import CaseCorpus
import SourceText

/// Where a case stands.
public struct CasePlace: Hashable, Sendable {
  /// The file, fit for display.
  public var file: String
  /// The line, from 1.
  public var line: Int

  /// Makes a place.
  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }
}

/// A place as people write it, such as `a.ndjson:12`; behind it the id of the case, if it has one.
public func batchPlace(_ place: CasePlace, id: String? = nil) -> String {
  "\(place.file):\(place.line)" + (id.map { " " + Escaping().display(Array($0.utf8)) } ?? "")
}

/// A verdict as one line of text without its line end.
public func batchLine(_ verdict: CaseVerdict, at place: CasePlace) -> String {
  let detail =
    verdict.detail.isEmpty ? "" : ": " + Escaping().display(Array(verdict.detail.utf8))
  return "\(batchPlace(place, id: verdict.id)): \(verdict.kind.rawValue.uppercased())\(detail)"
}

/// A verdict as one line of JSON with its line end; `object` is the verdict as an object.
public func batchJSON(_ object: [UInt8], at place: CasePlace) -> [UInt8] {
  var writer = JSONWriter()
  writer.object { writer in
    writer.name("file")
    writer.string(place.file)
    writer.name("line")
    writer.integer(place.line)
  }
  // Both are objects with fields: the second goes on where the first ends.
  return writer.bytes.dropLast() + [0x2C] + object.dropFirst() + [0x0A]
}
