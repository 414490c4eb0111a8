// SPDX-License-Identifier: MIT
// What our engine says to a request: the whole of a worker's thinking, without its input and output.

public import CaseCorpus
public import RegexMachine
import RegexProgram
import RegexSyntax
import SourceText

/// Bounds of one answer: a worker has to come back.
///
/// 100 million steps take about a second; libpcre2's own default limit is met much sooner.
public let workerLimits = MatchLimits(steps: 100_000_000, stackBytes: 512 << 20)

/// Answers requests with our engine, one after another; a pattern that comes again is not compiled again.
public struct RequestAnswerer {
  private let cache = PatternCache()

  /// Makes an answerer.
  public init() {}

  /// Answers a request.
  public func answer(_ request: WorkerRequest) -> WorkerResponse {
    do throws(SetupError) {
      if request.mode == .compile { return try compileAnswer(request) }
      let options = try matchOptions(request.input, limits: workerLimits)
      let isTraced = request.mode == .trace || options.isPartial
      let pattern = cache.pattern(for: request.input)
      let compiled = isTraced ? try pattern.compiled() : try pattern.compiledFast()
      return switch request.mode {
      case .match, .compile: matchAnswer(request, compiled.program, options)
      case .trace: traceAnswer(request, compiled.program, options)
      case .global: globalAnswer(request, compiled.program, options)
      }
    } catch {
      return refusal(request, error)
    }
  }
}

private func refusal(_ request: WorkerRequest, _ error: SetupError) -> WorkerResponse {
  switch error {
  case .pattern(let error):
    var response = WorkerResponse(id: request.id, status: .compileError)
    response.error = .init(code: error.code, offset: error.offset)
    return response
  case .unsupported, .unknownOption:
    return WorkerResponse(id: request.id, status: .unsupported)
  }
}

private func compileAnswer(_ request: WorkerRequest) throws(SetupError) -> WorkerResponse {
  let input = request.input
  let tree = try tree(pattern: input.pattern, options: try patternOptions(input))
  var response = WorkerResponse(id: request.id, status: .ok)
  response.captureCount = tree.captureCount
  return response
}

private func matchAnswer(
  _ request: WorkerRequest, _ program: Program, _ options: MatchOptions
) -> WorkerResponse {
  do throws(SubjectError) {
    var machine = try Machine(
      program: program, subject: request.input.subject, options: options)
    _ = machine.run()
    return response(request, machine)
  } catch {
    return subjectFault(request, error)
  }
}

private func traceAnswer(
  _ request: WorkerRequest, _ program: Program, _ options: MatchOptions
) -> WorkerResponse {
  let items = program.tree.items.map { (position: $0.position, length: $0.length) }
  do throws(SubjectError) {
    var machine = try Machine(
      program: program, subject: request.input.subject, options: options)
    var observer = RowObserver(
      items: items, cap: max(request.traceCap, 1), keepsRows: request.wantsRows)
    _ = machine.run(&observer)
    var response = response(request, machine)
    response.steps = observer.count
    response.traceHash = observer.hash.hexDigits
    if request.wantsRows { response.trace = observer.rows }
    return response
  } catch {
    var response = subjectFault(request, error)
    response.steps = 0
    response.traceHash = TraceHash().hexDigits
    return response
  }
}

private func globalAnswer(
  _ request: WorkerRequest, _ program: Program, _ options: MatchOptions
) -> WorkerResponse {
  do throws(SubjectError) {
    let found = try findAll(program, in: request.input.subject, options: options)
    let status: WorkerResponse.Status = found.matches.isEmpty ? .noMatch : .match
    var response = WorkerResponse(id: request.id, status: status)
    if case .limit = found.outcome { response.status = .limit }
    response.matches = found.matches.map { spans($0.captures) }
    return response
  } catch {
    return subjectFault(request, error)
  }
}

private func subjectFault(_ request: WorkerRequest, _ error: SubjectError) -> WorkerResponse {
  var response = WorkerResponse(id: request.id, status: .error)
  response.error = .init(code: error.code, offset: error.offset)
  return response
}

private func response(
  _ request: WorkerRequest, _ machine: borrowing Machine
) -> WorkerResponse {
  switch machine.outcome {
  case .match:
    var response = WorkerResponse(id: request.id, status: .match)
    response.ovector = spans(machine.captures)
    response.mark = machine.mark
    return response
  case .partial:
    var response = WorkerResponse(id: request.id, status: .partial)
    response.ovector = spans(machine.captures)
    response.mark = machine.mark
    return response
  case .noMatch, nil:
    var response = WorkerResponse(id: request.id, status: .noMatch)
    response.mark = machine.mark
    return response
  case .limit:
    return WorkerResponse(id: request.id, status: .limit)
  case .error(let error):
    var response = WorkerResponse(id: request.id, status: .error)
    response.error = .init(code: error.rawValue)
    return response
  }
}

private func spans(_ captures: [CaptureRange?]) -> [SourceSpan?] {
  captures.map { $0.map { SourceSpan($0.start, $0.end) } }
}
