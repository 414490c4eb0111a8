// SPDX-License-Identifier: MIT
// Borrows the arrays of program and subject as plain tables for the length of one run.

import RegexProgram
import RegexSyntax

/// Stands in for the storage of an empty array, so that every table has an address.
func withTable<Element, Result>(
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
    let fragment = state.fragment
    let facts = self.facts
    let options = self.options
    let plans = facts.isFast ? [StartScan(program.start)] : []
    return withTable(program.code) { code in
      withTable(program.setTables) { setTables in
        withTable(program.sets) { sets in
          withTable(program.references) { references in
            withTable(program.referencedGroups) { groups in
              withTable(program.loops) { loops in
                withTable(program.entries) { entries in
                  withTable(program.dispatches) { dispatches in
                    withTable(plans) { scan in
                      withTable(subject) { subject in
                        let tables = Tables(
                          code: code, setTables: setTables, sets: sets, references: references,
                          referencedGroups: groups, loops: loops, entries: entries,
                          dispatches: dispatches, scan: scan)
                        var context = SearchContext(tables, facts, state)
                        context.turn(to: subject, options, facts, fragment)
                        return body(context, &state)
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
  let scan: Table<StartScan>
}

extension SearchContext {
  /// The context of a program; it has to be turned to a subject before it is used.
  init(_ tables: Tables, _ facts: SearchFacts, _ state: MachineState) {
    self.init(
      code: tables.code, setTables: tables.setTables, sets: tables.sets,
      references: tables.references, referencedGroups: tables.referencedGroups,
      loops: tables.loops, entries: tables.entries, dispatches: tables.dispatches,
      subject: tables.setTables, checkedStart: 0, end: 0, startOffset: 0, offsetLimit: 0,
      newline: facts.newline, isUTF: facts.isUTF, isFast: facts.isFast, isAnchored: false,
      isEndAnchored: false, isFirstLineOnly: facts.isFirstLineOnly,
      matchesUnsetReferences: facts.matchesUnsetReferences,
      skipsLineFeed: facts.skipsLineFeed, flags: [], partial: .none,
      allowsEmptyPartial: facts.allowsEmptyPartial, movesOnSimply: false,
      hasCalls: facts.hasCalls, openRegisters: facts.openRegisters,
      registerCount: facts.registerCount, maximumCallDepth: 0, maximumRecords: 0,
      headroom: facts.headroom, wideAnswers: state.wideAnswers, scan: tables.scan, searches: false, acceptsAtOnce: false)
  }
}
