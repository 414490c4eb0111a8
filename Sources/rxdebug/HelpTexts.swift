// SPDX-License-Identifier: MIT
// The help of every command, written by hand so that each fits a screen of 24 lines by 80 columns; the man
// page has the rest. Tested in Tests/CommandTests/HelpTests.swift.

/// What `--help` prints.
enum HelpTexts {
  /// The help for a command line: that of the first command named in it.
  static func text(for arguments: [String]) -> String {
    switch command(in: arguments) {
    case "match": match
    case "substitute": substitute
    case "trace": trace
    case "step": step
    case "diff": diff
    case "replay": replay
    case "batch": batch
    case "report": report
    case "coverage": coverage
    case "corpus": corpus
    case "worker": worker
    case "bench-pool": benchPool
    default: root
    }
  }

  /// The first command that is named on a command line.
  static func command(in arguments: [String]) -> String? {
    let names: Set<String> = [
      "match", "substitute", "trace", "step", "diff", "replay", "batch", "report", "coverage",
      "corpus", "worker", "bench-pool",
    ]
    return arguments.first { names.contains($0) }
  }

  private static let root = """
    rxdebug: debug regular expressions, step by step, as PCRE2 runs them.

      rxdebug match [options] PATTERN [SUBJECT]   match, and compare with libpcre2
      rxdebug substitute PATTERN REPLACEMENT [SUBJECT]   replace, and compare
      rxdebug trace [options] PATTERN [SUBJECT]   show every step of the match
      rxdebug step [options] PATTERN [SUBJECT]    step, break, go back, ask why
      rxdebug diff [options] PATTERN...           compare two matches step by step
      rxdebug replay FILE...                      saved sessions again, compared
      rxdebug batch [options] PATH...             check case files on all processors
      rxdebug report FORMAT FILE...               convert and merge runs of batch
      rxdebug coverage [options] PATH...          what cases reach of patterns
      rxdebug corpus VERB FILE...                 convert, lint, format, count cases
      rxdebug worker                              answer requests, one JSON a line
      rxdebug bench-pool [options]                what pools of processes cost

      rxdebug COMMAND --help                      the options of a command
      rxdebug --version                           the versions of this and libpcre2
      man rxdebug                                 everything, with examples

    Example:  rxdebug match '(\\w+)@(\\w+)' 'to: me@home'

    Exit status: 0 match, all passed; 1 no match, a case failed, or libpcre2
    differs; 2 usage, pattern or file error; 3 a limit was reached.
    """

  private static let common = """
      -e PATTERN, -f FILE  the pattern here (may begin with -), or in a file
      SUBJECT              left out or -: standard input
      -i -m -s -x --xx     CASELESS MULTILINE DOTALL EXTENDED EXTENDED_MORE
      -n -U -J --ucp       NO_AUTO_CAPTURE UNGREEDY DUPNAMES UCP
      --bytes              match bytes; without it pattern and subject are UTF-8
      -o NAME              any other PCRE2 option by its name, e.g. -o NOTBOL
      --newline N --bsr N  CR LF CRLF ANY ANYCRLF NUL; UNICODE ANYCRLF
      --offset N           where the search starts, in bytes
      --max-steps N        steps before giving up (100000000)
      --max-memory SIZE    memory for going back (1G)
      --color WHEN         auto, always or never
    """

  private static let match = """
    rxdebug match [options] PATTERN [SUBJECT]
    Match, show captures and cost, and compare every step with libpcre2.

      -a, --all            find all matches
      --no-check, --fast   do not ask libpcre2; nor count steps: only the result
      --limits             the smallest limits that libpcre2 needs, and who has less
      --why, --no-hint     after no match: all that would help, or not a word of it
      --json               one JSON object
    \(common)

    Example:  rxdebug match -i '(?<user>\\w+)@(\\w+)' 'to: Me@Home'
    Exit status: 0 match, 1 no match or libpcre2 differs, 2 error, 3 limit.
    """

  private static let substitute = """
    rxdebug substitute [options] PATTERN REPLACEMENT [SUBJECT]
    Replace matches as pcre2_substitute does, and compare the new text with its.

      -a, --all            replace all matches
      -X, --extended-replacement   \\U \\L \\u \\l \\E \\Q, ${1:-text}, ${1:+text:text}
      --literal-replacement, --only-replacements, --unset-empty, --unknown-unset
      --replacement-file FILE      the replacement is in a file, not an operand
      --no-check, --json   do not ask libpcre2; one JSON object
    \(common)

    Example:  rxdebug substitute -aX '(\\w+)@(\\w+)' '\\u$1 at $2' 'me@home'
    Exit status: 0 replaced, 1 no match or libpcre2 differs, 2 error, 3 limit.
    """

