// SPDX-License-Identifier: MIT
// What a search has to know of its program besides the tables: plain data, read out of the program once, because a
// copy of a `Program` counts references of a dozen arrays.

import RegexProgram
import RegexSyntax

struct SearchFacts {
  let captureCount: Int
  let registerCount: Int
  /// First of the registers that hold where open groups began.
  let openRegisters: Int
  /// See `SearchContext.headroom`.
  let headroom: Int
  let allowsOffsetLimit: Bool
  /// Whether each valid stretch of an invalid subject is searched.
  let allowsInvalidUTF: Bool
  let isEndAnchored: Bool
  let isFirstLineOnly: Bool
  let matchesUnsetReferences: Bool
  let newline: NewlineConvention
  let isUTF: Bool
  let isFast: Bool
  let isAnchored: Bool
  /// Whether the start of the pattern sets NOTEMPTY or NOTEMPTY_ATSTART.
  let notEmpty: Bool
  let notEmptyAtStart: Bool
  /// Whether a start between CR and LF is passed over.
  let skipsLineFeed: Bool
  let hasCalls: Bool
  let keepsHighestGroup: Bool
  /// The number of sets, if there is one that has to look further than at a first byte; else 0.
  let wideSets: Int
  let maximumLookbehind: Int
  let allowsEmptyPartial: Bool

  init(_ program: Program) {
    let newline = program.tree.options.newline
    let knowsCRLF = newline == .crlf || newline == .any || newline == .anyCRLF
    captureCount = program.captureCount
    registerCount = program.registerCount
    openRegisters = program.openRegisters
    headroom = 4 * program.code.count + 64
    let compile = program.tree.options.compile
    allowsOffsetLimit = compile.contains(.useOffsetLimit)
    allowsInvalidUTF = compile.contains(.matchInvalidUTF)
    isEndAnchored = compile.contains(.endAnchored)
    isFirstLineOnly = compile.contains(.firstLine)
    matchesUnsetReferences = compile.contains(.matchUnsetBackref)
    self.newline = newline
    isUTF = program.isUTF
    isFast = program.isFast
    isAnchored = program.isAnchored
    notEmpty = program.tree.settings.notEmpty
    notEmptyAtStart = program.tree.settings.notEmptyAtStart
    skipsLineFeed = knowsCRLF && !program.hasExplicitNewline
    hasCalls = program.entries.contains { $0 != Instruction.none }
    keepsHighestGroup = program.keepsHighestGroup
    wideSets =
      program.isUTF && program.sets.contains { $0.table[0xC2] == CharacterSet.Answer.decode }
      ? program.sets.count : 0
    maximumLookbehind = program.maximumLookbehind
    allowsEmptyPartial = program.maximumLookbehind > 0 || program.canMatchEmpty
  }
}
