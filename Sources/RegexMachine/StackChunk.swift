// SPDX-License-Identifier: MIT
// How checkpoints share what they have in common: each holds its stack as a list of chunks that never change, and
// takes over those of the checkpoint before it up to where the stack has not been written since. So a checkpoint
// of a stack of 32 MB costs what has changed, and so does going back to it.
//
// Example: checkpoint, some thousand steps, checkpoint: of two million records all but a chunk or two are shared.
//
// How far the stack is unchanged (`MachineState.intact`) is known without a word in the loop. A record is written
// only by a push or a cut. Each push leads to a step (or another call of `ensureRoom`) with at most `headroom`
// records on top of it, so nothing below the least depth of all steps less the headroom was written; cuts, and
// pushes beyond the headroom, say so themselves. Debug builds compare every chunk that is passed over. Tested in
// RegexDebuggingTests/DeepStackTests.swift, by ConformanceTests and `rxfuzz --breakpoints`.

import Synchronization

/// How much memory the copies of one machine's stack take.
final class StackAccount: Sendable {
  private let total = Atomic<Int>(0)

  /// In bytes.
  var byteCount: Int { total.load(ordering: .relaxed) }

  func add(_ bytes: Int) { total.wrappingAdd(bytes, ordering: .relaxed) }
}

/// Some neighbouring records of a stack at a checkpoint.
final class StackChunk: Sendable {
  /// Records in each chunk but the last of a stack, 16 KiB.
  ///
  /// Fewer make long lists of deep stacks, more make checkpoints that have little in common take more.
  static let size = 1024

  let records: [Choice]
  private let account: StackAccount

  init(_ records: [Choice], _ account: StackAccount) {
    self.records = records
    self.account = account
    account.add(Self.byteCount(of: records.count))
  }

  deinit { account.add(-Self.byteCount(of: records.count)) }

  /// Memory for a chunk, in bytes.
  static func byteCount(of records: Int) -> Int { MemoryLayout<Choice>.stride * records + 96 }
}

/// What is known of a stack from its latest checkpoint.
struct StackCopies: Sendable {
  let account = StackAccount()
  /// The stack at the latest checkpoint that was taken or gone back to.
  private var chunks: [StackChunk] = []

  /// Copies a stack, but for the records from the bottom that have not changed since the copy before.
  mutating func copy(_ stack: Memory<Choice>, depth: Int, intact: Int) -> [StackChunk] {
    let shared = sharedChunks(depth: depth, intact: intact)
    assert(
      (0..<shared).allSatisfy { stack.holds(chunks[$0].records, at: $0 * StackChunk.size) },
      "a chunk that is shared has changed")
    var copy = Array(chunks[..<shared])
    copy.reserveCapacity((depth + StackChunk.size - 1) / StackChunk.size)
    for start in stride(from: shared * StackChunk.size, to: depth, by: StackChunk.size) {
      let end = min(start + StackChunk.size, depth)
      copy.append(StackChunk(stack.copy(start..<end), account))
    }
    chunks = copy
    return copy
  }

  /// Puts a copy back, but for the chunks that the stack still holds.
  mutating func load(_ copy: [StackChunk], into stack: Memory<Choice>, intact: Int) {
    for (index, chunk) in copy.enumerated() {
      let start = index * StackChunk.size
      if index < chunks.count && chunks[index] === chunk && start + chunk.records.count <= intact {
        assert(stack.holds(chunk.records, at: start), "a chunk that is passed over has changed")
      } else {
        stack.load(chunk.records, at: start)
      }
    }
    chunks = copy
  }

  /// The most memory that a copy now would add, in bytes.
  func cost(depth: Int, intact: Int) -> Int {
    let shared = sharedChunks(depth: depth, intact: intact)
    let records = max(0, depth - shared * StackChunk.size)
    let chunks = (records + StackChunk.size - 1) / StackChunk.size
    return MemoryLayout<Choice>.stride * records + chunks * StackChunk.byteCount(of: 0)
  }

  /// How many chunks of the latest copy a stack still holds; the last one only if nothing lies above it.
  private func sharedChunks(depth: Int, intact: Int) -> Int {
    let whole = min(intact, depth) / StackChunk.size
    let isUnchanged = intact >= depth && depth <= chunks.count * StackChunk.size
    if isUnchanged, let last = chunks.last,
      (chunks.count - 1) * StackChunk.size + last.records.count == depth
    {
      return chunks.count
    }
    return min(whole, chunks.count)
  }
}
