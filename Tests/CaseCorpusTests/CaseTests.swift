// SPDX-License-Identifier: MIT
// Lines of case files and of the worker protocol, written by hand.

import CaseCorpus
import SourceText
import Testing

/// Decodes a case that must decode.
func decode(_ line: String) throws -> Case { try Case(json: bytes(line), lineNumber: 7) }

/// What is wrong with a line.
func caseFault(_ line: String) -> JSONError.Reason? {
  do throws(CaseError) {
    _ = try Case(json: bytes(line), lineNumber: 7)
    return nil
  } catch {
    guard case .json(let fault) = error.reason else { return nil }
    return fault.reason
  }
}

@Suite("Cases")
struct CaseTests {
  static let everyField = #"""
    {"id":"a:1","source":"here","line":3,"kind":"match","pattern":"(a)|\u00e9","options":["UTF"],
    "subject_b64":"/w==","match_options":["NOTBOL"],"offset":2,"offset_limit":9,"newline":"CR",
    "bsr":"ANYCRLF","parens_nest_limit":4,"max_pattern_length":50,
    "expected":{"rc":2,"ovector":[[0,3],null,[5,2]],"match":"aa","mark":"x","status":"match",
    "groups":{"1":"a","year":[0,2],"2":null,"3":{"b64":"/w=="}}},
    "step_budget":40,"limits":{"match":1,"depth":2,"heap":3,"steps":4},"tags":["x","y"],
    "expected_plain":{"rc":-47,"error":"MATCHLIMIT","mark_b64":"gA=="},"limit_dependent":true,
    "global":"altglobal","global_matches":[[[0,1]],[[1,1],null]],
    "label":{"class":"x"},"upstream":[1],"dropped":["jit"]}
    """#

  @Test func everyFieldIsRead() throws {
    let item = try decode(Self.everyField)
    #expect(item.id == "a:1")
    #expect(item.source == "here")
    #expect(item.line == 3)
    #expect(
      item.input
        == CaseInput(
          pattern: bytes("(a)|é"), options: ["UTF"], subject: [0xff], matchOptions: ["NOTBOL"],
          offset: 2, offsetLimit: 9, newline: "CR", bsr: "ANYCRLF", parensNestLimit: 4,
          maxPatternLength: 50))
    #expect(item.expected.rc == 2)
    #expect(item.expected.ovector == [SourceSpan(0, 3), nil, SourceSpan(5, 2)])
    #expect(item.expected.text == bytes("aa"))
    #expect(
      item.expected.groups == [
        ExpectedGroup("1", .text(bytes("a"))), ExpectedGroup("year", .span(SourceSpan(0, 2))),
        ExpectedGroup("2", .unset), ExpectedGroup("3", .text([0xff])),
      ])
    #expect(item.stepBudget == 40)
    #expect(item.limits == CaseLimits(match: 1, depth: 2, heap: 3, steps: 4))
    #expect(item.tags == ["x", "y"])
    #expect(item.expected.mark == bytes("x"))
    #expect(item.expectedPlain?.mark == [0x80])
    #expect(item.expectedPlain?.error == "MATCHLIMIT")
    #expect(item.isLimitDependent)
    #expect(item.global == "altglobal")
    #expect(item.globalMatches == [[SourceSpan(0, 1)], [SourceSpan(1, 1), nil]])
    #expect(item.label?["class"] == .string("x"))
    #expect(item.upstream == .array([.integer(1)]))
    #expect(item.dropped == .array([.string("jit")]))
  }

  @Test func missingFieldsHaveDefaults() throws {
    let item = try decode(#"{"pattern":"a"}"#)
    #expect(item == Case(id: "line 7", input: CaseInput(pattern: bytes("a"))))
    #expect(item.kind == .match)
  }

  @Test func compileCases() throws {
    let bad = try decode(
      #"{"id":"b","kind":"compile","pattern":"(","expected":{"compile_error":114,"compile_offset":1}}"#
    )
    #expect(bad.kind == .compile)
    #expect(bad.expected.compileError == 114)
    #expect(bad.expected.compileOffset == 1)
    let good = try decode(
      #"{"kind":"compile","pattern":"","expected":{"compile":"ok","capture_count":2,"names":[["n",1]]}}"#
    )
    #expect(good.expected.compile == "ok")
    #expect(good.expected.captureCount == 2)
    #expect(good.expected.names == [CaseGroupName("n", 1)])
  }

  @Test func roundTrips() throws {
    let lines = [
      Self.everyField, #"{"pattern":"a"}"#,
      #"{"kind":"compile","pattern_b64":"wA==","expected":{"names":[["n",1],["n",2]]}}"#,
    ]
    for line in lines {
      let item = try decode(line)
      var writer = JSONWriter()
      item.write(to: &writer)
      #expect(try Case(json: writer.bytes, lineNumber: 7) == item)
    }
  }

  @Test(arguments: [
    (#"{"pattern":"a","colour":1}"#, JSONError.Reason.unknownField("colour")),
    (#"{"pattern":"a","expected":{"rx":1}}"#, .unknownField("rx")),
    (#"{"id":"a"}"#, .missingField("pattern")),
    (#"{"pattern":"a","pattern_b64":"YQ=="}"#, .duplicateField("pattern_b64")),
    (#"{"pattern":"a","offset":"1"}"#, .expected("an integer")),
    (#"{"pattern":"a","offset":1.5}"#, .expected("an integer")),
    (#"{"pattern":1}"#, .expected("a string")),
    (#"{"pattern":"a","options":"UTF"}"#, .expected("an array")),
    (#"{"pattern_b64":"!"}"#, .badBase64),
    (#"{"pattern":"a","kind":"dance"}"#, .unknownWord("dance")),
    (#"{"pattern":"a","expected":{"ovector":[[1]]}}"#, .expected("a pair of offsets")),
    (#"["pattern"]"#, .expected("an object")),
    (#"{"pattern":"a""#, .endOfText),
  ])
  func faults(line: String, reason: JSONError.Reason) {
    #expect(caseFault(line) == reason)
  }

  @Test func theMessageNamesLineAndField() {
    #expect(throws: CaseError.self) { try decode(#"{"pattern":"a","colour":1}"#) }
    do throws(CaseError) {
      _ = try Case(json: bytes(#"{"pattern":"a","colour":1}"#), lineNumber: 7)
    } catch {
      #expect(error.description == "line 7, column 25: unknown field colour")
    }
  }
}

@Suite("Worker protocol")
struct WorkerProtocolTests {
  @Test func requestsRoundTrip() throws {
    let request = WorkerRequest(
      id: "a:1", mode: .trace,
      input: CaseInput(
        pattern: bytes("a\n"), options: ["CASELESS"], subject: [0xff], matchOptions: ["NOTEOL"],
        offset: 1, newline: "ANY"), traceCap: 10, wantsRows: true)
    var writer = JSONWriter()
    request.write(to: &writer)
    #expect(
      text(writer.bytes)
        == #"{"id":"a:1","pattern":"a\n","options":["CASELESS"],"subject_b64":"/w==","#
        + #""match_options":["NOTEOL"],"offset":1,"newline":"ANY","mode":"trace","#
        + #""trace_cap":10,"rows":true}"#)
    #expect(try WorkerRequest(json: writer.bytes) == request)
  }

  @Test func requestsTakeTheFieldsOfACase() throws {
    let line = #"{"id":"a","source":"s","line":1,"kind":"match","pattern":"p","mode":"match"}"#
    let request = try WorkerRequest(json: bytes(line))
    #expect(request == WorkerRequest(id: "a", mode: .match, input: .init(pattern: bytes("p"))))
  }

  @Test(arguments: [
    (#"{"id":"a","pattern":"p"}"#, JSONError.Reason.missingField("mode")),
    (#"{"id":"a","mode":"match"}"#, .missingField("pattern")),
    (#"{"mode":"match","pattern":"p"}"#, .missingField("id")),
    (#"{"id":"a","pattern":"p","mode":"x"}"#, .unknownWord("x")),
    (#"{"id":"a","pattern":"p","mode":"match","expected":{}}"#, .unknownField("expected")),
    (#"{"id":"a","pattern":"p","mode":"match"} x"#, .trailingText),
  ])
  func badRequests(line: String, reason: JSONError.Reason) {
    do throws(JSONError) {
      _ = try WorkerRequest(json: bytes(line))
      Issue.record("accepted \(line)")
    } catch {
      #expect(error.reason == reason)
    }
  }

  @Test func responsesRoundTrip() throws {
    var response = WorkerResponse(id: "a:1", status: .noMatch)
    response.ovector = [SourceSpan(0, 2), nil]
    response.mark = [0x80]
    response.error = .init(code: -47)
    response.captureCount = 2
    response.steps = 43
    response.traceHash = "e04421a311941840"
    response.trace = [[0, 1, 0, 0, 1, 2, 0, -1, -1]]
    response.matches = [[SourceSpan(0, 1)], []]
    var writer = JSONWriter()
    response.write(to: &writer)
    #expect(
      text(writer.bytes)
        == #"{"id":"a:1","status":"nomatch","ovector":[[0,2],null],"mark_b64":"gA==","#
        + #""error":{"code":-47},"capture_count":2,"steps":43,"trace_hash":"e04421a311941840","#
        + #""trace":[[0,1,0,0,1,2,0,-1,-1]],"matches":[[[0,1]],[]]}"#)
    #expect(try WorkerResponse(json: writer.bytes) == response)
  }
}
