// SPDX-License-Identifier: MIT
// Every search of CByteSearch against a plain loop: at each alignment and length from 0 to 70, which are whole blocks
// and rests of all sizes, with what is looked for at each place, twice, outside of what is searched, and nowhere.
// The searches are internal, hence @testable.

import CByteSearch
import Testing

@testable import RegexMachine
@testable import RegexProgram

@Suite struct ByteSearchingTests {
  private static let (lengths, margin) = (0...70, 24)

  /// The places at which what is looked for is put, for a length.
  private static func places(_ length: Int) -> [[Int]] {
    [[]] + (0..<length).map { [$0] }
      + [[0, length - 1], [length / 2, length / 2 + 1], [length / 3, 2 * length / 3]]
      .map { $0.filter { (0..<length).contains($0) } }
  }

  /// Calls a check for tables that hold, from `start` to `end`, `background` but for the given places; outside of
  /// that there are only wanted bytes, so that a search that looks there finds them.
  private func forEachTable(
    alignments: Int = 16, wanted: [UInt8], background: UInt8 = 0x2E,
    _ check: (Table<UInt8>, [UInt8], Int, Int) -> Void
  ) {
    for length in Self.lengths {
      for alignment in 0..<alignments {
        // All places at one alignment, a few at the others.
        for (index, places) in Self.places(length).enumerated()
        where alignment == 0 || (index + alignment) % 9 == 0 || index == 0 {
          let start = Self.margin + alignment
          let end = start + length
          var bytes = [UInt8](repeating: wanted[0], count: end + Self.margin)
          for place in start..<end { bytes[place] = background }
          for (number, place) in places.enumerated() {
            for (distance, byte) in wanted.enumerated() where place + distance < length {
              bytes[start + place + distance] =
                wanted.count == 1 || number == 0 ? byte : byte &+ UInt8(number & 1)
            }
          }
          withTable(of: bytes) { check($0, bytes, start, end) }
        }
      }
    }
  }

