// SPDX-License-Identifier: MIT
// What a worker answers: one JSON object per line with the id of the request.
//
//   {"id":"a:1","status":"match","ovector":[[1,3]],"steps":5,"trace_hash":"e04421a311941840"}
//
// Tested in Tests/CaseCorpusTests/CaseTests.swift.

public import SourceText

/// One answer of a worker.
public struct WorkerResponse: Hashable, Sendable {
  /// How a request ended.
  public enum Status: String, Hashable, Sendable {
    /// A match.
    case match
    /// No match.
    case noMatch = "nomatch"
    /// A partial match.
    case partial
    /// Matching ended with an error.
    case error
    /// A limit was reached.
    case limit
    /// The pattern does not compile.
    case compileError = "compile_error"
    /// The pattern compiles.
    case ok
    /// The engine does not do what was asked.
    case unsupported
  }

  /// The number of an error and where it is.
  public struct Failure: Hashable, Sendable {
    /// The error number as the library has it.
    public var code: Int
    /// The place in the pattern or subject, in bytes.
    public var offset: Int?

    /// Makes a failure.
    public init(code: Int, offset: Int? = nil) {
      self.code = code
      self.offset = offset
    }
  }

  /// The name of the request.
  public var id: String
  /// How it ended.
  public var status: Status
  /// The groups in bytes, group 0 first; nil elements are unset groups.
  public var ovector: [SourceSpan?]?
  /// The mark.
  public var mark: [UInt8]?
  /// The error.
  public var error: Failure?
  /// The number of capturing groups.
  public var captureCount: Int?
  /// The number of steps that were hashed.
  public var steps: Int?
  /// The hash of the steps, as 16 hexadecimal digits.
  public var traceHash: String?
  /// The steps themselves, each as seven integers and the captures.
  public var trace: [[Int]]?
  /// The groups of every match in mode global.
  public var matches: [[SourceSpan?]]?

  /// Makes an answer.
  public init(id: String, status: Status) {
    self.id = id
    self.status = status
  }
}

extension WorkerResponse {
  /// Decodes one line.
  ///
  /// - Throws: `JSONError` with an offset into the line.
  public init(json: [UInt8]) throws(JSONError) {
    var scanner = JSONScanner(json)
    self.init(id: "", status: .ok)
    let seen = try scanner.fields { (scanner, field) throws(JSONError) in
      switch field {
      case .id: id = try scanner.text()
      case .status: status = try scanner.word(of: Status.self)
      case .ovector: ovector = try scanner.spans()
      case .mark: mark = try scanner.string()
      case .markBase64: mark = try scanner.base64()
      case .error: error = try Failure(from: &scanner)
      case .captureCount: captureCount = try scanner.integer()
      case .steps: steps = try scanner.integer()
      case .traceHash: traceHash = try scanner.text()
      case .trace: trace = try scanner.rows()
      case .matches: matches = try scanner.spanLists()
      default: throw scanner.unknown(field)
      }
    }
    try scanner.end()
    try scanner.require([.id, .status], in: seen)
  }

  /// Writes the answer as one object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.field("id", id)
      writer.field("status", status.rawValue)
      writer.optionalField("ovector", ovector)
      writer.bytesField("mark", "mark_b64", mark)
      if let error {
        writer.name("error")
        writer.object {
          $0.field("code", error.code)
          $0.optionalField("offset", error.offset)
        }
      }
      writer.optionalField("capture_count", captureCount)
      writer.optionalField("steps", steps)
      writer.optionalField("trace_hash", traceHash)
      if let trace {
        writer.name("trace")
        writer.array { writer in
          for row in trace { writer.array { for value in row { $0.integer(value) } } }
        }
      }
      writer.optionalField("matches", matches)
    }
  }
}

extension WorkerResponse.Failure {
  fileprivate init(from scanner: inout JSONScanner) throws(JSONError) {
    var code: Int?
    var offset: Int?
    try scanner.fields { (scanner, field) throws(JSONError) in
      switch field {
      case .code: code = try scanner.integer()
      case .offset: offset = try scanner.integer()
      default: throw scanner.unknown(field)
      }
    }
    guard let code else { throw scanner.failure(.missingField("code")) }
    self.init(code: code, offset: offset)
  }
}

extension JSONScanner {
  fileprivate mutating func rows() throws(JSONError) -> [[Int]] {
    var rows: [[Int]] = []
    try array { (scanner) throws(JSONError) in rows.append(try scanner.integers()) }
    return rows
  }
}
