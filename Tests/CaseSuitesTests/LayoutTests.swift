// SPDX-License-Identifier: MIT
// The layout of TOML documents against TOMLKit: whatever TOMLKit accepts has the same keys and values here.

import CaseSuites
import SourceText
import TOMLKit
import Testing

/// Whether TOMLKit accepts a document.
private func isTOML(_ document: String) -> Bool { (try? TOMLTable(string: document)) != nil }

/// A file that is no document, and how what is said of it begins.
struct BadFile: Sendable, CustomTestStringConvertible {
  var start: [UInt8]
  /// What follows it, so often.
  var piece = ""
  var times = 0
  var fault: String

  init(_ start: String, _ piece: String = "", times: Int = 0, fault: String) {
    self.start = CaseSuitesTests.bytes(start)
    self.piece = piece
    self.times = times
    self.fault = fault
  }

  var bytes: [UInt8] {
    start + CaseSuitesTests.bytes(String(repeating: piece, count: times))
  }

  var testDescription: String { fault }
}

private let badFiles: [BadFile] = [
  .init("a = 1\nb = ", fault: "2:5: expected a value"),
  .init("é = 1", fault: "1:1: expected a key"),
  .init("\"é\" = é", fault: "1:8: expected a value"),
  .init("a = b", fault: "1:5: no value: a text stands in quotation marks"),
  .init("a = '\\d\nb = 1", fault: "1:8: a control character"),
  .init("a = \"\\d\"", fault: "1:6: unknown escape; strings in apostrophes need none"),
  .init("a = \"\"\"b", fault: "1:9: expected \"\"\" at the end of the string"),
  .init("a = 1 b = 2", fault: "1:7: expected the end of the line"),
  .init("a = {b = 1,\n c = 2}", fault: "1:12: expected a key"),
  .init("a = [1 2]", fault: "1:8: expected a comma or ]"),
  .init("a = 2024-13-45", fault: "1:"),
  .init("a = 99999999999999999999", fault: "1:"),
  .init("a = \"\0\"", fault: "1:6: a NUL character"),
  .init("\"\\u0000\" = 1", fault: "1:9: a NUL character in a key"),
  .init("a = ", "[", times: 100_000, fault: "1:69: nested deeper than 64"),
  .init("", "a.", times: 100_000, fault: "1:129: nested deeper than 64"),
  .init("a = ", "{a=", times: 1_000, fault: "1:197: nested deeper than 64"),
  .init("", "#", times: (16 << 20) + 1, fault: "1:1: longer than 16 MiB"),
  .init("a = 1\na = 2", fault: "2:1: this key is used already"),
  .init("[a]\n[a]", fault: "2:1: "),
]

@Suite("Layout of TOML") struct LayoutTests {
  @Test func randomDocuments() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var documents = RandomDocument(seed: seed)
    var accepted = 0
    for _ in 0..<4_000 {
      let document = documents.next()
      guard isTOML(document) else { continue }
      accepted += 1
      try check(document, seed)
    }
    #expect(accepted > 1_000, "seed \(seed)")
  }

  @Test func changedDocuments() throws {
    let seed = UInt64.random(in: 0...UInt64.max)
    var documents = RandomDocument(seed: seed)
    var generator = SeededGenerator(seed: seed &+ 1)
    var accepted = 0
    let pieces = bytes("'\"[]{}=.,#\n\r\t \\u0x_-+:19aeTZж")
    for _ in 0..<4_000 {
      var document = bytes(documents.next())
      for _ in 0..<1 + generator.number(below: 3) where !document.isEmpty {
        let place = generator.number(below: document.count)
        switch generator.number(below: 3) {
        case 0: document.remove(at: place)
        case 1: document.insert(generator.one(of: pieces), at: place)
        default: document[place] = generator.one(of: pieces)
        }
      }
      guard firstUTF8Fault(in: document) == nil else { continue }
      // What the layout refuses could break an assertion of the parser behind TOMLKit.
      guard (try? TOMLLayout(document)) != nil, isTOML(text(document)) else { continue }
      accepted += 1
      try check(text(document), seed)
    }
    #expect(accepted > 500, "seed \(seed)")
  }

  private func check(_ document: String, _ seed: UInt64) throws {
    do throws(SuiteError) {
      let layout = try TOMLDocument(bytes(document)).layout
      for table in layout.tables {
        for entry in table.entries {
          guard let statement = entry.statement else { continue }
          #expect(statement.end == entry.value.span.end)
          let key = text(layout.text(entry.keySpan))
          #expect(
            key.hasPrefix("\"") || key.hasPrefix("'") || key == entry.key, "seed \(seed)")
        }
      }
      for comment in layout.comments {
        #expect(layout.bytes[comment.start] == 0x23)
        #expect(!text(layout.text(comment)).contains("\n"))
      }
    } catch {
      Issue.record("seed \(seed): \(error)\n\(document)")
    }
  }

  @Test func places() throws {
    let document = "# first\n[[pattern]]\npattern = '\\d+'   # digits\nlimits.match = 5\n"
    let layout = try TOMLDocument(bytes(document)).layout
    #expect(layout.comments.map { text(layout.text($0)) } == ["# first", "# digits"])
    guard case .array(let elements)? = layout.tables[0]["pattern"]?.value.content,
      case .table(let index)? = elements.first?.content
    else {
      Issue.record("no table")
      return
    }
    let table = layout.tables[index]
    #expect(text(layout.text(table.span)) == "[[pattern]]")
    #expect(
      table.statements.map { text(layout.text($0)) } == [
        "pattern = '\\d+'", "limits.match = 5",
      ])
    guard case .string(let pattern)? = table["pattern"]?.value.content else {
      Issue.record("no pattern")
      return
    }
    #expect(text(pattern) == "\\d+")
    #expect(table["pattern"]?.statement == SourceSpan(20, 35))
  }

  @Test(arguments: badFiles) func faults(_ file: BadFile) {
    do throws(SuiteError) {
      _ = try TOMLDocument(file.bytes)
      Issue.record("accepted: \(file)")
    } catch {
      #expect(error.description.hasPrefix(file.fault), "\(error)")
    }
  }

  @Test func invalidUTF8() {
    #expect(throws: SuiteError(LineColumn(line: 2, column: 6), .badUTF8)) {
      try TOMLDocument(bytes("\na = \"") + [0xff] + bytes("\""))
    }
  }

  @Test func byteOrderMark() throws {
    let document = try TOMLDocument([0xef, 0xbb, 0xbf] + bytes("a = 1"))
    #expect(document.hasByteOrderMark)
    #expect(document.layout.tables[0]["a"]?.keySpan == SourceSpan(0, 1))
  }
}
