// SPDX-License-Identifier: MIT
// From the paths of a command line to the case files they mean.

import CaseCorpus
import Glibc

/// Finds case files.
enum CasePaths {
  /// The files that some paths mean.
  ///
  /// A file stands for itself, a folder for all `*.ndjson` and `*.toml` in it and below, compressed
  /// (`.gz`) or not, in the order of their names; `-` is standard input. Trace files
  /// (`*.trace.ndjson`) are passed over.
  ///
  /// - Throws: `Failure.input` for a path that is not there, or a folder without case files.
  static func expand(_ paths: [String]) throws(Failure) -> [String] {
    var files: [String] = []
    for path in paths {
      switch try kind(of: path) {
      case .file: files.append(path)
      case .folder:
        var found: [String] = []
        try search(path, into: &found)
        guard !found.isEmpty else {
          throw .input("\(RawArguments.display(path)): no *.ndjson or *.toml files in this folder")
        }
        files += found.sorted()
      }
    }
    // A file that is named twice is one file all the same.
    var seen: Set<FileIdentity> = []
    return files.filter { file in FileIdentity(file).map { seen.insert($0).inserted } ?? true }
  }

  private enum Kind {
    case file, folder
  }

  private static func kind(of path: String) throws(Failure) -> Kind {
    if path == "-" { return .file }
    var status = stat()
    guard unsafe stat(systemPath(path), &status) == 0 else {
      throw .input("\(RawArguments.display(path)): cannot open: \(systemText(errno))")
    }
    return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
  }

  private static func search(_ folder: String, into found: inout [String]) throws(Failure) {
    for name in try names(in: folder) {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      // Links to folders are not followed: they could lead back.
      guard unsafe lstat(systemPath(path), &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: try search(path, into: &found)
      case S_IFREG, S_IFLNK:
        if isCaseFile(name) { found.append(path) }
      default: break
      }
    }
  }

  /// Whether a folder's file of this name is taken for a case file.
  private static func isCaseFile(_ name: String) -> Bool {
    let plain = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
    if plain.hasSuffix(".toml") { return true }
    return plain.hasSuffix(".ndjson") && !plain.hasSuffix(".trace.ndjson")
  }

  /// The names in a folder, without those that begin with a point.
  private static func names(in folder: String) throws(Failure) -> [String] {
    guard let stream = unsafe opendir(systemPath(folder)) else {
      throw .input("\(RawArguments.display(folder)): cannot open: \(systemText(errno))")
    }
    defer { unsafe closedir(stream) }
    var names: [String] = []
    while let entry = unsafe readdir(stream) {
      let bytes = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
        unsafe Array(name.prefix { $0 != 0 })
      }
      if bytes.first != 0x2E { names.append(RawArguments.string(for: bytes)) }
    }
    return names
  }
}

/// A path from the command line as the system takes it.
func systemPath(_ path: String) -> [CChar] {
  RawArguments.bytes(of: path).map { CChar(bitPattern: $0) } + [0]
}

/// Closes a file; there is nothing to do if that fails.
func closeFile(_ descriptor: Int32) { _ = close(descriptor) }
