// SPDX-License-Identifier: MIT
// The modifiers of pcre2test 10.42, and what each means for a case: `man pcre2test`, "PATTERN
// MODIFIERS" and "SUBJECT MODIFIERS". One line each:
//
//   "caseless": .option("CASELESS")      "g" stands for "global"
//
// Tested in Tests/CaseCorpusTests/CaseStreamTests.swift.

/// What a modifier means for a case.
enum TestModifier: Hashable {
  /// A compile option; only of patterns.
  case option(String)
  /// A match option; only of subjects.
  case matchOption(String)
  /// An option of compiling on a pattern, of matching on a subject.
  case commonOption(String)
  /// A value of the pattern that a case has a field for.
  case patternValue(PatternValue)
  /// A value of the subject that a case has a field for.
  case subjectValue(SubjectValue)
  /// All matches are looked for; on patterns and subjects.
  case allMatches(String)
  /// How the pattern's text is written, or what is done with it.
  case patternText(PatternText)
  /// pcre2test shows more of the same result.
  case shown(TestModifierPlace, ModifierArgument = .none)
  /// Has no bearing on the result of matching; the case says that it was left out.
  case dropped(TestModifierPlace, ModifierArgument = .none)
  /// Changes the result in a way that a case cannot say, if it has this effect at all.
  case declined(TestModifierPlace, ModifierArgument = .none)

  enum PatternValue {
    case newline, bsr, parensNestLimit, maxPatternLength
  }

  enum SubjectValue {
    case offset, offsetLimit, matchLimit, depthLimit, heapLimit
  }

  enum PatternText {
    case hex, expand, literalSubjects, push, pushCopy
  }
}

/// Where a modifier may stand.
enum TestModifierPlace {
  case pattern, subject, both
}

/// Whether a modifier has a value.
enum ModifierArgument {
  case none, optional, required
}

extension TestModifier {
  /// A modifier by its long name.
  static func named(_ name: String) -> TestModifier? { table[name] }

  /// The long name of a single letter.
  static func name(of letter: UInt8) -> String? { letters[letter] }

  /// Where it may stand.
  var place: TestModifierPlace {
    switch self {
    case .option, .patternValue, .patternText: .pattern
    case .matchOption, .subjectValue: .subject
    case .commonOption, .allMatches: .both
    case .shown(let place, _), .dropped(let place, _), .declined(let place, _): place
    }
  }

  /// Whether it has a value.
  var argument: ModifierArgument {
    switch self {
    case .option, .matchOption, .commonOption, .allMatches, .patternText: .none
    case .patternValue, .subjectValue: .required
    case .shown(_, let argument), .dropped(_, let argument), .declined(_, let argument): argument
    }
  }

  private static let letters: [UInt8: String] = [
    UInt8(ascii: "B"): "bincode", UInt8(ascii: "I"): "info", UInt8(ascii: "g"): "global",
    UInt8(ascii: "i"): "caseless", UInt8(ascii: "m"): "multiline",
    UInt8(ascii: "n"): "no_auto_capture", UInt8(ascii: "s"): "dotall",
    UInt8(ascii: "x"): "extended",
  ]

  private static let table: [String: TestModifier] = {
    var table: [String: TestModifier] = [:]
    for name in compileOptions { table[name] = .option(name.uppercased()) }
    for name in extraOptions { table[name] = .option("EXTRA_" + name.uppercased()) }
    for name in matchOptions { table[name] = .matchOption(name.uppercased()) }
    for name in ["anchored", "endanchored", "no_utf_check"] {
      table[name] = .commonOption(name.uppercased())
    }
    for (name, modifier) in others { table[name] = modifier }
    return table
  }()

  private static let compileOptions = [
    "allow_empty_class", "alt_bsux", "alt_circumflex", "alt_verbnames", "caseless",
    "dollar_endonly", "dotall", "dupnames", "extended", "extended_more", "firstline", "literal",
    "match_invalid_utf", "match_unset_backref", "multiline", "never_backslash_c", "never_ucp",
    "never_utf", "no_auto_capture", "no_auto_possess", "no_dotstar_anchor", "no_start_optimize",
    "ucp", "ungreedy", "use_offset_limit", "utf",
  ]

  private static let extraOptions = [
    "allow_lookaround_bsk", "allow_surrogate_escapes", "bad_escape_is_literal",
    "escaped_cr_is_lf", "extra_alt_bsux", "match_line", "match_word",
  ]

  private static let matchOptions = [
    "notbol", "notempty", "notempty_atstart", "noteol", "partial_hard", "partial_soft",
  ]

