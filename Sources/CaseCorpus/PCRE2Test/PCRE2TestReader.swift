// SPDX-License-Identifier: MIT
// Reads the input of pcre2test, the format of PCRE2's own test files, line by line:
//
//   /a(b)?/i,notbol      a pattern between delimiters, its modifiers
//       AB\=offset=1     subjects up to an empty line, each a case
//
// A subject is a case of matching, a pattern without subjects one of compiling. Nothing is expected:
// the engine is compared with libpcre2. What pcre2test refuses is left out with its reason, as is
// what no case can say; modifiers without bearing on the result stand in `dropped`. #load and #save
// work among the patterns of one file. Source: `man pcre2test`. Tested in
// Tests/CaseCorpusTests/CaseStreamTests.swift.

/// Turns the lines of a pcre2test file into cases.
public struct PCRE2TestReader: Sendable {
  private enum State {
    /// A pattern or a command may come.
    case between
    /// In a pattern that goes on.
    case inPattern(UnfinishedPattern)
    /// Subjects may come.
    case subjects(TestPattern, isNew: Bool)
    /// What follows belongs to a pattern that was left out.
    case skipping
  }

  /// A case whose results have not all come yet.
  private struct Unfinished {
    var given: Case
    var settings: TestSettings
    var isUTF: Bool
    var results = TestResults()
  }

  private let name: String
  private let stem: String
  private let lengthLimit: Int
  private let holdsResults: Bool
  private var state = State.between
  private var items: [CaseItem] = []
  private var unfinished: Unfinished?
  private var patternResults = TestResults()
  private var patternDefaults = TestSettings()
  private var subjectDefaults = TestSettings()
  private var defaultNewline: String?
  private var stack: [TestPattern] = []
  private var saved: [String: [TestPattern]] = [:]

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - name: The name of the file; ids of cases are made of its last part.
  ///   - holdsResults: Whether it is the output of pcre2test: its input, and results below it.
  ///   - lengthLimit: The longest pattern or subject in bytes; longer ones are left out.
  public init(name: String, holdsResults: Bool = false, lengthLimit: Int = 64 << 20) {
    self.name = name
    self.holdsResults = holdsResults
    self.lengthLimit = lengthLimit
    stem = fileStem(name)
  }

  /// Takes the next line, empty ones too.
  ///
  /// - Returns: What it completes.
  public mutating func take(_ line: CaseLine) -> [CaseItem] {
    defer { items = [] }
    switch state {
    case .inPattern(let pattern): goOn(pattern, line)
    case .between: begin(line)
    case .subjects(let pattern, let isNew):
      if line.bytes.allSatisfy(\.isTestSpace) {
        close(pattern, isNew: isNew)
      } else if !isComment(line.bytes), !holdsResults || !takeResult(line, of: pattern) {
        flush()
        state = .subjects(pattern, isNew: false)
        subject(line, of: pattern)
      }
    case .skipping:
      if line.bytes.allSatisfy(\.isTestSpace) { state = .between }
    }
    return items
  }

  /// Takes the end of the file.
  ///
  /// - Returns: What it completes.
  public mutating func finish() -> [CaseItem] {
    defer {
      items = []
      state = .between
    }
    switch state {
    case .subjects(let pattern, let isNew): close(pattern, isNew: isNew)
    case .inPattern(let pattern):
      fail(pattern.firstLine, nil, "the pattern has no closing delimiter")
    case .between, .skipping: break
    }
    return items
  }
}

// MARK: - Patterns

/// A pattern whose closing delimiter has not come yet.
private struct UnfinishedPattern {
  var firstLine: Int
  /// The lines so far, from the opening delimiter, with their line ends.
  var text: [UInt8]
  /// Up to where the delimiter has been looked for.
  var scanned: Int

  /// The line and the byte in it, from 1, of an offset into the text.
  func place(_ offset: Int) -> (line: Int, column: Int) {
    let before = text[..<min(offset, text.count)]
    let lineStart = before.lastIndex(of: 0x0a).map { $0 + 1 } ?? 0
    return (firstLine + before.count { $0 == 0x0a }, offset - lineStart + 1)
  }
}

extension PCRE2TestReader {
  private mutating func begin(_ line: CaseLine) {
    patternResults = TestResults()
    guard let first = line.bytes.first(where: { !$0.isTestSpace }) else { return }
    if line.bytes[0] == UInt8(ascii: "#") {
      command(line)
    } else if testDelimiters.contains(line.bytes[0]) {
      let pattern = UnfinishedPattern(firstLine: line.number, text: [], scanned: 1)
      goOn(pattern, line)
    } else if !holdsResults {
      fail(line.number, 1, "no pattern begins with '\(UnicodeScalar(first))'")
    }
  }

