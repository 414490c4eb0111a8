// SPDX-License-Identifier: MIT
// The shapes of fields that several records share: words, byte strings, offset pairs.

internal import SourceText

extension JSONScanner {
  /// Takes an array of strings.
  mutating func words() throws(JSONError) -> [String] {
    var words: [String] = []
    try array { (scanner) throws(JSONError) in words.append(try scanner.text()) }
    return words
  }

  /// Takes a string of base64.
  mutating func base64() throws(JSONError) -> [UInt8] {
    let start = position
    guard let bytes = Base64.decode(try string()) else { throw failure(.badBase64, at: start) }
    return bytes
  }

  /// Takes one of the words of an enumeration.
  mutating func word<Word: RawRepresentable>(
    of type: Word.Type
  ) throws(JSONError) -> Word where Word.RawValue == String {
    let start = position
    let text = try text()
    guard let word = Word(rawValue: text) else { throw failure(.unknownWord(text), at: start) }
    return word
  }

  /// Takes an array of integers.
  mutating func integers() throws(JSONError) -> [Int] {
    var numbers: [Int] = []
    try array { (scanner) throws(JSONError) in numbers.append(try scanner.integer()) }
    return numbers
  }

  /// Takes an array of `[start,end]` or `null`.
  mutating func spans() throws(JSONError) -> [SourceSpan?] {
    var spans: [SourceSpan?] = []
    // Most patterns have few groups.
    spans.reserveCapacity(4)
    try array { (scanner) throws(JSONError) in
      if try scanner.null() {
        spans.append(nil)
        return
      }
      spans.append(try scanner.span())
    }
    return spans
  }

  /// Takes a pair of offsets.
  private mutating func span() throws(JSONError) -> SourceSpan {
    let opening = position
    var (start, end, count) = (0, 0, 0)
    try array { (scanner) throws(JSONError) in
      (start, end) = (end, try scanner.integer())
      count += 1
    }
    guard count == 2 else { throw failure(.expected("a pair of offsets"), at: opening) }
    return SourceSpan(start, end)
  }

  /// Takes an array of arrays of spans.
  mutating func spanLists() throws(JSONError) -> [[SourceSpan?]] {
    var lists: [[SourceSpan?]] = []
    try array { (scanner) throws(JSONError) in lists.append(try scanner.spans()) }
    return lists
  }
}

extension JSONWriter {
  mutating func field(_ name: StaticString, _ value: Int) {
    self.name(name)
    integer(value)
  }

  mutating func field(_ name: StaticString, _ value: String) {
    self.name(name)
    string(value)
  }

  mutating func field(_ name: StaticString, _ words: [String]) {
    self.name(name)
    array { for word in words { $0.string(word) } }
  }

  mutating func optionalField(_ name: StaticString, _ value: Int?) {
    if let value { field(name, value) }
  }

  mutating func optionalField(_ name: StaticString, _ value: String?) {
    if let value { field(name, value) }
  }

  mutating func optionalField(_ name: StaticString, _ value: JSONValue?) {
    guard let value else { return }
    self.name(name)
    self.value(value)
  }

  /// Writes bytes as text, or under the other name as base64 if they are not UTF-8.
  mutating func bytesField(
    _ textName: StaticString, _ base64Name: StaticString, _ bytes: [UInt8]?
  ) {
    guard let bytes else { return }
    let isText = firstUTF8Fault(in: bytes) == nil
    name(isText ? textName : base64Name)
    string(utf8: isText ? bytes : Base64.encode(bytes))
  }

  mutating func spans(_ spans: [SourceSpan?]) {
    array { writer in
      for span in spans {
        guard let span else {
          writer.null()
          continue
        }
        writer.array {
          $0.integer(span.start)
          $0.integer(span.end)
        }
      }
    }
  }

  mutating func optionalField(_ name: StaticString, _ spans: [SourceSpan?]?) {
    guard let spans else { return }
    self.name(name)
    self.spans(spans)
  }

  mutating func optionalField(_ name: StaticString, _ lists: [[SourceSpan?]]?) {
    guard let lists else { return }
    self.name(name)
    array { for list in lists { $0.spans(list) } }
  }
}
