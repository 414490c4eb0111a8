// SPDX-License-Identifier: MIT
// What a case is to expect after an observation: the same kinds of facts as before, with the values that came
// out. A case that expects the text of the match goes on to expect a text, one with offsets offsets.
//
// Tested in Tests/CaseCorpusTests/ObservationTests.swift.

public import SourceText

extension Expectation {
  /// Whether nothing at all is expected.
  public var isEmpty: Bool { self == Expectation() }

  /// Whether the whole result is expected: also that there is no mark but the one that is named.
  public var isExact: Bool { rc.map { $0 >= -2 } ?? false }

  /// The expectation with the values that came out.
  ///
  /// - Parameters:
  ///   - found: What came out.
  ///   - subject: The subject, for the texts of groups.
  ///   - isExact: Whether the whole result is written down.
  /// - Returns: The expectation that is met.
  public func updated(
    with found: Expectation, subject: [UInt8], isExact: Bool
  ) -> Expectation {
    var new = Expectation()
    if found.compileError != nil || found.compile != nil {
      takeCompilation(found, into: &new)
      return new
    }
    guard let rc = found.rc else { return self }
    if rc < -2 {
      new.rc = rc
      new.error = MatchErrorName.name(of: rc)
      return new
    }
    let word = found.word ?? "partial"
    if isExact { new.rc = rc }
    if !isExact || status != nil { new.status = word }
    if isExact || mark != nil { new.mark = found.mark }
    if rc != -1 {
      takeGroups(found, subject, isExact: isExact, isNew: word != self.word, into: &new)
    }
    return new
  }

  /// The result in one of the words of `status`; nil if none is expected, or an error.
  private var word: String? {
    guard let rc else { return status ?? (text == nil && groups == nil ? nil : "match") }
    return rc > 0 ? "match" : rc == -1 ? "nomatch" : rc == -2 ? "partial" : nil
  }

  private func takeCompilation(_ found: Expectation, into new: inout Expectation) {
    if let code = found.compileError {
      new.compileError = code
      if compileError == nil || compileOffset != nil { new.compileOffset = found.compileOffset }
      return
    }
    new.compile = found.compile
    if captureCount != nil { new.captureCount = found.captureCount }
    if names != nil { new.names = found.names }
  }

  private func takeGroups(
    _ found: Expectation, _ subject: [UInt8], isExact: Bool, isNew: Bool,
    into new: inout Expectation
  ) {
    let whole = found.groupSpan(0)
    let saysWhere = ovector != nil || text != nil || groups != nil
    let addsWhere = isNew && !saysWhere
    if ovector != nil || addsWhere && isExact { new.ovector = found.ovector }
    if text != nil || addsWhere && !isExact { new.text = whole.map { subject.text(of: $0) } }
    guard let groups else { return }
    new.groups = groups.compactMap { $0.updated(with: found, subject) }
    if new.groups == [] { new.groups = nil }
  }

  /// The groups that a number or a name stands for; none if there is no such group.
  public func groupNumbers(_ group: String) -> [Int] {
    if let number = Int(group) { return [number] }
    return (names ?? []).filter { $0.name == group }.map(\.group)
  }

  /// Where a group matched; nil if it is not set.
  public func groupSpan(_ number: Int) -> SourceSpan? {
    guard let ovector, ovector.indices.contains(number) else { return nil }
    return ovector[number]
  }
}

extension ExpectedGroup {
  /// The same group with what came out; nil if the pattern has no such group any more.
  fileprivate func updated(with found: Expectation, _ subject: [UInt8]) -> ExpectedGroup? {
    let numbers = found.groupNumbers(group)
    guard !numbers.isEmpty, (numbers.max() ?? 0) <= found.captureCount ?? .max else { return nil }
    guard let span = numbers.lazy.compactMap({ found.groupSpan($0) }).first else {
      return ExpectedGroup(group, .unset)
    }
    if case .span = content { return ExpectedGroup(group, .span(span)) }
    return ExpectedGroup(group, .text(subject.text(of: span)))
  }
}

extension [UInt8] {
  /// The bytes of a group; none where `\K` has put its start behind its end.
  public func text(of span: SourceSpan) -> [UInt8] {
    let start = Swift.min(Swift.max(0, span.start), count)
    return span.isEmpty ? [] : Array(self[start..<Swift.max(start, Swift.min(span.end, count))])
  }
}

extension Case {
  /// The case with what came out in place of what it expects, and with the steps that it takes if they are
  /// more than its budget.
  ///
  /// - Parameters:
  ///   - observation: What came out.
  ///   - isExact: Whether the whole result is written down.
  /// - Returns: The case that passes.
  public func updated(with observation: Observation, isExact: Bool) -> Case {
    var new = self
    new.expected = expected.updated(
      with: observation.found, subject: input.subject, isExact: isExact)
    if let budget = stepBudget, observation.steps > budget { new.stepBudget = observation.steps }
    return new
  }
}
