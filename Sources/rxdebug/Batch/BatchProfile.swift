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
  /// The options that a profile may hold.
  private static let names: Set<String> = [
    "baseline", "chunk", "color", "config", "coverage", "durations", "engine", "fail-fast",
    "fail-on",
    "journal", "json", "jobs", "last-failed", "max-fail", "max-growth", "ordered", "quiet",
    "report",
    "resume", "retries", "shard", "slow-timeout", "stats", "steps", "tag", "timeout", "timings",
    "worker-memory",
  ]

  private let file: String
  private let document: TOMLDocument

  /// The arguments of a profile.
  ///
  /// - Parameters:
  ///   - name: Its name; nil for `default`, which need not be there.
  ///   - path: The file; nil for the user's own.
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
    for entry in tables[index].entries {
      guard Self.names.contains(entry.key), entry.key != "config" else {
        throw fault(entry.keySpan, "\(RawArguments.display(entry.key)) is no option for a profile")
      }
      arguments += try self.arguments(entry.key, entry.value)
    }
    return arguments
  }

  private func arguments(
    _ key: String, _ value: TOMLLayout.Value
  ) throws(Failure) -> [String] {
    switch value.content {
    case .bool(let isOn): return isOn ? ["--\(key)"] : []
    case .integer(let number?): return ["--\(key)", "\(number)"]
    case .float(let number): return ["--\(key)", "\(number)"]
    case .string(let bytes): return ["--\(key)", RawArguments.string(for: bytes)]
    case .array(let values):
      var arguments: [String] = []
      for value in values { arguments += try self.arguments(key, value) }
      return arguments
    case .integer(nil), .date, .table:
      throw fault(value.span, "\(value.content.words) is no value of an option")
    }
  }

  private func fault(_ span: SourceSpan, _ words: String) -> Failure {
    .input("\(file):\(document.lines.place(of: span.start)): \(words)")
  }
}
