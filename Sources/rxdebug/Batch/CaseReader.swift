// SPDX-License-Identifier: MIT
// The cases of a run as jobs of the pool: raw lines, unparsed as long as nobody chooses among them, in constant
// memory. What has its verdict already (a line that cannot be sent, a case of the journal) goes straight to the
// desk. A job's number holds its place.

import CaseCorpus
import Glibc
import SourceText
import Synchronization
import WorkerPool

/// Where a case stands, in one number that grows from case to case.
struct JobPlace: Hashable, Sendable {
  /// The index of the file.
  var file: Int
  /// The line there, from 1.
  var line: Int
  /// The number of the case on its line, from 0.
  var item: Int

  private static let (itemBits, lineBits) = (16, 31)
  /// The most files of a run.
  static let mostFiles = 1 << 16

  init(file: Int, line: Int, item: Int = 0) {
    (self.file, self.line, self.item) = (file, line, item)
  }

  init(job: Int) {
    item = job & (1 << Self.itemBits - 1)
    line = job >> Self.itemBits & (1 << Self.lineBits - 1)
    file = job >> (Self.itemBits + Self.lineBits)
  }

  /// The number of the job.
  var job: Int { (file << Self.lineBits | line) << Self.itemBits | item }
}

/// Which cases of the files are run.
struct CaseChoice: Sendable {
  /// The part of the corpus that is run; nil stands for all.
  var shard: Shard?
  /// What went wrong the last time, if only that is run.
  var lastFailed: LastRun?
  /// Words of which a case must have one; empty stands for all cases.
  var tags: Set<String> = []

  /// Whether a case is run.
  func contains(_ line: [UInt8], file: String, place: JobPlace, ordinal: Int) -> Bool {
    if let shard, !shard.contains(line, ordinal: ordinal) { return false }
    if let lastFailed, !lastFailed.contains(line, file: file, line: place.line) { return false }
    guard !tags.isEmpty else { return true }
    guard let value = try? JSONValue(parsing: line), case .array(let words) = value["tags"] else {
      return false
    }
    return words.contains { if case .string(let word) = $0 { tags.contains(word) } else { false } }
  }
}

