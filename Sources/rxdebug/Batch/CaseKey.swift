// SPDX-License-Identifier: MIT
// What a case is known by in a journal: its content, not its place. A case that is changed is another case,
// one that only moved is not. FNV-1a with 128 bits: nobody's verdict may be taken for another's by chance.

/// The hash of a case's line.
struct CaseKey: Hashable, Sendable {
  private static let offsetBasis: UInt128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d
  private static let prime: UInt128 = 0x0000_0000_0100_0000_0000_0000_0000_013b

  private let value: UInt128

  /// The key of a line.
  init(_ line: [UInt8]) {
    var hash = Self.offsetBasis
    for byte in line { hash = (hash ^ UInt128(byte)) &* Self.prime }
    value = hash
  }

  /// Reads a key; nil if there is none.
  init?(hexDigits text: some StringProtocol) {
    guard text.utf8.count == 32, let value = UInt128(text, radix: 16) else { return nil }
    self.value = value
  }

  /// 32 digits.
  var hexDigits: String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 32 - digits.utf8.count) + digits
  }

  /// A number below a bound that is the same everywhere.
  func slot(of count: Int) -> Int { Int(value % UInt128(count)) }
}
