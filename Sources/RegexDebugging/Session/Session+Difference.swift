// SPDX-License-Identifier: MIT
// `diff`: the run before the last change beside the run in hand. Of the former only the setup is kept; it is run
// again when it is asked for. Tested by fixtures/sessions/differences.txt.

import RegexMachine
import RegexSyntax

extension Session {
  /// Memory for checkpoints of a run that is only there to be compared, in bytes.
  private static let comparedBytes = 16 << 20

  /// The session before the last change, at its first step; nil if there was no change.
  private var former: Session? {
    guard var setup = base else { return nil }
    setup.checkpointBytes = min(setup.checkpointBytes, Self.comparedBytes)
    // What could run once can run again.
    return try? Session(setup)
  }

  mutating func difference(_ shouldContinue: () -> Bool) -> Response {
    guard var former else { return respond(.fault(.nothingToCompare)) }
    guard current.chain != nil else {
      let found = compare(&former.current, &current, shouldContinue)
      return respond(found.map { .difference($0) } ?? .fault(.interrupted))
    }
    guard var now = try? Session(current.setup),
      let searches = former.commonSearches(with: &now, shouldContinue),
      var found = compare(&former.current, &now.current, shouldContinue)
    else { return respond(.fault(.interrupted)) }
    found.search = searches.search
    found.result = searches.common.result
    return respond(.difference(found))
  }

  /// Goes to the first step at which the run before the last change and the run in hand part.
  mutating func gotoParting(_ shouldContinue: () -> Bool) -> Response {
    guard var former else { return respond(.fault(.nothingToCompare)) }
    guard var now = try? Session(current.setup),
      let found = former.commonSearches(with: &now, shouldContinue)
    else { return respond(.fault(.interrupted)) }
    guard case .parted(let cause, let step) = found.common.result else {
      return respond(.fault(.nothingParts))
    }
    // `diff` compares with the first search only where there is only one now.
    if case .searches = cause, current.chain == nil { return respond(.fault(.nothingParts)) }
    if found.search != searchNumber {
      _ = performAcross(.goto(.search(UInt64(found.search))), shouldContinue)
    }
    return travel(.goto(.step(step)), shouldContinue)
  }
}
