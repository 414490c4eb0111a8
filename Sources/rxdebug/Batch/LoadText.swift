// SPDX-License-Identifier: MIT
// How busy a batch run kept the machine, in one line: whether more workers could help.

import Reporting
import WorkerPool

/// Tells how busy workers and parent were.
func loadText(_ statistics: PoolStatistics, _ summary: BatchSummary) -> String {
  let wall = max(summary.seconds, 0.001)
  let workers = max(1, summary.workers)
  let computing = statistics.workerCPU / .seconds(1)
  let busy = statistics.busy / .seconds(1) / wall / Double(workers)
  // Workers that owe answers for much longer than they compute are waiting for something else.
  let isComputing = computing > statistics.busy / .seconds(1) / 2
  let parallel = (computing / wall * 10).rounded() / 10
  return "\(workers) \(workers == 1 ? "worker" : "workers") \(percent(busy)) busy, "
    + "parent \(percent(statistics.parentCPU / .seconds(1) / wall)), "
    + "\(isComputing ? "bound by processors" : "bound by waiting"), "
    + "\(parallel) processors' work at a time"
}

private func percent(_ part: Double) -> String { "\(Int((min(part, 99) * 100).rounded())) %" }
