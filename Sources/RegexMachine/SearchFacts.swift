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
  let compile: CompileOptions
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
  let maximumLookbehind: Int
  let allowsEmptyPartial: Bool

  init(_ program: Program) {
    let newline = program.tree.options.newline
    let knowsCRLF = newline == .crlf || newline == .any || newline == .anyCRLF
    captureCount = program.captureCount
    registerCount = program.registerCount
    openRegisters = program.openRegisters
    headroom = 4 * program.code.count + 64
    compile = program.tree.options.compile
    self.newline = newline
    isUTF = program.isUTF
    isFast = program.isFast
    isAnchored = program.isAnchored
    notEmpty = program.tree.settings.notEmpty
    notEmptyAtStart = program.tree.settings.notEmptyAtStart
    skipsLineFeed = knowsCRLF && !program.hasExplicitNewline
    hasCalls = program.entries.contains { $0 != Instruction.none }
    keepsHighestGroup = program.keepsHighestGroup
    maximumLookbehind = program.maximumLookbehind
    allowsEmptyPartial = program.maximumLookbehind > 0 || program.canMatchEmpty
  }

  /// Whether each valid stretch of an invalid subject is searched.
  var allowsInvalidUTF: Bool { compile.contains(.matchInvalidUTF) }
}
