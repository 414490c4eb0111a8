// SPDX-License-Identifier: MIT
// The help of `rxdebug report`. Tested in Tests/CommandTests/HelpTests.swift.

extension HelpTexts {
  static let report = """
    rxdebug report FORMAT [options] FILE...
    Convert JSON Lines of batch runs (batch --json, or --report json:FILE); several
    files become one run, in which every case is once, sorted.

      FORMAT               text   the cases that are not as they should be, counts
                           json, merge   JSON Lines again
                           junit  XML by Jenkins' schema
                           tap    Test Anything Protocol, version 13
                           sarif  SARIF 2.1.0, with steps
                           html   one page, with steps
      -o, --output FILE    where to write; standard output without it
      --junit-file         file and line for test cases, as GitLab reads them
      --tap14              TAP of version 14
      --no-trace           sarif and html without running cases again for steps
      --exit-code          end with 1 if a case is bad

    Example:  rxdebug report junit -o report.xml shard1.jsonl shard2.jsonl
    Exit status: 0 written; 1 with --exit-code: a bad case; 2 error, or one case
    has two verdicts.
    """
}
