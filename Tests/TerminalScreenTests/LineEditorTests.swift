// SPDX-License-Identifier: MIT
// Keys and the line that they leave. Keys are written as they describe themselves; in the line, `|` is the
// cursor.

import ScreenEmulation
import TerminalScreen
import Testing

/// Keys and what they leave.
struct EditCase: CustomTestStringConvertible, Sendable {
  var keys: String
  var line: String
  var history: [String] = []

  init(_ keys: String, _ line: String, history: [String] = []) {
    self.keys = keys
    self.line = line
    self.history = history
  }

  var testDescription: String { keys }
}

/// The inputs of a test: keys between blanks, `"..."` typed letter by letter, `paste:...` with `;` for a
/// line end.
private func inputs(_ text: String) -> [TerminalInput] {
  text.split(separator: " ").flatMap { word -> [TerminalInput] in
    if word.first == "\"" {
      return word.dropFirst().dropLast().unicodeScalars.map { .key(Key($0 == "_" ? " " : $0)) }
    }
    if word.hasPrefix("paste:") {
      return [.paste(String(word.dropFirst(6).map { $0 == ";" ? "\n" : $0 }))]
    }
    return [.key(key(word))]
  }
}

private func key(_ word: Substring) -> Key {
  var word = word
  var modifiers: Key.Modifiers = []
  let names: [(String, Key.Modifiers)] = [("C-", .control), ("M-", .alt), ("S-", .shift)]
  for (name, modifier) in names where word.count > 2 && word.hasPrefix(name) {
    modifiers.insert(modifier)
    word = word.dropFirst(2)
  }
  let codes: [Key.Code] = [
    .enter, .tab, .backspace, .escape, .up, .down, .left, .right, .home, .end, .delete, .pageUp,
    .pageDown,
  ]
  if let code = codes.first(where: { "\($0)" == word }) { return Key(code, modifiers) }
  return Key(word.unicodeScalars.first ?? "?", modifiers)
}

private let names = ["back", "break", "bt", "catch", "café"]

/// Presses keys and gives the line with its cursor.
private func press(_ keys: String, _ editor: inout LineEditor) -> [LineEditor.Outcome] {
  inputs(keys).map { editor.handle($0) { _ in names } }
}

private func shown(_ editor: LineEditor) -> String {
  var line = editor.text
  line.insert("|", at: editor.cursor)
  var view = String.UnicodeScalarView()
  view.append(contentsOf: line)
  return String(view)
}

