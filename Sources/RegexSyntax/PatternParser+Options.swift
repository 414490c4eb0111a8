// SPDX-License-Identifier: MIT
// Options inside the pattern: `(?i)`, `(?^x-s)`, `(?i:...)`.
//
// Example: `a(?i)b` matches b in either case; `(?i)` holds up to the end of the group it is in.
// Tested in RegexSyntaxTests/TreeTests.swift.

internal import SourceText

extension PatternParser {
  /// An option setting, or a group with one; begins behind `(?`.
  mutating func parseOptionGroup() throws(PatternError) {
    try reserveSavedModes()
    let changed = try readModes()
    guard let bracket = peek() else { throw failure(114, at: position) }
    position += 1
    if bracket == 0x3A {
      openFrame(.nonCapture, from: itemStart)
      frame.savesModes = true
    } else {
      addOptionSetting(changed)
    }
    modes = changed
  }

  /// A setting for the rest of the group.
  private mutating func addOptionSetting(_ changed: Modes) {
    if frame.savesModes {
      savedModesDepth -= 1
    } else {
      frame.savesModes = true
    }
    let itemWasLast = itemIsLast
    appendLeaf(.optionSetting(changed))
    // A setting that changes nothing leaves no trace, so the next item takes over this one's.
    if changed == modes { itemIsLast = itemWasLast }
  }

  /// Reads option letters up to `)` or `:`.
  private mutating func readModes() throws(PatternError) -> Modes {
    var result = modes
    var mayUnset = true
    var unsetting = false
    var set: Modes = []
    var unset: Modes = []
    if peek() == 0x5E {
      result.subtract([.caseless, .multiline, .noAutoCapture, .dotAll, .extended, .extendedMore])
      mayUnset = false
      position += 1
    }
    while let letter = peek(), letter != 0x29, letter != 0x3A {
      position += 1
      if letter == 0x2D {
        guard mayUnset else { throw failure(194, at: position - 1) }
        unsetting = true
        mayUnset = false
        continue
      }
      let mode = try mode(of: letter)
      if unsetting { unset.formUnion(mode) } else { set.formUnion(mode) }
    }
    if set.intersection([.extended, .extendedMore]) == .extended || unset.contains(.extended) {
      unset.insert(.extendedMore)
    }
    return result.union(set).subtracting(unset)
  }

  /// The modes that a letter stands for; a second `x` is read with the first.
  private mutating func mode(of letter: UInt8) throws(PatternError) -> Modes {
    switch letter {
    case 0x4A: return .dupNames
    case 0x55: return .ungreedy
    case 0x69: return .caseless
    case 0x6D: return .multiline
    case 0x6E: return .noAutoCapture
    case 0x73: return .dotAll
    case 0x78:
      guard peek() == 0x78 else { return .extended }
      position += 1
      return [.extended, .extendedMore]
    default:
      throw failure(111, at: position - 1)
    }
  }
}
