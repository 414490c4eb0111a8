// SPDX-License-Identifier: MIT
// Large and broken input: the parser must answer, and never trap.

import PCRE2Oracle
import RegexSyntax
import SourceText
import TestThreads
import Testing

@Suite("Large and broken patterns") @ComputingTests
struct LoadTests {
  @Test("100,000 opening brackets are refused cleanly")
  func manyBrackets() throws {
    let pattern = [UInt8](repeating: 0x28, count: 100_000)
    #expect(refusal(pattern)?.code == 119)
    #expect(refusal(pattern)?.offset == 251)
    #expect(refusal(pattern, PatternOptions(parensNestLimit: 1_000_000))?.code == 197)
  }

  @Test("Nesting is limited by the caller's limit alone, not by the stack")
  func deepNesting() {
    let depth = 30_000
    let text = String(repeating: "(?=", count: depth) + String(repeating: ")", count: depth)
    let outcome = refusal(Array(text.utf8), PatternOptions(parensNestLimit: 1_000_000))
    #expect(outcome == nil || outcome?.code == 186)
    let behind =
      "(?<=" + String(repeating: "(a", count: 1_000) + String(repeating: ")", count: 1_000)
    let second = refusal(Array((behind + ")").utf8), PatternOptions(parensNestLimit: 1_000_000))
    #expect(second == nil)
  }

  @Test("A pattern of 10 MB is read to its end")
  func tenMegabytes() {
    let piece = Array("ab[c-e](?#note)\\d".utf8)
    var pattern: [UInt8] = []
    pattern.reserveCapacity(10_000_000)
    while pattern.count < 10_000_000 { pattern += piece }
    #expect(refusal(pattern)?.code == 120)
  }

  @Test("Mutated patterns are judged as libpcre2 judges them", arguments: 0..<4)
  func mutations(_ seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let seeds =
      try table("items.txt").map { bytes($0[0]) } + table("errors.txt").map { bytes($0[0]) }
    let signs = Array("()[]{}\\?*+|^$-:<>'=!#abcRPNQEx&01 ,\u{0}é".utf8)
    let choices = ["", "UTF", "EXTENDED", "DUPNAMES", "UCP", "EXTRA_BAD_ESCAPE_IS_LITERAL"]
    for _ in 0..<1_500 {
      var pattern = seeds.randomElement(using: &random) ?? []
      for _ in 0...Int.random(in: 0...3, using: &random) {
        let place = Int.random(in: 0...pattern.count, using: &random)
        switch Int.random(in: 0...3, using: &random) {
        case 0 where place < pattern.count: pattern.remove(at: place)
        case 1: pattern.insert(UInt8.random(in: 0...255, using: &random), at: place)
        default: pattern.insert(signs.randomElement(using: &random) ?? 0, at: place)
        }
      }
      let word = choices.randomElement(using: &random) ?? ""
      compare(pattern, word, seed)
    }
  }

  private func compare(_ pattern: [UInt8], _ word: String, _ seed: UInt64) {
    let shown = Escaping().display(pattern) + " with \(word), seed \(seed)"
    let options = OracleOptions(compile: word.isEmpty ? [] : [word])
    let ours: Result<Tree, PatternError>
    do throws(PatternError) {
      ours = .success(try parsePattern(pattern, options: namedOptions(word)))
    } catch {
      ours = .failure(error)
    }
    do throws(OracleError) {
      let theirs = try OraclePattern(pattern: pattern, options: options, autoCallout: true)
      guard case .success(let tree) = ours else {
        Issue.record("\(shown) was refused: \(ours)")
        return
      }
      #expect(tree.captureCount == theirs.captureCount, "\(shown)")
      #expect(tree.printed() == pattern, "\(shown)")
      let placed = Set(theirs.placement().map { [$0.position, $0.length, $0.number] })
      #expect(Set(tree.items.map { [$0.position, $0.length, $0.number] }) == placed, "\(shown)")
    } catch .compile(let code, let offset, _) {
      guard case .failure(let error) = ours else {
        Issue.record("\(shown) was accepted, not \(code) at \(offset)")
        return
      }
      #expect([error.code, error.offset] == [code, offset], "\(shown)")
    } catch {
      Issue.record("\(error)")
    }
  }
}
