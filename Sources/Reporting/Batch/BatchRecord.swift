// SPDX-License-Identifier: MIT
// All that a batch run knows of one case: the line of its JSON Lines output, of its journal, and what every
// report is made of. In its shortest form, and as it is for a case that needs attention:
//
//   {"file":"a.ndjson","line":1,"verdict":"passed","steps":12,"id":"a:1"}
//   {"file":"a.ndjson","line":2,"verdict":"failed","steps":3,"id":"a:2","detail":"...","expected":"...",
//    "found":"...","pattern":"a+","options":["CASELESS"],"subject":"xaa"}
//
// Tested in Tests/CommandTests/BatchTests.swift.

public import CaseChecking
public import CaseCorpus

/// One case of a batch run.
public struct BatchRecord: Hashable, Sendable {
  /// Where the case stands.
  public var place: CasePlace
  /// What came of it.
  public var verdict: CaseVerdict
  /// What the engines were given; nil for a case that passed, or that could not be read.
  public var input: CaseInput?
  /// The words by which the case is grouped; empty where `input` is nil.
  public var tags: [String] = []
  /// How the run went; nil where nobody asks, so that output does not change from run to run.
  public var run: Run?

  /// What differs from run to run.
  public struct Run: Hashable, Sendable {
    /// How long the worker took, in microseconds; 0 if no worker answered.
    public var microseconds: Int
    /// The name of the worker that had it last; empty if none had it.
    public var worker: String
    /// How often it was tried.
    public var attempts: Int
    /// The signal that the worker died of, if one did.
    public var signal: Int?

    /// Makes the facts of a run.
    public init(microseconds: Int, worker: String, attempts: Int = 1, signal: Int? = nil) {
      self.microseconds = microseconds
      self.worker = worker
      self.attempts = attempts
      self.signal = signal
    }
  }

  /// Makes a record.
  public init(place: CasePlace, verdict: CaseVerdict, input: CaseInput? = nil) {
    self.place = place
    self.verdict = verdict
    self.input = input
  }
}

extension BatchRecord {
  /// Writes the record as one object.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      writer.name("file")
      writer.string(place.file)
      writer.name("line")
      writer.integer(place.line)
      verdict.writeFields(to: &writer)
      input?.writeFields(to: &writer)
      if !tags.isEmpty {
        writer.name("tags")
        writer.array { for tag in tags { $0.string(tag) } }
      }
      run?.writeFields(to: &writer)
    }
  }
}

// MARK: - JSON of a run

extension BatchRecord.Run {
  /// Writes the facts into an object that has others too.
  public func writeFields(to writer: inout JSONWriter) {
    writer.name("microseconds")
    writer.integer(microseconds)
    writer.name("worker")
    writer.string(worker)
    writer.name("attempts")
    writer.integer(attempts)
    guard let signal else { return }
    writer.name("signal")
    writer.integer(signal)
  }

  /// Reads them from an object that may have others too; nil if they are not there.
  public init?(_ value: JSONValue) {
    guard case .integer(let microseconds) = value["microseconds"],
      case .string(let worker) = value["worker"], case .integer(let attempts) = value["attempts"]
    else { return nil }
    self.init(microseconds: microseconds, worker: worker, attempts: attempts)
    if case .integer(let signal) = value["signal"] { self.signal = signal }
  }
}