  /// Lends a copy of bytes that begins at a multiple of 64.
  private func withTable(of bytes: [UInt8], _ body: (Table<UInt8>) -> Void) {
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 64)
    defer { unsafe memory.deallocate() }
    unsafe memory.copyBytes(from: bytes)
    let base = unsafe memory.bindMemory(to: UInt8.self)
    guard let first = base.baseAddress else { return }
    body(unsafe Table(UnsafeBufferPointer(base), placeholder: UnsafePointer(first)))
  }

  /// The first place of a half-open range at which something holds, else its end.
  private func first(_ start: Int, _ end: Int, where holds: (Int) -> Bool) -> Int {
    start < end ? (start..<end).first(where: holds) ?? end : end
  }

  @Test(arguments: [0x61, 0x00, 0xFF] as [UInt8]) func oneByte(_ byte: UInt8) {
    forEachTable(wanted: [byte]) { table, bytes, start, end in
      let expected = first(start, end) { bytes[$0] == byte }
      #expect(table.find(byte, from: start, to: end) == expected)
      #expect(table.findNear(byte, from: start, to: end) == expected)
      let last = start < end ? (start..<end).last { bytes[$0] == byte } : nil
      #expect(table.find(byte, before: end, least: start) == last ?? start - 1)
    }
  }

  @Test func eitherByte() {
    for byte in [0x61, 0x80] as [UInt8] {
      forEachTable(wanted: [byte]) { table, bytes, start, end in
        let expected = first(start, end) { bytes[$0] == byte }
        #expect(table.find(byte, or: 0x7F, from: start, to: end) == expected)
        #expect(table.find(0x7F, or: byte, from: start, to: end) == expected)
      }
    }
  }

  /// Ranges, and bytes at their ends and beside them.
  nonisolated static let ranges: [([ClosedRange<UInt8>], inside: [UInt8], outside: [UInt8])] = [
    ([0x61...0x7A], [0x61, 0x7A, 0x70], [0x60, 0x7B, 0xE1, 0x00]),
    ([0x30...0x39, 0x80...0xFF], [0x30, 0x39, 0x80, 0xFF], [0x2F, 0x3A, 0x7F, 0x00]),
    (
      [0x00...0x08, 0x41...0x41, 0xF0...0xFF], [0x00, 0x08, 0x41, 0xF0, 0xFF], [0x09, 0x40, 0x42]
    ),
    ([0x00...0xFF], [0x00, 0x7F, 0x80, 0xFF], []),
  ]

  @Test(arguments: ranges) func byteOfRanges(
    _ list: [ClosedRange<UInt8>], _ inside: [UInt8], _ outside: [UInt8]
  ) {
    var plan = StartPlan()
    plan.search = .ranges(list)
    let ranges = StartScan(plan).ranges
    #expect(Int(ranges.count) == list.count)
    for wanted in inside {
      for background in outside {
        forEachTable(alignments: 3, wanted: [wanted], background: background) {
          table, bytes, start, end in
          let expected = first(start, end) { place in list.contains { $0.contains(bytes[place]) } }
          #expect(table.find(ranges, from: start, to: end) == expected)
        }
      }
    }
  }

  @Test(arguments: [1, 2, 15, 16, 17, 40]) func pairs(distance: Int) {
    let plain = rx_byte_pair(first: 0x6B, first_fold: 0, second: 0x48, second_fold: 0)
    let folded = rx_byte_pair(first: 0x6B, first_fold: 0x20, second: 0x68, second_fold: 0x20)
    let background = [UInt8](repeating: 0x2E, count: distance - 1)
    for (first, second) in [(0x6B, 0x48), (0x4B, 0x68), (0x6B, 0x2E), (0x2E, 0x48)]
      as [(UInt8, UInt8)]
    {
      forEachTable(alignments: 4, wanted: [first] + background + [second]) {
        table, bytes, start, end in
        #expect(
          table.find(plain, distance: distance, from: start, to: end)
            == place(of: [plain], distance, bytes, start, end))
        #expect(
          table.find(rare: plain, distance: distance, from: start, to: end)
            == place(of: [plain], distance, bytes, start, end))
        #expect(
          table.find(folded, distance: distance, from: start, to: end)
            == place(of: [folded], distance, bytes, start, end))
      }
    }
  }

  /// Where one of several pairs stands; the end if none does.
  private func place(
    of pairs: [rx_byte_pair], _ distance: Int, _ bytes: [UInt8], _ start: Int, _ end: Int
  ) -> Int {
    guard start + distance < end else { return end }
    let place = (start..<end - distance).first { place in
      pairs.contains {
        bytes[place] | $0.first_fold == $0.first
          && bytes[place + distance] | $0.second_fold == $0.second
      }
    }
    return place ?? end
  }

  @Test(arguments: 1...8) func severalPairs(count: Int) {
    let letters: [UInt8] = [0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68]
    let list = letters.prefix(count).map {
      BytePair(first: $0, firstFold: 0x20, second: $0 - 0x20, secondFold: 0)
    }
    var plan = StartPlan()
    plan.search = .pairs(list, distance: 3, isRare: false)
    let pairs = StartScan(plan).pairs
    #expect(Int(pairs.count) == (count == 1 ? 1 : count))
    let plain = list.map {
      rx_byte_pair(first: $0.first, first_fold: 0x20, second: $0.second, second_fold: 0)
    }
    for letter in letters {
      forEachTable(alignments: 3, wanted: [letter, 0x2E, 0x2E, letter - 0x20]) {
        table, bytes, start, end in
        #expect(
          table.find(pairs, from: start, to: end) == place(of: plain, 3, bytes, start, end))
      }
    }
  }

  @Test func words() {
    let bytes = [UInt8](1...40)
    withTable(of: bytes) { table in
      for place in 0...32 {
        let expected = (0..<8).reduce(UInt64(0)) {
          $0 | UInt64(bytes[place + $1]) << UInt64(8 * $1)
        }
        #expect(table.word(at: place) == expected)
      }
    }
  }
}
