// SPDX-License-Identifier: MIT
// Random breakpoints, watchpoints and catchpoints on random searches: the stops of running to the end, and of
// running back, have to be those that a filter over all steps gives.
//
//     var tally = BreakpointTally()
//     for seed in 0..<1000 { if let words = checkBreakpoints(seed: seed, tally: &tally) { print(words) } }
//
// `rxfuzz --breakpoints` runs it as long as one likes; tested in Tests/DifferentialTests.

import CaseChecking
import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// What some rounds have checked.
public struct BreakpointTally: Hashable, Sendable {
  /// Triples of pattern, subject and breakpoints.
  public var triples = 0
  /// Stops that were as expected, both directions.
  public var stops = 0
  /// Steps that the filter looked at.
  public var steps = 0

  /// Makes a tally of nothing.
  public init() {}
}

/// Sets random breakpoints on the searches of one random pattern and compares their stops with the filter's.
///
/// - Parameters:
///   - seed: Decides everything.
///   - tally: Counts what was done.
/// - Returns: The first difference in words; nil if there is none, or nothing to check.
public func checkBreakpoints(seed: UInt64, tally: inout BreakpointTally) -> String? {
  var random = SeededGenerator(seed: seed ^ 0xB4EA)
  for input in randomTrial(seed: seed, searches: 2) {
    let limits = MatchLimits(steps: UInt64(random.pick([30, 150, 150, 600])))
    guard let program = try? program(for: input),
      let options = try? matchOptions(input, limits: limits),
      let patternOptions = try? patternOptions(input),
      let stream = try? StepStream(of: program, subject: input.subject, options: options),
      !stream.steps.isEmpty
    else { continue }
    tally.steps += stream.steps.count
    var picker = BreakpointPicker(random: random, stream: stream, program: program, input: input)
    for _ in 0..<3 {
      let check = BreakpointCheck(
        input: input, patternOptions: patternOptions, options: options, stream: stream,
        points: picker.points(), interval: picker.interval())
      if let words = check.difference(&tally) { return "seed \(seed): \(words)" }
    }
    random = picker.random
  }
  return nil
}

/// A breakpoint that is to be set.
typealias PlannedBreakpoint = (target: BreakTarget, options: BreakOptions)

/// One search with some breakpoints.
private struct BreakpointCheck {
  let input: CaseInput
  let patternOptions: PatternOptions
  let options: MatchOptions
  let stream: StepStream
  let points: [PlannedBreakpoint]
  let interval: UInt64

  func difference(_ tally: inout BreakpointTally) -> String? {
    do {
      var session = try Session(
        pattern: input.pattern, subject: input.subject, options: patternOptions,
        matchOptions: options, checkpointInterval: interval)
      for point in points {
        let response = session.execute(.setBreak(point.target, point.options))
        guard case .breakpointSet = response.body else { return words("not set", point) }
      }
      let tree = try parsePattern(input.pattern, options: patternOptions)
      var model = BreakpointModel(
        stream: stream, tree: tree, map: PatternMap(tree), subject: input.subject,
        points: points.enumerated().map { ($0.offset + 1, $0.element.target, $0.element.options) })
      tally.triples += 1
      let forward = model.forward()
      if let words = compare(stops(&session, .run), forward) { return "forward: " + words }
      _ = session.execute(.goto(.end))
      let backward = model.backward()
      if let words = compare(stops(&session, .reverseContinue), backward) {
        return "backward: " + words
      }
      tally.stops += forward.count + backward.count
      return nil
    } catch {
      return words("\(error)", nil)
    }
  }

  private func stops(_ session: inout Session, _ command: Command) -> [Stop] {
    var result: [Stop] = []
    // One more than there can be shows a run that does not get on.
    while result.count <= stream.steps.count + 1 {
      guard case .stopped(.breakpoints(let hits), _) = session.execute(command).body else { break }
      result.append(
        Stop(
          place: session.place,
          hits: hits.map { .init(id: $0.id, changes: $0.changes.map { .init($0) }) }))
    }
    return result
  }

  private func compare(_ found: [Stop], _ expected: [Stop]) -> String? {
    guard found != expected else { return nil }
    let index = zip(found, expected).prefix { $0 == $1 }.count
    func text(_ stops: [Stop]) -> String { index < stops.count ? "\(stops[index])" : "nothing" }
    return words("stop \(index): \(text(found)) instead of \(text(expected))", nil)
  }

