// SPDX-License-Identifier: MIT
// What the library says about itself: version, Unicode version, texts of error numbers.

internal import CPCRE2

/// Facts about the libpcre2 that this program runs with.
public enum OracleLibrary {
  /// The version and date of the library, such as `10.42 2022-12-11`.
  public static var versionString: String { configuration(PCRE2_CONFIG_VERSION) }

  /// The version of Unicode that the library knows, such as `14.0.0`.
  public static var unicodeVersion: String { configuration(PCRE2_CONFIG_UNICODE_VERSION) }

  /// The library's text for an error number: positive for patterns, negative for matches.
  public static func errorText(_ code: Int) -> String {
    guard let number = Int32(exactly: code) else { return "unknown error" }
    let text = unsafe [UInt8](unsafeUninitializedCapacity: 256) { buffer, count in
      let written = unsafe pcre2_get_error_message_8(number, buffer.baseAddress, buffer.count)
      count = max(0, Int(written))
    }
    return text.isEmpty ? "unknown error" : String(decoding: text, as: UTF8.self)
  }

  private static func configuration(_ item: Int32) -> String {
    let text = unsafe [UInt8](unsafeUninitializedCapacity: 64) { buffer, count in
      // The answer counts the final zero; both known strings are much shorter than the buffer.
      let needed = pcre2_config_8(UInt32(item), nil)
      guard needed > 0, Int(needed) <= buffer.count else { return }
      count = max(0, Int(unsafe pcre2_config_8(UInt32(item), buffer.baseAddress)) - 1)
    }
    return String(decoding: text, as: UTF8.self)
  }
}
