// SPDX-License-Identifier: MIT
// Makes a failing input small: leaves out what can be left out of pattern, subject and options while the
// engines still part at the same stage.
//
// Tested in Tests/DifferentialTests.

public import CaseCorpus

/// Makes an input smaller as long as a check still finds the same kind of difference.
///
/// - Parameters:
///   - discrepancy: What was found.
///   - check: Looks for a difference in an input.
/// - Returns: A difference of the same stage in an input that cannot be made smaller by one step.
/// - Complexity: quadratic in the length of pattern and subject, times the cost of the check.
public func shrink(
  _ discrepancy: Discrepancy, check: (CaseInput) -> Discrepancy?
) -> Discrepancy {
  var best = discrepancy
  var tries = 20_000
  /// Takes over an input that still fails.
  func isBetter(_ candidate: CaseInput) -> Bool {
    guard tries > 0, candidate != best.input else { return false }
    tries -= 1
    guard let found = check(candidate), found.stage == best.stage else { return false }
    best = found
    return true
  }
  var isShrinking = true
  while isShrinking {
    isShrinking = false
    for simplify in [dropOptions, dropBytes(\.pattern), dropBytes(\.subject), simplifyBytes]
    where simplify(best.input, isBetter) {
      isShrinking = true
    }
  }
  return best
}

private typealias Simplification = (CaseInput, (CaseInput) -> Bool) -> Bool

/// Leaves out options, one after another, and puts numbers back to their defaults.
private func dropOptions(_ input: CaseInput, _ isBetter: (CaseInput) -> Bool) -> Bool {
  var best = input
  func attempt(_ change: (inout CaseInput) -> Void) {
    var candidate = best
    change(&candidate)
    if isBetter(candidate) { best = candidate }
  }
  for name in input.options { attempt { $0.options.removeAll { $0 == name } } }
  for name in input.matchOptions { attempt { $0.matchOptions.removeAll { $0 == name } } }
  attempt { $0.newline = nil }
  attempt { $0.bsr = nil }
  attempt { $0.offsetLimit = nil }
  attempt { $0.offset = 0 }
  attempt { $0.offset = max(0, $0.offset - 1) }
  return best != input
}

/// Leaves out stretches of bytes, long ones first.
private func dropBytes(_ field: WritableKeyPath<CaseInput, [UInt8]>) -> Simplification {
  { input, isBetter in
    var best = input
    var length = input[keyPath: field].count
    while length > 0 {
      var start = 0
      while start + length <= best[keyPath: field].count {
        var candidate = best
        candidate[keyPath: field].removeSubrange(start..<(start + length))
        if field == \CaseInput.subject {
          candidate.offset = min(candidate.offset, candidate.subject.count)
        }
        if isBetter(candidate) { best = candidate } else { start += 1 }
      }
      length = length > 16 ? length / 2 : length - 1
    }
    // A pair of brackets that are apart.
    if field == \CaseInput.pattern { dropPairs(&best, isBetter) }
    return best != input
  }
}

/// Leaves out an opening of up to three bytes together with a closing bracket further on.
private func dropPairs(_ best: inout CaseInput, _ isBetter: (CaseInput) -> Bool) {
  for length in 1...3 {
    var start = 0
    search: while start + length < best.pattern.count {
      if best.pattern[start] == UInt8(ascii: "(") {
        for end in (start + length)..<best.pattern.count
        where best.pattern[end] == UInt8(ascii: ")") {
          var candidate = best
          candidate.pattern.remove(at: end)
          candidate.pattern.removeSubrange(start..<(start + length))
          if isBetter(candidate) {
            best = candidate
            continue search
          }
        }
      }
      start += 1
    }
  }
}

/// Replaces bytes by plainer ones.
private func simplifyBytes(_ input: CaseInput, _ isBetter: (CaseInput) -> Bool) -> Bool {
  var best = input
  for field in [\CaseInput.pattern, \CaseInput.subject] {
    for index in input[keyPath: field].indices {
      for plain in ["a", "b"] {
        guard let byte = plain.utf8.first, best[keyPath: field][index] > byte else { continue }
        var candidate = best
        candidate[keyPath: field][index] = byte
        if isBetter(candidate) { best = candidate }
      }
    }
  }
  return best != input
}