  private mutating func goOn(_ begun: UnfinishedPattern, _ line: CaseLine) {
    var pattern = begun
    pattern.text += line.bytes
    guard pattern.text.count <= lengthLimit else {
      return fail(pattern.firstLine, nil, "the pattern is longer than \(lengthLimit) bytes")
    }
    let delimiter = pattern.text[0]
    if let end = patternEnd(pattern.text, from: pattern.scanned, delimiter: delimiter) {
      complete(pattern, end: end)
    } else {
      pattern.text.append(0x0a)
      pattern.scanned = pattern.text.count
      state = .inPattern(pattern)
    }
  }

  private mutating func complete(_ pattern: UnfinishedPattern, end: Int) {
    do throws(LineFault) {
      let read = try read(pattern, end: end)
      switch (read.settings.text.contains(.push), read.settings.text.contains(.pushCopy)) {
      case (true, _):
        stack.append(read)
        close(read, isNew: true)
      case (_, true):
        stack.append(read)
        state = .subjects(read, isNew: true)
      default: state = .subjects(read, isNew: true)
      }
    } catch {
      let place = pattern.place(error.offset)
      skip(place.line, place.column, error.words)
    }
  }

  private func read(_ pattern: UnfinishedPattern, end: Int) throws(LineFault) -> TestPattern {
    var body = pattern.text[1..<end]
    var settings = patternDefaults
    var rest = end + 1
    // A backslash behind the delimiter belongs to the pattern: otherwise none could end with one.
    let endsWithBackslash = rest < pattern.text.count && pattern.text[rest] == .backslash
    if endsWithBackslash {
      body.append(.backslash)
      rest += 1
    }
    try settings.read(pattern.text, from: rest, of: .pattern)
    if settings.newline == nil { settings.newline = defaultNewline }
    let bytes: [UInt8]
    switch (settings.text.contains(.hex), settings.text.contains(.expand)) {
    case (true, true): throw LineFault(rest, "hex and expand exclude each other")
    case (true, false): bytes = try hexPattern(body, from: 1)
    case (false, true): bytes = try expandedPattern(body, from: 1, limit: lengthLimit)
    case (false, false): bytes = Array(body)
    }
    return TestPattern(pattern: bytes, settings: settings, line: pattern.firstLine)
  }

  /// Ends the subjects of a pattern; one that had none is compiled.
  private mutating func close(_ pattern: TestPattern, isNew: Bool) {
    flush()
    state = .between
    guard isNew else { return }
    var given = makeCase(pattern, settings: pattern.settings, line: pattern.line)
    given.kind = .compile
    given.global = nil
    if holdsResults { given.expected = patternResults.compiling }
    add(given, pattern.settings)
  }
}

// MARK: - Subjects

extension PCRE2TestReader {
  private func isComment(_ line: [UInt8]) -> Bool {
    let text = line.drop(while: \.isTestSpace)
    guard text.starts(with: [.backslash, UInt8(ascii: "=")]) else { return false }
    return text.dropFirst(2).first?.isTestSpace ?? true
  }

  private mutating func subject(_ line: CaseLine, of pattern: TestPattern) {
    do throws(LineFault) {
      let isLiteral = pattern.settings.text.contains(.literalSubjects)
      let subject = try TestSubject(
        line.bytes, isUTF: pattern.isUTF, isLiteral: isLiteral, limit: lengthLimit)
      var settings = pattern.settings.subjectSettings(on: subjectDefaults)
      if let start = subject.modifiers {
        try settings.read(line.bytes, from: start, of: .subject)
      }
      guard settings.allMatches.count < 2 else {
        throw LineFault(0, "global and altglobal exclude each other")
      }
      var given = makeCase(pattern, settings: settings, line: line.number)
      given.input.subject = subject.bytes
      if settings.dropped.contains("zero_terminate"), let zero = subject.bytes.firstIndex(of: 0) {
        given.input.subject = Array(subject.bytes[..<zero])
      }
      settings.declined.formUnion(pattern.settings.declined)
      if settings.dropped.contains("null_subject"), !subject.bytes.isEmpty {
        settings.declined.insert("null_subject")
      }
      if holdsResults {
        unfinished = Unfinished(given: given, settings: settings, isUTF: pattern.isUTF)
      } else {
        add(given, settings)
      }
    } catch {
      let skipped = SkippedCase(line: line.number, column: error.offset + 1, reason: error.words)
      items.append(.skipped(skipped))
    }
  }

  private func makeCase(_ pattern: TestPattern, settings: TestSettings, line: Int) -> Case {
    let compile = pattern.settings
    let input = CaseInput(
      pattern: pattern.pattern, options: sortedOptions(compile.options), subject: [],
      matchOptions: settings.matchOptions.sorted(), offset: settings.offset,
      offsetLimit: settings.offsetLimit, newline: compile.newline, bsr: compile.bsr,
      parensNestLimit: compile.parensNestLimit, maxPatternLength: compile.maxPatternLength)
    var given = Case(id: "\(stem):\(line)", input: input)
    given.source = name
    given.line = line
    given.global = settings.allMatches.first
    if settings.limits != CaseLimits() { given.limits = settings.limits }
    if !settings.dropped.isEmpty {
      given.dropped = .array(settings.dropped.sorted().map { .string($0) })
    }
    return given
  }

