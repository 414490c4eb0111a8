// SPDX-License-Identifier: MIT
// One event of the machine as a line of text, and as a line of JSON.

import CaseChecking
import CaseCorpus
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// Writes events.
struct EventPrinter {
  private let query: Query
  private let style: Style

  init(query: Query, style: Style) {
    self.query = query
    self.style = style
  }

  /// An event as a line of text: a step stands at the margin, what follows it is indented.
  func text(_ event: MachineEvent) -> String {
    switch event {
    case .attempt(let start, let reason):
      style(.strong, "attempt at \(start)") + style(.quiet, reasonText(reason))
    case .step(let number, let item, let position):
      style(.strong, "#\(number) \(self.item(item)) at \(position)")
    case .matched(let instruction, let from, let to):
      style(.good, "  matched ") + "\(node(instruction)) \(groupText(SourceSpan(from, to)))"
    case .failed(let instruction, let position):
      style(.bad, "  failed ") + "\(node(instruction)) at \(position)"
    case .choice(let kind, let instruction, let position):
      "  choice: \(kindText(kind)), \(node(instruction)) at \(position)"
    case .gaveBack(let instruction, let position):
      "  \(node(instruction)) gives back, now ends at \(position)"
    case .tookMore(let instruction, let position):
      "  \(node(instruction)) takes more, now ends at \(position)"
    case .backtrack(let kind, let instruction, let position):
      "  back to: \(kindText(kind)), \(node(instruction)) at \(position)"
    case .open(let group, let position): "  group \(group) opens at \(position)"
    case .close(let group, let old, let new):
      "  group \(group) = \(span(new))" + (old.map { ", was \(span($0))" } ?? "")
    case .restore(let group, let value): "  group \(group) back to \(span(value))"
    case .enter(let instruction, let position, _): "  enter \(node(instruction)) at \(position)"
    case .leave(let instruction, let position, _): "  leave \(node(instruction)) at \(position)"
    case .called(let group, _, let position, let depth):
      "  call of group \(group) at \(position), depth \(depth)"
    case .returned(let group, _, let position, _): "  group \(group) returns at \(position)"
    case .verbEffect(let kind, let instruction, let position, _):
      "  it acts on: \(kindText(kind))"
        + (instruction < 0 ? "" : ", \(node(instruction))") + " at \(position)"
    case .fellShort(let instruction, let position):
      "  \(node(instruction)) falls short at \(position)"
    case .verb(let instruction, let position, let triggered):
      "  verb \(node(instruction)) \(triggered ? "acts" : "is passed") at \(position)"
    case .accept(let start, let end):
      style(.good, "  accept ") + groupText(SourceSpan(start, end))
    case .reject(let start): style(.bad, "  the attempt at \(start) has failed")
    }
  }

  /// An event as an object and a line end.
  func json(_ event: MachineEvent) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { write(event, to: &$0) }
    writer.endLine()
    return writer.bytes
  }

  // MARK: Words

  private func item(_ index: Int) -> String {
    let item = query.program.tree.items[index]
    return itemText(SourceSpan(item.position, item.position + item.length), in: query.input.pattern)
  }

  private func node(_ instruction: Int) -> String {
    itemText(nodeSpan(instruction), in: query.input.pattern)
  }

  private func nodeSpan(_ instruction: Int) -> SourceSpan {
    guard query.program.origins.indices.contains(instruction) else { return SourceSpan(0, 0) }
    return query.program.tree[query.program.origins[owner(of: instruction)]].span
  }

  /// The instruction of a repeat, if some other one stands for it in an event: its unit, in the slot
  /// behind it, or for giving back the item at which matching goes on, one further.
  private func owner(of instruction: Int) -> Int {
    let code = query.program.code
    for (distance, isStandIn) in [(1, true), (2, code[instruction].operation == .item)]
    where isStandIn && instruction >= distance {
      switch code[instruction - distance].operation {
      case .repeatGreedy, .repeatLazy, .repeatPossessive: return instruction - distance
      default: continue
      }
    }
    return instruction
  }

  private func span(_ range: CaptureRange?) -> String {
    groupText(range.map { SourceSpan($0.start, $0.end) })
  }

  private func reasonText(_ reason: AttemptReason) -> String {
    switch reason {
    case .first: ""
    case .bumpAlong: ", the start has moved on"
    case .skip: ", where a verb said"
    }
  }

  private func kindText(_ kind: ChoiceKind) -> String {
    switch kind {
    case .attempt: "another start"
    case .branch, .alternative, .calledAlternative: "another way"
    case .giveBackByte, .giveBackUTF, .giveBackNewline, .giveBackCluster, .giveBackReference:
      "give back"
    case .takeUnit, .takeReference: "take more"
    default: "\(kind)"
    }
  }
}

