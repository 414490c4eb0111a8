// SPDX-License-Identifier: MIT
// A fixed small set of cases to count instructions of: `rxspeed instructions`, under callgrind with a dump before each call
// of library_mark; Benchmarks/instructions.py does that and compares. Each case is run once to warm up and once more to be
// counted, so that every other dump is a figure. The labels are printed in that order.

import CLibraryLoops

/// Runs everything that is counted once.
func runForInstructions() throws {
  for item in try instructionCases() {
    let subjects = item.text.make()
    let pattern = try OurPattern(item)
    for (label, way) in [
      ("fast", OurWay.fast), ("traced", .traced), ("counting", .counting),
    ] {
      keep(try pattern.findAll(subjects, way))
      library_mark()
      keep(try pattern.findAll(subjects, way))
      library_mark()
      print("\(item.name) \(label)")
    }
  }
}

/// The first bytes of some of the cases, and two that explode on few bytes; none is on a text of this machine.
private func instructionCases() throws -> [SpeedCase] {
  let names = [
    "sherlock", "literal-alternate-casei", "words", "quotes-lazy", "access-log",
    "unstructured-to-json",
    "doubled-words", "letters", "before-comma", "json-value", "tempered", "short-request",
  ]
  let cases = try names.map { name in
    guard var item = speedCases.first(where: { $0.name == name }) else {
      throw SearchFailure(description: "there is no case \(name)")
    }
    item.text = item.text.beginning(8_000)
    return item
  }
  return cases + [
    SpeedCase("nested-plus", "(a+)+b", in: .repeated("a", 11, then: "cb")),
    SpeedCase("a-b-ab", "(?:a|b|ab)*c", in: .repeated("ab", 8, then: "dc")),
  ]
}

extension Text {
  /// The subjects up to so many bytes in all, cut between characters.
  fileprivate func beginning(_ bytes: Int) -> Text {
    Text { [make] in
      var left = bytes
      var subjects: [[UInt8]] = []
      for subject in make() where left > 0 {
        var end = min(left, subject.count)
        while end < subject.count && subject[end] & 0xC0 == 0x80 { end += 1 }
        subjects.append(Array(subject[..<end]))
        left -= end
      }
      return subjects
    }
  }
}
