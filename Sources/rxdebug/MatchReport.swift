// SPDX-License-Identifier: MIT
// What `rxdebug match` prints, as text and as one JSON object.

import CaseChecking
import CaseCorpus
import RegexMachine
import RegexProgram
import RegexSyntax
import Reporting
import SourceText

/// The result of a match, ready to be written.
struct MatchReport {
  let query: Query
  var outcome: Outcome
  /// The groups of each match, the whole match first.
  var matches: [[SourceSpan?]]
  /// The mark of the match, or the one passed last if there is none.
  var mark: [UInt8]?
  /// Not counted by the fast program.
  var steps: UInt64?
  /// Not counted when all matches are searched.
  var backtracks: UInt64?
  /// What libpcre2 says; nil if it was not asked.
  var check: LibraryCheck?
  /// Why libpcre2 would not even begin; nil if it would, or was not asked.
  var start: StartRejection?
  /// The stack and the limits of the first match; nil if they were not asked for.
  var limits: LimitReport?
  /// How near it was; nil if that is not told.
  var hint: MissHint?

  /// How the process ends; nil for a match that nobody disputes.
  var failure: Failure? {
    if let check, !check.agrees { return .negative }
    switch outcome {
    case .limit: return .limit
    case .match: return nil
    case .noMatch: return matches.isEmpty ? .negative : nil
    case .error, .partial: return .negative
    }
  }
}

// MARK: - Text

extension MatchReport {
  /// The report as lines.
  func text(_ style: Style) -> String {
    var lines: [String] = []
    for match in matches { lines += matchLines(match, style) }
    switch outcome {
    case .match: break
    case .partial:
      lines.append(style(.quiet, "the subject ends before the pattern does"))
    case .noMatch: if matches.isEmpty { lines.append(style(.bad, "no match")) }
    case .limit(let limit): lines.append(style(.bad, limitText(limit)))
    case .error(let error):
      lines.append(style(.bad, "match error \(error.rawValue): \(error)"))
    }
    if let mark { lines.append("mark \"\(query.escaping.display(mark))\"") }
    let scope = matches.count > 1 ? " (first match)" : ""
    let costs = [costs] + (limits.map { ["\($0.stack)\(scope)"] } ?? [])
    let cost = costs.filter { !$0.isEmpty }.joined(separator: ", ")
    if !cost.isEmpty { lines.append(style(.quiet, cost)) }
    if let check {
      lines.append(style(check.agrees ? .quiet : .bad, check.text + scope))
    }
    if let start {
      let words = startText(
        start, subject: query.input.subject, from: query.input.offset, isUTF: query.program.isUTF)
      lines.append(style(.quiet, words))
    }
    if let limits { lines += limits.lines(style) }
    if let hint, !hint.text.isEmpty { lines.append(hint.text) }
    return lines.joined(separator: "\n") + "\n"
  }

  private func matchLines(_ groups: [SourceSpan?], _ style: Style) -> [String] {
    let names = groupNames
    let nameWidth = names.values.map(\.width).max() ?? 0
    let spanWidth = groups.dropFirst().map { groupText($0).utf8.count }.max() ?? 0
    let numberWidth = String(groups.count - 1).utf8.count
    let word = outcome == .partial ? style(.bad, "partial match") : style(.good, "match")
    var lines = [word + " " + described(groups.first ?? nil, width: 0, style)]
    for (group, span) in groups.enumerated().dropFirst() {
      let number = String(group)
      var line = "  " + blanks(numberWidth - number.utf8.count) + number + " "
      if nameWidth > 0 {
        let name = names[group]
        line += (name?.text ?? "") + blanks(nameWidth - (name?.width ?? 0)) + " "
      }
      lines.append(line + described(span, width: spanWidth, style))
    }
    return lines
  }

  private func described(_ span: SourceSpan?, width: Int, _ style: Style) -> String {
    let place = groupText(span)
    guard let span else { return style(.quiet, place) }
    let text = span.start <= span.end ? query.escaping.display(query.input.subject, in: span) : ""
    return place + blanks(width - place.utf8.count) + " " + style(.strong, "\"\(text)\"")
  }

