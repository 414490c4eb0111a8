// SPDX-License-Identifier: MIT
// `diff`: the run before the last change beside the run in hand. Of the former only the setup is kept; it is run
// again when it is asked for. Tested by fixtures/sessions/differences.txt.

import RegexMachine
import RegexSyntax

extension Session {
  mutating func difference(_ shouldContinue: () -> Bool) -> Response {
    guard let base else { return respond(.fault(.nothingToCompare)) }
    // What could run once can run again.
    guard var former = try? Run(base),
      let difference = compare(&former, &current, shouldContinue)
    else { return respond(.fault(.interrupted)) }
    return respond(.difference(difference))
  }

  /// Goes to the first step at which the run before the last change and the run in hand part.
  mutating func gotoParting(_ shouldContinue: () -> Bool) -> Response {
    guard let base else { return respond(.fault(.nothingToCompare)) }
    guard let former = try? Run(base) else { return respond(.fault(.interrupted)) }
    let alignment = ItemAlignment(former.text.map, current.text.map)
    guard let common = firstParting(of: former, current, alignment, shouldContinue) else {
      return respond(.fault(.interrupted))
    }
    guard case .parted(_, let step) = common.result else { return respond(.fault(.nothingParts)) }
    return travel(.goto(.step(step)), shouldContinue)
  }
}
