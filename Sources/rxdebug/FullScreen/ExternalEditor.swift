// SPDX-License-Identifier: MIT
// A text in the user's own editor: VISUAL, EDITOR, else vi, as git and crontab do. The text goes into a private
// file and comes back when the editor has ended; an editor that fails changes nothing.
//
// The terminal must be as the editor wants it: TerminalDevice.outside.
// Tested in Tests/TerminalDeviceTests/ScreenTests.swift.

import CaseCorpus
import Glibc
import Synchronization

/// The user's editor.
enum ExternalEditor {
  /// Signals that wait until the editor has ended.
  private static let endings = [SIGHUP, SIGTERM]
  /// The one that came; 0 if none did.
  private static let postponed = Atomic<Int32>(0)

  /// Has a text edited.
  ///
  /// - Parameters:
  ///   - text: the bytes to begin with.
  ///   - name: what it is, for the name of the file; letters.
  ///   - keyboardIsStandardInput: whether standard input is the terminal.
  /// - Returns: the bytes afterwards. A newline at the end that the text had not is the editor's and left out.
  /// - Throws: `Failure.input` if there is no file for it, or the editor fails.
  static func edit(
    _ text: [UInt8], name: String, keyboardIsStandardInput: Bool
  ) throws(Failure) -> [UInt8] {
    let path = try makeFile(text, name)
    // Whatever ends this process meanwhile ends it when the file is gone.
    let previous = endings.map {
      signal($0) { ExternalEditor.postponed.store($0, ordering: .relaxed) }
    }
    defer {
      unsafe unlink(path)
      for (number, handler) in zip(endings, previous) { signal(number, handler) }
      let number = postponed.exchange(0, ordering: .relaxed)
      if number != 0 { raise(number) }
    }
    let editor = environment("VISUAL") ?? environment("EDITOR") ?? "vi"
    // Its own standard input is not the terminal where the subject came from there.
    let input = keyboardIsStandardInput ? "" : " </dev/tty"
    let status = run("\(editor) \(quoted(path))\(input)")
    guard status == 0 else {
      throw .input("\(RawArguments.display(editor)) \(words(for: status)): nothing is changed")
    }
    var edited = try InputText.file(path)
    if edited.last == 0x0A && text.last != 0x0A { edited.removeLast() }
    return edited
  }

  // MARK: The file

  /// Makes a file that nobody else can read.
  private static func makeFile(_ text: [UInt8], _ name: String) throws(Failure) -> String {
    var folder = environment("TMPDIR") ?? "/tmp"
    if !folder.hasPrefix("/") { folder = "/tmp" }
    let suffix = ".txt"
    var template = Array("\(folder)/rxdebug-\(name)-XXXXXX\(suffix)".utf8CString)
    let file = unsafe mkstemps(&template, Int32(suffix.utf8.count))
    guard file >= 0 else {
      throw .input("no file to edit in \(RawArguments.display(folder)): \(systemText(errno))")
    }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(Failure) {
      var output = Output(descriptor: file)
      try output.write(bytes: text)
      try output.close()
    } catch {
      unsafe unlink(path)
      throw error
    }
    return path
  }

  // MARK: The program

  /// Runs a shell's line on the terminal; what waitpid(2) says of it, or -1.
  private static func run(_ line: String) -> Int32 {
    // Keys that interrupt are meant for the editor: system(3) ignores them here, and gives the program the
    // default. The rest of what this process ignores would be ignored there too.
    let handler = signal(SIGPIPE, SIG_DFL)
    defer { _ = signal(SIGPIPE, handler) }
    return unsafe system(line)
  }

  private static func quoted(_ path: String) -> String {
    "'" + path.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''")
      + "'"
  }

  private static func words(for status: Int32) -> String {
    if status == -1 { return "cannot be started: \(systemText(errno))" }
    let signal = status & 0x7F
    if signal != 0 { return "was ended by signal \(signal)" }
    let code = status >> 8 & 0xFF
    return code == 127 ? "was not found (set EDITOR)" : "ended with status \(code)"
  }
}
