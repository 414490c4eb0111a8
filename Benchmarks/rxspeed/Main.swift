// SPDX-License-Identifier: MIT
// How fast we are beside libpcre2, case by case: `make bench-speed`. Benchmarks/README.md has the figures.
//
//     rxspeed growth ...     how times grow with sizes (Growth.swift)
//     rxspeed instructions   what callgrind counts (Instructions.swift)
//     rxspeed [--case NAME] [--group NAME] [--rounds N] [--only fast|traced|compile] [--json FILE] [--more FILE]
//
// Exit status: 0 if all bars are kept, 1 if not, 2 for a mistake in the arguments.

import Glibc

/// What the command line asks for.
struct Arguments {
  var name: String?
  var group: String?
  var rounds = 5
  var only: String?
  var json: String?
  /// Files with cases from elsewhere.
  var more: [String] = []

  init(_ words: ArraySlice<String>) throws {
    var words = words
    while let word = words.popFirst() {
      guard let value = words.popFirst() else {
        throw SearchFailure(description: "\(word): unknown, or its value is missing")
      }
      switch word {
      case "--case": name = value
      case "--group": group = value
      case "--rounds": rounds = max(1, Int(value) ?? rounds)
      case "--only": only = value
      case "--json": json = value
      case "--more": more.append(value)
      default: throw SearchFailure(description: "\(word): unknown option")
      }
    }
  }

  /// The cases that are meant.
  func cases() throws -> [SpeedCase] {
    let all = try speedCases + more.flatMap(readCases)
    return all.filter { item in
      (name.map { item.name == $0 } ?? true) && (group.map { item.group == $0 } ?? true)
    }
  }
}

@main
enum Main {
  static func main() {
    let words = CommandLine.arguments.dropFirst()
    do {
      switch words.first {
      case "instructions": try runForInstructions()
      case "growth": exit(try compareGrowth(Arguments(words.dropFirst())) ? 0 : 1)
      default: exit(try compare(Arguments(words)) ? 0 : 1)
      }
    } catch {
      printError("rxspeed: \(error)")
      exit(2)
    }
  }

  /// Measures and tells; whether all bars are kept.
  private static func compare(_ arguments: Arguments) throws -> Bool {
    let columns = Column.allCases.filter { arguments.only.map($0.kind.hasPrefix) ?? true }
    var report = Report(columns: columns, rounds: arguments.rounds)
    report.printHead()
    for item in try arguments.cases() {
      var cells: [Column: Measurement] = [:]
      do {
        let measurer = try CaseMeasurer(item, rounds: arguments.rounds)
        for column in columns {
          do {
            cells[column] = try measurer.measure(column)
          } catch {
            report.fail(item, column, error)
          }
        }
      } catch {
        report.fail(item, columns[0], error)
      }
      report.add(item, cells)
    }
    if let path = arguments.json { writeFile(path, report.json) }
    return report.printSummary()
  }
}