  private static let others: [(String, TestModifier)] = [
    // Values and options under other names.
    ("extra_alt_bsux", .option("EXTRA_ALT_BSUX")),
    ("ph", .matchOption("PARTIAL_HARD")), ("ps", .matchOption("PARTIAL_SOFT")),
    ("newline", .patternValue(.newline)), ("bsr", .patternValue(.bsr)),
    ("parens_nest_limit", .patternValue(.parensNestLimit)),
    ("max_pattern_length", .patternValue(.maxPatternLength)),
    ("offset", .subjectValue(.offset)), ("startoffset", .subjectValue(.offset)),
    ("offset_limit", .subjectValue(.offsetLimit)), ("match_limit", .subjectValue(.matchLimit)),
    ("depth_limit", .subjectValue(.depthLimit)), ("recursion_limit", .subjectValue(.depthLimit)),
    ("heap_limit", .subjectValue(.heapLimit)),
    ("global", .allMatches("global")), ("altglobal", .allMatches("altglobal")),
    ("hex", .patternText(.hex)), ("expand", .patternText(.expand)),
    ("subject_literal", .patternText(.literalSubjects)), ("push", .patternText(.push)),
    ("pushcopy", .patternText(.pushCopy)), ("pushtablescopy", .patternText(.pushCopy)),
    // More of the same result is shown.
    ("aftertext", .shown(.both)), ("allaftertext", .shown(.both)), ("allcaptures", .shown(.both)),
    ("allusedtext", .shown(.both)), ("allvector", .shown(.both)), ("startchar", .shown(.both)),
    ("mark", .shown(.both)), ("callout_capture", .shown(.subject)),
    ("callout_extra", .shown(.subject)), ("callout_no_where", .shown(.subject)),
    ("callout_none", .shown(.subject)), ("copy", .shown(.subject, .required)),
    ("get", .shown(.subject, .required)),
    // Other functions are called, or more is shown about the pattern.
    ("auto_callout", .dropped(.pattern)), ("bincode", .dropped(.pattern)),
    ("callout_info", .dropped(.pattern)), ("debug", .dropped(.pattern)),
    ("framesize", .dropped(.pattern)), ("fullbincode", .dropped(.pattern)),
    ("info", .dropped(.pattern)), ("jit", .dropped(.pattern, .optional)),
    ("jitfast", .dropped(.pattern)), ("jitverify", .dropped(.pattern)),
    ("memory", .dropped(.both)), ("null_context", .dropped(.both)), ("posix", .dropped(.pattern)),
    ("posix_nosub", .dropped(.pattern)), ("regerror_buffsize", .dropped(.pattern, .required)),
    ("use_length", .dropped(.pattern)), ("jitstack", .dropped(.both, .required)),
    ("copy_matched_subject", .dropped(.subject)), ("find_limits", .dropped(.subject)),
    ("find_limits_noheap", .dropped(.subject)), ("getall", .dropped(.subject)),
    ("no_jit", .dropped(.subject)), ("null_replacement", .dropped(.subject)),
    ("null_subject", .dropped(.subject)), ("ovector", .dropped(.subject, .required)),
    ("zero_terminate", .dropped(.subject)), ("replace", .dropped(.both, .required)),
    // What a replacement is like has no bearing where none is made.
    ("substitute_callout", .shown(.both)), ("substitute_extended", .shown(.both)),
    ("substitute_literal", .shown(.both)), ("substitute_matched", .shown(.both)),
    ("substitute_overflow_length", .shown(.both)),
    ("substitute_replacement_only", .shown(.both)), ("substitute_skip", .shown(.both, .required)),
    ("substitute_stop", .shown(.both, .required)), ("substitute_unknown_unset", .shown(.both)),
    ("substitute_unset_empty", .shown(.both)),
    // Another result.
    ("callout_data", .declined(.subject, .required)),
    ("callout_error", .declined(.subject, .required)),
    ("callout_fail", .declined(.subject, .required)), ("convert", .declined(.pattern, .required)),
    ("convert_glob_escape", .declined(.pattern, .required)),
    ("convert_glob_separator", .declined(.pattern, .required)),
    ("convert_length", .declined(.pattern, .required)), ("dfa", .declined(.subject)),
    ("dfa_restart", .declined(.subject)), ("dfa_shortest", .declined(.subject)),
    ("locale", .declined(.pattern, .required)),
    ("posix_startend", .declined(.subject, .required)),
    ("stackguard", .declined(.pattern, .required)), ("tables", .declined(.pattern, .required)),
    ("utf8_input", .declined(.pattern)),
  ]
}
