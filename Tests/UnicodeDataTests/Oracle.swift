// SPDX-License-Identifier: MIT
// libpcre2 as these tests ask it: does a name compile, where are the runs of a property, what does
// a caseless pattern match. It speaks to the C library itself, so that no other target of this
// package stands between the tables and the library that they must equal.

import CPCRE2

/// A compiled pattern of libpcre2, with the storage for its matches.
@safe
final class Oracle {
  private let code: OpaquePointer
  private let data: OpaquePointer

  /// Compiles a pattern in UTF mode, nil if libpcre2 refuses it; `fast` is for the compiler JIT.
  init?(_ pattern: [UInt8], options: UInt32 = 0, fast: Bool = true) {
    var number: Int32 = 0
    var offset = 0
    let code = unsafe pcre2_compile_8(
      pattern, pattern.count, PCRE2_UTF | options, &number, &offset, nil)
    guard let code = unsafe code else { return nil }
    guard let data = unsafe pcre2_match_data_create_from_pattern_8(code, nil) else {
      unsafe pcre2_code_free_8(code)
      return nil
    }
    unsafe self.code = code
    unsafe self.data = data
    if fast { _ = unsafe pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) }
  }

  convenience init?(_ pattern: String, options: UInt32 = 0, fast: Bool = true) {
    self.init(Array(pattern.utf8), options: options, fast: fast)
  }

  deinit {
    unsafe pcre2_match_data_free_8(data)
    unsafe pcre2_code_free_8(code)
  }

  /// The match from an offset on (bytes), nil for none.
  func match(_ subject: [UInt8], from start: Int = 0, group: Int = 0) -> Range<Int>? {
    let status = unsafe pcre2_match_8(
      code, subject, subject.count, start, PCRE2_NO_UTF_CHECK, data, nil)
    precondition(status > 0 || status == PCRE2_ERROR_NOMATCH, "libpcre2 says \(status)")
    guard status > 0, let ends = unsafe pcre2_get_ovector_pointer_8(data) else { return nil }
    return unsafe ends[2 * group]..<ends[2 * group + 1]
  }

  /// The size of the compiled pattern in bytes.
  var size: Int {
    var size = 0
    let status = unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_SIZE), &size)
    precondition(status == 0, "libpcre2 says \(status)")
    return size
  }

  /// The groups of the match at the start of a subject that did match, the whole match first.
  func groups(_ subject: [UInt8]) -> [Range<Int>] {
    guard match(subject) != nil, let ends = unsafe pcre2_get_ovector_pointer_8(data) else {
      return []
    }
    return unsafe (0..<Int(pcre2_get_ovector_count_8(data))).compactMap { group in
      unsafe ends[2 * group] < 0 ? nil : ends[2 * group]..<ends[2 * group + 1]
    }
  }

  /// All matches that are not empty, one after the other.
  func matches(_ subject: [UInt8], group: Int = 0) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    while start < subject.count, let found = match(subject, from: start, group: group) {
      if !found.isEmpty { result.append(found) }
      start = max(start + 1, found.upperBound)
    }
    return result
  }
}

/// All code points but the surrogates, in order, as one subject.
enum AllCodePoints {
  /// The subject in UTF-8.
  static let subject: [UInt8] = {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(4_400_000)
    for code in 0..<UInt32(0x110000) where code & 0x1F_F800 != 0xD800 {
      bytes += utf8(code)
    }
    return bytes
  }()

  /// The code point that begins at an offset of the subject; 0x110000 at its end.
  ///
  /// Of a subject with more bytes around every code point, `extra` is how many.
  static func codePoint(at offset: Int, extra: Int = 0) -> UInt32 {
    var rest = UInt32(offset)
    var code: UInt32 = 0
    for (count, length) in [(0x80, 1), (0x780, 2), (0xF000, 3), (0x100000, 4)] {
      let step = UInt32(length + extra)
      if rest < UInt32(count) * step {
        code += rest / step
        return code < 0xD800 || length > 3 ? code : code + 0x800
      }
      rest -= UInt32(count) * step
      code += UInt32(count) + (length == 3 ? 0x800 : 0)
    }
    return code
  }

  /// The runs of code points with a property, by libpcre2; a run may go on over the surrogates.
  static func runs(ofProperty name: String) -> [Range<UInt32>]? {
    let pattern = Oracle("\\P{\(name)}*+(\\p{\(name)}*+)", options: PCRE2_ANCHORED, fast: false)
    guard let pattern else { return nil }
    return pattern.matches(subject, group: 1).map {
      codePoint(at: $0.lowerBound)..<codePoint(at: $0.upperBound)
    }
  }
}

/// A code point in UTF-8.
func utf8(_ code: UInt32) -> [UInt8] {
  Unicode.Scalar(code).map { Array(String(Character($0)).utf8) } ?? []
}
