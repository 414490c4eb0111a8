// SPDX-License-Identifier: MIT
// The cases of fixtures/cases and the list of those that are known to fail.

import CaseCorpus
import FoundationEssentials

/// The folder with a name below fixtures.
private func fixture(_ name: String) -> String {
  "/" + #filePath.split(separator: "/").dropLast(3).joined(separator: "/") + "/fixtures/" + name
}

enum Corpus {
  /// The folder of the shipped cases.
  static let folder = fixture("cases")

  /// The names of all case files without their ending, sorted.
  static let fileNames: [String] = {
    let files = (try? FileManager.default.contentsOfDirectory(atPath: fixture("cases"))) ?? []
    return files.filter { $0.hasSuffix(".ndjson") }.map { String($0.dropLast(7)) }.sorted()
  }()

  /// All cases of a file.
  static func cases(in name: String) throws -> [Case] {
    var reader = try CaseFileReader(path: fixture("cases/\(name).ndjson"))
    var cases: [Case] = []
    while let next = try reader.nextCase() { cases.append(try next.get()) }
    return cases
  }

  /// Why cases are known to fail, by id.
  static func knownFailures() throws -> [String: String] {
    let text = try String(contentsOfFile: fixture("known-failures.txt"), encoding: .utf8)
    var reasons: [String: String] = [:]
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let fields = line.split(separator: "\t", maxSplits: 1)
      reasons[String(fields[0])] = fields.count > 1 ? String(fields[1]) : ""
    }
    return reasons
  }
}
