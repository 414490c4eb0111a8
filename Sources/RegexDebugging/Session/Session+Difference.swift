// SPDX-License-Identifier: MIT
// `diff`: the run before the last change beside the run in hand. Of the former only the setup is kept; it is run
// again when it is asked for. Tested by fixtures/sessions/differences.txt.

import RegexMachine
import RegexSyntax

extension Session {
  mutating func difference(_ shouldContinue: () -> Bool) -> Response {
    guard let base else { return respond(.fault(.nothingToCompare)) }
    // What could run once can run again.
    guard var former = try? Session(base) else { return respond(.fault(.interrupted)) }
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
    guard let base else { return respond(.fault(.nothingToCompare)) }
    guard var former = try? Session(base), var now = try? Session(current.setup),
      let found = former.commonSearches(with: &now, shouldContinue)
    else { return respond(.fault(.interrupted)) }
    guard case .parted(_, let step) = found.common.result else {
      return respond(.fault(.nothingParts))
    }
    if found.search != searchNumber {
      _ = performAcross(.goto(.search(UInt64(found.search))), shouldContinue)
    }
    return travel(.goto(.step(step)), shouldContinue)
  }
}
