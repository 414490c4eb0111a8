// SPDX-License-Identifier: MIT
// Breakpoints: they belong to the session, never to a checkpoint, so going back does not touch them.

public import RegexSyntax
import SourceText

/// A place at which running stops.
public struct Breakpoint: Hashable, Sendable {
  /// Its number, from 1, never given twice.
  public var id: Int
  /// What it was set on.
  public var target: BreakTarget
  /// The items that stop; empty for a subject position.
  public var items: [ItemID]
  /// The subject position that stops, in bytes.
  public var position: Int?
  /// Whether it goes when it is hit.
  public var isTemporary: Bool
  /// Whether it stops at all.
  public var isEnabled: Bool
  /// How often a run has stopped at it.
  public var hits: Int
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
      let groups =
        Int(name).map { [$0] } ?? tree.names.first { $0.name == Array(name.utf8) }?.groups ?? []
      return groups.compactMap { group(number: $0) }.compactMap { tree[$0.id].item }
    case .position: return []
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
