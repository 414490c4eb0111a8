// SPDX-License-Identifier: MIT
// Tree to the *fast* program: for whoever wants the result and not the steps. The compiler is that of the traced
// program, without items; then each optimisation goes over the code once. They rewrite it in place (an instruction
// that has swallowed its neighbours skips their slots), so that no target ever moves.
//
// Example: `(\w+)@b` is traced as open, repeat, close, ... with an item before each; fast it is
//
//     search            to a word character that stands before an @
//     open 1
//     takeSet \w        a scan; gives nothing back, for @ is no \w
//     closePlain 1
//     string @b
//     accept
//
// With verbs some attempts count though they fail, and after `\C` a position can be inside a character: such patterns
// are optimised less. Tested by FastProgramTests and by every case of fixtures/, on both programs.

public import RegexSyntax

/// Compiles a tree to its fast program.
///
/// It finds what the traced program finds, mark included, but reports no steps, and a step limit counts failures.
///
/// - Parameters:
///   - tree: The pattern.
///   - optimizations: What it may do.
/// - Returns: The program. Partial matching needs the traced one.
/// - Throws: `UnsupportedConstruct` for the first thing in the pattern that the engine cannot run.
public func compileFast(
  _ tree: Tree, optimizations: Optimizations = .all
) throws(UnsupportedConstruct) -> Program {
  var compiler = Compiler(tree)
  let optimizations = optimizations.intersection(
    compiler.facts.allowedOptimizations(isUTF: compiler.isUTF))
  compiler.style = .fast(optimizations)
  let facts = compiler.facts
  return Optimizer(try compiler.compile(), optimizations, facts).optimized()
}

extension TreeFacts {
  /// What changes nothing that the pattern can notice.
  func allowedOptimizations(isUTF: Bool) -> Optimizations {
    if hasAnyByte && isUTF { return .literalStrings }
    // An attempt that comes to a verb counts even if it fails: what only a look beyond the verb tells must not
    // be used to leave attempts out. (`FirstSets` does not look beyond.)
    if hasVerbs {
      return [
        .autoPossession, .unitRuns, .branchGuards, .byteTests, .literalStrings, .startSearch,
      ]
    }
    // An attempt that cannot match may still end in an endless call, which is an error.
    return hasCalls ? .all.subtracting(.requiredByte) : .all
  }
}

/// A program on its way through the optimisations: never copied, for each of its many arrays would be counted.
struct Optimizer: ~Copyable {
  var program: Program
  let optimizations: Optimizations
  let facts: TreeFacts
  /// The code as it is so far.
  var code: [Instruction]
  /// For each set its bytes.
  var setBytes: [ByteSet]
  /// Whether some instruction leads to a place in another way than by ending next to it.
  let isTarget: [Bool]
  /// What can come next, for what is decided at a place.
  let first: FirstSets
  /// What can come next, for what is known of a whole match.
  let outlook: FirstSets
  /// The tables that there are, each made once: of the sets that answer for every byte, and those made here.
  private var tables: [(answers: ByteTable, index: UInt32)] = []
  private var tableSlots = HashSlots()

  init(_ program: consuming Program, _ optimizations: Optimizations, _ facts: TreeFacts) {
    self.program = program
    self.optimizations = optimizations
    self.facts = facts
    code = program.code
    // So that the code is not copied when it is changed.
    self.program.code = []
    setBytes = program.sets.map(\.bytes)
    isTarget = Self.targets(of: program)
    let newline = program.tree.options.newline
    outlook = FirstSets(
      code, .pattern, setBytes: setBytes, newline: newline, isUTF: program.isUTF,
      hasVerbs: facts.hasVerbs)
    let hasBodies = code.contains { $0.operation == .atomicEnd || $0.operation == .possessiveEnd }
    first =
      hasBodies
      ? FirstSets(
        code, .body, setBytes: setBytes, newline: newline, isUTF: program.isUTF,
        hasVerbs: facts.hasVerbs)
      : outlook
    tables.reserveCapacity(program.sets.count + 4)
    for index in program.sets.indices where program.sets[index].table[0xC0] < 2 {
      note(ByteTable(bit0: setBytes[index], bit1: .none), at: UInt32(index))
    }
  }

  private static func targets(of program: Program) -> [Bool] {
    var result = Array(filled: program.code.count + 1, with: false)
    for instruction in program.code {
      if let target = instruction.target { result[target] = true }
      if instruction.operation == .conditionBegin { result[Int(instruction.b)] = true }
    }
    // The pattern begins in slot 1 anyway; only a loop or a group there makes that a target.
    for entry in program.entries.dropFirst() where entry != Instruction.none {
      result[Int(entry)] = true
    }
    return result
  }

  /// Runs every optimisation that is on.
  consuming func optimized() -> Program {
    if optimizations.contains(.autoPossession) { makePossessive() }
    if optimizations.contains(.byteTests) { testBytes() }
    program.start = startPlan()
    if optimizations.contains(.unitRuns) { scanRuns() }
    if optimizations.contains(.branchGuards) {
      guardBranches()
      followJumps()
    }
    if optimizations.contains(.literalStrings) { joinLiterals() }
    code[0] = Instruction(.search)
    program.code = code
    return program
  }

  // MARK: What the passes share

  /// The bytes with which a unit can begin.
  func bytes(of unit: Instruction) -> ByteSet {
    FirstSets.bytes(of: unit, setBytes, isUTF: program.isUTF)
  }

  /// Whether a unit is one byte, and any byte that can begin it is it.
  func isSingleByte(_ unit: Instruction) -> Bool {
    switch unit.operation {
    case .byte, .byteEither, .setByte, .anyByte: true
    case .setUTF: unit.flags == 0 && bytes(of: unit).isSubset(of: .ascii)
    default: false
    }
  }

  /// The number of a table of 256 answers, made if there is none like it.
  mutating func table(_ answers: ByteTable) -> UInt32 {
    let known = tableSlots.index(answers.hash) { tables[$0].answers == answers }
    if let known { return tables[known].index }
    let index = UInt32(program.setTables.count >> 8)
    answers.append(to: &program.setTables)
    note(answers, at: index)
    return index
  }

  private mutating func note(_ answers: ByteTable, at index: UInt32) {
    tables.append((answers, index))
    tableSlots.append(answers.hash)
  }

  /// Adds a table as it is; gives its number.
  mutating func add(table: [UInt8]) -> UInt32 {
    program.setTables += table
    return UInt32(program.setTables.count >> 8 - 1)
  }

  /// The number of a table that says of each byte whether it is in a set.
  mutating func table(of bytes: ByteSet) -> UInt32 { table(ByteTable(bit0: bytes, bit1: .none)) }
}

/// A table of 256 answers of two bits.
struct ByteTable: Equatable {
  var bit0: ByteSet
  var bit1: ByteSet

  var hash: UInt32 { bit0.hash &* 31 &+ bit1.hash }

  private static let blank = [UInt8](repeating: 0, count: 256)

  fileprivate func append(to tables: inout [UInt8]) {
    let start = tables.count
    tables += Self.blank
    bit0.forEachRange { range in
      for byte in Int(range.lowerBound)...Int(range.upperBound) { tables[start + byte] = 1 }
    }
    bit1.forEachRange { range in
      for byte in Int(range.lowerBound)...Int(range.upperBound) { tables[start + byte] |= 2 }
    }
  }
}
