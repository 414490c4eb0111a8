// SPDX-License-Identifier: MIT
// libpcre2's side of a case: the C loops of CLibraryLoops behind a type that frees.

import CLibraryLoops

/// A way to use libpcre2.
enum LibraryWay: Int32 {
  case interpreter, plain, jit, callouts, rows
}

/// A pattern that libpcre2 has compiled.
@safe final class LibraryPattern {
  private let pattern: OpaquePointer

  /// Compiles; throws with libpcre2's number if it refuses.
  init(_ item: SpeedCase, _ way: LibraryWay) throws {
    var error: Int32 = 0
    guard
      let pattern = unsafe library_compile(
        item.pattern, item.pattern.count, item.letters.rawValue, way.rawValue, &error)
    else { throw SearchFailure(description: "libpcre2 refuses the pattern: error \(error)") }
    unsafe self.pattern = pattern
  }

  deinit { unsafe library_free(pattern) }

  /// All matches of each of the subjects.
  func findAll(_ subjects: [[UInt8]]) throws -> Sums {
    var all = Sums()
    for subject in subjects {
      let sums = unsafe library_find_all(pattern, subject, subject.count)
      guard sums.error == 0 else {
        throw SearchFailure(description: "libpcre2's search ended with \(sums.error)")
      }
      all.matches += Int(sums.matches)
      all.empties += Int(sums.empties)
      all.groups += Int(sums.groups)
      all.places &+= Int(truncatingIfNeeded: sums.places)
      all.steps += Int(sums.rows)
    }
    return all
  }
}

/// Compiles and frees so many times.
func compileTheirs(_ item: SpeedCase, times: Int) throws {
  let error = unsafe library_compile_loop(
    item.pattern, item.pattern.count, item.letters.rawValue, UInt64(times))
  guard error == 0 else {
    throw SearchFailure(description: "libpcre2 refuses the pattern: error \(error)")
  }
}
