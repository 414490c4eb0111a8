// SPDX-License-Identifier: MIT
// An overview says of each column what a look at all of its steps says; of a long match what a look at some says.

import RegexDebugging
import RegexMachine
import RegexSyntax
import Testing

@Suite struct OverviewTests {
  /// The deepest stack and the last attempt of every step, by going there.
  private func steps(_ session: inout Session) -> [(depth: Int, attempt: Int)] {
    var result: [(depth: Int, attempt: Int)] = []
    session.execute(.goto(.start))
    while session.place != .end {
      let scene = session.scene(choiceLimit: 0)
      result.append((scene.stackDepth, scene.attempt))
      session.execute(.step(1))
    }
    return result
  }

  @Test(arguments: StepLineTests.matches) func columnsAreExact(_ match: ListedMatch) throws {
    var session = try session(match.pattern, match.subject, [.utf])
    session.findsMisses = false
    session.execute(.goto(.end))
    let all = steps(&session)
    for width in [1, 2, 7, 30, 1000] {
      let overview = session.overview(columns: width)
      #expect(overview.isComplete && overview.steps == UInt64(all.count))
      #expect(overview.columns.count <= width)
      for (index, column) in overview.columns.enumerated() {
        let part = all.dropFirst(index * Int(overview.columnSteps)).prefix(
          Int(overview.columnSteps))
        #expect(column.depth == part.map(\.depth).max() && column.attempt == part.last?.attempt)
      }
      let covered = UInt64(overview.columns.count) * overview.columnSteps
      #expect(covered >= overview.steps && covered < overview.steps + overview.columnSteps)
      #expect(overview.column(of: overview.steps) == max(0, overview.columns.count - 1))
    }
  }

  @Test func onlyWhatWasRunIsThere() throws {
    var session = try session("(?:a|b|ab)*c", String(repeating: "ab", count: 9))
    session.execute(.step(99))
    let overview = session.overview(columns: 10)
    #expect(overview.steps == 100 && overview.columns.count == 10 && !overview.isComplete)
    session.explore(steps: 20)
    #expect(session.overview(columns: 10).steps == 120 && session.place == .step(100))
    #expect(session.overview(columns: 0).columns.count == 1)
  }

  @Test func longMatchesAreSampled() throws {
    var session = try session("(?:a|b|ab)*c", String(repeating: "ab", count: 16))
    while !session.explore(steps: 200_000) {}
    let overview = session.overview(columns: 50)
    let total = try #require(session.explored.end)
    #expect(total.steps > 500_000 && overview.steps == total.steps)
    #expect(overview.columns.count <= 50 && overview.columns.last?.attempt == total.attempts)
    // The attempts are 52, each half as long as the one before.
    #expect(overview.columns.allSatisfy { $0.depth > 0 && $0.depth < 200 })
    #expect(
      zip(overview.columns, overview.columns.dropFirst()).allSatisfy { $0.attempt <= $1.attempt })
    #expect(session.overview(columns: 50) == overview)
  }
}
