// SPDX-License-Identifier: MIT
// The lines of case files as jobs of the pool: raw and unparsed, one after another, in constant memory. A job's
// number holds its file and line.

import CaseCorpus
import Glibc
import Synchronization
import WorkerPool

/// Hands out the lines of case files.
final class CaseSource: Sequence, Sendable {
  /// A line that cannot be sent, or a file that cannot be read on.
  struct Fault: Sendable {
    /// The job's number, as for a line.
    var job: Int
    /// What is wrong.
    var message: String
    /// Whether it is a line; else the rest of the file is missing.
    var isLine: Bool
  }

  private struct State: ~Copyable {
    var file = 0
    var reader: CaseFileReader?
    var descriptor: Int32 = -1
    var faults: [Fault] = []
  }

  /// The files, as on the command line.
  let files: [String]
  private let state = Mutex(State())

  init(files: [String]) { self.files = files }

  /// The faults so far; they are told only once.
  func takeFaults() -> [Fault] {
    state.withLock { state in
      defer { state.faults = [] }
      return state.faults
    }
  }

  /// The file and the line of a job.
  static func place(of job: Int) -> (file: Int, line: Int) { (job >> 40, job & (1 << 40 - 1)) }

  struct Iterator: IteratorProtocol, Sendable {
    let source: CaseSource

    mutating func next() -> PoolJob? { source.next() }
  }

  func makeIterator() -> Iterator { Iterator(source: self) }

  private func next() -> PoolJob? {
    state.withLock { state in
      while state.file < files.count {
        if state.reader == nil, !open(&state) {
          state.file += 1
          continue
        }
        if let job = read(&state) { return job }
        close(&state)
        state.file += 1
      }
      return nil
    }
  }

  /// The next job of the file that is open; nil at its end.
  private func read(_ state: inout State) -> PoolJob? {
    do throws(CaseFileError) {
      while let line = try state.reader?.nextLine() {
        switch line {
        case .success(let line):
          return PoolJob(id: state.file << 40 | line.number, payload: line.bytes)
        case .failure(let error):
          let fault = Fault(
            job: state.file << 40 | error.line, message: "longer than 64 MiB", isLine: true)
          state.faults.append(fault)
        }
      }
    } catch {
      let fault = Fault(job: state.file << 40, message: error.description, isLine: false)
      state.faults.append(fault)
    }
    return nil
  }

  private func open(_ state: inout State) -> Bool {
    let path = files[state.file]
    let name = RawArguments.display(path)
    if path == "-" {
      state.reader = CaseFileReader(descriptor: STDIN_FILENO)
      return true
    }
    do throws(Failure) {
      state.descriptor = try InputText.open(path)
      state.reader = CaseFileReader(descriptor: state.descriptor, name: name)
      return true
    } catch {
      let message = if case .input(let text) = error { text } else { "cannot open" }
      state.faults.append(Fault(job: state.file << 40, message: message, isLine: false))
      return false
    }
  }

  private func close(_ state: inout State) {
    state.reader = nil
    if state.descriptor >= 0 { _ = Glibc.close(state.descriptor) }
    state.descriptor = -1
  }
}
