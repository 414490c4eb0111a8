// SPDX-License-Identifier: MIT
// Where everything stands in a TOML document: every key, every value, every comment as a span of bytes, and the
// values themselves. It refuses what is no TOML by its form; what is said twice, and dates that do not exist, are
// left to TOMLKit, which knows no places. Of a document that TOMLKit accepts both have the same keys and values. In
//
//   [[pattern]]
//   pattern = '\d+'   # digits
//
// the root has one entry, an array of one table, whose entry `pattern` is the statement 12 ..< 27.
// Source of the format: TOML 1.0.0. Tested in Tests/CaseSuitesTests/LayoutTests.swift.

public import SourceText

/// The keys, values and comments of a TOML document and their places.
public struct TOMLLayout: Sendable {
  /// The bytes of the document, without a byte order mark.
  public private(set) var bytes: [UInt8]
  /// All tables; the root stands first.
  public internal(set) var tables: [Table] = [Table(kind: .root, span: SourceSpan(0, 0))]
  /// The comments, from `#` to the end of the line.
  public internal(set) var comments: [SourceSpan] = []

  /// A table, however it is written.
  public struct Table: Sendable {
    /// The ways to write one.
    public enum Kind: Sendable {
      /// The document itself.
      case root
      /// By a header: `[limits]` or `[[pattern]]`.
      case section
      /// Between braces.
      case inline
      /// By the points of a key or of a header.
      case implied
    }

    /// How it is written.
    public var kind: Kind
    /// Its header, or all of it where it stands between braces; else the key that implies it.
    public var span: SourceSpan
    /// What it holds, in the order of the document.
    public internal(set) var entries: [Entry] = []
    /// The statements `key = value` under its header or between its braces, in their order.
    public var statements: [SourceSpan] = []

    /// The places of the keys, where there are many.
    private var places: [String: Int] = [:]

    init(kind: Kind, span: SourceSpan) {
      self.kind = kind
      self.span = span
    }

    /// The value of a key.
    public subscript(_ key: String) -> Entry? { place(of: key).map { entries[$0] } }

    func place(of key: String) -> Int? {
      places.isEmpty ? entries.firstIndex { $0.key == key } : places[key]
    }

    mutating func append(_ entry: Entry) {
      entries.append(entry)
      if entries.count == 17 {
        for (place, entry) in entries.enumerated() { places[entry.key] = place }
      } else if entries.count > 17 {
        places[entry.key] = entries.count - 1
      }
    }
  }

  /// A key with its value.
  public struct Entry: Sendable {
    /// The key, one part of it where it has points.
    public var key: String
    /// The key as it is written.
    public var keySpan: SourceSpan
    /// The value.
    public var value: Value
    /// The statement that gives the value; nil for tables by header or by points.
    public var statement: SourceSpan?
  }

  /// A value.
  public struct Value: Sendable {
    /// What it is.
    public var content: Content
    /// Where it is written.
    public var span: SourceSpan
  }

  /// The kinds of values.
  public enum Content: Sendable {
    /// The bytes that a string stands for.
    case string([UInt8])
    /// An integer; nil if it does not fit into 64 bits.
    case integer(Int?)
    /// A number with a fraction or an exponent, or one that is none.
    case float(Double)
    /// A truth value.
    case bool(Bool)
    /// A date, a time or both.
    case date
    /// An array.
    case array([Value])
    /// A table, by its place in `tables`.
    case table(Int)
  }

  /// The deepest nesting of values, and the most parts of a key.
  public static let depthLimit = 64

  /// Reads a document.
  ///
  /// - Parameter bytes: The bytes, valid UTF-8 without a byte order mark.
  /// - Throws: `SuiteError` where something is no TOML, or nested deeper than `depthLimit`.
  /// - Complexity: O(*n*) in the bytes.
  public init(_ bytes: [UInt8]) throws(SuiteError) {
    self.bytes = bytes
    var scanner = TOMLScanner(self)
    try scanner.document()
    self = scanner.layout
  }

  /// The text of a span.
  public func text(_ span: SourceSpan) -> ArraySlice<UInt8> { bytes[span.start..<span.end] }
}

extension TOMLLayout.Content {
  /// The kind of value in words, such as `a string`.
  public var words: String {
    switch self {
    case .string: "a string"
    case .integer: "an integer"
    case .float: "a number with a fraction"
    case .bool(let value): value ? "true" : "false"
    case .date: "a date"
    case .array: "an array"
    case .table: "a table"
    }
  }
}
