// SPDX-License-Identifier: MIT
// What libpcre2 knows of every match before it tries one, and why it would not even begin with a subject. The
// machine itself never uses it: like libpcre2 with callouts for every step it makes all attempts.
//
//     facts.rejection(of: subject, from: 0)    // .tooShort(needed: 5, available: 3)
//
// Source: pcre2_match.c of 10.42, "Start of match optimizations". Tested in Tests/ConformanceTests/StartTests.swift.

/// A code unit that a match needs, in one case or in both.
public struct NeededUnit: Hashable, Sendable {
  /// The code unit.
  public var value: UInt8
  /// The one that counts as well; nil if there is none.
  public var otherCase: UInt8?

  /// Makes one.
  public init(_ value: UInt8, otherCase: UInt8? = nil) {
    self.value = value
    self.otherCase = otherCase
  }

  /// Whether a byte is it.
  func isMet(by byte: UInt8) -> Bool { byte == value || byte == otherCase }
}

/// Why libpcre2 would not begin an attempt.
public enum StartRejection: Hashable, Sendable {
  /// A match has at least so many characters, but from the first place on at which one may begin only so many
  /// bytes are left.
  case tooShort(needed: Int, available: Int)
  /// Every match begins with a code unit that does not come.
  case firstMissing(NeededUnit)
  /// A match can only begin at a position, and with a code unit that is not there.
  case firstDiffers(NeededUnit, at: Int)
  /// No code unit that comes can begin a match.
  case noFirst
  /// A match can only begin at a position, and no match begins with what is there.
  case noFirstThere(at: Int)
  /// Every match has a code unit in it that does not come.
  case requiredMissing(NeededUnit)
  /// Something else.
  case other
}

/// What libpcre2 knows of every match of a pattern before it begins.
public struct StartFacts: Hashable, Sendable {
  /// What it knows of the beginning of a match.
  public enum First: Hashable, Sendable {
    /// Nothing.
    case unknown
    /// It is always this code unit.
    case unit(NeededUnit)
    /// It is the start of the subject or of a line.
    case lineStart
    /// It is one of these code units: flags for 0 to 255.
    case set([Bool])
  }
  /// Whether a match can only begin where the search does.
  public var isAnchored: Bool
  /// Whether a match has to begin in the first line.
  public var isFirstLine: Bool
  /// The fewest characters of a match.
  public var minimumLength: Int
  /// The beginning.
  public var first: First
  /// A code unit that has to come.
  public var required: NeededUnit?
  /// Whether it begins an attempt with the subject that it was asked about.
  public var begins: Bool

  /// Makes facts.
  public init(
    isAnchored: Bool, isFirstLine: Bool = false, minimumLength: Int, first: First,
    required: NeededUnit?, begins: Bool
  ) {
    self.isAnchored = isAnchored
    self.isFirstLine = isFirstLine
    self.minimumLength = minimumLength
    self.first = first
    self.required = required
    self.begins = begins
  }

  /// Why no attempt begins; nil if one does.
  ///
  /// - Parameters:
  ///   - subject: The subject that libpcre2 was asked about.
  ///   - offset: Where the search starts, in bytes.
  /// - Returns: The first reason in the order in which libpcre2 looks.
  public func rejection(of subject: [UInt8], from offset: Int) -> StartRejection? {
    guard !begins else { return nil }
    var start = offset
    if let reason = beginning(in: subject, &start) { return reason }
    if subject.count - start < minimumLength {
      return .tooShort(needed: minimumLength, available: subject.count - start)
    }
    guard let required else { return .other }
    var from = start
    if case .unit = first { from += 1 }
    return subject.dropFirst(from).contains(where: required.isMet)
      ? .other : .requiredMissing(required)
  }

  /// Looks for the first place at which a match can begin; the reason if there is none.
  private func beginning(in subject: [UInt8], _ start: inout Int) -> StartRejection? {
    let isMet: (UInt8) -> Bool
    var unit: NeededUnit?
    switch first {
    case .unknown, .lineStart: return nil
    case .unit(let needed): (isMet, unit) = ({ needed.isMet(by: $0) }, needed)
    case .set(let set): isMet = { set[Int($0)] }
    }
    if isAnchored {
      if start < subject.count, isMet(subject[start]) { return nil }
      return unit.map { .firstDiffers($0, at: start) } ?? .noFirstThere(at: start)
    }
    if let found = subject[start...].firstIndex(where: isMet) {
      // In a later line it would not count: then the place from which libpcre2 goes on is not known.
      if !isFirstLine { start = found }
      return nil
    }
    return unit.map { .firstMissing($0) } ?? .noFirst
  }
}
