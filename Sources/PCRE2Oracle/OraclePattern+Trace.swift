// SPDX-License-Identifier: MIT
// The callouts of a match as rows. One row is filled again and again: a visitor that only looks
// costs no allocation; one that keeps a row pays for the copy of its captures.
//
//   var pattern = try OraclePattern(pattern: Array("abc".utf8), plain: true, autoCallout: true)
//   let trace = try pattern.trace(subject: Array("xabc".utf8), cap: 20_000)   // five rows
//
// Tested in Tests/PCRE2OracleTests/TraceTests.swift.

internal import CPCRE2
internal import SourceText

extension OraclePattern {
  /// Matches and shows every callout to a visitor.
  ///
  /// - Parameters:
  ///   - subject: The bytes of the subject.
  ///   - options: How to match.
  ///   - visit: Sees each row; returns false to stop the match.
  /// - Returns: The result; its rc is -37 if the visitor stopped the match.
  /// - Throws: `OracleError` for an unknown option name or lack of memory.
  public mutating func trace(
    subject: [UInt8], options: OracleMatchOptions = OracleMatchOptions(),
    visit: (OracleRow) -> Bool
  ) throws(OracleError) -> OracleMatch {
    let result = withoutActuallyEscaping(visit) { visit in
      var visitor = Visitor(visit: visit)
      return unsafe withUnsafeMutablePointer(to: &visitor) { pointer in
        // Typed throws do not pass through these closures: the error travels as a value.
        Result { () throws(OracleError) in
          unsafe try run(
            subject: subject, options: options, callout: showRow, context: pointer)
        }
      }
    }
    return try result.get()
  }

  /// Matches and records its callouts.
  ///
  /// - Parameters:
  ///   - subject: The bytes of the subject.
  ///   - options: How to match.
  ///   - cap: How many rows to keep and to hash.
  ///   - total: How many rows to count before the match is stopped; nil stands for `cap`.
  /// - Returns: The rows, their hash and the result.
  /// - Throws: `OracleError` for an unknown option name or lack of memory.
  public mutating func trace(
    subject: [UInt8], options: OracleMatchOptions = OracleMatchOptions(), cap: Int,
    total: Int? = nil
  ) throws(OracleError) -> OracleTrace {
    let end = max(cap, total ?? cap)
    var rows: [OracleRow] = []
    var hash = TraceHash()
    var count = 0
    var manual = 0
    let match = try trace(subject: subject, options: options) { row in
      if count == end {
        count += 1
        return false
      }
      count += 1
      if row.number != automaticNumber { manual += 1 }
      if count <= cap {
        row.add(to: &hash)
        rows.append(row)
      }
      return true
    }
    return OracleTrace(
      match: match, rows: rows, hash: hash, total: count > end ? nil : count,
      manualCallouts: manual)
  }

  /// Matches with a callback that only counts, the least that a callout can cost.
  ///
  /// - Parameters:
  ///   - subject: The bytes of the subject.
  ///   - options: How to match.
  /// - Returns: The number of callouts and the result.
  /// - Throws: `OracleError` for an unknown option name or lack of memory.
  public mutating func countCallouts(
    subject: [UInt8], options: OracleMatchOptions = OracleMatchOptions()
  ) throws(OracleError) -> (count: Int, match: OracleMatch) {
    var count = 0
    let result = unsafe withUnsafeMutablePointer(to: &count) { pointer in
      Result { () throws(OracleError) in
        unsafe try run(
          subject: subject, options: options,
          callout: { _, counter in
            unsafe counter?.assumingMemoryBound(to: Int.self).pointee += 1
            return 0
          }, context: pointer)
      }
    }
    return (count, try result.get())
  }

  /// The callouts as compiled, in the order of the code, with copies of quantified groups.
  public func placement() -> [OraclePlacement] {
    var list: [OraclePlacement] = []
    unsafe withUnsafeMutablePointer(to: &list) { pointer in
      _ = unsafe pcre2_callout_enumerate_8(
        code,
        { block, data in
          guard let block = unsafe block?.pointee, let data = unsafe data else { return 0 }
          let isString = unsafe block.callout_string != nil
          let item = unsafe OraclePlacement(
            position: block.pattern_position, length: block.next_item_length,
            number: isString ? -1 : Int(block.callout_number))
          unsafe data.assumingMemoryBound(to: [OraclePlacement].self).pointee.append(item)
          return 0
        }, pointer)
    }
    return list
  }
}

/// The number that automatic callouts carry.
private let automaticNumber = 255

/// What the callback finds behind its data pointer.
private struct Visitor {
  let visit: (OracleRow) -> Bool
  var row = OracleRow()
}

/// Fills the row from the library's block and shows it; stops the match if it is told to.
private func showRow(
  _ block: UnsafeMutablePointer<pcre2_callout_block_8>?, _ data: UnsafeMutableRawPointer?
) -> Int32 {
  guard let block = unsafe block, let data = unsafe data else { return 0 }
  let visitor = unsafe data.assumingMemoryBound(to: Visitor.self)
  unsafe fill(&visitor.pointee.row, block)
  return unsafe visitor.pointee.visit(visitor.pointee.row) ? 0 : PCRE2_ERROR_CALLOUT
}

private func fill(_ row: inout OracleRow, _ block: UnsafeMutablePointer<pcre2_callout_block_8>) {
  unsafe row.patternPosition = block.pointee.pattern_position
  unsafe row.nextItemLength = block.pointee.next_item_length
  unsafe row.currentPosition = block.pointee.current_position
  unsafe row.startMatch = block.pointee.start_match
  unsafe row.flags = Int(block.pointee.callout_flags)
  unsafe row.captureTop = Int(block.pointee.capture_top)
  unsafe row.captureLast = Int(block.pointee.capture_last)
  let isString = unsafe block.pointee.callout_string != nil
  unsafe row.number = isString ? -1 : Int(block.pointee.callout_number)
  row.captures.removeAll(keepingCapacity: true)
  guard row.captureTop > 1, let vector = unsafe block.pointee.offset_vector else { return }
  // Sizes are imported as signed numbers: the library's "unset" is -1.
  for slot in 2..<(2 * row.captureTop) {
    unsafe row.captures.append(vector[slot])
  }
}
