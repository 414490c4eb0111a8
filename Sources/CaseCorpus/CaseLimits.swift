// SPDX-License-Identifier: MIT
// The limits that a case sets, in a line as
//
//   "limits":{"match":1000,"depth":1000,"heap":20000,"steps":5000}
//
// Tested in Tests/CaseCorpusTests/CaseTests.swift.

/// Limits of one case; what is nil is left as it is.
public struct CaseLimits: Hashable, Sendable {
  /// The library's match limit.
  public var match: Int?
  /// The library's depth limit.
  public var depth: Int?
  /// The library's heap limit in KiB.
  public var heap: Int?
  /// The steps after which the engine gives up.
  public var steps: Int?

  /// Makes limits.
  public init(match: Int? = nil, depth: Int? = nil, heap: Int? = nil, steps: Int? = nil) {
    self.match = match
    self.depth = depth
    self.heap = heap
    self.steps = steps
  }
}

extension CaseLimits {
  init(from scanner: inout JSONScanner) throws(JSONError) {
    self.init()
    try scanner.fields { (scanner, field) throws(JSONError) in
      switch field {
      case .match: match = try scanner.integer()
      case .depth: depth = try scanner.integer()
      case .heap: heap = try scanner.integer()
      case .steps: steps = try scanner.integer()
      default: throw scanner.unknown(field)
      }
    }
  }

  /// Writes the field of a case.
  func write(to writer: inout JSONWriter) {
    writer.name("limits")
    writer.object { writer in
      writer.optionalField("match", match)
      writer.optionalField("depth", depth)
      writer.optionalField("heap", heap)
      writer.optionalField("steps", steps)
    }
  }
}
