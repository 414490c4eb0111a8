// SPDX-License-Identifier: MIT
// The help of `rxdebug corpus`. Tested in Tests/CommandTests/HelpTests.swift.

extension HelpTexts {
  static let corpus = """
    rxdebug corpus convert [options] PATH...   cases of any format as another
    rxdebug corpus lint [options] PATH...      what is wrong with cases
    rxdebug corpus format [options] PATH...    NDJSON in its one form
    rxdebug corpus stats [options] PATH...     what case files hold, counted
    Formats: ndjson toml pcre2test pcre2test-output re_tests, compressed or not.

      --to FORMAT          convert: ndjson (without it) or toml
      --from FORMAT        where name and content do not show the format
      --patterns FILE, --texts FILE    convert: plain lists, each with each
      -o, --option NAME    convert: an option for all plain patterns
      --output FILE        convert: where to write; else to standard output
      -q, --quiet          convert: do not say which tests were left out
      --allow RULE         lint: format left-out id option needless pattern
                           or expectation does not count
      --check              format: only name the lines that are otherwise
      -i, --in-place       format: write into the files
      --json               lint, stats: JSON

    Example:  rxdebug corpus convert testinput2 | rxdebug batch -
    Exit status: 0 done, nothing wrong; 1 lint found something, or format --check
    did; 2 error, or something that is no case.
    """
}
