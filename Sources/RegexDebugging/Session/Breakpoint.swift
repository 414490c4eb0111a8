// SPDX-License-Identifier: MIT
// Breakpoints, watchpoints and catchpoints: they belong to the session, never to a checkpoint, so going back
// does not touch them.

public import RegexMachine
public import RegexSyntax
import SourceText

/// A place or an event at which running stops.
public struct Breakpoint: Hashable, Sendable {
  /// Its number, from 1, never given twice.
  public var id: Int
  /// What it was set on.
  public var target: BreakTarget
  /// Its condition, whether it is temporary, and how many hits are still passed over.
  public var options: BreakOptions
  /// What the machine's observer looks for.
  public var rule: StepRule
  /// The items that stop; empty for anything else.
  public var items: [ItemID]
  /// Whether it stops at all.
  public var isEnabled = true
  /// Whether the pattern in hand has what it was set on; it does not stop as long as it has not.
  public var isResolved = true
  /// The pattern that had it last, where this one has not.
  var lostPattern: [UInt8]?
  /// How often a run has met it.
  public var hits = 0
  /// Lines of commands to carry out when a run stops at it.
  public var commands: [String] = []

  /// The subject position that stops, in bytes.
  public var position: Int? { rule.position }
  /// Whether it goes when it is hit.
  public var isTemporary: Bool { options.isTemporary }

  /// Whether it can stop a run.
  var isActive: Bool { isEnabled && isResolved }

  /// Whether an item or a position is all that it asks for.
  var isPlain: Bool {
    guard options.conditions.isEmpty else { return false }
    switch target {
    case .offset, .lineColumn, .text, .group, .position: return true
    case .subjectLine, .watch, .event: return false
    }
  }
}

/// A breakpoint that was met.
public struct BreakpointHit: Hashable, Sendable {
  /// Its number.
  public var id: Int
  /// What it was set on.
  public var target: BreakTarget
  /// What a watchpoint has seen change.
  public var changes: [WatchChange]
  /// Whether it is no reason to stop.
  public var isTracepoint: Bool
}

/// What a watchpoint has seen change.
public enum WatchChange: Hashable, Sendable {
  /// A group.
  case capture(CaptureChange)
  /// The position in the subject, in bytes.
  case position(old: Int, new: Int)
}

extension PatternMap {
  /// The items that a target means; empty if there are none.
  func items(of target: BreakTarget) -> [ItemID] {
    switch target {
    case .offset(let offset): return item(at: offset)
    case .lineColumn(let line, let column):
      guard let offset = lines.offset(of: .init(line: line, column: column)) else { return [] }
      return item(at: offset)
    case .text(let text):
      let bytes = Array(text.utf8)
      return tree.items.indices.map { ItemID($0) }.filter { self.text(of: $0) == bytes }
    case .group(let name):
      let numbers = groupNumbers(name)
      // In (?|...) several groups have one number.
      return tree.nodes.compactMap { node in
        guard case .group(let group) = node.kind, case .capture(let number, _) = group.kind,
          numbers.contains(number)
        else { return nil }
        return node.item
      }
    case .position, .subjectLine, .watch, .event: return []
    }
  }

  private func item(at offset: Int) -> [ItemID] {
    guard offset >= 0, offset <= tree.source.count else { return [] }
    if let exact = tree.items.lastIndex(where: { $0.position == offset }) {
      return [ItemID(exact)]
    }
    let around = tree.items.lastIndex {
      $0.position <= offset && offset < $0.position + $0.length
    }
    return around.map { [ItemID($0)] } ?? []
  }
}
