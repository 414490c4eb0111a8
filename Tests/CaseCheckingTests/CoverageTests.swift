// SPDX-License-Identifier: MIT
// Records survive being written, add up to the same in any order, and say why a case counts for nothing.

import CaseChecking
import CaseCorpus
import RegexCoverage
import Testing

@Suite struct CoverageTests {
  private let lines = [
    #"{"pattern":"a(b|c)d","subject":"abd"}"#, #"{"pattern":"a(b|c)d","subject":"xacd"}"#,
    #"{"pattern":"a(b|c)d","subject":"ABD","options":["CASELESS"]}"#,
    #"{"pattern":"a(b|c)d","subject":"xabd","offset":1}"#,
    #"{"pattern":"[é-ü]+","subject":"üb","options":["UTF"],"newline":"CRLF"}"#,
    #"{"pattern":"a(b|c)d","subject":"acx"}"#,
  ]

  private func bytes(_ record: CoverageRecord) -> [UInt8] {
    var writer = JSONWriter()
    record.write(to: &writer)
    return writer.bytes
  }

  @Test func recordsSurviveWriting() throws {
    let counter = CoverageCounter()
    for line in lines {
      let record = counter.record(line: Array(line.utf8))
      #expect(record.passedOver == nil)
      #expect(try CoverageRecord(json: bytes(record)) == record, "\(line)")
    }
  }

  @Test func orderDoesNotMatter() throws {
    let counter = CoverageCounter()
    let records = lines.enumerated().map {
      ($0.offset, counter.record(line: Array($0.element.utf8)))
    }
    var first = CoverageCollector()
    for (place, record) in records { first.add(record, place: place) }
    #expect(first.patterns.map(\.counts.cases) == [4, 1, 1])
    // Searched from elsewhere: no subject to start from.
    #expect(first.patterns[0].subjects.count == 3)
    for _ in 0..<20 {
      var other = CoverageCollector()
      for (place, record) in records.shuffled() {
        let isAdded = other.add(json: bytes(record), place: place)
        #expect(isAdded)
      }
      #expect(other.patterns == first.patterns)
    }
  }

  @Test func whatCountsForNothing() {
    let counter = CoverageCounter()
    let reasons = [
      #"{"kind":"compile","pattern":"a"}"#: "only compiles its pattern",
      #"{"pattern":"("}"#: "has a pattern that is refused",
      #"{"pattern":"a","options":["NEW"]}"#: "has an option that is not known",
      #"{"pattern":"a","subject_b64":"/w==","options":["UTF"]}"#: "has a subject that is refused",
      "{": "is no case",
    ]
    var collector = CoverageCollector()
    for (line, reason) in reasons {
      let record = counter.record(line: Array(line.utf8))
      #expect(record.passedOver == reason)
      #expect((try? CoverageRecord(json: bytes(record))) == record)
      collector.add(record, place: 1)
    }
    #expect(collector.passedOver.values.reduce(0, +) == reasons.count)
    #expect(collector.patterns.isEmpty)
  }

  @Test func contradictionsAreRefused() {
    var collector = CoverageCollector()
    var record = CoverageCounter().record(line: Array(lines[0].utf8))
    collector.add(record, place: 1)
    record.counts.append(7)
    let isOtherAdded = collector.add(record, place: 2)
    #expect(!isOtherAdded)
    let isGarbageAdded = collector.add(json: Array("{}]".utf8), place: 3)
    #expect(!isGarbageAdded)
    #expect(collector.patterns.map(\.counts.cases) == [1])
  }
}
