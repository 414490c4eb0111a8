// SPDX-License-Identifier: MIT
// Jobs that wait: added at the end, taken from the front, given back to the front.

/// Jobs in order, cheap to take from the front.
struct JobQueue {
  private var jobs: [PoolJob] = []
  private var head = 0
  private(set) var bytes = 0

  var count: Int { jobs.count - head }
  var isEmpty: Bool { head == jobs.count }

  mutating func append(_ job: PoolJob) {
    jobs.append(job)
    bytes += job.payload.count
  }

  mutating func prepend(_ newJobs: [PoolJob]) {
    jobs.replaceSubrange(0..<head, with: newJobs)
    head = 0
    bytes += newJobs.reduce(0) { $0 + $1.payload.count }
  }

  mutating func popFirst() -> PoolJob? {
    guard !isEmpty else { return nil }
    let job = jobs[head]
    // The bytes must not live on in a slot that is already taken.
    jobs[head].payload = []
    bytes -= job.payload.count
    head += 1
    // Moving the rest only when it is the smaller half keeps taking at constant cost.
    if head * 2 > jobs.count {
      jobs.removeFirst(head)
      head = 0
    }
    return job
  }

  /// Takes jobs up to a number and to a sum of bytes, but at least one if there is one.
  mutating func popFirst(_ count: Int, bytes limit: Int) -> [PoolJob] {
    var taken: [PoolJob] = []
    var sum = 0
    while taken.count < max(1, count), taken.isEmpty || sum < limit, let job = popFirst() {
      sum += job.payload.count
      taken.append(job)
    }
    return taken
  }
}
