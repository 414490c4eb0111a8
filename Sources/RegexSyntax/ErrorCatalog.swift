// SPDX-License-Identifier: MIT
// Every error that a pattern can raise: PCRE2's number and our words for it, in one place.
//
// `%` in a message stands for the culprit's text, escaped and shortened.
// Tested in RegexSyntaxTests.

internal import SourceText

/// The words for an error.
private struct Wording {
  var message: String
  var hint: String

  init(_ message: String, _ hint: String = "") {
    self.message = message
    self.hint = hint
  }
}

/// Makes an error of the pattern with our words for PCRE2's number.
func patternError(_ code: Int, at offset: Int, span: SourceSpan, in text: [UInt8]) -> PatternError {
  let words = wording(of: code)
  return PatternError(
    code: code, offset: offset, span: span,
    message: fill(words.message, with: culprit(of: span, in: text)), hint: words.hint)
}

extension PatternParser {
  /// An error at an offset; without a culprit the current item is to blame.
  func failure(_ code: Int, at offset: Int, culprit: SourceSpan? = nil) -> PatternError {
    let stop = min(end, max(offset, position, itemStart + 1))
    return patternError(
      code, at: offset, span: culprit ?? SourceSpan(min(itemStart, offset), stop), in: text)
  }
}

/// The culprit's text as it can be printed, at most 40 bytes of it.
private func culprit(of span: SourceSpan, in text: [UInt8]) -> String {
  let limit = 40
  let shown = SourceSpan(span.start, min(span.end, span.start + limit))
  return Escaping().display(text, in: shown) + (shown.end < span.end ? "…" : "")
}

private func fill(_ message: String, with text: String) -> String {
  guard let place = message.firstIndex(of: "%") else { return message }
  return message[..<place] + text + message[message.index(after: place)...]
}

private func wording(of code: Int) -> Wording {
  switch code {
  case 101...120: syntaxWording(code)
  case 121...140: groupWording(code)
  case 141...160: nameWording(code)
  case 161...180: numberWording(code)
  case 181...199: lateWording(code)
  default: unicodeWording(code)
  }
}

private func syntaxWording(_ code: Int) -> Wording {
  switch code {
  case 101:
    Wording("The pattern ends in a lone backslash", "Write \\\\ to match a backslash itself.")
  case 102:
    Wording("The pattern ends behind \\c", "A printable ASCII character must follow, as in \\cA.")
  case 103:
    Wording(
      "There is no escape %",
      "Leave the backslash out to match the letter itself.")
  case 104:
    Wording(
      "The numbers in the quantifier % are out of order", "Put the smaller number first.")
  case 105:
    Wording(
      "A number in the quantifier % is too big", "The greatest number of repeats is 65535.")
  case 106:
    Wording(
      "The character class % is not closed",
      "Add the missing ]; directly behind [ or [^ a ] is taken as a character.")
  case 107:
    Wording(
      "The escape % does not work in a character class",
      "Only escapes that stand for characters may be listed.")
  case 108:
    Wording(
      "The range % runs backwards", "Put the smaller character first, or escape the hyphen.")
  case 109:
    Wording(
      "The quantifier % has nothing to repeat",
      "Put it behind a character, class or group, or escape it with a backslash.")
  case 111:
    Wording(
      "What follows (? in % is not known",
      "Expected :, =, !, <, >, |, a name, a number, R, C, # or option letters out of imnsxJU.")
  case 112:
    Wording(
      "The class name % stands outside a character class",
      "Put a second pair of brackets around it, as in [[:alpha:]].")
  case 113:
    Wording(
      "The collating element % is not supported", "List the characters themselves.")
  case 114:
    Wording(
      "The group that begins with % is not closed",
      "Add the missing ), or escape the ( with a backslash.")
  case 115:
    Wording(
      "There is no group that % could mean",
      "Check the number or name against the capturing groups of the pattern.")
  case 118:
    Wording("The comment % is not closed", "Add the missing ); a comment cannot contain one.")
  case 119:
    Wording(
      "The parentheses nest too deep", "Raise the limit on nesting or flatten the pattern.")
  case 120:
    Wording(
      "The pattern is too large when compiled",
      "PCRE2 allows 65536 code units; large counts in quantifiers are copies of the group.")
  default: internalWording(code)
  }
}

