// SPDX-License-Identifier: MIT
// A file that is closed when nobody needs it any longer.

import Glibc

/// An open file descriptor and its only owner.
struct OwnedFile: ~Copyable {
  /// The descriptor.
  let descriptor: Int32

  /// Takes over a descriptor.
  init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { closeFile(descriptor) }
}
