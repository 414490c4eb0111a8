// SPDX-License-Identifier: MIT
// The frames at the two ends of a conversation: who the worker is, what it is told, how it leaves.
// Tested in WorkerPoolTests/FrameTests.

/// A frame with a body that is made elsewhere.
func encodeFrame(_ kind: FrameKind, _ body: [UInt8]) -> [UInt8] {
  var bytes: [UInt8] = []
  bytes.reserveCapacity(body.count + FrameProtocol.headerSize)
  bytes.append(number: UInt32(clamping: body.count + 1))
  bytes.append(kind.rawValue)
  bytes += body
  return bytes
}

/// The first frame of a worker.
struct Hello: Hashable {
  var version = FrameProtocol.version
  var process: UInt32
  var identity: WorkerIdentity

  init(process: UInt32, identity: WorkerIdentity) {
    self.process = process
    self.identity = identity
  }

  init(_ body: ArraySlice<UInt8>) throws(FrameError) {
    var reader = ByteReader(body)
    guard try reader.number(UInt32.self) == FrameProtocol.magic else {
      throw FrameError(reason: "not a worker")
    }
    // What follows may be anything in another version.
    version = try reader.number(UInt16.self)
    guard version == FrameProtocol.version else {
      process = 0
      identity = WorkerIdentity(program: "", libraries: "")
      return
    }
    process = try reader.number(UInt32.self)
    let program = try reader.text()
    identity = WorkerIdentity(program: program, libraries: try reader.text())
  }

  var encoded: [UInt8] {
    var body: [UInt8] = []
    body.append(number: FrameProtocol.magic)
    body.append(number: version)
    body.append(number: process)
    body.append(text: identity.program)
    body.append(text: identity.libraries)
    return encodeFrame(.hello, body)
  }
}

/// The first frame of the pool.
struct Begin: Hashable {
  var version = FrameProtocol.version
  /// The process that must be the worker's parent.
  var parent: UInt32
  /// Limits in bytes and seconds; 0 stands for none.
  var addressSpace: UInt64 = 0
  var residentLimit: UInt64 = 0
  var cpuSeconds: UInt32 = 0
  /// What `ps` shows.
  var name: String
  var settings: [UInt8]

  init(parent: UInt32, name: String, settings: [UInt8]) {
    self.parent = parent
    self.name = name
    self.settings = settings
  }

  init(_ body: ArraySlice<UInt8>) throws(FrameError) {
    var reader = ByteReader(body)
    version = try reader.number(UInt16.self)
    guard version == FrameProtocol.version else {
      throw FrameError(reason: "protocol \(version), not \(FrameProtocol.version)")
    }
    parent = try reader.number(UInt32.self)
    addressSpace = try reader.number(UInt64.self)
    residentLimit = try reader.number(UInt64.self)
    cpuSeconds = try reader.number(UInt32.self)
    name = try reader.text()
    let count = try reader.number(UInt32.self)
    settings = Array(try reader.bytes(Int(count)))
  }

  var encoded: [UInt8] {
    var body: [UInt8] = []
    body.append(number: version)
    body.append(number: parent)
    body.append(number: addressSpace)
    body.append(number: residentLimit)
    body.append(number: cpuSeconds)
    body.append(text: name)
    body.append(number: UInt32(clamping: settings.count))
    body += settings
    return encodeFrame(.begin, body)
  }
}

/// A worker's word that it has not used a frame, and why.
struct Refused: Hashable {
  var kind: UInt8
  var reason: String

  init(kind: UInt8, reason: String) {
    self.kind = kind
    self.reason = reason
  }

  init(_ body: ArraySlice<UInt8>) throws(FrameError) {
    var reader = ByteReader(body)
    kind = try reader.number(UInt8.self)
    reason = try reader.text()
  }

  var encoded: [UInt8] {
    var body = [kind]
    body.append(text: reason)
    return encodeFrame(.refused, body)
  }
}
