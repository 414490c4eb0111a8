// SPDX-License-Identifier: MIT
// Files of every format, cut off and with bytes changed at random: reading ends, and nothing traps. Whatever comes
// out as a case can be written and read again.

import CaseCorpus
import TestFiles
import Testing

@Suite("Damaged case files")
struct DamagedFileTests {
  private static let names = [
    "features.testinput", "features.testoutput", "leftout.testinput", "perl.re_tests",
    "results.testoutput",
  ]

  private func content(_ name: String) throws -> [UInt8] {
    try #require(readFile(packageRoot + "/fixtures/corpus/" + name))
  }

  /// Reads a file to its end.
  private func read(_ content: [UInt8], as format: CaseFormat?) throws {
    let file = ScratchFile(content)
    var stream = try CaseStream(path: file.path, format: format)
    while let item = try stream.next() {
      guard case .found(let placed) = item, case .parsed(let given) = placed.content else {
        continue
      }
      #expect(try Case(json: placed.json, lineNumber: placed.line) == given)
    }
  }

  @Test(arguments: names) func everyCut(name: String) throws {
    let whole = try content(name)
    let format = CaseFormat.byName(name)
    for count in stride(from: 0, through: whole.count, by: 17) {
      try read(Array(whole[..<count]), as: format)
    }
  }

  @Test(arguments: names) func randomChanges(name: String) throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    print("\(name): seed \(seed)")
    var generator = SeededGenerator(seed: seed)
    let whole = try content(name)
    let alphabet = bytes("\\\\[]{}()/#=,$'\t\n\n    x0127n*+-:&") + [0, 0x80, 0xc3, 0xff]
    for _ in 0..<150 {
      var changed = whole
      for _ in 0..<Int.random(in: 1...40, using: &generator) {
        let index = Int.random(in: 0..<changed.count, using: &generator)
        let letter = alphabet.randomElement(using: &generator) ?? 0
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: changed[index] = letter
        case 1: changed.insert(letter, at: index)
        default: changed.remove(at: index)
        }
      }
      let formats = CaseFormat.allCases.filter { $0 != .toml }
      try read(changed, as: formats.randomElement(using: &generator))
    }
  }
}
