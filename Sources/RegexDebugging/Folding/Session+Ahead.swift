// SPDX-License-Identifier: MIT
// A look at the steps to come, without going there.

import RegexMachine

extension Session {
  /// Most steps that are looked at.
  static let mostAhead: UInt64 = 10_000

  /// The steps from this one on, folded.
  mutating func ahead(_ count: UInt64) -> Response {
    guard place != .end else { return respond(.fault(.atEnd)) }
    let steps = current.timeline.ahead(min(count, Self.mostAhead))
    var folder = StepFolder()
    let folded = steps.flatMap { folder.add($0) } + folder.finish()
    return respond(.ahead(folded))
  }
}

extension Timeline {
  /// So many steps from this one on, or up to the end.
  fileprivate mutating func ahead(_ count: UInt64) -> [FoldableStep] {
    guard let first = current else { return [] }
    let home = mark()
    defer { restore(home) }
    var observer = EventObserver(cap: 1 << 20)
    machine.run(&observer, until: first.number + count)
    var result = [
      FoldableStep(number: first.number, item: first.item, position: first.position, fails: false)
    ]
    for event in observer.events {
      switch event {
      case .failed: result[result.count - 1].fails = true
      case .step(let number, let item, let position):
        // What comes of the last one is not known: it is only where the look ends.
        if result.count == count { return result }
        result.append(
          FoldableStep(number: number, item: item, position: position, fails: false))
      default: break
      }
    }
    return result
  }
}
