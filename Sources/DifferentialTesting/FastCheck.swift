// SPDX-License-Identifier: MIT
// The fast program beside the traced one: both have to find the same, whichever optimisations are on.
//
//     let check = FastCheck(try parsePattern(Array("a+b".utf8)), switches: FastSwitches.each)
//     try check?.difference(subject: Array("xaab".utf8), options: MatchOptions())      // nil
//
// Tested in Tests/ConformanceTests, which runs it over every case of fixtures/cases, and in Tests/DifferentialTests.

import CaseChecking
public import RegexMachine
public import RegexProgram
public import RegexSyntax

/// Which optimisations are on, with a name for a person.
public struct FastSwitches: Hashable, Sendable {
  /// What is on.
  public var optimizations: Optimizations
  /// What a report calls it.
  public var name: String

  /// Makes one.
  public init(_ optimizations: Optimizations, name: String) {
    self.optimizations = optimizations
    self.name = name
  }

  /// Whether something is left out of what the traced program does.
  var canLeaveOut: Bool { !optimizations.isEmpty }

  /// All optimisations.
  public static let all = FastSwitches(.all, name: "all optimisations")
  /// All, none, each alone, and all but each.
  public static let each: [FastSwitches] =
    [all, FastSwitches([], name: "no optimisation")]
    + Optimizations.each.flatMap { name, one in
      [
        FastSwitches(one, name: "only \(name)"),
        FastSwitches(.all.subtracting(one), name: "all but \(name)"),
      ]
    }

  /// The optimisations that a seed chooses, each with an even chance.
  public static func random(seed: UInt64) -> FastSwitches {
    var random = SeededGenerator(seed: seed)
    let chosen = Optimizations.each.filter { _ in random.oneIn(2) }
    return FastSwitches(
      chosen.reduce(into: []) { $0.formUnion($1.optimization) },
      name: chosen.isEmpty ? "no optimisation" : chosen.map(\.name).joined(separator: " and "))
  }
}

/// The programs of one pattern.
public struct FastCheck {
  /// The traced program.
  public let traced: Program
  /// The fast ones.
  public let fast: [(switches: FastSwitches, program: Program)]

  /// Compiles a pattern; nil if the engine cannot run it.
  ///
  /// - Parameters:
  ///   - tree: The pattern.
  ///   - switches: Which fast programs are made.
  public init?(_ tree: Tree, switches: [FastSwitches]) {
    do throws(UnsupportedConstruct) {
      traced = try compileTraced(tree)
      var fast: [(switches: FastSwitches, program: Program)] = []
      for one in switches {
        fast.append((one, try compileFast(tree, optimizations: one.optimizations)))
      }
      self.fast = fast
    } catch {
      return nil
    }
  }

  /// Compares what the programs find, in a single search and in one for all matches.
  ///
  /// Searches with partial matching are left out, for they need the traced program; so are those at which the traced
  /// program meets a limit. Where it ends with an error, an optimisation may leave out the attempt or the branch that
  /// has it, as those of libpcre2 do: `((?1))a` on an empty subject is no match there, and error -52 without them.
  ///
  /// - Returns: The first difference in words; nil if there is none.
  public func difference(subject: [UInt8], options: MatchOptions) -> String? {
    guard options.flags.isDisjoint(with: [.partialSoft, .partialHard]) else { return nil }
    return singleDifference(subject, options) ?? allDifference(subject, options)
  }

  /// What is allowed to a fast program: it counts failures, and may need a little more of a stack.
  private func fastOptions(_ options: MatchOptions) -> MatchOptions {
    var options = options
    options.limits.steps *= 4
    options.limits.stackBytes *= 2
    return options
  }

  private func singleDifference(_ subject: [UInt8], _ options: MatchOptions) -> String? {
    let expected = Self.result(traced, subject, options)
    guard expected.kind != .limit else { return nil }
    let hasError =
      if case .error(let code) = expected.kind { MatchError(rawValue: code) != nil } else { false }
    for (switches, program) in fast where !(hasError && switches.canLeaveOut) {
      let found = Self.result(program, subject, fastOptions(options))
      let words = found.difference(
        from: expected, verb: "the traced program has", got: "the fast one has")
      if let words { return "\(switches.name): \(words)" }
      guard found == expected else {
        return "\(switches.name): \(found.groups.count) groups instead of \(expected.groups.count)"
      }
    }
    return nil
  }

  private static func result(
    _ program: Program, _ subject: [UInt8], _ options: MatchOptions
  ) -> MatchResult {
    do throws(SubjectError) {
      var machine = try Machine(program: program, subject: subject, options: options)
      machine.run()
      return MatchResult(machine)
    } catch {
      return MatchResult(.error(error.code))
    }
  }

  private func allDifference(_ subject: [UInt8], _ options: MatchOptions) -> String? {
    do throws(SubjectError) {
      let expected = try findAll(traced, in: subject, options: options)
      if case .limit = expected.outcome { return nil }
      let hasError = if case .error = expected.outcome { true } else { false }
      for (switches, program) in fast where !(hasError && switches.canLeaveOut) {
        let name = switches.name
        let found = try findAll(program, in: subject, options: fastOptions(options))
        if found.outcome != expected.outcome {
          return "\(name), all matches: the end is \(found.outcome), not \(expected.outcome)"
        }
        guard found.matches != expected.matches else { continue }
        let both = zip(found.matches, expected.matches)
        let place = both.enumerated().first { $1.0 != $1.1 }?.offset ?? both.underestimatedCount
        return "\(name), all matches: number \(place + 1) of \(found.matches.count) differs, "
          + "the traced program has \(expected.matches.count)"
      }
      return nil
    } catch {
      // Not a place to search: `singleDifference` has compared the error.
      return nil
    }
  }
}
