// SPDX-License-Identifier: MIT
// The plain values that come out of the library. All offsets are bytes from 0.

public import SourceText

/// Where a group matched; with `\K` in a lookaround the start may lie behind the end.
public struct OracleRange: Hashable, Sendable {
  /// Offset of the first byte.
  public var start: Int
  /// Offset behind the last byte.
  public var end: Int

  /// Makes a range of byte offsets.
  public init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }
}

/// The result of one call of the library's matcher.
public struct OracleMatch: Hashable, Sendable {
  /// The library's answer, such as -1 for no match.
  ///
  /// Above 0: a match, the highest set group plus 1; -2: a partial match; below: an error.
  public var rc: Int
  /// Groups 0 to the last of the pattern, nil where unset; one range if partial, else empty.
  public var ovector: [OracleRange?]
  /// The mark of the match, or the last one passed if there was no match.
  public var mark: [UInt8]?
  /// Where the attempt started that matched, before `\K`; for bad UTF-8 where that is; else 0.
  public var startChar: Int

  /// Makes a result.
  public init(rc: Int, ovector: [OracleRange?] = [], mark: [UInt8]? = nil, startChar: Int = 0) {
    self.rc = rc
    self.ovector = ovector
    self.mark = mark
    self.startChar = startChar
  }
}

/// One callout of a running match: what trace files call a row.
public struct OracleRow: Hashable, Sendable {
  /// Offset in the pattern of the item that comes next.
  public internal(set) var patternPosition = 0
  /// Length in the pattern of that item; 0 at the end of the pattern.
  public internal(set) var nextItemLength = 0
  /// The current offset in the subject.
  public internal(set) var currentPosition = 0
  /// Where this attempt began.
  public internal(set) var startMatch = 0
  /// Bit 0: first callout of an attempt; bit 1: something was undone since the last callout.
  public internal(set) var flags = 0
  /// One more than the highest group in force.
  public internal(set) var captureTop = 1
  /// The group closed most recently; 0 if none.
  public internal(set) var captureLast = 0
  /// 255 for automatic callouts, the number written in the pattern, or -1 for a string.
  public internal(set) var number = 0
  /// Start and end of the groups 1 to `captureTop` - 1 in turn; -1 where unset.
  public internal(set) var captures: [Int] = []

  /// The row as in trace files: the seven fields, then the captures; without the number.
  public var values: [Int] {
    [
      patternPosition, nextItemLength, currentPosition, startMatch, flags, captureTop,
      captureLast,
    ] + captures
  }

  /// Feeds the row to a hash, in the order of `values`.
  public func add(to hash: inout TraceHash) {
    hash.add(patternPosition)
    hash.add(nextItemLength)
    hash.add(currentPosition)
    hash.add(startMatch)
    hash.add(flags)
    hash.add(captureTop)
    hash.add(captureLast)
    for offset in captures { hash.add(offset) }
  }
}

/// A recorded stream of callouts and the result of the match that made it.
public struct OracleTrace: Hashable, Sendable {
  /// The result; its rc is -37 if the match was stopped because there were too many rows.
  public var match: OracleMatch
  /// The first rows, at most as many as the cap.
  public var rows: [OracleRow]
  /// The hash of `rows`.
  public var hash: TraceHash
  /// The number of all rows, or nil if the match was stopped before its end.
  public var total: Int?
  /// How many of all rows are callouts that are written in the pattern.
  public var manualCallouts: Int
}

/// A callout as compiled into a pattern, whether or not it is ever reached.
public struct OraclePlacement: Hashable, Sendable {
  /// Offset in the pattern of the item that comes next.
  public var position: Int
  /// Length in the pattern of that item.
  public var length: Int
  /// 255 for automatic callouts, the number written in the pattern, or -1 for a string.
  public var number: Int

  /// Makes a placement.
  public init(position: Int, length: Int, number: Int) {
    self.position = position
    self.length = length
    self.number = number
  }
}
