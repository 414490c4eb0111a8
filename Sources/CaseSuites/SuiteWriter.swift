// SPDX-License-Identifier: MIT
// Cases as a suite: those of one pattern under one [[pattern]], strings in apostrophes where that saves escapes.
//
//   let suite = suiteText(of: cases)
//   write(suite.bytes)                     // suite.lost: fields of the cases that a suite does not have
//
// Tested in Tests/CaseSuitesTests/WriterTests.swift.

public import CaseCorpus
import SourceText

/// Cases written as a suite.
public struct SuiteText: Hashable, Sendable {
  /// The bytes of the file; a suite of more than `TOMLDocument.sizeLimit` is not read back.
  public var bytes: [UInt8]
  /// What of the cases the suite does not say, with the number of cases that had it.
  public var lost: [String: Int]
}

/// Writes cases as a suite.
///
/// The cases of a pattern stand together, in the order in which each pattern first comes; names stay as they are.
///
/// - Parameter cases: The cases; their names are unique.
/// - Returns: The suite, whose cases mean the same.
public func suiteText(of cases: [Case]) -> SuiteText {
  var writer = SuiteWriter()
  for group in grouped(cases) { writer.pattern(group) }
  for given in cases { writer.countLoss(of: given) }
  return SuiteText(bytes: writer.bytes, lost: writer.lost)
}

/// The cases of each pattern; what is only compiled stands alone.
private func grouped(_ cases: [Case]) -> [[Case]] {
  var groups: [[Case]] = []
  var places: [CaseInput: Int] = [:]
  for given in cases {
    guard given.kind == .match, given.expected.compileError == nil else {
      groups.append([given])
      continue
    }
    let key = given.input.patternOnly
    if let place = places[key] {
      groups[place].append(given)
    } else {
      places[key] = groups.count
      groups.append([given])
    }
  }
  return groups
}

/// Writes one pattern after another.
private struct SuiteWriter {
  private(set) var bytes: [UInt8] = []
  private(set) var lost: [String: Int] = [:]
  private var names: Set<String> = []

  // MARK: Patterns

  mutating func pattern(_ cases: [Case]) {
    guard let first = cases.first else { return }
    if !bytes.isEmpty { bytes.append(.lineFeed) }
    line("[[pattern]]")
    let isCompiled = first.kind == .compile || first.expected.compileError != nil
    let prefix = isCompiled ? first.id : prefix(of: cases)
    if let prefix, !prefix.isEmpty, names.insert(prefix).inserted {
      statement("name", string(prefix))
      return isCompiled
        ? compilation(first, id: nil) : subjects(cases, prefix: prefix)
    }
    isCompiled ? compilation(first, id: first.id) : subjects(cases, prefix: nil)
  }

  /// What the names of some cases have before their last slash, if they have the same.
  private func prefix(of cases: [Case]) -> String? {
    let prefixes = Set(
      cases.map { given in given.id.lastIndex(of: "/").map { String(given.id[..<$0]) } })
    return prefixes.count == 1 ? prefixes.first ?? nil : nil
  }

  private mutating func input(_ input: CaseInput) {
    if firstUTF8Fault(in: input.pattern) == nil {
      // A pattern reads best in apostrophes, whether it needs them or not.
      statement(
        "pattern", TOMLText.string(input.pattern, input.pattern.isPlain ? .literal : .short))
    } else {
      statement("pattern_b64", TOMLText.string(Base64.encode(input.pattern)))
    }
    if !input.options.isEmpty { statement("options", TOMLText.strings(input.options)) }
    optional("newline", input.newline.map { string($0) })
    optional("bsr", input.bsr.map { string($0) })
    optional("parens_nest_limit", input.parensNestLimit.map { integer($0) })
    optional("max_pattern_length", input.maxPatternLength.map { integer($0) })
  }

  private mutating func compilation(_ given: Case, id: String?) {
    if let id { statement("id", string(id)) }
    comment(given)
    input(given.input)
    optional("error", given.expected.compileError.map { integer($0) })
    if given.expected.compileError != nil {
      optional("error_offset", given.expected.compileOffset.map { integer($0) })
    }
    optional("capture_count", given.expected.captureCount.map { integer($0) })
    if !given.tags.isEmpty { statement("tags", TOMLText.strings(given.tags)) }
  }

  // MARK: Subjects

  private mutating func subjects(_ cases: [Case], prefix: String?) {
    guard let first = cases.first else { return }
    input(first.input)
    let isShared = cases.allSatisfy { $0.settings == first.settings }
    if isShared { settings(of: first) }
    let lists = isShared ? lists(cases, prefix) : []
    for (key, texts) in lists { statement(key, TOMLText.array(texts)) }
    var number = 0
    let listed = lists.reduce(0) { $0 + $1.texts.count }
    for given in listed == 0 ? cases : cases.filter({ $0.listNumber(prefix) == nil }) {
      number += 1
      bytes.append(.lineFeed)
      line("[[pattern.subject]]")
      if let prefix {
        let name = String(given.id.dropFirst(prefix.count + 1))
        if name != "\(number)" { statement("name", string(name)) }
      } else {
        statement("id", string(given.id))
      }
      comment(given)
      subject(given, withSettings: !isShared)
    }
  }

  /// The short lists, if the names of the cases are those that lists give.
  private func lists(
    _ cases: [Case], _ prefix: String?
  ) -> [(key: String, texts: [[UInt8]])] {
    var lists: [(key: String, texts: [[UInt8]])] = []
    for key in ["matches", "nonmatches"] {
      let listed = cases.filter { $0.listNumber(prefix)?.key == key }
      guard listed.enumerated().allSatisfy({ $1.listNumber(prefix)?.number == $0 + 1 }) else {
        return []
      }
      if !listed.isEmpty {
        lists.append((key, listed.map { TOMLText.string($0.input.subject) }))
      }
    }
    return lists
  }

