// SPDX-License-Identifier: MIT
// What a worker is asked: one JSON object per line. The fields are those of a case, plus `mode`:
//
//   {"id":"a:1","pattern":"a+","subject":"xaa","mode":"trace","trace_cap":20000,"rows":false}
//
// Tested in Tests/CaseCorpusTests/CaseTests.swift.

/// One request to a worker.
public struct WorkerRequest: Hashable, Sendable {
  /// What the worker is to do.
  public enum Mode: String, Hashable, Sendable {
    /// Match once.
    case match
    /// Match once and hash the steps.
    case trace
    /// Only compile the pattern.
    case compile
    /// Find all matches.
    case global
  }

  /// The name that the answer repeats.
  public var id: String
  /// What the worker is to do.
  public var mode: Mode
  /// What the engine is given.
  public var input: CaseInput
  /// How many steps are hashed in mode trace.
  public var traceCap: Int
  /// Whether the answer holds the rows of the trace too.
  public var wantsRows: Bool

  /// Makes a request.
  public init(
    id: String, mode: Mode, input: CaseInput, traceCap: Int = 20_000, wantsRows: Bool = false
  ) {
    self.id = id
    self.mode = mode
    self.input = input
    self.traceCap = traceCap
    self.wantsRows = wantsRows
  }
}

extension WorkerRequest {
  /// Decodes one line; `source`, `line` and `kind` of a case are accepted and ignored.
  ///
  /// - Throws: `JSONError` with an offset into the line.
  public init(json: [UInt8]) throws(JSONError) {
    var scanner = JSONScanner(json)
    self.init(id: "", mode: .match, input: CaseInput())
    let seen = try scanner.fields { (scanner, field) throws(JSONError) in
      if try input.takeField(field, from: &scanner) { return }
      switch field {
      case .id: id = try scanner.text()
      case .mode: mode = try scanner.word(of: Mode.self)
      case .traceCap: traceCap = try scanner.integer()
      case .rows: wantsRows = try scanner.bool()
      case .source, .line, .kind: _ = try scanner.value()
      default: throw scanner.unknown(field)
      }
    }
    try scanner.end()
    try scanner.require([.id, .mode, .pattern], in: seen)
  }

  /// Writes the request as one object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      input.writePattern(to: &writer)
      input.writeRest(to: &writer, withSubject: mode != .compile)
      writer.field("mode", mode.rawValue)
      guard mode == .trace else { return }
      writer.field("trace_cap", traceCap)
      writer.name("rows")
      writer.bool(wantsRows)
    }
  }
}
