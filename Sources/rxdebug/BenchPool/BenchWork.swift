// SPDX-License-Identifier: MIT
// A job of the pool benchmark, whoever does it: a case that is checked, or a time that passes.

import CaseChecking
import Glibc

/// What a job is.
enum BenchWork: Sendable {
  /// One of a few cases is checked on both engines.
  case checking
  /// Nothing is done for so many milliseconds.
  case waiting(Int)

  /// Reads what `word` writes; nil if it is something else.
  init?(word: some StringProtocol) {
    if word == "check" {
      self = .checking
    } else if word.hasPrefix("wait="), let time = Int(word.dropFirst("wait=".count)) {
      self = .waiting(time)
    } else {
      return nil
    }
  }

  /// The work as a word without blanks.
  var word: String {
    switch self {
    case .checking: "check"
    case .waiting(let milliseconds): "wait=\(milliseconds)"
    }
  }

  /// What is to be done for the job of a number.
  func job(_ number: Int) -> [UInt8] {
    switch self {
    case .checking: Self.cases[number % Self.cases.count]
    case .waiting: []
    }
  }

  /// Does a job; blocks the thread.
  func answer(_ job: [UInt8]) -> [UInt8] {
    switch self {
    case .checking:
      return Array(CaseChecking.check(line: job).kind.rawValue.utf8)
    case .waiting(let milliseconds):
      var rest = timespec(
        tv_sec: milliseconds / 1000, tv_nsec: milliseconds % 1000 * 1_000_000)
      var asked = rest
      while unsafe nanosleep(&asked, &rest) < 0, errno == EINTR { asked = rest }
      return Self.passed
    }
  }

  /// Does the job of a number without blocking the thread for no work; whether it succeeded.
  func isDone(_ number: Int) async -> Bool {
    guard case .waiting(let milliseconds) = self else { return answer(job(number)) == Self.passed }
    do {
      try await Task.sleep(for: .milliseconds(milliseconds))
      return true
    } catch {
      return false
    }
  }

  /// The answer to a job that went well.
  static let passed = Array(CaseVerdict.Kind.passed.rawValue.utf8)

  /// Cases of 15 to 30 microseconds: dates, addresses, quoted fields, lines of a log.
  private static let cases: [[UInt8]] = [
    #"{"pattern":"\\b(\\d{4})-(\\d{2})-(\\d{2})\\b","subject":"on 7 May or 2024-05-07, whichever comes first","#
      + #""expected":{"rc":4,"ovector":[[12,22],[12,16],[17,19],[20,22]]}}"#,
    #"{"pattern":"([\\w.+-]+)@(\\w+\\.(?:com|org|net))","subject":"To: me@home, you.too@example.org","#
      + #""expected":{"rc":3,"ovector":[[13,32],[13,20],[21,32]]}}"#,
    #"{"pattern":"(\\w+),(\"(?:[^\"]|\"\")*\"|[^,]*),([^,]*)","subject":"7,\"a \"\"b\"\" c\",12,x","#
      + #""expected":{"rc":4,"ovector":[[0,16],[0,1],[2,13],[14,16]]}}"#,
    #"{"pattern":"^\\[(\\d+:\\d+)\\] (INFO|WARN|ERROR): (.*)$","options":["MULTILINE"],"#
      + #""subject":"started\n[12:30] WARN: disk is full\nended","#
      + #""expected":{"rc":4,"ovector":[[8,34],[9,14],[16,20],[22,34]]}}"#,
    #"{"pattern":"(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\.){3}(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)\\b","#
      + #""subject":"from 1.2.3 to 10.0.255.1 in 3 ms","expected":{"rc":1,"ovector":[[14,24]]}}"#,
    #"{"pattern":"\\b(\\w+) \\1\\b","subject":"once is enough, and and twice is too much","#
      + #""expected":{"rc":2,"ovector":[[16,23],[16,19]]}}"#,
  ].map { Array($0.utf8) }
}
