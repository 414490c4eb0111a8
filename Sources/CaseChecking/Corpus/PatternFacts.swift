// SPDX-License-Identifier: MIT
// What can be known of the pattern of a case without matching: whether it compiles, its groups, and options
// that change nothing about it. Tested in Tests/CaseCheckingTests/CaseLinterTests.swift.

import CaseCorpus
import RegexProgram
import RegexSyntax

/// Facts about a pattern with its options.
struct PatternFacts {
  /// Why it does not compile; nil if it does, or if nobody knows.
  private(set) var error: PatternError?
  /// An option name that nobody knows.
  private(set) var unknownOption: String?
  /// The number of groups and their names; nil if it does not compile.
  private(set) var groups: (count: Int, names: Set<String>)?
  /// Options without which the same program is made, in the order of the case.
  private(set) var needlessOptions: [String] = []

  /// Finds the facts.
  init(_ input: CaseInput) {
    do throws(SetupError) {
      let options = try patternOptions(input)
      let tree = try tree(pattern: input.pattern, options: options)
      let names = tree.names.map { String(decoding: $0.name, as: UTF8.self) }
      groups = (tree.captureCount, Set(names))
      findNeedless(input, try program(pattern: input.pattern, options: options))
    } catch {
      switch error {
      case .pattern(let fault): self.error = fault
      case .unknownOption(let name): unknownOption = name
      case .unsupported: break
      }
    }
  }

  /// Options that are all gone once the program is made: what they do not change there they do not
  /// change at all.
  private static let examined: Set<String> = [
    "CASELESS", "MULTILINE", "DOTALL", "EXTENDED", "EXTENDED_MORE", "UNGREEDY", "DUPNAMES",
    "NO_AUTO_CAPTURE",
  ]

  private mutating func findNeedless(_ input: CaseInput, _ whole: Program) {
    for option in input.options where Self.examined.contains(option) {
      var less = input
      less.options.removeAll { $0 == option }
      guard less.options.count == input.options.count - 1,
        var other = try? program(for: less)
      else { continue }
      // Origins and tree say where things stand in the text, and the options themselves.
      other.origins = whole.origins
      other.tree = whole.tree
      if other == whole { needlessOptions.append(option) }
    }
  }
}
