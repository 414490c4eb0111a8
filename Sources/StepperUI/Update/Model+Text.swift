// SPDX-License-Identifier: MIT
// Editing, copying and exporting what the panes show.
//
// Tested in StepperUITests/UpdateTests.swift.

import RegexDebugging
import RegexMachine
import Reporting
import SourceText
public import TerminalScreen

extension Model {
  /// What `e` edits: the pattern where it has the keys, else the subject.
  private var editTarget: EditTarget { focus == .pattern ? .pattern : .subject }

  private func bytes(of target: EditTarget) -> [UInt8] {
    target == .pattern ? scene.setup.pattern : scene.setup.subject
  }

  /// Opens a line with the text; those that do not fit one line are for the editor.
  mutating func edit() -> [Request] {
    let target = editTarget
    let bytes = bytes(of: target)
    guard let text = Self.line(of: bytes) else {
      tell("The \(target.rawValue) does not fit one line: E edits it in your editor.", .bad)
      return [.outside(.bell)]
    }
    open(target == .pattern ? .pattern : .subject, text: text)
    return []
  }

  mutating func editOutside() -> [Request] {
    [.outside(.edit(editTarget, bytes(of: editTarget)))]
  }

  /// Bytes as a line that can be edited; nil if they are long, have control characters or are not UTF-8.
  private static func line(of bytes: [UInt8]) -> String? {
    guard bytes.count <= 4096, bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7F }) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  mutating func change(_ target: EditTarget, to bytes: [UInt8]) -> [Request] {
    guard bytes != self.bytes(of: target) else {
      tell("Nothing was changed.")
      return []
    }
    return [.line("set \(target.rawValue) \(QuotedText.text(of: bytes))")]
  }

  // MARK: Copying

  /// Sends to the clipboard what the pane with the keys is about.
  mutating func copy() -> [Request] {
    let what: String
    let bytes: [UInt8]
    switch focus {
    case .pattern: (what, bytes) = ("the pattern", scene.setup.pattern)
    case .subject: (what, bytes) = ("the subject", scene.setup.subject)
    case .captures:
      let row = selectedRow[.captures] ?? 0
      guard scene.captures.indices.contains(row), let range = scene.captures[row] else {
        tell("The group is not set: there is nothing to copy.", .bad)
        return [.outside(.bell)]
      }
      what = row == 0 ? "the match" : "group \(row)"
      bytes = Array(scene.setup.subject[max(0, range.start)..<max(range.start, range.end)])
    default:
      what = focus.title
      let grid = content(of: focus, columns: max(40, columns), rows: 200).grid
      let text = GridText.plain(grid)
      bytes = Array(text.utf8)
    }
    return [.outside(.copy(bytes, what: what))]
  }

  // MARK: Export

  /// The view as a file's content, by the ending of its name; nil for an ending that is not known.
  func file(_ path: String) -> [UInt8]? {
    if path.hasSuffix(".svg") {
      let title = "rxdebug, \(placeName)"
      return Array(
        GridSVG.document(view(), palette: settings.theme.palette, title: title).utf8)
    }
    if path.hasSuffix(".json") { return renderJSON(scene, lines: details.lines) }
    if path.hasSuffix(".txt") { return Array((GridText.plain(view()) + "\n").utf8) }
    return nil
  }

  /// What to say of any other ending.
  public static let fileEndings = "The name of the file has to end in .txt, .json or .svg."

  mutating func export(to path: String) -> [Request] {
    guard let bytes = file(path) else {
      tell(Self.fileEndings, .bad)
      return [.outside(.bell)]
    }
    return [.outside(.write(path: path, bytes: bytes))]
  }

  /// Where the session stands, in two words.
  var placeName: String {
    switch scene.place {
    case .step(let number): "step \(number)"
    case .end: "the end"
    }
  }
}

extension ScreenSettings.Theme {
  /// The colours.
  public var palette: Palette { self == .dark ? .dark : .light }
}
