// SPDX-License-Identifier: MIT
// Numbers in the pattern, with or without a sign that makes them relative to the groups so far.
//
// Example: behind two groups `-1` is 2 and `+1` is 3.
// Tested in RegexSyntaxTests.

/// What stands where a number might stand.
enum NumberScan {
  /// No number.
  case none
  /// A number, and the offset behind it.
  case found(Int, end: Int)
  /// A number that cannot be, and the offset where that shows.
  case failed(code: Int, offset: Int)
}

extension PatternParser {
  /// The greatest number of a group.
  static var maximumGroup: Int { 65535 }

  /// Looks for a number of a group, which may be relative.
  func scanGroupNumber(at start: Int) -> NumberScan {
    scanNumber(at: start, maximum: Self.maximumGroup, tooBig: 161, relative: true)
  }

  /// Looks for a number.
  ///
  /// - Parameters:
  ///   - start: Offset of the sign or the first digit.
  ///   - maximum: The greatest number allowed.
  ///   - tooBig: The error for a greater one.
  ///   - relative: Whether a sign is allowed.
  /// - Returns: What was found; `position` stays where it is.
  func scanNumber(at start: Int, maximum: Int, tooBig: Int, relative: Bool) -> NumberScan {
    var offset = start
    var sign = 0
    var limit = maximum
    if relative, offset < end {
      if text[offset] == 0x2B {
        sign = 1
        limit -= captureCount
        offset += 1
      } else if text[offset] == 0x2D {
        sign = -1
        offset += 1
      }
    }
    guard offset < end, isDigit(text[offset]) else { return .none }
    var number = 0
    while offset < end, isDigit(text[offset]) {
      number = number * 10 + Int(text[offset] - 0x30)
      offset += 1
      if number > limit { return .failed(code: tooBig, offset: offset) }
    }
    guard sign != 0 else { return .found(number, end: offset) }
    if number == 0 { return .failed(code: 126, offset: offset) }
    if sign > 0 { return .found(captureCount + number, end: offset) }
    if number > captureCount { return .failed(code: 115, offset: offset) }
    return .found(captureCount + 1 - number, end: offset)
  }
}
