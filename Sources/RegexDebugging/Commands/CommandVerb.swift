// SPDX-License-Identifier: MIT
// The verbs of the command language with their short forms, usage and help: one table for the parser, for
// `help`, and for completion.

/// A verb of the command language.
public struct CommandVerb: Hashable, Sendable {
  /// Its name.
  public let name: String
  /// Other names and short forms, taken as they are.
  public let aliases: [String]
  /// What follows it, as in "[N]"; empty if nothing does.
  public let arguments: String
  /// What it does, one sentence.
  public let summary: String

  /// All verbs, in the order in which `help` lists them.
  public static let all: [CommandVerb] = moving + breaking + changing + telling + scripting

  private init(_ name: String, _ aliases: [String], _ arguments: String, _ summary: String) {
    self.name = name
    self.aliases = aliases
    self.arguments = arguments
    self.summary = summary
  }

  private static let moving: [CommandVerb] = [
    CommandVerb("step", ["s"], "[N]", "Go N steps forward (1)."),
    CommandVerb("back", ["reverse-step", "rs"], "[N]", "Go N steps back (1)."),
    CommandVerb(
      "next", ["n"], "", "Go on over the group, the call or the item that begins here."),
    CommandVerb(
      "reverse-next", ["rn"], "", "Go back over the group, the call or the item that ended here."),
    CommandVerb("finish", ["fin"], "", "Go on until the innermost group or call is left."),
    CommandVerb(
      "reverse-finish", ["rf"], "", "Go back to where the innermost group or call began."),
    CommandVerb("next-fail", ["nf"], "", "Go to the next step whose item fails."),
    CommandVerb("previous-fail", ["pf"], "", "Go back to the latest step whose item fails."),
    CommandVerb("next-match", ["nm"], "", "Go to the next step whose item matches."),
    CommandVerb("previous-match", ["pm"], "", "Go back to the latest step whose item matches."),
    CommandVerb("next-attempt", ["na"], "", "Go to the first step of the next attempt."),
    CommandVerb(
      "previous-attempt", ["pa"], "",
      "Go back to the first step of this attempt, or of the one before."),
    CommandVerb("continue", ["c", "run", "r"], "", "Go on to the next breakpoint, or to the end."),
    CommandVerb("reverse-continue", ["rc"], "", "Go back to a breakpoint, or to the first step."),
    CommandVerb(
      "goto", ["g"], "N|start|end|search N|diff|MARK",
      "Go to a step, an end, another search, where the runs of diff part, or a mark."),
    CommandVerb("next-search", ["ns"], "", "Go to the first step of the next search (--all)."),
    CommandVerb(
      "previous-search", ["ps"], "", "Go to the first step of the search before (--all)."),
    CommandVerb(
      "search", ["/"], "TEXT|fail|match|backtrack|verb|attempt",
      "Go to the next step whose item has TEXT in it, or at which something happens."),
    CommandVerb(
      "reverse-search", [], "TEXT|fail|match|backtrack|verb|attempt",
      "Go back to the latest step of that kind."),
    CommandVerb("until", ["u"], "ITEM", "Go on to an item or position, as given to break."),
  ]

  private static let breaking: [CommandVerb] = [
    CommandVerb(
      "break", ["b"], "ITEM|LINE:COL|pos N|line N|group NAME [if CONDITION] [ignore N]",
      "Stop at an item (its offset or its text), a position or line of the subject, or a group."),
    CommandVerb(
      "tbreak", ["tb"], "ITEM|LINE:COL|pos N|line N|group NAME [if CONDITION] [ignore N]",
      "Like break, but stop only once."),
    CommandVerb(
      "watch", ["wa"], "GROUP|pos [if CONDITION] [ignore N]",
      "Stop where a group, or the position, has changed."),
    CommandVerb(
      "catch", [], "fail|match|backtrack|verb|attempt|limit [if CONDITION] [ignore N]",
      "Stop at steps at which something happens."),
    CommandVerb(
      "trace", ["tp"], "ITEM|...|watch GROUP|catch EVENT [if CONDITION] [ignore N]",
      "Like break, watch or catch, but show the step and go on."),
    CommandVerb(
      "commands", [], "ID", "Carry out the lines up to end whenever a breakpoint stops a run."),
    CommandVerb("ignore", [], "ID N", "Pass over the next N hits of a breakpoint."),
    CommandVerb("delete", ["d"], "[ID...]", "Remove breakpoints, or all of them."),
    CommandVerb("enable", [], "[ID...]", "Switch breakpoints on, or all of them."),
    CommandVerb("disable", ["dis"], "[ID...]", "Switch breakpoints off, or all of them."),
    CommandVerb("mark", [], "NAME", "Give this place a name for goto."),
  ]

