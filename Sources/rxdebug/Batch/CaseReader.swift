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
  /// The most cases on one line.
  static let mostItems = 1 << itemBits

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
  private let format: CaseFormat?
  private let keepsBlankLines: Bool
  private let isOrdered: Bool
  private let desk: BatchDesk
  private let progress: ReadingProgress
  private var file = 0
  private var ordinal = 0
  private var stream: CaseStream?
  /// Instead of `stream` where empty lines count too.
  private var lines: CaseFileReader?
  private var descriptor: Int32 = -1
  /// The last case that was found, to tell apart those of one line.
  private var last = JobPlace(file: -1, line: 0)
  /// How many cases are handed out at once, at most.
  private static let chunk = 256

  init(
    _ settings: BatchSettings, choice: CaseChoice, journal: JournalIndex?, desk: BatchDesk,
    progress: ReadingProgress
  ) {
    files = settings.files
    format = settings.format
    keepsBlankLines = settings.isFilter
    isOrdered = settings.isOrdered
    self.choice = choice
    self.journal = journal
    self.desk = desk
    self.progress = progress
  }

  /// The next jobs; none at the end.
  func next() async -> [PoolJob] {
    if isOrdered { await desk.waitForRoom() }
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
      } else if !hasMoreAtHand, !jobs.isEmpty || !settled.isEmpty {
        // The next line may be long in coming: what is there can be run meanwhile.
        break
      }
    }
    progress.note(file: file, descriptor: descriptor)
    if isOrdered { await desk.begin(jobs.map(\.id) + settled.map(\.job)) }
    if !settled.isEmpty { _ = await desk.take(settled) }
    return jobs.isEmpty && file < files.count ? await next() : jobs
  }

  private var hasMoreAtHand: Bool {
    stream?.hasBufferedItem ?? lines?.hasBufferedLine ?? false
  }

  /// Reads one case; false at the end of the file.
  private func read(_ jobs: inout [PoolJob], _ settled: inout [Settled]) -> Bool {
    do throws(CaseFileError) {
      guard let item = try nextItem() else { return false }
      switch item {
      case .found(let found): take(found, &jobs, &settled)
      case .skipped(let skipped):
        settled.append(.leftOut(job: place(onLine: skipped.line).job, skipped.reason))
      case .fault(let error):
        settled.append(.unreadableLine(job: place(onLine: error.line).job, error))
      }
      return true
    } catch {
      settled.append(.unreadableFile(job: JobPlace(file: file, line: 0).job, error.description))
      return false
    }
  }

  private func nextItem() throws(CaseFileError) -> CaseItem? {
    if stream != nil { return try stream?.next() }
    switch try lines?.nextLine() {
    case nil: return nil
    case .success(let line):
      return .found(PlacedCase(line: line.number, content: .line(line.bytes)))
    case .failure(let error): return .fault(error)
    }
  }

  /// The place of the next case, which stands on a line, perhaps together with others.
  private func place(onLine line: Int) -> JobPlace {
    let isSame = last.file == file && last.line == line
    last = JobPlace(file: file, line: line, item: isSame ? last.item + 1 : 0)
    return last
  }

  private func take(_ found: PlacedCase, _ jobs: inout [PoolJob], _ settled: inout [Settled]) {
    let place = place(onLine: found.line)
    guard place.item < JobPlace.mostItems else {
      let reason = CaseError.Reason.text("more than \(JobPlace.mostItems) cases on one line")
      let error = CaseError(line: found.line, reason: reason)
      return settled.append(.unreadableLine(job: JobPlace(file: file, line: found.line).job, error))
    }
    let line = found.json
    defer { ordinal += 1 }
    guard choice.contains(line, file: files[file], place: place, ordinal: ordinal) else { return }
    let job = PoolJob(id: place.job, payload: line)
    if let journal, let entry = journal.entry(for: CaseKey(line)) {
      settled.append(.known(job, entry))
    } else {
      jobs.append(job)
    }
  }

  // MARK: Files

  /// Opens the file in hand if it is not open yet; false if that fails.
  private func open(_ settled: inout [Settled]) -> Bool {
    if stream != nil || lines != nil { return true }
    let path = files[file]
    if keepsBlankLines {
      lines = CaseFileReader(descriptor: STDIN_FILENO, keepsBlankLines: true)
      return true
    }
    do throws(Failure) {
      if path != "-" { descriptor = try InputText.open(path) }
      let name = RawArguments.fileName(path)
      stream = try CorpusFiles.input { () throws(CaseFileError) in
        try CaseStream(
          descriptor: path == "-" ? STDIN_FILENO : descriptor, name: name, format: format,
          readSuite: suiteItems)
      }
      return true
    } catch {
      settled.append(.unreadableFile(job: JobPlace(file: file, line: 0).job, error.text))
      close()
      return false
    }
  }

  private func close() {
    stream = nil
    lines = nil
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
