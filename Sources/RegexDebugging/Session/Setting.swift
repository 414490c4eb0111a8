// SPDX-License-Identifier: MIT
// One thing about a run that can be changed while the session goes on.
//
//     var setup = session.setup
//     setup.apply(.option(OptionName("caseless")!, true))
//
// Tested in RegexDebuggingTests/SettingTests.swift.

import RegexMachine
public import RegexSyntax

/// A change of what is matched with what.
public enum Setting: Hashable, Sendable {
  /// The pattern's bytes.
  case pattern([UInt8])
  /// The subject's bytes.
  case subject([UInt8])
  /// An option of pattern or match, on or off.
  case option(OptionName, Bool)
  /// What a newline is.
  case newline(NewlineConvention)
  /// What `\R` matches.
  case bsr(BSRConvention)
  /// Where the search starts, in bytes.
  case startOffset(Int)

  /// An option by name; `-` in front of it turns it the other way.
  ///
  /// nil if there is no such option.
  public init?(option text: String, turnsOn: Bool = true) {
    if let option = OptionName(text) {
      self = .option(option, turnsOn)
    } else if text.hasPrefix("-"), let option = OptionName(String(text.dropFirst())) {
      self = .option(option, !turnsOn)
    } else {
      return nil
    }
  }
}

/// What `show` tells.
public enum ShowTopic: String, Hashable, Sendable, CaseIterable {
  /// The pattern.
  case pattern
  /// The subject.
  case subject
  /// All that decides how they are matched.
  case options
}

extension RunSetup {
  /// Makes a change.
  public mutating func apply(_ setting: Setting) {
    switch setting {
    case .pattern(let bytes): pattern = bytes
    case .subject(let bytes): subject = bytes
    case .newline(let newline): options.newline = newline
    case .bsr(let bsr): options.bsr = bsr
    case .startOffset(let offset): matchOptions.startOffset = offset
    case .option(let option, let isOn):
      switch (option.kind, isOn) {
      case (.compile(let flag), true): options.compile.insert(flag)
      case (.compile(let flag), false): options.compile.remove(flag)
      case (.match(let flag), true): matchOptions.flags.insert(flag)
      case (.match(let flag), false): matchOptions.flags.remove(flag)
      }
    }
  }

  /// The names of the options that are on, in PCRE2's words, those of the pattern first.
  public var optionNames: [String] {
    let compile = OptionName.all.filter {
      if case .compile(let flag) = $0.kind { options.compile.contains(flag) } else { false }
    }
    let match = OptionName.all.filter {
      if case .match(let flag) = $0.kind { matchOptions.flags.contains(flag) } else { false }
    }
    return (compile + match).map(\.name)
  }
}
