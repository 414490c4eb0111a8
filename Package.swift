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
  targets: [
    library("SourceText"),
    .target(name: "CUnicodeTables"),
    library("UnicodeData", ["CUnicodeTables"]),
    library("RegexSyntax", ["SourceText", "UnicodeData"]),
    library("RegexProgram", ["RegexSyntax", "SourceText", "UnicodeData"]),
    library("RegexMachine", ["RegexProgram", "RegexSyntax", "SourceText", "UnicodeData"]),
    library(
      "RegexDebugging", ["RegexMachine", "RegexProgram", "RegexSyntax", "SourceText", "UnicodeData"]),
    library("Reporting", ["RegexDebugging", "RegexMachine", "RegexSyntax", "SourceText"]),
    tests(
      "RegexDebugging",
      ["Reporting", "RegexMachine", "RegexProgram", "RegexSyntax", "SourceText"]),
    .systemLibrary(
      name: "CPCRE2", pkgConfig: "libpcre2-8", providers: [.apt(["libpcre2-dev"])]),
    library("PCRE2Oracle", ["CPCRE2", "SourceText"]),
    tests("UnicodeData", ["CPCRE2"]),
    tests("PCRE2Oracle", ["SourceText"]),
    library("CaseCorpus", ["SourceText"]),
    tests("CaseCorpus", ["SourceText"]),
  ],
  swiftLanguageModes: [.v6]
)
