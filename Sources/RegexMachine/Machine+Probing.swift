// SPDX-License-Identifier: MIT
// Questions about one place of the subject that an explanation asks: the same code answers as in the
// loop, so that a reason is never at odds with what happened. Nothing is changed by asking.

import RegexProgram

extension Machine {
  /// The position behind what a unit instruction takes at a position; nil if it does not match.
  public mutating func unitEnd(of instruction: Int, at position: Int) -> Int? {
    withContext { context, _ in
      let next = context.unit(context.code[instruction], at: position)
      return next < 0 ? nil : next
    }
  }

  /// Whether there is a word character at a position, in the sense of a `\b` instruction.
  public mutating func isWord(at position: Int, for instruction: Int) -> Bool {
    withContext { context, _ in
      context.isWord(
        at: position, usesProperties: context.code[instruction].flags & 4 != 0)
    }
  }

  /// The position one character before another; nil at the start.
  public mutating func position(before position: Int) -> Int? {
    guard position > 0 else { return nil }
    return withContext { context, _ in context.before(position) }
  }

  /// Where the attempt after a failed one would start; nil if there would be none.
  public mutating func nextAttempt(after start: Int) -> Int? {
    withContext { context, _ in
      let next = context.nextStart(after: start)
      return next < 0 ? nil : next
    }
  }

  /// The text that a reference instruction asks for; nil if none of its groups is set.
  public mutating func referencedText(_ instruction: Int) -> CaptureRange? {
    withContext { context, state in
      let group = context.firstSetGroup(context.code[instruction].a, state.registers)
      return group > 0 ? state.registers.capture(group) : nil
    }
  }
}
