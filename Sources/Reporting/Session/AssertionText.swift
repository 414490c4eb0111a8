// SPDX-License-Identifier: MIT
// Assertions and values in words and as JSON.
//
//     Assertion failed: steps < 20. There are 46.

import CaseCorpus
import RegexDebugging
import RegexMachine
import SourceText

extension StepText {
  /// What became of an assertion.
  func assertion(_ result: AssertionResult) -> String {
    let head = result.isTrue ? "Assertion holds: " : "Assertion failed: "
    let finding = found(result)
    return head + claim(result.assertion) + "." + (finding.isEmpty ? "" : " " + finding)
  }

  /// What is claimed.
  func claim(_ assertion: Assertion) -> String {
    switch assertion {
    case .ends(let ending): ending.rawValue
    case .capture(let name, let comparison, let value):
      "capture " + describe(BreakCondition(.group(name), comparison, value)).dropFirst(6)
    case .count(let counter, let comparison, let number):
      "\(counter.rawValue) \(comparison.rawValue) \(number)"
    case .reaches(let target, let isNever):
      (isNever ? "never reaches " : "reaches ") + written(target)
    case .backtracksInto(let target, let isNever):
      (isNever ? "never backtracks into " : "backtracks into ") + written(target)
    case .here(let conditions):
      conditions.map { describe($0) }.joined(separator: " and ")
    }
  }

  /// A target as it was written.
  private func written(_ target: BreakTarget) -> String {
    switch target {
    case .offset(let offset): "\(offset)"
    case .lineColumn(let line, let column): "\(line):\(column)"
    case .text(let words): Wording.code(Array(words.utf8), isUTF: true)
    case .group(let name): "group " + Escaping().display(Array(name.utf8))
    case .position(let position): "pos \(position)"
    case .subjectLine(let line): "line \(line)"
    case .watch, .event: preconditionFailure("an assertion has no such target")
    }
  }

  private func found(_ result: AssertionResult) -> String {
    switch result.finding {
    case .none, .step(nil): return ""
    case .step(let number?): return "Step \(number) does."
    case .end(let end):
      let ending =
        switch end.outcome {
        case .match: "There is a match"
        case .noMatch: "There is no match"
        case .partial: "There is a partial match"
        case .limit(let limit): "The \(limit.rawValue) limit was reached"
        case .error(let error): "It stopped (\(error))"
        }
      return "\(ending) after \(Wording.count(end.steps, "step"))."
    case .capture(let range):
      return range.map { "It is \(self.range($0))." } ?? "It is not set."
    case .count(let number): return number == 1 ? "There is 1." : "There are \(number)."
    }
  }

  /// The value of something.
  func describe(_ value: SessionValue) -> String {
    switch value {
    case .number(let number): "\(number)"
    case .capture(let range): range.map { self.range($0) } ?? "unset"
    }
  }
}

extension SessionJSON {
  func asserted(_ result: AssertionResult) -> JSONValue {
    var members: [JSONMember] = [
      JSONMember("type", .string("assertion")), JSONMember("holds", .bool(result.isTrue)),
      JSONMember("claim", .string(words.claim(result.assertion))),
    ]
    switch result.finding {
    case .none: break
    case .end(let end):
      members.append(JSONMember("result", .string(name(of: end.outcome))))
      members.append(JSONMember("steps", number(end.steps)))
      members.append(JSONMember("attempts", number(end.attempts)))
    case .capture(let range): members.append(JSONMember("capture", self.range(range)))
    case .count(let count): members.append(JSONMember("count", number(count)))
    case .step(let step): members.append(JSONMember("step", step.map { number($0) } ?? .null))
    }
    return .object(members)
  }

  func value(_ operand: BreakCondition.Operand, _ value: SessionValue) -> JSONValue {
    let name = JSONMember("name", .string(words.describe(operand)))
    let type = JSONMember("type", .string("value"))
    switch value {
    case .number(let value): return .object([type, name, JSONMember("value", number(value))])
    case .capture(let range):
      return .object([type, name, JSONMember("capture", self.range(range))])
    }
  }
}
