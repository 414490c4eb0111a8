// SPDX-License-Identifier: MIT
// The help of `rxdebug bench-pool`; see HelpTexts.swift.

extension HelpTexts {
  static let benchPool = """
    rxdebug bench-pool [options]
    Do 10 jobs, 100, 1,000 and so on one after another, in tasks, in threads and in
    processes; tell wall time, processor time, memory at the peak, variation.

      --workers N          jobs at the same time (as many as processors)
      --jobs-max N         the most jobs (100000)
      --wait MS            jobs that wait, instead of checking a case
      --repeats N          runs of each kind and number of jobs (3)
      --budget SECONDS     leave out what would take longer (10)
      --kinds NAMES        only these, with commas between: serial tasks threads
                           processes_unbatched processes_batched process_per_case
      --svg FILE           draw a picture too
      --json               one JSON object instead of tables

    Example:  rxdebug bench-pool --jobs-max 1000 --svg pools.svg
    Exit status: 0 measured, 2 error.
    """
}
