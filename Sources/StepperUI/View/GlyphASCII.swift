import TerminalScreen
extension Glyph {
  static func glyphs(for text: some Sequence<Unicode.Scalar>, asciiOnly: Bool) -> [Glyph] {
    guard asciiOnly else { return glyphs(for: text) }
    var result: [Glyph] = []
    for s in text {
      if (0x20...0x7E).contains(s.value) { result.append(Glyph(s)) } else {
        let d = String(s.value, radix: 16, uppercase: true)
        result += "<\(String(repeating: "0", count: max(0, (s.value < 0x80 ? 2 : 4) - d.utf8.count)) + d)>".unicodeScalars.map { Glyph($0) }
      }
    }
    return result
  }
}
