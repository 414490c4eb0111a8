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
    // A copy: what is read from it in the loop cannot have changed in between.
    let context = self.context
    let start = context.code.place(0)
    let subject = context.subject
    let end = context.end
    let setTables = context.setTables
    let registers = state.registers
    // In partial matching every step stops to look for the end of the subject.
    state.stop = context.partial == .none ? stop : state.steps &+ 1
    var cursor = Cursor(state, context)
    if state.isPaused {
      if state.partial.isOver { return finish(.noMatch) }
      state.isPaused = false
      cursor.pc += 1
      cursor.flags = 0
    }

    execution: while true {
      // Steps and single bytes come first, and are told by flags and not by the operation: so two of three
      // instructions do without the jump table, whose mispredicted jumps are what the loop waits for.
      while cursor.pc.flags & Instruction.stepFlag != 0 {
        cursor.left &-= 1
        var pauses = cursor.left == 0
        if pauses {
          cursor.save(in: &state, start)
          if context.partial != .none {
            state.stop = state.steps &+ 1
            cursor.left = 1
            pauses = itemMeetsEnd() || state.steps == stop
          }
          if pauses && state.steps > state.stepLimit {
            state.steps &-= 1
            return finish(.limit(.steps))
          }
        }
        var isAsked = false
        if Observer.wantsSteps {
          let view = StepView(
            number: state.stop &- cursor.left, item: Int(cursor.pc.a), position: cursor.position,
            attemptStart: state.attemptStart, flags: UInt8(truncatingIfNeeded: cursor.flags),
            depth: cursor.top - state.stack.place(0), registers: registers,
            stack: state.stack)
          isAsked = observer.step(view)
          if isAsked { pauses = true }
        }
        if pauses {
          state.stepFlags = UInt8(truncatingIfNeeded: cursor.flags)
          state.isPaused = true
          cursor.save(in: &state, start)
          // A hard partial match ends here, and at once unless somebody wants to look at the step.
          if state.partial.isOver && !isAsked && state.steps != stop { return finish(.noMatch) }
          return .paused
        }
        cursor.flags = 0
        cursor.pc += 1
      }
      operation: switch cursor.pc.operation {
      case _ where cursor.pc.flags & Instruction.byteFlag != 0:
        guard cursor.position < end,
          subject[cursor.position] == UInt8(truncatingIfNeeded: cursor.pc.literal)
        else { break operation }
        if Observer.wantsEvents {
          tellMatched(&observer, cursor.pc - start, cursor.position, cursor.position &+ 1)
        }
        cursor.position &+= 1
        cursor.pc += 1
        continue execution

      case .item, .byte:
        // Taken care of above.
        continue execution

      case .attempt:
        // The stack is empty, so there is room.
        state.attemptStart = cursor.position
        registers[Register.matchStart] = UInt32(truncatingIfNeeded: cursor.position)
        cursor.flags |= 1
        state.skipNamesPassed = 0
        state.partial.earliestUsed = cursor.position
        if Observer.wantsEvents {
          observer.event(
            .attempt(
              start: cursor.position,
              reason: state.attemptReason))
        }
        cursor.top.push(
          Choice(.attempt, pc: 0, position: UInt32(truncatingIfNeeded: cursor.position)))
        cursor.pc += 1
        continue execution

      case .accept, .acceptVerb:
        cursor.save(in: &state, start)
        if context.acceptsAtOnce && registers[Register.call] == 0 {
          if Observer.wantsEvents {
            observer.event(
              .accept(start: Int(registers[Register.matchStart]), end: cursor.position))
          }
          return finish(.match)
        }
        let call = state.stack[Int(registers[Register.call])]
        switch accept(cursor.pc.operation) {
        case .matched:
          if Observer.wantsEvents {
            observer.event(
              .accept(start: Int(registers[Register.matchStart]), end: cursor.position))
          }
          return finish(.match)
        case .goesOn:
          cursor = Cursor(state, context)
          if Observer.wantsEvents { tellReturned(&observer, call) }
          continue execution
        case .failed:
          break operation
        case .endsAttempt:
          if Observer.wantsEvents {
            observer.event(.failed(instruction: cursor.pc - start, position: cursor.position))
            observer.event(.reject(start: state.attemptStart))
          }
          observer.backtrack()
          state.skipNamesIgnored = 0
          guard beginNextAttempt() else { return finish(.noMatch) }
          cursor = Cursor(state, context)
          continue execution
        }

      case .fail:
        break operation

      case .search, .string, .stringEither, .closePlain, .takeSet, .takeNot, .takeAny, .giveSet,
        .giveNot, .giveAny, .lazySet, .splitGuarded, .dispatch, .aheadSet, .behindSet, .wordEdge,
        .lookNotGuarded:
        // Only in the fast program, which has a loop of its own.
        break operation

      // MARK: Units

      case .byteEither:
        guard cursor.position < end else { break operation }
        let byte = subject[cursor.position]
        guard
          byte == UInt8(truncatingIfNeeded: cursor.pc.literal)
            || byte == UInt8(truncatingIfNeeded: cursor.pc.literal >> 8)
        else { break operation }
        if Observer.wantsEvents {
          tellMatched(&observer, cursor.pc - start, cursor.position, cursor.position &+ 1)
        }
        cursor.position &+= 1
        cursor.pc += 1
        continue execution

      case .setByte:
        guard cursor.position < end,
          setTables[Int(cursor.pc.a) << 8 | Int(subject[cursor.position])] != 0
        else { break operation }
        if Observer.wantsEvents {
          tellMatched(&observer, cursor.pc - start, cursor.position, cursor.position &+ 1)
        }
        cursor.position &+= 1
        cursor.pc += 1
        continue execution

      case .setUTF:
        guard cursor.position < end, context.contains(cursor.pc.a, at: cursor.position) else {
          break operation
        }
        let next =
          cursor.pc.flags & 1 == 0
          ? cursor.position &+ SearchContext.utfLength(subject[cursor.position])
          : context.acrossCharacter(from: cursor.position)
        if Observer.wantsEvents { tellMatched(&observer, cursor.pc - start, cursor.position, next) }
        cursor.position = next
        cursor.pc += 1
        continue execution

      case .bytes:
        // Two bytes are there at least, and decide nearly always.
        guard cursor.position &+ 1 < end,
          UInt32(subject[cursor.position]) | UInt32(subject[cursor.position &+ 1]) << 8
            == cursor.pc.a & 0xFFFF
        else { break operation }
        let next =
          cursor.pc.flags == 2
          ? cursor.position &+ 2 : context.unit(cursor.pc.instruction, at: cursor.position)
        guard next >= 0 else { break operation }
        if Observer.wantsEvents { tellMatched(&observer, cursor.pc - start, cursor.position, next) }
        cursor.position = next
        cursor.pc += 1
        continue execution

      case .anyByte, .anyUTF, .dotCRLFByte, .dotCRLFUTF, .newlineSequence,
        .graphemeCluster:
        let next = context.unit(cursor.pc.instruction, at: cursor.position)
        guard next >= 0 else { break operation }
        if Observer.wantsEvents { tellMatched(&observer, cursor.pc - start, cursor.position, next) }
        cursor.position = next
        cursor.pc += 1
        continue execution

      // MARK: Repeats

      case .repeatGreedy, .repeatPossessive:
        let unit = (cursor.pc + 1).instruction
        let least: Int
        let next: Int
        if unit.operation == .setByte {
          next = context.endOfSetRun(unit.a, from: cursor.position, most: cursor.pc.c)
          least = cursor.position &+ Int(cursor.pc.b)
        } else if unit.operation == .byte {
          next = context.endOfByteRun(unit.literal, from: cursor.position, most: cursor.pc.c)
          least = cursor.position &+ Int(cursor.pc.b)
        } else if unit.operation == .setUTF && unit.flags & 3 == 0 && cursor.pc.b <= 1 {
          next = context.endOfWideRun(unit.a, from: cursor.position, most: cursor.pc.c)
          if cursor.pc.b == 0 {
            least = cursor.position
          } else if next > cursor.position {
            least = cursor.position &+ SearchContext.utfLength(subject[cursor.position])
          } else {
            break operation
          }
        } else {
          (least, next) = context.scan(
            unit, from: cursor.position, least: cursor.pc.b, most: cursor.pc.c)
        }
        guard next >= least else { break operation }
        if Observer.wantsEvents {
          tellMatched(&observer, cursor.pc - start + 1, cursor.position, next)
        }
        cursor.position = next
        if next > least && cursor.pc.operation == .repeatGreedy {
          cursor.top.push(
            Choice(
              Self.giveBackKind(unit.operation, isUTF: context.isUTF),
              pc: UInt32(truncatingIfNeeded: cursor.pc - start) &+ 2,
              position: UInt32(truncatingIfNeeded: next),
              extra: UInt32(truncatingIfNeeded: least)))
          if Observer.wantsEvents { tellChoice(&observer, cursor.top.last) }
        }
        cursor.pc += 2
        continue execution

      case .repeatLazy:
        let unit = (cursor.pc + 1).instruction
        let (_, next) =
          cursor.pc.b == 0
          ? (0, cursor.position)
          : context.scan(unit, from: cursor.position, least: cursor.pc.b, most: cursor.pc.b)
        guard next >= 0 else { break operation }
        if Observer.wantsEvents {
          tellMatched(&observer, cursor.pc - start + 1, cursor.position, next)
        }
        cursor.position = next
        cursor.top.push(
          Choice(
            .takeUnit, pc: UInt32(truncatingIfNeeded: cursor.pc - start),
            position: UInt32(truncatingIfNeeded: next), extra: cursor.pc.b))
        if Observer.wantsEvents { tellChoice(&observer, cursor.top.last) }
        cursor.pc += 2
        continue execution

      case .reference:
        let next = context.reference(cursor.pc.a, at: cursor.position, registers)
        guard next >= 0 else {
          if context.partial != .none && referenceMeetsEnd(cursor.pc.a, at: cursor.position) {
            cursor.save(in: &state, start)
            return finish(.noMatch)
          }
          break operation
        }
        if Observer.wantsEvents { tellMatched(&observer, cursor.pc - start, cursor.position, next) }
        cursor.position = next
        cursor.pc += 1
        continue execution

      case .referenceRepeat:
        cursor.save(in: &state, start)
        guard repeatReference(cursor.pc.instruction) else {
          if state.partial.isOver { return finish(.noMatch) }
          break operation
        }
        if state.partial.isOver { return finish(.noMatch) }
        if Observer.wantsEvents {
          tellMatched(&observer, cursor.pc - start, cursor.position, state.position)
          tellNewChoice(&observer, above: cursor.top - state.stack.place(0))
        }
        cursor = Cursor(state, context)
        continue execution

      // MARK: Simple assertions

      case .lineStartLF:
        guard cursor.position > 0, cursor.position < end, subject[cursor.position &- 1] == 0x0A
        else {
          if cursor.position == 0 && !context.flags.contains(.notBOL) {
            if Observer.wantsEvents { tellMatched(&observer, cursor.pc - start, 0, 0) }
            cursor.pc += 1
            continue execution
          }
          break operation
        }
        if Observer.wantsEvents {
          tellMatched(&observer, cursor.pc - start, cursor.position, cursor.position)
        }
        cursor.pc += 1
        continue execution

      case .subjectStart, .absoluteStart, .matchingStart, .lineStart, .dollar, .dollarEndOnly,
        .lineEnd, .absoluteEnd, .absoluteEndOrNewline, .wordBoundary:
        if let holds = context.plainAssertion(cursor.pc, at: cursor.position) {
          guard holds else { break operation }
          if Observer.wantsEvents {
            tellMatched(&observer, cursor.pc - start, cursor.position, cursor.position)
          }
          cursor.pc += 1
          continue execution
        }
        if context.partial != .none {
          cursor.save(in: &state, start)
          if assertionMeetsEnd(cursor.pc.instruction) { return finish(.noMatch) }
        }
        guard context.assertion(cursor.pc.instruction, at: cursor.position) else { break operation }
        if Observer.wantsEvents {
          tellMatched(&observer, cursor.pc - start, cursor.position, cursor.position)
        }
        cursor.pc += 1
        continue execution

      // MARK: Control

      case .jump:
        cursor.pc = context.code.place(cursor.pc.a)
        continue execution

      case .split:
        cursor.top.push(
          Choice(.branch, pc: cursor.pc.a, position: UInt32(truncatingIfNeeded: cursor.position)))
        if Observer.wantsEvents { tellChoice(&observer, cursor.top.last) }
        cursor.pc += 1
        continue execution

      case .alternative:
        let isCalled =
          cursor.pc.c != Instruction.none && registers[Register.call] != 0
          && innermostCallIs(of: cursor.pc.c)
        cursor.top.push(
          Choice(
            isCalled ? .calledAlternative : .alternative, pc: cursor.pc.a,
            position: UInt32(truncatingIfNeeded: cursor.position), extra: cursor.pc.b))
        if Observer.wantsEvents && cursor.pc.a != Instruction.none {
          tellChoice(&observer, cursor.top.last)
        }
        cursor.pc += 1
        continue execution

      case .splitLazy:
        cursor.top.push(
          Choice(
            .branch, pc: UInt32(truncatingIfNeeded: cursor.pc - start) &+ 1,
            position: UInt32(truncatingIfNeeded: cursor.position)))
        if Observer.wantsEvents { tellChoice(&observer, cursor.top.last) }
        cursor.pc = context.code.place(cursor.pc.a)
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
          cursor = Cursor(state, context)
        }
        let leaves = UInt32(truncatingIfNeeded: cursor.pc - start) &+ 1
        let isLazy = cursor.pc.flags & 1 != 0
        cursor.top.push(
          Choice(
            .branch, pc: isLazy ? cursor.pc.a : leaves,
            position: UInt32(truncatingIfNeeded: cursor.position)))
        if Observer.wantsEvents { tellChoice(&observer, cursor.top.last) }
        cursor.pc = context.code.place(isLazy ? leaves : cursor.pc.a)
        continue execution

      case .counterReset:
        cursor.setRegister(registers, Int(cursor.pc.a), 0)
        cursor.pc += 1
        continue execution

      case .countIteration:
        cursor.setRegister(registers, Int(cursor.pc.a), registers[Int(cursor.pc.a)] &+ 1)
        cursor.pc += 1
        continue execution

      case .counterLoop:
        cursor.save(in: &state, start)
        guard countIteration(cursor.pc.instruction) else { return finish(.limit(.memory)) }
        if Observer.wantsEvents {
          tellNewChoice(&observer, above: cursor.top - state.stack.place(0))
        }
        cursor = Cursor(state, context)
        continue execution

      case .stepBack:
        let back = context.stepBack(Int(cursor.pc.a), from: cursor.position)
        guard back >= 0 else { break operation }
        cursor.position = back
        state.partial.earliestUsed = min(state.partial.earliestUsed, back)
        cursor.pc += 1
        continue execution

      // MARK: Captures

      case .open:
        // The way back into a group leads through the record of its end, which restores this register
        // (below). Only a group that can be called may be open twice, and needs a record of its own.
        let register = context.openRegisters &+ Int(cursor.pc.a) &- 1
        let value = UInt32(truncatingIfNeeded: cursor.position)
        if cursor.pc.flags & 1 != 0 {
          cursor.setRegister(registers, register, value)
        } else {
          registers[register] = value
        }
        if Observer.wantsEvents {
          observer.event(.open(group: Int(cursor.pc.a), position: cursor.position))
        }
        cursor.pc += 1
        continue execution

      case .close:
        if cursor.pc.flags & 1 != 0 && registers[Register.call] != 0 {
          cursor.save(in: &state, start)
          let call = state.stack[Int(registers[Register.call])]
          switch returnFromCall(of: cursor.pc.a) {
          case .otherCall: break
          case .outOfMemory: return finish(.limit(.memory))
          case .returned:
            cursor = Cursor(state, context)
            if Observer.wantsEvents { tellReturned(&observer, call) }
            continue execution
          }
        }
        let group = Int(cursor.pc.a)
        let index = Register.captures &+ 2 &* (group &- 1)
        let old = registers.capture(group)
        let before = registers[Register.captureState]
        cursor.top.push(
          Choice(
            capture: cursor.pc.a, position: registers[index], extra: registers[index &+ 1],
            captureState: before))
        registers[index] = registers[context.openRegisters &+ group &- 1]
        registers[index &+ 1] = UInt32(truncatingIfNeeded: cursor.position)
        registers[Register.captureState] =
          max(before, cursor.pc.a << 16) & 0xFFFF_0000 | cursor.pc.a
        if Observer.wantsEvents {
          let new = CaptureRange(start: Int(registers[index]), end: cursor.position)
          observer.event(.close(group: group, old: old, new: new))
        }
        cursor.pc += 1
        continue execution

      case .keepOut:
        cursor.setRegister(
          registers, Register.matchStart, UInt32(truncatingIfNeeded: cursor.position))
        cursor.pc += 1
        continue execution

      // MARK: Bodies

      case .atomicBegin, .possessiveBegin, .lookBegin, .lookNotBegin, .conditionBegin:
        cursor.top.push(
          Choice(
            Self.barrierKind(cursor.pc.operation),
            pc: UInt32(truncatingIfNeeded: cursor.pc - start),
            position: UInt32(truncatingIfNeeded: cursor.position),
            extra: registers[Register.captureState]))
        if Observer.wantsEvents {
          tellEnter(
            &observer, cursor.pc - start, cursor.position, cursor.top - state.stack.place(0))
        }
        cursor.pc += 1
        continue execution

      case .atomicEnd, .possessiveEnd, .lookEnd, .conditionEnd:
        cursor.save(in: &state, start)
        guard endBody(cursor.pc.instruction) else { return finish(.limit(.memory)) }
        cursor = Cursor(state, context)
        if Observer.wantsEvents { tellLeave(&observer, cursor.pc - start) }
        continue execution

      case .lookNotEnd:
        cursor.save(in: &state, start)
        undoToBarrier()
        cursor = Cursor(state, context)
        break operation

      case .softLookBegin:
        cursor.setRegister(
          registers, Int(cursor.pc.b), UInt32(truncatingIfNeeded: cursor.position))
        cursor.top.push(
          Choice(
            .softLook, pc: UInt32(truncatingIfNeeded: cursor.pc - start),
            position: UInt32(truncatingIfNeeded: cursor.position),
            extra: registers[Register.captureState]))
        if Observer.wantsEvents {
          tellEnter(
            &observer, cursor.pc - start, cursor.position, cursor.top - state.stack.place(0))
        }
        cursor.pc += 1
        continue execution

      case .softLookEnd:
        cursor.position = Int(registers[Int(cursor.pc.a)])
        cursor.pc += 1
        if Observer.wantsEvents {
          cursor.save(in: &state, start)
          tellLeave(&observer, cursor.pc - start)
        }
        continue execution

      case .scriptRunBegin:
        cursor.setRegister(
          registers, Int(cursor.pc.a), UInt32(truncatingIfNeeded: cursor.position))
        cursor.pc += 1
        continue execution

      case .scriptRunEnd:
        let begin = Int(registers[Int(cursor.pc.a)])
        guard context.isScriptRun(from: begin, to: cursor.position) else { break operation }
        cursor.pc += 1
        continue execution

      // MARK: Conditions and calls

      case .ifSet:
        let isSet = context.firstSetGroup(cursor.pc.b, registers) != 0
        cursor.pc = isSet ? cursor.pc + 1 : context.code.place(cursor.pc.a)
        continue execution

      case .ifRecursion:
        cursor.pc =
          isInCall(cursor.pc.instruction) ? cursor.pc + 1 : context.code.place(cursor.pc.a)
        continue execution

      case .call:
        cursor.save(in: &state, start)
        switch call(cursor.pc.a) {
        case .entered: break
        case .loops: return finish(.error(.recursionLoop))
        case .tooDeep: return finish(.limit(.depth))
        case .outOfMemory: return finish(.limit(.memory))
        }
        cursor = Cursor(state, context)
        if Observer.wantsEvents { tellCalled(&observer) }
        continue execution

      // MARK: Verbs

      case .mark, .commit, .prune, .skip, .then:
        cursor.save(in: &state, start)
        passVerb(cursor.pc.instruction)
        if Observer.wantsEvents {
          observer.event(
            .verb(
              instruction: cursor.pc - start, position: cursor.position, triggered: false))
        }
        cursor = Cursor(state, context)
        continue execution

      case .acceptAssertion:
        cursor.save(in: &state, start)
        switch acceptInAssertion() {
        case .goesOn:
          cursor = Cursor(state, context)
          if Observer.wantsEvents { tellLeave(&observer, cursor.pc - start) }
          continue execution
        case .failed:
          cursor = Cursor(state, context)
          break operation
        case .escaped:
          return finish(.error(.acceptOutsideAssertion))
        case .outOfMemory:
          return finish(.limit(.memory))
        }

      case .closeOpen:
        if registers[Register.call] == 0 {
          let group = Int(cursor.pc.a)
          let old = registers.capture(group)
          cursor.save(in: &state, start)
          closeOpenGroup(cursor.pc.a)
          cursor = Cursor(state, context)
          if Observer.wantsEvents, let new = registers.capture(group) {
            observer.event(.close(group: group, old: old, new: new))
          }
        }
        cursor.pc += 1
        continue execution
      }

      // MARK: Failure: back to the latest choice that has something left

      if Observer.wantsEvents {
        tellFellShort(&observer, cursor.pc - start, cursor.position)
        observer.event(.failed(instruction: cursor.pc - start, position: cursor.position))
      }
      observer.backtrack()
      cursor.flags |= 2
      backtracking: while true {
        let choice = cursor.top.pop()
        switch choice.kind {
        case .branch:
          if Observer.wantsEvents { tellBacktrack(&observer, choice) }
          cursor.pc = context.code.place(choice.pc)
          cursor.position = Int(choice.position)
          continue execution

        case .alternative, .calledAlternative:
          guard choice.pc != Instruction.none else { continue backtracking }
          if Observer.wantsEvents { tellBacktrack(&observer, choice) }
          cursor.pc = context.code.place(choice.pc)
          cursor.position = Int(choice.position)
          continue execution

        case .possessive, .lookNot, .condition:
          if Observer.wantsEvents { tellBacktrack(&observer, choice) }
          cursor.pc = context.code.place(context.code.place(choice.pc).a)
          cursor.position = Int(choice.position)
          continue execution

        case .giveBackByte:
          let next = choice.position &- 1
          if next > choice.extra { cursor.top.restore(movedTo: next) }
          cursor.pc = context.code.place(choice.pc)
          cursor.position = Int(next)
          if Observer.wantsEvents { tellGaveBack(&observer, choice, cursor.position) }
          continue execution

        case .giveBackUTF, .giveBackNewline, .giveBackCluster:
          cursor.position =
            choice.kind == .giveBackUTF
            ? context.before(Int(choice.position)) : context.giveBack(choice)
          if cursor.position > Int(choice.extra) {
            cursor.top.push(
              Choice(
                choice.kind, pc: choice.pc, position: UInt32(truncatingIfNeeded: cursor.position),
                extra: choice.extra))
          }
          cursor.pc = context.code.place(choice.pc)
          if Observer.wantsEvents { tellGaveBack(&observer, choice, cursor.position) }
          continue execution

        case .takeUnit:
          let repeated = context.code.place(choice.pc)
          guard choice.extra < repeated.c else { continue backtracking }
          if context.partial != .none
            && unitMeetsEnd((repeated + 1).instruction, at: Int(choice.position), isRepeated: true)
          {
            cursor.save(in: &state, start)
            return finish(.noMatch)
          }
          let next = context.oneMore(repeated + 1, at: Int(choice.position))
          guard next >= 0 else {
            if Observer.wantsRepeats {
              observer.stopped(instruction: Int(choice.pc), at: Int(choice.position))
            }
            continue backtracking
          }
          cursor.position = next
          cursor.top.restore(
            movedTo: UInt32(truncatingIfNeeded: next), extra: choice.extra &+ 1)
          cursor.pc = repeated + 2
          if Observer.wantsEvents { tellGaveBack(&observer, choice, cursor.position) }
          continue execution

        case .giveBackReference, .takeReference:
          cursor.save(in: &state, start)
          guard resumeReference(choice) else {
            if state.partial.isOver { return finish(.noMatch) }
            continue backtracking
          }
          cursor = Cursor(state, context)
          if Observer.wantsEvents { tellGaveBack(&observer, choice, cursor.position) }
          continue execution

        case .register:
          registers[Int(choice.pc)] = choice.position

        case .capture:
          registers.restoreCapture(choice, context.openRegisters)
          if Observer.wantsEvents { tellRestore(&observer, choice) }

        case .call:
          registers[Register.call] = choice.extra

        case .atomic, .look, .softLook, .lookDone, .mark, .data:
          break

        case .verb:
          cursor.save(in: &state, start)
          if Observer.wantsEvents {
            observer.event(
              .verb(
                instruction: Int(choice.pc), position: Int(choice.position), triggered: true))
          }
          observer.triggerVerb()
          let depth = state.depth
          let effect = trigger(choice)
          if Observer.wantsEvents {
            tellEffect(&observer, choice, from: depth, goesOn: effect == .goesOn)
          }
          switch effect {
          case .goesOn:
            cursor = Cursor(state, context)
            continue execution
          case .fails:
            cursor = Cursor(state, context)
            continue backtracking
          case .endsSearch:
            if Observer.wantsEvents { observer.event(.reject(start: state.attemptStart)) }
            return finish(.noMatch)
          case .endsAttempt(let next):
            if Observer.wantsEvents { observer.event(.reject(start: state.attemptStart)) }
            guard beginNextAttempt(at: next) else { return finish(.noMatch) }
            cursor = Cursor(state, context)
            continue execution
          }

        case .giveBackGuarded, .takeGuarded:
          // Only in the fast program.
          break

        case .attempt:
          if Observer.wantsEvents {
            observer.event(.reject(start: state.attemptStart))
          }
          state.skipNamesIgnored = 0
          if context.movesOnSimply && state.attemptStart < end {
            // The usual way, kept short: a search makes as many attempts as there are characters.
            state.attemptReason = .bumpAlong
            cursor.position = context.acrossCharacter(from: state.attemptStart)
            cursor.pc = start
            continue execution
          }
          cursor.save(in: &state, start)
          guard beginNextAttempt() else { return finish(.noMatch) }
          cursor = Cursor(state, context)
          continue execution
        }
      }
    }
  }
}
