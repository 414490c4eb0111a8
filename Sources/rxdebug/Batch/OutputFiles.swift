// SPDX-License-Identifier: MIT
// Whether what a run writes would be written over what it reads, or over itself: asked before anything is run.
//
// Tested in Tests/CommandTests/BatchChoiceTests.swift.

import CaseCorpus
import Glibc

/// The files that a run writes.
enum OutputFiles {
  /// Refuses a file that is read, or written twice.
  ///
  /// - Throws: `Failure.input` with its name.
  static func check(_ settings: BatchSettings) throws(Failure) {
    var outputs = settings.reports.map(\.path)
    if let coverage = settings.coverage { outputs.append(coverage.path) }
    if let journal = settings.journal { outputs.append(journal) }
    if let baseline = settings.baseline, let own = FileIdentity(baseline),
      outputs.contains(where: { FileIdentity($0) == own })
    {
      throw .input("\(RawArguments.display(baseline)): is read as the baseline: write another file")
    }
    let inputs = Set(settings.files.compactMap { FileIdentity($0) })
    var seen: Set<FileIdentity> = []
    for output in outputs where output != "-" {
      try checkWritable(output)
      guard let own = FileIdentity(output) else { continue }
      if inputs.contains(own) {
        throw .input(
          "\(RawArguments.display(output)): is a case file of this run: write another file")
      }
      guard seen.insert(own).inserted else {
        throw .input("\(RawArguments.display(output)): would be written twice")
      }
    }
  }
}

extension OutputFiles {
  /// Refuses a file that cannot be made: to find that out after the run would be too late.
  private static func checkWritable(_ path: String) throws(Failure) {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) }
    let place = unsafe access(systemPath(path), F_OK) == 0 ? path : folder ?? "."
    guard unsafe access(systemPath(place), W_OK) == 0 else {
      throw .input("\(RawArguments.display(path)): cannot write: \(systemText(errno))")
    }
  }
}
