// SPDX-License-Identifier: MIT
// Options of `rxdebug batch` from a TOML file, so that a team runs a corpus in one way:
//
//   [profile.ci]
//   jobs = 4
//   report = ["junit:out.xml"]
//
// A profile becomes arguments that stand before those of the command line, which therefore count more.
//
// Tested in Tests/CommandTests/BatchProfileTests.swift.

import CaseSuites
import SourceText

/// Reads profiles.
struct BatchProfile {
  /// The options that a profile may hold and that take a value.
  private static let values: Set<String> = [
    "baseline", "chunk", "color", "coverage", "durations", "engine", "fail-on", "format", "journal",
    "jobs",
    "max-fail", "max-growth", "report", "retries", "shard", "slow-timeout", "tag", "timeout",
    "worker-memory",
  ]
  /// Those that are on or off.
  private static let flags: Set<String> = [
    "fail-fast", "fast", "json", "last-failed", "ordered", "quiet", "resume", "stats", "steps",
    "timings",
  ]
  /// Those of them that may be given again.
  private static let lists: Set<String> = ["report", "tag"]

  private let file: String
  private let document: TOMLDocument

  /// The arguments of a profile.
  ///
  /// - Parameters:
  ///   - name: Its name; nil for `default`, which need not be there.
  ///   - path: The file; nil for the user's own.
  /// - Returns: Arguments as on the command line.
  /// - Throws: `Failure.input` with the place of what is wrong.
  static func arguments(_ name: String?, in path: String?) throws(Failure) -> [String] {
    guard let path = path ?? ownFile else {
      throw .input("--profile: there is no file of profiles: name it with --config")
    }
    let profile = try BatchProfile(path)
    return try profile.arguments(of: name)
  }

  private static var ownFile: String? {
    let folder = environment("XDG_CONFIG_HOME") ?? environment("HOME").map { $0 + "/.config" }
    return folder.map { $0 + "/rxdebug/batch.toml" }
  }

  private init(_ path: String) throws(Failure) {
    file = RawArguments.display(path)
    let content = try InputText.file(path)
    do throws(SuiteError) {
      document = try TOMLDocument(content)
    } catch {
      throw .input("\(RawArguments.display(path)):\(error)")
    }
  }

  private func arguments(of name: String?) throws(Failure) -> [String] {
    let tables = document.layout.tables
    guard case .table(let all)? = tables[0]["profile"]?.value.content,
      case .table(let index)? = tables[all][name ?? "default"]?.value.content
    else {
      guard let name else { return [] }
      throw .input("\(file): there is no [profile.\(RawArguments.display(name))]")
    }
    var arguments: [String] = []
    for entry in tables[index].entries { arguments += try self.arguments(entry) }
    return arguments
  }

  private func arguments(_ entry: TOMLLayout.Entry) throws(Failure) -> [String] {
    let (key, value) = (entry.key, entry.value)
    if Self.flags.contains(key) {
      guard case .bool(let isOn) = value.content else {
        throw fault(value.span, "\(key) is true or false, not \(value.content.words)")
      }
      return isOn ? ["--\(key)"] : []
    }
    guard Self.values.contains(key) else {
      throw fault(entry.keySpan, "\(RawArguments.display(key)) is no option for a profile")
    }
    guard case .array(let values) = value.content else { return [try argument(key, value)] }
    guard Self.lists.contains(key) else {
      throw fault(value.span, "\(key) takes one value")
    }
    var arguments: [String] = []
    for value in values { arguments.append(try argument(key, value)) }
    return arguments
  }

  /// Name and value in one argument, so that no value is taken for an option.
  private func argument(_ key: String, _ value: TOMLLayout.Value) throws(Failure) -> String {
    switch value.content {
    case .integer(let number?): return "--\(key)=\(number)"
    case .float(let number): return "--\(key)=\(number)"
    case .string(let bytes): return "--\(key)=" + RawArguments.string(for: bytes)
    default: throw fault(value.span, "\(value.content.words) is no value of \(key)")
    }
  }

  private func fault(_ span: SourceSpan, _ words: String) -> Failure {
    .input("\(file):\(document.lines.place(of: span.start)): \(words)")
  }
}
