// SPDX-License-Identifier: MIT
// Which texts between the braces of \p{...} are names, against pcre2_compile's verdict.

import Testing
import UnicodeData

@Suite("Names are libpcre2's")
struct NameTests {
  /// Texts in which something about loose matching, prefixes or length is odd.
  static let texts: [String] = [
    "Greek", "g r-e_e k", "GREEK", "\tLu", "L\nu", "L\u{B}\u{C}\ru", "L\u{A0}u", "Lé", "L &", "l_c",
    "", " ", "-", "^Lu", " ^Lu", "Letter", "IsL", "gc:Lu", "Is_Greek", "InGreek", "Lx", "greekk",
    "gree", "katakanaorhiragana", "hrkt", "kawi", "nagmundari", "hyphen", "Xan", "x a n", "Xyz",
    "sc:Greek", "sc=Greek", "sc : Greek", "s-c:grek", "Script = Greek", "scripts:greek",
    "scx:Greek", "Script_Extensions=Grek", "script extensions : zyyy", "sc:", "sc", ":", "=",
    "sc:Lu", "sc:Any", "scx:L&", "sc:greek=", "sc==greek", "scx:sc:greek", "sc:alpha", "script",
    "bc:AL", "BC=al", "bidi class:R", "Bidi_Class = ws", "bidi:al", "bidial", "bidi_al", "bidic",
    "bc:c", "bc:m", "bc:control", "bidi_class:mirrored", "bc:", "bc:xx", "bc:bidial", "sc:bidial",
    "bc:greek", "bc", "wspace", "space", "white space", "qaac", "Qaai", "yi", "yiii", "Any", "ANY",
    "^Any", "LC", "L&", "&", "Cn", "Cs", "Co", "ascii", "ahex", "A S C I I", "l\u{212A}",
    String(repeating: "x", count: 48), String(repeating: "x", count: 49),
    String(repeating: "-", count: 60) + "Lu", "\u{17F}c:greek",
  ]

  @Test("Odd texts", arguments: texts)
  func oddTexts(_ text: String) {
    guard !text.hasPrefix("^") else { return }
    let verdict = Oracle("\\p{\(text)}") != nil
    #expect((UnicodeProperty(name: Array(text.utf8)) != nil) == verdict)
  }

  @Test("Every name, with every prefix, and with one letter less or more")
  func everyName() {
    var differences: [String] = []
    for name in UnicodeProperty.knownNames {
      for text in [
        name, name.uppercased(), "sc:" + name, "scx=" + name, "bc:" + name, "bidi class=" + name,
        String(name.dropLast()), name + "a", "is" + name,
      ] {
        let verdict = Oracle("\\p{\(text)}", fast: false) != nil
        if (UnicodeProperty(name: Array(text.utf8)) != nil) != verdict { differences.append(text) }
      }
    }
    #expect(differences.isEmpty)
    #expect(UnicodeProperty.knownNames.count == 486)
  }

  @Test("Every text of one or two letters, and single bytes")
  func shortTexts() {
    var differences: [String] = []
    let letters = (0x20...0x7E).map { String(Unicode.Scalar($0)) }.filter { $0 != "}" && $0 != "^" }
    for first in letters {
      for second in [""] + letters {
        let verdict = Oracle("\\p{\(first + second)}", fast: false) != nil
        let own = UnicodeProperty(name: Array((first + second).utf8)) != nil
        if own != verdict { differences.append(first + second) }
      }
    }
    #expect(differences.isEmpty)
    for byte in 0...UInt8.max { #expect(byte < 0x80 || UnicodeProperty(name: [byte]) == nil) }
  }

  @Test("A display name is a name of the same property")
  func displayNames() {
    for property in PropertyTests.properties {
      #expect(UnicodeProperty(name: Array(property.displayName.utf8)) == property)
    }
  }

  @Test("Prefixes and plain names mean what the manual says")
  func meanings() {
    func property(_ name: String) -> UnicodeProperty? { UnicodeProperty(name: Array(name.utf8)) }
    #expect(property("Greek") == .scriptExtensions(.greek))
    #expect(property("sc:Greek") == .script(.greek))
    #expect(property("scx:Greek") == .scriptExtensions(.greek))
    #expect(property("bc:AL") == .bidiClass(.arabicLetter))
    #expect(property("bc:mirrored") == .binary(.bidiMirrored))
    #expect(property("L") == .majorCategory(.letter))
    #expect(property("Lu") == .generalCategory(.uppercaseLetter))
    #expect(Script.oldItalic.name == "Old_Italic")
    #expect(BinaryProperty.whiteSpace.name == "White_Space")
    #expect(Script(rawValue: UInt8(Script.count)) == nil)
  }

  @Test("Numbers beyond Unicode are unassigned in every property")
  func beyondUnicode() {
    for code: UInt32 in [0x110000, 0x110041, 0x7FFF_FFFF, .max] {
      #expect(UnicodeTables.generalCategory(of: code) == .unassigned)
      #expect(UnicodeTables.script(of: code) == .unknown)
      #expect(UnicodeTables.otherCase(of: code) == code)
      #expect(Array(UnicodeTables.caseSet(of: code)) == [code])
      #expect(UnicodeProperty.any.contains(code))
      #expect(!UnicodeProperty.word.contains(code))
    }
  }
}
