// SPDX-License-Identifier: MIT
// The subject in its pane.

import RegexDebugging
import RegexSyntax
import TerminalScreen
import Testing

@testable import StepperUI

private let onOneLine =
  #"^(?<key>\w+)\s*=\s*(?:"(?<str>[^"]*)"|(?<num>\d+))\s*$"#
private let mixed = "a\u{301}b\n漢字\u{200D}😀b"

@Suite("The pane of the subject")
struct SubjectPaneTests {
  @Test("text, signs, offsets, what the signs mean, what stands there")
  func rows() throws {
    let pane = SubjectPane(model: try model(onOneLine, configSubject, after: ["goto 18"]))
    #expect(
      pane.rows(78, 3) == [
        "  timeout = 30 s␃",
        "  1111111...3▲ F            ▲ at  F furthest  1..9 group  . matched, no group",
        "  0         10  14 bytes",
      ])
    #expect(
      pane.rows(78, 5) == [
        "  timeout = 30 s␃",
        "  1111111...3▲ F",
        "  0         10  14 bytes",
        "  ▲ at  F furthest  1..9 group  . matched, no group",
        "  11: U+0030 DIGIT ZERO (1 byte: 30)",
      ])
    #expect(
      pane.rows(40, 4) == [
        "  timeout = 30 s␃",
        "  1111111...3▲ F",
        "  0         10  14 bytes",
        "  11: U+0030 DIGIT ZERO (1 byte: 30)",
      ])
    #expect(
      pane.rows(20, 2) == [
        "timeout = 30 s␃",
        "1111111...3▲ F",
      ])
    #expect(
      pane.rows(8, 2) == [
        "<= 30 s␃",
        " ..3▲ F",
      ])
    #expect(pane.rows(1, 1) == ["0"])
    #expect(
      pane.content(columns: 78, rows: 3).heading
        == "start 0 · at 11 · furthest 13 (step 15) · end 14")
  }

  @Test("bytes in hex")
  func hex() throws {
    var model = try model(onOneLine, configSubject, after: ["goto 18"])
    model.settings.showsHex = true
    #expect(
      SubjectPane(model: model).rows(78, 7) == [
        "  0  74 69 6D 65 6F 75 74 20 3D 20 33 30 20 73 ␃      timeout = 30 s",
        "     1  1  1  1  1  1  1  .  .  .  3  ▲     F",
        "",
        "",
        "",
        "",
        "     11: U+0030 DIGIT ZERO (1 byte: 30)",
      ])
    #expect(
      SubjectPane(model: model).rows(40, 4) == [
        "  0  74 69 6D 65 6F 75 74 20  timeout",
        "     1  1  1  1  1  1  1  .",
        "  8  3D 20 33 30 20 73 ␃      = 30 s",
        "     .  .  3  ▲     F",
      ])
    #expect(
      SubjectPane(model: model).rows(20, 3) == [
        " 10  33 30  30",
        "     3  ▲",
        "",
      ])
  }

  @Test("characters of several bytes and columns, and none that could move others")
  func characters() throws {
    var model = try model("(?<=😀)b", mixed, [.utf], after: ["goto 13"])
    #expect(
      SubjectPane(model: model).rows(60, 5) == [
        "  a◌́b␊漢字<200D>😀b␃",
        "  F     < S",
        "  0       11       19 bytes",
        "  < at, looks behind  F furthest  . matched  S start",
        "  8: U+5B57 CJK UNIFIED IDEOGRAPH-5B57 (3 bytes: E5 AD 97) …",
      ])
    model.settings.isASCII = true
    #expect(
      SubjectPane(model: model).rows(60, 5) == [
        "  a<0301>b<0A><6F22><5B57><200D><1F600>b$",
        "  F                 <     S",
        "  0                       11            19 bytes",
        "  < at, looks behind  F furthest  . matched  S start",
        "  8: U+5B57 CJK UNIFIED IDEOGRAPH-5B57 (3 bytes: E5 AD 97...",
      ])
  }

  @Test("bytes that are not text have numbers; a step that looks behind points there")
  func bytes() throws {
    let model = try model(Array("(?<=b)c".utf8), [0x61, 0xE9, 0x62, 0x63], after: ["goto 8"])
    #expect(
      SubjectPane(model: model).rows(60, 5) == [
        "  a<E9>bc␃",
        "  F     <",
        "  0      4 bytes",
        "  < at, looks behind  F furthest  . matched  S start",
        "  3: U+0063 LATIN SMALL LETTER C (1 byte: 63)",
      ])
  }

  @Test("a long subject takes several rows where there are some")
  func wrapped() throws {
    let text = String(repeating: "lorem ipsum ", count: 30)
    let model = try model("(?<all>(?:\\w+ ){20})dolor", text, after: ["goto 60", "break pos 70"])
    #expect(
      SubjectPane(model: model).rows(40, 10) == [
        "  68  sum lorem ipsum lorem ipsum lorem",
        "      ..●...............................",
        " 102  ipsum lorem ipsum lorem ipsum lore",
        "      ............▲     F",
        " 136  m ipsum lorem ipsum lorem ipsum lo",
        "",
        " 170  rem ipsum lorem ipsum lorem ipsum",
        "",
        "      ▲ at  F furthest  1..9 group",
        "      114: U+0069 LATIN SMALL LETTER I …",
      ])
    #expect(
      SubjectPane(model: model).rows(40, 3) == [
        "  <lorem ipsum lorem ipsum lorem ipsum >",
        "   ..................▲     F",
        "       100       110       120       130",
      ])
  }

  @Test("a step changes little of what is seen of a large subject")
  func budget() throws {
    let text = [UInt8](repeating: 0x78, count: 5_000)
    var session = try Session(pattern: Array("(?:x)*y".utf8), subject: text)
    session.execute(.goto(.step(2_000)))
    var before: CellGrid?
    var changed = 0
    for _ in 1...200 {
      session.execute(.step(1))
      let model = Model(session.scene(), name: "")
      let grid = SubjectPane(model: model).content(columns: 70, rows: 3).grid
      if let before { changed += zip(before.cells, grid.cells).count { $0 != $1 } }
      before = grid
    }
    #expect(changed / 200 < 30)
  }
}
