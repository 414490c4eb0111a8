// SPDX-License-Identifier: MIT
// Scores the nearest miss on pairs that were broken at a known place:
//
//   rxmiss --seed 7 --cases 2000 corpus/*.ndjson
//
// Half of them have a broken text, half a broken pattern. `make misses` unpacks a corpus and runs it.

import ArgumentParser
import CaseCorpus
import DifferentialTesting
import MissScoring
import RegexDebugging
import SourceText

@main
struct RXMiss: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rxmiss",
    abstract: "Break pairs that match, and score how well the place is named.")

  @Option(help: "Decides all pairs.") var seed: UInt64 = 1
  @Option(help: "Pairs in all.") var cases = 2000
  @Option(help: "Failures that are printed.") var show = 0
  @Argument(help: "Case files.") var files: [String]

  func run() throws {
    let inputs = try files.sorted().flatMap(matching)
    guard !inputs.isEmpty else { throw ValidationError("no case of the files matches") }
    print("rxmiss: seed \(seed), \(cases) of \(inputs.count) matching pairs")
    var random = SeededGenerator(seed: seed)
    var (texts, patterns) = (MissTally(), MissTally())
    var shown = 0
    var times: [Duration] = []
    while texts.pairs + patterns.pairs < cases {
      let breaksText = texts.pairs <= patterns.pairs
      guard let pair = random.broken(random.pick(inputs), breaksText: breaksText) else { continue }
      let start = ContinuousClock.now
      guard let score = score(pair) else { continue }
      times.append(ContinuousClock.now - start)
      if breaksText { texts.add(score) } else { patterns.add(score) }
      if score.strictRank != 0, shown < show {
        shown += 1
        print(report(pair, score))
      }
    }
    print(line("text broken", texts))
    print(line("pattern broken", patterns))
    times.sort()
    print(
      "time for a pair: median \(times[times.count / 2]), 99 % \(times[times.count * 99 / 100]), "
        + "slowest \(times[times.count - 1])")
  }

  private func matching(_ path: String) throws -> [CaseInput] {
    var reader = try CaseFileReader(path: path)
    var result: [CaseInput] = []
    while let next = try reader.nextCase() {
      let item = try next.get()
      guard item.kind == .match, item.expected.rc ?? 1 > 0 else { continue }
      result.append(item.input)
    }
    return result
  }

  private func line(_ name: String, _ tally: MissTally) -> String {
    func part(_ count: Int) -> String {
      let thousandths = tally.pairs == 0 ? 0 : (count * 1000 + tally.pairs / 2) / tally.pairs
      return "\(thousandths / 10).\(thousandths % 10) %"
    }
    return "\(name): \(tally.pairs) pairs; the changed place in the first answer "
      + "\(part(tally.strict.first)), in the first three \(part(tally.strict.firstThree)); "
      + "or where it shows first \(part(tally.observed.first)), \(part(tally.observed.firstThree)); "
      + "\(tally.edits) edits for \(tally.repaired) pairs, \(tally.wrongEdits) do not match"
  }

  private func report(_ pair: BrokenPair, _ score: MissScore) -> String {
    let escaping = Escaping(showsUnicode: pair.input.options.contains("UTF"))
    var lines = [
      "-- \(pair.change) \(pair.place), rank \(score.strictRank.map(String.init) ?? "-")/"
        + "\(score.rank.map(String.init) ?? "-"), match began at \(pair.start)",
      "   \(escaping.display(pair.input.pattern)) \(pair.input.options)",
      "   \(escaping.display(pair.input.subject))",
    ]
    for miss in score.misses {
      let items = miss.deadEnds.map { "\($0.span)" }.joined(separator: " ")
      lines.append("   from \(miss.start) at \(miss.position): \(items)")
    }
    for found in score.edits {
      let text = found.edit.isOfText ? pair.input.subject : pair.input.pattern
      lines.append(
        "   \(found.edit.isOfText ? "text" : "pattern") \(found.edit.span) \(found.edit.kind) "
          + escaping.display(found.edit.newText(of: text)))
    }
    return lines.joined(separator: "\n")
  }
}
