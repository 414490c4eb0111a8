// SPDX-License-Identifier: MIT
// What a worker does to itself before it reads its first job: there is no way to do it from the
// parent, because nothing of ours runs between spawning and the program.

internal import CPlatform
internal import Glibc

/// The limits that a worker process puts on itself at its start.
public struct WorkerSelfLimits: Hashable, Sendable {
  /// The most address space in bytes; nil stands for no limit.
  public var addressSpace: Int?
  /// The process that must be the parent; another one means that it died meanwhile.
  public var parent: Int32?
  /// What `ps` shows; the first 15 bytes count.
  public var name: String?

  /// Makes limits; under 128 MiB of address space a Swift program may not even start.
  public init(addressSpace: Int? = 1 << 30, parent: Int32? = nil, name: String? = nil) {
    self.addressSpace = addressSpace
    self.parent = parent
    self.name = name
  }

  /// Applies the limits to the calling process; call it first thing in a worker.
  ///
  /// No core is dumped, the address space is limited, and the kernel kills the process when its
  /// parent dies. Ask for the parent's number before spawning and pass it in: if it has died
  /// before the kernel was told, the signal would never come.
  ///
  /// - Returns: Whether the worker should go on: false if its parent is already gone.
  public func apply() -> Bool {
    var core = rlimit(rlim_cur: 0, rlim_max: 0)
    _ = unsafe setrlimit(Int32(RLIMIT_CORE.rawValue), &core)
    if let addressSpace {
      var old = rlimit()
      _ = unsafe getrlimit(Int32(RLIMIT_AS.rawValue), &old)
      let bytes = min(rlim_t(clamping: addressSpace), old.rlim_max)
      var new = rlimit(rlim_cur: bytes, rlim_max: bytes)
      _ = unsafe setrlimit(Int32(RLIMIT_AS.rawValue), &new)
    }
    if let name { _ = unsafe rxdebug_set_thread_name(name) }
    _ = rxdebug_set_parent_death_signal(SIGKILL)
    // An orphan belongs to process 1 or to a reaper; only the number that was passed in is sure.
    return parent.map { $0 == getppid() } ?? (getppid() != 1)
  }

  /// The number of the calling process, for the parent to pass to its workers.
  public static var currentProcess: Int32 { getpid() }
}

/// Makes writing to a dead worker an error instead of the death of this process.
///
/// A program that runs a pool must call it once, before the first run: the signal's disposition
/// belongs to the whole process, so no library may change it behind the program's back.
public func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }
