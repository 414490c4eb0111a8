// SPDX-License-Identifier: MIT
// The memory of a process and of all that it has started, as Linux tells it in /proc: the sum of proportional set
// sizes, in which pages that several share are not counted twice.

import Glibc

enum ProcessMemory {
  /// The memory of a process and its descendants in bytes; those that have ended count nothing.
  static func ofTree(_ root: Int32) -> Int {
    var processes = [root]
    var index = 0
    var sum = 0
    while index < processes.count {
      sum += proportionalSize(of: processes[index])
      processes += children(of: processes[index])
      index += 1
    }
    return sum
  }

  private static func children(of process: Int32) -> [Int32] {
    // A process belongs to the thread that started it.
    let folder = "/proc/\(process)/task"
    guard let stream = unsafe opendir(folder) else { return [] }
    defer { unsafe closedir(stream) }
    var found: [Int32] = []
    while let entry = unsafe readdir(stream) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
        unsafe String(decoding: name.prefix { $0 != 0 }, as: UTF8.self)
      }
      guard let thread = Int32(name) else { continue }
      found += text(of: "\(folder)/\(thread)/children").split(separator: " ").compactMap {
        Int32($0)
      }
    }
    return found
  }

  private static func proportionalSize(of process: Int32) -> Int {
    for line in text(of: "/proc/\(process)/smaps_rollup").split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.first == "Pss:", words.count > 1 { return (Int(words[1]) ?? 0) * 1024 }
    }
    return 0
  }

  /// What is in a small file; nothing if it cannot be read.
  private static func text(of path: String) -> String {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return "" }
    defer { _ = close(descriptor) }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 1 << 14) { buffer, count in
      count = max(0, unsafe read(descriptor, buffer.baseAddress, buffer.count))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
