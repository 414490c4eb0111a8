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
  /// Where looking back ends.
  let checkedStart: Int
  var state: MachineState

  /// Prepares a search; nothing is run yet.
  ///
  /// - Throws: `SubjectError` for invalid UTF-8 or a start offset that is not a place to start.
  public init(
    program: Program, subject: [UInt8], options: MatchOptions = MatchOptions()
  ) throws(SubjectError) {
    checkedStart = try Machine.check(subject, options, program)
    self.program = program
    self.subject = subject
    self.options = options
    state = MachineState(
      program, startOffset: options.startOffset, stepLimit: options.limits.steps)
    if let limit = options.offsetLimit, options.startOffset > limit { state.outcome = .noMatch }
  }

  deinit { state.free() }

  /// Checks the options, and the subject as far as the search can look; gives where that begins.
  private static func check(
    _ subject: [UInt8], _ options: MatchOptions, _ program: Program
  ) throws(SubjectError) -> Int {
    let start = options.startOffset
    guard start >= 0 && start <= subject.count else {
      throw SubjectError(code: -33, offset: start)
    }
    guard subject.count < Int(UInt32.max) else {
      throw SubjectError(code: -48, offset: subject.count)
    }
    let isPartial = !options.flags.isDisjoint(with: [.partialSoft, .partialHard])
    let compile = program.tree.options.compile
    if isPartial && (options.flags.contains(.endAnchored) || compile.contains(.endAnchored)) {
      throw SubjectError(code: -34, offset: 0)
    }
    guard options.offsetLimit == nil || compile.contains(.useOffsetLimit) else {
      throw SubjectError(code: -56, offset: options.offsetLimit ?? 0)
    }
    guard program.isUTF else { return 0 }
    if start < subject.count && subject[start] & 0xC0 == 0x80 && start > 0 {
      throw SubjectError(code: -36, offset: start)
    }
    var checkedStart = start
    for _ in 0..<program.maximumLookbehind where checkedStart > 0 {
      checkedStart -= 1
      while checkedStart > 0 && subject[checkedStart] & 0xC0 == 0x80 { checkedStart -= 1 }
    }
    if let fault = firstUTF8Fault(in: subject, from: checkedStart) {
      throw SubjectError(code: fault.code, offset: fault.offset)
    }
    return checkedStart
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
    return withContext { (context, state) in
      var execution = Execution(context: context, state: state)
      let result = execution.run(&observer, until: limit)
      state = execution.state
      return result
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
