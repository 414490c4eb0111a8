// SPDX-License-Identifier: MIT
// Random TOML documents: every kind of value, key and header, with comments and odd spacing; most of them valid.

/// Makes random documents.
struct RandomDocument {
  var generator: SeededGenerator
  private var document = ""
  private var names = 0

  init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  /// The next document.
  mutating func next() -> String {
    document = ""
    names = 0
    let lineEnd = generator.isTrue(in: 4) ? "\r\n" : "\n"
    for _ in 0..<generator.number(below: 12) { line() }
    let text = generator.isTrue(in: 2) ? document : String(document.dropLast())
    return text.replacing("\n", with: lineEnd)
  }

  private mutating func line() {
    switch generator.number(below: 8) {
    case 0: document += "\(blank())[\(key())\(blank())]\(end())"
    case 1: document += "[[\(blank())\(key())]]\(end())"
    case 2: document += "[[\(generator.one(of: ["a", "b", "a.b"]))]]\(end())"
    case 3: document += end()
    default: document += "\(blank())\(key())\(blank())=\(blank())\(value(3))\(end())"
    }
  }

  private mutating func blank() -> String { generator.one(of: ["", "", " ", "\t", "  "]) }

  private mutating func end() -> String {
    blank() + generator.one(of: ["", "", "# a 'remark' \"x\" [[", "#", "# è = 1"]) + "\n"
  }

  private mutating func key() -> String {
    var parts: [String] = []
    repeat { parts.append(keyPart()) } while generator.isTrue(in: 4)
    return parts.joined(separator: blank() + "." + blank())
  }

  private mutating func keyPart() -> String {
    names += 1
    return generator.one(of: [
      "k\(names)", "k\(names)", "\(names)", "'k \(names)'", "\"k\\u00e9\(names)\"", "a", "b",
      "\"k.\(names)\"", "-_\(names)", "''",
    ])
  }

  private mutating func value(_ depth: Int) -> String {
    switch generator.number(below: depth > 0 ? 10 : 7) {
    case 0: return string()
    case 1: return literal()
    case 2: return number()
    case 3: return generator.one(of: ["true", "false", "inf", "-inf", "nan", "+nan"])
    case 4:
      return generator.one(of: [
        "1979-05-27", "07:32:00", "07:32:00.123", "1979-05-27T07:32:00Z", "1979-05-27 07:32:00",
        "1979-05-27t07:32:00.5-07:00",
      ])
    case 5: return "\"\"\"" + generator.one(of: ["", "\n"]) + inside("\"\"", "\n") + "\"\"\""
    case 6: return "'''" + generator.one(of: ["", "\n"]) + literalInside("''", "\n") + "'''"
    case 7, 8: return array(depth)
    default: return table(depth)
    }
  }

  private mutating func number() -> String {
    generator.one(of: [
      "0", "-0", "+17", "1_000", "0xDEAD_beef", "0o755", "0b1101", "9223372036854775807",
      "-9223372036854775808", "1.5", "-0.01", "5e+22", "1e06", "6.626e-34", "9_224.5", "0.0",
      "0x7fffffffffffffff",
    ])
  }

  private mutating func string() -> String { "\"" + inside("'", "") + "\"" }

  private mutating func literal() -> String { "'" + literalInside("\"", "") + "'" }

  private mutating func inside(_ quotes: String, _ lineEnd: String) -> String {
    var text = ""
    for _ in 0..<generator.number(below: 6) {
      text += generator.one(of: [
        "a", "\\\\", "\\\"", "\\n", "\\t", "\\u0416", "\\U0001F600", "ж", "#", "[", "\\u0000",
        quotes + "b", lineEnd, lineEnd.isEmpty ? "" : "\\\n   ", " ", "\\b\\f\\r",
      ])
    }
    return text
  }

  private mutating func literalInside(_ quotes: String, _ lineEnd: String) -> String {
    var text = ""
    for _ in 0..<generator.number(below: 6) {
      text += generator.one(of: [
        "a", "\\", "\\d+", "ж", "#", "]", quotes + "b", quotes, lineEnd, "\t", "{",
      ])
    }
    return text
  }

  private mutating func array(_ depth: Int) -> String {
    var text = "["
    let count = generator.number(below: 4)
    for index in 0..<count {
      text += blank() + generator.one(of: ["", "\n", "# x ]\n"]) + value(depth - 1)
      text += generator.one(of: ["", " ", " # y ,\n"])
      if index < count - 1 || generator.isTrue(in: 3) { text += "," }
    }
    return text + generator.one(of: ["", "\n", " # z\n"]) + "]"
  }

  private mutating func table(_ depth: Int) -> String {
    let entries = (0..<generator.number(below: 4)).map { _ in
      "\(blank())\(key())\(blank())=\(blank())\(value(depth - 1))\(blank())"
    }
    return "{" + entries.joined(separator: ",") + "}"
  }
}
