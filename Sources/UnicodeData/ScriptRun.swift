// SPDX-License-Identifier: MIT
// Script runs, (*sr:...): may these code points stand together?
//
//     var run = ScriptRun()
//     run.take(0x67)  // true: Latin g
//     run.take(0x043E)  // false: Cyrillic o
//
// Tested against libpcre2 in UnicodeDataTests/ScriptRunTests.swift.

/// The state of a script run between two code points: which scripts may still come.
///
/// Source: pcre2unicode, "Script runs". PCRE2 lets Han mix with others by the basic script of
/// what came so far: once a code point of Han itself is there, one that is Common with Han among
/// its extensions no longer fits. That, too, is so here.
public struct ScriptRun: Hashable, Sendable {
  /// What the code points so far demand of the next one.
  private enum Demand: Hashable {
    case nothing
    case oneOf(ScriptSet)
    case hanAndPerhapsOthers
    case hanAnd(ScriptSet)
  }

  private var demand = Demand.nothing
  private var digitSet = 0
  private var isLong = false
  private var hasUnknown = false

  /// The empty run.
  public init() {}

  /// Takes one more code point, and says whether all of them so far are a script run.
  ///
  /// After the answer false the state means nothing. A run of one code point is always good.
  public mutating func take(_ codePoint: UInt32) -> Bool {
    let script = UnicodeTables.script(of: codePoint)
    hasUnknown = hasUnknown || script == .unknown
    defer { isLong = true }
    if hasUnknown { return !isLong }
    let digits = UnicodeTables.digitSetIndex(of: codePoint)
    if digits != 0 {
      if digitSet != 0, digitSet != digits { return false }
      digitSet = digits
    }
    var scripts = UnicodeTables.scriptExtensions(of: codePoint)
    if script != .common, script != .inherited {
      scripts.insert(script)
    } else if scripts.isEmpty {
      return true
    }
    return take(script, scripts)
  }

  /// Takes a code point that has scripts to compare: its basic one and all of them.
  private mutating func take(_ script: Script, _ scripts: ScriptSet) -> Bool {
    switch demand {
    case .nothing:
      demand = ScriptRun.demand(of: script) ?? .oneOf(scripts)
      return true
    case .oneOf(let possible):
      let common = possible.intersection(scripts)
      demand = ScriptRun.demand(of: script) ?? .oneOf(common)
      return !common.isEmpty
    case .hanAndPerhapsOthers:
      if script == .han { return true }
      // Not every script settles which mixture it is: only Bopomofo alone does, and both of
      // Hiragana and Katakana without others.
      let others = scripts.intersection(ScriptRun.mixing)
      if others == ScriptRun.bopomofo || others == ScriptRun.kana { demand = .hanAnd(others) }
      return !others.isEmpty
    case .hanAnd(let others):
      return scripts.contains(.han) || !scripts.intersection(others).isEmpty
    }
  }

  /// The demand that a code point of one of the scripts that mix with Han makes.
  private static func demand(of script: Script) -> Demand? {
    switch script {
    case .han: .hanAndPerhapsOthers
    case .hiragana, .katakana: .hanAnd(kana)
    case .bopomofo: .hanAnd(bopomofo)
    case .hangul: .hanAnd(hangul)
    default: nil
    }
  }

  // The scripts that mix with Han: those of Japanese, of Mandarin in Taiwan, of Korean, and all.
  private static var kana: ScriptSet { ScriptSet(.hiragana, .katakana) }
  private static var bopomofo: ScriptSet { ScriptSet(.bopomofo) }
  private static var hangul: ScriptSet { ScriptSet(.hangul) }
  private static var mixing: ScriptSet {
    ScriptSet(.hiragana, .katakana, .bopomofo, .hangul)
  }
}
