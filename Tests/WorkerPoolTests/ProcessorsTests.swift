// SPDX-License-Identifier: MIT
// How many workers a machine, a task set or a container is good for.

import Testing

@testable import WorkerPool

@Suite("Processors")
struct ProcessorsTests {
  @Test func thereIsAtLeastOne() {
    #expect(availableProcessors() >= 1)
  }

  @Test(
    arguments: [
      (["/proc/self/cgroup": "0::/a/b\n", "/sys/fs/cgroup/a/b/cpu.max": "150000 100000\n"], 1.5),
      (
        [
          "/proc/self/cgroup": "0::/a/b\n", "/sys/fs/cgroup/a/b/cpu.max": "max 100000\n",
          "/sys/fs/cgroup/a/cpu.max": "300000 100000",
        ], 3.0
      ),
      (
        [
          "/proc/self/cgroup": "4:memory:/x\n3:cpu,cpuacct:/x\n0::/\n",
          "/sys/fs/cgroup/cpu/x/cpu.cfs_quota_us": "50000\n",
          "/sys/fs/cgroup/cpu/x/cpu.cfs_period_us": "100000\n",
          "/sys/fs/cgroup/cpu/cpu.cfs_quota_us": "-1\n",
          "/sys/fs/cgroup/cpu/cpu.cfs_period_us": "100000\n",
        ], 0.5
      ),
      (["/proc/self/cgroup": "0::/\n"], nil),
      (["/proc/self/cgroup": "nonsense\n0::/a\n", "/sys/fs/cgroup/a/cpu.max": "x y z"], nil),
      ([:], nil),
    ] as [([String: String], Double?)])
  func quotas(files: [String: String], expected: Double?) {
    #expect(processorQuota { files[$0] } == expected)
  }
}
