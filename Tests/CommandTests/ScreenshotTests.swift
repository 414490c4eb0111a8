// SPDX-License-Identifier: MIT
// Pictures of the screen without one: those of README.md are what the program writes (`make screenshots` renews
// them), and a script can make its own.

import TestThreads
import Testing

@Suite @CommandLineTests struct ScreenshotTests {
  private static let root: String = {
    var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast(3)
    return parts.joined(separator: "/")
  }()

  @Test func picturesAreUpToDate() throws {
    let script = """
      folder=$(mktemp -d) && trap 'rm -r "$folder"' EXIT
      sh '\(Self.root)/Scripts/screenshots.sh' "$0" "$folder" || exit
      for theme in dark light; do
        cmp "$folder/$theme.svg" '\(Self.root)/fixtures/screenshots/'$theme.svg || exit
      done
      """
    let result = try shell(script)
    #expect(result.status == 0, "make screenshots renews them: \(result.text)")
  }

  @Test func answersStayAsTheyAre() throws {
    let plain = try run(["step", "--batch", "--ex", "next-fail", "--ex", "c", "a+b", "aac"])
    let path = temporaryPath("picture.txt")
    let exported = try run([
      "step", "--batch", "--size", "60x20", "--ascii", "--ex", "next-fail", "--ex",
      "export \(path)", "--ex", "c", "a+b", "aac",
    ])
    #expect(exported.status == plain.status)
    let lines = exported.text.split(separator: "\n")
    let isAboutFile = { (line: Substring) in line.contains(path) }
    #expect(lines.filter(isAboutFile).count == 2)
    #expect(lines.filter { !isAboutFile($0) } == plain.text.split(separator: "\n"))
    let picture = String(decoding: read(path), as: UTF8.self)
    #expect(picture.contains("[1] Pattern"))
    #expect(picture.split(separator: "\n").allSatisfy { $0.count <= 60 })
  }

  @Test func whatCannotBeIsSaid() throws {
    let cases: [([String], String)] = [
      (["--size", "0x9"], "--size takes columns and rows"),
      (["--theme", "pink"], "--theme takes dark, light or auto"),
      (["--ex", "export a.png"], "has to end in .txt, .json or .svg"),
      (["--ex", "export"], "the name of a file"),
      (["--ex", "focus nothing"], "focus takes a pane"),
    ]
    for (options, text) in cases {
      let result = try run(["step", "--batch"] + options + ["a", "a"])
      #expect(result.status == 2)
      #expect(String(decoding: result.errors, as: UTF8.self).contains(text), "\(options)")
    }
  }
}
