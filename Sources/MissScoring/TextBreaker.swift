// SPDX-License-Identifier: MIT
// Breaks a text within the match: one character is inserted, deleted, replaced, or swapped with the next.

import CaseCorpus
import DifferentialTesting
import SourceText

extension SeededGenerator {
  /// The pair with a broken text; it may still match.
  mutating func brokenText(_ input: CaseInput, in match: SourceSpan) -> BrokenPair? {
    let isUTF = input.options.contains("UTF") && firstUTF8Fault(in: input.subject) == nil
    let text = input.subject
    func boundary(_ offset: Int) -> Int {
      var offset = offset
      while isUTF, offset < text.count, text[offset] & 0xC0 == 0x80 { offset += 1 }
      return offset
    }
    let place = boundary(match.start + below(match.count))
    let next = boundary(min(place + 1, text.count))
    let new = character(like: place < text.count ? text[place] : 0x61)
    var result = BrokenPair(
      input: input, place: .text(SourceSpan(place, place)), start: match.start, change: "")
    var broken = SourceSpan(place, place)
    switch below(4) {
    case 0:
      result.input.subject.insert(new, at: place)
      broken.end = place + 1
      result.change = "inserted"
    case 1:
      result.input.subject.removeSubrange(place..<next)
      result.change = "deleted"
    case 2:
      result.input.subject.replaceSubrange(place..<next, with: [new])
      broken.end = place + 1
      result.change = "replaced"
    default:
      guard next < text.count else { return nil }
      let behind = boundary(next + 1)
      result.input.subject.replaceSubrange(
        place..<behind, with: text[next..<behind] + text[place..<next])
      broken.end = behind
      result.change = "swapped"
    }
    result.place = .text(broken)
    return result
  }

  /// An ASCII character of the same kind as another one, or any that can be printed.
  private mutating func character(like byte: UInt8) -> UInt8 {
    if oneIn(2) { return UInt8(0x20 + below(0x5F)) }
    switch byte {
    case 0x30...0x39: return 0x30 + UInt8(below(10))
    case 0x41...0x5A: return 0x41 + UInt8(below(26))
    case 0x61...0x7A: return 0x61 + UInt8(below(26))
    default: return pick(Array(" .,:;-_/!\"'()[]{}<>=+*&%$#@|~\t".utf8))
    }
  }
}
