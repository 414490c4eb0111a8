// SPDX-License-Identifier: MIT
// The tables of fixtures/syntax: errors, items, lengths of lookbehinds.

import RegexSyntax
import SourceText
import Testing

@Suite("Tables of patterns")
struct TableTests {
  @Test("Errors have PCRE2's number and offset, and point at the culprit")
  func errors() throws {
    for row in try table("errors.txt") {
      try #require(row.count == 5, "\(row)")
      let pattern = bytes(row[0])
      let error = try #require(refusal(pattern, namedOptions(row[1])), "\(row[0]) was accepted")
      #expect("\(error.code) \(error.offset)" == "\(row[2]) \(row[3])", "\(row[0])")
      #expect(Array(pattern[error.span.start..<error.span.end]) == bytes(row[4]), "\(row[0])")
    }
  }

  @Test("Errors are worded in full")
  func wording() throws {
    for row in try table("errors.txt") {
      let error = try #require(refusal(bytes(row[0]), namedOptions(row[1])))
      #expect(!error.message.hasSuffix("."), "\(error.message)")
      #expect(!error.message.contains("cannot be compiled"), "\(error.code) has no words")
      #expect(error.hint.hasSuffix("."), "\(error.hint)")
      #expect(error.message.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F })
    }
  }

  @Test("Items stand where libpcre2 puts its automatic callouts")
  func items() throws {
    for row in try table("items.txt") {
      try #require(row.count == 3, "\(row)")
      let tree = try #require(parsed(bytes(row[0]), namedOptions(row[1])), "\(row[0])")
      #expect(tree.itemText == row[2], "\(row[0])")
      #expect(tree.printed() == tree.source, "\(row[0])")
    }
  }

  @Test("Every item has its node")
  func itemNodes() throws {
    for row in try table("items.txt") {
      let tree = try #require(parsed(bytes(row[0]), namedOptions(row[1])))
      for item in tree.items {
        #expect(tree.nodes.indices.contains(item.node.index), "\(row[0])")
      }
      for (index, node) in tree.nodes.enumerated() {
        guard let item = node.item, tree[item].number == 255 else { continue }
        if case .callout = node.kind { continue }
        #expect(tree[item].node.index == index, "\(row[0])")
        #expect(tree[item].position == node.span.start, "\(row[0])")
      }
    }
  }

  @Test("Lookbehinds have the lengths of their branches")
  func lookbehinds() throws {
    for row in try table("lookbehinds.txt") {
      try #require(row.count == 3, "\(row)")
      let tree = try #require(parsed(bytes(row[0]), namedOptions(row[1])), "\(row[0])")
      let lengths = tree.nodes.compactMap { node -> String? in
        guard case .group(let group) = node.kind else { return nil }
        let branches = tree[group.branches].compactMap(\.lookbehindLength)
        return branches.isEmpty ? nil : branches.map(String.init).joined(separator: " ")
      }
      #expect(lengths.joined(separator: " / ") == row[2], "\(row[0])")
    }
  }
}
