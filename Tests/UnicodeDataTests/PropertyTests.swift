// SPDX-License-Identifier: MIT
// Every property that a name can mean, for every code point, against libpcre2.

import TestThreads
import Testing
import UnicodeData

@Suite("Properties equal libpcre2's") @CodePointTests
struct PropertyTests {
  /// One property of each kind and value that the tables' names lead to, and basic scripts.
  nonisolated static let properties: [UnicodeProperty] = {
    let named = UnicodeProperty.knownNames.compactMap { UnicodeProperty(name: Array($0.utf8)) }
    let basic: [UnicodeProperty] = named.compactMap {
      if case .scriptExtensions(let script) = $0 { .script(script) } else { nil }
    }
    return Array(Set(named + basic)).sorted { $0.displayName < $1.displayName }
  }()

  @Test("The subject of all code points is what the offsets say")
  func offsets() {
    for code: UInt32 in [0, 0x7F, 0x80, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF] {
      let bytes = utf8(code)
      let offset = AllCodePoints.subject.indices.first {
        AllCodePoints.codePoint(at: $0) == code
      }
      #expect(offset.map { Array(AllCodePoints.subject[$0...].prefix(bytes.count)) } == bytes)
    }
    #expect(AllCodePoints.codePoint(at: AllCodePoints.subject.count) == 0x110000)
  }

  @Test("Every code point", arguments: properties)
  func everyCodePoint(_ property: UnicodeProperty) throws {
    let runs = try #require(AllCodePoints.runs(ofProperty: property.displayName))
    var differences: [String] = []
    var code: UInt32 = 0
    func check(upTo end: UInt32, expecting expected: Bool) {
      while code < end {
        if property.contains(code) != expected, code & 0x1F_F800 != 0xD800 {
          differences.append(String(code, radix: 16))
        }
        code += 1
      }
    }
    for run in runs {
      check(upTo: run.lowerBound, expecting: false)
      check(upTo: run.upperBound, expecting: true)
    }
    check(upTo: 0x110000, expecting: false)
    #expect(differences.isEmpty, "\(property.displayName)")
  }
}
