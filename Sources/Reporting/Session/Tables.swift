// SPDX-License-Identifier: MIT
// Tables of a session: groups, choices, items, breakpoints, instructions.

import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

extension StepText {
  /// Columns padded with spaces, the last one as it is.
  func table(_ rows: [[String]], indent: String = "  ") -> [String] {
    var widths: [Int] = []
    for row in rows {
      for (index, cell) in row.enumerated() {
        if widths.count <= index { widths.append(0) }
        widths[index] = max(widths[index], cell.count)
      }
    }
    return rows.map { row in
      var line = indent
      for (index, cell) in row.enumerated() {
        line += cell
        guard index < row.count - 1 else { break }
        line += String(repeating: " ", count: widths[index] - cell.count + 2)
      }
      while line.hasSuffix(" ") { line.removeLast() }
      return line
    }
  }

  func captures(_ rows: [CaptureRow], isComplete: Bool) -> [String] {
    table(
      rows.map { row in
        let name =
          row.group == 0
          ? (isComplete ? "match" : "match so far")
          : map.name(ofGroup: row.group).map { Escaping().display($0) } ?? ""
        let value = row.range.map { ["[\($0.start),\($0.end))", quoted($0.start, $0.end)] }
        return ["\(row.group)", name] + (value ?? ["unset"])
          + [history(row)]
      })
  }

  private func history(_ row: CaptureRow) -> String {
    guard let number = row.setAt else { return row.isLatest ? "set last" : "" }
    return "set at \(step(number))" + (row.isLatest ? ", last" : "")
  }

  /// The mark in force as a line, if there is one.
  func mark(_ name: [UInt8]?, isComplete: Bool) -> [String] {
    guard let name else { return [] }
    return ["  mark  " + Escaping().display(name)]
  }

  // MARK: Choices

  func choices(_ rows: [ChoiceRow], total: Int) -> [String] {
    var lines = ["\(Wording.count(total, "choice")) open, the next one on top:"]
    lines += table(rows.enumerated().map { ["\($0.offset)", choice($0.element)] })
    if total > rows.count { lines.append("  and \(total - rows.count) more") }
    return lines
  }

  func choice(_ row: ChoiceRow) -> String {
    switch row.target {
    case .nextAttempt(let start?): "starts a new attempt at \(start)"
    case .nextAttempt(nil): "no attempt is left: no match"
    case .alternative(let node, let index): "tries \(branch(node, index)) at \(row.position)"
    case .leave(let node): "goes on behind \(code(node)) at \(row.position)"
    case .again(let node): "starts another round of \(code(node)) at \(row.position)"
    case .giveBack(let node, let taken, let kept):
      "\(code(node)) took \(quoted(taken.start, taken.end)), would give back "
        + quoted(kept.end, taken.end)
    case .takeMore(let node, let taken):
      "\(code(node)) took \(quoted(taken.start, taken.end)), would take one more"
    case .holds(let node): "\(map.description(of: node)) holds, on at \(row.position)"
    case .fewerCopies(let node, let taken):
      "\(code(node)) " + copies(taken) + "would give back one"
    case .moreCopies(let node, let taken):
      "\(code(node)) " + copies(taken) + "would take one more"
    case .conditionDecided(_, let isTrue):
      "the condition is \(isTrue ? "true" : "false"), on at \(row.position)"
    case .other: "on at \(row.position)"
    }
  }

  // MARK: Items and breakpoints

  func items(_ current: ItemID?, _ breakpoints: [Breakpoint]) -> [String] {
    table(
      map.tree.items.indices.map { index in
        let item = ItemID(index)
        let stops = breakpoints.contains {
          $0.isEnabled && $0.isResolved && $0.items.contains(item)
        }
        return [
          (stops ? "*" : " ") + (item == current ? ">" : " "), place(item),
          map.roles[index] == .end ? "" : Wording.code(map.text(of: item), isUTF: text.isUTF),
          words(for: item),
        ]
      })
  }

  /// Where an item is in the pattern: its offset, or its line and column where there is more than one line.
  func place(_ item: ItemID) -> String {
    let position = map.tree[item].position
    return map.lines.count > 1 ? map.lines.place(of: position).description : "\(position)"
  }

  /// What an item asks for or does.
  func words(for item: ItemID) -> String {
    switch map.roles[item.index] {
    case .single(let node), .callout(let node): map.fullDescription(of: node)
    case .open(let node): map.description(of: node) + " begins"
    case .separator(_, let branch): "end of alternative \(branch + 1)"
    case .close(let node): map.description(of: node) + " ends"
    case .end: "end of the pattern"
    }
  }

