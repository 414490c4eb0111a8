// SPDX-License-Identifier: MIT
// Files of every format (fixtures/corpus) and what comes out of them, item by item: NAME.items beside each.
// RXDEBUG_RECORD=1 writes those anew.

import CaseCorpus
import TestFiles
import Testing

@Suite("Formats of case files")
struct CaseStreamTests {
  private static let folder = packageRoot + "/fixtures/corpus/"

  /// The items of a file, a line each.
  private func items(_ path: String) throws -> [String] {
    var stream = try CaseStream(path: path)
    var items: [String] = []
    while let item = try stream.next() { items.append(line(item)) }
    return items
  }

  private func line(_ item: CaseItem) -> String {
    switch item {
    case .found(let placed): "\(placed.line) \(text(placed.json))"
    case .skipped(let skipped):
      "\(skipped.line):\(skipped.column ?? 0) left out: \(skipped.reason)"
    case .fault(let error): "\(error.place) fault: \(error.reason)"
    }
  }

  @Test(arguments: [
    "features.testinput", "features.testoutput", "leftout.testinput", "perl.re_tests",
    "results.testoutput",
  ])
  func goldenItems(name: String) throws {
    // Ids and sources hold no path that another machine has not.
    let found = try items(Self.folder + name).map {
      $0.replacing(Self.folder, with: "")
    }
    let content = bytes(found.map { $0 + "\n" }.joined())
    let path = Self.folder + name + ".items"
    if isRecording {
      #expect(writeFile(path, content))
      Issue.record("recorded \(name).items")
    } else {
      let golden = String(decoding: try #require(readFile(path)), as: UTF8.self)
      let expected = golden.split(separator: "\n").map(String.init)
      #expect(found.count == expected.count)
      for (found, expected) in zip(found, expected) { #expect(found == expected) }
    }
  }

  /// The output of pcre2test holds the same cases as its input, and more.
  @Test func outputHoldsTheCasesOfItsInput() throws {
    func inputs(_ name: String) throws -> [String] {
      var stream = try CaseStream(path: Self.folder + name)
      var inputs: [String] = []
      while let item = try stream.next() {
        guard case .found(let placed) = item else { continue }
        let input = try placed.decoded().input
        var writer = JSONWriter()
        writer.object { input.writeFields(to: &$0) }
        // The subject of a pattern that is refused is not matched.
        if input.pattern != bytes("trailing\\") { inputs.append(text(writer.bytes)) }
      }
      return inputs
    }
    let (asInput, asOutput) = (try inputs("features.testinput"), try inputs("features.testoutput"))
    #expect(asInput.count == asOutput.count)
    for (one, other) in zip(asInput, asOutput) { #expect(one == other) }
  }

  @Test(arguments: [
    ("testinput1", "", CaseFormat.pcre2test), ("a/testinput22-8.gz", "", .pcre2test),
    ("testoutput2", "", .pcre2testOutput), ("x.toml", "{", .toml), ("x.ndjson.gz", "", .ndjson),
    ("x.jsonl", "", .ndjson), ("t/re/re_tests", "", .perlTests),
    ("standard input", "", .ndjson), ("-", "\n {\"pattern\":\"a\"}", .ndjson),
    ("-", "#perltest\n", .pcre2test), ("-", "# x\n\n/a/i\n    a\n", .pcre2test),
    ("-", "PCRE2 version 10.42 2022-12-11\n", .pcre2testOutput),
    ("-", "# x\n__END__\n", .perlTests), ("-", "a\tb\ty\t$&\tb\n", .perlTests),
    ("-", "# suite\nname = 'x'\n", .toml), ("-", "\u{feff}[[case]]\n", .toml),
    ("-", "pattern", .ndjson),
  ])
  func detection(name: String, start: String, format: CaseFormat) {
    #expect(CaseFormat.detect(name: name, start: bytes(start)) == format)
  }

  @Test func everyFormatByItsContentAlone() throws {
    for (name, format) in [
      ("features.testinput", CaseFormat.pcre2test), ("perl.re_tests", .perlTests),
      ("leftout.testinput", .pcre2test),
    ] {
      let file = ScratchFile(try #require(readFile(Self.folder + name)))
      let stream = try CaseStream(path: file.path)
      #expect(stream.format == format)
    }
  }

  @Test func rawLinesOfNDJSON() throws {
    let file = ScratchFile(bytes("{\"pattern\":\"a\"}\n\n  \nnot a case\n"))
    var stream = try CaseStream(path: file.path)
    let first = PlacedCase(line: 1, content: .line(bytes("{\"pattern\":\"a\"}")))
    #expect(try stream.next() == .found(first))
    guard case .found(let bad) = try stream.next() else {
      Issue.record("a bad line is handed out as it is")
      return
    }
    #expect(bad.line == 4)
    #expect(throws: CaseError.self) { try bad.decoded() }
    #expect(try stream.next() == nil)
    #expect(try stream.next() == nil)
  }

  @Test func suitesAreReadByTheCaller() throws {
    let file = ScratchFile(bytes("a = 1\r\n\nb = 2"))
    #expect(throws: CaseFileError.unreadableFormat(path: file.path, format: .toml)) {
      _ = try CaseStream(path: file.path, format: .toml)
    }
    var stream = try CaseStream(path: file.path, format: .toml) { (content, name) in
      [
        .found(PlacedCase(line: content.count, content: .line(content))),
        .fault(CaseError(line: 1, reason: .text(name))),
      ]
    }
    let content = bytes("a = 1\r\n\nb = 2\n")
    #expect(try stream.next() == .found(PlacedCase(line: 14, content: .line(content))))
    #expect(try stream.next() == .fault(CaseError(line: 1, reason: .text(file.path))))
    #expect(try stream.next() == nil)
  }

  @Test func plainLists() throws {
    let patterns = ScratchFile(bytes("a+\r\n\n#\n"))
    let texts = ScratchFile(bytes("xaa\n\n#"))
    var stream = try ListStream(
      patterns: patterns.path, texts: texts.path, options: ["CASELESS"])
    var found: [String] = []
    while let item = try stream.next() {
      guard case .found(let placed) = item else { continue }
      let given = try placed.decoded()
      #expect(given.input.options == ["CASELESS"])
      let id = given.id.split(separator: "/").map { $0.split(separator: ":").last ?? "" }
      found.append("\(id) \(text(given.input.pattern)) \(text(given.input.subject))")
    }
    #expect(
      found == [
        #"["1", "1"] a+ xaa"#, #"["3", "1"] # xaa"#, #"["1", "2"] a+ "#, #"["3", "2"] # "#,
        #"["1", "3"] a+ #"#, #"["3", "3"] # #"#,
      ])
  }
}
