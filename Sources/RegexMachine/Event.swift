// SPDX-License-Identifier: MIT
// What happens between two steps, told as values: nothing here is text. Positions are byte offsets
// into the subject, instructions are indexes into `Program.code` (whose `origins` lead to the node).

/// Something that the machine did.
public enum MachineEvent: Hashable, Sendable {
  /// An attempt begins.
  case attempt(start: Int, reason: AttemptReason)
  /// A step: an item is about to be tried. Numbered from 1.
  case step(number: UInt64, item: Int, position: Int)
  /// An instruction matched and took the bytes from one position to another.
  case matched(instruction: Int, from: Int, to: Int)
  /// A repeat has matched some units but not enough of them: where they end. Told before `failed`.
  case fellShort(instruction: Int, position: Int)
  /// An instruction failed at a position; `Machine.reason` tells why.
  case failed(instruction: Int, position: Int)
  /// A choice point was pushed.
  case choice(kind: ChoiceKind, instruction: Int, position: Int)
  /// A greedy repeat gave one unit back: it now ends at a position.
  case gaveBack(instruction: Int, position: Int)
  /// A lazy repeat took one unit more: it now ends at a position.
  case tookMore(instruction: Int, position: Int)
  /// The search goes back to a choice point.
  case backtrack(kind: ChoiceKind, instruction: Int, position: Int)
  /// A capturing group begins.
  case open(group: Int, position: Int)
  /// A capturing group is set.
  case close(group: Int, old: CaptureRange?, new: CaptureRange)
  /// Going back gives a group its former value.
  case restore(group: Int, to: CaptureRange?)
  /// A body begins that is matched on its own: atomic group, lookaround, condition.
  case enter(instruction: Int, position: Int, depth: Int)
  /// Such a body ends, with the position at which matching goes on.
  case leave(instruction: Int, position: Int, depth: Int)
  /// A group or the whole pattern (0) is called; with the number of calls that are now active.
  case called(group: Int, instruction: Int, position: Int, depth: Int)
  /// The body of a call has matched, and matching goes on behind its instruction.
  case returned(group: Int, instruction: Int, position: Int, depth: Int)
  /// A backtracking verb was passed, or triggered by going back to it.
  case verb(instruction: Int, position: Int, triggered: Bool)
  /// A triggered verb has met what it acts on: a branch (instruction = the next one, -1 if there is none),
  /// a lookaround, a condition, a call or the attempt. mark = where the mark was passed that it names.
  case verbEffect(kind: ChoiceKind, instruction: Int, position: Int, mark: Int?)
  /// The attempt has matched.
  case accept(start: Int, end: Int)
  /// The attempt has failed.
  case reject(start: Int)
}

/// Why an attempt begins where it does.
public enum AttemptReason: Hashable, Sendable {
  /// It is the first.
  case first
  /// The one before failed, the start moved on.
  case bumpAlong
  /// A verb said where to go on.
  case skip
}
