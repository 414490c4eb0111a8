// SPDX-License-Identifier: MIT
// Every case of fixtures/cases on every path: the recorded results, each step beside libpcre2, all
// matches, all observers, pauses, checkpoints, little memory. One issue for each case that fails.

import CaseCorpus
import TestThreads
import Testing

@Suite @ComputingTests struct ConformanceTests {
  @Test("cases of a file", arguments: Corpus.fileNames)
  func cases(file: String) throws {
    let known = try Corpus.knownFailures()
    for item in try Corpus.cases(in: file) {
      let verdict = check(item)
      switch (verdict, known[item.id]) {
      case (.different(let words), nil):
        Issue.record("\(item.id): \(words)")
      case (.equal, let reason?) where pathDifference(item, seed: 0) == nil:
        Issue.record("\(item.id) passes but is listed as a known failure: \(reason)")
      default: break
      }
    }
  }

  @Test("every path of the machine", arguments: Corpus.fileNames)
  func paths(file: String) throws {
    let known = try Corpus.knownFailures()
    for item in try Corpus.cases(in: file) where item.kind == .match && known[item.id] == nil {
      if let words = pathDifference(item, seed: 0) {
        Issue.record("\(item.id): \(words)")
      }
    }
  }

  @Test func listOfKnownFailuresIsInOrder() throws {
    let ids = Set(try Corpus.fileNames.flatMap { try Corpus.cases(in: $0).map(\.id) })
    for (id, reason) in try Corpus.knownFailures() {
      #expect(ids.contains(id), "\(id) is no case")
      #expect(!reason.isEmpty, "\(id) has no reason")
    }
  }

  @Test func casesHaveNamesOfTheirOwn() throws {
    #expect(Corpus.fileNames.count >= 36)
    for file in Corpus.fileNames {
      let ids = try Corpus.cases(in: file).map(\.id)
      #expect(Set(ids).count == ids.count)
      #expect(ids.allSatisfy { $0.hasPrefix(file + ":") })
    }
  }

  @Test func unsupportedConstructsAreCounted() throws {
    var counts: [String: Int] = [:]
    var total = 0
    for file in Corpus.fileNames {
      for item in try Corpus.cases(in: file) {
        total += 1
        if case .unsupported(let construct) = check(item) { counts[construct, default: 0] += 1 }
      }
    }
    let list = counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    let words = list.isEmpty ? "none" : list.joined(separator: ", ")
    print("fixtures/cases: \(total) cases, unsupported: \(words)")
  }
}
