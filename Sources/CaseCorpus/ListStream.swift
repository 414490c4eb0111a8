// SPDX-License-Identifier: MIT
// Plain lists as cases: each pattern of one file, a line each, against each line of another:
//
//   var stream = try ListStream(patterns: "patterns.txt", texts: "access.log", options: ["CASELESS"])
//   while let item = try stream.next() { ... }
//
// The patterns are kept, the texts pass by. Nothing is expected. Empty lines of patterns are no patterns,
// empty lines of texts are texts. Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

/// Cases of two plain files.
public struct ListStream: ~Copyable {
  private let patterns: [CaseLine]
  private let options: [String]
  private let stem: String
  private let textName: String
  private var texts: CaseFileReader
  private var text: CaseLine?
  private var nextPattern = 0

  /// Reads the patterns and opens the texts.
  ///
  /// - Parameters:
  ///   - patterns: The path of the file with the patterns.
  ///   - texts: The path of the file with the texts.
  ///   - options: Names of compile options for all patterns, without `PCRE2_`.
  /// - Throws: `CaseFileError` if one of the files cannot be opened, or the patterns not be read.
  public init(patterns: String, texts: String, options: [String]) throws(CaseFileError) {
    let lines = try Self.patterns(patterns)
    let reader = try CaseFileReader(path: texts)
    self.patterns = lines
    self.options = options
    stem = fileStem(patterns)
    textName = fileStem(texts)
    self.texts = reader
  }

  private static func patterns(_ path: String) throws(CaseFileError) -> [CaseLine] {
    var reader = try CaseFileReader(path: path)
    var lines: [CaseLine] = []
    while let line = try reader.nextRawLine() {
      guard case .success(var line) = line else { continue }
      if line.bytes.last == 0x0d { line.bytes.removeLast() }
      if !line.bytes.isEmpty { lines.append(line) }
    }
    return lines
  }

  /// Reads the next case, or nil at the end: for each text all patterns.
  ///
  /// - Throws: `CaseFileError` if the texts cannot be read on.
  public mutating func next() throws(CaseFileError) -> CaseItem? {
    guard !patterns.isEmpty else { return nil }
    if nextPattern == 0 {
      switch try texts.nextRawLine() {
      case nil: return nil
      case .failure(let error): return .fault(error)
      case .success(let line): text = line
      }
    }
    guard let text else { return nil }
    let pattern = patterns[nextPattern]
    nextPattern = (nextPattern + 1) % patterns.count
    var given = Case(
      id: "\(stem):\(pattern.number)/\(textName):\(text.number)",
      input: CaseInput(pattern: pattern.bytes, options: options, subject: text.bytes))
    given.source = textName
    given.line = text.number
    return .found(PlacedCase(line: text.number, content: .parsed(given)))
  }
}
