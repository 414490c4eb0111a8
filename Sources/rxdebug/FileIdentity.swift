// SPDX-License-Identifier: MIT
// Which file a path leads to, whatever it is called: nothing may be written over what is read.

import Glibc

/// Whether two paths lead to one file.
enum FileIdentity: Hashable {
  case file(device: UInt, number: UInt)
  /// A file that is not there yet.
  case path(String)

  /// What a path leads to; nil for standard streams and devices, which may be used more than once.
  init?(_ path: String) {
    guard path != "-" else { return nil }
    var status = stat()
    guard unsafe stat(systemPath(path), &status) == 0 else {
      self = .path(path)
      return
    }
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    self = .file(device: UInt(status.st_dev), number: UInt(status.st_ino))
  }
}
