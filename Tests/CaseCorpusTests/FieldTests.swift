// SPDX-License-Identifier: MIT
// Names of fields, and strings, that are found by looks at several bytes at once: what they find must be what a
// reader of single bytes finds.

import CaseCorpus
import Testing

@Suite("JSON: names and strings")
struct FieldTests {
  private func reason(_ line: String) -> JSONError.Reason? {
    do throws(CaseError) {
      _ = try Case(json: bytes(line), lineNumber: 1)
      return nil
    } catch {
      guard case .json(let error) = error.reason else { return nil }
      return error.reason
    }
  }

  @Test func namesMayHaveEscapes() throws {
    let line = #"{"i\u0064":"a","\u0070attern":"x","max_pattern_lengt\u0068":7}"#
    let given = try Case(json: bytes(line), lineNumber: 1)
    #expect(given.id == "a" && given.input.pattern == bytes("x"))
    #expect(given.input.maxPatternLength == 7)
    #expect(reason(#"{"pattern":"x","p\u0061ttern":"y"}"#) == .duplicateField("pattern"))
    #expect(reason(#"{"pattern":"x","pattern_b6\u0034":""}"#) == .duplicateField("pattern_b64"))
  }

  /// Names that differ from a known one in one place, wherever that is.
  @Test(arguments: ["id", "pattern", "subject_b64", "parens_nest_limit", "max_pattern_length"])
  func similarNamesAreUnknown(name: String) {
    for index in name.utf8.indices {
      let place = name.utf8.distance(from: name.utf8.startIndex, to: index)
      var letters = bytes(name)
      letters[place] = letters[place] == 0x78 ? 0x79 : 0x78
      let other = String(decoding: letters, as: UTF8.self)
      #expect(reason("{\"\(other)\":1}") == .unknownField(other))
    }
    for other in [name + "x", String(name.dropLast()), "x" + name, name + "\u{e9}"] {
      #expect(reason("{\"\(other)\":1}") == .unknownField(other))
    }
  }

  /// A byte that is not plain, at every place of texts of every length up to 40.
  @Test(arguments: ["\\n", "\\\"", "\\u00e9", "é", "€", "😀", "\\\\", "\u{7f}"])
  func stringsOfAllLengths(piece: String) throws {
    for length in 0..<40 {
      for place in 0...length {
        let text =
          String(repeating: "a", count: place) + piece
          + String(repeating: " ", count: length - place)
        let line = "{\"pattern\":\"\(text)\",\"subject\":\"~\"}"
        let given = try Case(json: bytes(line), lineNumber: 1)
        let value = try JSONValue(parsing: bytes(line))
        #expect(value["pattern"] == .string(String(decoding: given.input.pattern, as: UTF8.self)))
        #expect(given.input.subject == [0x7e])
        var writer = JSONWriter(isASCII: length % 2 == 0)
        given.write(to: &writer)
        #expect(try Case(json: writer.bytes, lineNumber: 1).input == given.input)
      }
    }
  }

  @Test func faultsOfAllPlaces() {
    for place in 0..<20 {
      let text = String(repeating: "b", count: place)
      #expect(reason("{\"pattern\":\"\(text)\u{1f}\"}") == .controlCharacter)
      #expect(reason("{\"pattern\":\"\(text)") == .endOfText)
      #expect(reason("{\"pattern\":\"\(text)\\q\"}") == .badEscape)
    }
  }

  @Test func integersOfAllLengths() throws {
    var numbers = [Int.min, Int.max, 0, -1, 9, 10]
    var power = 1
    for _ in 0..<19 {
      numbers += [power, power - 1, power + 1, -power, 7 &* power]
      power &*= 10
    }
    for number in numbers {
      var writer = JSONWriter()
      writer.integer(number)
      #expect(text(writer.bytes) == "\(number)")
      #expect(try JSONValue(parsing: writer.bytes) == .integer(number))
    }
  }
}
