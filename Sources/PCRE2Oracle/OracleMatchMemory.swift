// SPDX-License-Identifier: MIT
// What libpcre2 writes to while it matches, shared by patterns that match one after another, so that a match takes
// no memory from the system and a pattern that waits keeps none:
//
//   let memory = try OracleMatchMemory()
//   try pattern.match(subject: Array("aab".utf8), in: memory).rc
//
// The library keeps what a match needed for going back; the memory is counted, and given back where it is much.
// Tested in Tests/PCRE2OracleTests/MatchMemoryTests.swift.

internal import CPCRE2
internal import Glibc

/// Memory for the matches of any patterns, one at a time.
@safe
public final class OracleMatchMemory {
  /// The most bytes that are kept from one match to the next.
  private static let mostKept = 1 << 18

  /// Bytes that the library has now.
  private let used: UnsafeMutablePointer<Int>
  private let context: OpaquePointer
  private(set) var matchData: OpaquePointer
  /// Groups that there is room for, group 0 among them.
  private var room = 16

  /// Takes what a match of few groups needs.
  ///
  /// - Throws: `OracleError.outOfMemory`
  public init() throws(OracleError) {
    let used = UnsafeMutablePointer<Int>.allocate(capacity: 1)
    unsafe used.initialize(to: 0)
    guard let context = unsafe pcre2_general_context_create_8(take, giveBack, used) else {
      unsafe used.deallocate()
      throw .outOfMemory
    }
    guard let matchData = unsafe pcre2_match_data_create_8(UInt32(room), context) else {
      unsafe pcre2_general_context_free_8(context)
      unsafe used.deallocate()
      throw .outOfMemory
    }
    unsafe self.used = used
    unsafe self.context = context
    unsafe self.matchData = matchData
  }

  deinit {
    unsafe pcre2_match_data_free_8(matchData)
    unsafe pcre2_general_context_free_8(context)
    unsafe used.deallocate()
  }

  /// Bytes that are kept for the next match.
  public var bytesKept: Int { unsafe used.pointee }

  /// Sees to it that there is room for the groups of a pattern.
  func prepare(groups: Int) throws(OracleError) {
    guard groups > room else { return }
    try replace(room: groups)
  }

  /// Gives back what a match has taken, if it is much.
  func tidy() throws(OracleError) {
    if bytesKept > Self.mostKept { try replace(room: room) }
  }

  private func replace(room: Int) throws(OracleError) {
    guard let fresh = unsafe pcre2_match_data_create_8(UInt32(clamping: room), context) else {
      throw .outOfMemory
    }
    unsafe pcre2_match_data_free_8(matchData)
    unsafe matchData = fresh
    self.room = room
  }
}

/// Bytes in front of each block, which say how large it is.
private let headerSize = 16

/// Takes memory for the library, and counts it.
private func take(_ size: Int, _ counter: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
  let (whole, isTooLarge) = size.addingReportingOverflow(headerSize)
  guard size >= 0, !isTooLarge, let block = unsafe malloc(whole) else { return nil }
  unsafe block.storeBytes(of: whole, as: Int.self)
  unsafe counter?.assumingMemoryBound(to: Int.self).pointee += whole
  return unsafe block + headerSize
}

private func giveBack(_ content: UnsafeMutableRawPointer?, _ counter: UnsafeMutableRawPointer?) {
  guard let content = unsafe content else { return }
  let block = unsafe content - headerSize
  unsafe counter?.assumingMemoryBound(to: Int.self).pointee -= block.load(as: Int.self)
  unsafe free(block)
}
