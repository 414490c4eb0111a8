// SPDX-License-Identifier: MIT
// Why a step goes as it does, in parts of which the first ones matter most: for a view with room for some of them.
//
//     words.parts(of: view)      // failed: "`$` at 12 fails: ...", back: "Back to #26: ..."
//
// Tested in StepperUITests/WhyPaneTests.swift.

public import RegexDebugging
import RegexMachine
import RegexSyntax

/// A part of an explanation.
public struct WhyPart: Hashable, Sendable {
  /// What a part tells of.
  public enum Kind: Hashable, Sendable {
    /// The item, or the search, has matched.
    case matched
    /// The item, or the search, has failed.
    case failed
    /// Where the search goes back to.
    case back
    /// More about it.
    case more
  }
  /// What it tells of.
  public var kind: Kind
  /// One or more sentences; blanks at the beginning belong to it.
  public var text: String
}

extension StepWords {
  /// The explanation of a place in parts, the most important one first.
  public func parts(of place: PlaceView) -> [WhyPart] {
    switch place {
    case .step(let why): parts(of: why)
    case .end(let end):
      [WhyPart(kind: kind(of: end), text: words.line(place))]
        + words.details(end, withPicture: false).map { WhyPart(kind: .more, text: $0) }
    }
  }

  private func kind(of end: EndInfo) -> WhyPart.Kind {
    switch end.end.outcome {
    case .match: .matched
    case .noMatch, .partial, .limit, .error: .failed
    }
  }

  private func parts(of why: Why) -> [WhyPart] {
    var parts: [WhyPart] = []
    if case .failed(let reason) = why.verdict {
      let words = self.words.reason(reason, why, short: false)
      let name = self.words.name(why.step.item)
      parts.append(
        WhyPart(kind: .failed, text: "\(name) at \(why.step.position) fails: \(words)."))
    } else {
      let line = words.line(why)
      let number = "#\(why.step.number) "
      parts.append(WhyPart(kind: .matched, text: String(line.dropFirst(number.count))))
    }
    let back = words.retreat(why)
    if !back.isEmpty { parts.append(WhyPart(kind: .back, text: back)) }
    if !why.trial.isEmpty {
      let text = "It tries \(why.trial), and finds \(words.found(why.found))."
      parts.append(WhyPart(kind: .more, text: text))
    }
    if back.isEmpty, case .step(let next) = why.next {
      let text = "Next is \(words.name(next.item)) at \(next.position)."
      parts.append(WhyPart(kind: .more, text: text))
    }
    return parts
  }
}