  /// The main options before the extra ones.
  private func sortedOptions(_ options: Set<String>) -> [String] {
    let (extra, main) = (options.filter { $0.hasPrefix("EXTRA_") }, options)
    return main.subtracting(extra).sorted() + extra.sorted()
  }

  private mutating func add(_ given: Case, _ settings: TestSettings) {
    let line = given.line ?? 0
    if settings.declined.isEmpty {
      items.append(.found(PlacedCase(line: line, content: .parsed(given))))
    } else {
      let names = settings.declined.sorted().joined(separator: ", ")
      let reason = "\(names): asks for another result than a match has"
      items.append(.skipped(SkippedCase(line: line, reason: reason)))
    }
  }
}

// MARK: - Results

extension PCRE2TestReader {
  /// Takes a line of a pcre2test output if it is a result of what stands above it.
  private mutating func takeResult(_ line: CaseLine, of pattern: TestPattern) -> Bool {
    if unfinished != nil { return unfinished?.results.take(line.bytes) ?? false }
    guard patternResults.take(line.bytes) else { return false }
    if patternResults.refusesPattern {
      // The subjects are only repeated.
      close(pattern, isNew: true)
      state = .skipping
    }
    return true
  }

  /// Hands out the case whose results are complete.
  private mutating func flush() {
    guard var done = unfinished else { return }
    unfinished = nil
    // Below a subject with `replace` stands the new text.
    if !done.settings.dropped.contains("replace") {
      done.given.expected = done.results.matching(done.given.input.subject, isUTF: done.isUTF)
    }
    add(done.given, done.settings)
  }
}

// MARK: - Commands

extension PCRE2TestReader {
  private mutating func command(_ line: CaseLine) {
    let bytes = line.bytes
    guard bytes.count > 1, !bytes[1].isTestSpace, bytes[1] != UInt8(ascii: "!") else { return }
    let end = bytes.firstIndex(where: \.isTestSpace) ?? bytes.count
    let rest = String(decoding: bytes[end...], as: UTF8.self)
    let words = rest.split(whereSeparator: \.isWhitespace).map(String.init)
    do throws(LineFault) {
      switch String(decoding: bytes[1..<end], as: UTF8.self) {
      // They guard PCRE2's own files against tests in the wrong one.
      case "forbid_utf", "perltest": break
      case "pattern": try patternDefaults.read(bytes, from: end, of: .pattern)
      case "subject": try subjectDefaults.read(bytes, from: end, of: .subject)
      case "newline_default": setDefaultNewline(words)
      case "pop": try pop(line, from: end, keeps: false)
      case "popcopy": try pop(line, from: end, keeps: true)
      case "save":
        saved[words.first ?? ""] = stack
        stack = []
      case "load":
        guard let patterns = saved[words.first ?? ""] else {
          throw LineFault(end, "compiled patterns of another run cannot be loaded")
        }
        stack += patterns
      // Only tables=3 uses them, which is left out.
      case "loadtables": break
      case let name: throw LineFault(0, "unknown command #\(name)")
      }
    } catch {
      let skipped = SkippedCase(line: line.number, column: error.offset + 1, reason: error.words)
      items.append(.skipped(skipped))
    }
  }

  /// The library's own default is LF: another one is set where LF is not in the list.
  private mutating func setDefaultNewline(_ words: [String]) {
    let names = words.map { $0.uppercased() }.filter(TestSettings.newlines.contains)
    defaultNewline = names.contains("LF") ? nil : names.first
  }

  private mutating func pop(
    _ line: CaseLine, from start: Int, keeps: Bool
  ) throws(LineFault) {
    guard var pattern = keeps ? stack.last : stack.popLast() else {
      state = .skipping
      throw LineFault(0, "no pattern has been pushed")
    }
    pattern.settings.text.remove(.push)
    pattern.line = line.number
    state = .skipping
    try pattern.settings.read(line.bytes, from: start, of: .pattern)
    state = .subjects(pattern, isNew: false)
  }

  private mutating func skip(_ line: Int, _ column: Int?, _ reason: String) {
    state = .skipping
    items.append(.skipped(SkippedCase(line: line, column: column, reason: reason)))
  }

  private mutating func fail(_ line: Int, _ column: Int?, _ words: String) {
    state = .skipping
    items.append(.fault(CaseError(line: line, column: column, reason: .text(words))))
  }
}

/// The last part of a path without the endings `.gz` and `.txt`.
func fileStem(_ name: String) -> String {
  var stem = name.split(separator: "/").last.map(String.init) ?? name
  for ending in [".gz", ".txt"] where stem.hasSuffix(ending) { stem.removeLast(ending.count) }
  return stem
}
