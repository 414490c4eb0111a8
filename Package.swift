// swift-tools-version: 6.2
import PackageDescription

/// One set of rules for every target: CONTRIBUTING.md says why.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
]

/// A library target of this package: its sources in `Sources/<name>`.
func library(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

/// The tests of one target, in `Tests/<name>Tests`.
func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.init(stringLiteral: name)] + dependencies,
    swiftSettings: strict)
}

/// libFuzzer brings its own `main` and wants everything instrumented: `make libfuzzer` sets this.
let fuzzing: [Target] =
  Context.environment["RXDEBUG_LIBFUZZER"] == nil
  ? []
  : [
    .executableTarget(
      name: "rxlibfuzzer", dependencies: ["CaseChecking", "CaseCorpus"],
      swiftSettings: strict)
  ]

let package = Package(
  name: "rxdebug",
  products: [
    .executable(name: "rxdebug", targets: ["rxdebug"]),
    // For those who test patterns, or build a view of their own.
    .library(
      name: "RegexDebugging", targets: ["RegexDebugging", "RegexExpectations", "Reporting"]),
    // For those who want the engine: parse, compile, run.
    .library(name: "RegexMachine", targets: ["RegexSyntax", "RegexProgram", "RegexMachine"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Worker processes: pidfd, epoll, no Foundation. Still young, so pinned.
    .package(
      url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    // Its paths; the same package that it brings along itself.
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
    // Suites written by hand. It brings Foundation: 0.1 ms at the start of a static executable.
    .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
  ],
  targets: [
    // The pipeline: text, tree, program, machine.
    library("SourceText"),
    .target(name: "CUnicodeTables"),
    library("UnicodeData", ["CUnicodeTables"]),
    library("RegexSyntax", ["SourceText", "UnicodeData"]),
    library("RegexProgram", ["RegexSyntax", "SourceText", "UnicodeData"]),
    // Bytes, sixteen at a time.
    .target(name: "CByteSearch"),
    library(
      "RegexMachine", ["CByteSearch", "RegexProgram", "RegexSyntax", "SourceText", "UnicodeData"]),

    // What parts of a pattern a corpus goes through.
    library(
      "RegexCoverage",
      ["RegexMachine", "RegexProgram", "RegexSyntax", "SourceText", "UnicodeData"]),

    // Going back and forth in a run, and showing it.
    library(
      "RegexDebugging",
      ["RegexMachine", "RegexProgram", "RegexSyntax", "SourceText", "UnicodeData"]),
    library(
      "Reporting",
      [
        "CaseChecking", "CaseCorpus", "RegexCoverage", "RegexDebugging", "RegexMachine",
        "RegexProgram", "RegexSyntax", "SourceText",
      ]),

    // One-line expectations for tests.
    library(
      "RegexExpectations",
      ["RegexDebugging", "RegexMachine", "RegexSyntax", "Reporting", "SourceText"]),

    // libpcre2 beside it.
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    library("PCRE2Oracle", ["CPCRE2", "SourceText"]),

    // Cases, their checking, and the processes that do it.
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    library("CaseCorpus", ["CZlib", "SourceText"]),
    library(
      "CaseSuites",
      [
        "CaseCorpus", "RegexMachine", "RegexSyntax", "SourceText",
        .product(name: "TOMLKit", package: "TOMLKit"),
      ]),
    library(
      "CaseChecking",
      [
        "CaseCorpus", "PCRE2Oracle", "RegexCoverage", "RegexMachine", "RegexProgram",
        "RegexSyntax", "SourceText",
      ]),
    // Random patterns, and both engines side by side over them.
    library(
      "DifferentialTesting",
      [
        "CaseChecking", "CaseCorpus", "PCRE2Oracle", "RegexDebugging", "RegexMachine",
        "RegexProgram", "RegexSyntax", "SourceText",
      ]),
    // Pairs broken at a known place, to score the nearest miss.
    library(
      "MissScoring",
      [
        "CaseChecking", "CaseCorpus", "DifferentialTesting", "PCRE2Oracle", "RegexDebugging",
        "RegexMachine", "RegexSyntax", "SourceText",
      ]),
    .systemLibrary(name: "CPlatform"),
    library(
      "WorkerPool",
      [
        "CPlatform", .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),

    // The terminal: keys and lines as values, and the device itself.
    library("TerminalScreen", ["SourceText"]),
    library("TerminalDevice", ["CPlatform"]),
    // The stepper: model, update, view.
    library(
      "StepperUI",
      [
        "RegexDebugging", "RegexMachine", "RegexSyntax", "Reporting", "SourceText",
        "TerminalScreen",
      ]),

    // The command line.
    .executableTarget(
      name: "rxdebug",
      dependencies: [
        "CaseChecking", "CaseCorpus", "CaseSuites", "PCRE2Oracle", "RegexCoverage",
        "RegexDebugging", "RegexMachine", "RegexProgram", "RegexSyntax", "Reporting", "SourceText",
        "StepperUI", "TerminalDevice", "TerminalScreen", "WorkerPool",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "rxfuzz",
      dependencies: [
        "CaseCorpus", "DifferentialTesting",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "rxmiss",
      dependencies: [
        "CaseCorpus", "DifferentialTesting", "MissScoring", "RegexDebugging", "SourceText",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    .executableTarget(
      name: "rxbench",
      dependencies: [
        "RegexDebugging", "RegexMachine", "RegexProgram", "RegexSyntax", "Reporting", "StepperUI",
        "TerminalScreen",
      ],
      path: "Benchmarks/rxbench", swiftSettings: strict),
    // Speed beside libpcre2, whose side is a loop in C.
    .target(
      name: "CLibraryLoops", dependencies: ["CPCRE2"], path: "Benchmarks/CLibraryLoops"),
    .executableTarget(
      name: "rxspeed",
      dependencies: [
        "CLibraryLoops", "PCRE2Oracle", "RegexMachine", "RegexProgram", "RegexSyntax",
      ],
      path: "Benchmarks/rxspeed", swiftSettings: strict),

    // Threads outside the concurrency runtime's, for long tests.
    .target(name: "TestThreads", path: "Tests/TestThreads", swiftSettings: strict),
    // Fixtures: where they are, and recording them anew.
    .target(name: "TestFiles", path: "Tests/TestFiles", swiftSettings: strict),
    // A worker that misbehaves when asked to.
    .executableTarget(
      name: "faultworker", dependencies: ["WorkerPool"], path: "Tests/FaultWorker",
      swiftSettings: strict),
    // Terminals that obey what is sent: one of our own, and pyte.
    .target(
      name: "ScreenEmulation", dependencies: ["SourceText", "TerminalScreen", "TestFiles"],
      path: "Tests/ScreenEmulation", exclude: ["compare.py"], swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests",
      dependencies: [
        "CaseChecking", "CaseCorpus", "DifferentialTesting", "PCRE2Oracle", "RegexMachine",
        "RegexProgram", "RegexSyntax", "SourceText", "TestThreads",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "DifferentialTests",
      dependencies: [
        "CaseChecking", "CaseCorpus", "DifferentialTesting", "PCRE2Oracle", "RegexCoverage",
        "RegexMachine", "RegexProgram", "RegexSyntax", "SourceText", "TestThreads",
      ],
      swiftSettings: strict),
    tests("MissScoring", ["CaseCorpus", "DifferentialTesting", "SourceText"]),
    tests("SourceText"),
    tests("RegexMachine", ["CByteSearch", "RegexProgram", "RegexSyntax"]),
    tests("RegexSyntax", ["PCRE2Oracle", "SourceText", "TestThreads"]),
    tests(
      "RegexDebugging",
      [
        "CaseChecking", "CaseCorpus", "Reporting", "RegexMachine", "RegexProgram", "RegexSyntax",
        "SourceText", "TestFiles", "TestThreads",
      ]),
    tests(
      "RegexCoverage",
      ["RegexMachine", "RegexProgram", "RegexSyntax", "SourceText", "TestFiles"]),
    tests(
      "Reporting",
      ["CaseChecking", "CaseCorpus", "ScreenEmulation", "SourceText", "TestFiles"]),
    tests("UnicodeData", ["CPCRE2", "TestThreads"]),
    tests("RegexExpectations", ["RegexSyntax"]),
    tests("PCRE2Oracle", ["SourceText"]),
    tests("CaseCorpus", ["CZlib", "SourceText", "TestFiles"]),
    tests(
      "CaseSuites",
      [
        "CaseChecking", "CaseCorpus", "SourceText", "TestFiles",
        .product(name: "TOMLKit", package: "TOMLKit"),
      ]),
    tests(
      "CaseChecking",
      [
        "CaseCorpus", "PCRE2Oracle", "RegexCoverage", "RegexMachine", "RegexProgram",
        "RegexSyntax", "SourceText",
      ]),
    .testTarget(
      name: "CommandTests", dependencies: ["rxdebug", "CaseCorpus", "Reporting", "TestThreads"],
      swiftSettings: strict),
    tests("WorkerPool", ["TestThreads", "faultworker"]),
    tests("TerminalScreen", ["ScreenEmulation", "SourceText", "TestThreads"]),
    tests("TerminalDevice", ["rxdebug"]),
    tests(
      "StepperUI",
      [
        "RegexDebugging", "RegexMachine", "RegexSyntax", "Reporting", "ScreenEmulation",
        "SourceText", "TerminalScreen", "TestFiles", "TestThreads",
      ]),
  ] + fuzzing,
  swiftLanguageModes: [.v6]
)
