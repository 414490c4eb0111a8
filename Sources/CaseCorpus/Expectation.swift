// SPDX-License-Identifier: MIT
// The expected result of a case, as files write it. Whether an engine met it is not decided here.

public import SourceText

/// A named group of a pattern.
public struct CaseGroupName: Hashable, Sendable {
  /// The name.
  public var name: String
  /// The number of the group.
  public var group: Int

  /// Makes a name.
  public init(_ name: String, _ group: Int) {
    self.name = name
    self.group = group
  }
}

/// What a case expects of matching or of compiling; what is nil is not expected.
public struct Expectation: Hashable, Sendable {
  /// The result of matching as the library numbers it: -1 no match, -2 partial.
  public var rc: Int?
  /// The groups in bytes, group 0 first; nil elements are unset groups.
  public var ovector: [SourceSpan?]?
  /// The text of the whole match.
  public var text: [UInt8]?
  /// What some groups hold, by number or name; the others are not looked at.
  public var groups: [ExpectedGroup]?
  /// The mark.
  public var mark: [UInt8]?
  /// The name of the match error, such as MATCHLIMIT.
  public var error: String?
  /// The number of the error that compiling ends with.
  public var compileError: Int?
  /// Where in the pattern that error is reported, in bytes.
  public var compileOffset: Int?
  /// The word `ok` where the pattern is expected to compile.
  public var compile: String?
  /// The number of capturing groups.
  public var captureCount: Int?
  /// The named groups.
  public var names: [CaseGroupName]?
  /// The result as a word, where a file gives one.
  public var status: String?

  /// Makes an expectation of nothing.
  public init() {}
}

extension Expectation {
  /// Takes an object that holds an expectation.
  init(from scanner: inout JSONScanner) throws(JSONError) {
    self.init()
    try takeFields(from: &scanner)
  }

  /// Takes an object into an expectation of nothing.
  mutating func takeFields(from scanner: inout JSONScanner) throws(JSONError) {
    try scanner.fields { (scanner, field) throws(JSONError) in
      switch field {
      case .rc: rc = try scanner.integer()
      case .ovector: ovector = try scanner.spans()
      case .match: text = try scanner.string()
      case .matchBase64: text = try scanner.base64()
      case .groups: groups = try scanner.expectedGroups()
      case .mark: mark = try scanner.string()
      case .markBase64: mark = try scanner.base64()
      case .error: error = try scanner.text()
      case .compileError: compileError = try scanner.integer()
      case .compileOffset: compileOffset = try scanner.integer()
      case .compile: compile = try scanner.text()
      case .captureCount: captureCount = try scanner.integer()
      case .names: names = try scanner.groupNames()
      case .status: status = try scanner.text()
      default: throw scanner.unknown(field)
      }
    }
  }

  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.optionalField("status", status)
      writer.optionalField("rc", rc)
      writer.optionalField("error", error)
      writer.optionalField("ovector", ovector)
      writer.bytesField("match", "match_b64", text)
      if let groups {
        writer.name("groups")
        writer.object { for group in groups { group.write(to: &$0) } }
      }
      writer.bytesField("mark", "mark_b64", mark)
      writer.optionalField("compile_error", compileError)
      writer.optionalField("compile_offset", compileOffset)
      writer.optionalField("compile", compile)
      writer.optionalField("capture_count", captureCount)
      guard let names else { return }
      writer.name("names")
      writer.array { writer in
        for name in names {
          writer.array {
            $0.string(name.name)
            $0.integer(name.group)
          }
        }
      }
    }
  }
}

extension JSONScanner {
  fileprivate mutating func expectedGroups() throws(JSONError) -> [ExpectedGroup] {
    var groups: [ExpectedGroup] = []
    try object { (scanner, name) throws(JSONError) in
      groups.append(try ExpectedGroup(name, from: &scanner))
    }
    return groups
  }

  fileprivate mutating func groupNames() throws(JSONError) -> [CaseGroupName] {
    var names: [CaseGroupName] = []
    try array { (scanner) throws(JSONError) in
      let start = scanner.position
      let pair = try scanner.value()
      guard case .array(let items) = pair, items.count == 2, case .string(let name) = items[0],
        case .integer(let group) = items[1]
      else { throw scanner.failure(.expected("a pair of name and group number"), at: start) }
      names.append(CaseGroupName(name, group))
    }
    return names
  }
}