  private func blanks(_ count: Int) -> String { String(repeating: " ", count: max(0, count)) }

  private func limitText(_ limit: Limit) -> String {
    switch limit {
    case .steps:
      "gave up\(steps.map { " after \(stepCount(Int($0)))" } ?? ""): raise the limit with --max-steps"
    case .memory: "gave up: out of memory for going back; raise the limit with --max-memory"
    case .depth: "gave up: calls are nested more than \(query.options.limits.callDepth) deep"
    }
  }

  private var costs: String {
    guard let count = steps else { return matches.count > 1 ? "\(matches.count) matches" : "" }
    let steps = stepCount(Int(clamping: count))
    if matches.count > 1 { return "\(matches.count) matches, \(steps)" }
    guard let backtracks else { return steps }
    return "\(steps), \(backtracks) \(backtracks == 1 ? "backtrack" : "backtracks")"
  }

  private var groupNames: [Int: (text: String, width: Int)] {
    var names: [Int: (text: String, width: Int)] = [:]
    for name in query.program.tree.names {
      let text = Escaping().display(name.name)
      for group in name.groups { names[group] = (text, text.unicodeScalars.count) }
    }
    return names
  }
}

// MARK: - JSON

extension MatchReport {
  /// The report as one object and a line end; offsets are bytes.
  var json: [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.name("result")
      writer.string(resultWord)
      if case .limit(let limit) = outcome {
        writer.name("limit")
        writer.string(limit.rawValue)
      }
      writer.name("matches")
      writer.array { for match in matches { write(match, to: &$0) } }
      if let mark {
        let isText = firstUTF8Fault(in: mark) == nil
        writer.name(isText ? "mark" : "mark_b64")
        writer.string(utf8: isText ? mark : Base64.encode(mark))
      }
      if let steps {
        writer.name("steps")
        writer.integer(Int(clamping: steps))
      }
      if let backtracks {
        writer.name("backtracks")
        writer.integer(Int(clamping: backtracks))
      }
      if let check { write(check, to: &writer) }
      if let start {
        writer.name("not_begun")
        writer.string(startName(start))
      }
      if let limits {
        writer.name("limits")
        limits.write(to: &writer)
      }
      if let hint {
        writer.name("why")
        writer.string(hint.text)
      }
    }
    writer.endLine()
    return writer.bytes
  }

  private var resultWord: String {
    switch outcome {
    case .match: "match"
    case .noMatch: matches.isEmpty ? "nomatch" : "match"
    case .limit: "limit"
    case .error: "error"
    case .partial: "partial"
    }
  }

  private func write(_ groups: [SourceSpan?], to writer: inout JSONWriter) {
    let names = groupNames
    writer.array { writer in
      for (group, span) in groups.enumerated() {
        writer.object { writer in
          writer.name("group")
          writer.integer(group)
          if let name = names[group] {
            writer.name("name")
            writer.string(name.text)
          }
          guard let span else { return }
          writer.name("start")
          writer.integer(span.start)
          writer.name("end")
          writer.integer(span.end)
          let text = Array(query.input.subject[span.start..<max(span.start, span.end)])
          let isText = firstUTF8Fault(in: text) == nil
          writer.name(isText ? "text" : "text_b64")
          writer.string(utf8: isText ? text : Base64.encode(text))
        }
      }
    }
  }

  private func write(_ check: LibraryCheck, to writer: inout JSONWriter) {
    writer.name("libpcre2")
    writer.object { writer in
      writer.name("version")
      writer.string(LibraryCheck.version)
      writer.name("agrees")
      writer.bool(check.agrees)
      writer.name("equal_steps")
      writer.integer(check.equalSteps)
      if let step = check.differentStep {
        writer.name("different_step")
        writer.integer(step)
      }
      writer.name("text")
      writer.string(check.text)
    }
  }
}
