// SPDX-License-Identifier: MIT
// `next` and `finish` forward and backward: what one does the other undoes.

import RegexDebugging
import RegexMachine
import RegexSyntax
import Testing

@Suite struct PassingTests {
  static let cases =
    TimelineTests.cases + [
      ("(?:(a|ab)c?)+x", "aabaab"), ("((a)(?1)?|b){1,3}(?2)c", "aababcac"),
      ("a(?R)?b|(c)", "aabbcab"), ("(?(?=(a))(b|a)|c)+d", "acad"),
    ]

  private func number(_ session: borrowing Session) -> UInt64 {
    if case .step(let number) = session.place { return number }
    return .max
  }

  @Test(arguments: cases) func whatLeadsBackLeadsOn(_ pattern: String, _ subject: String) throws {
    var session = try session(pattern, subject)
    _ = session.execute(.goto(.end))
    let total = min(session.end?.steps ?? 0, 120)
    for step in 1...max(total, 1) {
      _ = session.execute(.goto(.step(step)))
      _ = session.execute(.next)
      let over = number(session)
      #expect(over > step)
      _ = session.execute(.goto(.step(step)))
      _ = session.execute(.finish)
      let out = number(session)
      #expect(out > step)
      guard step > 1 else { continue }
      _ = session.execute(.goto(.step(step)))
      _ = session.execute(.reverseNext)
      let back = number(session)
      #expect(back < step)
      _ = session.execute(.next)
      let again = number(session)
      // One step back may lead to the opening of what the step is in.
      #expect(again == step || back == step - 1, "reverse-next from \(step) led to \(back)")
      _ = session.execute(.goto(.step(step)))
      _ = session.execute(.reverseFinish)
      let begin = number(session)
      #expect(begin < step)
    }
  }

  @Test func overAGroupAndACall() throws {
    var session = try session("(a|b)+(?1)c", "abbc")
    let over = session.say("next")
    #expect(over.contains("`(?1)` at 3: group 1 is called"))
    let behind = session.say("reverse-next")
    #expect(behind.hasPrefix("#1 "))
  }

  @Test(arguments: cases) func theStepThatSetAGroupIsFound(_ pattern: String, _ subject: String)
    throws
  {
    var session = try session(pattern, subject)
    _ = session.execute(.goto(.end))
    let total = min(session.end?.steps ?? 0, 80)
    for step in 1...max(total, 1) {
      _ = session.execute(.goto(.step(step)))
      let response = session.execute(.info(.captures))
      guard case .captures(let rows, _, _) = response.body else { continue }
      for row in rows.dropFirst() where row.range != nil {
        let setAt = try #require(row.setAt, "group \(row.group) at step \(step)")
        #expect(setAt < step)
        _ = session.execute(.goto(.step(setAt)))
        let why = session.execute(.why)
        guard case .why(.step(let place)) = why.body else { continue }
        #expect(place.closed.contains { $0.group == row.group && $0.new == row.range })
      }
    }
  }
}
