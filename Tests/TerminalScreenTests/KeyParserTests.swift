// SPDX-License-Identifier: MIT
// Bytes and the keys they are; whatever the bytes and however they are cut, nothing is lost or made up.

import ScreenEmulation
import TerminalScreen
import Testing

/// Bytes and what they are; `wait` says that the last of it comes only with a flush.
struct KeyCase: CustomTestStringConvertible, Sendable {
  var bytes: String
  var expected: String

  init(_ bytes: String, _ expected: String) {
    self.bytes = bytes
    self.expected = expected
  }

  var testDescription: String { expected }
}

/// What was read, in words: keys as they describe themselves, `paste[...]`, mouse events.
func words(_ inputs: [TerminalInput]) -> String {
  inputs.map { input in
    switch input {
    case .key(let key): return "\(key)"
    case .paste(let text): return "paste[\(text)]"
    case .mouse(let mouse):
      let held = Key("x", mouse.modifiers).description.dropLast()
      return "\(held)\(mouse.action)@\(mouse.column),\(mouse.row)"
    case .background(let color): return "background[\(color.red),\(color.green),\(color.blue)]"
    case .cursorReport(let row, let column): return "cursor@\(column),\(row)"
    }
  }.joined(separator: " ")
}

private let esc = "\u{1B}"

private let characters: [KeyCase] = [
  .init("abc", "a b c"),
  .init("\u{01}\u{1A}\u{00}\u{1C}\u{1F}", "C-a C-z C-space C-\\ C-_"),
  .init("\t\r\n\u{7F}\u{08}", "tab enter C-j backspace C-h"),
  .init("é世\u{1F600}\u{301}", "é 世 \u{1F600} \u{301}"),
  .init("\(esc)b\(esc)B\(esc)é", "M-b M-B M-é"),
  .init("\(esc)\u{7F}\(esc)\r\(esc)\u{01}", "M-backspace M-enter C-M-a"),
]

private let sequences: [KeyCase] = [
  .init("\(esc)[A\(esc)[B\(esc)[C\(esc)[D", "up down right left"),
  .init("\(esc)OA\(esc)OB\(esc)OC\(esc)OD\(esc)OH\(esc)OF", "up down right left home end"),
  .init("\(esc)[H\(esc)[F\(esc)[1~\(esc)[4~\(esc)[7~\(esc)[8~", "home end home end home end"),
  .init("\(esc)[2~\(esc)[3~\(esc)[5~\(esc)[6~", "insert delete pageUp pageDown"),
  .init("\(esc)OP\(esc)[15~\(esc)[17~\(esc)[24~\(esc)[34~", "f1 f5 f6 f12 f20"),
  .init("\(esc)[[A\(esc)[[E", "f1 f5"),
  .init("\(esc)[1;5C\(esc)[1;2D\(esc)[3;3~\(esc)[1;8A", "C-right S-left M-delete C-M-S-up"),
  .init("\(esc)[3^\(esc)[3$\(esc)[3@", "C-delete S-delete C-S-delete"),
  .init("\(esc)[Z\(esc)\(esc)[A", "S-tab M-up"),
  .init("\(esc)[27;5;105~\(esc)[105;5u\(esc)[13;2u", "C-i C-i S-enter"),
  .init("\(esc)[97:65;2:1u", "a"),
  .init("nnn\(esc)[Ann", "n n n up n n"),
]

private let others: [KeyCase] = [
  .init("\(esc)[<0;3;4M\(esc)[<0;3;4m", "press(0)@2,3 release(0)@2,3"),
  .init(
    "\(esc)[<64;1;1M\(esc)[<65;1;1M\(esc)[<20;9;9M", "wheelUp@0,0 wheelDown@0,0 C-S-press(0)@8,8"),
  .init("\(esc)[<35;2;2M\(esc)[<34;2;2M", "move(nil)@1,1 move(Optional(2))@1,1"),
  .init("\(esc)[200~a\r\nb\rc\nd\(esc)[201~e", "paste[a\nb\nc\nd] e"),
  .init("\(esc)[200~\(esc)[A\u{03}\(esc)[201\(esc)[201~", "paste[\(esc)[A\u{03}\(esc)[201]"),
  .init("\(esc)[200~\(esc)[201~", "paste[]"),
  // What is no key is passed over: focus, answers, an old mouse report, a stray end, an abandoned sequence.
  .init("\(esc)[I\(esc)[O\(esc)[?1;2c\(esc)[M !!\(esc)[201~x", "x"),
  .init("\(esc)[12\(esc)[Ax\(esc)[1\u{01}", "up x C-a"),
]

