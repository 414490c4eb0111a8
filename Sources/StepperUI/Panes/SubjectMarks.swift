// SPDX-License-Identifier: MIT
// What there is to say of the positions of a subject: where the search stands, how far it came, where the attempt
// began, breakpoints, and which group has taken a character. As signs below the text, and as looks of the text.
//
//     timeout = 30 s␃
//     1111111...33▲F
//
// Tested in StepperUITests/SubjectPaneTests.swift.

import RegexDebugging
import RegexMachine
import RegexSyntax
import TerminalScreen

/// Signs and looks of a stretch of the subject.
struct SubjectMarks {
  private let scene: Scene
  private let symbols: Symbols
  /// Whether the step tries something in front of the position.
  let looksBehind: Bool
  /// The innermost group at each offset of the stretch; 0 for the match alone, nil for nothing.
  private let groups: [Int?]
  private let first: Int
  /// Positions with a breakpoint, and whether it is switched on.
  private let stops: [Int: Bool]

  /// Makes the marks of a stretch, in bytes.
  init(_ model: Model, _ stretch: Range<Int>) {
    scene = model.scene
    symbols = model.symbols
    first = stretch.lowerBound
    groups = SubjectMarks.groups(model.scene.captures, stretch)
    looksBehind = SubjectMarks.looksBehind(model.scene)
    stops = model.scene.breakpoints.reduce(into: [:]) { result, breakpoint in
      guard let position = breakpoint.position, stretch.contains(position) else { return }
      result[position] = (result[position] ?? false) || breakpoint.isEnabled
    }
  }

  /// Where the search stands; nil where it is over and has found nothing.
  var here: Int? { scene.isWithoutMatch ? nil : scene.position }
  /// What stands for it.
  var hereSign: Character { looksBehind ? "<" : symbols.here }

  /// The sign below an offset.
  func sign(at offset: Int) -> (sign: Character, style: CellStyle)? {
    if offset == here { return (hereSign, CellStyle(.plain, .bold)) }
    if offset == scene.furthest?.position { return ("F", CellStyle(.furthest)) }
    if offset == scene.attemptStart, offset != 0 { return ("S", CellStyle(.plain, .bold)) }
    if !stops.isEmpty, let isEnabled = stops[offset] {
      return isEnabled
        ? (symbols.breakpoint, CellStyle(.stop, .bold)) : (symbols.disabled, CellStyle(.dim))
    }
    switch group(at: offset) {
    case nil: return nil
    case 0?: return (".", CellStyle(.good))
    case let number?:
      let sign: Character = number > 9 ? "+" : Character(String(number))
      return (sign, CellStyle(.group))
    }
  }

  /// How the character at an offset looks.
  func style(at offset: Int) -> CellStyle {
    if offset == here { return CellStyle(.current) }
    if !stops.isEmpty, stops[offset] == true { return CellStyle(.stop, .bold) }
    if offset == scene.furthest?.position { return CellStyle(.furthest, .underlined) }
    switch group(at: offset) {
    case nil: return .plain
    case 0?: return CellStyle(.good)
    default: return CellStyle(.group)
    }
  }

  private func group(at offset: Int) -> Int? {
    groups.indices.contains(offset - first) ? groups[offset - first] : nil
  }

  private static func groups(_ captures: [CaptureRange?], _ stretch: Range<Int>) -> [Int?] {
    var seen: [(group: Int, range: Range<Int>, length: Int)] = []
    for (group, capture) in captures.enumerated() {
      guard let capture, capture.start < stretch.upperBound, capture.end > stretch.lowerBound,
        capture.start < capture.end
      else { continue }
      let part = (capture.start..<capture.end).clamped(to: stretch)
      seen.append((group, part, group == 0 ? .max : capture.end - capture.start))
    }
    // The shorter one is the inner one; of two that are the same the one that opens later.
    seen.sort { ($1.length, $0.group) < ($0.length, $1.group) }
    var result = [Int?](repeating: nil, count: stretch.count)
    for entry in seen {
      for offset in entry.range { result[offset - stretch.lowerBound] = entry.group }
    }
    return result
  }

  private static func looksBehind(_ scene: Scene) -> Bool {
    for frame in scene.frames {
      guard case .group(let node, _) = frame.kind else { return false }
      guard case .group(let group) = scene.text.map.tree[node].kind else { continue }
      switch group.kind {
      case .lookbehind, .nonAtomicLookbehind: return true
      case .lookahead, .nonAtomicLookahead: return false
      default: continue
      }
    }
    return false
  }
}
