// SPDX-License-Identifier: MIT
// The journal of a run, so that it can be taken up where it ended, however it ended: a first line that says
// what it was a run of, and for every verdict a line
//
//   {"key":"6c62...","verdict":"passed","steps":12,"id":"a:1","microseconds":3,"worker":"rxdebug-w1"}
//
// The key is that of the case's content (CaseKey). Lines are only ever added; a last line without its end
// is what a kill leaves behind, and is cut off. Of what is there only places are kept in memory.
//
// Tested in Tests/CommandTests/BatchJournalTests.swift.

import CaseChecking
import CaseCorpus
import Glibc
import Reporting

/// Writes verdicts to a journal.
struct CaseJournal: ~Copyable {
  /// What was in the journal when it was opened.
  let index: JournalIndex
  private let file: OwnedFile
  private let name: String
  private var buffer: [UInt8] = []
  private var lastSync = ContinuousClock().now
  private static let syncPause = Duration.milliseconds(200)

  /// Begins a journal, or takes one up.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - resumes: Whether it may exist already.
  ///   - settings: What must be the same for its verdicts to hold.
  /// - Returns: The journal.
  /// - Throws: `Failure.input` if it cannot be read or written, or belongs to another kind of run.
  static func open(
    _ path: String, resumes: Bool, settings: String
  ) throws(Failure) -> CaseJournal {
    let name = RawArguments.display(path)
    let file = try openFile(path, mayExist: resumes)
    let header = header(settings)
    let index = try JournalIndex(descriptor: file.descriptor, name: name, header: header)
    var journal = CaseJournal(file: file, name: name, index: index)
    if index.isNew {
      journal.buffer = header
      try journal.write()
    }
    return journal
  }

  private init(file: consuming OwnedFile, name: String, index: JournalIndex) {
    self.file = file
    self.name = name
    self.index = index
  }

  private static func openFile(_ path: String, mayExist: Bool) throws(Failure) -> OwnedFile {
    let name = RawArguments.display(path)
    let flags = O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | (mayExist ? 0 : O_EXCL)
    let descriptor = unsafe Glibc.open(systemPath(path), flags, 0o644)
    guard descriptor >= 0 else {
      throw .input(
        errno == EEXIST
          ? "\(name): there already: add --resume to take it up, or remove it"
          : "\(name): cannot write: \(systemText(errno))")
    }
    let file = OwnedFile(descriptor)
    // Two runs in one journal would tear each other's lines.
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      throw .input("\(name): another run is writing to it")
    }
    return file
  }

  /// Adds a verdict.
  mutating func add(_ key: CaseKey, _ verdict: CaseVerdict, _ run: BatchRecord.Run) {
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("key")
      writer.string(key.hexDigits)
      verdict.writeFields(to: &writer)
      run.writeFields(to: &writer)
    }
    writer.endLine()
    buffer += writer.bytes
  }

  /// Writes what was added, and makes it safe from a power cut now and then.
  mutating func write() throws(Failure) {
    var start = 0
    while start < buffer.count {
      let count = unsafe buffer[start...].withUnsafeBytes { rest in
        unsafe Glibc.write(file.descriptor, rest.baseAddress, rest.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw .input("\(name): cannot write: \(systemText(errno))")
      }
      start += count
    }
    buffer.removeAll(keepingCapacity: true)
    let now = ContinuousClock().now
    guard now - lastSync > Self.syncPause else { return }
    _ = fdatasync(file.descriptor)
    lastSync = now
  }

  /// Writes the rest for good.
  mutating func finish() throws(Failure) {
    try write()
    _ = fdatasync(file.descriptor)
  }

  private static func header(_ settings: String) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("journal")
      writer.integer(1)
      writer.name("of")
      writer.string(settings)
    }
    writer.endLine()
    return writer.bytes
  }
}

/// A verdict that a journal holds.
struct JournalEntry: Sendable {
  /// The verdict.
  var verdict: CaseVerdict
  /// How the case ran then.
  var run: BatchRecord.Run
}

/// The verdicts that a journal held when it was opened.
struct JournalIndex: Sendable {
  private struct Place {
    var offset: Int
    var length: Int
  }

  /// Whether there was nothing.
  let isNew: Bool
  private let descriptor: Int32
  private var places: [CaseKey: Place] = [:]

  private static let keyStart = Array(#"{"key":""#.utf8)

  fileprivate init(descriptor: Int32, name: String, header: [UInt8]) throws(Failure) {
    self.descriptor = descriptor
    // Before anything is cut off: whether it is a journal at all, or what a kill has left of its first line.
    let start = bytes(of: descriptor, from: 0, count: header.count)
    guard header.starts(with: start) else {
      throw .input("\(name): no journal, or that of another kind of run, or of another version")
    }
    let end = lastLineEnd(of: descriptor)
    guard ftruncate(descriptor, off_t(end)) == 0 else {
      throw .input("\(name): cannot write: \(systemText(errno))")
    }
    isNew = end == 0
    lseek(descriptor, 0, SEEK_SET)
    var reader = CaseFileReader(descriptor: descriptor, name: name)
    var offset = 0
    do throws(CaseFileError) {
      while let line = try reader.nextLine() {
        guard case .success(let line) = line else { continue }
        add(line.bytes, at: offset)
        offset += line.bytes.count + 1
      }
    } catch {
      throw .input(error.description)
    }
  }

  private mutating func add(_ line: [UInt8], at offset: Int) {
    let start = Self.keyStart.count
    guard line.starts(with: Self.keyStart), line.count > start + 32,
      let key = CaseKey(hexDigits: String(decoding: line[start..<(start + 32)], as: UTF8.self))
    else { return }
    places[key] = Place(offset: offset, length: line.count)
  }

  /// How many verdicts it holds.
  var count: Int { places.count }

  /// The verdict on a case; nil if there is none that can be read.
  func entry(for key: CaseKey) -> JournalEntry? {
    guard let place = places[key] else { return nil }
    let line = bytes(of: descriptor, from: place.offset, count: place.length)
    guard line.count == place.length, let value = try? JSONValue(parsing: line),
      let verdict = CaseVerdict(value), let run = BatchRecord.Run(value)
    else { return nil }
    return JournalEntry(verdict: verdict, run: run)
  }
}

/// Bytes of a file; fewer where it ends.
private func bytes(of descriptor: Int32, from offset: Int, count: Int) -> [UInt8] {
  unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
    filled = max(0, unsafe pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset)))
  }
}

/// The offset behind the last line end of a file.
private func lastLineEnd(of descriptor: Int32) -> Int {
  var end = Int(lseek(descriptor, 0, SEEK_END))
  while end > 0 {
    let start = max(0, end - 1 << 16)
    let chunk = bytes(of: descriptor, from: start, count: end - start)
    if let last = chunk.lastIndex(of: 0x0A) { return start + last + 1 }
    end = start
  }
  return 0
}
