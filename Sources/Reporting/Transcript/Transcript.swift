// SPDX-License-Identifier: MIT
// A session as a file: what was matched, the commands, and what they answered, word for word. `save` writes
// one, `rxdebug replay` carries the commands out again and compares.
//
//     // lines like this one are remarks
//     pattern (\d+)-(\w+)$
//     subject on 2024-may!
//     options CASELESS
//     #1 `(` (pattern 0) at 0: group 1 begins.
//     (rx) next-fail
//     #2 `\d+` at 0 fails: needs a digit, next is "o". ...
//
// A file may hold more than one; the settings of one are written in this order. A pattern of several lines has a pattern line for each; in subject (and in
// pattern-escaped, for a pattern that cannot be shown as it is) \n, \r, \t, \\ and \x{..} (a byte) are read
// as escapes. Options that begin with SUBSTITUTE_ belong to `replace`, a replacement with such escapes;
// SUBSTITUTE_GLOBAL stands for all matches, also without one. Other settings: offset, offset-limit, newline, bsr, max-steps. Tested by the files in fixtures/sessions.

public import CaseCorpus
public import RegexDebugging
import RegexMachine
import RegexSyntax
import SourceText

/// Why a file is no transcript.
public struct TranscriptError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The line, from 1.
  public var line: Int
  /// What is wrong with it.
  public var reason: String

  /// The line and what is wrong.
  public var description: String { "line \(line): \(reason)" }
}

/// A session that was written down.
public struct Transcript: Hashable, Sendable {
  /// A line that is carried out or kept.
  public enum Entry: Hashable, Sendable {
    /// A remark, its slashes included.
    case remark(String)
    /// A command.
    case command(String)
  }
  /// The remarks in front of the settings.
  public var remarks: [String] = []
  /// What is matched, and how.
  public var input: CaseInput
  /// The commands, in order.
  public var entries: [Entry] = []
  /// Steps before giving up; nil = as many as it takes.
  public var maximumSteps: UInt64?
  /// What is done besides looking for one match; nil if nothing is.
  public var plan: SearchPlan?

  /// Makes a transcript without commands.
  public init(_ input: CaseInput) { self.input = input }

  // MARK: Writing

  /// The settings as lines.
  public var heading: [String] {
    var lines = remarks + texts
    let names = input.options + input.matchOptions + planNames
    if !names.isEmpty { lines.append("options " + names.joined(separator: " ")) }
    if let replacement = plan?.replacement {
      lines.append("replace " + Self.escaped(replacement))
    }
    if input.offset != 0 { lines.append("offset \(input.offset)") }
    if let limit = input.offsetLimit { lines.append("offset-limit \(limit)") }
    if let newline = input.newline { lines.append("newline \(newline)") }
    if let bsr = input.bsr { lines.append("bsr \(bsr)") }
    if let maximumSteps { lines.append("max-steps \(maximumSteps)") }
    return lines
  }

  private var planNames: [String] {
    guard let plan else { return [] }
    return plan.options.union(plan.findsAll ? .global : []).pcre2Names
  }

  private var texts: [String] {
    let rows = input.pattern.split(separator: 0x0A, omittingEmptySubsequences: false)
    let pattern =
      rows.allSatisfy { Self.isPlain(Array($0)) }
      ? rows.map { "pattern " + String(decoding: $0, as: UTF8.self) }
      : ["pattern-escaped " + Self.escaped(input.pattern)]
    return pattern + ["subject " + Self.escaped(input.subject)]
  }

  private static func isPlain(_ bytes: [UInt8]) -> Bool {
    firstUTF8Fault(in: bytes) == nil && Escaping().display(bytes).utf8.elementsEqual(bytes)
  }

  /// Bytes as text that `unescaped` reads back.
  private static func escaped(_ bytes: [UInt8]) -> String {
    let escaping = Escaping(doublesBackslash: true)
    var text = ""
    var offset = 0
    while offset < bytes.count {
      let piece = escaping.piece(of: bytes, at: offset, end: bytes.count)
      if piece.text.hasPrefix("\\x") {
        // Byte by byte: \x{85} would not say whether a byte or a character is meant.
        for byte in bytes[offset..<offset + piece.length] {
          text += "\\x{" + String(byte, radix: 16, uppercase: true) + "}"
        }
      } else {
        text += piece.text
      }
      offset += piece.length
    }
    return text
  }
}

// MARK: - Reading

extension Transcript {
  /// Reads all transcripts of a text; answers are passed over.
  ///
  /// - Throws: `TranscriptError` for the first line that cannot be one of a transcript.
  public static func parse(_ text: String) throws(TranscriptError) -> [Transcript] {
    var reader = TranscriptReader()
    // Byte by byte: as characters, a blank and the accent that follows it would be one.
    let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
    for (index, line) in lines.enumerated() {
      do throws(TranscriptReader.Fault) {
        try reader.take(line.last == 0x0D ? line.dropLast() : line)
      } catch {
        throw TranscriptError(line: index + 1, reason: error.reason)
      }
    }
    return reader.finished()
  }

