// SPDX-License-Identifier: MIT
// A view as JSON has what is on the screen, each part as the answers of a session have it.

import CaseCorpus
import RegexDebugging
import RegexMachine
import RegexSyntax
import Reporting
import TestFiles
import Testing

@Suite struct SceneJSONTests {
  private func json(_ session: inout Session) throws -> JSONValue {
    let lines = session.stepLines(from: 1, count: 4)
    let bytes = renderJSON(session.scene(), lines: lines)
    #expect(bytes.last == 0x0A && bytes.count { $0 == 0x0A } == 1)
    return try JSONValue(parsing: Array(bytes.dropLast()))
  }

  @Test func partsAreThoseOfAnswers() throws {
    var session = try session(#"(?<key>\w+)=(\d+)x"#, "ab=30")
    _ = session.say("break 4")
    _ = session.say("goto 8")
    let view = try json(&session)
    func answer(_ line: String) throws -> JSONValue {
      try JSONValue(parsing: Array(session.sayJSON(line).utf8))
    }
    #expect(view["type"] == .string("view") && view["step"] == .integer(8))
    #expect(try view["place"] == answer("where")["place"])
    #expect(try view["choices"] == answer("choices")["choices"])
    #expect(try view["total"] == answer("choices")["total"])
    #expect(try view["frames"] == answer("bt")["frames"])
    #expect(try view["breakpoints"] == answer("info breaks")["breakpoints"])
    #expect(view["pattern"] == .string(#"(?<key>\w+)=(\d+)x"#) && view["pattern_b64"] == nil)
    guard case .array(let captures) = view["captures"], case .array(let steps) = view["steps"],
      case .array(let why) = view["why"], case .string(let summary) = view["summary"]
    else {
      Issue.record("\(view)")
      return
    }
    #expect(captures.count == 3 && captures[1]["name"] == .string("key"))
    #expect(captures[2]["changed"] == .bool(true) && captures[2]["latest"] == .bool(true))
    #expect(captures[1]["changed"] == nil)
    #expect(steps.map { $0["step"] } == (1...4).map { .integer($0) })
    #expect(steps[1]["verdict"] == .string("matched"))
    #expect(steps[1]["taken"] == .array([.integer(0), .integer(2)]))
    #expect(why.count > 2 && summary.hasPrefix("#8 "))
    #expect(view["result"] == nil)
  }

  @Test func everyNameIsInTheManual() throws {
    let page = try #require(readFile("\(packageRoot)/man/rxdebug-json.5"))
    let known = Set(
      String(decoding: page, as: UTF8.self)
        .split { !($0.isLetter || $0.isNumber || $0 == "_") }.map(String.init))
    var session = try session(#"(?<key>\w+)=(\d+)(*MARK:m)x"#, "ab=30")
    while session.place != .end {
      guard case .object(let members) = try json(&session) else { return }
      for member in members { #expect(known.contains(member.name), "\(member.name)") }
      guard case .array(let steps) = members.first(where: { $0.name == "steps" })?.value else {
        return
      }
      for case .object(let step) in steps {
        for member in step { #expect(known.contains(member.name), "\(member.name)") }
      }
      session.execute(.step(1))
    }
  }

  @Test func theEndHasNoStep() throws {
    var setup = RunSetup(pattern: Array("a+b".utf8), subject: [0x61, 0xFF])
    setup.plan = SearchPlan(findsAll: true)
    var session = try Session(setup)
    session.execute(.goto(.end))
    let view = try json(&session)
    #expect(view["step"] == nil && view["result"] == .string("nomatch"))
    #expect(view["subject_b64"] == .string("Yf8=") && view["subject"] == nil)
    #expect(view["search"]?["search"] == .integer(1))
    guard case .array(let steps) = view["steps"] else { return }
    #expect(steps.count == 4 && steps[2]["back_to"]?["offset"] == nil)
    #expect(steps[1]["verdict"] == .string("failed"))
  }
}
