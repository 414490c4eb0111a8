// SPDX-License-Identifier: MIT
// The loop: one switch over the operations, then one over the records of the stack when something has
// failed. Common operations stand here in full; what is rare or long is a call into `Execution+...`.
//
// The rules of this function: nothing is allocated, nothing is reference-counted; the state is in local
// variables and written back on the way out (`save`); a failing operation leaves the switch, one
// that succeeds continues the outer loop.

import RegexProgram

extension Execution {
  /// Runs until the search is over, the observer pauses, or step `stop` has been reported.
  @inline(never)
  mutating func run<Observer: MachineObserver>(
    _ observer: inout Observer, until stop: UInt64
  ) -> RunResult {
    let context = self.context
    let code = context.code
    let subject = context.subject
    let end = context.end
    let setTables = context.setTables
    let registers = state.registers
    var stack = state.stack
    var pc = state.pc
    var position = state.position
    var depth = state.depth
    var flags = state.flags
    var steps = state.steps
    if state.isPaused {
      state.isPaused = false
      pc += 1
      flags = 0
    }

    @inline(__always) func push(_ choice: Choice) {
      stack[depth] = choice
      depth &+= 1
    }
    @inline(__always) func save() {
      state.pc = pc
      state.position = position
      state.depth = depth
      state.flags = flags
      state.steps = steps
    }
    @inline(__always) func load() {
      stack = state.stack
      pc = state.pc
      position = state.position
      depth = state.depth
      flags = state.flags
    }
    @inline(__always) func setRegister(_ register: Int, _ value: UInt32) {
      push(Choice(.register, pc: UInt32(truncatingIfNeeded: register), position: registers[register]))
      registers[register] = value
    }

    execution: while true {
      // Every operation pushes at most `headroom` records.
      if depth &+ Self.headroom > stack.count {
        save()
        guard growStack() else { return finish(.limit(.memory)) }
        load()
      }
      let instruction = code[pc]
      operation: switch instruction.operation {
      case .attempt:
        state.attemptStart = position
        registers[Register.matchStart] = UInt32(truncatingIfNeeded: position)
        flags |= 1
        if Observer.wantsEvents {
          observer.event(
            .attempt(
              start: position, reason: position == context.startOffset ? .first : .bumpAlong))
        }
        push(Choice(.attempt, pc: 0, position: UInt32(truncatingIfNeeded: position)))
        pc &+= 1
        continue execution

      case .item:
        steps &+= 1
        var pauses = steps == stop
        if pauses && steps > state.stepLimit {
          steps &-= 1
          save()
          return finish(.limit(.steps))
        }
        if Observer.wantsSteps {
          let view = StepView(
            number: steps, item: Int(instruction.a), position: position,
            attemptStart: state.attemptStart, flags: flags, depth: depth, registers: registers)
          if observer.step(view) { pauses = true }
        }
        if pauses {
          state.stepFlags = flags
          state.isPaused = true
          save()
          return .paused
        }
        flags = 0
        pc &+= 1
        continue execution

      case .accept:
        save()
        switch accept() {
        case .matched:
          if Observer.wantsEvents {
            observer.event(
              .accept(start: Int(registers[Register.matchStart]), end: position))
          }
          return finish(.match)
        case .goesOn:
          load()
          if Observer.wantsEvents { tellLeave(&observer, pc) }
          continue execution
        case .failed:
          break operation
        }

      case .fail:
        break operation

      // MARK: Units

      case .byte:
        guard position < end,
          subject[position] == UInt8(truncatingIfNeeded: instruction.literal)
        else { break operation }
        if Observer.wantsEvents { tellMatched(&observer, pc, position, position &+ 1) }
        position &+= 1
        pc &+= 1
        continue execution

      case .byteEither:
        guard position < end else { break operation }
        let byte = subject[position]
        guard
          byte == UInt8(truncatingIfNeeded: instruction.literal)
            || byte == UInt8(truncatingIfNeeded: instruction.literal >> 8)
        else { break operation }
        if Observer.wantsEvents { tellMatched(&observer, pc, position, position &+ 1) }
        position &+= 1
        pc &+= 1
        continue execution

      case .setByte:
        guard position < end,
          setTables[Int(instruction.a) << 8 | Int(subject[position])] != 0
        else { break operation }
        if Observer.wantsEvents { tellMatched(&observer, pc, position, position &+ 1) }
        position &+= 1
        pc &+= 1
        continue execution

      case .setUTF:
        guard position < end, context.contains(instruction.a, at: position) else {
          break operation
        }
        let next = position &+ SearchContext.utfLength(subject[position])
        if Observer.wantsEvents { tellMatched(&observer, pc, position, next) }
        position = next
        pc &+= 1
        continue execution

      case .bytes, .anyByte, .anyUTF, .dotCRLFByte, .dotCRLFUTF, .newlineSequence:
        let next = context.unit(instruction, at: position)
        guard next >= 0 else { break operation }
        if Observer.wantsEvents { tellMatched(&observer, pc, position, next) }
        position = next
        pc &+= 1
        continue execution

      // MARK: Repeats

      case .repeatGreedy, .repeatPossessive:
        let unit = code[pc &+ 1]
        let least: Int
        let next: Int
        if unit.operation == .setByte {
          next = context.endOfSetRun(unit.a, from: position, most: instruction.c)
          least = position &+ Int(instruction.b)
        } else if unit.operation == .byte {
          next = context.endOfByteRun(unit.literal, from: position, most: instruction.c)
          least = position &+ Int(instruction.b)
        } else {
          (least, next) = context.scan(
            unit, from: position, least: instruction.b, most: instruction.c)
        }
        guard next >= least else { break operation }
        if Observer.wantsEvents { tellMatched(&observer, pc &+ 1, position, next) }
        position = next
        if next > least && instruction.operation == .repeatGreedy {
          push(
            Choice(
              Self.giveBackKind(unit.operation), pc: UInt32(truncatingIfNeeded: pc &+ 2),
              position: UInt32(truncatingIfNeeded: next),
              extra: UInt32(truncatingIfNeeded: least)))
          if Observer.wantsEvents { tellChoice(&observer, stack[depth &- 1]) }
        }
        pc &+= 2
        continue execution

      case .repeatLazy:
        let unit = code[pc &+ 1]
        let (_, next) = context.scan(
          unit, from: position, least: instruction.b, most: instruction.b)
        guard next >= 0 else { break operation }
        if Observer.wantsEvents { tellMatched(&observer, pc &+ 1, position, next) }
        position = next
        push(
          Choice(
            .takeUnit, pc: UInt32(truncatingIfNeeded: pc),
            position: UInt32(truncatingIfNeeded: next), extra: instruction.b))
        if Observer.wantsEvents { tellChoice(&observer, stack[depth &- 1]) }
        pc &+= 2
        continue execution

      case .reference:
        let next = context.reference(instruction.a, at: position, registers)
        guard next >= 0 else { break operation }
        if Observer.wantsEvents { tellMatched(&observer, pc, position, next) }
        position = next
        pc &+= 1
        continue execution

      case .referenceRepeat:
        save()
        guard repeatReference(instruction) else { break operation }
        if Observer.wantsEvents { tellMatched(&observer, pc, position, state.position) }
        load()
        continue execution

      // MARK: Simple assertions

      case .subjectStart, .absoluteStart, .matchingStart, .lineStart, .dollar, .dollarEndOnly,
        .lineEnd, .absoluteEnd, .absoluteEndOrNewline, .wordBoundary:
        guard context.assertion(instruction, at: position) else { break operation }
        if Observer.wantsEvents { tellMatched(&observer, pc, position, position) }
        pc &+= 1
        continue execution

      // MARK: Control

      case .jump:
        pc = Int(instruction.a)
        continue execution

      case .split:
        push(
          Choice(.branch, pc: instruction.a, position: UInt32(truncatingIfNeeded: position)))
        if Observer.wantsEvents { tellChoice(&observer, stack[depth &- 1]) }
        pc &+= 1
        continue execution

      case .splitLazy:
        push(
          Choice(
            .branch, pc: UInt32(truncatingIfNeeded: pc &+ 1),
            position: UInt32(truncatingIfNeeded: position)))
        if Observer.wantsEvents { tellChoice(&observer, stack[depth &- 1]) }
        pc = Int(instruction.a)
        continue execution

      case .markIteration:
        setRegister(Int(instruction.a), UInt32(truncatingIfNeeded: position))
        pc &+= 1
        continue execution

      case .loop:
        if instruction.b != Instruction.none
          && registers[Int(instruction.b)] == UInt32(truncatingIfNeeded: position)
        {
          pc &+= 1
          continue execution
        }
        let leaves = UInt32(truncatingIfNeeded: pc &+ 1)
        let isLazy = instruction.flags & 1 != 0
        push(
          Choice(
            .branch, pc: isLazy ? instruction.a : leaves,
            position: UInt32(truncatingIfNeeded: position)))
        if Observer.wantsEvents { tellChoice(&observer, stack[depth &- 1]) }
        pc = Int(isLazy ? leaves : instruction.a)
        continue execution

      case .counterReset:
        setRegister(Int(instruction.a), 0)
        pc &+= 1
        continue execution

      case .counterLoop:
        save()
        countIteration(instruction)
        load()
        continue execution

      case .stepBack:
        let back = context.stepBack(Int(instruction.a), from: position)
        guard back >= 0 else { break operation }
        position = back
        pc &+= 1
        continue execution

      // MARK: Captures

      case .open:
        let register = context.openRegisters &+ Int(instruction.a) &- 1
        setRegister(register, UInt32(truncatingIfNeeded: position))
        if Observer.wantsEvents {
          observer.event(.open(group: Int(instruction.a), position: position))
        }
        pc &+= 1
        continue execution

      case .close:
        if instruction.flags & 1 != 0 && registers[Register.call] != 0 {
          save()
          if returnFromCall(of: instruction.a) {
            load()
            if Observer.wantsEvents { tellLeave(&observer, pc) }
            continue execution
          }
        }
        let group = Int(instruction.a)
        let index = Register.captures &+ 2 &* (group &- 1)
        let old = registers.capture(group)
        push(
          Choice(
            .capture, pc: instruction.a, position: registers[index],
            extra: registers[index &+ 1]))
        registers[index] = registers[context.openRegisters &+ group &- 1]
        registers[index &+ 1] = UInt32(truncatingIfNeeded: position)
        let before = registers[Register.captureState]
        let after = max(before >> 16, instruction.a) << 16 | instruction.a
        if after != before { setRegister(Register.captureState, after) }
        if Observer.wantsEvents {
          let new = CaptureRange(start: Int(registers[index]), end: position)
          observer.event(.close(group: group, old: old, new: new))
        }
        pc &+= 1
        continue execution

      case .keepOut:
        setRegister(Register.matchStart, UInt32(truncatingIfNeeded: position))
        pc &+= 1
        continue execution

      // MARK: Bodies

      case .atomicBegin, .possessiveBegin, .lookBegin, .lookNotBegin, .conditionBegin:
        push(
          Choice(
            Self.barrierKind(instruction.operation), pc: instruction.a,
            position: UInt32(truncatingIfNeeded: position),
            extra: registers[Register.captureState]))
        if Observer.wantsEvents { tellEnter(&observer, pc, position, depth) }
        pc &+= 1
        continue execution

      case .atomicEnd, .possessiveEnd, .lookEnd, .conditionEnd:
        save()
        endBody(instruction)
        load()
        if Observer.wantsEvents { tellLeave(&observer, pc) }
        continue execution

      case .lookNotEnd:
        save()
        undoToBarrier()
        load()
        break operation

      case .softLookBegin:
        setRegister(Int(instruction.a), UInt32(truncatingIfNeeded: position))
        pc &+= 1
        continue execution

      case .softLookEnd:
        position = Int(registers[Int(instruction.a)])
        pc &+= 1
        continue execution

      // MARK: Conditions and calls

      case .ifSet:
        let isSet = context.firstSetGroup(instruction.b, registers) != 0
        pc = isSet ? pc &+ 1 : Int(instruction.a)
        continue execution

      case .ifRecursion:
        pc = isInCall(instruction) ? pc &+ 1 : Int(instruction.a)
        continue execution

      case .call:
        save()
        switch call(instruction.a) {
        case .entered: break
        case .loops: return finish(.recursionLoop)
        case .tooDeep: return finish(.limit(.depth))
        case .outOfMemory: return finish(.limit(.memory))
        }
        load()
        if Observer.wantsEvents { tellEnter(&observer, pc, position, depth) }
        continue execution
      }

      // MARK: Failure: back to the latest choice that has something left

      if Observer.wantsEvents {
        observer.event(.failed(instruction: pc, position: position))
      }
      observer.backtrack()
      flags |= 2
      backtracking: while true {
        depth &-= 1
        let choice = stack[depth]
        switch choice.kind {
        case .branch, .possessive, .lookNot, .condition:
          if Observer.wantsEvents { tellBacktrack(&observer, choice) }
          pc = Int(choice.pc)
          position = Int(choice.position)
          continue execution

        case .giveBackByte:
          let next = choice.position &- 1
          if next > choice.extra {
            stack[depth] = Choice(.giveBackByte, pc: choice.pc, position: next, extra: choice.extra)
            depth &+= 1
          }
          pc = Int(choice.pc)
          position = Int(next)
          if Observer.wantsEvents { tellGaveBack(&observer, choice, position) }
          continue execution

        case .giveBackUTF, .giveBackNewline:
          position = context.giveBack(choice)
          if position > Int(choice.extra) {
            stack[depth] = Choice(
              choice.kind, pc: choice.pc, position: UInt32(truncatingIfNeeded: position),
              extra: choice.extra)
            depth &+= 1
          }
          pc = Int(choice.pc)
          if Observer.wantsEvents { tellGaveBack(&observer, choice, position) }
          continue execution

        case .takeUnit:
          let instruction = code[Int(choice.pc)]
          guard choice.extra < instruction.c else { continue backtracking }
          let next = context.unit(
            code[Int(choice.pc) &+ 1], at: Int(choice.position))
          guard next >= 0 else { continue backtracking }
          position = next
          push(
            Choice(
              .takeUnit, pc: choice.pc, position: UInt32(truncatingIfNeeded: next),
              extra: choice.extra &+ 1))
          pc = Int(choice.pc) &+ 2
          if Observer.wantsEvents { tellGaveBack(&observer, choice, position) }
          continue execution

        case .giveBackReference, .takeReference:
          save()
          guard resumeReference(choice) else { continue backtracking }
          load()
          if Observer.wantsEvents { tellGaveBack(&observer, choice, position) }
          continue execution

        case .register:
          registers[Int(choice.pc)] = choice.position

        case .capture:
          let index = Register.captures &+ 2 &* (Int(choice.pc) &- 1)
          registers[index] = choice.position
          registers[index &+ 1] = choice.extra
          if Observer.wantsEvents { tellRestore(&observer, choice) }

        case .call:
          registers[Register.call] = choice.extra

        case .atomic, .look, .data:
          break

        case .attempt:
          if Observer.wantsEvents {
            observer.event(.reject(start: state.attemptStart))
          }
          let next = context.nextStart(after: state.attemptStart)
          guard next >= 0 else {
            save()
            return finish(.noMatch)
          }
          position = next
          pc = 0
          continue execution
        }
      }
    }
  }
}
