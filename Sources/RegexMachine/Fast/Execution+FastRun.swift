// SPDX-License-Identifier: MIT
// The loop of the fast program. It differs from the loop of the traced one (`Execution+Run.swift`) in that there are
// no steps, no observer and no partial matching: so room on the stack is asked for at the ways back, and a step limit
// counts failures (there is at least one step for each). What is rare is done by the same functions as there
// (`runRare`).
//
// Tested by every case of fixtures/ and by rxfuzz, on both programs.

import RegexProgram

extension Execution {
  /// Runs a fast program to the end of the search.
  @inline(never)
  mutating func runFast() -> RunResult {
    // A copy: what is read from it in the loop cannot have changed in between.
    let context = self.context
    let start = context.code.place(0)
    let subject = context.subject
    let end = context.end
    let tables = context.setTables
    let registers = state.registers
    var cursor = FastCursor(state, context)
    var failuresLeft = state.stepLimit &- state.steps
    // Before this no attempt is worth making: the run that began the last one ends here.
    var skipTo = 0

    execution: while true {
      operation: switch cursor.pc.operation {
      case .search, .attempt:
        if context.searches {
          let found = context.possibleStart(
            from: max(cursor.position, skipTo), &state.required)
          guard found >= 0 else { return finish(.noMatch) }
          cursor.position = found
        } else if context.isAnchored {
          guard context.isPossibleStart(cursor.position, &state.required) else {
            return finish(.noMatch)
          }
        }
        state.attemptStart = cursor.position
        registers[Register.matchStart] = UInt32(truncatingIfNeeded: cursor.position)
        state.skipNamesPassed = 0
        cursor.push(.attempt, pc: 0)
        cursor.pc += 1
        continue execution

      case .accept, .acceptVerb:
        if context.acceptsAtOnce && registers[Register.call] == 0 {
          cursor.save(in: &state, start)
          return finish(.match)
        }
        cursor.save(in: &state, start)
        switch accept(cursor.pc.operation) {
        case .matched: return finish(.match)
        case .goesOn:
          cursor = FastCursor(state, context)
          continue execution
        case .failed: break operation
        case .endsAttempt:
          state.skipNamesIgnored = 0
          guard beginNextAttempt() else { return finish(.noMatch) }
          cursor = FastCursor(state, context)
          continue execution
        }

      case .fail:
        break operation

      // MARK: Units

      case .byte:
        guard cursor.position < end,
          subject[cursor.position] == UInt8(truncatingIfNeeded: cursor.pc.literal)
        else { break operation }
        cursor.position &+= 1
        cursor.pc += 1
        continue execution

      case .byteEither:
        guard cursor.position < end else { break operation }
        let byte = subject[cursor.position]
        guard
          byte == UInt8(truncatingIfNeeded: cursor.pc.literal)
            || byte == UInt8(truncatingIfNeeded: cursor.pc.literal >> 8)
        else { break operation }
        cursor.position &+= 1
        cursor.pc += 1
        continue execution

      case .setByte:
        guard cursor.position < end,
          tables[Int(cursor.pc.a) << 8 | Int(subject[cursor.position])] != 0
        else { break operation }
        cursor.position &+= 1
        cursor.pc += 1
        continue execution

      case .setUTF:
        guard cursor.position < end, context.contains(cursor.pc.a, at: cursor.position) else {
          break operation
        }
        cursor.position =
          cursor.pc.flags & 1 == 0
          ? cursor.position &+ SearchContext.utfLength(subject[cursor.position])
          : context.acrossCharacter(from: cursor.position)
        cursor.pc += 1
        continue execution

      case .string, .stringEither:
        guard context.holds(cursor.pc, at: cursor.position) else { break operation }
        cursor.position &+= Int(cursor.pc.literal)
        cursor.pc += Int(cursor.pc.c)
        continue execution

      case .bytes, .anyByte, .anyUTF, .dotCRLFByte, .dotCRLFUTF, .newlineSequence,
        .graphemeCluster:
        let next = context.unit(cursor.pc.instruction, at: cursor.position)
        guard next >= 0 else { break operation }
        cursor.position = next
        cursor.pc += 1
        continue execution

      // MARK: Runs

      case .takeSet, .takeNot, .takeAny:
        let (next, _) = context.run(cursor.pc, cursor.pc.operation, from: cursor.position)
        guard next >= 0 else { break operation }
        if cursor.pc.flags & RunFlags.leading != 0 { skipTo = next }
        cursor.position = next
        cursor.pc += 2
        continue execution

      case .giveSet, .giveNot, .giveAny:
        let (next, least) = context.run(cursor.pc, cursor.pc.operation, from: cursor.position)
        guard next >= 0 else { break operation }
        let flags = cursor.pc.flags
        if flags & RunFlags.leading != 0 { skipTo = next }
        if flags & RunFlags.guarded == 0 {
          cursor.position = next
          if next > least {
            cursor.push(
              flags & RunFlags.wide != 0 ? .giveBackUTF : .giveBackByte,
              pc: cursor.pc - start + 2, extra: least)
          }
        } else {
          let rest = context.rest(cursor.pc, from: next, least: least)
          guard rest >= 0 else { break operation }
          cursor.position = rest
          if rest > least { cursor.push(.giveBackGuarded, pc: cursor.pc - start, extra: least) }
        }
        cursor.pc += 2
        continue execution

      case .lazySet:
        let least = context.leastEnd(ofLazy: cursor.pc, from: cursor.position)
        guard least >= 0 else { break operation }
        let limit =
          cursor.pc.c == Instruction.none ? end : min(end, cursor.position &+ Int(cursor.pc.c))
        let rest = context.rest(ofLazy: cursor.pc, from: least, limit: limit)
        guard rest >= 0 else { break operation }
        cursor.position = rest
        if rest < limit && context.takes(cursor.pc, at: rest) {
          cursor.push(.takeGuarded, pc: cursor.pc - start, extra: limit)
        }
        cursor.pc += 2
        continue execution

      case .repeatGreedy, .repeatPossessive:
        let unit = (cursor.pc + 1).instruction
        let (least, next) = context.scan(
          unit, from: cursor.position, least: cursor.pc.b, most: cursor.pc.c)
        guard next >= least else { break operation }
        if cursor.pc.flags & RunFlags.leading != 0 { skipTo = next }
        cursor.position = next
        if next > least && cursor.pc.operation == .repeatGreedy {
          cursor.push(
            Self.giveBackKind(unit.operation, isUTF: context.isUTF), pc: cursor.pc - start + 2,
            extra: least)
        }
        cursor.pc += 2
        continue execution

      case .repeatLazy:
        let (_, next) = context.scan(
          (cursor.pc + 1).instruction, from: cursor.position, least: cursor.pc.b, most: cursor.pc.b)
        guard next >= 0 else { break operation }
        cursor.position = next
        cursor.push(.takeUnit, pc: cursor.pc - start, extra: Int(cursor.pc.b))
        cursor.pc += 2
        continue execution

      case .reference:
        if context.differsAtOnce(cursor.pc.a, at: cursor.position, registers) { break operation }
        let next = context.reference(cursor.pc.a, at: cursor.position, registers)
        guard next >= 0 else { break operation }
        cursor.position = next
        cursor.pc += 1
        continue execution

      // MARK: Assertions

      case .lineStartLF:
        if cursor.position == 0 {
          guard !context.flags.contains(.notBOL) else { break operation }
        } else {
          guard cursor.position < end, subject[cursor.position &- 1] == 0x0A else {
            break operation
          }
        }
        cursor.pc += 1
        continue execution

      case .wordEdge:
        let table = Int(cursor.pc.a) << 8
        let position = cursor.position
        let before =
          position > context.checkedStart ? tables[table | Int(subject[position &- 1])] : 0
        let after = position < end ? tables[table | Int(subject[position])] : 0
        guard (before ^ after) != cursor.pc.flags else { break operation }
        cursor.pc += 1
        continue execution

      case .aheadSet:
        let isThere =
          cursor.position < end
          && tables[Int(cursor.pc.a) << 8 | Int(subject[cursor.position])] != 0
        guard isThere == (cursor.pc.flags == 0) else { break operation }
        cursor.pc += Int(cursor.pc.c)
        continue execution

      case .behindSet:
        let isThere =
          cursor.position > context.checkedStart
          && tables[Int(cursor.pc.a) << 8 | Int(subject[cursor.position &- 1])] != 0
        guard isThere == (cursor.pc.flags == 0) else { break operation }
        cursor.pc += Int(cursor.pc.c)
        continue execution

      case .subjectStart, .absoluteStart, .matchingStart, .lineStart, .dollar, .dollarEndOnly,
        .lineEnd, .absoluteEnd, .absoluteEndOrNewline, .wordBoundary:
        guard context.assertion(cursor.pc.instruction, at: cursor.position) else { break operation }
        cursor.pc += 1
        continue execution

      // MARK: Control

      case .jump:
        cursor.pc = context.code.place(cursor.pc.a)
        continue execution

      case .split:
        cursor.push(.branch, pc: Int(cursor.pc.a))
        cursor.pc += 1
        continue execution

      case .splitLazy:
        cursor.push(.branch, pc: cursor.pc - start + 1)
        cursor.pc = context.code.place(cursor.pc.a)
        continue execution

      case .splitGuarded:
        // It may be the way back of a loop.
        if cursor.top > cursor.roomEnd {
          cursor.save(in: &state, start)
          guard growStack() else { return finish(.limit(.memory)) }
          cursor = FastCursor(state, context)
        }
        let flags = cursor.pc.flags
        let possible =
          cursor.position < end
          ? tables[Int(cursor.pc.b) << 8 | Int(subject[cursor.position])] : flags & 3
        if possible == 1 {
          cursor.pc += 1
          continue execution
        }
        if possible == 2 {
          cursor.pc = context.code.place(cursor.pc.a)
          continue execution
        }
        guard possible != 0 else { break operation }
        if flags & 4 == 0 {
          cursor.push(.branch, pc: Int(cursor.pc.a))
          cursor.pc += 1
        } else {
          cursor.push(.branch, pc: cursor.pc - start + 1)
          cursor.pc = context.code.place(cursor.pc.a)
        }
        continue execution

      case .dispatch:
        let byte = cursor.position < end ? Int(subject[cursor.position]) : 256
        cursor.pc = context.code.place(context.dispatches[Int(cursor.pc.a) &+ byte])
        continue execution

      case .markIteration:
        cursor.setRegister(registers, Int(cursor.pc.a), UInt32(truncatingIfNeeded: cursor.position))
        cursor.pc += 1
        continue execution

      case .loop:
        if cursor.pc.b != Instruction.none
          && registers[Int(cursor.pc.b)] == UInt32(truncatingIfNeeded: cursor.position)
        {
          cursor.pc += 1
          continue execution
        }
        if cursor.top > cursor.roomEnd {
          cursor.save(in: &state, start)
          guard growStack() else { return finish(.limit(.memory)) }
          cursor = FastCursor(state, context)
        }
        if cursor.pc.flags & 1 == 0 {
          cursor.push(.branch, pc: cursor.pc - start + 1)
          cursor.pc = context.code.place(cursor.pc.a)
        } else {
          cursor.push(.branch, pc: Int(cursor.pc.a))
          cursor.pc += 1
        }
        continue execution

      case .counterReset:
        cursor.setRegister(registers, Int(cursor.pc.a), 0)
        cursor.pc += 1
        continue execution

      case .stepBack:
        let back = context.stepBack(Int(cursor.pc.a), from: cursor.position)
        guard back >= 0 else { break operation }
        cursor.position = back
        cursor.pc += 1
        continue execution

      // MARK: Captures

      case .open:
        let register = context.openRegisters &+ Int(cursor.pc.a) &- 1
        let value = UInt32(truncatingIfNeeded: cursor.position)
        if cursor.pc.flags & 1 != 0 {
          cursor.setRegister(registers, register, value)
        } else {
          registers[register] = value
        }
        cursor.pc += 1
        continue execution

      case .closePlain:
        let group = Int(cursor.pc.a) &- 1
        let index = Register.captures &+ 2 &* group
        cursor.top.push(
          Choice(
            capture: cursor.pc.a, position: registers[index], extra: registers[index &+ 1],
            captureState: 0))
        registers[index] = registers[context.openRegisters &+ group]
        registers[index &+ 1] = UInt32(truncatingIfNeeded: cursor.position)
        cursor.pc += 1
        continue execution

      case .close where cursor.pc.flags & 1 == 0 || registers[Register.call] == 0:
        let group = Int(cursor.pc.a) &- 1
        let index = Register.captures &+ 2 &* group
        let before = registers[Register.captureState]
        cursor.top.push(
          Choice(
            capture: cursor.pc.a, position: registers[index], extra: registers[index &+ 1],
            captureState: before))
        registers[index] = registers[context.openRegisters &+ group]
        registers[index &+ 1] = UInt32(truncatingIfNeeded: cursor.position)
        registers[Register.captureState] = max(before >> 16, cursor.pc.a) << 16 | cursor.pc.a
        cursor.pc += 1
        continue execution

      case .keepOut:
        cursor.setRegister(
          registers, Register.matchStart, UInt32(truncatingIfNeeded: cursor.position))
        cursor.pc += 1
        continue execution

      // MARK: Bodies

      case .lookNotGuarded
      where cursor.position < end
        ? tables[Int(cursor.pc.b) << 8 | Int(subject[cursor.position])] == 0
        : cursor.pc.flags & 1 == 0:
        cursor.pc = context.code.place(cursor.pc.a)
        continue execution

      case .atomicBegin, .possessiveBegin, .lookBegin, .lookNotBegin, .lookNotGuarded,
        .conditionBegin:
        cursor.push(
          Self.barrierKind(cursor.pc.operation), pc: cursor.pc - start,
          extra: Int(registers[Register.captureState]))
        cursor.pc += 1
        continue execution

      case .atomicEnd where cursor.pc.flags == 0, .lookEnd where cursor.pc.flags == 0:
        if let barrier = cursor.cutBody() {
          if cursor.pc.operation == .lookEnd { cursor.position = Int(barrier.position) }
          cursor.pc += 1
          continue execution
        }
        cursor.save(in: &state, start)
        guard endBody(cursor.pc.instruction) else { return finish(.limit(.memory)) }
        cursor = FastCursor(state, context)
        continue execution

      case .lookNotEnd:
        if cursor.cutBody() != nil { break operation }
        cursor.save(in: &state, start)
        undoToBarrier()
        cursor = FastCursor(state, context)
        break operation

      case .counterLoop:
        let loop = context.loops[Int(cursor.pc.b)]
        let done = registers[Int(loop.counter)] &+ 1
        if done < loop.minimum && cursor.top <= cursor.roomEnd {
          cursor.setRegister(registers, Int(loop.counter), done)
          cursor.pc = context.code.place(cursor.pc.a)
          continue execution
        }
        if done == loop.maximum {
          cursor.pc += 1
          continue execution
        }
        cursor.save(in: &state, start)
        guard countIteration(cursor.pc.instruction) else { return finish(.limit(.memory)) }
        cursor = FastCursor(state, context)
        continue execution

      // MARK: What is rare

      default:
        cursor.save(in: &state, start)
        switch runRare(cursor.pc.instruction) {
        case .goesOn:
          cursor = FastCursor(state, context)
          continue execution
        case .fails:
          cursor = FastCursor(state, context)
          break operation
        case .ends(let outcome): return finish(outcome)
        }
      }

      // MARK: Failure: back to the latest choice that has something left

      failuresLeft &-= 1
      guard failuresLeft > 0 else {
        cursor.save(in: &state, start)
        return finish(.limit(.steps))
      }
      backtracking: while true {
        let choice = cursor.top.pop()
        switch choice.kind {
        case .branch:
          cursor.pc = context.code.place(choice.pc)
          cursor.position = Int(choice.position)
          continue execution

        case .giveBackByte:
          let next = choice.position &- 1
          if next > choice.extra { cursor.top.restore(movedTo: next) }
          cursor.pc = context.code.place(choice.pc)
          cursor.position = Int(next)
          continue execution

        case .giveBackGuarded:
          let run = context.code.place(choice.pc)
          let rest = context.rest(
            run, from: Int(choice.position) &- 1, least: Int(choice.extra))
          guard rest >= 0 else { continue backtracking }
          cursor.position = rest
          if rest > Int(choice.extra) {
            cursor.push(.giveBackGuarded, pc: Int(choice.pc), extra: Int(choice.extra))
          }
          cursor.pc = run + 2
          continue execution

        case .takeGuarded:
          let run = context.code.place(choice.pc)
          let limit = Int(choice.extra)
          let rest = context.rest(ofLazy: run, from: Int(choice.position) &+ 1, limit: limit)
          guard rest >= 0 else { continue backtracking }
          cursor.position = rest
          if rest < limit && context.takes(run, at: rest) {
            cursor.push(.takeGuarded, pc: Int(choice.pc), extra: limit)
          }
          cursor.pc = run + 2
          continue execution

        case .giveBackUTF, .giveBackNewline, .giveBackCluster:
          cursor.position = context.giveBack(choice)
          if cursor.position > Int(choice.extra) {
            cursor.push(choice.kind, pc: Int(choice.pc), extra: Int(choice.extra))
          }
          cursor.pc = context.code.place(choice.pc)
          continue execution

        case .takeUnit:
          let repeated = context.code.place(choice.pc)
          guard choice.extra < repeated.c else { continue backtracking }
          let next = context.lazyUnit((repeated + 1).instruction, at: Int(choice.position))
          guard next >= 0 else { continue backtracking }
          cursor.position = next
          cursor.push(.takeUnit, pc: Int(choice.pc), extra: Int(choice.extra) &+ 1)
          cursor.pc = repeated + 2
          continue execution

        case .register:
          registers[Int(choice.pc)] = choice.position

        case .capture:
          registers.restoreCapture(choice, context.openRegisters)

        case .call:
          registers[Register.call] = choice.extra

        case .atomic, .look, .softLook, .lookDone, .mark, .data:
          break

        case .possessive, .lookNot, .condition:
          cursor.pc = context.code.place(context.code.place(choice.pc).a)
          cursor.position = Int(choice.position)
          continue execution

        case .attempt:
          state.skipNamesIgnored = 0
          if context.movesOnSimply && state.attemptStart < end {
            cursor.position = context.acrossCharacter(from: state.attemptStart)
            cursor.pc = start
            continue execution
          }
          cursor.save(in: &state, start)
          guard beginNextAttempt() else { return finish(.noMatch) }
          cursor = FastCursor(state, context)
          continue execution

        case .alternative, .calledAlternative, .giveBackReference, .takeReference, .verb:
          cursor.save(in: &state, start)
          switch resumeRare(choice) {
          case .goesOn:
            cursor = FastCursor(state, context)
            continue execution
          case .fails:
            cursor = FastCursor(state, context)
            continue backtracking
          case .ends(let outcome): return finish(outcome)
          }
        }
      }
    }
  }
}
