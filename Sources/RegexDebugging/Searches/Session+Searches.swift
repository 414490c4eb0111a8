// SPDX-License-Identifier: MIT
// Going from one search to another: what leads forward from the end of a search goes on in the next, what
// leads back from its first step goes on at the end of the one before. Commands that look for something look
// through all searches. Steps are numbered in each search from 1.
//
// Tested in RegexDebuggingTests/SearchTests.swift and fixtures/sessions/searches.txt.

import RegexMachine
import RegexProgram
import RegexSyntax

/// Where a search is entered.
private enum Entry {
  /// Before its first step, so that this is found too.
  case before
  /// At its first step.
  case first
  /// At its end.
  case end
}

extension Session {
  /// Carries out a command in a session that may have more than one search.
  mutating func performAcross(
    _ command: Command, _ shouldContinue: () -> Bool
  ) -> Response {
    guard let chain = current.chain else {
      var response = perform(command, shouldContinue)
      // The command may have been one that makes it so: `set all on`.
      response.search = searchView(before: 0)
      return response
    }
    let before = chain.current.number
    var response = act(command, shouldContinue)
    noteEnd()
    response.search = searchView(before: before)
    return response
  }

  private mutating func act(_ command: Command, _ shouldContinue: () -> Bool) -> Response {
    switch command {
    case .step, .next, .finish:
      guard place == .end else { return perform(command, shouldContinue) }
      return enterNext(.first) ?? stopped(.noFurther)
    case .nextFail, .nextMatch, .nextAttempt, .run, .until, .search:
      return lookForward(command, shouldContinue)
    case .previousFail, .previousMatch, .previousAttempt, .reverseContinue, .reverseSearch:
      return lookBackward(command, shouldContinue)
    case .back, .reverseNext, .reverseFinish:
      guard place <= .step(1), searchNumber > 1 else { return perform(command, shouldContinue) }
      return enter(searchNumber - 1, .end, shouldContinue)
    case .nextSearch: return nextSearch(shouldContinue)
    case .previousSearch:
      guard searchNumber > 1 else { return stopped(.nothingFound(command)) }
      return enter(searchNumber - 1, .first, shouldContinue)
    case .goto(.search(let number)): return enter(Int(clamping: number), .first, shouldContinue)
    case .goto(.mark(let name)):
      if let search = marks[name]?.search, search != searchNumber {
        let response = enter(search, .first, shouldContinue)
        guard searchNumber == search else { return response }
      }
      return perform(command, shouldContinue)
    case .matches: return matches(shouldContinue)
    case .replacement: return replacement()
    default: return perform(command, shouldContinue)
    }
  }

  // MARK: Looking

  private mutating func lookForward(
    _ command: Command, _ shouldContinue: () -> Bool
  ) -> Response {
    if place == .end {
      if let refusal = enterNext(.before) { return refusal }
      guard place != .end else { return stopped(.noFurther) }
    }
    while true {
      let response = perform(command, shouldContinue)
      guard place == .end, isInVain(response, command) else { return response }
      noteEnd()
      guard case .search? = following else { return response }
      if !shouldContinue() { return stopped(.interrupted) }
      if let refusal = enterNext(.before) { return refusal }
    }
  }

  private mutating func lookBackward(
    _ command: Command, _ shouldContinue: () -> Bool
  ) -> Response {
    while true {
      let response = perform(command, shouldContinue)
      guard searchNumber > 1, place <= .step(1), isInVain(response, command) else {
        return response
      }
      let arrival = enter(searchNumber - 1, .end, shouldContinue)
      guard place == .end else { return arrival }
    }
  }

  /// Whether a command went as far as it could and met nothing.
  private func isInVain(_ response: Response, _ command: Command) -> Bool {
    guard case .stopped(let reason, _) = response.body else { return false }
    switch reason {
    case .nothingFound, .noFurther: return true
    case .arrived: return command == .run || command == .reverseContinue
    case .opened, .breakpoints, .traced, .interrupted: return false
    }
  }

  // MARK: Entering

  /// What comes after the search in hand; nil unless the session stands at its end.
  private var following: FollowingSearch? {
    guard place == .end, let chain = current.chain else { return nil }
    return chain.following(chain.current, current.timeline.machine)
  }

  /// Takes note of what comes after the search in hand, if it is over.
  mutating func noteEnd() {
    if let following { current.chain?.note(following) }
  }

  /// Goes on to the search that follows; gives what to answer if it is entered at its first step, or if it
  /// cannot be entered, else nil.
  private mutating func enterNext(_ entry: Entry) -> Response? {
    guard case .search(let setup)? = following else { return stopped(.noFurther) }
    noteEnd()
    if let refusal = begin(setup) { return refusal }
    if entry == .before { return nil }
    current.timeline.move(to: .step(1))
    return stopped(.arrived)
  }

