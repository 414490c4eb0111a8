// SPDX-License-Identifier: MIT
// All matches of a program in a subject, with nothing allocated for a match: the tables are laid out once for all
// searches, and stack and registers serve all of them. MatchSequence.swift has the rule by which one search follows
// another.
//
//     var finder = Finder(try compileFast(tree))
//     try finder.forEachMatch(in: Array("a1 b2".utf8)) { match in
//       print(match.range, match.capture(1))
//       return true                                  // false ends the search
//     }
//
// Tested by FinderTests against searches one by one.

public import RegexProgram
import RegexSyntax

/// A match while a `Finder` shows it; valid only during the call that gets it.
public struct MatchView {
  /// The whole match.
  public let range: CaptureRange
  /// The number of groups.
  public let captureCount: Int
  private let highest: Int
  private let registers: Memory<UInt32>

  init(_ state: MachineState, _ facts: SearchFacts) {
    range = state.match
    captureCount = facts.captureCount
    highest =
      facts.keepsHighestGroup
      ? Int(state.registers[Register.captureState] >> 16) : facts.captureCount
    registers = state.registers
  }

  /// The value of a group from 1 on; nil if it is not set.
  public func capture(_ group: Int) -> CaptureRange? {
    group <= highest ? registers.capture(group) : nil
  }

  /// The groups, the whole match first.
  public var captures: [CaptureRange?] {
    var result: [CaptureRange?] = [range]
    for group in 0..<captureCount { result.append(capture(group + 1)) }
    return result
  }
}

/// Finds all matches of a program in one subject after another.
public struct Finder: ~Copyable {
  /// The program.
  public let program: Program
  private var execution: Execution
  private let tables: ProgramTables

  /// Makes one; a fast program finds the same as a traced one, in less time.
  public init(_ program: Program) {
    self.program = program
    let facts = SearchFacts(program)
    tables = ProgramTables(program)
    let fragment = Fragment(start: 0, end: 0, checkedStart: 0)
    let state = MachineState(facts, fragment: fragment, stepLimit: 0)
    execution = Execution(context: SearchContext(tables.tables, facts, state), state: state)
  }

  deinit {
    execution.state.free()
    tables.free()
  }

  /// Calls a function for each match, in order.
  ///
  /// - Parameters:
  ///   - subject: where to look.
  ///   - options: for the first search; the following ones start where it ended. The step limit is for each search.
  ///   - body: gets a match; false ends the search.
  /// - Returns: `noMatch` when all were found or `body` ended the search, else what ended it; and the steps of all
  ///   searches together (0 for a fast program).
  /// - Throws: `SubjectError` as `Machine.init`.
  @discardableResult
  public mutating func forEachMatch(
    in subject: [UInt8], options: MatchOptions = MatchOptions(), _ body: (MatchView) -> Bool
  ) throws(SubjectError) -> (outcome: Outcome, steps: UInt64) {
    var observer = NullObserver()
    return try find(subject, options, &observer, body)
  }

  /// Calls a function for each match, and counts the steps of a traced program.
  ///
  /// - Throws: `SubjectError` as `Machine.init`.
  @discardableResult
  public mutating func forEachMatch(
    in subject: [UInt8], options: MatchOptions = MatchOptions(),
    counting observer: inout CountingObserver, _ body: (MatchView) -> Bool
  ) throws(SubjectError) -> (outcome: Outcome, steps: UInt64) {
    try find(subject, options, &observer, body)
  }

  /// Makes all searches with an observer from this module.
  mutating func find<Observer: MachineObserver>(
    _ subject: [UInt8], _ options: MatchOptions, _ observer: inout Observer,
    _ body: (MatchView) -> Bool
  ) throws(SubjectError) -> (outcome: Outcome, steps: UInt64) {
    try Machine.check(subject, options, execution.context.facts)
    let fragment = try Fragment(of: subject, options, execution.context.facts)
    var sequence = MatchSequence(rule: .findAll, startOffset: options.startOffset)
    var steps: UInt64 = 0
    if !needsMachine(options),
      let outcome = run(&sequence, fragment, subject, options, &observer, &steps, body)
    {
      return (outcome, steps)
    }
    return try runMachines(&sequence, subject, options, &observer, steps, body)
  }

