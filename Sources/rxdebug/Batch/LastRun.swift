// SPDX-License-Identifier: MIT
// What went wrong in the last run over some paths, for `--last-failed`: a small file for each list of paths
// in $XDG_STATE_HOME/rxdebug/batch, one JSON array a line:
//
//   ["cases/a.ndjson",12,"a:12"]
//
// A case is known by its id there, or by its line if it has none.

import CaseCorpus
import Glibc

/// The cases that did not pass in the last run.
struct LastRun: Sendable {
  private struct Name: Hashable {
    var file: String
    /// The id; nil for a case without one.
    var id: String?
    /// The line of a case without id, else 0.
    var line: Int

    init(file: String, id: String?, line: Int) {
      (self.file, self.id, self.line) = (file, id, id == nil ? line : 0)
    }
  }

  /// The most cases that are kept.
  private static let most = 100_000

  private var names: Set<Name> = []
  /// The absolute names of the files of the run: one may be named from another folder the next time.
  private let absolutes: [String: String]
  private let path: String?

  /// Whether nothing went wrong, or nothing is known.
  var isEmpty: Bool { names.isEmpty }
  /// Makes an empty list for a run over some files.
  init(files: [String]) {
    absolutes = Dictionary(files.map { ($0, absolute($0)) }) { first, _ in first }
    path = Self.folder.map { folder in
      let list = files.map { $0 == "-" ? $0 : absolute($0) }.joined(separator: "\u{0}")
      return folder + "/" + CaseKey(Array(list.utf8)).hexDigits
    }
  }

  /// Reads what the last run left; nil if it left nothing.
  static func read(files: [String]) -> LastRun? {
    var run = LastRun(files: files)
    guard let path = run.path, let bytes = try? InputText.file(path) else { return nil }
    for line in bytes.split(separator: 0x0A) {
      guard case .array(let parts) = try? JSONValue(parsing: Array(line)), parts.count == 3,
        case .string(let file) = parts[0], case .integer(let number) = parts[1]
      else { continue }
      var id: String?
      if case .string(let text) = parts[2] { id = text }
      run.names.insert(Name(file: file, id: id, line: number))
    }
    return run
  }

  /// Adds a case.
  mutating func add(file: String, line: Int, id: String?) {
    guard names.count < Self.most else { return }
    names.insert(Name(file: absolutes[file] ?? file, id: id, line: line))
  }

  /// Whether a case is one of them.
  func contains(_ case: [UInt8], file: String, line: Int) -> Bool {
    names.contains(Name(file: absolutes[file] ?? file, id: caseID(of: `case`), line: line))
  }

  /// Takes a case out that has passed now.
  mutating func remove(_ case: [UInt8], file: String, line: Int) {
    guard !names.isEmpty else { return }
    names.remove(Name(file: absolutes[file] ?? file, id: caseID(of: `case`), line: line))
  }

  /// Adds the cases of another list.
  mutating func add(_ other: LastRun) {
    for name in other.names where names.count < Self.most { names.insert(name) }
  }

  /// Keeps the list for the next run; a file system that does not let us is no reason to fail.
  func save() {
    guard let path else { return }
    if names.isEmpty {
      _ = unsafe unlink(path)
      return
    }
    for end in path.indices where path[end] == "/" && end != path.startIndex {
      _ = unsafe mkdir(String(path[..<end]), 0o700)
    }
    var writer = JSONWriter()
    for name in names.sorted(by: {
      ($0.file, $0.line, $0.id ?? "") < ($1.file, $1.line, $1.id ?? "")
    }) {
      writer.array {
        $0.string(name.file)
        $0.integer(name.line)
        if let id = name.id { $0.string(id) } else { $0.null() }
      }
      writer.endLine()
    }
    guard var output = try? Output.file(path) else { return }
    guard (try? output.write(bytes: writer.bytes)) != nil else { return }
    try? output.close()
  }

  private static var folder: String? {
    // A path that is not absolute is to be passed over, the standard says.
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      return state + "/rxdebug/batch"
    }
    return environment("HOME").map { $0 + "/.local/state/rxdebug/batch" }
  }
}

/// A path from the root.
private func absolute(_ path: String) -> String {
  guard !path.hasPrefix("/"), let folder = unsafe getcwd(nil, 0) else { return path }
  defer { unsafe free(folder) }
  return unsafe String(cString: folder) + "/" + path
}
