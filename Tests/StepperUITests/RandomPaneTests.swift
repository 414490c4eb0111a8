// SPDX-License-Identifier: MIT
// All panes in all sizes over random patterns and subjects: nothing is drawn or can be clicked outside, nothing but
// ASCII is drawn where only that is wanted.

import RegexDebugging
import RegexSyntax
import ScreenEmulation
import TerminalScreen
import Testing

@testable import StepperUI

@Suite("Panes in any size")
struct RandomPaneTests {
  private static let views: [@Sendable (Model) -> any PaneView] = [
    { PatternPane(model: $0) }, { SubjectPane(model: $0) }, { WhyPane(model: $0) },
    { ChoicesPane(model: $0) }, { CapturesPane(model: $0) }, { BreakpointsPane(model: $0) },
    { TimelinePane(model: $0) }, { EventsPane(model: $0) }, { FramesPane(model: $0) },
  ]
  private static let pieces = [
    "a", "b+", "(a|b)*", "(?<n>é.)", "[^a]{2,3}?", "(?=", "(?<=b)", "(?!c)", ")", "|", "\n", "\t",
    "# x\n", "(?#c)", "\\b", "$", "^", "\\w+", "漢*", "(*MARK:x)", "(?1)?", "(?>a*)", "\\K", "(",
  ]
  private static let characters: [String] = [
    "a", "b", "c", " ", "\n", "\r\n", "é", "漢", "\u{301}", "\u{200D}", "😀", "\u{1B}", "\u{7F}",
  ]

  @Test("random patterns and subjects at random places")
  func random() throws {
    var generator = SeededGenerator(seed: UInt64.random(in: 0...UInt64.max))
    print("seed", generator.seed)
    var drawn = 0
    while drawn < 60 {
      guard var model = randomModel(&generator) else { continue }
      drawn += 1
      for view in Self.views {
        let size = (
          columns: Int.random(in: 1...130, using: &generator),
          rows: Int.random(in: 1...40, using: &generator)
        )
        model.settings.isASCII = Bool.random(using: &generator)
        check(view(model), model, size, seed: generator.seed)
      }
    }
  }

  private func check(
    _ view: any PaneView, _ model: Model, _ size: (columns: Int, rows: Int), seed: UInt64
  ) {
    let content = view.content(columns: size.columns, rows: size.rows)
    let about = "seed \(seed), \(type(of: view)), \(size)"
    #expect(content.grid.columns == size.columns && content.grid.rows == size.rows, "\(about)")
    #expect(
      content.targets.allSatisfy {
        let area = $0.area
        return area.column >= 0 && area.row >= 0 && area.columns > 0 && area.rows > 0
          && area.column + area.columns <= size.columns && area.row + area.rows <= size.rows
      }, "\(about)")
    #expect(content.scroll.top >= 0 && content.scroll.top <= content.scroll.last, "\(about)")
    guard model.settings.isASCII else { return }
    #expect(content.grid.cells.allSatisfy { $0.glyph?.isASCII ?? true }, "\(about)")
    #expect(content.heading.utf8.allSatisfy { $0 < 0x80 }, "\(about)")
  }

  private func randomModel(_ generator: inout SeededGenerator) -> Model? {
    var pattern = ""
    for _ in 0..<Int.random(in: 1...30, using: &generator) {
      pattern += Self.pieces.randomElement(using: &generator) ?? ""
    }
    var subject: [UInt8] = []
    for _ in 0..<Int.random(in: 0...120, using: &generator) {
      subject += Array((Self.characters.randomElement(using: &generator) ?? "").utf8)
    }
    let isUTF = Bool.random(using: &generator)
    if !isUTF { subject += [0xFF, 0x80] }
    let options: CompileOptions = isUTF ? [.utf, .extended] : []
    let step = Int.random(in: 1...300, using: &generator)
    let commands = [
      "break pos 3", "break a", "watch pos",
      Int.random(in: 0..<5, using: &generator) == 0 ? "goto end" : "goto \(step)",
    ]
    guard
      var model = try? model(Array(pattern.utf8), subject, options, after: commands)
    else { return nil }
    func number() -> Int { Int.random(in: -5...500, using: &generator) }
    model.settings.showsHex = Bool.random(using: &generator)
    model.settings.showsHeat = Bool.random(using: &generator)
    model.selectedItem = Bool.random(using: &generator) ? ItemID(abs(number())) : nil
    for pane in Pane.allCases where Int.random(in: 0..<4, using: &generator) == 0 {
      model.scroll[pane] = number()
      model.selectedRow[pane] = number()
    }
    return model
  }
}
