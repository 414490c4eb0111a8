// SPDX-License-Identifier: MIT
// The tables of a session as JSON values: captures, choices, items, program, breakpoints, frames, profile.

import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

extension SessionJSON {
  func table(_ body: Response.Body) -> JSONValue {
    switch body {
    case .items(let current, _):
      return fields([
        "type": .string("items"), "items": .array(map.tree.items.indices.map { item(ItemID($0)) }),
        "current": current.map { number($0.index) },
      ])
    case .program(let program, let current):
      return fields([
        "type": .string("program"),
        "code": .array(program.code.indices.map { instruction($0, program) }),
        "current": current.map { number($0) },
      ])
    case .breakpoints(let rows): return breakpoints("breakpoints", rows)
    case .breakpointSet(let breakpoint): return breakpoints("breakpoint_set", [breakpoint])
    case .breakpointsChanged(let command, let ids):
      let action =
        switch command {
        case .delete: "delete"
        case .enable: "enable"
        case .ignore: "ignore"
        default: "disable"
        }
      return fields([
        "type": .string("breakpoints_changed"), "action": .string(action),
        "ids": .array(ids.map { number($0) }),
      ])
    case .frames(let frames, let selected):
      return fields([
        "type": .string("frames"), "selected": number(selected),
        "frames": .array(frames.map { frame($0) }),
      ])
    case .frame(let one, let selected):
      return fields([
        "type": .string("frame"), "selected": number(selected), "frames": .array([frame(one)]),
      ])
    case .profile(let profile): return self.profile(profile)
    default: return .object([])
    }
  }

  // MARK: Rows

  func item(_ id: ItemID) -> JSONValue {
    let item = map.tree[id]
    return fields([
      "index": number(id.index), "offset": number(item.position), "length": number(item.length),
      "item": text(map.text(of: id)),
    ])
  }

  func node(_ id: NodeID) -> JSONValue {
    let span = map.span(of: id)
    return fields(["offset": number(span.start), "length": number(span.end - span.start)])
  }

  func range(_ range: CaptureRange?) -> JSONValue {
    guard let range else { return .null }
    return .array([number(range.start), number(range.end)])
  }

  /// Bytes as a string; what is no UTF-8 is escaped.
  func text(_ bytes: [UInt8]) -> JSONValue {
    .string(
      firstUTF8Fault(in: bytes) == nil
        ? String(decoding: bytes, as: UTF8.self) : Escaping().display(bytes))
  }

  func capture(_ row: CaptureRow) -> JSONValue {
    capture(row.group, row.range, isLatest: row.isLatest, setAt: row.setAt)
  }

  /// A group.
  func capture(
    _ group: Int, _ range: CaptureRange?, isLatest: Bool, setAt: UInt64? = nil,
    hasChanged: Bool = false
  ) -> JSONValue {
    let content = range.map { encoded(words.text.subject[min($0.start, $0.end)..<$0.end]) }
    return fields([
      "group": number(group), "name": map.name(ofGroup: group).map { text($0) },
      "start": range.map { number($0.start) }, "end": range.map { number($0.end) },
      "text": content?.text, "text_b64": content?.base64,
      "latest": isLatest ? .bool(true) : nil, "changed": hasChanged ? .bool(true) : nil,
      "set_at": setAt.map { number($0) },
    ])
  }

  /// Bytes as text, or in base64 if they are no UTF-8.
  func encoded(_ bytes: ArraySlice<UInt8>) -> (text: JSONValue?, base64: JSONValue?) {
    let bytes = Array(bytes)
    guard firstUTF8Fault(in: bytes) == nil else {
      return (nil, .string(String(decoding: Base64.encode(bytes), as: UTF8.self)))
    }
    return (text(bytes), nil)
  }

  func choice(_ row: ChoiceRow) -> JSONValue {
    let (kind, id) = target(row.target)
    var position: Int? = row.position
    if case .nextAttempt(let start) = row.target { position = start }
    return fields([
      "kind": .string(kind), "position": position.map { number($0) }, "node": id.map { node($0) },
    ])
  }

