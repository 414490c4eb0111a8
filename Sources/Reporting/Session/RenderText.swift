// SPDX-License-Identifier: MIT
// Responses of a debug session as plain text: no colour, no cursor movement, nothing from pattern or subject
// unescaped. What a screen reader, a log file and the golden tests get.

public import RegexDebugging
import RegexSyntax
import SourceText

/// A response as lines joined by newlines, without one at the end; empty if there is nothing to say.
public func renderText(_ response: Response) -> String {
  let words = StepText(response.text)
  return words.lines(response).joined(separator: "\n")
}

/// What a response has to say besides describing the place where the session stands, for whoever shows that in
/// another way: why it stopped, what has changed; lines, often none.
public func renderRemarks(_ response: Response) -> [String] {
  StepText(response.text).remarks(response)
}

extension StepText {
  fileprivate func remarks(_ response: Response) -> [String] {
    let own: [String]
    switch response.body {
    case .stopped(let reason, _): own = stop(reason)
    case .changed(let change, let place):
      // The place itself would follow a colon.
      own = changed(change, place).dropLast().map {
        $0.hasSuffix(":") ? $0.dropLast() + "." : $0
      }
    default: return lines(response)
    }
    return heading(response.search, response.body) + own + closing(response.search, response.body)
  }

  func lines(_ response: Response) -> [String] {
    heading(response.search, response.body) + lines(response.body)
      + closing(response.search, response.body)
  }

  private func lines(_ body: Response.Body) -> [String] {
    switch body {
    case .stopped(let reason, let place): stop(reason) + [line(place)]
    case .why(let place): explanation(place)
    case .place(let place): whereabouts(place)
    case .captures(let rows, let isComplete, let mark):
      captures(rows, isComplete: isComplete) + self.mark(mark, isComplete: isComplete)
    case .choices(let rows, let total): choices(rows, total: total)
    case .items(let current, let breakpoints): items(current, breakpoints)
    case .program(let program, let current): self.program(program, current: current)
    case .breakpoints(let rows): breakpoints(rows)
    case .breakpointSet(let breakpoint): ["Breakpoint \(breakpoint.id): \(describe(breakpoint))."]
    case .breakpointsChanged(let command, let ids): [changed(command, ids)]
    case .frames(let frames, let selected): self.frames(frames, selected)
    case .frame(let frame, let number): self.frame(frame, number)
    case .profile(let profile): self.profile(profile)
    case .list(let listing): list(listing)
    case .suggestions(let found): suggestions(found)
    case .ahead(let steps): ahead(steps)
    case .history(let name, let changes, let isComplete):
      history(name, changes, isComplete: isComplete)
    case .events(let events, let program): self.events(events, program)
    case .asserted(let result): [assertion(result)]
    case .value(let operand, let value): ["\(describe(operand)) = \(describe(value))"]
    case .attached(let id, let count):
      ["Breakpoint \(id) has \(Wording.count(count, "command"))."]
    case .matches(let rows, let total, let isComplete):
      matches(rows, total: total, isComplete: isComplete)
    case .replacement(let view): replacement(view)
    case .marked(let name, let place):
      ["\(Escaping().display(Array(name.utf8))) is \(place.words)."]
    case .changed(let change, let place): changed(change, place)
    case .unchanged: ["Nothing is changed by that."]
    case .shown(let topic, let setup): shown(topic, setup)
    case .difference(let difference):
      DifferenceText(difference: difference, names: ("before", "now")).lines
    case .help(let verbs, let isWhole): help(verbs, isWhole)
    case .fault(.cannotRun(let error, let pattern)): self.fault(error, pattern)
    case .fault(let fault): [self.fault(fault)]
    case .quit: []
    }
  }

  private func stop(_ reason: StopReason) -> [String] {
    switch reason {
    case .opened, .arrived: []
    case .breakpoints(let hits), .traced(let hits, _): met(hits)
    case .nothingFound(let command): [nothing(command)]
    case .noFurther: ["There is nothing further this way."]
    case .interrupted: ["Interrupted."]
    }
  }

