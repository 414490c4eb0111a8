// SPDX-License-Identifier: MIT
// Repeats of bytes become one scan with a table, or a search for the byte that ends it. And they come to rest only
// where what follows can begin: a greedy one gives back as far as there, a lazy one takes as far as there.
//
//     [^"]*   takeNot '"'       the search for a quote
//     .*=     giveNot '\n', and back to the last '=' at once
//     .*?;    lazySet, on to the next ';' or newline at once
//
// The instruction keeps its two slots. First slot: a = table of the unit, b = minimum, c = maximum, literal = the byte
// that ends a run, or (with `RunFlags.oneByte`) the byte that can follow in the high half. Second slot: a = table of
// what can follow.

/// The flags of the scanning repeats.
public enum RunFlags {
  /// What the run takes are UTF-8 characters, of which giving back has to find the starts.
  public static let wide: UInt8 = 1
  /// Only some bytes can follow: the second slot's table.
  public static let guarded: UInt8 = 2
  /// The end of the subject can follow.
  public static let atEnd: UInt8 = 4
  /// Just one byte can follow: the high half of the first slot's literal.
  public static let oneByte: UInt8 = 8
  /// The run begins every match: after a failure no attempt begins within it (`LeadingRun.swift`).
  public static let leading: UInt8 = 16
}

extension Optimizer {
  /// Rewrites every repeat that is one.
  mutating func scanRuns() {
    for pc in code.indices {
      switch code[pc].operation {
      case .repeatPossessive: scanRun(pc, .takeSet, .takeNot, .takeAny)
      case .repeatGreedy: scanRun(pc, .giveSet, .giveNot, .giveAny)
      case .repeatLazy: scanLazily(pc)
      default: break
      }
    }
  }

  /// The bytes that a unit takes, if a run of it is a run of bytes, and whether they are parts of characters.
  private func run(of unit: Instruction, _ repeated: Instruction) -> (bytes: ByteSet, isWide: Bool)? {
    let bytes = bytes(of: unit)
    if isSingleByte(unit) { return (bytes, false) }
    // Counting characters needs a look at each, and so does a set that knows only some of them.
    guard repeated.c == Instruction.none, repeated.b <= 1 else { return nil }
    switch unit.operation {
    case .anyUTF: return (.all, true)
    case .setUTF where unit.flags == 0 && isWhole(unit): return (bytes, true)
    default: return nil
    }
  }

  /// Whether a set of characters has all that are not ASCII.
  private func isWhole(_ unit: Instruction) -> Bool {
    let start = Int(unit.a) << 8
    return program.setTables[start + 0x80..<start + 0xF8].allSatisfy { $0 == 1 }
  }

  private mutating func scanRun(
    _ pc: Int, _ setRun: Operation, _ notRun: Operation, _ anyRun: Operation
  ) {
    let unit = code[pc + 1]
    guard let (taken, isWide) = run(of: unit, code[pc]) else { return }
    // Bytes that no valid text has do not end a run.
    let bytes = isWide ? taken.union(.unused) : taken
    let ending = bytes.inverted
    var scan = code[pc]
    scan.literal = 0
    if ending.isEmpty {
      scan.operation = anyRun
    } else if ending.count == 1, let byte = ending.members.first {
      scan.operation = notRun
      scan.literal = UInt16(byte)
    } else {
      scan.operation = setRun
      scan.a = table(of: bytes)
    }
    scan.flags = code[pc].flags & RunFlags.leading | (isWide ? RunFlags.wide : 0)
    if code[pc].operation == .repeatGreedy { guardGivingBack(&scan, pc) }
    code[pc] = scan
  }

  private mutating func guardGivingBack(_ scan: inout Instruction, _ pc: Int) {
    let following = first[pc + 2]
    let isWide = scan.flags & RunFlags.wide != 0
    guard following.bytes != .all,
      !isWide || following.bytes.isDisjoint(with: .continuation)
    else { return }
    scan.flags |= RunFlags.guarded | (following.atEnd ? RunFlags.atEnd : 0)
    code[pc + 1].a = table(of: following.bytes)
    let members = following.bytes.count == 1 ? following.bytes.members : []
    if let byte = members.first {
      scan.flags |= RunFlags.oneByte
      scan.literal |= UInt16(byte) << 8
    }
  }

  /// A lazy repeat: the table says of a byte 1 = what follows can begin with it, 2 = the unit does not take it.
  private mutating func scanLazily(_ pc: Int) {
    let following = first[pc + 2]
    guard let (bytes, isWide) = run(of: code[pc + 1], code[pc]), following.bytes != .all,
      !isWide || following.bytes.isDisjoint(with: .continuation)
    else { return }
    let taken = isWide ? bytes.union(.unused) : bytes
    let stops = following.bytes.union(taken.inverted)
    var scan = code[pc]
    scan.operation = .lazySet
    scan.flags = (isWide ? RunFlags.wide : 0) | (following.atEnd ? RunFlags.atEnd : 0)
    scan.a = table(ByteTable(bit0: following.bytes, bit1: taken.inverted))
    if stops.count <= 2, let low = stops.members.first, let high = stops.members.last {
      scan.flags |= RunFlags.oneByte
      scan.literal = UInt16(low) | UInt16(high) << 8
    }
    code[pc] = scan
  }
}

extension ByteSet {
  /// The bytes of ASCII characters.
  static let ascii = ByteSet(UInt8.min...0x7F)
  /// The bytes that valid UTF-8 does not have.
  static let unused = ByteSet([0xC0, 0xC1] + Array(0xF5...UInt8.max))
}
