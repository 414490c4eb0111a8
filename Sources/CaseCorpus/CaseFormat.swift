// SPDX-License-Identifier: MIT
// The formats of case files, and how a file is known to be in one of them:
//
//   CaseFormat.detect(name: "testinput2.gz", start: bytes)      // .pcre2test
//
// Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

/// A format of case files.
public enum CaseFormat: String, Hashable, Sendable, CaseIterable {
  /// One JSON object in a line.
  case ndjson
  /// A suite written by hand, in TOML.
  case toml
  /// The input of pcre2test.
  case pcre2test
  /// The output of pcre2test, which repeats its input.
  case pcre2testOutput = "pcre2test-output"
  /// Perl's t/re/re_tests.
  case perlTests = "re_tests"

  /// The format of a file by its name, and where that says nothing by how it begins.
  ///
  /// - Parameters:
  ///   - name: The name or the path of the file; an ending `.gz` is passed over.
  ///   - start: The first bytes of the content.
  /// - Returns: The format; NDJSON where neither says anything.
  public static func detect(name: String, start: [UInt8]) -> CaseFormat {
    byName(name) ?? byContent(start)
  }

  /// The format that a file's name stands for; nil if it stands for none.
  public static func byName(_ name: String) -> CaseFormat? {
    let stem = fileStem(name)
    if stem.hasSuffix(".ndjson") || stem.hasSuffix(".jsonl") { return .ndjson }
    if stem.hasSuffix(".toml") { return .toml }
    if stem.hasPrefix("testinput") || stem.hasSuffix(".testinput") { return .pcre2test }
    if stem.hasPrefix("testoutput") || stem.hasSuffix(".testoutput") { return .pcre2testOutput }
    if stem == "re_tests" || stem.hasSuffix(".re_tests") { return .perlTests }
    return nil
  }

  /// The format that a content looks like.
  private static func byContent(_ start: [UInt8]) -> CaseFormat {
    var text = start[...]
    if text.starts(with: [0xef, 0xbb, 0xbf]) { text = text.dropFirst(3) }
    for line in text.split(separator: 0x0a) {
      let line = line.drop(while: \.isTestSpace)
      guard let first = line.first else { continue }
      if first == .brace { return .ndjson }
      if line.starts(with: "PCRE2 version ".utf8) { return .pcre2testOutput }
      if line.starts(with: "__END__".utf8) { return .perlTests }
      if line.starts(with: "[[".utf8) { return .toml }
      // Comments of pcre2test, re_tests and TOML; but a command of pcre2test is none of the others.
      if first == UInt8(ascii: "#") {
        let commands = ["#forbid_utf", "#newline_default", "#pattern", "#perltest", "#subject"]
        if commands.contains(where: { line.starts(with: $0.utf8) }) { return .pcre2test }
        continue
      }
      if line.count(where: { $0 == 0x09 }) >= 3 { return .perlTests }
      if testDelimiters.contains(first) { return .pcre2test }
      if line.contains(UInt8(ascii: "=")) { return .toml }
      break
    }
    return .ndjson
  }
}
