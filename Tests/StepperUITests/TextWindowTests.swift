// SPDX-License-Identifier: MIT
// What is seen of a long line: the place asked for always, and most steps move nothing.

import ScreenEmulation
import SourceText
import TerminalScreen
import Testing

@testable import StepperUI

@Suite("The part of a line that is seen")
struct TextWindowTests {
  private func text(_ bytes: [UInt8], isASCII: Bool = false) -> DrawnText {
    DrawnText(bytes: bytes, isUTF: true, isASCII: isASCII)
  }

  @Test("a line that fits is seen whole")
  func fits() {
    let text = text(Array("añ\u{200D}b".utf8))
    let window = TextWindow(
      text, in: SourceSpan(0, text.bytes.count), around: 0, columns: 10, end: Glyph("$"))
    #expect(window.pieces.map(\.offset) == [0, 1, 3, 6, 7])
    #expect(window.pieces.map(\.column) == [0, 1, 2, 8, 9])
    #expect(!window.isCutBefore && !window.isCutBehind)
    #expect(window.columns(of: 4) == 2..<8)
    #expect(window.column(of: 8) == nil)
  }

  @Test("in ASCII bytes that are no text and characters beyond have numbers")
  func numbers() {
    let text = text([0x61, 0xFF, 0xC3, 0xA9, 0x0A], isASCII: true)
    let window = TextWindow(text, in: SourceSpan(0, 5), around: 0, columns: 20)
    let drawn = window.pieces.flatMap(\.glyphs).map { String(Character($0.base)) }.joined()
    #expect(drawn == "a<FF><00E9><0A>")
  }

  @Test("the place asked for is seen wherever it is, and nothing is wider than the room")
  func places() {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    print("seed", generator.seed)
    let scalars: [Unicode.Scalar] = ["a", "b", " ", "é", "漢", "\u{301}", "\u{200D}", "\n", "😀"]
    for _ in 0..<300 {
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...200, using: &generator) {
        if Int.random(in: 0..<10, using: &generator) == 0 {
          bytes.append(UInt8.random(in: 0...255, using: &generator))
        } else {
          appendUTF8((scalars.randomElement(using: &generator) ?? "a").value, to: &bytes)
        }
      }
      let columns = Int.random(in: 9...90, using: &generator)
      let anchor = Int.random(in: 0...bytes.count, using: &generator)
      let window = TextWindow(
        text(bytes), in: SourceSpan(0, bytes.count), around: anchor, columns: columns,
        end: Glyph("$"))
      #expect(
        window.columns(of: anchor) != nil, "seed \(generator.seed): \(anchor) \(columns) \(bytes)")
      #expect(window.pieces.allSatisfy { $0.columns.upperBound <= columns })
      var next = window.pieces.first?.offset
      for piece in window.pieces {
        #expect(piece.offset == next)
        next = piece.offset + piece.length
      }
      #expect(window.isCutBefore == (window.pieces.first.map { $0.offset > 0 } ?? false))
      #expect(window.isCutBehind == (window.pieces.last?.length != 0))
    }
  }

  @Test("a walk through a long line moves it once in a third of the room")
  func walk() {
    let bytes = [UInt8](repeating: 0x61, count: 1_000)
    var moves = 0
    var first = 0
    for place in 0...1_000 {
      let window = TextWindow(
        text(bytes), in: SourceSpan(0, 1_000), around: place, columns: 60, end: Glyph("$"))
      let start = window.pieces.first?.offset ?? -1
      if start != first { moves += 1 }
      first = start
      if start > 0 { #expect((20...41).contains(window.column(of: place) ?? -1)) }
    }
    #expect(moves <= 1_000 / 20)
  }
}
