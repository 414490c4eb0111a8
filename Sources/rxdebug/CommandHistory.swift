// SPDX-License-Identifier: MIT
// The history file: the commands of earlier sessions, one a line, the oldest first, in
// $XDG_STATE_HOME/rxdebug/history or ~/.local/state/rxdebug/history. Each command is added when it is given,
// so that sessions side by side lose nothing. A history that cannot be read or written is no reason to fail.
//
// Tested in Tests/TerminalDeviceTests/LineModeTests.swift.

import Glibc

/// Commands of earlier sessions.
struct CommandHistory {
  /// How many lines the file holds at most.
  static let limit = 1000
  /// Longer lines, in bytes, are not kept.
  private static let longestLine = 4096

  private let path: String?
  private var count = 0
  private var last: String?

  /// A history in a file; without a path nothing is kept.
  init(path: String?) { self.path = path }

  /// The history of the user; none where there is no home.
  static func standard() -> CommandHistory {
    var folder: String?
    if let state = environment("XDG_STATE_HOME"), state.hasPrefix("/") {
      // The XDG specification has relative paths ignored.
      folder = state
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      folder = home + "/.local/state"
    }
    return CommandHistory(path: folder.map { $0 + "/rxdebug/history" })
  }

  /// The lines of the file, the oldest first, at most `limit`.
  mutating func load() -> [String] {
    guard let path, let all = Self.lines(of: path) else { return [] }
    count = all.count
    if count > Self.limit { trim() }
    last = all.last
    return Array(all.suffix(Self.limit))
  }

  /// Adds a line unless it is blank or the same as the last one.
  mutating func add(_ line: String) {
    guard let path, line != last, line.utf8.count <= Self.longestLine,
      !line.allSatisfy({ $0 == " " || $0 == "\t" })
    else { return }
    last = line
    Self.makeFolders(of: path)
    guard Self.write(line + "\n", to: path, O_APPEND | O_CREAT) else { return }
    count += 1
    if count > Self.limit { trim() }
  }

  /// Leaves the last lines only.
  ///
  /// Another session may have added some: the file counts, not our lines.
  private mutating func trim() {
    guard let path, let all = Self.lines(of: path) else { return }
    let kept = all.suffix(Self.limit)
    let fresh = "\(path).\(getpid())"
    let text = kept.map { $0 + "\n" }.joined()
    if Self.write(text, to: fresh, O_CREAT | O_EXCL), unsafe rename(fresh, path) == 0 {
      count = kept.count
    } else {
      unsafe unlink(fresh)
    }
  }

  // MARK: Files

  private static func lines(of path: String) -> [String]? {
    // Opening must not wait, whatever the path is.
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { return nil }
    defer { _ = close(file) }
    var status = stat()
    guard unsafe fstat(file, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
    let most = (limit + 100) * longestLine
    let size = Int(status.st_size)
    if size > most { lseek(file, size - most, SEEK_SET) }
    var bytes = [UInt8](repeating: 0, count: min(size, most))
    let got = unsafe read(file, &bytes, bytes.count)
    let lines = bytes.prefix(max(0, got)).split(separator: 0x0A)
    return lines.map { String(decoding: $0, as: UTF8.self) }
  }

  private static func write(_ text: String, to path: String, _ flags: Int32) -> Bool {
    let file = unsafe open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | flags, 0o600)
    guard file >= 0 else { return false }
    defer { _ = close(file) }
    let bytes = Array(text.utf8)
    return unsafe Glibc.write(file, bytes, bytes.count) == bytes.count
  }

  private static func makeFolders(of path: String) {
    var folder = ""
    for part in path.split(separator: "/").dropLast() {
      folder += "/" + part
      unsafe mkdir(folder, 0o700)
    }
  }
}