private let moving: [EditCase] = [
  .init(#""step""#, "step|"),
  .init(#""step" C-a "x" C-e "y""#, "xstepy|"),
  .init(#""ab" C-b "x" C-f "y""#, "axby|"),
  .init(#""ab" left left left "x" right right right "y""#, "xaby|"),
  .init(#""ab" home "x" end "y""#, "xaby|"),
  .init(#""one_two-three" M-b"#, "one two-|three"),
  .init(#""one_two-three" M-b M-b M-b M-b"#, "|one two-three"),
  .init(#""one_two-three" C-a M-f M-f"#, "one two|-three"),
  .init(#""one_two" C-left C-left C-right"#, "one| two"),
]

private let deleting: [EditCase] = [
  .init(#""abc" C-h backspace"#, "a|"),
  .init(#""abc" C-a C-d delete"#, "|c"),
  .init(#""abc" C-a backspace C-e delete C-d"#, "abc|"),
  .init(#""ab" C-t"#, "ba|"),
  .init(#""abc" left left C-t"#, "ba|c"),
  .init(#""a" C-t"#, "a|"),
  .init(#""one_two" C-a C-k C-y C-y"#, "one twoone two|"),
  .init(#""one_two" M-b C-u C-e C-y"#, "twoone |"),
  .init(#""one_two-x" C-w C-w C-y"#, "one two-x|"),
  .init(#""one_two-x" M-backspace M-backspace C-y"#, "one two-x|"),
  .init(#""one_two" C-a M-d M-d C-y"#, "one two|"),
  .init(#""one_two" C-w C-e "x" C-w C-y"#, "one x|"),
  .init(#""one_two" C-w left C-u C-y M-y"#, "two| "),
  .init(#""one_two" C-w left C-u C-y M-y M-y"#, "one| "),
  .init(#"M-y C-y"#, "|"),
]

private let undoing: [EditCase] = [
  .init(#""abc" C-_"#, "|"),
  .init(#""abc" C-a C-d C-_ C-_"#, "|"),
  .init(#""abc" C-a C-d C-_"#, "|abc"),
  .init(#""abc" C-w C-y C-_ C-_"#, "abc|"),
  .init(#""abcdefghijklmnopqrstuvwxyz" C-_"#, "abcdefghijklmnopqrst|"),
  .init(#""a" C-_ C-_ C-_"#, "|"),
]

private let recalling: [EditCase] = [
  .init("C-p C-p", "one|", history: ["one", "two"]),
  .init("up up up down", "two|", history: ["one", "two"]),
  .init(#""new" C-p C-n"#, "new|", history: ["one"]),
  .init(#"C-p "x" C-p C-n"#, "twox|", history: ["one", "two"]),
  .init("M-< M-> M-<", "one|", history: ["one", "two", "three"]),
  .init(#""one" enter "two" enter C-p C-p"#, "one|"),
  .init(#""one" enter "one" enter enter C-p C-p"#, "one|"),
  .init(#"C-p "x" C-c C-p"#, "one|", history: ["one"]),
]

private let searching: [EditCase] = [
  .init(#"C-r "e""#, "thre|e", history: ["one", "two", "three"]),
  .init(#"C-r "o""#, "tw|o", history: ["one", "two", "three"]),
  .init(#"C-r "o" C-r"#, "|one", history: ["one", "two", "three"]),
  .init(#"C-r "o" C-r C-r"#, "|one", history: ["one", "two", "three"]),
  .init(#"C-r "o" C-r C-s"#, "tw|o", history: ["one", "two", "three"]),
  .init(#"C-r "on" C-h"#, "tw|o", history: ["one", "two", "three"]),
  .init(#""new" C-r "o" C-g"#, "new|", history: ["one"]),
  .init(#"C-r "w" escape "x""#, "tx|wo", history: ["two"]),
  .init(#"C-r "two" C-a "x""#, "x|two", history: ["one", "two"]),
  .init(#"C-r "two" up"#, "one|", history: ["one", "two"]),
  .init(#"C-r "two" enter"#, "|", history: ["one", "two"]),
  .init(#"C-r "no" C-c"#, "|", history: ["one"]),
  .init(#"C-r "zzz""#, "|", history: ["one"]),
]

private let pasting: [EditCase] = [
  .init("paste:a;b", "a\nb|"),
  .init(#""x" left paste:a;b;"#, "a\nb\n|x"),
  .init("paste:abc C-_", "|"),
  .init("paste:a;b enter C-p", "b|"),
  .init("paste:a;b enter C-p C-p", "a|"),
]

private let completing: [EditCase] = [
  .init(#""br" tab"#, "break |"),
  .init(#""b" tab"#, "b|"),
  .init(#""ba" tab "x""#, "back x|"),
  .init(#""c" tab"#, "ca|"),
  .init(#""zz" tab"#, "zz|"),
  .init(#""x_br" tab"#, "x break |"),
  .init(#""br_y" left left tab"#, "break| y"),
  .init(#""br" tab C-_"#, "br|"),
]

@Suite struct LineEditorTests {
  @Test(arguments: moving + deleting + undoing + recalling + searching + pasting + completing)
  func keys(_ test: EditCase) {
    var editor = LineEditor(history: LineHistory(test.history))
    _ = press(test.keys, &editor)
    #expect(shown(editor) == test.line)
  }

  @Test(
    arguments: [
      (#""ab" enter"#, .accepted(["ab"])), ("enter", .accepted([""])),
      (#""a" C-j"#, .accepted(["a"])),
      ("paste:a;;b; enter", .accepted(["a", "b"])), ("paste:; enter", .accepted([""])),
      ("C-d", .ended), (#""a" C-d"#, .refused), ("delete", .refused), (#""a" C-c"#, .interrupted),
      ("C-z", .suspended), ("C-l", .cleared), (#""b" tab"#, .refused),
      (#""b" tab tab"#, .candidates(["back", "break", "bt"])), (#""b" tab "r" tab"#, .edited),
      ("C-p", .refused), ("C-n", .refused), ("C-_", .refused), ("M-q", .refused),
      ("pageUp", .refused),
    ] as [(String, LineEditor.Outcome)])
  func outcome(_ keys: String, _ expected: LineEditor.Outcome) {
    var editor = LineEditor()
    #expect(press(keys, &editor).last == expected)
  }

  @Test func beginsWithText() {
    var editor = LineEditor(text: "a\nb", history: LineHistory(["old"]), splitsLines: false)
    #expect(shown(editor) == "a\nb|")
    #expect(press(#"C-_ "x""#, &editor) == [.refused, .edited])
    #expect(press("enter", &editor) == [.accepted(["a\nbx"])])
    _ = press(#""typed" C-r "o""#, &editor)
    editor.begin(with: "new")
    #expect(editor.searchPrompt == nil)
    #expect(press("C-_", &editor) == [.refused])
    #expect(shown(editor) == "new|")
    _ = press("C-p C-p C-n C-n", &editor)
    #expect(shown(editor) == "new|")
    #expect(LineEditor(text: "a\n\nb").text.count == 4)
  }

  @Test func onlyKeysAndPastes() {
    var editor = LineEditor(text: "a")
    let inputs: [TerminalInput] = [
      .mouse(MouseEvent(.press(0), column: 0, row: 0)), .background(RGB(0, 0, 0)),
      .cursorReport(row: 1, column: 1),
    ]
    for input in inputs { #expect(editor.handle(input) == .refused) }
    #expect(shown(editor) == "a|")
  }

  @Test func searchPrompt() {
    var editor = LineEditor(history: LineHistory(["one"]))
    #expect(editor.searchPrompt == nil)
    _ = press(#"C-r "on""#, &editor)
    #expect(editor.searchPrompt == "(reverse-i-search)`on': ")
    _ = press(#""x""#, &editor)
    #expect(editor.searchPrompt == "(failed reverse-i-search)`onx': ")
    _ = press("C-g", &editor)
    #expect(editor.searchPrompt == nil)
  }

  @Test func historyIsBounded() {
    var history = LineHistory((1...5).map { "\($0)" }, limit: 3)
    #expect(history.lines == ["3", "4", "5"])
    let added = ["6", "6", " \t"].map { history.add($0) }
    #expect(added == [true, false, false])
    #expect(history.lines == ["4", "5", "6"])
  }

  @Test func candidateTable() {
    let words = ["back", "break", "bt", "ca\u{1B}h"]
    let table = CandidateTable.bytes(words, width: 20)
    #expect(String(decoding: table, as: UTF8.self) == "back   bt\r\nbreak  ca\u{241B}h\r\n")
    let cut = CandidateTable.bytes(words, width: 1, limit: 1)
    #expect(String(decoding: cut, as: UTF8.self) == "back\r\n... and 3 more\r\n")
    #expect(CandidateTable.bytes([], width: 20) == [])
  }

  @Test func anyKeys() {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    print("seed", generator.seed)
    for _ in 0..<300 {
      var parser = KeyParser()
      var editor = LineEditor(history: LineHistory(["one", "two\u{1B}", "three"]))
      for _ in 0..<60 {
        let bytes = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
          UInt8.random(in: 0...255, using: &generator)
            & (Bool.random(using: &generator) ? 0x1F : 0xFF)
        }
        for input in parser.feed(bytes) + parser.flush() {
          _ = editor.handle(input) { _ in names }
          #expect((0...editor.text.count).contains(editor.cursor), "seed \(generator.seed)")
        }
      }
    }
  }
}
