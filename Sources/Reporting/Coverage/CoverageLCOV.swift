// SPDX-License-Identifier: MIT
// Coverage as an lcov trace file, for genhtml and the services that read it. The source is the file of cases; each
// pattern stands at the line of its first case, hit as often as there are cases, and every point is a branch there.
//
// Source: geninfo(1), "FILES". Tested in Tests/CommandTests/CoverageTests.swift.

import RegexCoverage

/// The whole report as an lcov trace file.
public func coverageLCOV(_ report: CoverageReport) -> String {
  var files: [(name: String, patterns: [CoveredPattern])] = []
  for pattern in report.patterns {
    let known = files.firstIndex { $0.name == pattern.place.file }
    if let known {
      files[known].patterns.append(pattern)
    } else {
      files.append((pattern.place.file, [pattern]))
    }
  }
  return files.map { record($0.name, $0.patterns) }.joined()
}

private func record(_ file: String, _ patterns: [CoveredPattern]) -> String {
  var text = "TN:\nSF:\(file)\n"
  var lines: [Int: Int] = [:]
  var total = CoverageTotal()
  for (block, pattern) in patterns.enumerated() {
    let line = pattern.place.line
    lines[line, default: 0] += pattern.cases
    total.add(pattern.total())
    for (branch, point) in pattern.points.enumerated() {
      text += "BRDA:\(line),\(block),\(branch),\(point.count)\n"
    }
  }
  text += "BRF:\(total.points)\nBRH:\(total.covered)\n"
  for (line, count) in lines.sorted(by: { $0.key < $1.key }) { text += "DA:\(line),\(count)\n" }
  text += "LF:\(lines.count)\nLH:\(lines.values.count { $0 > 0 })\n"
  return text + "end_of_record\n"
}
