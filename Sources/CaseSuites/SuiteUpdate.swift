// SPDX-License-Identifier: MIT
// What came out of a suite's cases, written into it (`batch --update`): only values that differ change, what is
// not expected yet is added, comments and layout stay. The result is read again and has to mean exactly what was
// intended, or nothing is returned.
//
//   let update = try updatedSuite(file, with: observations)
//   write(update.bytes)                    // update.changed: names of cases, update.left: what could not be said
//
// Tested in Tests/CaseSuitesTests/UpdateTests.swift.

public import CaseCorpus
import SourceText

/// A suite with what came out written into it.
public struct SuiteUpdate: Hashable, Sendable {
  /// The bytes of the file.
  public var bytes: [UInt8]
  /// The names of the cases that say something else now.
  public var changed: [String] = []
  /// The cases that could not be changed, and why.
  public var left: [Left] = []

  /// A case that stays as it is.
  public struct Left: Hashable, Sendable {
    /// The name of the case.
    public var id: String
    /// Why it stays, in words.
    public var reason: String
  }
}

/// Why a suite cannot be updated.
public enum SuiteUpdateError: Error, Hashable, Sendable {
  /// The suite has errors.
  case invalid(SuiteError)
  /// It has no such case, or another one of that name: it is not the file that was checked.
  case unknownCase(String)
  /// The changed text would not mean what it should, or lose a comment; and the first case that it
  /// concerns, if it is a case.
  case unfaithful(String?)
}

extension SuiteUpdateError: CustomStringConvertible {
  /// The error as one line of text without a final full stop.
  public var description: String {
    switch self {
    case .invalid(let error): "\(error)"
    case .unknownCase(let id):
      "changed since it was read: case \(Escaping().display(Array(id.utf8))) is another one"
    case .unfaithful(let id):
      "the result \(id.map { "of case \(Escaping().display(Array($0.utf8))) " } ?? "")"
        + "cannot be written down here without losing something: see to it by hand"
    }
  }
}

/// Writes what came out of some cases into their suite.
///
/// - Parameters:
///   - file: The bytes of the suite.
///   - observations: What came out; cases without one stay as they are.
///   - checked: The cases as they were when they were checked; those that are not named are trusted.
/// - Returns: The suite; byte for byte the same if nothing else is expected.
/// - Throws: `SuiteUpdateError`; then the file is to stay as it is.
public func updatedSuite(
  _ file: [UInt8], with observations: [Observation], checked: [Case] = []
) throws(SuiteUpdateError) -> SuiteUpdate {
  let suite = Suite(file)
  if let error = suite.errors.first { throw .invalid(error) }
  guard let document = suite.document else { return SuiteUpdate(bytes: file) }
  var known: [String: Case] = [:]
  for item in suite.cases { known[item.given.id] = item.given }
  if let other = checked.first(where: { known[$0.id] != $0 }) { throw .unknownCase(other.id) }
  var updater = SuiteUpdater(suite, document.layout)
  try updater.take(observations)
  var layout = document.layout
  // One move of each pattern at a time: those of other patterns are elsewhere.
  for moves in updater.rounds {
    let edits = moves.flatMap {
      ListMove.edits(layout, table: $0.table, from: $0.source, at: $0.index)
    }
    let bytes = TextEdit.apply(edits, to: layout.bytes)
    layout = try faithful { () throws(SuiteError) in try TOMLLayout(bytes) }
  }
  var result = SuiteUpdate(
    bytes: TextEdit.apply(updater.edits(in: layout), to: layout.bytes),
    changed: updater.changed, left: updater.left)
  if document.hasByteOrderMark { result.bytes = [0xef, 0xbb, 0xbf] + result.bytes }
  let new = Suite(result.bytes)
  guard new.errors.isEmpty, let newLayout = new.document?.layout,
    comments(newLayout) == comments(document.layout)
  else { throw .unfaithful(nil) }
  let (means, intended) = (meaning(new.cases), meaning(updater.intended))
  if let wrong = intended.first(where: { means[$0.key] != $0.value })?.key
    ?? means.keys.first(where: { intended[$0] == nil })
  {
    throw .unfaithful(wrong.id)
  }
  return result
}

private func faithful<Value>(
  _ body: () throws(SuiteError) -> Value
) throws(SuiteUpdateError) -> Value {
  do throws(SuiteError) { return try body() } catch { throw .unfaithful(nil) }
}

private func comments(_ layout: TOMLLayout) -> [[UInt8]] {
  layout.comments.map { Array(layout.text($0)) }
}

/// The cases without their places; of those in lists it does not matter which place they have there.
private func meaning(_ cases: [SuiteCase]) -> [Case: Int] {
  var counts: [Case: Int] = [:]
  for item in cases {
    var given = item.given
    if case .listed(let matches, _) = item.origin.part {
      let prefix = given.id.prefix(upTo: given.id.lastIndex(of: "/") ?? given.id.endIndex)
      given.id = prefix + (matches ? "/matches" : "/nonmatches")
    }
    counts[given, default: 0] += 1
  }
  return counts
}
