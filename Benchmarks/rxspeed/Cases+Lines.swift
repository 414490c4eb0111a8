// SPDX-License-Identifier: MIT
// The cases over lines of programs, and those for constructs: captures, UTF, lookarounds, recursion; the ones on which
// backtracking explodes; and short subjects.

let lineCases = [
  SpeedCase("access-log", accessPattern, .multiline, in: .lines(400_000, accessLine)),
  SpeedCase("errors", #"^.*\b(?:ERROR|WARN)\b.*$"#, .multiline, in: .lines(400_000, serviceLine)),
  SpeedCase(
    "timestamps", #"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z?"#, in: .lines(400_000, serviceLine)),
  SpeedCase(
    "key-value", #"(\w+)=("(?:[^"\\]|\\.)*"|\S+)"#, in: .lines(200_000, serviceLine)),
  SpeedCase(
    "csv", #"(?:^|,)(?:"((?:[^"]|"")*)"|([^,\n]*))"#, .multiline, in: .lines(100_000, recordLine)),
  SpeedCase(
    "json-tokens",
    #""(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null|[{}\[\],:]"#,
    in: .lines(100_000, objectLine)),
  SpeedCase(
    "html-tags", #"<(/?)(\w+)((?:\s+[\w-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*(/?)>"#,
    in: .lines(200_000, pageLine)),
  SpeedCase(
    "html-attributes", #"\b(href|src)\s*=\s*["']?([^"'\s>]+)"#, .caseless,
    in: .lines(200_000, pageLine)),
  SpeedCase(
    "waf-sql",
    #"(?i)\b(?:union\s+(?:all\s+)?select|select\b.{0,40}\bfrom|insert\s+into|drop\s+table)\b"#,
    in: .lines(200_000, requestLine)),
  SpeedCase(
    "waf-tautology", #"(?i)['"`]\s*(?:or|and)\s+['"`]?\w+['"`]?\s*(?:=|like|[<>])"#,
    in: .lines(200_000, requestLine)),
  SpeedCase(
    "waf-xss",
    #"(?i)<[^>]*(?:script|iframe|object|embed|on\w+\s*=)|javascript:|document\.(?:cookie|write)"#,
    in: .lines(200_000, requestLine)),
  SpeedCase(
    "waf-traversal", #"(?i)(?:\x5c|/|%(?:2f|5c))(?:%2e|\.){2}(?:\x5c|/|%(?:2f|5c))"#,
    in: .lines(200_000, requestLine)),
  SpeedCase(
    "waf-commands", #"(?:;|\||&&|`)\s*(?:cat|ls|id|wget|curl|nc|bash|sh)\b[^\n]*"#,
    in: .lines(200_000, requestLine)),
  SpeedCase(
    "secrets-assigned",
    #"(?i)(?:key|api|token|secret|passwd|password|auth)[\w .-]{0,20}[\s'"]{0,3}(?:=|>|:=|:)[\s'"=]{0,5}"#
      + #"([0-9a-z\-_.=+/]{10,150})(?:['"\n\r\s`;]|$)"#, in: .lines(200_000, configurationLine)),
  SpeedCase("secrets-github", #"\bghp_[0-9a-zA-Z]{36}\b"#, in: .lines(400_000, configurationLine)),
  SpeedCase(
    "secrets-key-block", #"(?i)-----BEGIN[ A-Z0-9_-]{0,100}PRIVATE KEY-----[\s\S]{64,}?KEY-----"#,
    in: .lines(400_000, configurationLine)),
  SpeedCase(
    "secrets-slack", #"xox[baprs]-([0-9a-zA-Z]{10,48})(?:-[0-9a-zA-Z]+)*"#,
    in: .lines(400_000, configurationLine)),
]

private let accessPattern =
  #"^(\d+\.\d+\.\d+\.\d+) (\S+) (\S+) \[([^\]]+)\] "(\w+) (\S+) ([^"]*)" (\d{3}) (\d+|-)"#
  + #" "([^"]*)" "([^"]*)"$"#

let captureCases = [
  SpeedCase("groups-date", #"(\d{4})-(\d\d)-(\d\d)"#, in: .lines(400_000, serviceLine)),
  SpeedCase("groups-words", #"(\w)(\w)(\w)(\w)"#, in: .english(100_000)),
  SpeedCase(
    "named",
    #"(?<month>[A-Z][a-z]{2}) +(?<day>\d+) (?<time>[\d:]+) (?<host>\S+) (?<program>\w+)\[(?<pid>\d+)\]"#,
    in: .lines(400_000, serviceLine)),
  SpeedCase("repeated-group", #"(?:(\w+)\s+){4}"#, in: .english(100_000)),
  SpeedCase("alternative-groups", #"(a\w*)|(b\w*)|(c\w*)|(d\w*)|(e\w*)"#, in: .english(100_000)),
  SpeedCase("doubled-words", #"\b(\w+) \1\b"#, in: .english(200_000)),
  SpeedCase("doubled-words-casei", #"\b(\w+)\s+\1\b"#, .caseless, in: .english(200_000)),
  SpeedCase("same-quote", #"(['"]).*?\1"#, in: .source(200_000)),
  SpeedCase("closing-tag", #"<(\w+)[^>]*>[^<]*</\1>"#, in: .lines(200_000, pageLine)),
  SpeedCase(
    "config-line", #"^\s*(\w+)\s*=\s*(.*?)\s*$"#, .multiline, in: .lines(200_000, configurationLine)
  ),
  SpeedCase(
    "unstructured-to-json",
    #"^([A-Z][a-z]{2} +\d+ [\d:]+) (\S+) (\w+)\[(\d+)\]: (?:(Failed|Accepted) (\w+) for (invalid user )?(\S+) from"#
      + #" (\S+) port (\d+)(?: (\w+))?|(.*))$"#, .multiline, in: .lines(400_000, serviceLine)),
  SpeedCase(
    "grok-timestamp",
    #"(?<ts>(?>\d\d){1,2}-(?:0?[1-9]|1[0-2])-(?:(?:0[1-9])|(?:[12][0-9])|(?:3[01])|[1-9])[T ](?:2[0123]|[01]?[0-9])"#
      + #":?(?:[0-5][0-9])(?::?(?:(?:[0-5]?[0-9]|60)(?:[:.,][0-9]+)?))?(?:Z|[+-](?:2[0123]|[01]?[0-9])(?::?[0-5][0-9]))?)"#
      + #"\s+(?<level>[A-Za-z]+)\s+\[(?<thread>[^\]]+)\]\s+(?<class>(?:[a-zA-Z$_][\w$]*\.)*\w+)"#,
    in: .lines(200_000, serviceLine)),
]

let utfCases = [
  SpeedCase("letters", #"\p{L}+"#, .utf, in: .russian(100_000)),
  SpeedCase("cyrillic", #"\p{Cyrillic}{8,13}"#, .utf, in: .russian(100_000)),
  SpeedCase("words-ucp", #"\b\w+\b"#, [.utf, .ucp], in: .russian(100_000)),
  SpeedCase("words-not-space", #"[^ \n]+ [^ \n]+"#, .utf, in: .russian(200_000)),
  SpeedCase("guillemets", #"«.*?»|\(.+?\)"#, .utf, in: .russian(200_000)),
  SpeedCase("class-range", #"[а-яё]{5,}ть\b"#, [.utf, .ucp], in: .russian(100_000)),
  SpeedCase("class-casei", #"[А-Я][а-яё]+"#, [.caseless, .utf], in: .russian(100_000)),
  SpeedCase("uppercase", #"\p{Lu}\p{Ll}+"#, .utf, in: .russian(100_000)),
  SpeedCase("clusters", #"\X"#, .utf, in: .russian(50_000)),
  SpeedCase("newlines", #"\R"#, .utf, in: .russian(200_000)),
  SpeedCase("dot", #"."#, .utf, in: .russian(50_000)),
  SpeedCase("not-ascii", #"[^\x00-\x7f]+"#, .utf, in: .russian(100_000)),
  SpeedCase("ascii-in-utf", #"[a-z]+ing\b"#, .utf, in: .english(200_000)),
  SpeedCase("access-log-utf", accessPattern, [.multiline, .utf], in: .lines(200_000, accessLine)),
]

let lookCases = [
  SpeedCase("before-comma", #"\w+(?=,)"#, in: .english(200_000)),
  SpeedCase("behind-quote", #"(?<=")\w+"#, in: .english(200_000)),
  SpeedCase("behind-word", #"(?<=\bthe )\w+"#, in: .english(200_000)),
  SpeedCase("not-followed", #"\bSherlock\b(?! Holmes)"#, in: .english()),
  SpeedCase("not-behind", #"(?<!Tom )\bSawyer\b"#, in: .english()),
  SpeedCase("not-keyword", #"\b(?!(?:if|for|def|return)\b)[a-z_]\w*"#, in: .source(100_000)),
  SpeedCase(
    "password", #"^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?=.*[^\w\s]).{8,}$"#, .multiline,
    in: .lines(200_000, serviceLine)),
  SpeedCase("thousands", #"\d(?=(?:\d{3})+\b)"#, in: .lines(200_000, accessLine)),
  SpeedCase("tempered", #"<a(?:(?!</a>).)*</a>"#, in: .lines(200_000, pageLine)),
  SpeedCase("alternating-behind", #"(?<=GET |POST )\S+"#, in: .lines(200_000, accessLine)),
  SpeedCase("keep-out", #"user\K\d+"#, in: .lines(200_000, accessLine)),
]

let recursionCases = [
  SpeedCase("parentheses", #"\((?:[^()]++|(?R))*\)"#, in: .source(200_000)),
  SpeedCase(
    "parentheses-deep", #"\((?:[^()]++|(?R))*+\)"#, in: .repeated("((a)(b(c(d)e)f))", 3_000)),
  SpeedCase("palindromes", #"\b(?:(\w)(?:(?R)|\w?)\1)\b"#, in: .english(50_000)),
  SpeedCase(
    "json-value",
    #"(?(DEFINE)(?<v>\s*(?:(?<o>\{\s*(?:(?&s)\s*:(?&v)(?:,\s*(?&s)\s*:(?&v))*)?\s*\})|\[(?:(?&v)(?:,(?&v))*)?\s*\]"#
      + #"|(?&s)|-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)\s*)(?<s>"(?:[^"\\]++|\\.)*"))(?&o)"#,
    in: .lines(100_000, objectLine)),
  SpeedCase("possessive", #"(?:[^"\\]++|\\.)*+""#, in: .source(50_000)),
  SpeedCase("atomic", #"(?>\w+)\s*="#, in: .source(100_000)),
  SpeedCase("conditional", #"(\()?\b\w+(?(1)\))"#, in: .source(100_000)),
  SpeedCase("verbs", #"(?:"[^"\n]*"(*SKIP)(*FAIL))|\b[a-z]+\b"#, in: .source(100_000)),
]

/// The byte that each match needs stands behind, so that looking for it first does not end the search.
let catastrophicCases = [
  SpeedCase("nested-plus", #"(a+)+b"#, in: .repeated("a", 19, then: "cb")),
  SpeedCase("nested-plus-plain", #"(?:a+)+b"#, in: .repeated("a", 19, then: "cb")),
  SpeedCase("either-way", #"^(a|aa)+$"#, in: .repeated("a", 24, then: "!")),
  SpeedCase("a-b-ab", #"(?:a|b|ab)*c"#, in: .repeated("ab", 13, then: "dc")),
  SpeedCase("x-plus-plus", #"(x+x+)+y"#, in: .repeated("x", 16, then: "zy")),
  SpeedCase(
    "cloudflare",
    #"(?:(?:"|'|\]|\}|\\|\d|(?:nan|infinity|true|false|null|undefined|symbol|math)|`|-|\+)+[)]*;?"#
      + #"((?:\s|-|~|!|\{\}|\|\||\+)*.*(?:.*=.*)))"#,
    in: .repeated("x=", 1, then: String(repeating: "x", count: 400))),
  SpeedCase("dot-star-equals", #".*.*=.*"#, in: .repeated("x", 120)),
  SpeedCase(
    "email-loop",
    #"^([a-zA-Z0-9])(([\-.]|[_]+)?([a-zA-Z0-9]+))*(@){1}[a-z0-9]+[.]{1}(([a-z]{2,3})|([a-z]{2,3}[.]{1}[a-z]{2,3}))$"#,
    in: .repeated("a", 20, then: "! @")),
  SpeedCase(
    "optional-a", "a?" + String(repeating: "a?", count: 17) + String(repeating: "a", count: 18),
    in: .repeated("a", 18)),
  SpeedCase("trim", #"\s+$"#, in: .repeated(" ", 1_500, then: "x")),
  SpeedCase("three-stars", #"\d*\d*\d*x"#, in: .repeated("1", 60, then: " x")),
]

let shortCases = [
  SpeedCase(
    "short-dates", #"^(\d{4})-(\d\d)-(\d\d)$"#,
    in: .lines(20_000, { "2026-1\($0.roll(3))-\(10 + $0.roll(30))\n" }).splitAtNewlines),
  SpeedCase(
    "short-email", #"^[\w.+-]+@[\w-]+\.[\w.-]+$"#,
    in: .lines(20_000, { "user\($0.roll(999))@mail.example.org\n" }).splitAtNewlines),
  SpeedCase(
    "short-address", #"^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$"#,
    in: .lines(20_000, { "\($0.roll(300)).\($0.roll(256)).1.\($0.roll(256))\n" }).splitAtNewlines),
  SpeedCase(
    "short-literal", #"abc"#,
    in: .lines(20_000, { "xx\($0.roll(9))\($0.roll(3) == 0 ? "abc" : "xyz")\n" }).splitAtNewlines),
  SpeedCase(
    "short-words", #"\w+"#, in: .lines(20_000, { "only \($0.roll(99)) words\n" }).splitAtNewlines),
  SpeedCase(
    "short-request", #"^(GET|POST|PUT|DELETE) (/[^ ?]*)(\?\S*)? HTTP/(\d\.\d)$"#,
    in: .lines(40_000, { "GET /a/b\($0.roll(99)).html?q=\($0.roll(99)) HTTP/1.1\n" })
      .splitAtNewlines),
  SpeedCase(
    "short-agent", #"(?:(Firefox|Chrome|Safari)/(\d+)\.(\d+)|(Googlebot)/(\d+))"#,
    in: .lines(40_000, accessLine).splitAtNewlines),
  SpeedCase(
    "short-backtracking", #"(a|b){3,5}?x"#,
    in: .lines(20_000, { "abab\($0.roll(2) == 0 ? "x" : "y")ab\n" }).splitAtNewlines),
  SpeedCase(
    "short-utf", #"^\p{Lu}\p{L}*$"#, .utf,
    in: .lines(20_000, { $0.roll(2) == 0 ? "Москва\n" : "москва\n" }).splitAtNewlines),
]
