// SPDX-License-Identifier: MIT
// What a case expects of one group, by number or by name, in a line as
//
//   "groups":{"year":"2024","2":[3,5],"3":null,"4":{"b64":"/w=="}}
//
// Tested in Tests/CaseCorpusTests/CaseTests.swift.

public import SourceText

/// What is expected of one group.
public struct ExpectedGroup: Hashable, Sendable {
  /// The ways to say it.
  public enum Content: Hashable, Sendable {
    /// The group holds these bytes.
    case text([UInt8])
    /// The group holds the bytes of this span of the subject.
    case span(SourceSpan)
    /// The group is not set.
    case unset
  }

  /// The number of the group in decimal digits, or its name.
  public var group: String
  /// What it holds.
  public var content: Content

  /// Makes an expectation.
  public init(_ group: String, _ content: Content) {
    self.group = group
    self.content = content
  }
}

extension ExpectedGroup {
  init(_ group: String, from scanner: inout JSONScanner) throws(JSONError) {
    let start = scanner.position
    func fail() -> JSONError {
      scanner.failure(.expected("a text, a pair of offsets, null or {\"b64\":\"...\"}"), at: start)
    }
    switch try scanner.value() {
    case .null: self.init(group, .unset)
    case .string(let text): self.init(group, .text(Array(text.utf8)))
    case .array(let pair):
      guard pair.count == 2, case .integer(let start) = pair[0], case .integer(let end) = pair[1]
      else { throw fail() }
      self.init(group, .span(SourceSpan(start, end)))
    case .object(let members):
      guard members.count == 1, members[0].name == "b64",
        case .string(let text) = members[0].value, let bytes = Base64.decode(Array(text.utf8))
      else { throw fail() }
      self.init(group, .text(bytes))
    default: throw fail()
    }
  }

  /// Writes a field whose name is the group.
  func write(to writer: inout JSONWriter) {
    writer.name(text: group)
    switch content {
    case .unset: writer.null()
    case .span(let span):
      writer.array {
        $0.integer(span.start)
        $0.integer(span.end)
      }
    case .text(let bytes):
      if firstUTF8Fault(in: bytes) == nil {
        writer.string(utf8: bytes)
      } else {
        writer.object { $0.bytesField("b64", "b64", bytes) }
      }
    }
  }
}