  private static let trace = """
    rxdebug trace [options] PATTERN [SUBJECT]
    Show every step: what was tried where, with which captures.

      --events             also what happens between steps
      --fold               show rounds that repeat only once
      --limit N            stop after N steps
      --json               one JSON object a line
    \(common)

    Flags: ^ a new attempt, < after going back.
    Example:  rxdebug trace '(a+)+b' aaac | less
    Exit status: 0 match, 1 no match, 2 error, 3 a limit was reached.
    """

  private static let step = """
    rxdebug step [options] PATTERN [SUBJECT]
    Debug a match: steps forward and back, breakpoints, watches, reasons.

      --ex COMMAND         run a command first (repeatable; --command FILE: a file)
      --batch --json       end after --ex and --command; answer with JSON Lines
      --plain --tui --ascii --theme NAME --size CxR  lines or screen; its look
      -a, --all            all matches, one search after another; --replace TEXT
      --no-editing --no-history    plain lines; leave the history file alone
      --memory SIZE        memory for stepping back in long matches (64M)
    \(common)

    Commands: step, next, continue, reverse-step, break, watch, why, info, help ...
    Example:  rxdebug step --ex 'break 2' --ex continue 'a+b' aaac
    Exit status: 1 an assert failed; else as match, if it has ended; 2 error.
    """

  private static let replay = """
    rxdebug replay [--update] FILE...
    Carry out sessions again that save in rxdebug step has written, and compare
    every answer with that in the file, byte for byte.

      --update             write the answers of now into the files

    Example:  rxdebug step --ex c --ex 'save found.txt' --batch 'a+b' aaac
              rxdebug replay found.txt
    Exit status: 0 all the same, 1 a difference, 2 error.
    """

  private static let diff = """
    rxdebug diff [options] PATTERN PATTERN2 [SUBJECT]
    rxdebug diff [options] PATTERN [SUBJECT] --subject2 TEXT | --options2 LIST
    Compare two matches step by step: where they part first, why, and both results.

      --pattern2 P, --file2 FILE  the second pattern, or a file with it
      --subject2 TEXT      the second subject; - is standard input
      --options2 LIST      options by name or letter, with - taken away: i,-m,ucp
      --json               one JSON object
    \(common)

    Exit status: 0 same steps and result, 1 they differ, 2 error, 3 limit.
    """

  private static let batch = """
    rxdebug batch [options] PATH...
    Check case files (*.ndjson, TOML suites, pcre2test input, re_tests; also .gz) on
    the engine and on libpcre2, in worker processes: man rxdebug-batch has all.

      --steps --fast --engine E  compare each step; count none; pcre2 or rxdebug
      --jobs N --chunk N   worker processes (as many as processors); sent at once
      --timeout SECONDS --slow-timeout SECONDS --retries N  of one case (10, 2, 0)
      --max-fail N -x, --fail-fast  stop after N bad cases, or the first
      --last-failed --shard I/N --tag WORD  check only some
      --json --ndjson -q, --quiet  JSON Lines; a line for each line; only a summary
      --ordered --timings --stats --durations N  in order; times; load; N slowest
      --report FORM:FILE   text json junit tap sarif html; may be given again
      --coverage FORM:FILE  text json lcov html: what the cases use of a pattern
      --journal FILE --resume  keep verdicts; take up where a run ended
      --baseline FILE --max-growth PERCENT  which cases need more steps than then
      --update             write what came out into the case files
      --debug ID --explain ID  a case in the stepper; why it went as it did
      --profile NAME --config FILE  options from a file
      --stdin --format NAME --worker-memory SIZE --fail-on none --color WHEN

    Verdicts: passed flaky; failed differs budget timeout crashed garbled; not
    judged: unsupported limit; no case: invalid.
    Exit status: 0 none bad, 1 some bad, 2 error or invalid case.
    """

  private static let coverage = """
    rxdebug coverage [options] PATH...
    Show what parts of their patterns the cases of a corpus reach: items, branches,
    rounds of repeats, outcomes of assertions, members of classes, groups; and
    inputs that would reach the rest, each of them tried.

      --format NAME        text, json (JSON Lines), lcov or html (text)
      -o, --output FILE    write the report to a file
      --min PERCENT        exit with 1 if less of all points is covered
      --max-steps N        steps for one case (10000000)
      --proposal-steps N   steps for finding inputs, 0 = find none (50000000)
      -q, --quiet          only the totals (text and json)

    Case files are those of rxdebug batch; what they expect does not matter here.
    Example:  rxdebug coverage --format html -o coverage.html corpus/
    Exit status: 0 done, 1 below --min, 2 error or invalid case.
    """

  private static let worker = """
    rxdebug worker
    Answer requests from standard input, one JSON object a line, until its end: for
    programs that drive the engine. See WORKER PROTOCOL in rxdebug-batch(1).
    """
}
