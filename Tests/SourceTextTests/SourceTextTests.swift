// SPDX-License-Identifier: MIT
// UTF-8 with PCRE2's numbers, text made fit for a terminal, lines and columns, excerpts.

import SourceText
import Testing

@Suite("UTF-8")
struct UTF8TextTests {
  @Test(
    "Faults have PCRE2's number and offset",
    arguments: [
      ([0x61, 0xC3], -3, 1), ([0xE2], -4, 0), ([0xF0], -5, 0), ([0xF8], -6, 0), ([0xFC], -7, 0),
      ([0xC3, 0x41], -8, 0), ([0xE2, 0x82, 0x41], -9, 0), ([0xF0, 0x90, 0x80, 0x41], -10, 0),
      ([0xF8, 0x88, 0x80, 0x80, 0x41], -11, 0), ([0xFC, 0x84, 0x80, 0x80, 0x80, 0x41], -12, 0),
      ([0xF8, 0x88, 0x80, 0x80, 0x80], -13, 0), ([0xFC, 0x84, 0x80, 0x80, 0x80, 0x80], -14, 0),
      ([0xF4, 0x90, 0x80, 0x80], -15, 0), ([0xED, 0xA0, 0x80], -16, 0), ([0xC0, 0x80], -17, 0),
      ([0xE0, 0x90, 0x80], -18, 0), ([0xF0, 0x80, 0x80, 0x80], -19, 0),
      ([0xF8, 0x80, 0x80, 0x80, 0x80], -20, 0), ([0xFC, 0x80, 0x80, 0x80, 0x80, 0x80], -21, 0),
      ([0x61, 0x62, 0x80], -22, 2), ([0xFF], -23, 0),
    ] as [([UInt8], Int, Int)])
  func faults(_ bytes: [UInt8], _ code: Int, _ offset: Int) {
    #expect(firstUTF8Fault(in: bytes) == UTF8Fault(code: code, offset: offset))
  }

  @Test("Every code point there is goes there and back")
  func roundTrip() {
    for value in stride(from: UInt32(0), through: 0x10FFFF, by: 61)
    where !(0xD800...0xDFFF).contains(value) {
      var bytes: [UInt8] = []
      appendUTF8(value, to: &bytes)
      #expect(firstUTF8Fault(in: bytes) == nil)
      #expect(decodeUTF8(bytes, at: 0) == DecodedCharacter(value: value, length: bytes.count))
    }
  }

  @Test("Decoding never reads behind the end")
  func truncated() {
    for lead in UInt8.min...UInt8.max {
      #expect(decodeUTF8([lead], at: 0).length == 1)
    }
  }
}

@Suite("Escaping")
struct EscapingTests {
  @Test(
    "Controls are spelled out, characters are shown",
    arguments: [
      ("abc", "abc"), ("a\nb\t\r", "a\\nb\\t\\r"), ("\u{1B}[31m", "\\x{1B}[31m"), ("é€😀", "é€😀"),
      ("\u{202E}x", "\\x{202E}x"), ("\u{85}", "\\x{85}"), ("\u{0}", "\\x{00}"), ("\\d", "\\d"),
      ("\u{A0}", "\\x{A0}"), ("\u{FEFF}", "\\x{FEFF}"),
    ])
  func display(_ text: String, _ shown: String) {
    #expect(Escaping().display(Array(text.utf8)) == shown)
  }

  @Test("Invalid bytes are shown by number")
  func invalidBytes() {
    #expect(Escaping().display([0x61, 0xC3, 0x62, 0xFF]) == "a\\x{C3}b\\x{FF}")
    #expect(Escaping(showsUnicode: false).display(Array("é".utf8)) == "\\x{C3}\\x{A9}")
    #expect(Escaping(doublesBackslash: true).display([0x5C]) == "\\\\")
  }

  @Test("No byte sequence gets a control character through")
  func noControls() {
    for high in UInt8.min...UInt8.max {
      for low in UInt8.min...UInt8.max {
        let shown = Escaping().display([high, low])
        #expect(shown.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
      }
    }
  }
}

@Suite("Lines")
struct LineMapTests {
  @Test("Offsets and places")
  func places() {
    let map = LineMap(Array("ab\ncd\r\n\re".utf8))
    #expect(map.count == 4)
    #expect(map.place(of: 0) == LineColumn(line: 1, column: 1))
    #expect(map.place(of: 2) == LineColumn(line: 1, column: 3))
    #expect(map.place(of: 4) == LineColumn(line: 2, column: 2))
    #expect(map.place(of: 8) == LineColumn(line: 4, column: 1))
    #expect(map.place(of: 99) == LineColumn(line: 4, column: 2))
    #expect(map.offset(of: LineColumn(line: 2, column: 2)) == 4)
    #expect(map.offset(of: LineColumn(line: 2, column: 4)) == nil)
    #expect(map.offset(of: LineColumn(line: 5, column: 1)) == nil)
    #expect(map.span(ofLine: 2) == SourceSpan(3, 5))
    #expect(LineMap([]).place(of: 0) == LineColumn(line: 1, column: 1))
  }
}

@Suite("Excerpts with a caret")
struct CaretExcerptTests {
  private func excerpt(_ text: String, _ start: Int, _ end: Int, width: Int = 40) -> CaretExcerpt {
    CaretExcerpt(Array(text.utf8), marking: SourceSpan(start, end), width: width)
  }

  @Test("The mark stands under the span")
  func mark() {
    #expect(excerpt("ab(?z)", 3, 5).description == "ab(?z)\n   ^~")
    #expect(excerpt("ab", 2, 2).description == "ab\n  ^")
    #expect(excerpt("a\tb", 2, 3).description == "a\\tb\n   ^")
    #expect(excerpt("日本x", 6, 7).description == "日本x\n    ^")
    #expect(excerpt("one\ntwo", 5, 6).description == "two\n ^")
    #expect(excerpt("one\ntwo", 5, 6).line == 2)
    #expect(excerpt("", 0, 0).description == "\n^")
  }

  @Test("Long lines are cut to the width")
  func window() {
    let text = String(repeating: "0123456789", count: 30)
    for start in stride(from: 0, through: 300, by: 7) {
      let cut = excerpt(text, start, start + 2, width: 30)
      #expect(cut.text.count <= 30)
      let column = cut.marker.prefix { $0 == " " }.count
      let shown = cut.text.dropFirst(column).first
      #expect(start == 300 || shown == Character(String(start % 10)), "\(cut.description)")
    }
  }
}
