// SPDX-License-Identifier: MIT
// A part of a corpus for one of several machines:
//
//   --shard 2/4          the cases whose id falls into the second of four parts: a case stays in its part
//                        when others are added
//   --shard slice:2/4    every fourth case, beginning with the second: parts of equal size
//
// Tested in Tests/CommandTests/BatchChoiceTests.swift.

import CaseCorpus

/// One of several parts of a corpus.
struct Shard: Sendable {
  private enum Rule {
    case hash, slice
  }

  private let rule: Rule
  private let number: Int
  private let count: Int

  /// Reads the option's value.
  init(argument: String) throws(Failure) {
    var text = argument[...]
    if text.hasPrefix("slice:") {
      rule = .slice
      text.removeFirst("slice:".count)
    } else {
      rule = .hash
      if text.hasPrefix("hash:") { text.removeFirst("hash:".count) }
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], 1...1_000_000 ~= count,
      1...count ~= number
    else {
      throw .input(
        "--shard takes a part such as 2/4 or slice:2/4, not \(RawArguments.display(argument))")
    }
    (self.number, self.count) = (number, count)
  }

  /// Whether a case belongs to this part.
  ///
  /// - Parameters:
  ///   - line: The case.
  ///   - ordinal: Its number in the whole corpus, from 0.
  /// - Returns: Whether it does.
  func contains(_ line: [UInt8], ordinal: Int) -> Bool {
    switch rule {
    case .slice: return ordinal % count == number - 1
    case .hash:
      // Without an id the content decides.
      let name = caseID(of: line).map { Array($0.utf8) } ?? line
      return CaseKey(name).slot(of: count) == number - 1
    }
  }
}

/// The id of a case, read from its line without reading the rest into values; nil if it has none.
func caseID(of line: [UInt8]) -> String? {
  guard case .string(let id) = (try? JSONValue(parsing: line))?["id"] else { return nil }
  return id
}
