// SPDX-License-Identifier: MIT
// Cases from elsewhere, as Benchmarks/held-out.py writes them: one line each with tabs between group, name, options joined
// by commas, the pattern and the path of a file with the text, pattern in hexadecimal digits.
//
//     gitleaks<TAB>gitleaks-aws<TAB>CASELESS,UTF<TAB>5c642b<TAB>/tmp/held-out/gitleaks.txt

/// Reads a file of cases.
func readCases(_ path: String) throws -> [SpeedCase] {
  try readFile(path).split(separator: 0x0A).map { line in
    let fields = line.split(separator: 0x09, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self)
    }
    guard fields.count == 5, let letters = OptionLetters(names: fields[2].split(separator: ","))
    else {
      throw SearchFailure(description: "\(path): a line has not five fields, or other options")
    }
    let text = fields[4]
    return SpeedCase(
      group: fields[0], name: fields[1], pattern: hexadecimal(fields[3]), letters: letters,
      text: Text { [readFile(text)] })
  }
}

private func hexadecimal(_ digits: String) -> [UInt8] {
  let values = digits.utf8.map { UInt8($0 < 0x3A ? $0 - 0x30 : $0 - 0x57) }
  return stride(from: 0, to: values.count - 1, by: 2).map { values[$0] << 4 | values[$0 + 1] }
}
