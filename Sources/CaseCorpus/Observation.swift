// SPDX-License-Identifier: MIT
// What came out of a case, to be written into its suite (`batch --update`), in a line as
//
//   {"id":"date/1","found":{"rc":2,"ovector":[[3,10],[3,7]],"names":[["year",1]]},"steps":12}
//
// A worker makes it (CaseChecking/Observing.swift); CaseLineUpdate here and SuiteUpdate in CaseSuites write
// it down. Tested in Tests/CaseCorpusTests/ObservationTests.swift.

/// The result of one case, as both engines have it.
public struct Observation: Hashable, Sendable {
  /// The name of the case.
  public var id: String
  /// All that came out: `rc`, the groups with their names and the mark, or how compiling ended.
  public var found: Expectation
  /// Steps that the engine made.
  public var steps: Int

  /// Makes an observation.
  public init(id: String, found: Expectation, steps: Int) {
    self.id = id
    self.found = found
    self.steps = steps
  }
}

extension Observation {
  /// Decodes one object.
  ///
  /// - Throws: `JSONError` with an offset into the text.
  public init(json: [UInt8]) throws(JSONError) {
    var scanner = JSONScanner(json)
    self.init(id: "", found: Expectation(), steps: 0)
    try scanner.fields { (scanner, field) throws(JSONError) in
      switch field {
      case .id: id = try scanner.text()
      case .found: found = try Expectation(from: &scanner)
      case .steps: steps = try scanner.integer()
      default: throw scanner.unknown(field)
      }
    }
    try scanner.end()
  }

  /// Writes the observation as one object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.name("found")
      found.write(to: &writer)
      writer.field("steps", steps)
    }
  }
}
