// SPDX-License-Identifier: MIT
// `rxdebug corpus`: what each verb writes, and how it ends.

import CaseCorpus
import TestThreads
import Testing

@Suite @CommandLineTests struct CorpusTests {
  /// Writes a file, and returns its path.
  private func file(_ name: String, _ content: String) -> String {
    let path = temporaryPath(name)
    write(Array(content.utf8), to: path)
    return path
  }

  private static let line = #"{"id":"1","kind":"match","pattern":"a","subject":"a","expected":{}}"#

  @Test func convertSaysWhatItLeavesOut() throws {
    let path = file("x.testinput", "/a/\n  a\n  a\\=dfa\n\n/b/foo\n\n/c/dfa\n\n(x)\n")
    let first = try run(["corpus", "convert", path])
    #expect(first.status == 2)
    #expect(first.text.split(separator: "\n").count == 1)
    #expect(
      first.errorText == """
        rxdebug: \(path):9:1: no pattern begins with '('
        left out: 3
          1  dfa: asks for another result than a match has
          1  modifier 'dfa' is not valid here
          1  unknown modifier 'foo'

        """)
    let quiet = try run(["corpus", "convert", "-q", "--from", "re_tests", path])
    #expect(quiet.status == 0)
    #expect(quiet.text + quiet.errorText == "")
  }

  @Test func convertWritesSuites() throws {
    let input = file("x.testinput", "/a+/\n  xaa\n  b\n")
    let suite = try run(["corpus", "convert", "-q", "--to", "toml", input])
    #expect(suite.status == 0)
    let path = file("x.toml", suite.text)
    let there = try run(["corpus", "convert", input])
    let back = try run(["corpus", "convert", path])
    #expect(back.status == 0)
    #expect(back.text.split(separator: "\n").count == 2)
    for line in back.text.split(separator: "\n") {
      let value = try JSONValue(parsing: Array(line.utf8))
      guard case .string(let subject)? = value["subject"] else {
        Issue.record("no subject in \(line)")
        continue
      }
      #expect(there.text.contains("\"subject\":\"\(subject)\""))
    }
    let double = file("double.ndjson", Self.line + "\n" + Self.line + "\n")
    let twice = try run(["corpus", "convert", "--to", "toml", double])
    #expect(twice.status == 2)
    #expect(twice.errorText.contains("another case has the id"))
  }

  @Test func convertReadsStandardInput() throws {
    let run = try run(["corpus", "convert", "-"], input: Array("#perltest\n/a/\n    b\n".utf8))
    #expect(run.status == 0)
    #expect(run.text.contains(#""id":"standard input:3""#))
  }

  @Test(arguments: [
    (["convert"], "there is nothing to convert"),
    (["convert", "--patterns", "x"], "--patterns and --texts go together"),
    (["convert", "-o", "CASELESS", "-"], "--option goes with --patterns"),
    (["convert", "--from", "xml", "-"], "--from: unknown format xml"),
    (["convert", "--to", "re_tests", "-"], "--to takes ndjson or toml: re_tests is only read"),
    (["convert", "/nonexistent"], "/nonexistent: cannot open: No such file or directory"),
    (["lint", "--allow", "all", "-"], "--allow: no rule all"),
    (["format", "--check", "-i", "-"], "--check writes nothing"),
    (["format", "-i", "-"], "--in-place writes into plain files only"),
  ])
  func usageErrors(arguments: [String], message: String) throws {
    let run = try run(["corpus"] + arguments)
    #expect(run.status == 2)
    #expect(run.text == "")
    #expect(run.errorText.contains(message), "\(run.errorText)")
  }

  @Test func lint() throws {
    let path = file("lint.ndjson", Self.line + "\n" + Self.line + "\nno case\n")
    let first = try run(["corpus", "lint", path])
    #expect(first.status == 1)
    #expect(
      first.text == """
        \(path):2:7: id: the case of line 1 has the id 1 too
        \(path):3:1: format: expected an object
        3 cases, 2 wrong

        """)
    let json = try run(["corpus", "lint", "--json", "--allow", "id", path])
    #expect(json.status == 1)
    #expect(
      json.text == "{\"file\":\"\(path)\",\"line\":3,\"column\":1,\"rule\":\"format\","
        + "\"text\":\"expected an object\"}\n")
    let allowed = try run(
      ["corpus", "lint", "--allow", "id", "--allow", "format", path])
    #expect(allowed.status == 0)
    #expect(allowed.text == "3 cases, nothing wrong\n")
  }

  @Test func format() throws {
    let loose = #"{"subject":"a","pattern":"a", "id":"1","options":[]}"#
    let path = file("format.ndjson", loose + "\n\n" + Self.line + "\n")
    let check = try run(["corpus", "format", "--check", path])
    #expect(check.status == 1)
    #expect(check.text == "\(path):1: not in its one form\n")
    let formatted = Self.line + "\n" + Self.line + "\n"
    #expect(try run(["corpus", "format", path]).text == formatted)
    #expect(try run(["corpus", "format", "-i", path]).status == 0)
    #expect(String(decoding: read(path), as: UTF8.self) == formatted)
    #expect(try run(["corpus", "format", "--check", path]).status == 0)

    let broken = Self.line + "\n{\n"
    write(Array(broken.utf8), to: path)
    let failed = try run(["corpus", "format", "-i", path])
    #expect(failed.status == 2)
    #expect(failed.errorText == "rxdebug: \(path):2:2: unexpected end of text\n")
    #expect(String(decoding: read(path), as: UTF8.self) == broken)
    #expect(try shell("ls '\(path)'*").text == path + "\n")
  }

  @Test func stats() throws {
    let path = file("stats.ndjson", Self.line + "\n")
    let text = try run(["corpus", "stats", path])
    #expect(text.status == 0)
    #expect(text.text.hasPrefix("1 cases: 1 match\n"))
    let json = try run(["corpus", "stats", "--json", path])
    #expect(json.text.hasPrefix(#"{"cases":1,"left_out":0,"#))
  }
}
