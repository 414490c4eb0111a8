// SPDX-License-Identifier: MIT
// What `rxdebug match --limits` adds to the report: the smallest limits that do, and whose limits those are.

import CaseChecking
import CaseCorpus
import PCRE2Oracle
import RegexMachine
import Reporting

/// How deep the machine's stack was, and the limits that libpcre2 needs.
struct LimitReport {
  /// The most records on the backtrack stack.
  let records: Int
  /// The same in bytes.
  let bytes: Int
  /// What libpcre2 needs.
  let finding: LimitFinding

  /// Asks the library.
  ///
  /// Where the machine gave up a single run may take very long: then only the bounds are tried.
  init(_ query: Query, _ counter: DepthObserver, gaveUp: Bool) throws(Failure) {
    records = counter.deepest
    bytes = counter.deepestBytes
    let bounds = LimitSearchBounds(
      heapKiB: max(1, query.options.limits.stackBytes >> 10), searches: !gaveUp)
    do throws(OracleError) {
      finding = try findLimits(query.input, within: bounds)
    } catch {
      throw .input("libpcre2: \(error)")
    }
  }
}

// MARK: - Text

extension LimitReport {
  /// The stack in words.
  var stack: String {
    "deepest stack \(records) \(records == 1 ? "record" : "records") (\(bytes) bytes)"
  }

  /// The lines under the report; no profiles where nothing can be said about any.
  func lines(_ style: Style) -> [String] {
    var lines = ["libpcre2 \(LibraryCheck.version) \(needs)"]
    switch finding {
    case .ownLimit, .error: return lines
    case .found, .atMost, .moreThan: break
    }
    let profiles = LimitProfile.all
    let width = profiles.map(\.name.utf8.count).max() ?? 0
    for profile in profiles {
      let holds = profile.holds(finding)
      let word =
        switch holds {
        case true?: style(.good, "within ")
        case false?: style(.bad, "exceeds")
        case nil: style(.quiet, "unknown")
        }
      let blanks = String(repeating: " ", count: width - profile.name.utf8.count)
      lines.append("  \(word) \(profile.name)\(blanks) \(style(.quiet, limits(of: profile)))")
    }
    return lines
  }

  private var needs: String {
    switch finding {
    case .found(let limits): "needs \(text(limits))"
    case .atMost(let limits):
      "needs at most \(text(limits)); raise --max-steps to search for less"
    case .moreThan(.match, let limit):
      "exceeds its default match limit: needs more than match \(limit)"
    case .moreThan(.heap, let limit):
      "needs more than heap \(limit) KiB: raise --max-memory to search on"
    case .moreThan(.depth, let limit): "needs more than depth \(limit)"
    case .ownLimit(let kind, let limit):
      "is stopped by the pattern's own \(kind.rawValue) limit \(limit)"
    case .error(let code):
      "fails whatever the limits: \(OracleLibrary.errorText(code))"
    }
  }

  private func text(_ limits: SmallestLimits) -> String {
    "match \(limits.match), depth \(limits.depth), heap \(limits.heapKiB) KiB"
  }

  private func limits(of profile: LimitProfile) -> String {
    "match \(profile.match), depth \(profile.depth)"
      + (profile.heapKiB.map { ", heap \($0) KiB" } ?? "")
  }
}

// MARK: - JSON

extension LimitReport {
  /// The report as an object, to be the value of a name.
  func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("stack_records")
      writer.integer(records)
      writer.name("stack_bytes")
      writer.integer(bytes)
      writeFinding(to: &writer)
      writer.name("profiles")
      writer.array { for profile in LimitProfile.all { write(profile, to: &$0) } }
    }
  }

  private func writeFinding(to writer: inout JSONWriter) {
    switch finding {
    case .found(let limits):
      write(match: limits.match, depth: limits.depth, heapKiB: limits.heapKiB, to: &writer)
    case .atMost(let limits):
      writer.name("at_most")
      writer.object {
        write(match: limits.match, depth: limits.depth, heapKiB: limits.heapKiB, to: &$0)
      }
    case .moreThan(let kind, let limit):
      writer.name("more_than")
      write(kind, limit, to: &writer)
    case .ownLimit(let kind, let limit):
      writer.name("own_limit")
      write(kind, limit, to: &writer)
    case .error(let code):
      writer.name("error")
      writer.integer(code)
    }
  }

  private func write(_ kind: LimitKind, _ limit: Int, to writer: inout JSONWriter) {
    writer.object { writer in
      switch kind {
      case .match: writer.name("match")
      case .depth: writer.name("depth")
      case .heap: writer.name("heap_kib")
      }
      writer.integer(limit)
    }
  }

  private func write(match: Int, depth: Int, heapKiB: Int?, to writer: inout JSONWriter) {
    writer.name("match")
    writer.integer(match)
    writer.name("depth")
    writer.integer(depth)
    guard let heapKiB else { return }
    writer.name("heap_kib")
    writer.integer(heapKiB)
  }

  private func write(_ profile: LimitProfile, to writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("id")
      writer.string(profile.id)
      write(match: profile.match, depth: profile.depth, heapKiB: profile.heapKiB, to: &writer)
      guard let holds = profile.holds(finding) else { return }
      writer.name("within")
      writer.bool(holds)
    }
  }
}
