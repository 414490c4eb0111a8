// SPDX-License-Identifier: MIT
// An observer for those who follow a run of any length in constant memory: it keeps the rows of a short
// stretch, pauses the machine when it is full, is read, emptied and used again.
//
//     var window = StepWindow(program: program, capacity: 1024)
//     repeat {
//       window.removeAll()
//       result = machine.run(&window)
//       for index in 0..<window.count { use(window.row(index)) }
//     } while result == .paused
//
// Tested by CaseCheckingTests and CommandTests.

public import RegexProgram
import RegexSyntax

/// The rows of a short stretch of steps.
public struct StepWindow: MachineObserver {
  /// How many rows it holds before it pauses the machine.
  public let capacity: Int
  private let items: [PatternItem]
  private var values: [Int] = []
  private var ends: [Int] = []
  private var itemIndexes: [Int] = []

  /// Makes an empty window for a program.
  public init(program: Program, capacity: Int = 1024) {
    items = program.tree.items
    self.capacity = max(1, capacity)
  }

  /// The rows it holds.
  public var count: Int { ends.count }

  /// A row: pattern position, item length, position, attempt start, flags, capture top, capture last,
  /// then start and end of each group below the top (-1 = unset).
  public func row(_ index: Int) -> ArraySlice<Int> {
    values[(index == 0 ? 0 : ends[index - 1])..<ends[index]]
  }

  /// Index in `Tree.items` of the item of a row.
  public func item(_ index: Int) -> Int { itemIndexes[index] }

  /// Forgets the rows and keeps the memory.
  public mutating func removeAll() {
    values.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    itemIndexes.removeAll(keepingCapacity: true)
  }

  /// Adds the row; true when that was the last one there is room for.
  public mutating func step(_ step: StepView) -> Bool {
    let top = step.captureTop
    values.append(items[step.item].position)
    values.append(items[step.item].length)
    values.append(step.position)
    values.append(step.attemptStart)
    values.append(Int(step.flags))
    values.append(top)
    values.append(step.captureLast)
    for group in 1..<max(top, 1) {
      let capture = step.capture(group)
      values.append(capture?.start ?? -1)
      values.append(capture?.end ?? -1)
    }
    ends.append(values.count)
    itemIndexes.append(step.item)
    return ends.count >= capacity
  }
}

extension Machine {
  /// Runs on and keeps the rows of the steps until the window is full.
  @discardableResult
  public mutating func run(_ observer: inout StepWindow, until stop: UInt64 = .max) -> RunResult {
    execute(&observer, until: stop)
  }
}
