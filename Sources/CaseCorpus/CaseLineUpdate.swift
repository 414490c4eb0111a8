// SPDX-License-Identifier: MIT
// Writes an observation into a line of a case file: only the fields `expected` and `step_budget` change, all
// other bytes stay as they are.
//
// Tested in Tests/CaseCorpusTests/ObservationTests.swift.

/// A line of a case file with what came out in place of what it expects.
///
/// - Parameters:
///   - line: The bytes of the line, with or without its line end.
///   - lineNumber: The number of the line in its file.
///   - observation: What came out of its case.
/// - Returns: The line; byte for byte the same if what came out is expected.
/// - Throws: `CaseError` if the line is no case.
public func updatedLine(
  _ line: [UInt8], lineNumber: Int, with observation: Observation
) throws(CaseError) -> [UInt8] {
  let given = try Case(json: line, lineNumber: lineNumber)
  let old = given.expected
  let isLoose = old.rc == nil && (old.status != nil || old.text != nil || old.groups != nil)
  let new = given.updated(with: observation, isExact: !isLoose)
  do throws(JSONError) {
    var places = try FieldPlaces(line)
    var result = line
    if new.stepBudget != given.stepBudget, let budget = new.stepBudget,
      let place = places["step_budget"]
    {
      places.replace(place, by: Array(String(budget).utf8), in: &result)
    }
    if new.expected != old {
      var writer = JSONWriter()
      new.expected.write(to: &writer)
      if let place = places["expected"] {
        places.replace(place, by: writer.bytes, in: &result)
      } else {
        result.insert(contentsOf: Array(#","expected":"#.utf8) + writer.bytes, at: places.end)
      }
    }
    return result
  } catch {
    throw CaseError(line: lineNumber, reason: .json(error))
  }
}

/// Where the values of the fields of an object stand.
private struct FieldPlaces {
  private var places: [String: Range<Int>] = [:]
  /// Where the last value ends: a further field goes there.
  private(set) var end = 0

  init(_ line: [UInt8]) throws(JSONError) {
    var scanner = JSONScanner(line)
    try scanner.object { (scanner, name) throws(JSONError) in
      let start = scanner.position
      _ = try scanner.value()
      places[name] = start..<scanner.position
      end = scanner.position
    }
  }

  subscript(name: String) -> Range<Int>? { places[name] }

  /// Replaces a value and moves the places behind it.
  mutating func replace(_ place: Range<Int>, by text: [UInt8], in line: inout [UInt8]) {
    line.replaceSubrange(place, with: text)
    let shift = text.count - place.count
    places = places.mapValues {
      $0.lowerBound >= place.upperBound ? $0.lowerBound + shift..<$0.upperBound + shift : $0
    }
    if end >= place.upperBound { end += shift }
  }
}
