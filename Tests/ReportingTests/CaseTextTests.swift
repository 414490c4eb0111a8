// SPDX-License-Identifier: MIT
// Texts cut to the surroundings of a span, and places read from words.

import CaseCorpus
import SourceText
import Testing

@testable import Reporting

@Suite struct CaseTextTests {
  @Test(
    arguments: [
      ("a match at [1,3)", SourceSpan(1, 3)), ("[0,0)", SourceSpan(0, 0)),
      ("class [a-z] at [2,5) and [7,8)", SourceSpan(2, 5)),
      ("[3,1) is none, [1,", nil), ("[1,3]", nil), ("[-1,3)", nil), ("", nil), ("[", nil),
      ("[99999999999999999999,99999999999999999999)", nil), ("[[4,6)", SourceSpan(4, 6)),
    ] as [(String, SourceSpan?)])
  func placesInWords(_ words: String, _ span: SourceSpan?) {
    #expect(CaseText.firstSpan(in: words) == span)
  }

  @Test func shortTextsAreWhole() {
    let excerpt = Excerpt(Array("on 2024".utf8), around: SourceSpan(3, 7), limit: 7)
    #expect(excerpt.before == "on " && excerpt.marked == "2024" && excerpt.after == "")
    #expect(excerpt.text == "on 2024")
  }

  @Test func longTextsAreCutAroundTheSpan() {
    let text = String(repeating: "x", count: 500) + "needle" + String(repeating: "y", count: 500)
    let excerpt = Excerpt(Array(text.utf8), around: SourceSpan(500, 506), limit: 30)
    #expect(excerpt.text == "…xxxxxxxxxxneedleyyyyyyyyyyyyyy…")
    #expect(excerpt.bytesBefore == 490 && excerpt.bytesAfter == 486)
  }

  /// Whatever is cut, whole characters stay, and no byte is shown as a number.
  @Test(arguments: 0..<12) func charactersStayWhole(_ limit: Int) {
    let bytes = Array("эй👩日本".utf8)
    for start in 0...bytes.count {
      let text = Excerpt(bytes, around: SourceSpan(start, start), limit: limit).text
      let isInside = start < bytes.count && bytes[start] & 0xC0 == 0x80
      #expect(isInside || !text.contains("\\x"), "at \(start): \(text)")
    }
  }

  @Test func spansBehindTheEndAreCut() {
    let excerpt = Excerpt(Array("abc".utf8), around: SourceSpan(2, 99), limit: 10)
    #expect(excerpt.before == "ab" && excerpt.marked == "c" && excerpt.after == "")
    #expect(Excerpt([], around: SourceSpan(5, 9), limit: 10).text == "")
  }
}
