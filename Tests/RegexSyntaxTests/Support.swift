// SPDX-License-Identifier: MIT
// Helpers of these tests: tables from fixtures/syntax, options by name, seeded randomness.

import FoundationEssentials
import RegexSyntax
import SourceText

/// The rows of a table in fixtures/syntax: fields between tabs, `#` begins a comment.
func table(_ name: String) throws -> [[String]] {
  let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
  let text = try String(contentsOfFile: "/\(root)/fixtures/syntax/\(name)", encoding: .utf8)
  return text.split(separator: "\n", omittingEmptySubsequences: false)
    .filter { !$0.isEmpty && !$0.hasPrefix("# ") }
    .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
}

/// The bytes that a field stands for: ␊ ␉ ␍ ␀ are control characters.
func bytes(_ field: String) -> [UInt8] {
  var result: [UInt8] = []
  for scalar in field.unicodeScalars {
    switch scalar {
    case "␊": result.append(0x0A)
    case "␉": result.append(0x09)
    case "␍": result.append(0x0D)
    case "␀": result.append(0x00)
    default: result += Array(String(scalar).utf8)
    }
  }
  return result
}

/// The options of a field such as `UTF,EXTENDED,limit=3`.
func namedOptions(_ field: String) -> PatternOptions {
  var result = PatternOptions()
  for word in field.split(separator: ",") {
    let parts = word.split(separator: "=")
    switch (parts.first, parts.last.flatMap { Int($0) }) {
    case ("limit", .some(let limit)): result.parensNestLimit = limit
    case ("max", .some(let limit)): result.maxPatternLength = limit
    default: result.compile.formUnion(CompileOptions(pcre2Name: String(word)) ?? [])
    }
  }
  return result
}

/// The tree of a pattern; nil if it is refused.
func parsed(_ pattern: [UInt8], _ options: PatternOptions = PatternOptions()) -> Tree? {
  do throws(PatternError) {
    return try parsePattern(pattern, options: options)
  } catch {
    return nil
  }
}

/// The tree of a pattern in text; nil if it is refused.
func parsed(_ pattern: String, _ words: String = "") -> Tree? {
  parsed(Array(pattern.utf8), namedOptions(words))
}

/// The error of a pattern; nil if it is accepted.
func refusal(_ pattern: [UInt8], _ options: PatternOptions = PatternOptions()) -> PatternError? {
  do throws(PatternError) {
    _ = try parsePattern(pattern, options: options)
    return nil
  } catch {
    return error
  }
}

extension Tree {
  /// The nodes of the only branch of the whole pattern.
  var top: [Node] {
    guard case .group(let group) = self[root].kind else { return [] }
    return self[self[group.branches, 0].nodes].map { self[$0] }
  }

  /// The items in the notation of the tables: `0+1 1+2#5 3+0`.
  var itemText: String {
    items.map { item in
      "\(item.position)+\(item.length)" + (item.number == 255 ? "" : "#\(item.number)")
    }.joined(separator: " ")
  }
}

/// A small generator with a seed, so that a failure can be repeated (splitmix64).
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