private let answers: [KeyCase] = [
  .init("\(esc)]11;rgb:0000/8080/ffff\(esc)\\x", "background[0,128,255] x"),
  .init("\(esc)]11;rgb:f/80/fff\u{07}x", "background[255,128,255] x"),
  .init("\(esc)]11;rgba:ff/00/00/80\u{07}", "background[255,0,0]"),
  .init("\(esc)[2;3R\(esc)[40;121R", "cursor@2,1 cursor@120,39"),
  // In the first row it is F3.
  .init("\(esc)[1;5R\(esc)[R\(esc)[1;2R", "C-f3 f3 S-f3"),
  // Not asked for, or not understood.
  .init("\(esc)]10;rgb:0/0/0\u{07}\(esc)]11;rgb:0/0\u{07}\(esc)]11;rgb:0/0/00000\u{07}x", "x"),
  .init("\(esc)]11;rgb:0/0/-1\u{07}\(esc)]11;?\(esc)\\\(esc)]52;c;YQ==\(esc)\\x", "x"),
  .init("\(esc)P>|xterm(379)\(esc)\\\(esc)_Gi=1;OK\(esc)\\\(esc)^é\(esc)\\x", "x"),
  .init("\(esc)]11;\(String(repeating: "rgb:0/0/0", count: 100))\u{07}x", "x"),
  // Broken off: by a control, or by another sequence.
  .init("\(esc)]11;rgb:0\u{18}x\(esc)]11;rgb:0\u{03}\(esc)]11;rgb:0/0/0\(esc)[Ax", "x C-c up x"),
  // Alt and a key.
  .init("\(esc)]a\(esc)Pn\(esc)_x\(esc)]\r\(esc)P\(esc)[A", "M-] a M-P n M-_ x M-] enter M-P up"),
]

private let alone: [KeyCase] = [
  .init("\(esc)]", "M-]"),
  .init("\(esc)^", "M-^"),
  .init("\(esc)]11;rgb:0/0/0\(esc)", "escape"),
  .init("\(esc)", "escape"),
  .init("\(esc)\(esc)", "M-escape"),
  .init("\(esc)\(esc)\(esc)", "escape M-escape"),
  .init("\(esc)[", "M-["),
  .init("\(esc)O", "M-O"),
  .init("a\(esc)", "a escape"),
  .init("\(esc)[12", ""),
]

@Suite struct KeyParserTests {
  @Test(arguments: characters + sequences + others + answers)
  func complete(_ test: KeyCase) {
    var parser = KeyParser()
    let inputs = parser.feed(Array(test.bytes.utf8))
    #expect(words(inputs) == test.expected)
    #expect(!parser.isWaiting)
    let rest = parser.flush()
    #expect(rest == [])
  }

  @Test(arguments: characters + sequences + others + answers)
  func byteByByte(_ test: KeyCase) {
    var parser = KeyParser()
    let inputs = test.bytes.utf8.flatMap { parser.feed([$0]) }
    #expect(words(inputs) == test.expected)
  }

  @Test(arguments: alone)
  func unfinished(_ test: KeyCase) {
    var parser = KeyParser()
    let first = parser.feed(Array(test.bytes.utf8))
    #expect(parser.isWaiting)
    let inputs = first + parser.flush()
    #expect(words(inputs) == test.expected)
    let next = parser.feed([0x78])
    #expect(words(next) == "x")
  }

  /// An answer that comes slowly is waited for without end.
  @Test func slowAnswer() {
    var parser = KeyParser()
    var inputs: [TerminalInput] = []
    for byte in "\(esc)]11;rgb:0/0/0\u{07}x".utf8 {
      inputs += parser.feed([byte])
      if !parser.isWaiting { inputs += parser.flush() }
    }
    #expect(words(inputs) == "background[0,0,0] x")
  }

  @Test(
    arguments: [
      ([0xFF, 0x61], "\u{FFFD} a"), ([0xC3, 0x61], "\u{FFFD} a"), ([0x80], "\u{FFFD}"),
      ([0xED, 0xA0, 0x80], "\u{FFFD}"), ([0xE4, 0xB8, 0x1B, 0x5B, 0x41], "\u{FFFD} up"),
    ] as [([UInt8], String)])
  func invalid(_ bytes: [UInt8], _ expected: String) {
    var parser = KeyParser()
    let inputs = parser.feed(bytes)
    #expect(words(inputs) == expected)
  }

  @Test func anyBytesInAnyPieces() {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    print("seed", generator.seed)
    let pieces = [
      Array("\(esc)[".utf8), Array("\(esc)[200~".utf8), Array("\(esc)[201~".utf8),
      Array("\(esc)]1".utf8), Array("\(esc)\\".utf8),
    ]
    for _ in 0..<1000 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...40, using: &generator) {
        if Int.random(in: 0...3, using: &generator) == 0,
          let piece = pieces.randomElement(using: &generator)
        {
          bytes += piece
        } else {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        }
      }
      var whole = KeyParser()
      var cut = KeyParser()
      let expected = whole.feed(bytes) + whole.flush()
      var result: [TerminalInput] = []
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Int.random(in: 1...5, using: &generator)
        result += cut.feed(Array(rest.prefix(count)))
        rest = rest.dropFirst(count)
      }
      result += cut.flush()
      #expect(result == expected, "seed \(generator.seed): \(bytes)")
    }
  }
}
