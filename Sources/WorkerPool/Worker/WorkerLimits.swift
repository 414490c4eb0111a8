// SPDX-License-Identifier: MIT
// What a worker does to itself before its first job: there is no way to do it from the pool,
// because nothing of ours runs between spawning and the program. Tested in WorkerPoolTests.

internal import CPlatform
internal import Glibc

/// The limits that a worker process puts on itself.
enum WorkerLimits {
  /// The most bytes of a file that it may write: its standard error is one that lives in memory.
  private static let fileSize = 16 << 20

  /// Limits that do not depend on the pool: no core is dumped, files stay small, and the kernel
  /// kills the process when its parent dies.
  static func applyFirst() {
    set(Int32(RLIMIT_CORE.rawValue), soft: 0, isHard: true)
    set(Int32(RLIMIT_FSIZE.rawValue), soft: rlim_t(fileSize), isHard: true)
    _ = rxdebug_set_parent_death_signal(SIGKILL)
  }

  /// Limits that the pool asks for, and the name in `ps`, of which 15 bytes count.
  ///
  /// - Returns: Whether the worker should go on: false if its parent has died before the kernel
  ///   knew that it was to be told.
  static func apply(_ begin: Begin) -> Bool {
    if begin.addressSpace > 0 {
      set(Int32(RLIMIT_AS.rawValue), soft: rlim_t(begin.addressSpace), isHard: true)
    }
    if !begin.name.isEmpty { _ = unsafe rxdebug_set_thread_name(begin.name) }
    return getppid() == pid_t(truncatingIfNeeded: begin.parent)
  }

  /// Grants so many seconds of processor time from now on.
  static func grant(cpuSeconds: UInt32) {
    var usage = rusage()
    guard unsafe getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return }
    let used = usage.ru_utime.tv_sec + usage.ru_stime.tv_sec + 1
    set(Int32(RLIMIT_CPU.rawValue), soft: rlim_t(used) + rlim_t(cpuSeconds), isHard: false)
  }

  /// The memory that the process occupies, in bytes; 0 if that is unknown.
  static func residentBytes() -> UInt64 {
    let descriptor = unsafe open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return 0 }
    defer { _ = close(descriptor) }
    let text = unsafe [UInt8](unsafeUninitializedCapacity: 128) { buffer, count in
      count = max(0, unsafe read(descriptor, buffer.baseAddress, buffer.count))
    }
    let fields = text.split(separator: 0x20)
    guard fields.count > 1, let pages = UInt64(String(decoding: fields[1], as: UTF8.self)) else {
      return 0
    }
    return pages * UInt64(sysconf(Int32(_SC_PAGESIZE)))
  }

  private static func set(_ resource: Int32, soft: rlim_t, isHard: Bool) {
    var old = rlimit()
    guard unsafe getrlimit(resource, &old) == 0 else { return }
    let value = min(soft, old.rlim_max)
    var new = rlimit(rlim_cur: value, rlim_max: isHard ? value : old.rlim_max)
    _ = unsafe setrlimit(resource, &new)
  }
}