  func breakpoints(_ breakpoints: [Breakpoint]) -> [String] {
    if breakpoints.isEmpty { return ["No breakpoints."] }
    return table(
      breakpoints.map { breakpoint in
        [
          "\(breakpoint.id)", breakpoint.isEnabled ? "on" : "off", describe(breakpoint),
          breakpoint.isTemporary ? "once" : "", Wording.count(breakpoint.hits, "hit"),
          breakpoint.options.ignore > 0 ? "ignores \(breakpoint.options.ignore) more" : "",
          breakpoint.commands.isEmpty ? "" : Wording.count(breakpoint.commands.count, "command"),
          breakpoint.isResolved ? "" : "not there now",
        ]
      })
  }

  func describe(_ breakpoint: Breakpoint) -> String {
    var words: String
    switch breakpoint.target {
    case .position(let position): words = "subject position \(position)"
    case .subjectLine(let line): words = "subject line \(line)"
    case .watch(.position): words = "watch the position"
    case .watch(.group) where breakpoint.rule.groups.isEmpty:
      words = "watch " + self.words(breakpoint.target)
    case .watch(.group):
      words =
        "watch " + breakpoint.rule.groups.map { map.describe(group: $0) }.joined(separator: ", ")
    case .event(let event): words = "catch \(event.rawValue)"
    case .offset where breakpoint.items.isEmpty, .lineColumn where breakpoint.items.isEmpty,
      .text where breakpoint.items.isEmpty, .group where breakpoint.items.isEmpty:
      words = self.words(breakpoint.target)
    case .offset, .lineColumn, .text, .group:
      words = breakpoint.items.map { item in
        var code = Wording.code(map.text(of: item), isUTF: text.isUTF)
        if case .end = map.roles[item.index] { code = "end of pattern" }
        return map.lines.count > 1
          ? "\(place(item)) \(code)" : "\(code) (pattern \(place(item)))"
      }.joined(separator: ", ")
    }
    if !breakpoint.options.conditions.isEmpty {
      words +=
        " if " + breakpoint.options.conditions.map { describe($0) }.joined(separator: " and ")
    }
    return breakpoint.options.isTracepoint ? "trace " + words : words
  }

  /// A target as it was written.
  private func words(_ target: BreakTarget) -> String {
    switch target {
    case .offset(let offset): "pattern \(offset)"
    case .lineColumn(let line, let column): "pattern \(line):\(column)"
    case .text(let text): Wording.code(Array(text.utf8), isUTF: self.text.isUTF)
    case .group(let name), .watch(.group(let name)):
      "group " + Escaping().display(Array(name.utf8))
    case .position(let position): "subject position \(position)"
    case .subjectLine(let line): "subject line \(line)"
    case .watch(.position): "the position"
    case .event(let event): event.rawValue
    }
  }

  func describe(_ operand: BreakCondition.Operand) -> String {
    switch operand {
    case .position: "pos"
    case .start: "start"
    case .step: "step"
    case .attempt: "attempt"
    case .callDepth: "depth"
    case .backtracks: "backtracks"
    case .group(let name): "group " + Escaping().display(Array(name.utf8))
    }
  }

  func describe(_ condition: BreakCondition) -> String {
    let operand = describe(condition.operand)
    switch condition.value {
    case .unset: return operand + (condition.comparison == .equal ? " unset" : " set")
    case .number(let number): return "\(operand) \(condition.comparison.rawValue) \(number)"
    case .text(let bytes):
      return "\(operand) \(condition.comparison.rawValue) "
        + Wording.text(bytes[...], isUTF: text.isUTF)
    }
  }

  // MARK: Program

  func program(_ program: Program, current: Int?) -> [String] {
    table(
      program.code.enumerated().map { index, instruction in
        [
          index == current ? ">" : " ", "\(index)", "\(instruction.operation)",
          operand(instruction.a), operand(instruction.b), operand(instruction.c),
          source(of: index, program),
        ]
      })
  }

  private func source(of index: Int, _ program: Program) -> String {
    let instruction = program.code[index]
    if instruction.operation == .item { return name(ItemID(Int(instruction.a))) }
    let node = program.origins[index]
    if node == program.tree.root { return "" }
    let span = program.tree[node].span
    return Wording.code(Array(program.tree.source[span.start..<span.end]), isUTF: text.isUTF)
  }

  private func operand(_ value: UInt32) -> String {
    value == Instruction.none ? "-" : "\(value)"
  }
}
