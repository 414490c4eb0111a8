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
// Verbs count attempts and failures, and after `\C` a position can be inside a character: such patterns keep their
// plain code. Tested by FastProgramTests and by every case of fixtures/, on both programs.

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
  let isPlain = !compiler.facts.allowsOptimizing(isUTF: compiler.isUTF)
  let optimizations = isPlain ? optimizations.intersection(.literalStrings) : optimizations
  compiler.style = .fast(optimizations)
  let program = try compiler.compile()
  var optimizer = Optimizer(program, optimizations, compiler.facts)
  return optimizer.optimized()
}

extension TreeFacts {
  /// Whether skipping attempts and failures that come to nothing changes nothing.
  func allowsOptimizing(isUTF: Bool) -> Bool { !hasVerbs && !(hasAnyByte && isUTF) }
}

/// A program on its way through the optimisations.
struct Optimizer {
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
  /// Tables made for the optimisations, so that each is made once.
  private var tables: [ByteTable: UInt32] = [:]

  init(_ program: Program, _ optimizations: Optimizations, _ facts: TreeFacts) {
    self.program = program
    self.optimizations = optimizations
    self.facts = facts
    code = program.code
    setBytes = program.sets.indices.map {
      ByteSet(table: program.setTables[$0 << 8..<($0 + 1) << 8])
    }
    isTarget = Self.targets(of: program)
    let newline = program.tree.options.newline
    outlook = FirstSets(
      code, .pattern, setBytes: setBytes, newline: newline, isUTF: program.isUTF)
    let hasBodies = code.contains { $0.operation == .atomicEnd || $0.operation == .possessiveEnd }
    first =
      hasBodies
      ? FirstSets(code, .body, setBytes: setBytes, newline: newline, isUTF: program.isUTF) : outlook
  }

  private static func targets(of program: Program) -> [Bool] {
    var result = Array(repeating: false, count: program.code.count + 1)
    for instruction in program.code {
      if let target = instruction.target { result[target] = true }
      if instruction.operation == .conditionBegin { result[Int(instruction.b)] = true }
    }
    for entry in program.entries where entry != Instruction.none { result[Int(entry)] = true }
    return result
  }

  /// Runs every optimisation that is on.
  mutating func optimized() -> Program {
    if optimizations.contains(.autoPossession) { makePossessive() }
    if optimizations.contains(.byteTests) { testBytes() }
    program.start = startPlan()
    if optimizations.contains(.unitRuns) { scanRuns() }
    if optimizations.contains(.branchGuards) { guardBranches() }
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
    if let known = tables[answers] { return known }
    let index = UInt32(program.setTables.count >> 8)
    answers.append(to: &program.setTables)
    tables[answers] = index
    return index
  }

  /// The number of a table that says of each byte whether it is in a set.
  mutating func table(of bytes: ByteSet) -> UInt32 { table(ByteTable(bit0: bytes, bit1: .none)) }
}

/// A table of 256 answers of two bits.
struct ByteTable: Hashable {
  var bit0: ByteSet
  var bit1: ByteSet

  fileprivate func append(to tables: inout [UInt8]) {
    for byte in UInt8.min...UInt8.max {
      tables.append((bit0.contains(byte) ? 1 : 0) | (bit1.contains(byte) ? 2 : 0))
    }
  }
}
