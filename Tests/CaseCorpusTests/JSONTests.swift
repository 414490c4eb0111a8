// SPDX-License-Identifier: MIT
// The JSON parser and writer: values, exact faults, and a fuzz that must never trap.

import CaseCorpus
import Testing

@Suite("JSON")
struct JSONTests {
  @Test(arguments: [
    ("null", JSONValue.null), (" true ", .bool(true)), ("false", .bool(false)),
    ("0", .integer(0)), ("-0", .integer(0)), ("-17", .integer(-17)),
    ("9223372036854775807", .integer(.max)), ("-9223372036854775808", .integer(.min)),
    ("1.5", .number(1.5)), ("2e3", .number(2000)), ("-1E-2", .number(-0.01)),
    ("9223372036854775808", .number(9_223_372_036_854_775_808)),
    ("\"\"", .string("")), ("[]", .array([])), ("{}", .object([])),
    ("[1 , [ 2 ],{} ]", .array([.integer(1), .array([.integer(2)]), .object([])])),
    ("{\"b\":1,\"a\":null}", .object([.init("b", .integer(1)), .init("a", .null)])),
    (#""\"\\\/\b\f\n\r\t""#, .string("\"\\/\u{8}\u{c}\n\r\t")),
    (#""\u0041\u00e9\u20AC\ud83d\uDE00\u0000""#, .string("Aé€😀\0")),
    ("\"é€😀\"", .string("é€😀")),
  ])
  func values(text: String, expected: JSONValue) throws {
    #expect(try JSONValue(parsing: bytes(text)) == expected)
  }

  @Test(arguments: [
    ("", 0, JSONError.Reason.endOfText), ("  ", 2, .endOfText), ("[1", 2, .endOfText),
    ("\"ab", 3, .endOfText), ("\"\\u00", 5, .endOfText), ("\"\\", 2, .endOfText),
    ("nul", 0, .expected("a value")), ("x", 0, .expected("a value")),
    ("[1,]", 3, .expected("a value")), ("[1 2]", 3, .expected("a comma or a closing bracket")),
    ("{1:2}", 1, .expected("a field name")), ("{\"a\" 1}", 5, .expected("a colon")),
    ("{\"a\":1,}", 7, .expected("a field name")),
    ("{\"a\":1 \"b\":2}", 7, .expected("a comma or a closing brace")),
    ("01", 0, .badNumber), ("-", 0, .badNumber), ("1.", 0, .badNumber), ("1e+", 0, .badNumber),
    ("[.5]", 1, .expected("a value")), ("1e999", 0, .numberTooLarge),
    ("\"\\x\"", 1, .badEscape), ("\"\\u00g0\"", 1, .badEscape),
    ("\"\\ud800\"", 1, .loneSurrogate), ("\"\\ud800\\u0041\"", 1, .loneSurrogate),
    ("\"\\udc00\"", 1, .loneSurrogate), ("\"a\nb\"", 2, .controlCharacter),
    ("1 2", 2, .trailingText), ("{\"a\":1,\"a\":2}", 7, .duplicateField("a")),
  ])
  func faults(text: String, offset: Int, reason: JSONError.Reason) {
    #expect(fault(text) == JSONError(offset: offset, reason: reason))
  }

  @Test(
    arguments: [
      [0x80], [0xc0, 0x80], [0xc1, 0xbf], [0xe0, 0x80, 0x80], [0xed, 0xa0, 0x80], [0xc3],
      [0xe2, 0x82],
      [0xf0, 0x8f, 0x80, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xf8, 0x80], [0xff], [0xe2, 0x28, 0xa1],
    ] as [[UInt8]])
  func badText(sequence: [UInt8]) {
    #expect(fault(of: bytes("\"a") + sequence + bytes("\"")) == .init(offset: 2, reason: .badUTF8))
  }

  @Test func depthIsLimited() {
    let deep = String(repeating: "[", count: 128) + String(repeating: "]", count: 128)
    #expect(fault(deep) == nil)
    #expect(fault("[" + deep + "]") == JSONError(offset: 128, reason: .tooDeep(limit: 128)))
    #expect(fault(String(repeating: "{\"a\":", count: 100_000))?.reason == .tooDeep(limit: 128))
  }

  @Test func writingAndReadingBack() throws {
    let value = JSONValue.object([
      .init("plain", .string("a\"\\/\u{1}\n\u{7f}")), .init("é€😀", .string("é€😀")),
      .init("list", .array([.null, .bool(true), .integer(-5), .number(0.1), .array([])])),
    ])
    for isASCII in [true, false] {
      var writer = JSONWriter(isASCII: isASCII)
      writer.value(value)
      #expect(try JSONValue(parsing: writer.bytes) == value)
      #expect(writer.bytes.allSatisfy { $0 < 0x80 } == isASCII)
    }
    var writer = JSONWriter()
    writer.value(.array([.string("é😀\n"), .number(.infinity)]))
    writer.endLine()
    writer.value(.integer(10))
    #expect(text(writer.bytes) == #"["\u00e9\ud83d\ude00\n",null]"# + "\n10")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func randomTextNeverTraps(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let seeds = [
      #"{"id":"a","x":[1,-2.5e3,null,true,"\u00e9\ud83d\ude00é"],"y":{"z":[[],{}]}}"#,
      #"{"id":"a:1","pattern":"a+","subject":"xaa","expected":{"rc":1,"ovector":[[1,3],null]}}"#,
      #"{"id":"a","status":"match","mode":"match","pattern":"","error":{"code":1},"trace":[[1]]}"#,
    ].map(bytes)
    let pieces = bytes("{}[]\",:\\u09af-+.eEntrlse \u{1}é\u{10ffff}") + [0xff, 0xc0, 0x80]
    for round in 0..<500 {
      var sample = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        guard !sample.isEmpty else { break }
        let place = Int.random(in: 0..<sample.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: sample.remove(at: place)
        case 1: sample[place] = pieces.randomElement(using: &random) ?? 0
        default: sample.insert(pieces.randomElement(using: &random) ?? 0, at: place)
        }
      }
      _ = try? Case(json: sample, lineNumber: 1)
      _ = try? WorkerRequest(json: sample)
      _ = try? WorkerResponse(json: sample)
      if let error = fault(of: sample) {
        #expect((0...sample.count).contains(error.offset), "seed \(seed): \(sample)")
      } else {
        let value = try JSONValue(parsing: sample)
        var writer = JSONWriter()
        writer.value(value)
        #expect(try JSONValue(parsing: writer.bytes) == value, "seed \(seed): \(sample)")
      }
    }
  }
}

@Suite("Base64")
struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func knownTexts(plain: String, encoded: String) {
    #expect(text(Base64.encode(bytes(plain))) == encoded)
    #expect(Base64.decode(bytes(encoded)) == bytes(plain))
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "====", "Z===", "Zh==", "Zm9=", "Zg==Zg==", "Zm 9", "Zm9v\n", "Z-_v",
  ])
  func refused(encoded: String) {
    #expect(Base64.decode(bytes(encoded)) == nil)
  }

  @Test func allBytesSurvive() {
    for count in 0..<260 {
      let all = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167) }
      #expect(Base64.decode(Base64.encode(all)) == all)
    }
  }
}
