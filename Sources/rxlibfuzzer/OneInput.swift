// SPDX-License-Identifier: MIT
// The entry for libFuzzer (`make libfuzzer SECONDS=60`): bytes become options, a pattern and a subject. The
// parser must give the pattern back byte for byte or agree with libpcre2's refusal; the machine must find what
// libpcre2 finds, step by step. A difference traps, so that libFuzzer keeps the input.
//
// Not part of an ordinary build: Package.swift adds the target only for this.

import CaseChecking
import CaseCorpus
import Glibc

/// Options by the bits of the first two bytes.
private let optionNames = [
  "UTF", "CASELESS", "MULTILINE", "DOTALL", "EXTENDED", "UNGREEDY", "DUPNAMES", "UCP",
  "ANCHORED", "NO_AUTO_CAPTURE", "ALT_BSUX", "ALLOW_EMPTY_CLASS", "EXTENDED_MORE", "LITERAL",
  "MATCH_INVALID_UTF", "ENDANCHORED",
]

/// libFuzzer's loop, called by our own `main`: the package manager insists on making one.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
  _ test: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

@main
enum Main {
  static func main() {
    var count = CommandLine.argc
    var arguments = unsafe CommandLine.unsafeArgv
    exit(unsafe runDriver(&count, &arguments) { unsafe testOneInput($0, $1) })
  }
}

private func testOneInput(_ data: UnsafePointer<UInt8>?, _ size: Int) -> CInt {
  guard let data = unsafe data, size > 4 else { return 0 }
  let bytes = unsafe [UInt8](UnsafeBufferPointer(start: data, count: size))
  let bits = Int(bytes[0]) | Int(bytes[1]) << 8
  let patternEnd = 3 + Int(bytes[2]) % (bytes.count - 3)
  let input = CaseInput(
    pattern: Array(bytes[3..<patternEnd]),
    options: optionNames.indices.filter { bits >> $0 & 1 == 1 }.map { optionNames[$0] },
    subject: Array(bytes[patternEnd...]))
  var writer = JSONWriter()
  Case(id: "libfuzzer", input: input).write(to: &writer)
  let verdict = check(line: writer.bytes, options: CheckOptions(comparesSteps: true))
  switch verdict.kind {
  case .failed, .differs: preconditionFailure("\(verdict)")
  default: return 0
  }
}
