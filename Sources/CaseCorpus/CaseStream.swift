// SPDX-License-Identifier: MIT
// The one way to read a case file, whatever its format, in constant memory:
//
//   var stream = try CaseStream(path: "testinput2.gz")
//   while let item = try stream.next() { ... }        // a case, a test left out, or a fault
//
// A suite in TOML is the exception: it is read as a whole, by a function that the caller has.
// Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

/// Reads a suite in TOML: all that its bytes hold, in the order of the file; the name is for ids.
public typealias SuiteReader = @Sendable (_ content: [UInt8], _ name: String) -> [CaseItem]

/// Reads a case file piece by piece.
public struct CaseStream: ~Copyable {
  /// The format of the file.
  public let format: CaseFormat
  /// What errors and ids call the file.
  public let name: String

  private enum Source {
    case lines
    case pcre2test(PCRE2TestReader)
    case perlTests(PerlTestsReader)
  }

  private var reader: CaseFileReader
  private var source: Source
  private let readSuite: SuiteReader?
  /// What has been read and not yet handed out, the first last.
  private var waiting: [CaseItem] = []
  private var isAtEnd = false

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: The path of the file.
  ///   - format: Its format; nil to detect it.
  ///   - readSuite: What reads TOML.
  /// - Throws: `CaseFileError` if the file cannot be opened or its beginning not be read, or if it is
  ///   TOML and there is nothing that reads it.
  public init(
    path: String, format: CaseFormat? = nil, readSuite: SuiteReader? = nil
  ) throws(CaseFileError) {
    try self.init(CaseFileReader(path: path), path, format, readSuite)
  }

  /// Reads from a descriptor that stays open and belongs to the caller.
  ///
  /// - Parameters:
  ///   - descriptor: The file descriptor.
  ///   - name: The file's name, by which its format is known and which errors have.
  ///   - format: Its format; nil to detect it.
  ///   - readSuite: What reads TOML.
  /// - Throws: As `init(path:format:readSuite:)`.
  public init(
    descriptor: Int32, name: String, format: CaseFormat? = nil, readSuite: SuiteReader? = nil
  ) throws(CaseFileError) {
    try self.init(CaseFileReader(descriptor: descriptor, name: name), name, format, readSuite)
  }

  private init(
    _ reader: consuming CaseFileReader, _ name: String, _ format: CaseFormat?,
    _ readSuite: SuiteReader?
  ) throws(CaseFileError) {
    var reader = reader
    let format =
      if let known = format ?? CaseFormat.byName(name) { known } else {
        try reader.detectedFormat(name: name)
      }
    if format == .toml, readSuite == nil { throw .unreadableFormat(path: name, format: format) }
    self.reader = reader
    self.name = name
    self.format = format
    self.readSuite = readSuite
    source =
      switch format {
      case .ndjson, .toml: .lines
      case .pcre2test: .pcre2test(PCRE2TestReader(name: name))
      case .pcre2testOutput: .pcre2test(PCRE2TestReader(name: name, holdsResults: true))
      case .perlTests: .perlTests(PerlTestsReader(name: name))
      }
  }

  /// The number of bytes read so far; of a compressed file as they stand in it.
  public var bytesRead: Int { reader.bytesRead }

  /// Whether the next item is there without reading from the file, so that taking it cannot block.
  public var hasBufferedItem: Bool {
    mutating get { !waiting.isEmpty || format == .ndjson && reader.hasBufferedLine }
  }

  /// Reads the next item, or nil at the end of the file.
  ///
  /// - Throws: `CaseFileError` if the file cannot be read on.
  public mutating func next() throws(CaseFileError) -> CaseItem? {
    if format == .ndjson { return try nextLine() }
    while waiting.isEmpty, !isAtEnd { try read() }
    return waiting.popLast()
  }

  /// The next line of NDJSON: the common case, without a detour.
  private mutating func nextLine() throws(CaseFileError) -> CaseItem? {
    switch try reader.nextLine() {
    case nil: return nil
    case .failure(let error): return .fault(error)
    case .success(let line):
      return .found(PlacedCase(line: line.number, content: .line(line.bytes)))
    }
  }

  private mutating func read() throws(CaseFileError) {
    if format == .toml { return try readWhole() }
    guard let line = try reader.nextRawLine() else {
      isAtEnd = true
      return take(nil)
    }
    switch line {
    case .failure(let error): waiting = [.fault(error)]
    case .success(let line): take(line)
    }
  }

  /// Gives a line, or the end, to the reader of the format.
  private mutating func take(_ line: CaseLine?) {
    switch source {
    case .lines: return  // NDJSON and TOML are read in ways of their own.
    case .pcre2test(var tests):
      source = .lines
      waiting = (line.map { tests.take($0) } ?? tests.finish()).reversed()
      source = .pcre2test(tests)
    case .perlTests(var tests):
      source = .lines
      waiting = (line.map { tests.take($0) } ?? tests.finish()).reversed()
      source = .perlTests(tests)
    }
  }

  private mutating func readWhole() throws(CaseFileError) {
    var content: [UInt8] = []
    while let line = try reader.nextRawLine() {
      switch line {
      case .success(let line):
        content += line.bytes
        content.append(0x0a)
      case .failure(let error):
        isAtEnd = true
        waiting = [.fault(error)]
        return
      }
    }
    isAtEnd = true
    waiting = readSuite?(content, name).reversed() ?? []
  }
}