  private func nothing(_ command: Command) -> String {
    switch command {
    case .nextFail: "No later step fails."
    case .previousFail: "No earlier step fails."
    case .nextMatch: "No later step matches."
    case .previousMatch: "No earlier step matches."
    case .nextAttempt: "There is no later attempt."
    case .previousAttempt: "There is no earlier attempt."
    case .search(let words): "No later step is found for \(quoted(words))."
    case .reverseSearch(let words): "No earlier step is found for \(quoted(words))."
    case .nextSearch: "There is no later search."
    case .previousSearch: "There is no earlier search."
    default: "No breakpoint was met."
    }
  }

  private func list(_ ids: [Int]) -> String {
    ids.map { String($0) }.joined(separator: ", ")
  }

  private func changed(_ command: Command, _ ids: [Int]) -> String {
    if ids.isEmpty { return "There are no breakpoints." }
    let names = (ids.count == 1 ? "Breakpoint " : "Breakpoints ") + list(ids)
    switch command {
    case .delete: return names + " removed."
    case .enable: return names + " on."
    case .ignore(_, let count):
      return names + " passes over the next \(Wording.count(count, "hit"))."
    default: return names + " off."
    }
  }

  private func whereabouts(_ place: PlaceView) -> [String] {
    guard case .step(let why) = place else { return [line(place)] }
    let step = why.step
    return [
      "Step \(step.number), attempt \(step.attempt) (from \(step.attemptStart)): "
        + "\(name(step.item)) at \(step.position)\(elsewhere(step.position))."
    ]
  }

  private func help(_ verbs: [CommandVerb], _ isWhole: Bool) -> [String] {
    if isWhole {
      return table(verbs.map { [$0.name, $0.aliases.joined(separator: " "), $0.summary] })
        + [
          "The beginning of a name is enough where it is clear.",
          "A CONDITION is like pos > 10, attempt = 2, group 1 = \"x\" or group 1 set; and joins several.",
          "help VERB tells what follows a verb; #N is a step, [A,B) are offsets in bytes from 0.",
        ]
    }
    return verbs.flatMap { verb in
      let usage = verb.name + (verb.arguments.isEmpty ? "" : " " + verb.arguments)
      let short =
        verb.aliases.isEmpty ? "" : " Short: " + verb.aliases.joined(separator: ", ") + "."
      return [usage, "  " + verb.summary + short]
    }
  }

  private func fault(_ fault: SessionFault) -> String {
    switch fault {
    case .noSuchItem(.group(let name)):
      "There is no group \(quoted(name)) in the pattern."
    case .noSuchItem(.text(let words)):
      "No item of the pattern is written \(quoted(words)). See info items."
    case .noSuchItem: "There is no item at this place of the pattern. See info items."
    case .nothingContains(let words):
      "No item of the pattern has \(quoted(words)) in it. See info items."
    case .positionBeyondEnd(let position):
      "The subject ends at \(text.subject.count), before \(position)."
    case .lineBeyondEnd(let line, let count):
      "The subject has \(Wording.count(count, "line")), no line \(line)."
    case .tooManyBreakpoints: "There are too many watchpoints, catchpoints and conditions."
    case .noFrame(isFurtherOut: true): "This is the outermost frame."
    case .noFrame(isFurtherOut: false): "This is the innermost frame."
    case .interrupted: "Interrupted."
    case .noSetting(let name):
      "Group \(quoted(name)) is not set here, or it cannot be found what set it."
    case .noSuchBreakpoint(let id): "There is no breakpoint \(id)."
    case .noSuchMark(let name): "There is no mark \(quoted(name))."
    case .oneSearchOnly: "One match is looked for here. Try set all on, or begin with --all."
    case .noSuchSearch(let number): "There is no search \(number)."
    case .refusedSearch(let error): "The next search cannot begin: \(error)."
    case .noReplacement: "Nothing is replaced here. Try set replacement, or begin with --replace."
    case .atEnd: "The search is over; there is no step here."
    case .cannotRun(let error, _): error.description
    case .nothingToUndo: "There is no change to take back."
    case .nothingToCompare:
      "Nothing has been changed yet: there is no run to compare with. See set."
    case .nothingParts: "The run before the last change and this one do not part."
    }
  }

  private func quoted(_ words: String) -> String {
    "\"" + Escaping().display(Array(words.utf8)) + "\""
  }
}

extension Place {
  /// The place in words.
  fileprivate var words: String {
    switch self {
    case .step(let number): "step \(number)"
    case .end: "the end"
    }
  }
}
