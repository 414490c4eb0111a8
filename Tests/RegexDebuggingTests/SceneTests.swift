// SPDX-License-Identifier: MIT
// A scene says what the commands say of the same place, and taking it changes nothing.

import RegexDebugging
import RegexMachine
import RegexSyntax
import Reporting
import Testing

@Suite struct SceneTests {
  @Test(arguments: StepLineTests.matches)
  func scenesSayWhatCommandsSay(_ match: ListedMatch) throws {
    var session = try session(match.pattern, match.subject, [.utf])
    session.findsMisses = false
    var former: [CaptureRange?] = []
    while true {
      let scene = session.scene()
      guard case .place(let view) = session.execute(.where).body else { return }
      #expect(scene.view == view && scene.place == session.place)
      try compareTables(scene, &session)
      if former.count == scene.captures.count {
        let changed = scene.captures.indices.dropFirst().filter {
          scene.captures[$0] != former[$0]
        }
        let isOver = scene.end.map { $0.outcome != .match } ?? false
        #expect(scene.changedGroups == (isOver ? [] : changed))
      }
      former = scene.captures
      guard case .step(let why) = view else {
        #expect(scene.end == session.end && scene.frames.isEmpty && scene.choices.isEmpty)
        return
      }
      #expect(scene.attempt == why.step.attempt && scene.position == why.step.position)
      #expect(scene.attemptStart == why.step.attemptStart)
      session.execute(.step(1))
    }
  }

  private func compareTables(_ scene: Scene, _ session: inout Session) throws {
    if case .choices(let rows, let total) = session.execute(.info(.choices)).body {
      #expect(scene.choices == rows && scene.choiceCount == total)
    }
    if case .frames(let frames, let selected) = session.execute(.frames).body {
      #expect(scene.frames == frames && scene.selectedFrame == selected)
    }
    if case .captures(let rows, _, let mark) = session.execute(.info(.captures)).body,
      rows.count == scene.captures.count, session.end?.outcome != .partial
    {
      #expect(scene.captures == rows.map(\.range) && scene.mark == mark)
      #expect(scene.latestGroup == rows.first { $0.isLatest }?.group)
    }
  }

  @Test func theEndIsCompletedLater() throws {
    var plain = try session(#"^(\w+)\s*=\s*(\d+)$"#, "timeout = 30 s")
    guard case .why(let complete) = plain.execute(.goto(.end)).thenWhy(&plain).body else {
      Issue.record("no end")
      return
    }
    var session = try session(#"^(\w+)\s*=\s*(\d+)$"#, "timeout = 30 s")
    session.findsMisses = false
    #expect(session.completeEnd() == nil)
    let text = renderText(session.execute(.goto(.end)))
    #expect(!text.contains("nearest try"))
    guard case .end(let bare) = session.scene().view else {
      Issue.record("not at the end")
      return
    }
    #expect(bare.miss == nil && bare.edits.isEmpty)
    #expect(session.completeEnd { false } == nil)
    #expect(session.scene().view == .end(bare))
    #expect(session.completeEnd() == complete)
    #expect(session.scene().view == complete)
    #expect(renderText(session.execute(.where)).contains("nearest try"))
  }

  @Test func completingCanBeStoppedAnywhere() throws {
    var session = try session("(?:a|b|ab)*c", String(repeating: "ab", count: 14))
    session.findsMisses = false
    session.execute(.goto(.end))
    let bare = session.scene().view
    for questions in [0, 1, 7, 16] {
      var left = questions
      let view = session.completeEnd {
        left -= 1
        return left >= 0
      }
      #expect(view == nil && left == -1 && session.scene().view == bare)
    }
  }

  @Test func deepStacksAreNotCounted() throws {
    var session = try session("^(?:(a)|b)*c", String(repeating: "ab", count: 20_000))
    session.execute(.goto(.step(60_000)))
    let scene = session.scene(choiceLimit: 7)
    #expect(scene.stackDepth > 20_000 && scene.choiceCount == nil && scene.choices.count == 7)
    guard case .choices(let rows, _) = session.execute(.info(.choices)).body else { return }
    #expect(Array(rows.prefix(7)) == scene.choices)
  }
}

extension Response {
  /// The explanation of where this has led.
  fileprivate func thenWhy(_ session: inout Session) -> Response { session.execute(.why) }
}