  private mutating func subject(_ given: Case, withSettings: Bool) {
    if firstUTF8Fault(in: given.input.subject) == nil {
      statement("text", TOMLText.string(given.input.subject))
    } else {
      statement("text_b64", TOMLText.string(Base64.encode(given.input.subject)))
    }
    if withSettings { settings(of: given) }
    // A mark that nothing sets needs no denial.
    let isDenied = given.input.pattern.containsVerb
    for (key, value) in KeyValue.keys(of: given.expected.written(isDenied)) {
      statement(key, value.text())
    }
    if let plain = given.expectedPlain {
      let keys = KeyValue.keys(of: plain.written(isDenied)).map {
        Array("\($0.key) = ".utf8) + $0.value.text()
      }
      statement("plain", inline(keys))
    }
    if given.isLimitDependent { statement("limit_dependent", Array("true".utf8)) }
  }

  private mutating func settings(of given: Case) {
    if !given.input.matchOptions.isEmpty {
      statement("match_options", TOMLText.strings(given.input.matchOptions))
    }
    if given.input.offset != 0 { statement("offset", integer(given.input.offset)) }
    optional("offset_limit", given.input.offsetLimit.map { integer($0) })
    optional("step_budget", given.stepBudget.map { integer($0) })
    if let limits = given.limits {
      let values = [
        ("match", limits.match), ("depth", limits.depth), ("heap", limits.heap),
        ("steps", limits.steps),
      ]
      statement(
        "limits",
        inline(values.compactMap { (key, value) in value.map { Array("\(key) = \($0)".utf8) } }))
    }
    if !given.tags.isEmpty { statement("tags", TOMLText.strings(given.tags)) }
  }

  // MARK: Text

  private mutating func line(_ text: String) {
    bytes += Array(text.utf8)
    bytes.append(.lineFeed)
  }

  private mutating func statement(_ key: String, _ value: [UInt8]) {
    bytes += Array("\(key) = ".utf8) + value
    bytes.append(.lineFeed)
  }

  private mutating func optional(_ key: String, _ value: [UInt8]?) {
    if let value { statement(key, value) }
  }

  private mutating func comment(_ given: Case) {
    guard case .string(let label) = given.label else { return }
    line("# " + Escaping().display(Array(label.utf8)))
  }

  private func string(_ text: String) -> [UInt8] { TOMLText.string(Array(text.utf8)) }

  private func integer(_ number: Int) -> [UInt8] { Array("\(number)".utf8) }

  private func inline(_ statements: [[UInt8]]) -> [UInt8] {
    Array("{ ".utf8) + Array(statements.joined(separator: ", ".utf8)) + Array(" }".utf8)
  }

  // MARK: Losses

  mutating func countLoss(of given: Case) {
    let isRefused = given.kind == .match && given.expected.compileError != nil
    let losses: [(String, Bool)] = [
      ("source", given.source != nil), ("line", given.line != nil),
      ("global", given.global != nil), ("global_matches", given.globalMatches != nil),
      ("label", given.label != nil), ("upstream", given.upstream != nil),
      ("dropped", given.dropped != nil), ("names", given.expected.names != nil),
      ("subject of a refused pattern", isRefused),
      ("status \(given.expected.status ?? "")", given.expected.hasForeignStatus),
    ]
    for (what, isLost) in losses where isLost { lost[what, default: 0] += 1 }
  }
}

// MARK: - Parts of cases

extension Case {
  /// What a pattern can set for all its subjects.
  fileprivate var settings: [String] {
    [
      "\(input.matchOptions)", "\(input.offset)", "\(input.offsetLimit ?? -1)",
      "\(stepBudget ?? -1)", "\(limits.map { "\($0)" } ?? "")", "\(tags)",
    ]
  }

  /// The list and the number there that the name of the case stands for; nil if a list cannot hold it.
  fileprivate func listNumber(_ prefix: String?) -> (key: String, number: Int)? {
    guard let prefix, firstUTF8Fault(in: input.subject) == nil, expectedPlain == nil,
      !isLimitDependent
    else { return nil }
    let parts = id.dropFirst(prefix.count + 1).split(
      separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 2, let number = Int(parts[1]), "\(number)" == parts[1] else { return nil }
    var listed = Expectation()
    listed.status = parts[0] == "matches" ? "match" : "nomatch"
    guard parts[0] == "matches" || parts[0] == "nonmatches", expected == listed else { return nil }
    return (String(parts[0]), number)
  }
}

extension CaseInput {
  /// What is the same for all subjects of a pattern.
  fileprivate var patternOnly: CaseInput {
    CaseInput(
      pattern: pattern, options: options, newline: newline, bsr: bsr,
      parensNestLimit: parensNestLimit, maxPatternLength: maxPatternLength)
  }
}

extension Expectation {
  /// The expectation as it is written down; without verbs there can be no mark to deny.
  fileprivate func written(_ hasVerbs: Bool) -> Expectation {
    var written = asRead
    guard !hasVerbs, written.isExact else { return written }
    written.status = ending
    written.rc = nil
    return written
  }

  /// Whether the result is given as a word that suites do not have.
  fileprivate var hasForeignStatus: Bool {
    guard let status, rc == nil else { return false }
    return !["match", "nomatch", "partial"].contains(status)
  }
}

extension [UInt8] {
  /// Whether the text fits between two apostrophes.
  fileprivate var isPlain: Bool {
    allSatisfy { $0 >= 0x20 && $0 != 0x7f && $0 != .apostrophe || $0 == .tab }
  }

  /// Whether there may be a verb, which could set a mark.
  fileprivate var containsVerb: Bool { contains(Array("(*".utf8)) }
}
