// SPDX-License-Identifier: MIT
// The signs of the stepper's frames.

import SourceText
import Testing

@testable import StepperUI

@Suite("The signs of the screen")
struct SymbolsTests {
  @Test("signs take one column, and those of ASCII are of ASCII")
  func widths() {
    for set in [Symbols.unicode, Symbols.ascii] {
      let signs =
        [
          set.horizontal, set.vertical, set.topLeft, set.topRight, set.bottomLeft,
          set.bottomRight, set.teeLeft, set.teeRight, set.teeTop, set.teeBottom, set.cross,
          set.here, set.breakpoint, set.disabled, set.watch, set.catching, set.good, set.bad,
          set.back, set.subjectEnd, set.block,
        ] + set.bars
      for sign in signs {
        #expect(sign.unicodeScalars.count == 1)
        #expect(sign.unicodeScalars.allSatisfy { columnWidth(of: $0) == 1 }, "\(sign)")
        #expect(sign.unicodeScalars.allSatisfy { !$0.properties.isEmoji || $0.isASCII }, "\(sign)")
        #expect(set == .unicode || sign.isASCII, "\(sign)")
      }
    }
  }
}
