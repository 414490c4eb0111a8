// SPDX-License-Identifier: MIT
// A pool benchmark as a picture: wall time, processor time of a job and memory over the number of jobs.
//
// Tested in Tests/CommandTests/PoolBenchTests.swift.

extension PoolBench {
  /// The benchmark as an SVG document.
  public var svg: String {
    let charts = [
      chart("Wall time: \(heading)", words: powerOfSeconds) { $0.wall },
      chart("Processor time of a job", words: powerOfSeconds) { cell in
        cell.cpu.map { $0 / Double(cell.jobs) }
      },
      chart("Memory of all processes at the peak", words: { "\(power($0)) MB" }) { cell in
        cell.peakBytes > 0 ? Double(cell.peakBytes) / 1e6 : nil
      },
    ]
    let shown = charts.filter { !$0.lines.isEmpty }
    let (width, height) = (Int(LogChart.width), Int(LogChart.height) * shown.count)
    var text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(width) \(height)" width="\(width)" \
      height="\(height)" role="img" font-family="sans-serif" font-size="13" fill="#222222">
      <title>rxdebug bench-pool: \(heading)</title>
      <desc>Lines over the number of jobs, both axes logarithmic, one line for each kind of pool.</desc>
      <rect width="\(width)" height="\(height)" fill="#ffffff"/>

      """
    for (index, chart) in shown.enumerated() {
      text += chart.svg(at: Double(index) * LogChart.height)
    }
    return text + "</svg>\n"
  }

  private func chart(
    _ title: String, words: @escaping (Double) -> String, _ value: (PoolBenchCell) -> Double?
  ) -> LogChart {
    let lines = PoolKind.allCases.compactMap { kind -> ChartLine? in
      let points = cells.filter { $0.kind == kind }.compactMap { cell in
        // What is too little to be measured has no place on a logarithmic axis.
        value(cell).flatMap { $0 > 0 ? (x: Double(cell.jobs), y: $0) : nil }
      }
      guard !points.isEmpty else { return nil }
      return ChartLine(
        label: kind.words, points: points, dashes: kind.dashes, color: kind.color)
    }
    return LogChart(
      title: title, xTitle: "jobs", lines: lines, xWords: { grouped(Int($0)) }, yWords: words)
  }
}

/// A power of ten of seconds with a unit.
private func powerOfSeconds(_ seconds: Double) -> String {
  if seconds < 0.000_9 { return "\(power(seconds * 1e6)) us" }
  if seconds < 0.9 { return "\(power(seconds * 1e3)) ms" }
  return "\(power(seconds)) s"
}

/// A power of ten without needless digits.
private func power(_ value: Double) -> String {
  value < 0.9 ? "\(value)" : grouped(Int(value.rounded()))
}
