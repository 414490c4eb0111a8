// SPDX-License-Identifier: MIT
// The machine: a program, a subject, and a search that can be run, paused, copied and inspected.
//
// Example:
//
//     var machine = try Machine(program: program, subject: Array("xaay".utf8))
//     var counter = CountingObserver()
//     machine.run(&counter)          // .finished(.match)
//     machine.captures[0]            // CaptureRange(start: 1, end: 3)
//
// Execution is deterministic: the same program, subject and options give the same steps.
// Tested by RegexMachineTests, which run every case of fixtures/ against libpcre2.

public import RegexProgram
import RegexSyntax
import SourceText

/// A search under way.
public struct Machine: ~Copyable {
  /// The program that is run.
  public let program: Program
  /// The subject's bytes.
  public let subject: [UInt8]
  /// The options of the search.
  public let options: MatchOptions
  let facts: SearchFacts
  var state: MachineState
  var copies = StackCopies()

  /// Prepares a search; nothing is run yet.
  ///
  /// - Throws: `SubjectError` for invalid UTF-8 or a start offset that is not a place to start.
  public init(
    program: Program, subject: [UInt8], options: MatchOptions = MatchOptions()
  ) throws(SubjectError) {
    let facts = SearchFacts(program)
    try Machine.check(subject, options, facts)
    let fragment = try Fragment(of: subject, options, facts)
    self.program = program
    self.subject = subject
    self.options = options
    self.facts = facts
    state = MachineState(
      facts, fragment: fragment, stepLimit: options.limits.steps)
    if let limit = options.offsetLimit, fragment.start > limit { state.outcome = .noMatch }
  }

  deinit { state.free() }

  /// Checks what has to be right whatever the subject holds.
  static func check(
    _ subject: [UInt8], _ options: MatchOptions, _ facts: SearchFacts
  ) throws(SubjectError) {
    let start = options.startOffset
    guard start >= 0 && start <= subject.count else {
      throw SubjectError(code: -33, offset: start)
    }
    guard subject.count < Int(UInt32.max) else {
      throw SubjectError(code: -48, offset: subject.count)
    }
    if options.isPartial && (options.flags.contains(.endAnchored) || facts.isEndAnchored) {
      throw SubjectError(code: -34, offset: 0)
    }
    guard options.offsetLimit == nil || facts.allowsOffsetLimit else {
      throw SubjectError(code: -56, offset: options.offsetLimit ?? 0)
    }
  }

  // MARK: Running

  /// Runs on with an observer from this module.
  ///
  /// - Parameters:
  ///   - observer: is told of every step.
  ///   - stop: the machine pauses before the step of this number, which is reported to the observer.
  /// - Returns: how it ended, or that it paused; once finished always the same.
  mutating func execute<Observer: MachineObserver>(
    _ observer: inout Observer, until stop: UInt64
  ) -> RunResult {
    if let outcome = state.outcome { return .finished(outcome) }
    let limit = min(stop, options.limits.steps + 1)
    while true {
      let result = withContext { (context, state) in
        var execution = Execution(context: context, state: state)
        let result =
          context.facts.isFast ? execution.runFast() : execution.run(&observer, until: limit)
        state = execution.state
        state.noteIntact(result, observer.minimumDepth, context.headroom)
        return result
      }
      guard let outcome = state.outcome, state.fragment.isCutShort,
        outcome == .noMatch || outcome == .partial
      else { return result }
      let (piece, fault) = state.fragment.next(in: subject)
      guard let fragment = piece else {
        state.fragment.end = fault
        return result
      }
      guard fragment.start <= options.offsetLimit ?? fragment.start else {
        state.outcome = .noMatch
        return .finished(.noMatch)
      }
      state.begin(fragment)
    }
  }
}

// MARK: One specialised loop for each observer

extension Machine {
  /// Runs on without being watched.
  @discardableResult
  public mutating func run(until stop: UInt64 = .max) -> RunResult {
    var observer = NullObserver()
    return execute(&observer, until: stop)
  }

  /// Runs on and counts.
  @discardableResult
  public mutating func run(
    _ observer: inout CountingObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }

  /// Runs on and hashes the steps.
  @discardableResult
  public mutating func run(
    _ observer: inout RowObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }

  /// Runs on and keeps the events.
  @discardableResult
  public mutating func run(
    _ observer: inout EventObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }

  /// Runs on to a flagged step.
  @discardableResult
  public mutating func run(
    _ observer: inout BreakObserver, until stop: UInt64 = .max
  ) -> RunResult { execute(&observer, until: stop) }
}
