// SPDX-License-Identifier: MIT
// Pattern texts on both parsers: verdict, error number and offset, groups, names, places of items.

import CaseChecking
public import CaseCorpus
import PCRE2Oracle
import RegexSyntax

/// Compares how both engines read a pattern; nothing is matched.
///
/// - Parameters:
///   - input: The pattern and its options.
///   - tally: Counts what was done.
/// - Returns: The first difference; nil if there is none.
public func compareParsers(_ input: CaseInput, tally: inout PairTally) -> Discrepancy? {
  tally.patterns += 1
  let ours: ReadPattern
  do throws(SetupError) {
    let options = try patternOptions(input)
    ours = ReadPattern(input.pattern, options)
  } catch {
    return nil
  }
  let theirs = ReadPattern(input)
  if case .refused(let code, _) = theirs, code == 120 || code == 186 { return nil }
  if case .refused = theirs { tally.refused += 1 }
  guard ours != theirs else { return nil }
  return Discrepancy(
    stage: .compiling, input: input, words: "libpcre2: \(theirs.words), rxdebug: \(ours.words)")
}

/// What a parser makes of a pattern.
private enum ReadPattern: Hashable {
  case refused(code: Int, offset: Int)
  case accepted(groups: Int, names: [String])

  init(_ pattern: [UInt8], _ options: PatternOptions) {
    do throws(PatternError) {
      let tree = try parsePattern(pattern, options: options)
      let names = tree.names.flatMap { name in
        name.groups.map { "\(String(decoding: name.name, as: UTF8.self))=\($0)" }
      }
      self = .accepted(groups: tree.captureCount, names: names.sorted())
    } catch {
      self = .refused(code: error.code, offset: error.offset)
    }
  }

  init(_ input: CaseInput) {
    do throws(OracleError) {
      let oracle = try OraclePattern(
        pattern: input.pattern, options: OracleOptions(input), plain: false)
      let names = oracle.names.flatMap { name in name.value.map { "\(name.key)=\($0)" } }
      self = .accepted(groups: oracle.captureCount, names: names.sorted())
    } catch {
      guard case .compile(let code, let offset, _) = error else {
        self = .refused(code: 0, offset: 0)
        return
      }
      self = .refused(code: code, offset: offset)
    }
  }

  var words: String {
    switch self {
    case .refused(let code, let offset): "error \(code) at \(offset)"
    case .accepted(let groups, let names): "accepts it, \(groups) groups \(names)"
    }
  }
}