  private func words(_ text: String, _ point: PlannedBreakpoint?) -> String {
    let pattern = String(decoding: input.pattern, as: UTF8.self).debugDescription
    let subject = String(decoding: input.subject, as: UTF8.self).debugDescription
    let list = (point.map { [$0] } ?? points).map { "\($0.target) \($0.options)" }
    return "\(text)\n  pattern \(pattern) \(input.options) subject \(subject) \(input.matchOptions)"
      + " from \(input.offset), \(options.limits.steps) steps, checkpoints every \(interval)\n  "
      + list.joined(separator: "\n  ")
  }
}

// MARK: - Picking breakpoints

/// Picks breakpoints that have something to do with a search.
private struct BreakpointPicker {
  var random: SeededGenerator
  let stream: StepStream
  let program: Program
  let input: CaseInput

  /// Steps between checkpoints: mostly so few that a search goes over many segments.
  mutating func interval() -> UInt64 { random.pick([1, 7, 32, 4096]) }

  /// One breakpoint, or now and then some at a time.
  mutating func points() -> [PlannedBreakpoint] {
    (0..<(random.oneIn(4) ? 3 : 1)).map { _ in (target(), options()) }
  }

  private mutating func target() -> BreakTarget {
    let groups = program.captureCount
    switch random.below(8) {
    case 0, 1:
      let item = random.pick(program.tree.items)
      // libpcre2 lets the last item end behind the pattern in some cases.
      return .offset(min(item.position + random.below(item.length), program.tree.source.count))
    case 2:
      let item = ItemID(stream.steps[random.below(stream.steps.count)].item)
      let text = PatternMap(program.tree).text(of: item)
      // An item of the end of the pattern has no text, and no bytes that are no text can be typed.
      return text.allSatisfy { (0x21..<0x7F).contains($0) } && !text.isEmpty
        ? .text(String(decoding: text, as: UTF8.self)) : .position(position())
    case 3 where groups > 0:
      let number = 1 + random.below(groups)
      return isStep(number) ? .group(String(number)) : .watch(.group(String(number)))
    case 4, 5: return groups > 0 ? .watch(.group(group())) : .watch(.position)
    case 6:
      if random.oneIn(3), let line = line() { return .subjectLine(line) }
      return random.oneIn(2) ? .position(position()) : .watch(.position)
    default: return .event(random.pick(StepRule.Event.allCases))
    }
  }

  /// Whether the opening bracket of a group is an item: a callout in front of it takes its place.
  private func isStep(_ number: Int) -> Bool {
    program.tree.nodes.contains { node in
      guard case .group(let group) = node.kind, case .capture(number, _) = group.kind else {
        return false
      }
      return node.item != nil
    }
  }

  private mutating func position() -> Int {
    random.oneIn(3)
      ? random.below(input.subject.count + 1)
      : stream.steps[random.below(stream.steps.count)].position
  }

  /// A line of the subject, if it has more than one.
  private mutating func line() -> Int? {
    let count = LineMap(input.subject).count
    return count > 1 ? 1 + random.below(count) : nil
  }

  private mutating func group() -> String {
    let names = program.tree.names.map { String(decoding: $0.name, as: UTF8.self) }
    if !names.isEmpty, random.oneIn(3) { return random.pick(names) }
    return String(1 + random.below(program.captureCount))
  }

  private mutating func options() -> BreakOptions {
    var options = BreakOptions()
    options.isTemporary = random.oneIn(8)
    if random.oneIn(6) { options.ignore = 1 + random.below(4) }
    if random.oneIn(2) { options.conditions = (0..<(1 + random.below(2))).map { _ in condition() } }
    return options
  }

  private mutating func condition() -> BreakCondition {
    let comparison = random.pick(StepCondition.Comparison.allCases)
    let step = stream.steps[random.below(stream.steps.count)]
    switch random.below(7) {
    case 5: return BreakCondition(.callDepth, comparison, .number(step.callDepth))
    case 6: return BreakCondition(.backtracks, comparison, .number(Int(step.backtracks)))
    case 0: return BreakCondition(.position, comparison, .number(step.position))
    case 1: return BreakCondition(.start, comparison, .number(step.start))
    case 2: return BreakCondition(.step, comparison, .number(Int(step.number)))
    case 3: return BreakCondition(.attempt, comparison, .number(step.attempt))
    default:
      guard program.captureCount > 0 else { return condition() }
      guard random.oneIn(2) else {
        return BreakCondition(.group(group()), random.oneIn(2) ? .equal : .notEqual, .unset)
      }
      let ranges = step.captures.compactMap { $0 }.filter { $0.start <= $0.end }
      let range = ranges.isEmpty ? CaptureRange(start: 0, end: 0) : random.pick(ranges)
      return BreakCondition(
        .group(group()), comparison, .text(Array(input.subject[range.start..<range.end])))
    }
  }
}
