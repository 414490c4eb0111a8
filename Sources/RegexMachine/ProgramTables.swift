// SPDX-License-Identifier: MIT
// A copy of a program's arrays in memory that stays where it is: for somebody who searches many subjects with one
// program and cannot pin a dozen arrays for each.

import RegexProgram

/// Memory of its own for what the loop reads; `free` it once.
struct ProgramTables {
  private let code: OwnedTable<Instruction>
  private let setTables: OwnedTable<UInt8>
  private let sets: OwnedTable<CharacterSet>
  private let references: OwnedTable<Reference>
  private let referencedGroups: OwnedTable<UInt32>
  private let loops: OwnedTable<CountedLoop>
  private let entries: OwnedTable<UInt32>
  private let dispatches: OwnedTable<UInt32>
  private let scan: OwnedTable<StartScan>

  init(_ program: Program) {
    code = OwnedTable(program.code)
    setTables = OwnedTable(program.setTables)
    sets = OwnedTable(program.sets)
    references = OwnedTable(program.references)
    referencedGroups = OwnedTable(program.referencedGroups)
    loops = OwnedTable(program.loops)
    entries = OwnedTable(program.entries)
    dispatches = OwnedTable(program.dispatches)
    scan = OwnedTable(program.isFast ? [StartScan(program.start)] : [])
  }

  /// Frees the memory; the value must not be used afterwards.
  func free() {
    code.free()
    setTables.free()
    sets.free()
    references.free()
    referencedGroups.free()
    loops.free()
    entries.free()
    dispatches.free()
    scan.free()
  }

  /// The tables to read.
  var tables: Tables {
    Tables(
      code: code.table, setTables: setTables.table, sets: sets.table,
      references: references.table, referencedGroups: referencedGroups.table, loops: loops.table,
      entries: entries.table, dispatches: dispatches.table, scan: scan.table)
  }
}