// MARK: - JSON

extension EventPrinter {
  private func write(_ event: MachineEvent, to writer: inout JSONWriter) {
    switch event {
    case .attempt(let start, let reason):
      begin("attempt", ["start": start], &writer)
      writer.name("reason")
      writer.string("\(reason)")
    case .step(let number, let item, let position):
      let item = query.program.tree.items[item]
      begin("step", ["step": Int(clamping: number), "position": position], &writer)
      place(SourceSpan(item.position, item.position + item.length), &writer)
    case .matched(let instruction, let from, let to):
      begin("matched", ["start": from, "end": to], &writer)
      place(nodeSpan(instruction), &writer)
    case .failed(let instruction, let position):
      begin("failed", ["position": position], &writer)
      place(nodeSpan(instruction), &writer)
    case .choice(let kind, let instruction, let position):
      begin("choice", ["position": position], &writer)
      choice(kind, instruction, &writer)
    case .backtrack(let kind, let instruction, let position):
      begin("backtrack", ["position": position], &writer)
      choice(kind, instruction, &writer)
    case .gaveBack(let instruction, let position):
      begin("gave_back", ["position": position], &writer)
      place(nodeSpan(instruction), &writer)
    case .tookMore(let instruction, let position):
      begin("took_more", ["position": position], &writer)
      place(nodeSpan(instruction), &writer)
    default: writeRest(event, to: &writer)
    }
  }

  private func writeRest(_ event: MachineEvent, to writer: inout JSONWriter) {
    switch event {
    case .open(let group, let position):
      begin("open", ["group": group, "position": position], &writer)
    case .close(let group, let old, let new):
      begin("close", ["group": group], &writer)
      pair("old", old, &writer)
      pair("new", new, &writer)
    case .restore(let group, let value):
      begin("restore", ["group": group], &writer)
      pair("new", value, &writer)
    case .enter(let instruction, let position, let depth):
      begin("enter", ["depth": depth, "position": position], &writer)
      place(nodeSpan(instruction), &writer)
    case .leave(let instruction, let position, let depth):
      begin("leave", ["depth": depth, "position": position], &writer)
      place(nodeSpan(instruction), &writer)
    case .verb(let instruction, let position, let triggered):
      begin("verb", ["position": position], &writer)
      writer.name("triggered")
      writer.bool(triggered)
      place(nodeSpan(instruction), &writer)
    case .called(let group, _, let position, let depth):
      begin("call", ["group": group, "depth": depth, "position": position], &writer)
    case .returned(let group, _, let position, let depth):
      begin("return", ["group": group, "depth": depth, "position": position], &writer)
    case .verbEffect(let kind, let instruction, let position, let mark):
      begin("verb_effect", ["position": position, "mark": mark ?? -1], &writer)
      choice(kind, max(instruction, 0), &writer)
    case .fellShort(let instruction, let position):
      begin("fell_short", ["position": position], &writer)
      place(nodeSpan(instruction), &writer)
    case .accept(let start, let end): begin("accept", ["start": start, "end": end], &writer)
    case .reject(let start): begin("reject", ["start": start], &writer)
    default: begin("other", [:], &writer)
    }
  }

  private func begin(
    _ name: String, _ numbers: KeyValuePairs<StaticString, Int>, _ writer: inout JSONWriter
  ) {
    writer.name("event")
    writer.string(name)
    for (name, number) in numbers {
      writer.name(name)
      writer.integer(number)
    }
  }

  private func place(_ span: SourceSpan, _ writer: inout JSONWriter) {
    writer.name("offset")
    writer.integer(span.start)
    writer.name("length")
    writer.integer(span.count)
  }

  private func choice(_ kind: ChoiceKind, _ instruction: Int, _ writer: inout JSONWriter) {
    writer.name("kind")
    writer.string("\(kind)")
    place(nodeSpan(instruction), &writer)
  }

  private func pair(
    _ name: StaticString, _ range: CaptureRange?, _ writer: inout JSONWriter
  ) {
    writer.name(name)
    guard let range else { return writer.null() }
    writer.array {
      $0.integer(range.start)
      $0.integer(range.end)
    }
  }
}
