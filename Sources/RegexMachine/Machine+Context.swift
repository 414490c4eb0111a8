// SPDX-License-Identifier: MIT
// Borrows the arrays of program and subject as plain tables for the length of one run.

import RegexProgram
import RegexSyntax

/// Stands in for the storage of an empty array, so that every table has an address.
private func withTable<Element, Result>(
  _ array: [Element], _ body: (Table<Element>) -> Result
) -> Result {
  unsafe array.withUnsafeBufferPointer { buffer in
    unsafe withUnsafeTemporaryAllocation(of: Element.self, capacity: 1) { spare in
      let placeholder = unsafe UnsafePointer(spare.baseAddress.unsafelyUnwrapped)
      return body(unsafe Table(buffer, placeholder: placeholder))
    }
  }
}

extension Machine {
  /// Calls a function with everything that the loop reads, and its state.
  mutating func withContext<Result>(
    _ body: (SearchContext, inout MachineState) -> Result
  ) -> Result {
    var state = self.state
    defer { self.state = state }
    return SearchContext.with(program, subject, options, state.fragment, &state, body)
  }
}

extension SearchContext {
  /// Calls a function with everything that the loop reads, and a state.
  static func with<Result>(
    _ program: Program, _ subject: [UInt8], _ options: MatchOptions, _ fragment: Fragment,
    _ state: inout MachineState, _ body: (SearchContext, inout MachineState) -> Result
  ) -> Result {
    withTable(program.code) { code in
      withTable(program.setTables) { setTables in
        withTable(program.sets) { sets in
          withTable(program.references) { references in
            withTable(program.referencedGroups) { groups in
              withTable(program.loops) { loops in
                withTable(program.entries) { entries in
                  withTable(program.dispatches) { dispatches in
                    withTable(subject) { subject in
                      let tables = Tables(
                        code: code, setTables: setTables, sets: sets, references: references,
                        referencedGroups: groups, loops: loops, entries: entries,
                        dispatches: dispatches, subject: subject)
                      return body(SearchContext(tables, program, options, fragment), &state)
                    }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}

/// The borrowed arrays.
struct Tables {
  let code: Table<Instruction>
  let setTables: Table<UInt8>
  let sets: Table<CharacterSet>
  let references: Table<Reference>
  let referencedGroups: Table<UInt32>
  let loops: Table<CountedLoop>
  let entries: Table<UInt32>
  let dispatches: Table<UInt32>
  let subject: Table<UInt8>
}

extension SearchContext {
  init(
    _ tables: Tables, _ program: Program, _ options: MatchOptions, _ fragment: Fragment
  ) {
    let compile = program.tree.options.compile
    let newline = program.tree.options.newline
    let knowsCRLF = newline == .crlf || newline == .any || newline == .anyCRLF
    let skipsLineFeed = knowsCRLF && !program.hasExplicitNewline
    let end = fragment.end
    let isEndAnchored = compile.contains(.endAnchored) || options.flags.contains(.endAnchored)
    self.init(
      code: tables.code, setTables: tables.setTables, sets: tables.sets,
      references: tables.references, referencedGroups: tables.referencedGroups,
      loops: tables.loops, entries: tables.entries, dispatches: tables.dispatches,
      subject: tables.subject,
      checkedStart: fragment.checkedStart, end: end, startOffset: options.startOffset,
      offsetLimit: options.offsetLimit ?? end,
      newline: newline, isUTF: program.isUTF, isFast: program.isFast, isAnchored: false,
      isEndAnchored: isEndAnchored,
      isFirstLineOnly: compile.contains(.firstLine),
      matchesUnsetReferences: compile.contains(.matchUnsetBackref),
      skipsLineFeed: skipsLineFeed, flags: [], partial: PartialMode(options.flags),
      allowsEmptyPartial: program.maximumLookbehind > 0 || program.canMatchEmpty,
      movesOnSimply: false,
      hasCalls: program.entries.contains { $0 != Instruction.none },
      openRegisters: program.openRegisters, registerCount: program.registerCount,
      maximumCallDepth: options.limits.callDepth,
      maximumRecords: options.limits.stackBytes / 16,
      headroom: MachineState.headroom(program), scan: StartScan(program.start),
      searches: false, acceptsAtOnce: false)
    set(options, program, fragment)
  }
}
