// SPDX-License-Identifier: MIT
// A pattern compiled by libpcre2, and plain matching with it:
//
//   var pattern = try OraclePattern(pattern: Array("(a+)+b".utf8))
//   let match = try pattern.match(subject: Array("aaac".utf8))     // match.rc == -1
//
// The type owns the library's memory: it cannot be copied and frees it at its end. Matching is
// `mutating` because the memory is reused; so the language itself forbids two matches at once.
// Callouts are in OraclePattern+Trace.swift. Tested in Tests/PCRE2OracleTests.

internal import CPCRE2

/// A pattern compiled by libpcre2.
@safe
public struct OraclePattern: ~Copyable {
  /// The number of capturing groups.
  public let captureCount: Int
  /// Whether matches run machine code made by the library's JIT compiler.
  public let usesJIT: Bool

  let code: OpaquePointer
  /// Made for the first match that is not given other memory.
  private var ownMemory: OracleMatchMemory?

  /// Compiles a pattern.
  ///
  /// - Parameters:
  ///   - pattern: The bytes of the pattern.
  ///   - options: Compile options by name.
  ///   - plain: Switches off the optimisations that can change marks and rows:
  ///     NO_START_OPTIMIZE, and without LITERAL also NO_AUTO_POSSESS and NO_DOTSTAR_ANCHOR.
  ///   - autoCallout: Puts a callout before every item, for `trace`.
  ///   - jit: Uses the JIT compiler where it can; callouts then lack their flags.
  /// - Throws: `OracleError` for an unknown option, a bad pattern or lack of memory.
  public init(
    pattern: [UInt8], options: OracleOptions = OracleOptions(), plain: Bool = false,
    autoCallout: Bool = false, jit: Bool = false
  ) throws(OracleError) {
    let code = unsafe try Self.compile(pattern, options, plain: plain, autoCallout: autoCallout)
    let modes = PCRE2_JIT_COMPLETE | PCRE2_JIT_PARTIAL_SOFT | PCRE2_JIT_PARTIAL_HARD
    usesJIT = unsafe jit && pcre2_jit_compile_8(code, modes) == 0
    var groups: UInt32 = 0
    unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_CAPTURECOUNT), &groups)
    captureCount = Int(groups)
    unsafe self.code = code
  }

  deinit {
    unsafe pcre2_code_free_8(code)
  }

  /// The named groups: each name with its group numbers, in ascending order.
  public var names: [String: [Int]] {
    var count: UInt32 = 0
    var size: UInt32 = 0
    var table: UnsafePointer<UInt8>?
    unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMECOUNT), &count)
    unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMEENTRYSIZE), &size)
    unsafe pcre2_pattern_info_8(code, UInt32(PCRE2_INFO_NAMETABLE), &table)
    guard let table = unsafe table else { return [:] }
    var names: [String: [Int]] = [:]
    for entry in 0..<Int(count) {
      let row = unsafe UnsafeBufferPointer(start: table + entry * Int(size), count: Int(size))
      let name = unsafe String(decoding: row.dropFirst(2).prefix { $0 != 0 }, as: UTF8.self)
      unsafe names[name, default: []].append(Int(row[0]) << 8 | Int(row[1]))
    }
    return names.mapValues { $0.sorted() }
  }

  /// Matches the pattern against a subject, by the interpreter unless `jit` was asked for.
  ///
  /// - Parameters:
  ///   - subject: The bytes of the subject.
  ///   - options: How to match.
  /// - Returns: The result; errors of the match itself are in its `rc`.
  /// - Throws: `OracleError` for an unknown option name or lack of memory.
  public mutating func match(
    subject: [UInt8], options: OracleMatchOptions = OracleMatchOptions()
  ) throws(OracleError) -> OracleMatch {
    unsafe try run(subject: subject, options: options, callout: nil, context: nil)
  }

  /// Matches the pattern against a subject, with memory that others use too.
  ///
  /// - Parameters:
  ///   - subject: The bytes of the subject.
  ///   - options: How to match.
  ///   - memory: What is written to; only one match at a time has it.
  /// - Returns: The result; errors of the match itself are in its `rc`.
  /// - Throws: `OracleError` for an unknown option name or lack of memory.
  public borrowing func match(
    subject: [UInt8], options: OracleMatchOptions = OracleMatchOptions(),
    in memory: OracleMatchMemory
  ) throws(OracleError) -> OracleMatch {
    let match = unsafe try run(
      subject: subject, options: options, callout: nil, context: nil, in: memory)
    try memory.tidy()
    return match
  }

  /// The memory of this pattern's own matches.
  mutating func memory() throws(OracleError) -> OracleMatchMemory {
    if let memory = ownMemory { return memory }
    let memory = try OracleMatchMemory()
    try memory.prepare(groups: captureCount + 1)
    ownMemory = memory
    return memory
  }
}

// MARK: - Compiling

