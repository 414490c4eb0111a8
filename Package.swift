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

let package = Package(
  name: "rxdebug",
  dependencies: [
    // Processes with pidfd, epoll and no Foundation: design/pool.md says what was measured.
    .package(
      url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2", traits: []),
    // Its paths; the same package that it brings along itself.
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
  ],
  targets: [
    library("SourceText"),
    library("UnicodeData"),
    library("RegexSyntax", ["SourceText", "UnicodeData"]),
    library("RegexProgram", ["RegexSyntax", "SourceText", "UnicodeData"]),
    library("RegexMachine", ["RegexProgram", "UnicodeData"]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    library("PCRE2Oracle", ["CPCRE2", "SourceText"]),
    tests("PCRE2Oracle", ["SourceText"]),
    library("CaseCorpus", ["SourceText"]),
    tests("CaseCorpus", ["SourceText"]),
    .systemLibrary(name: "CPlatform"),
    tests("WorkerPool"),
    library(
      "WorkerPool",
      [
        "CPlatform",
        .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
  ],
  swiftLanguageModes: [.v6]
)
