// SPDX-License-Identifier: MIT
// Texts that might reach a point, the likeliest first: samples written on the way to it; the same with something
// changed where its node stands; subjects of cases with a piece put in.
//
// Tested in RegexCoverageTests/ProposalTests.swift.

import RegexProgram
import RegexSyntax
import SourceText

/// The candidates for one point, made as they are asked for.
struct Candidates: IteratorProtocol {
  private let plan: CoveragePlan
  private let map: PatternWays
  private let point: CoveragePoint
  private let subjects: [[UInt8]]
  private var waiting: [[UInt8]] = []
  private var position = 0
  private var stage = 0
  private var choices = PatternWays.Choices()
  private var wish: SampleWriter.Wish
  /// What is put where something is to go wrong.
  private var disturbances: [[UInt8]] = []

  /// Samples for each point before subjects are tried.
  private static let variants = 10
  private static let stages = 2 * variants + 3
  /// Characters of one subject at which something is changed.
  private static let mostPlaces = 60

  init(_ plan: CoveragePlan, _ map: PatternWays, target: Int, subjects: [[UInt8]]) {
    self.plan = plan
    self.map = map
    self.subjects = subjects
    point = plan.points[target]
    wish = SampleWriter.Wish(node: point.node)
    choose()
  }

  /// The next candidate; nil if there is none left.
  mutating func next() -> [UInt8]? {
    while position == waiting.count {
      guard stage < Self.stages else { return nil }
      waiting = make(stage)
      position = 0
      stage += 1
    }
    position += 1
    return waiting[position - 1]
  }

  // MARK: What has to be chosen

  private mutating func choose() {
    choices = map.way(to: point.node)
    let letters = ["a", "0", " ", "\n", "!", "_", "B", "é"].map { Array($0.utf8) }
    disturbances = [[]] + letters
    switch point.kind {
    case .branchBegun(let branch), .branchPassed(let branch):
      choices.branches[point.node] = branch
    case .rounds(let rounds): choose(rounds)
    case .conditionMet: choose(branch: 0)
    case .conditionNotMet: choose(branch: 1)
    case .memberTaken(let member): wish.member = member
    case .memberRefused(let member):
      disturbances = characters(of: member) + disturbances
    case .otherCase: wish.isOtherCase = true
    case .groupUnset(let number):
      choices = map.groups[number].map { map.wayAround($0) } ?? choices
    case .fails: disturbances = contents() + disturbances
    case .item, .holds, .outside, .groupSet, .match, .noMatch: break
    }
  }

  /// What makes a negative lookaround fail: samples of what is in it.
  private func contents() -> [[UInt8]] {
    guard case .group = plan.program.tree[point.node].kind else { return [] }
    return (0..<3 as Range<UInt64>).map { variant in
      var writer = SampleWriter(map, choices, wish, variant: variant)
      writer.writeContent(of: point.node)
      return writer.text
    }
  }

  private mutating func choose(_ rounds: CoveragePoint.Rounds) {
    let count =
      switch rounds {
      case .least(let least): least
      case .one: 1
      case .more(let few): few + 1
      case .most(let most): most
      }
    choices.rounds[point.node] = count
  }

  private mutating func choose(branch: Int) {
    choices.branches[point.node] = branch
    choices.add(map.conditions(of: point.node, branch: branch))
  }

  /// Characters of a member of the class.
  private func characters(of member: Int) -> [[UInt8]] {
    let tree = plan.program.tree
    let node = tree[point.node]
    guard case .characterClass(let characterClass) = node.kind else { return [] }
    let isUTF = plan.program.isUTF
    let sets = CharacterSet.sets(of: [tree[characterClass.members, member]], in: node, of: tree)
    return SampleCharacters.members(of: sets[0], isUTF: isUTF, most: 3).map { encoded($0) }
  }

  private func encoded(_ value: UInt32) -> [UInt8] {
    guard plan.program.isUTF else { return [UInt8(truncatingIfNeeded: value)] }
    var bytes: [UInt8] = []
    appendUTF8(value, to: &bytes)
    return bytes
  }

  // MARK: Making

  private func make(_ stage: Int) -> [[UInt8]] {
    let wantsFailure =
      switch point.kind {
      case .fails, .outside, .memberRefused, .noMatch: true
      default: false
      }
    let variants = Self.variants
    switch stage {
    case 0..<variants:
      let writer = sample(UInt64(stage))
      return (wantsFailure ? disturbed(writer) : []) + [writer.text]
    case variants..<(2 * variants):
      return wantsFailure ? [] : disturbed(sample(UInt64(stage - variants)))
    case 2 * variants: return [[]] + spliced()
    case 2 * variants + 1: return subjects.flatMap { changed($0) }
    default: return surrounded()
    }
  }

  private func sample(_ variant: UInt64) -> SampleWriter {
    var writer = SampleWriter(map, choices, wish, variant: variant)
    writer.write()
    return writer
  }

  /// A sample with something else where the node begins or ends.
  private func disturbed(_ writer: SampleWriter) -> [[UInt8]] {
    let text = writer.text
    var places = Array(Set(writer.marks.prefix(6)).filter { $0 <= text.count }).sorted()
    if places.isEmpty { places = [text.count] }
    var result: [[UInt8]] = []
    for place in places.reversed() {
      result.append(Array(text[..<place]))
      for disturbance in disturbances {
        result.append(text[..<place] + disturbance + text[place...])
        let next = characterEnd(text, place)
        result.append(text[..<place] + disturbance + text[next...])
      }
    }
    return result
  }

  private func characterEnd(_ text: [UInt8], _ position: Int) -> Int {
    guard position < text.count else { return position }
    return plan.program.isUTF
      ? position + (validCharacter(text, at: position)?.length ?? 1) : position + 1
  }

  /// Subjects with a sample of the node put in at each place, or in the place of a character.
  private func spliced() -> [[UInt8]] {
    var pieces: [[UInt8]] = []
    for variant in 0..<4 as Range<UInt64> {
      var writer = SampleWriter(map, choices, wish, variant: variant)
      writer.write(point.node)
      if !pieces.contains(writer.text) { pieces.append(writer.text) }
    }
    return subjects.flatMap { subject in pieces.flatMap { changed(subject, by: [$0]) } }
  }

  private func changed(_ subject: [UInt8]) -> [[UInt8]] { changed(subject, by: disturbances) }

  private func changed(_ subject: [UInt8], by pieces: [[UInt8]]) -> [[UInt8]] {
    var result: [[UInt8]] = []
    var place = 0
    var places = 0
    while places < Self.mostPlaces {
      let next = characterEnd(subject, place)
      for piece in pieces {
        result.append(subject[..<place] + piece + subject[next...])
        if !piece.isEmpty { result.append(subject[..<place] + piece + subject[place...]) }
      }
      guard place < subject.count else { break }
      place = next
      places += 1
    }
    return result
  }

  /// Samples with something before or behind them.
  private func surrounded() -> [[UInt8]] {
    (0..<4 as Range<UInt64>).flatMap { variant -> [[UInt8]] in
      let text = sample(variant).text
      return disturbances.flatMap { [$0 + text, text + $0, $0 + text + $0] }
    }
  }
}