private func groupWording(_ code: Int) -> Wording {
  switch code {
  case 122:
    Wording(
      "The closing parenthesis has no partner", "Remove it, or escape it with a backslash.")
  case 124:
    Wording("The condition % is not closed", "A ) must stand right behind the condition.")
  case 125:
    Wording(
      "The lookbehind % has a branch of variable length",
      "Every branch must have a fixed length; use \\K or a lookahead for the rest.")
  case 126:
    Wording(
      "The relative group number in % is zero", "-1 is the last group before, +1 the next one.")
  case 127:
    Wording(
      "The conditional group % has more than two branches",
      "Put a group of its own around the alternatives.")
  case 128:
    Wording(
      "A condition must be an assertion here, not %",
      "Expected (?=, (?!, (?<= or (?<!, or a group number or name behind (?(.")
  case 129:
    Wording("A number is missing in %", "Digits must follow the sign, as in (?+1).")
  case 130:
    Wording(
      "There is no POSIX class %",
      "Known are alpha, lower, upper, alnum, ascii, blank, cntrl, digit, graph, print, punct, "
        + "space, word, xdigit.")
  case 134:
    Wording(
      "The character number in % is too big",
      "Without UTF the limit is \\x{ff}, with UTF it is \\x{10ffff}.")
  case 135:
    Wording(
      "The lookbehind % is too complicated", "Use fewer branches and groups in it.")
  case 136:
    Wording(
      "The lookbehind % contains \\C, which cannot be counted in UTF mode",
      "Use a dot with (?s) instead.")
  case 137:
    Wording(
      "The escape % is one of Perl's that PCRE2 does not have",
      "Write the character by its number, as in \\x{41}.")
  case 138:
    Wording("The callout number in % is too big", "The greatest number is 255.")
  case 139:
    Wording("The callout % is not closed", "A ) must follow the number or the closing delimiter.")
  case 140:
    Wording(
      "The escape in the verb name % stands for no character",
      "Only escapes for characters, \\Q and \\E are allowed in a name.")
  default: internalWording(code)
  }
}

private func nameWording(_ code: Int) -> Wording {
  switch code {
  case 141:
    Wording("What follows (?P in % is not known", "Expected (?P<name>, (?P=name) or (?P>name).")
  case 142:
    Wording(
      "The group name in % is not ended as it should be",
      "A name has letters, digits and underscores, and then its closing bracket.")
  case 143:
    Wording(
      "The group name % is given twice", "Rename one group, or allow it with (?J).")
  case 144:
    Wording("The group name in % begins with a digit", "Begin it with a letter or underscore.")
  case 146:
    Wording(
      "The property escape % is malformed", "Write \\p{Lu}, \\p{^Greek} or a single letter.")
  case 147:
    Wording("There is no Unicode property %", "Check its spelling, as in \\p{Lu} or \\p{Greek}.")
  case 148:
    Wording("The name in % is too long", "A name has at most 32 bytes.")
  case 149:
    Wording("The pattern has too many named groups", "PCRE2 allows 10000.")
  case 150:
    Wording(
      "The hyphen at % makes no range",
      "A range needs a single character at both ends; escape the hyphen to list it.")
  case 151:
    Wording(
      "The octal number in % is too big", "Without UTF the limit is \\377.")
  case 154:
    Wording(
      "The DEFINE group % has more than one branch",
      "Put a group of its own around the alternatives.")
  case 155:
    Wording("A brace is missing behind \\o", "Write the number in braces, as in \\o{101}.")
  case 157:
    Wording(
      "The escape % is not followed by a group",
      "Expected \\g1, \\g{1}, \\g{-1}, \\g{name}, or \\g<1>, \\g<name> for a call.")
  case 158:
    Wording("The recursion % is not closed", "A ) must follow (?R.")
  case 160:
    Wording(
      "The verb % is not known or malformed",
      "Known are ACCEPT, COMMIT, F, FAIL, MARK, PRUNE, SKIP and THEN; settings such as (*UTF) "
        + "must stand first.")
  default: internalWording(code)
  }
}

