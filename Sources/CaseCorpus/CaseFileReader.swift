// SPDX-License-Identifier: MIT
// Reads a file of one record per line in constant memory, however long the file is:
//
//   var reader = try CaseFileReader(path: "cases.ndjson")
//   while let line = try reader.nextCase() { ... }     // a Result: a bad line does not end it
//
// Empty lines are skipped, a line end of CR LF and a byte order mark are accepted, and a last line
// without its end counts. A file of gzip data is inflated on the way, whatever its name. Tested in
// Tests/CaseCorpusTests/{CaseFileReaderTests,GzipTests}.swift.

/// One line of a case file without its line end.
public struct CaseLine: Hashable, Sendable {
  /// The number of the line, from 1.
  public var number: Int
  /// The bytes of the line.
  public var bytes: [UInt8]

  /// Makes a line.
  public init(number: Int, bytes: [UInt8]) {
    self.number = number
    self.bytes = bytes
  }
}

/// Reads the lines of a case file one after another.
public struct CaseFileReader: ~Copyable {
  /// The number of bytes read from the file so far; of a compressed file as they stand in it.
  public var bytesRead: Int { file.bytesRead }
  /// The number of the last line that was returned, from 1.
  public private(set) var lineNumber = 0
  /// The longest line that is returned, in bytes.
  public let lineLimit: Int
  /// Whether empty lines are returned too.
  public let keepsBlankLines: Bool

  private var file: FileBytes
  private let chunkSize: Int
  private var chunk: [UInt8] = []
  private var position = 0
  /// The next line end in the chunk, where it has been looked for: -1 if there is none.
  private var knownLineEnd: Int?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - lineLimit: The longest line that is returned, in bytes.
  ///   - chunkSize: How many bytes are read at once.
  /// - Throws: `CaseFileError` if the file cannot be opened.
  public init(
    path: String, lineLimit: Int = 64 << 20, chunkSize: Int = 1 << 16
  ) throws(CaseFileError) {
    keepsBlankLines = false
    file = try FileBytes(path: path)
    self.lineLimit = lineLimit
    self.chunkSize = max(1, chunkSize)
  }

  /// Reads from a descriptor that stays open and belongs to the caller, such as standard input.
  ///
  /// - Parameters:
  ///   - descriptor: The file descriptor.
  ///   - name: What errors call it.
  ///   - lineLimit: The longest line that is returned, in bytes.
  ///   - chunkSize: How many bytes are read at once.
  ///   - keepsBlankLines: Whether empty lines are returned too.
  public init(
    descriptor: Int32, name: String = "standard input", lineLimit: Int = 64 << 20,
    chunkSize: Int = 1 << 16, keepsBlankLines: Bool = false
  ) {
    self.keepsBlankLines = keepsBlankLines
    file = FileBytes(borrowing: descriptor, name: name)
    self.lineLimit = lineLimit
    self.chunkSize = max(1, chunkSize)
  }

  /// Reads the next line, one that is not empty unless those are kept, or nil at the end of the file.
  ///
  /// - Returns: The line, or an error if it is longer than the limit; then its rest is skipped.
  /// - Throws: `CaseFileError` if the file cannot be read on.
  public mutating func nextLine() throws(CaseFileError) -> Result<CaseLine, CaseError>? {
    while let line = try nextRawLine() {
      if keepsBlankLines { return line }
      guard case .success(let content) = line, content.bytes.isBlank else {
        return line
      }
    }
    return nil
  }

  /// Whether the next line has been read from the file already, so that taking it cannot block.
  public var hasBufferedLine: Bool {
    mutating get { nextLineEnd() != nil }
  }

  /// The next line end in the chunk; nil if there is none.
  ///
  /// Each byte is looked at once, however often this is asked.
  private mutating func nextLineEnd() -> Int? {
    let end = knownLineEnd ?? lineEnd(in: chunk, from: position) ?? -1
    knownLineEnd = end
    return end < 0 ? nil : end
  }

  /// Reads the next case, or nil at the end of the file.
  ///
  /// - Returns: The case, or what is wrong with its line.
  /// - Throws: `CaseFileError` if the file cannot be read on.
  public mutating func nextCase() throws(CaseFileError) -> Result<Case, CaseError>? {
    switch try nextLine() {
    case nil: return nil
    case .failure(let error): return .failure(error)
    case .success(let line):
      return Result { () throws(CaseError) in
        try Case(json: line.bytes, lineNumber: line.number)
      }
    }
  }

  /// The format that the beginning of the file looks like; nothing is taken.
  mutating func detectedFormat(name: String) throws(CaseFileError) -> CaseFormat {
    if position == chunk.count { _ = try refill() }
    return CaseFormat.detect(name: name, start: Array(chunk[position...].prefix(1 << 14)))
  }

  /// Reads the next line, empty ones too, or nil at the end of the file.
  mutating func nextRawLine() throws(CaseFileError) -> Result<CaseLine, CaseError>? {
    var bytes: [UInt8] = []
    var isTooLong = false
    var isAtEnd = false
    var hasContent = false
    while !isAtEnd {
      if position == chunk.count, try !refill() { break }
      hasContent = true
      let end = nextLineEnd()
      let part = chunk[position..<(end ?? chunk.count)]
      // A line that is too long is skipped without being kept.
      isTooLong = isTooLong || bytes.count + part.count > lineLimit
      if !isTooLong { bytes += part }
      position = (end ?? chunk.count - 1) + 1
      knownLineEnd = nil
      isAtEnd = end != nil
    }
    guard hasContent else { return nil }
    lineNumber += 1
    if isTooLong {
      return .failure(CaseError(line: lineNumber, reason: .lineTooLong(limit: lineLimit)))
    }
    if lineNumber == 1, bytes.starts(with: [0xef, 0xbb, 0xbf]) { bytes.removeFirst(3) }
    return .success(CaseLine(number: lineNumber, bytes: bytes))
  }

  /// Reads the next chunk and says whether there was one.
  private mutating func refill() throws(CaseFileError) -> Bool {
    position = 0
    knownLineEnd = nil
    chunk.removeAll(keepingCapacity: true)
    try file.read(into: &chunk, upTo: chunkSize)
    return !chunk.isEmpty
  }
}

extension [UInt8] {
  /// Whether there is nothing but white space.
  fileprivate var isBlank: Bool {
    // Nearly every line begins with something else.
    guard let first, first <= 0x20 else { return isEmpty }
    return allSatisfy { $0 == 0x20 || $0 == 0x09 || $0 == 0x0d }
  }
}
