// SPDX-License-Identifier: MIT
// The picture that `export` writes in line mode: how large it is and how it looks, from the arguments.
//
//     --size 120x40 --theme light
//
// Tested in CommandTests/ScreenshotTests.swift.

import StepperUI

extension ScreenPicture {
  private static let largest = 1000

  /// The picture that was asked for.
  ///
  /// - Throws: `Failure.input` for a size or a theme that does not exist.
  init(_ arguments: ScreenArguments, name: String) throws(Failure) {
    let size = try Self.size(arguments.size ?? "120x40")
    var settings = try ScreenLook(arguments, .never).settings
    // A file is read anywhere: the locale says nothing about that.
    settings.isASCII = arguments.ascii
    self.init(columns: size.columns, rows: size.rows, name: name, settings: settings)
  }

  private static func size(_ text: String) throws(Failure) -> (columns: Int, rows: Int) {
    let parts = text.split(separator: "x", omittingEmptySubsequences: false)
    guard parts.count == 2, let columns = Int(parts[0]), let rows = Int(parts[1]),
      (1...largest).contains(columns), (1...largest).contains(rows)
    else {
      throw .input(
        "--size takes columns and rows as in 120x40, at most \(largest) of each, not "
          + RawArguments.display(text))
    }
    return (columns, rows)
  }
}