private func numberWording(_ code: Int) -> Wording {
  switch code {
  case 161: Wording("The group number in % is too big", "There are at most 65535 groups.")
  case 162: Wording("A group name is missing in %", "A letter or underscore must follow.")
  case 164:
    Wording("The octal number in % is not ended as it should be", "Add the missing }.")
  case 165:
    Wording(
      "The group name % differs from the other name of the same group",
      "Groups of one number in (?|...) must bear the same name.")
  case 166: Wording("The verb % needs a name", "Write (*MARK:name).")
  case 167:
    Wording("The hexadecimal number in % is not ended as it should be", "Add the missing }.")
  case 168:
    Wording("The escape % is not followed by a printable ASCII character", "Write \\cA to \\c_.")
  case 169:
    Wording("The escape % is not followed by a name", "Expected \\k<name>, \\k'name' or \\k{name}.")
  case 171:
    Wording("The escape % does not work in a character class", "Use [^\\n] instead.")
  case 173:
    Wording(
      "The character number in % is a surrogate, which is no character",
      "Write the code point itself, or allow surrogate escapes.")
  case 174:
    Wording("The setting % is refused, UTF is disabled here", "Remove it or lift NEVER_UTF.")
  case 175:
    Wording("The setting % is refused, UCP is disabled here", "Remove it or lift NEVER_UCP.")
  case 176: Wording("The verb name in % is too long", "A name has at most 255 bytes.")
  case 177:
    Wording(
      "The character number in % is too big",
      "Without UTF the limit is \\u00ff, with UTF it is \\u{10ffff}.")
  case 178: Wording("Digits are missing in %", "Write the number between the braces.")
  case 179:
    Wording("The version condition % is malformed", "Write (?(VERSION>=10.4) or (?(VERSION=10.42).")
  default: internalWording(code)
  }
}

private func lateWording(_ code: Int) -> Wording {
  switch code {
  case 181: Wording("The callout text in % is not ended", "Repeat its first delimiter at its end.")
  case 182:
    Wording("The callout text in % has no delimiter", "Delimiters are ` ' \" ^ % # $ and {}.")
  case 183: Wording("The escape \\C is disabled here", "Lift NEVER_BACKSLASH_C or use a dot.")
  case 184:
    Wording(
      "Groups that change options nest too deep", "PCRE2 allows 500 such levels.")
  case 186: Wording("The pattern is too complicated", "Nest fewer groups.")
  case 187: Wording("The lookbehind % is too long", "It can look back at most 65535 characters.")
  case 188: Wording("The pattern is longer than the limit", "Raise the limit or shorten it.")
  case 192:
    Wording("The option LITERAL does not go with the other options", "Drop one or the other.")
  case 193: Wording("The escape \\N{U+ needs UTF mode", "Set UTF or write \\x{..}.")
  case 194:
    Wording("The hyphen in % is misplaced", "Only one hyphen is allowed, and none behind ^.")
  case 195:
    Wording(
      "The group % is not known or malformed",
      "Known are pla, plb, nla, nlb, napla, naplb, atomic, sr, asr and their long forms.")
  case 197: Wording("The pattern has too many capturing groups", "PCRE2 allows 65535.")
  case 198:
    Wording("A condition must be an atomic assertion, not %", "Use (*pla: or (*plb: instead.")
  case 199:
    Wording(
      "The escape \\K stands in a lookaround",
      "Move it out, or allow it with ALLOW_LOOKAROUND_BSK.")
  default: internalWording(code)
  }
}

private func unicodeWording(_ code: Int) -> Wording {
  switch code {
  case -7 ... -3:
    Wording("The pattern ends inside the UTF-8 character %", "Add the missing bytes.")
  case -12 ... -8:
    Wording("The UTF-8 character % has a wrong byte in it", "Save the pattern as UTF-8.")
  case -14 ... -13:
    Wording("The UTF-8 character % is too long", "A character has at most 4 bytes.")
  case -15: Wording("The UTF-8 character % is above U+10FFFF", "There is no such character.")
  case -16: Wording("The UTF-8 character % is a surrogate", "Save the pattern as UTF-8.")
  case -21 ... -17:
    Wording("The UTF-8 character % is longer than needed", "Use the shortest form.")
  case -23 ... -22:
    Wording("The byte % cannot begin a UTF-8 character", "Save the pattern as UTF-8.")
  default: internalWording(code)
  }
}

private func internalWording(_ code: Int) -> Wording {
  Wording("The pattern cannot be compiled", "This is error \(code) of PCRE2.")
}
