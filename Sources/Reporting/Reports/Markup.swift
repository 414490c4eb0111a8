// SPDX-License-Identifier: MIT
// Texts inside XML and HTML. What Escaping lets through are characters that both can hold, so that only the
// few that mean something there are left to be written otherwise.
//
// Tested in Tests/ReportingTests/ReportTests.swift.

import SourceText

/// A text as it stands between tags or in an attribute.
///
/// - Parameter text: Without control characters, as `Escaping` gives it; line ends are kept.
/// - Returns: The text with the five characters of the markup as references.
func markup(_ text: String) -> String {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count)
  for byte in text.utf8 {
    switch byte {
    case 0x26: bytes += "&amp;".utf8
    case 0x3C: bytes += "&lt;".utf8
    case 0x3E: bytes += "&gt;".utf8
    case 0x22: bytes += "&quot;".utf8
    case 0x27: bytes += "&#39;".utf8
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

/// A tag with attributes, such as `<testcase name="a">`; those without a value are left out.
func tag(_ name: String, _ attributes: KeyValuePairs<String, String?>, isEmpty: Bool = false)
  -> String
{
  var text = "<" + name
  for (name, value) in attributes {
    if let value { text += " \(name)=\"\(markup(value))\"" }
  }
  return text + (isEmpty ? "/>" : ">")
}

/// A time in seconds with three digits behind the point, as JUnit's readers want it; rounded up, so that what
/// took time does not look as if it took none.
func seconds(microseconds: Int) -> String {
  let milliseconds = (max(0, microseconds) &+ 999) / 1000
  let rest = String(milliseconds % 1000)
  return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
}
