// SPDX-License-Identifier: MIT
// Objects that occur in several places of a SARIF report: messages, places, flows of steps.
//
// Tested in Tests/ReportingTests/ReportTests.swift.

import CaseChecking
import CaseCorpus
import SourceText

extension JSONWriter {
  /// Writes a field with a text.
  mutating func field(_ name: StaticString, _ text: String) {
    self.name(name)
    string(text)
  }

  /// Writes a message as an object.
  mutating func message(_ text: String) { object { $0.field("text", text) } }

  /// Writes where a case stands, as a field.
  mutating func physicalLocation(_ place: CasePlace) {
    name("physicalLocation")
    object { writer in
      writer.name("artifactLocation")
      writer.object { $0.field("uri", sarifURI(place.file)) }
      writer.name("region")
      writer.object {
        $0.name("startLine")
        $0.integer(place.line)
      }
    }
  }

  /// Writes the steps of a case as a field; each stands at the case's place, as its pattern has no file.
  mutating func codeFlow(
    _ explanation: CaseExplanation, of record: BatchRecord, _ text: CaseText
  ) {
    let shown = explanation.steps.count
    name("codeFlows")
    array { writer in
      writer.object { writer in
        writer.name("message")
        writer.message(
          "\(shown) of \(stepCount(explanation.total))"
            + (explanation.isCut ? ", then the run was given up" : ""))
        writer.name("threadFlows")
        writer.array { writer in
          writer.object { writer in
            writer.name("locations")
            writer.array { writer in
              for step in explanation.steps { writer.step(step, of: record) }
            }
          }
        }
      }
    }
  }

  private mutating func step(_ step: CaseExplanation.Step, of record: BatchRecord) {
    object { writer in
      writer.name("executionOrder")
      writer.integer(step.number)
      writer.name("location")
      writer.object { writer in
        writer.physicalLocation(record.place)
        writer.name("message")
        writer.message(stepText(step, pattern: record.input?.pattern ?? []))
      }
      writer.name("state")
      writer.object { writer in
        writer.name("position")
        writer.message("\(step.row.position)")
        for (index, group) in step.row.groups.enumerated() {
          guard let group else { continue }
          writer.name(text: "group \(index + 1)")
          writer.message(groupText(group))
        }
      }
    }
  }
}

/// A step in a few words, such as "#3 `b` at 2, after going back".
func stepText(_ step: CaseExplanation.Step, pattern: [UInt8]) -> String {
  var text =
    "#\(step.number) \(itemText(step.row.itemSpan, in: pattern)) at \(step.row.position)"
  if step.row.flags & 1 != 0 { text += ", a new attempt" }
  if step.row.flags & 2 != 0 { text += ", after going back" }
  return text
}

/// A path as the address that SARIF wants: relative if the path is.
func sarifURI(_ path: String) -> String {
  var text = path.hasPrefix("/") ? "file://" : ""
  for byte in path.utf8 {
    switch byte {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
      text.unicodeScalars.append(Unicode.Scalar(byte))
    default:
      let digits = String(byte, radix: 16, uppercase: true)
      text += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
    }
  }
  return text
}