/// Reads cases, on the thread that the pool keeps for its source: a read may wait for as long as it likes.
actor CaseReader {
  private let files: [String]
  private let choice: CaseChoice
  private let journal: JournalIndex?
  private let keepsBlankLines: Bool
  private let desk: BatchDesk
  private let progress: ReadingProgress
  private var file = 0
  private var ordinal = 0
  private var reader: CaseFileReader?
  private var descriptor: Int32 = -1
  /// How many cases are handed out at once, at most.
  private static let chunk = 256

  init(
    files: [String], choice: CaseChoice, journal: JournalIndex?, keepsBlankLines: Bool,
    desk: BatchDesk, progress: ReadingProgress
  ) {
    self.files = files
    self.choice = choice
    self.journal = journal
    self.keepsBlankLines = keepsBlankLines
    self.desk = desk
    self.progress = progress
  }

  /// The next jobs; none at the end.
  func next() async -> [PoolJob] {
    await desk.waitForRoom()
    var jobs: [PoolJob] = []
    var settled: [Settled] = []
    while file < files.count, jobs.count < Self.chunk, settled.count < Self.chunk {
      guard open(&settled) else {
        file += 1
        continue
      }
      let isMore = read(&jobs, &settled)
      if !isMore {
        close()
        file += 1
      } else if reader?.hasBufferedLine != true, !jobs.isEmpty || !settled.isEmpty {
        // The next line may be long in coming: what is there can be run meanwhile.
        break
      }
    }
    progress.note(file: file, descriptor: descriptor)
    await desk.begin(jobs.map(\.id) + settled.map(\.job))
    if !settled.isEmpty { _ = await desk.take(settled) }
    return jobs.isEmpty && file < files.count ? await next() : jobs
  }

  /// Reads one line; false at the end of the file.
  private func read(_ jobs: inout [PoolJob], _ settled: inout [Settled]) -> Bool {
    do throws(CaseFileError) {
      guard let line = try reader?.nextLine() else { return false }
      switch line {
      case .success(let line): take(line, &jobs, &settled)
      case .failure(let error):
        let place = JobPlace(file: file, line: error.line)
        settled.append(.unreadableLine(job: place.job, "\(error)"))
      }
      return true
    } catch {
      settled.append(.unreadableFile(job: JobPlace(file: file, line: 0).job, error.description))
      return false
    }
  }

  private func take(_ line: CaseLine, _ jobs: inout [PoolJob], _ settled: inout [Settled]) {
    let place = JobPlace(file: file, line: line.number)
    defer { ordinal += 1 }
    guard choice.contains(line.bytes, file: files[file], place: place, ordinal: ordinal) else {
      return
    }
    let job = PoolJob(id: place.job, payload: line.bytes)
    if let journal, let entry = journal.entry(for: CaseKey(line.bytes)) {
      settled.append(.known(job, entry))
    } else {
      jobs.append(job)
    }
  }

  // MARK: Files

  /// Opens the file in hand if it is not open yet; false if that fails.
  private func open(_ settled: inout [Settled]) -> Bool {
    guard reader == nil else { return true }
    let path = files[file]
    if path == "-" {
      reader = CaseFileReader(descriptor: STDIN_FILENO, keepsBlankLines: keepsBlankLines)
      return true
    }
    do throws(Failure) {
      descriptor = try InputText.open(path)
      reader = CaseFileReader(
        descriptor: descriptor, name: RawArguments.display(path), keepsBlankLines: keepsBlankLines)
      return true
    } catch {
      settled.append(.unreadableFile(job: JobPlace(file: file, line: 0).job, error.text))
      return false
    }
  }

  private func close() {
    reader = nil
    if descriptor >= 0 { _ = Glibc.close(descriptor) }
    descriptor = -1
  }
}

/// The jobs of a reader, one by one.
struct CaseSource: AsyncSequence, Sendable {
  let reader: CaseReader

  struct AsyncIterator: AsyncIteratorProtocol {
    let reader: CaseReader
    private var jobs: [PoolJob] = []
    private var position = 0

    fileprivate init(_ reader: CaseReader) { self.reader = reader }

    mutating func next(isolation actor: isolated (any Actor)?) async throws(Never) -> PoolJob? {
      if position == jobs.count {
        jobs = await reader.next()
        position = 0
        if jobs.isEmpty { return nil }
      }
      defer { position += 1 }
      return jobs[position]
    }
  }

  func makeAsyncIterator() -> AsyncIterator { AsyncIterator(reader) }
}

/// How much of the files has been read, for the bar: by bytes, because nobody knows how many cases there are.
final class ReadingProgress: Sendable {
  /// The bytes of all files; nil if that is unknown, as for a pipe.
  let total: Int?
  private let sizes: [Int]
  private let read = Atomic<Int>(0)

  init(files: [String]) {
    var sizes: [Int] = []
    for path in files {
      var status = stat()
      guard path != "-", unsafe stat(systemPath(path), &status) == 0,
        status.st_mode & S_IFMT == S_IFREG
      else { break }
      sizes.append(Int(status.st_size))
    }
    self.sizes = sizes
    total = sizes.count == files.count ? sizes.reduce(0, +) : nil
  }

  /// The part that has been read; nil if that is unknown.
  var part: Double? {
    guard let total, total > 0 else { return nil }
    return min(1, Double(read.load(ordering: .relaxed)) / Double(total))
  }

  /// Notes where the reader is.
  func note(file: Int, descriptor: Int32) {
    guard total != nil else { return }
    let inFile = descriptor >= 0 ? Int(lseek(descriptor, 0, SEEK_CUR)) : 0
    read.store(sizes.prefix(file).reduce(0, +) + max(0, inFile), ordering: .relaxed)
  }
}