  /// The bytes of a text with escapes; nil if one of them is none.
  static func unescaped(_ text: Substring) -> [UInt8]? {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\") else {
        bytes.append(byte)
        continue
      }
      switch rest.popFirst() {
      case UInt8(ascii: "n"): bytes.append(0x0A)
      case UInt8(ascii: "r"): bytes.append(0x0D)
      case UInt8(ascii: "t"): bytes.append(0x09)
      case UInt8(ascii: "\\"): bytes.append(UInt8(ascii: "\\"))
      case UInt8(ascii: "x"):
        guard rest.popFirst() == UInt8(ascii: "{"),
          let end = rest.firstIndex(of: UInt8(ascii: "}")),
          let byte = UInt8(String(decoding: rest[..<end], as: UTF8.self), radix: 16)
        else { return nil }
        bytes.append(byte)
        rest = rest[(end + 1)...]
      default: return nil
      }
    }
    return bytes
  }
}

/// Puts transcripts together line by line.
private struct TranscriptReader {
  struct Fault: Error {
    var reason: String
  }
  private var transcripts: [Transcript] = []
  private var current = Transcript(CaseInput())
  private var pattern: [UInt8]?
  private var hasSubject = false
  private var remarks: [String] = []

  mutating func take(_ line: Substring.UTF8View) throws(Fault) {
    if line.starts(with: "//".utf8) {
      let text = String(Substring(line))
      if hasSubject { current.entries.append(.remark(text)) } else { remarks.append(text) }
      return
    }
    if line.starts(with: "(rx) ".utf8) {
      guard hasSubject else { throw Fault(reason: "a command before there is a subject") }
      current.entries.append(.command(String(Substring(line.dropFirst(5)))))
      return
    }
    let blank = line.firstIndex(of: 0x20) ?? line.endIndex
    try take(
      word: String(Substring(line[..<blank])), value: Substring(line[blank...].dropFirst()))
  }

  private mutating func take(word: String, value: Substring) throws(Fault) {
    let hasCommands = current.entries.contains { if case .command = $0 { true } else { false } }
    switch word {
    case "pattern", "pattern-escaped": if hasSubject { begin() }
    case "options", "replace", "offset", "offset-limit", "newline", "bsr", "max-steps":
      if hasCommands { begin() }
    default: break
    }
    switch word {
    case "pattern": pattern = pattern.map { $0 + [0x0A] + value.utf8 } ?? Array(value.utf8)
    case "pattern-escaped": pattern = try bytes(value)
    case "subject" where pattern != nil && !hasSubject:
      current.input.subject = try bytes(value)
      current.input.pattern = pattern ?? []
      current.remarks = remarks
      remarks = []
      hasSubject = true
    case "options": try takeOptions(value)
    case "replace":
      var plan = current.plan ?? SearchPlan(findsAll: false)
      plan.replacement = try bytes(value)
      current.plan = plan
    case "offset": current.input.offset = try number(value)
    case "offset-limit": current.input.offsetLimit = try number(value)
    case "max-steps": current.maximumSteps = UInt64(try number(value))
    case "newline": current.input.newline = String(value)
    case "bsr": current.input.bsr = String(value)
    default:
      guard hasSubject || (word.isEmpty && pattern == nil) else {
        throw Fault(reason: "expected a setting such as pattern or subject")
      }
    }
  }

  private mutating func takeOptions(_ value: Substring) throws(Fault) {
    for name in value.split(separator: " ").map(String.init) {
      if CompileOptions(pcre2Name: name) != nil {
        current.input.options.append(name)
      } else if MatchFlags(pcre2Name: name) != nil {
        current.input.matchOptions.append(name)
      } else if let option = SubstituteOptions(pcre2Name: name) {
        var plan = current.plan ?? SearchPlan(findsAll: false)
        plan.options.insert(option)
        plan.findsAll = plan.options.contains(.global)
        current.plan = plan
      } else {
        throw Fault(reason: "there is no option " + Escaping().display(Array(name.utf8)))
      }
    }
  }

  private func bytes(_ value: Substring) throws(Fault) -> [UInt8] {
    guard let bytes = Transcript.unescaped(value) else {
      throw Fault(reason: "an escape that is none of \\n, \\r, \\t, \\\\ and \\x{..}")
    }
    return bytes
  }

  private func number(_ value: Substring) throws(Fault) -> Int {
    guard let number = Int(value), number >= 0 else { throw Fault(reason: "expected a number") }
    return number
  }

  private mutating func begin() {
    // Remarks at the end belong to what follows.
    var entries = current.entries
    while case .remark(let text)? = entries.last {
      remarks.insert(text, at: 0)
      entries.removeLast()
    }
    current.entries = entries
    transcripts.append(current)
    current = Transcript(CaseInput())
    pattern = nil
    hasSubject = false
  }

  mutating func finished() -> [Transcript] {
    if hasSubject { transcripts.append(current) }
    return transcripts
  }
}
