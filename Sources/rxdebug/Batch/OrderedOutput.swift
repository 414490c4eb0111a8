// SPDX-License-Identifier: MIT
// Standard output of a batch run: as results come, or in the order of the cases. For the order a result is held
// back until all before it are there; the reader waits while too many are.

/// Writes texts of jobs.
struct OrderedOutput {
  /// The most results that are held back before the reader waits.
  private static let window = 1 << 16

  private var output = Output.standard()
  private var pending: [UInt8] = []
  private var isOrdered = false
  private var order: [Int] = []
  private var head = 0
  private var held: [Int: [UInt8]] = [:]
  private var waiter: CheckedContinuation<Void, Never>?

  /// Whether there is something to write.
  var hasText: Bool { !pending.isEmpty }

  /// Keeps the order from now on.
  mutating func keepOrder() { isOrdered = true }

  /// Notes jobs whose texts will come, in their order.
  mutating func expect(_ jobs: [Int]) { if isOrdered { order += jobs } }

  /// Adds the text of a job, which may be empty.
  mutating func add(_ text: [UInt8], job: Int) {
    guard isOrdered else {
      pending += text
      return
    }
    held[job] = text
    while head < order.count, let next = held.removeValue(forKey: order[head]) {
      pending += next
      head += 1
    }
    if head * 2 > order.count {
      order.removeFirst(head)
      head = 0
    }
    if held.count < Self.window { wake() }
  }

  /// Adds text that belongs to no job.
  mutating func append(_ text: [UInt8]) { pending += text }

  /// Lets go of what still waits for others: they will not come.
  mutating func endOrder() {
    for job in held.keys.sorted() { pending += held[job] ?? [] }
    held = [:]
    isOrdered = false
    wake()
  }

  /// Writes what is not held back.
  mutating func flush() throws(Failure) {
    let text = pending
    pending = []
    try output.write(bytes: text)
    try output.flush()
  }

  /// Whether so much is held back that nothing more should come.
  var isFull: Bool { isOrdered && held.count >= Self.window }

  /// Keeps somebody who waits for room.
  mutating func keep(_ waiter: CheckedContinuation<Void, Never>) { self.waiter = waiter }

  private mutating func wake() {
    waiter?.resume()
    waiter = nil
  }
}
