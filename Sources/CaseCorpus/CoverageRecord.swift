// SPDX-License-Identifier: MIT
// What a case covers of its pattern, as one line: so that a worker can answer with it and another process add it up.
//
//   {"pattern":"a(b|c)","subject":"xab","fingerprint":"8a...","counts":[2,1,1,0],"cases":1,"limited":0,"steps":6}
//   {"pattern":"","passed_over":"only compiles its pattern"}
//
// Tested in Tests/CaseCheckingTests/CoverageTests.swift.

/// The counts of some cases of one pattern; or why a case has none.
public struct CoverageRecord: Hashable, Sendable {
  /// The pattern and what it was compiled with; of one case also its subject, if it is short and was searched
  /// from its start without options.
  public var input: CaseInput
  /// Tells whose counts they are: the same number, the same points.
  public var fingerprint: UInt64 = 0
  /// How often each point was reached.
  public var counts: [UInt32] = []
  /// Cases counted.
  public var cases = 0
  /// Cases that ended at a limit.
  public var limited = 0
  /// Steps of all cases.
  public var steps = 0
  /// Why the case counts for nothing; nil if it counts.
  public var passedOver: String?

  /// Makes a record of nothing.
  public init(input: CaseInput, passedOver: String? = nil) {
    self.input = input
    self.passedOver = passedOver
  }
}

extension CoverageRecord {
  /// Decodes a line.
  ///
  /// - Throws: `JSONError` with an offset into the line.
  public init(json: [UInt8]) throws(JSONError) {
    var scanner = JSONScanner(json)
    self.init(input: CaseInput())
    try scanner.fields { (scanner, field) throws(JSONError) in
      if try input.takeField(field, from: &scanner) { return }
      switch field {
      case .fingerprint:
        let start = scanner.position
        guard let number = UInt64(try scanner.text(), radix: 16) else {
          throw scanner.failure(.expected("16 hexadecimal digits"), at: start)
        }
        fingerprint = number
      case .counts: counts = try scanner.integers().map { UInt32(clamping: $0) }
      case .cases: cases = try scanner.integer()
      case .limited: limited = try scanner.integer()
      case .steps: steps = try scanner.integer()
      case .passedOver: passedOver = try scanner.text()
      default: throw scanner.unknown(field)
      }
    }
    try scanner.end()
  }

  /// Writes the record as one object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      input.writePattern(to: &writer)
      if let passedOver {
        writer.field("passed_over", passedOver)
        return
      }
      input.writeRest(to: &writer, withSubject: !input.subject.isEmpty)
      writer.field("fingerprint", String(fingerprint, radix: 16))
      writer.name("counts")
      writer.array { for count in counts { $0.integer(Int(count)) } }
      writer.field("cases", cases)
      writer.field("limited", limited)
      writer.field("steps", steps)
    }
  }
}
