// SPDX-License-Identifier: MIT
// The bidirectional classes of Unicode. Tested in UnicodeDataTests/PropertyTests.swift.

/// The Bidi_Class of a code point; the order is the generator's.
@frozen
public enum BidiClass: UInt8, CaseIterable, Hashable, Sendable {
  /// L, left to right.
  case leftToRight
  /// AL, an Arabic letter.
  case arabicLetter
  /// AN, an Arabic number.
  case arabicNumber
  /// B, a paragraph separator.
  case paragraphSeparator
  /// BN, boundary neutral.
  case boundaryNeutral
  /// CS, a common separator.
  case commonSeparator
  /// EN, a European number.
  case europeanNumber
  /// ES, a European separator.
  case europeanSeparator
  /// ET, a European terminator.
  case europeanTerminator
  /// FSI, the first strong isolate.
  case firstStrongIsolate
  /// LRE, the left-to-right embedding.
  case leftToRightEmbedding
  /// LRI, the left-to-right isolate.
  case leftToRightIsolate
  /// LRO, the left-to-right override.
  case leftToRightOverride
  /// NSM, a non-spacing mark.
  case nonspacingMark
  /// ON, another neutral.
  case otherNeutral
  /// PDF, pop directional format.
  case popDirectionalFormat
  /// PDI, pop directional isolate.
  case popDirectionalIsolate
  /// R, right to left.
  case rightToLeft
  /// RLE, the right-to-left embedding.
  case rightToLeftEmbedding
  /// RLI, the right-to-left isolate.
  case rightToLeftIsolate
  /// RLO, the right-to-left override.
  case rightToLeftOverride
  /// S, a segment separator.
  case segmentSeparator
  /// WS, white space.
  case whiteSpace

  /// The short name that a pattern writes, such as `AL`.
  public var code: String {
    switch self {
    case .leftToRight: "L"
    case .arabicLetter: "AL"
    case .arabicNumber: "AN"
    case .paragraphSeparator: "B"
    case .boundaryNeutral: "BN"
    case .commonSeparator: "CS"
    case .europeanNumber: "EN"
    case .europeanSeparator: "ES"
    case .europeanTerminator: "ET"
    case .firstStrongIsolate: "FSI"
    case .leftToRightEmbedding: "LRE"
    case .leftToRightIsolate: "LRI"
    case .leftToRightOverride: "LRO"
    case .nonspacingMark: "NSM"
    case .otherNeutral: "ON"
    case .popDirectionalFormat: "PDF"
    case .popDirectionalIsolate: "PDI"
    case .rightToLeft: "R"
    case .rightToLeftEmbedding: "RLE"
    case .rightToLeftIsolate: "RLI"
    case .rightToLeftOverride: "RLO"
    case .segmentSeparator: "S"
    case .whiteSpace: "WS"
    }
  }
}