  private static let changing: [CommandVerb] = [
    CommandVerb(
      "set", [],
      "pattern TEXT|subject TEXT|replacement TEXT|all on|off|option [-]NAME|newline NAME|bsr NAME|offset N",
      "Change what is matched, and run again to this place."),
    CommandVerb("unset", [], "option NAME", "Switch an option off, and run again."),
    CommandVerb("undo", [], "", "Take the last change back."),
    CommandVerb("show", [], "pattern|subject|options", "Show what is matched with what."),
    CommandVerb(
      "diff", [], "",
      "Compare the run before the last change with this one: where they part, and why."),
  ]

  private static let telling: [CommandVerb] = [
    CommandVerb(
      "why", ["w"], "", "Explain this step: what is tried, what is found, what comes of it."),
    CommandVerb(
      "suggest", ["edits"], "",
      "After no match: the smallest edits of text or pattern that would make one."),
    CommandVerb(
      "where", ["when"], "[set GROUP]",
      "Tell where this is, or go to the step that set a group."),
    CommandVerb("bt", [], "", "Show the groups and calls around this step."),
    CommandVerb("up", [], "[N]", "Show the group or call around the one shown (N further out)."),
    CommandVerb("down", [], "[N]", "Show the group or call inside the one shown (N further in)."),
    CommandVerb(
      "print", ["p"], "GROUP|pos|start|step|attempt|depth|backtracks", "Show one value."),
    CommandVerb("list", ["l"], "", "Show pattern and subject with markers."),
    CommandVerb("captures", ["cap"], "", "Show the groups."),
    CommandVerb(
      "matches", [], "", "List the matches found so far, with their replacements (--all)."),
    CommandVerb(
      "replacement", [], "", "Explain the replacement piece by piece (--replace)."),
    CommandVerb(
      "history", ["hist"], "GROUP [N]", "Show the latest N changes of a group up to here (10)."),
    CommandVerb("choices", ["ch"], "", "Show the choices still open, the next one on top."),
    CommandVerb(
      "ahead", [], "[N]", "Show N steps from this one on (20), rounds that repeat only once."),
    CommandVerb(
      "events", ["ev"], "", "Show everything that happens between this step and the next."),
    CommandVerb(
      "info", ["i"], "breaks|captures|choices|items|profile|program", "Show a table."),
  ]

  private static let scripting: [CommandVerb] = [
    CommandVerb(
      "assert", [],
      "matches|fails|capture GROUP = \"TEXT\"|steps < N|[never] reaches ITEM|"
        + "[never] backtracks into ITEM|CONDITION",
      "Check a claim; one that does not hold makes the exit status 1."),
    CommandVerb("display", [], "COMMAND", "Carry out a command at every stop."),
    CommandVerb("undisplay", [], "", "Forget what display was given."),
    CommandVerb("json", [], "COMMAND", "Carry out a command and show its answer as JSON."),
    CommandVerb("source", ["."], "FILE", "Carry out the commands in a file."),
    CommandVerb("save", [], "FILE", "Write the session to a file for rxdebug replay."),
    CommandVerb(
      "export", [], "FILE", "Write the view of the full screen to a file: .txt, .json or .svg."),
    CommandVerb("help", ["h", "?"], "[VERB]", "List the commands, or explain one."),
    CommandVerb("quit", ["q", "exit"], "", "End the session."),
  ]

  /// Finds a verb by its name, a short form, or the beginning of a name that only it has.
  public static func find(_ word: String) throws(CommandError) -> CommandVerb {
    if let exact = all.first(where: { $0.name == word || $0.aliases.contains(word) }) {
      return exact
    }
    let candidates = all.filter { verb in
      verb.name.hasPrefix(word) || verb.aliases.contains { $0.hasPrefix(word) }
    }
    if candidates.count == 1, let only = candidates.first { return only }
    guard candidates.isEmpty else {
      throw .ambiguousVerb(word, candidates: candidates.map(\.name))
    }
    throw .unknownVerb(word, suggestions: suggestions(for: word))
  }

  private static func suggestions(for word: String) -> [String] {
    let allowed = max(1, word.utf8.count / 3)
    return all.map(\.name).filter { editDistance($0, word) <= allowed }
  }
}

/// The number of letters to insert, remove, replace or swap with their neighbour to get from one word to
/// the other.
private func editDistance(_ left: String, _ right: String) -> Int {
  let left = Array(left.utf8)
  let right = Array(right.utf8)
  guard right.count < 40 else { return 40 }
  var rows = [Array(0...right.count)]
  for i in 0..<left.count {
    var row = [i + 1]
    for j in 0..<right.count {
      var best = min(row[j] + 1, rows[i][j + 1] + 1, rows[i][j] + (left[i] == right[j] ? 0 : 1))
      if i > 0, j > 0, left[i] == right[j - 1], left[i - 1] == right[j] {
        best = min(best, rows[i - 1][j - 1] + 1)
      }
      row.append(best)
    }
    rows.append(row)
  }
  return rows[left.count][right.count]
}