extension OraclePattern {
  private static func compile(
    _ pattern: [UInt8], _ options: OracleOptions, plain: Bool, autoCallout: Bool
  ) throws(OracleError) -> OpaquePointer {
    var bits = try CompileBits(names: options.compile)
    if plain {
      bits.main |= PCRE2_NO_START_OPTIMIZE
      if bits.main & PCRE2_LITERAL == 0 {
        bits.main |= PCRE2_NO_AUTO_POSSESS | PCRE2_NO_DOTSTAR_ANCHOR
      }
    }
    if autoCallout { bits.main |= PCRE2_AUTO_CALLOUT }
    let newline = try newlineNumber(options.newline)
    let bsr = try bsrNumber(options.bsr)

    guard let context = unsafe pcre2_compile_context_create_8(nil) else { throw .outOfMemory }
    defer { unsafe pcre2_compile_context_free_8(context) }
    unsafe pcre2_set_newline_8(context, newline)
    unsafe pcre2_set_bsr_8(context, bsr)
    unsafe pcre2_set_compile_extra_options_8(context, bits.extra)
    if let limit = options.parensNestLimit {
      unsafe pcre2_set_parens_nest_limit_8(context, UInt32(clamping: limit))
    }
    if let length = options.maxPatternLength {
      unsafe pcre2_set_max_pattern_length_8(context, max(0, length))
    }

    var number: Int32 = 0
    var offset = 0
    let code = unsafe withBytes(pattern) { start, count in
      unsafe pcre2_compile_8(start, count, bits.main, &number, &offset, context)
    }
    guard let code = unsafe code else {
      let message = OracleLibrary.errorText(Int(number))
      throw .compile(code: Int(number), offset: offset, message: message)
    }
    return unsafe code
  }
}

// MARK: - Matching

/// The callback that the library calls at a callout.
typealias CalloutFunction =
  @convention(c) (
    UnsafeMutablePointer<pcre2_callout_block_8>?, UnsafeMutableRawPointer?
  ) -> Int32

extension OraclePattern {
  mutating func run(
    subject: [UInt8], options: OracleMatchOptions, callout: CalloutFunction?,
    context userData: UnsafeMutableRawPointer?
  ) throws(OracleError) -> OracleMatch {
    unsafe try run(
      subject: subject, options: options, callout: callout, context: userData, in: memory())
  }

  private borrowing func run(
    subject: [UInt8], options: OracleMatchOptions, callout: CalloutFunction?,
    context userData: UnsafeMutableRawPointer?, in memory: OracleMatchMemory
  ) throws(OracleError) -> OracleMatch {
    var bits = try matchBits(options.names)
    if !usesJIT { bits |= PCRE2_NO_JIT }
    try memory.prepare(groups: captureCount + 1)
    var context: OpaquePointer?
    defer { unsafe pcre2_match_context_free_8(context) }
    // Without a context the library has its default limits.
    if unsafe options.hasLimits || callout != nil {
      unsafe context = pcre2_match_context_create_8(nil)
      guard let context = unsafe context else { throw .outOfMemory }
      unsafe setLimits(options, in: context)
      unsafe pcre2_set_callout_8(context, callout, userData)
    }
    // The library takes sizes: a negative offset becomes a huge one, which it refuses itself.
    let rc = unsafe withBytes(subject) { start, count in
      unsafe pcre2_match_8(code, start, count, options.offset, bits, memory.matchData, context)
    }
    return result(Int(rc), memory)
  }

  private borrowing func result(_ rc: Int, _ memory: OracleMatchMemory) -> OracleMatch {
    let matchData = unsafe memory.matchData
    var match = OracleMatch(rc: rc)
    // Other errors may leave fields of an earlier match behind: they are not read.
    let isBadText = (Int(PCRE2_ERROR_UTF8_ERR21)...Int(PCRE2_ERROR_UTF8_ERR1)).contains(rc)
    if rc > 0 || rc == Int(PCRE2_ERROR_PARTIAL) || isBadText {
      match.startChar = unsafe pcre2_get_startchar_8(matchData)
    }
    if rc >= Int(PCRE2_ERROR_PARTIAL) {
      match.mark = unsafe mark(in: matchData)
    }
    let pairs = rc > 0 ? captureCount + 1 : rc == Int(PCRE2_ERROR_PARTIAL) ? 1 : 0
    guard pairs > 0, let vector = unsafe pcre2_get_ovector_pointer_8(matchData) else {
      return match
    }
    match.ovector.reserveCapacity(pairs)
    for group in 0..<pairs {
      // Sizes are imported as signed numbers: the library's "unset" is -1.
      let start = unsafe vector[2 * group]
      let end = unsafe vector[2 * group + 1]
      match.ovector.append(start == -1 ? nil : OracleRange(start, end))
    }
    return match
  }

  /// The name of the last mark; the library keeps its length in the byte before it.
  private borrowing func mark(in matchData: OpaquePointer) -> [UInt8]? {
    guard let start = unsafe pcre2_get_mark_8(matchData) else { return nil }
    let length = unsafe Int(start[-1])
    return unsafe Array(UnsafeBufferPointer(start: start, count: length))
  }
}

/// Lends the bytes of an array as a pointer that is never null, and their number.
func withBytes<Result>(
  _ bytes: [UInt8], _ body: (UnsafePointer<UInt8>, Int) -> Result
) -> Result {
  unsafe bytes.withUnsafeBufferPointer { buffer in
    if let start = buffer.baseAddress { return unsafe body(start, buffer.count) }
    var nothing: UInt8 = 0
    return unsafe withUnsafePointer(to: &nothing) { unsafe body($0, 0) }
  }
}