  /// Makes the searches of a sequence; nil if the next one needs a check of its own.
  private mutating func run<Observer: MachineObserver>(
    _ sequence: inout MatchSequence, _ fragment: Fragment, _ subject: [UInt8],
    _ options: MatchOptions, _ observer: inout Observer, _ steps: inout UInt64,
    _ body: (MatchView) -> Bool
  ) -> Outcome? {
    execution.state.fragment = fragment
    execution.state.required = RequiredPlace()
    execution.state.stepLimit = options.limits.steps
    return withTable(subject) { table in
      execution.context.turn(to: table, options, fragment)
      while true {
        execution.begin(sequence, subject, options)
        let outcome = execution.search(&observer)
        steps &+= execution.state.steps
        switch outcome {
        case .limit, .error: return outcome
        case .match, .noMatch, .partial: break
        }
        let end = MatchSequence.SearchEnd(
          match: outcome == .match ? execution.state.match : nil,
          attemptStart: execution.state.attemptStart)
        switch sequence.advance(after: end, execution.context.facts, subject) {
        case .match(let isLast):
          let goesOn = body(MatchView(execution.state, execution.context.facts))
          if isLast || !goesOn { return .noMatch }
        case .again: break
        case .over, .refused: return .noMatch
        }
        // Before the first start nothing has been checked, and no search starts within a character.
        let start = sequence.startOffset
        let isChecked =
          start >= options.startOffset
          && (!execution.context.isUTF || start == subject.count || subject[start] & 0xC0 != 0x80)
        guard isChecked else { return nil }
      }
    }
  }

  /// Whether searches differ in more than where they start.
  private func needsMachine(_ options: MatchOptions) -> Bool {
    execution.context.facts.allowsInvalidUTF
      || options.isPartial
      || options.offsetLimit != nil
  }

  /// Makes the searches with a machine for each.
  private func runMachines<Observer: MachineObserver>(
    _ sequence: inout MatchSequence, _ subject: [UInt8], _ options: MatchOptions,
    _ observer: inout Observer, _ done: UInt64,
    _ body: (MatchView) -> Bool
  ) throws(SubjectError) -> (outcome: Outcome, steps: UInt64) {
    var steps = done
    while true {
      var machine = try Machine(
        program: program, subject: subject, options: sequence.options(options))
      _ = machine.execute(&observer, until: .max)
      steps += machine.steps
      switch machine.outcome {
      case .limit, .error: return (machine.outcome ?? .noMatch, steps)
      case .match, .noMatch, .partial, nil: break
      }
      switch sequence.advance(after: machine) {
      case .match(let isLast):
        if !body(MatchView(machine.state, machine.facts)) || isLast { return (.noMatch, steps) }
      case .again: continue
      case .over, .refused: return (.noMatch, steps)
      }
    }
  }
}

extension Execution {
  /// Runs one search to its end.
  fileprivate mutating func search<Observer: MachineObserver>(
    _ observer: inout Observer
  ) -> Outcome {
    let result =
      context.facts.isFast ? runFast() : run(&observer, until: state.stepLimit &+ 1)
    if case .finished(let outcome) = result { return outcome }
    return .limit(.steps)
  }

  /// Prepares a search of a sequence.
  fileprivate mutating func begin(
    _ sequence: MatchSequence, _ subject: [UInt8], _ options: MatchOptions
  ) {
    let start = sequence.startOffset
    var fragment = Fragment(start: start, end: state.fragment.end, checkedStart: 0)
    if context.isUTF {
      fragment.checkedStart = start
      fragment.lookBack(context.facts.maximumLookbehind, in: subject)
    }
    let required = start >= context.startOffset ? state.required : RequiredPlace()
    context.begin(start, sequence.extraFlags, fragment, options)
    state.begin(fragment)
    state.required = required
    state.attemptReason = .first
    state.steps = 0
    state.skipNamesIgnored = 0
    state.lastMark = 0
  }
}
