// SPDX-License-Identifier: MIT
// How a command ends when it does not end well. The only place that maps errors to exit statuses:
// 0 match or all passed; 1 no match, a case failed, or engines differ; 2 usage, pattern or I/O error;
// 3 a limit was reached.

/// What a command can end with besides success.
enum Failure: Error {
  /// No match, a failed case, or engines that differ; what there is to say has been said.
  case negative
  /// A usage, pattern or I/O error, in words for a person.
  case input(String)
  /// As `input`, but what there is to say has been said.
  case inputTold
  /// A limit was reached; what there is to say has been said.
  case limit
  /// The reader of our output has gone.
  case closedPipe
  /// A signal asked for the end; what was begun has been put in order.
  case interrupted(Int32)

  /// What there is to say; empty if it has been said.
  var text: String { if case .input(let text) = self { text } else { "" } }

  var status: Int32 {
    switch self {
    case .negative: 1
    case .input, .inputTold: 2
    case .limit: 3
    case .closedPipe: 141
    case .interrupted(let signal): 128 + signal
    }
  }
}
