// SPDX-License-Identifier: MIT
// How many processes can do work at once: the processors that this process may use (taskset, a
// container's cpuset), cut down to the CPU time that its control groups grant it.

internal import CPlatform
internal import Glibc

/// Counts the processors that this process may use, at least 1.
///
/// The affinity mask and the CPU quotas of control groups, version 1 and 2, are respected; a quota
/// of one and a half processors counts as two.
public func availableProcessors() -> Int {
  let allowed = max(1, Int(rxdebug_affinity_count()))
  guard let quota = processorQuota(read: readSmallFile) else { return allowed }
  return max(1, min(allowed, Int(quota.rounded(.up))))
}

/// The smallest CPU quota of the control groups above this process, in processors.
func processorQuota(read: (String) -> String?) -> Double? {
  guard let groups = read("/proc/self/cgroup") else { return nil }
  var quotas: [Double] = []
  for line in groups.split(separator: "\n") {
    // Each line is "number:controllers:path"; version 2 has no controllers.
    let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
    guard parts.count == 3 else { continue }
    let controllers = parts[1].split(separator: ",")
    guard parts[1].isEmpty || controllers.contains("cpu") else { continue }
    var path = parts[2] == "/" ? "" : String(parts[2])
    while true {
      if parts[1].isEmpty {
        quotas += quota2(read("/sys/fs/cgroup\(path)/cpu.max"))
      } else {
        let folder = "/sys/fs/cgroup/cpu\(path)"
        quotas += quota1(read("\(folder)/cpu.cfs_quota_us"), read("\(folder)/cpu.cfs_period_us"))
      }
      guard let slash = path.lastIndex(of: "/") else { break }
      path = String(path[..<slash])
    }
  }
  return quotas.min()
}

/// The quota of a version 2 group: "max 100000" or "150000 100000".
private func quota2(_ text: String?) -> [Double] {
  let words = text?.split { $0 == " " || $0 == "\n" } ?? []
  guard words.count == 2 else { return [] }
  return quota1(String(words[0]), String(words[1]))
}

private func quota1(_ quota: String?, _ period: String?) -> [Double] {
  guard let quota = number(quota), let period = number(period), quota > 0, period > 0 else {
    return []
  }
  return [quota / period]
}

private func number(_ text: String?) -> Double? {
  text?.split(separator: "\n").first.flatMap { Double($0) }
}

/// The start of a file of /proc or /sys; nil if it cannot be read.
func readSmallFile(_ path: String) -> String? {
  let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { return nil }
  defer { _ = close(descriptor) }
  let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 8192) { buffer, count in
    count = max(0, unsafe read(descriptor, buffer.baseAddress, buffer.count))
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// Processor time that was used up to some moment.
struct ProcessorTimes {
  /// By this process.
  var own: Duration
  /// By its children that have ended.
  var children: Duration

  /// The times now.
  static func now() -> ProcessorTimes {
    ProcessorTimes(own: used(RUSAGE_SELF.rawValue), children: used(RUSAGE_CHILDREN.rawValue))
  }

  private static func used(_ who: __rusage_who_t) -> Duration {
    var usage = rusage()
    guard unsafe getrusage(who, &usage) == 0 else { return .zero }
    return duration(usage.ru_utime) + duration(usage.ru_stime)
  }

  private static func duration(_ time: timeval) -> Duration {
    .seconds(time.tv_sec) + .microseconds(time.tv_usec)
  }
}
