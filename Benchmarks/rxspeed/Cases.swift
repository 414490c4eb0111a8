// SPDX-License-Identifier: MIT
// The cases, by group; here those over prose and source. Many are rebar's definitions
// (github.com/BurntSushi/rebar, benchmarks/definitions), mariomka's regex-benchmark and the Leipzig corpus set, over texts
// that are made or found when they are run.

/// All cases, in the order of the table.
let speedCases: [SpeedCase] = [
  ("literal", literalCases), ("alternation", alternationCases), ("class", classCases),
  ("lines", lineCases), ("captures", captureCases), ("utf", utfCases), ("look", lookCases),
  ("recursion", recursionCases), ("source", sourceCases), ("lazy", lazyCases),
  ("catastrophic", catastrophicCases), ("short", shortCases),
].flatMap { group, cases in
  cases.map { item in
    var item = item
    item.group = group
    return item
  }
}

private let literalCases = [
  SpeedCase("sherlock", #"Sherlock Holmes"#, in: .english()),
  SpeedCase("sherlock-casei", #"Sherlock Holmes"#, .caseless, in: .english()),
  SpeedCase("sherlock-ru", #"Шерлок Холмс"#, .utf, in: .russian()),
  SpeedCase("sherlock-ru-casei", #"Шерлок Холмс"#, [.caseless, .utf], in: .russian()),
  SpeedCase("twain", #"Twain"#, in: .english()),
  SpeedCase("twain-casei", #"(?i)Twain"#, in: .english()),
  SpeedCase("absent", #"zqjxkw"#, in: .english()),
  SpeedCase("one-byte", #"z"#, in: .english()),
  SpeedCase("common-byte", #"e"#, in: .english(100_000)),
  SpeedCase("two-bytes", #"th"#, in: .english(200_000)),
  SpeedCase("literal-end", #"river\.$"#, .multiline, in: .english()),
  SpeedCase("inner-literal", #"\w+\s+Holmes\s+\w+"#, in: .english(200_000)),
  SpeedCase("repeated-a", #"a{3}b"#, in: .repeated("aa", 100_000, then: "ab")),
]

private let names = "Sherlock Holmes|John Watson|Irene Adler|Inspector Lestrade|Professor Moriarty"
private let russianNames =
  "Шерлок Холмс|Джон Уотсон|Ирен Адлер|инспектор Лестрейд|профессор Мориарти"

/// So many of the words that the prose is made of, of ten letters and more, as rebar's dictionary case.
func wordAlternation(_ count: Int) -> String {
  Prose.english.words.filter { $0.utf8.count >= 8 }.prefix(count).joined(separator: "|")
}

private let alternationCases = [
  SpeedCase("literal-alternate", names, in: .english()),
  SpeedCase("literal-alternate-casei", names, .caseless, in: .english()),
  SpeedCase("literal-alternate-ru", russianNames, .utf, in: .russian()),
  SpeedCase("literal-alternate-ru-casei", russianNames, [.caseless, .utf], in: .russian()),
  SpeedCase("tom-sawyer", #"Tom|Sawyer|Huckleberry|Finn"#, in: .english()),
  SpeedCase("tom-sawyer-casei", #"(?i)Tom|Sawyer|Huckleberry|Finn"#, in: .english()),
  SpeedCase("tom-sawyer-before-2", #".{0,2}(Tom|Sawyer|Huckleberry|Finn)"#, in: .english(200_000)),
  SpeedCase("tom-sawyer-before-4", #".{2,4}(Tom|Sawyer|Huckleberry|Finn)"#, in: .english(200_000)),
  SpeedCase("tom-river", #"Tom.{10,25}river|river.{10,25}Tom"#, in: .english()),
  SpeedCase("huck-saw", #"Huck[a-zA-Z]+|Saw[a-zA-Z]+"#, in: .english()),
  SpeedCase("awyer-inn", #"([A-Za-z]awyer|[A-Za-z]inn)\s"#, in: .english(200_000)),
  SpeedCase("dictionary-200", wordAlternation(200), in: .english(50_000)),
  SpeedCase("dictionary-2000", wordAlternation(2_000), in: .english(10_000)),
  SpeedCase("dictionary-words", #"\b(?:"# + wordAlternation(200) + #")\b"#, in: .english(50_000)),
  SpeedCase(
    "keywords", #"\b(?:if|else|elif|for|while|return|def|class|import|from)\b"#,
    in: .source(200_000)),
]

private let classCases = [
  SpeedCase("shing", #"[a-z]shing"#, in: .english(200_000)),
  SpeedCase("ing-words", #"[a-zA-Z]+ing"#, in: .english(200_000)),
  SpeedCase("ing-between-spaces", #"\s[a-zA-Z]{0,12}ing\s"#, in: .english(200_000)),
  SpeedCase("nn-words", #"\b\w+nn\b"#, in: .english(200_000)),
  SpeedCase("q-13-x", #"[a-q][^u-z]{13}x"#, in: .english(200_000)),
  SpeedCase("quoted", #"["'][^"']{0,30}[?!\.]["']"#, in: .english()),
  SpeedCase("words", #"\b[0-9A-Za-z_]+\b"#, in: .english(200_000)),
  SpeedCase("words-long", #"\b[0-9A-Za-z_]{12,}\b"#, in: .english(200_000)),
  SpeedCase("letters-8-13", #"[A-Za-z]{8,13}"#, in: .english(200_000)),
  SpeedCase(
    "context", #"[A-Za-z]{10}\s+[\s\S]{0,100}Result[\s\S]{0,100}\s+[A-Za-z]{10}"#,
    in: .source(100_000)),
  SpeedCase("capitals", #"(?:[A-Z][a-z]+\s*){3,10}"#, in: .english(200_000)),
  SpeedCase("spaces", #"\s+"#, in: .english(200_000)),
  SpeedCase("not-space", #"\S+"#, in: .english(200_000)),
  SpeedCase("digits", #"\d+"#, in: .lines(200_000, accessLine)),
  SpeedCase("hex-40", #"\b[0-9a-f]{40}\b"#, in: .lines(200_000, configurationLine)),
  SpeedCase("every-line", #".+"#, in: .english(400_000)),
  SpeedCase("quadratic", #".*[^A-Z]|[A-Z]"#, in: .repeated("A", 600)),
]

private let sourceCases = [
  SpeedCase(
    "ruff-noqa",
    #"(\s*)((?i:# noqa)(?::\s?(([A-Z][0-9]+(?:[,\s]+)?)+))?)"#, in: .source(200_000)),
  SpeedCase(
    "ruff-noqa-tweaked", #"# (?i:noqa)(?::\s?((?:[A-Z][0-9]+(?:[,\s]+)?)+))?"#, in: .source()),
  SpeedCase(
    "aws-keys-quick", #"((?:ASIA|AKIA|AROA|AIDA)([A-Z0-7]{16}))"#, in: .source()),
  SpeedCase(
    "aws-keys-full",
    #"(('|")((?:ASIA|AKIA|AROA|AIDA)([A-Z0-7]{16}))('|").*?(\n^.*?){0,4}(('|")[a-zA-Z0-9+/]{40}('|"))+"#
      + #"|('|")[a-zA-Z0-9+/]{40}('|").*?(\n^.*?){0,3}('|")((?:ASIA|AKIA|AROA|AIDA)([A-Z0-7]{16}))('|"))+"#,
    .multiline, in: .source(200_000)),
  SpeedCase("email", #"[\w\.+-]+@[\w\.-]+\.[\w\.-]+"#, in: .source(200_000)),
  SpeedCase("uri", #"[\w]+://[^/\s?#]+[^\s?#]+(?:\?[^\s#]*)?(?:#[^\s]*)?"#, in: .source(200_000)),
  SpeedCase(
    "ipv4",
    #"(?:(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9])"#,
    in: .lines(200_000, accessLine)),
  SpeedCase("date-monster", dateMonster, .caseless, in: .source(30_000)),
  SpeedCase("definitions", #"^[ \t]*def[ \t]+(\w+)\s*\(([^)]*)\)"#, .multiline, in: .source()),
  SpeedCase("comments", #"#[^\n]*"#, in: .source()),
  SpeedCase("strings", #""(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"#, in: .source(200_000)),
  SpeedCase(
    "numbers", #"\b(?:0[xX][0-9a-fA-F]+|\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)\b"#, in: .source(200_000)),
  SpeedCase("identifiers", #"[A-Za-z_]\w*"#, in: .source(200_000)),
  SpeedCase("trailing-space", #"[ \t]+$"#, .multiline, in: .source()),
  SpeedCase("blank-lines", #"^\s*$"#, .multiline, in: .source(200_000)),
]

/// datefinder's pattern, as rebar has it, without the spaces that it is laid out with.
private let dateMonster =
  #"((?P<digits_modifier>\d+st|\d+th|\d+rd|first|second|third|fourth|fifth|sixth|seventh|eighth|nineth|tenth"#
  + #"|next|last)|(?P<time>(?P<hours>\d{1,2}):(?P<minutes>\d{1,2})(:(?P<seconds>\d{1,2}))?([\.,]"#
  + #"(?P<microseconds>\d{1,6}))?\s*(?P<time_periods>am|pm|midnight|midday|noon)?\s*(?P<timezones>"#
  + #"UTC|GMT|EST|PST|CET|CEST|MSK|JST|[+-]\d{2}:?\d{2})?)|(?P<digits>\d+)"#
  + #"|(?P<days>monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thur|thurs|fri|sat|sun)"#
  + #"|(?P<months>january|february|march|april|may|june|july|august|september|october|november|december"#
  + #"|jan\.?|ene\.?|feb\.?|mar\.?|apr\.?|abr\.?|may\.?|jun\.?|jul\.?|aug\.?|ago\.?|sep\.?|sept\.?|oct\.?"#
  + #"|nov\.?|dec\.?|dic\.?)|(?P<delimiters>[/\:\-\,\.\s\_\+\@]+)"#
  + #"|(?P<extra_tokens>\bof\b|\bon\b|\bz\b|\bt\b|due|by|at|to|until|from|since|between|day|month|year)){3,}"#

private let lazyCases = [
  SpeedCase("quotes-lazy", #"".*?""#, .dotAll, in: .english()),
  SpeedCase("tags-lazy", #"<.+?>"#, in: .lines(200_000, pageLine)),
  SpeedCase("comments-lazy", #"<!--.*?-->"#, .dotAll, in: .lines(200_000, pageLine)),
  SpeedCase(
    "log-lazy", #"(\d+\.\d+\.\d+\.\d+) .*? \[(.*?)\] "(.*?)" (\d+) (\d+) "(.*?)" "(.*?)""#,
    in: .lines(200_000, accessLine)),
  SpeedCase("between", #"Tom.*?river"#, .dotAll, in: .english()),
  SpeedCase("lazy-group", #"(?:\w+ )+?\w+ing\b"#, in: .english(50_000)),
  SpeedCase("lazy-count", #"\b\w{2,8}?(?:ed|ly)\b"#, in: .english(200_000)),
]
