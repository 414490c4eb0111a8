// SPDX-License-Identifier: MIT
// Numbers on the command line, with our own words where they are none.

/// Reads numbers.
enum Numbers {
  /// A whole number within a range; the value for none if there is none.
  static func whole(
    _ text: String?, _ option: String, in range: ClosedRange<Int>, otherwise: Int
  ) throws(Failure) -> Int {
    guard let text else { return otherwise }
    guard let number = Int(text), range.contains(number) else {
      let limits =
        range.upperBound >= 1 << 62
        ? "a whole number of at least \(range.lowerBound)"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)"
      throw .input("\(option) takes \(limits), not \(RawArguments.display(text))")
    }
    return number
  }

  /// A number of bytes such as `4096` or `512M`; the value for none if there is none.
  static func bytes(_ text: String?, _ option: String, otherwise: Int) throws(Failure) -> Int {
    guard let text else { return otherwise }
    var digits = text
    var factor = 1
    if let unit = text.last, let power = ["K": 10, "M": 20, "G": 30][unit.uppercased()] {
      factor = 1 << power
      digits.removeLast()
    }
    guard let number = Int(digits), number > 0, number <= Int.max / factor else {
      throw .input("\(option) takes a size such as 512M, not \(RawArguments.display(text))")
    }
    return number * factor
  }

  /// A number of seconds.
  static func seconds(
    _ text: String?, _ option: String, otherwise: Double
  ) throws(Failure) -> Double {
    guard let text else { return otherwise }
    guard let number = Double(text), number >= 0.01, number <= 86_400 else {
      throw .input(
        "\(option) takes seconds from 0.01 to 86400, not \(RawArguments.display(text))")
    }
    return number
  }
}
