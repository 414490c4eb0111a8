// SPDX-License-Identifier: MIT
// Counts what case files hold: kinds, expectations, options, constructs, lengths, inputs that occur twice.
// Memory grows by some bytes for each different input, not with the cases' texts.
//
//   var statistics = CorpusStatistics()
//   statistics.add(item)
//
// Tested in Tests/ReportingTests/CorpusStatisticsTests.swift.

public import CaseCorpus
import RegexSyntax

/// What a corpus holds, in numbers.
public struct CorpusStatistics: Sendable {
  /// Cases that were read.
  public private(set) var cases = 0
  /// Tests of other tools that no case can say.
  public private(set) var leftOut = 0
  /// Lines that are no cases.
  public private(set) var faults = 0
  /// Cases by kind.
  public private(set) var kinds: [String: Int] = [:]
  /// Cases by what they expect.
  public private(set) var expectations: [String: Int] = [:]
  /// Cases by compile option.
  public private(set) var options: [String: Int] = [:]
  /// Cases by match option.
  public private(set) var matchOptions: [String: Int] = [:]
  /// Cases by tag.
  public private(set) var tags: [String: Int] = [:]
  /// Cases by construct of their patterns.
  public private(set) var constructs: [String: Int] = [:]
  /// Different patterns with their options.
  public var patterns: Int { patternHashes.count }
  /// Different inputs: patterns, options, subjects and how they are matched.
  public var inputs: Int { inputHashes.count }
  /// How often a subject has which length, in bytes.
  public private(set) var subjectLengths: [Int: Int] = [:]

  private var patternHashes: Set<Int> = []
  private var inputHashes: Set<Int> = []
  private var last: (input: CaseInput, constructs: Set<String>)?

  /// Counts nothing yet.
  public init() {}

  /// Counts an item of a file.
  public mutating func add(_ item: CaseItem) {
    switch item {
    case .skipped: leftOut += 1
    case .fault: faults += 1
    case .found(let placed):
      do throws(CaseError) { add(try placed.decoded()) } catch { faults += 1 }
    }
  }

  private mutating func add(_ given: Case) {
    cases += 1
    kinds[given.kind.rawValue, default: 0] += 1
    expectations[expectationName(given.expected), default: 0] += 1
    for option in Set(given.input.options) { options[option, default: 0] += 1 }
    for option in Set(given.input.matchOptions) { matchOptions[option, default: 0] += 1 }
    for tag in Set(given.tags) { tags[tag, default: 0] += 1 }
    if given.kind == .match { subjectLengths[given.input.subject.count, default: 0] += 1 }
    inputHashes.insert(InputKey(kind: given.kind, input: given.input).hashValue)
    for construct in constructs(given.input) { constructs[construct, default: 0] += 1 }
  }

  private struct InputKey: Hashable {
    var kind: Case.Kind
    var input: CaseInput
  }

  /// The constructs of a pattern; of one that does not compile there is only that.
  private mutating func constructs(_ input: CaseInput) -> Set<String> {
    var pattern = input
    (pattern.subject, pattern.matchOptions) = ([], [])
    (pattern.offset, pattern.offsetLimit) = (0, nil)
    if let last, last.input == pattern { return last.constructs }
    patternHashes.insert(pattern.hashValue)
    var names: Set<String> = ["does not compile"]
    do throws(SetupError) {
      let options = try patternOptions(pattern)
      names = constructNames(try tree(pattern: pattern.pattern, options: options))
    } catch {
      if case .unknownOption = error { names = [] }
    }
    last = (pattern, names)
    return names
  }

  /// A length of subjects, in bytes, than which a share of them is not longer; nil without subjects.
  public func subjectLength(share: Double) -> Int? {
    let total = subjectLengths.values.reduce(0, +)
    var left = max(1, Int((Double(total) * share).rounded(.up)))
    for (length, count) in subjectLengths.sorted(by: { $0.key < $1.key }) {
      left -= count
      if left <= 0 { return length }
    }
    return nil
  }

  /// The length of all subjects together, in bytes.
  public var subjectBytes: Int { subjectLengths.reduce(0) { $0 + $1.key * $1.value } }
}

private func expectationName(_ expected: Expectation) -> String {
  if expected.compileError != nil { return "compile error" }
  if expected.compile != nil { return "compiles" }
  switch expected.rc {
  case .some(-1): return "no match"
  case .some(-2): return "partial match"
  case let rc? where rc < 0: return "error"
  case _?: return "match"
  case nil: break
  }
  switch expected.status {
  case "nomatch"?: return "no match"
  case "partial"?: return "partial match"
  case let status?: return status
  case nil:
    let hasMore = expected.text != nil || expected.groups != nil || expected.ovector != nil
    return hasMore ? "match" : "nothing"
  }
}