  /// The kind of a choice, and the node that it belongs to.
  func target(_ target: ChoiceTarget) -> (kind: String, NodeID?) {
    switch target {
    case .nextAttempt: ("next_attempt", nil)
    case .alternative(let node, _): ("alternative", node)
    case .leave(let node): ("leave", node)
    case .again(let node): ("again", node)
    case .giveBack(let node, _, _), .fewerCopies(let node, _): ("give_back", node)
    case .takeMore(let node, _), .moreCopies(let node, _): ("take_more", node)
    case .holds(let node): ("holds", node)
    case .conditionDecided(let node, isTrue: true): ("condition_true", node)
    case .conditionDecided(let node, isTrue: false): ("condition_false", node)
    case .other: ("other", nil)
    }
  }

  private func instruction(_ index: Int, _ program: Program) -> JSONValue {
    let code = program.code[index]
    let span = program.tree[program.origins[index]].span
    return fields([
      "operation": .string("\(code.operation)"), "a": operand(code.a), "b": operand(code.b),
      "c": operand(code.c), "offset": number(span.start), "length": number(span.end - span.start),
    ])
  }

  private func operand(_ value: UInt32) -> JSONValue {
    value == Instruction.none ? .null : number(value)
  }

  // MARK: Breakpoints

  private func breakpoints(_ type: String, _ rows: [Breakpoint]) -> JSONValue {
    fields(["type": .string(type), "breakpoints": .array(rows.map { breakpoint($0) })])
  }

  private func kind(_ target: BreakTarget) -> String {
    switch target {
    case .offset, .lineColumn, .text, .group: "item"
    case .position: "position"
    case .subjectLine: "subject_line"
    case .watch(.group): "watch_group"
    case .watch(.position): "watch_position"
    case .event: "catch"
    }
  }

  func breakpoint(_ row: Breakpoint) -> JSONValue {
    fields([
      "id": number(row.id), "kind": .string(kind(row.target)),
      "items": row.items.isEmpty ? nil : .array(row.items.map { number($0.index) }),
      "position": row.position.map { number($0) },
      "groups": row.rule.groups.isEmpty ? nil : .array(row.rule.groups.map { number($0) }),
      "event": row.rule.event.map { .string($0.rawValue) }, "enabled": .bool(row.isEnabled),
      "resolved": row.isResolved ? nil : .bool(false),
      "temporary": .bool(row.isTemporary), "trace": .bool(row.options.isTracepoint),
      "hits": number(row.hits),
      "ignore": number(row.options.ignore), "commands": number(row.commands.count),
      "conditions": number(row.options.conditions.count),
    ])
  }

  func hit(_ hit: BreakpointHit) -> JSONValue {
    let changes: [JSONValue] = hit.changes.map { change in
      switch change {
      case .position(let old, let new): fields(["old": number(old), "new": number(new)])
      case .capture(let capture): self.change(capture)
      }
    }
    return fields([
      "id": number(hit.id), "kind": .string(kind(hit.target)),
      "changes": changes.isEmpty ? nil : .array(changes),
    ])
  }

  func change(_ change: CaptureChange) -> JSONValue {
    fields(["group": number(change.group), "old": range(change.old), "new": range(change.new)])
  }

  // MARK: Frames and profile

  func frame(_ frame: Frame) -> JSONValue {
    switch frame.kind {
    case .group(let id, let branch):
      fields([
        "kind": .string(id == map.tree.root ? "pattern" : "group"), "node": node(id),
        "branch": number(branch), "start": frame.start.map { number($0) },
      ])
    case .call(let id, let group):
      fields([
        "kind": .string("call"), "node": node(id), "group": number(group),
        "start": frame.start.map { number($0) },
      ])
    }
  }

  private func profile(_ profile: Profile) -> JSONValue {
    let rows = profile.visits.indices.map { index in
      fields([
        "index": number(index), "tried": number(profile.visits[index]),
        "failed": number(profile.failures[index]),
      ])
    }
    return fields([
      "type": .string("profile"), "steps": number(profile.steps),
      "furthest": number(profile.furthest.position),
      "furthest_step": number(profile.furthest.step), "items": .array(rows),
    ])
  }
}
