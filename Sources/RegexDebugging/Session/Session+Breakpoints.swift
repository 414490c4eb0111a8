// SPDX-License-Identifier: MIT
// Setting, finding and changing breakpoints.

import RegexMachine
import RegexSyntax

/// A fault that a `Result` can carry.
struct FaultError: Error {
  var fault: SessionFault
}

extension Session {
  /// The breakpoint that a target stands for, with number 0.
  func resolve(_ target: BreakTarget) -> Result<Breakpoint, FaultError> {
    var breakpoint = Breakpoint(
      id: 0, target: target, items: [], position: nil, isTemporary: false, isEnabled: true, hits: 0)
    if case .position(let position) = target {
      guard position <= text.subject.count else {
        return .failure(FaultError(fault: .positionBeyondEnd(position)))
      }
      breakpoint.position = position
      return .success(breakpoint)
    }
    breakpoint.items = text.map.items(of: target)
    guard !breakpoint.items.isEmpty else {
      return .failure(FaultError(fault: .noSuchItem(target)))
    }
    return .success(breakpoint)
  }

  mutating func setBreakpoint(_ target: BreakTarget, _ isTemporary: Bool) -> Response {
    switch resolve(target) {
    case .failure(let error): return respond(.fault(error.fault))
    case .success(var breakpoint):
      breakpoint.id = nextBreakpoint
      breakpoint.isTemporary = isTemporary
      nextBreakpoint += 1
      breakpoints.append(breakpoint)
      return respond(.breakpointSet(breakpoint))
    }
  }

  /// Removes, enables or disables breakpoints.
  mutating func change(_ command: Command, _ ids: [Int]) -> Response {
    for id in ids where !breakpoints.contains(where: { $0.id == id }) {
      return respond(.fault(.noSuchBreakpoint(id)))
    }
    let chosen = ids.isEmpty ? breakpoints.map(\.id) : ids
    if case .delete = command {
      breakpoints.removeAll { chosen.contains($0.id) }
    } else {
      var isEnabled = false
      if case .enable = command { isEnabled = true }
      for index in breakpoints.indices where chosen.contains(breakpoints[index].id) {
        breakpoints[index].isEnabled = isEnabled
      }
    }
    return respond(.breakpointsChanged(command, chosen))
  }

  /// Counts a hit for every breakpoint that stops here, and gives their numbers.
  ///
  /// Temporary ones go.
  mutating func countHits() -> [Int] {
    let item = timeline.machine.item
    let position = timeline.machine.position
    var result: [Int] = []
    for index in breakpoints.indices where breakpoints[index].isEnabled {
      let breakpoint = breakpoints[index]
      let isHere = item.map { breakpoint.items.contains($0) } ?? false
      guard isHere || breakpoint.position == position else { continue }
      breakpoints[index].hits += 1
      result.append(breakpoint.id)
    }
    breakpoints.removeAll { $0.isTemporary && result.contains($0.id) }
    return result
  }
}