  private mutating func nextSearch(_ shouldContinue: () -> Bool) -> Response {
    guard runToEnd(shouldContinue) else { return stopped(.interrupted) }
    guard case .search? = following else { return stopped(.nothingFound(.nextSearch)) }
    return enterNext(.first) ?? stopped(.arrived)
  }

  /// Goes to a search by its number.
  private mutating func enter(
    _ number: Int, _ entry: Entry, _ shouldContinue: () -> Bool
  ) -> Response {
    guard number >= 1 else { return respond(.fault(.noSuchSearch(number))) }
    switch setup(of: number, shouldContinue) {
    case .failure(let error): return respond(.fault(error.fault))
    case .success(let setup):
      if let refusal = begin(setup) { return refusal }
      current.timeline.move(to: .step(1))
      if entry == .end, !runToEnd(shouldContinue) { return stopped(.interrupted) }
      return stopped(.arrived)
    }
  }

  private mutating func runToEnd(_ shouldContinue: () -> Bool) -> Bool {
    while place != .end {
      if current.timeline.move(to: .end) == .unfinished, !shouldContinue() { return false }
    }
    return true
  }

  /// Puts a search in the place of the one in hand, before its first step.
  private mutating func begin(_ setup: SearchSetup) -> Response? {
    guard let chain = current.chain else { return nil }
    do throws(SubjectError) {
      var run = try Run(current, matchOptions: setup.sequence.options(chain.options))
      run.chain = chain
      run.chain?.current = setup
      current = run
      return nil
    } catch {
      return respond(.fault(.refusedSearch(error)))
    }
  }

  /// The setup of a search, found by running those before it again.
  private mutating func setup(
    of number: Int, _ shouldContinue: () -> Bool
  ) -> Result<SearchSetup, FaultError> {
    guard var setup = current.chain?.setup(atOrBefore: number) else {
      return .failure(FaultError(fault: .oneSearchOnly))
    }
    while setup.number < number {
      switch rerun(setup, shouldContinue) {
      case .failure(let error): return .failure(error)
      case .success(let run):
        current.chain?.note(run.following)
        guard case .search(let next) = run.following else {
          return .failure(FaultError(fault: .noSuchSearch(number)))
        }
        setup = next
      }
    }
    return .success(setup)
  }

  /// A search that was run without a timeline.
  struct Rerun {
    var following: FollowingSearch
    /// The groups if there was a match that counts.
    var captures: [CaptureRange?]?
    var replacement: [UInt8]?
    var error: ReplacementError?
  }

  /// Runs a search.
  func rerun(
    _ setup: SearchSetup, _ shouldContinue: () -> Bool
  ) -> Result<Rerun, FaultError> {
    guard let chain = current.chain else {
      return .failure(FaultError(fault: .oneSearchOnly))
    }
    do throws(SubjectError) {
      var machine = try Machine(
        program: current.timeline.machine.program, subject: text.subject,
        options: setup.sequence.options(chain.options))
      while case .paused = machine.run(until: machine.steps + Timeline.sliceSteps) {
        if !shouldContinue() { return .failure(FaultError(fault: .interrupted)) }
      }
      let following = chain.following(setup, machine)
      var result = Rerun(following: following)
      guard following.matches > setup.matches else { return .success(result) }
      result.captures = machine.captures
      if let (writer, error) = chain.replace(setup, machine) {
        result.replacement = error == nil ? writer.bytes : nil
        result.error = error
      }
      return .success(result)
    } catch {
      return .failure(FaultError(fault: .refusedSearch(error)))
    }
  }

  // MARK: Telling

  /// What there is to say about the search in hand; nil if there is only one.
  func searchView(before: Int) -> SearchView? {
    guard let chain = current.chain else { return nil }
    let setup = chain.current
    var view = SearchView(
      number: setup.number, start: setup.sequence.startOffset,
      isRetry: !setup.sequence.extraFlags.isEmpty, matches: setup.matches,
      isNew: setup.number != before)
    guard let following else { return view }
    view.matches = following.matches
    switch following {
    case .search(let next): view.following = .search(start: next.sequence.startOffset)
    case .none: view.following = SearchView.Following.none
    case .refused(let code, _): view.following = .refused(code: code)
    case .failed(let error, _): view.following = .failed(error)
    }
    if following.matches > setup.matches,
      let (writer, error) = chain.replace(setup, current.timeline.machine), error == nil
    {
      view.replacement = writer.bytes
    }
    return view
  }
}
