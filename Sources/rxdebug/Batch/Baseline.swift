// SPDX-License-Identifier: MIT
// The steps of an earlier run, for `--baseline`: which cases need more now. An earlier run is the JSON Lines
// output of one, or a report in that form; a case is known by its file and its id, or its line if it has none.
//
// Tested in Tests/CommandTests/BatchChoiceTests.swift.

import CaseChecking
import CaseCorpus
import Reporting
import SourceText

/// Compares steps with those of an earlier run.
struct Baseline: Sendable {
  private struct Growth {
    var place: CasePlace
    var id: String?
    var before: Int
    var now: Int

    var ratio: Double { Double(now) / Double(max(1, before)) }
  }

  /// How many cases that grew are told at most.
  private static let mostTold = 50

  private var steps: [String: Int] = [:]
  /// The same by the last part of the path only; nil where several cases have that name.
  private var shortKeys: [String: Int?] = [:]
  private var grown: [Growth] = []
  private var grownCount = 0
  private var shrunk = 0
  private var compared = 0
  private var exceeding = 0
  private let mostGrowth: Double?

  /// Reads an earlier run.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - mostGrowth: By how many percent a case may grow; nil for any number.
  /// - Throws: `Failure.input` for a file that cannot be read or has no verdicts.
  init(path: String, mostGrowth: Double?) throws(Failure) {
    self.mostGrowth = mostGrowth
    let name = RawArguments.display(path)
    let descriptor = try InputText.open(path)
    defer { closeFile(descriptor) }
    var reader = CaseFileReader(descriptor: descriptor, name: name)
    do throws(CaseFileError) {
      while let line = try reader.nextLine() {
        guard case .success(let line) = line else { continue }
        guard let value = try? JSONValue(parsing: line.bytes) else { continue }
        guard case .string(let file) = value["file"], case .integer(let number) = value["line"],
          case .integer(let count) = value["steps"], count >= 0
        else { continue }
        var id: String?
        if case .string(let text) = value["id"] { id = text }
        let place = CasePlace(file: file, line: number)
        steps[Self.key(file, place, id)] = count
        let short = Self.key(Self.lastPart(file), place, id)
        shortKeys[short] = shortKeys[short] == nil ? .some(count) : .some(nil)
      }
    } catch {
      throw .input(error.description)
    }
    guard !steps.isEmpty else {
      throw .input("\(name): no verdicts: --baseline takes what --json or --report json: wrote")
    }
  }

  private static func key(_ file: String, _ place: CasePlace, _ id: String?) -> String {
    file + "\u{0}" + (id ?? "\u{0}\(place.line)")
  }

  private static func lastPart(_ file: String) -> String {
    file.split(separator: "/").last.map(String.init) ?? file
  }

  /// The steps of a case then; nil if there is none, or more than one that it could be.
  private func steps(_ place: CasePlace, _ id: String?) -> Int? {
    if let steps = steps[Self.key(place.file, place, id)] { return steps }
    // Files may have been named from another folder: the last part of the path must do.
    return shortKeys[Self.key(Self.lastPart(place.file), place, id)] ?? nil
  }

  /// Compares a case.
  mutating func compare(_ record: BatchRecord) {
    guard let before = steps(record.place, record.verdict.id) else { return }
    compared += 1
    let now = record.verdict.steps
    if now < before { shrunk += 1 }
    guard now > before else { return }
    let growth = Growth(place: record.place, id: record.verdict.id, before: before, now: now)
    grownCount += 1
    if let mostGrowth, (growth.ratio - 1) * 100 > mostGrowth { exceeding += 1 }
    let index = grown.firstIndex { ($0.ratio, $0.now) < (growth.ratio, growth.now) } ?? grown.count
    grown.insert(growth, at: index)
    if grown.count > Self.mostTold { grown.removeLast() }
  }

  /// Whether a case has grown by more than is allowed.
  var hasGrown: Bool { exceeding > 0 }

  /// What is to be told at the end.
  var lines: [String] {
    var lines = grown.map { growth in
      let percent = Int(min((growth.ratio - 1) * 100, 1e15).rounded())
      return "\(batchPlace(growth.place, id: growth.id)): \(growth.before) -> \(growth.now) steps, "
        + "+\(percent) %"
    }
    if grownCount > grown.count { lines.append("... and \(grownCount - grown.count) more") }
    if compared == 0 { lines.append("none of these cases is in the baseline") }
    var text =
      "against the baseline: \(grownCount) of \(compared) cases need more steps, "
      + "\(shrunk) fewer"
    if let mostGrowth { text += "; \(exceeding) grew by more than \(mostGrowth) %" }
    return lines + [text]
  }
}
