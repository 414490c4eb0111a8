// SPDX-License-Identifier: MIT
// The terminal of the full screen: keys come in one by one, pictures go out as what has changed. It is asked
// for its colours and widths once; the answers come like keys.
//
//     let terminal = try ScreenTerminal(keyboard, look)
//     try terminal.open()
//     try terminal.show(model.view(), model.settings)
//     if case .input(.key(let key)) = try terminal.next(until: nil) { ... }
//
// Tested in Tests/TerminalDeviceTests/ScreenTests.swift.

import Glibc
import StepperUI
import TerminalDevice
import TerminalScreen

/// A terminal that shows grids and gives keys.
final class ScreenTerminal {
  /// What can happen.
  enum Event {
    case input(TerminalInput)
    /// The screen may have another size, and may show anything.
    case changed
    /// The time has come.
    case timeout
    /// The terminal is gone.
    case ended
  }

  /// How long an Escape waits for the rest of a key.
  private static let escapeDelay = Duration.milliseconds(25)
  /// Keys that are kept while something runs.
  private static let mostTypedAhead = 1000

  private var device: TerminalDevice
  private let depth: ColorDepth
  private var parser = KeyParser()
  private var writer: FrameWriter
  /// What the writer was made for.
  private var drawn: ScreenSettings
  /// Inputs that nobody has asked for yet.
  private var inputs: ArraySlice<TerminalInput> = []
  private var escapeEnd: ContinuousClock.Instant?
  /// Whether the terminal has changed while something ran.
  private var hasChanged = false
  private var hasMouse: Bool
  private let clock = ContinuousClock()

  /// Prepares the terminal without changing it.
  init(_ keyboard: borrowing Keyboard, _ look: ScreenLook) throws(TerminalError) {
    drawn = look.settings
    hasMouse = drawn.hasMouse
    depth = look.depth
    writer = Self.writer(drawn, depth)
    // The mouse is switched on apart, since it can be off when the process goes on after a stop.
    device = try TerminalDevice(
      input: keyboard.descriptor, output: STDOUT_FILENO, entering: ScreenModes.enter(mouse: false),
      leaving: ScreenModes.leave, dropsInput: true, capturesErrors: true)
  }

  /// Takes the screen.
  func open() throws(TerminalError) {
    try device.enter()
    if !drawn.isASCII { try device.write(ScreenModes.askLineWidth) }
    if !drawn.hasChosenTheme { try device.write(ScreenModes.askBackground) }
    try prepare()
  }

  /// Gives it back.
  func close() { device.leave() }

  /// How large the screen is.
  var size: (columns: Int, rows: Int) {
    let size = device.size
    return (size?.columns ?? 80, size?.rows ?? 24)
  }

  /// Whether somebody has typed what nobody has looked at.
  var hasInput: Bool { !inputs.isEmpty || device.hasInput() }

  // MARK: Out

  /// Shows a picture that has the size of the screen.
  func show(_ grid: CellGrid, _ settings: ScreenSettings) throws(TerminalError) {
    if settings.theme != drawn.theme || settings.isASCII != drawn.isASCII {
      drawn = settings
      writer = Self.writer(settings, depth)
    }
    let bytes = writer.bytes(for: grid)
    if !bytes.isEmpty { try device.write(bytes) }
  }

  private static func writer(_ settings: ScreenSettings, _ depth: ColorDepth) -> FrameWriter {
    FrameWriter(depth: depth, palette: settings.theme.palette, isASCII: settings.isASCII)
  }

  /// Draws everything anew with the next picture.
  func forget() { writer.forget() }

  /// Takes the mouse or leaves it to the terminal, which marks text with it.
  func setMouse(_ isOn: Bool) throws(TerminalError) {
    hasMouse = isOn
    try device.write(isOn ? ScreenModes.mouseOn : ScreenModes.mouseOff)
  }

  /// Rings.
  func ring() throws(TerminalError) { try device.write([0x07]) }

  /// Sends a text to the clipboard; false if it is too long.
  func copy(_ text: [UInt8]) throws(TerminalError) -> Bool {
    guard let sequence = Clipboard.sequence(for: text) else { return false }
    try device.write(sequence)
    return true
  }

  // MARK: Aside

  /// Has something done on the terminal as it was before.
  func outside<Value>(_ body: () -> Value) throws(TerminalError) -> Value {
    let value = try device.outside(body)
    try prepare()
    return value
  }

  /// Stops the process as Ctrl-Z does elsewhere.
  func suspend() throws(TerminalError) {
    try device.suspend()
    try prepare()
  }

  /// What is to be done whenever the screen was taken.
  private func prepare() throws(TerminalError) {
    if hasMouse { try device.write(ScreenModes.mouseOn) }
    writer.forget()
  }

  // MARK: In

  /// Waits for something, up to a moment or without end.
  func next(until deadline: ContinuousClock.Instant?) throws(TerminalError) -> Event {
    while true {
      if hasChanged {
        hasChanged = false
        return .changed
      }
      if let input = inputs.popFirst() { return .input(input) }
      let end = [deadline, escapeEnd].compactMap { $0 }.min()
      switch try device.next(timeout: end.map { milliseconds(to: $0) }) {
      case .bytes(let bytes): take(bytes)
      case .timeout:
        if let escapeEnd, clock.now >= escapeEnd {
          inputs += parser.flush()
          self.escapeEnd = nil
        } else if let deadline, clock.now >= deadline {
          return .timeout
        }
      case .resized: return .changed
      case .resumed:
        try prepare()
        return .changed
      case .interrupted: break
      case .ended: return .ended
      }
    }
  }

  /// Looks whether a run is to be stopped; other keys wait until somebody asks for them.
  ///
  /// - Returns: whether Ctrl-C was typed, or the terminal is gone.
  func isInterrupted() throws(TerminalError) -> Bool {
    // It may have come in one read with the key that began the run.
    if takeInterrupt() { return true }
    while device.hasInput() {
      switch try device.next(timeout: 0) {
      case .bytes(let bytes):
        take(bytes)
        if takeInterrupt() { return true }
        if inputs.count > Self.mostTypedAhead { inputs = inputs.prefix(Self.mostTypedAhead) }
      case .resized: hasChanged = true
      case .resumed:
        try prepare()
        hasChanged = true
      case .timeout, .interrupted: break
      case .ended: return true
      }
    }
    return false
  }

  /// Looks for Ctrl-C among the inputs; what was typed before it was meant for what is stopped, and goes with it.
  private func takeInterrupt() -> Bool {
    guard let last = inputs.lastIndex(of: .key(Key("c", .control))) else { return false }
    inputs = inputs[(last + 1)...]
    return true
  }

  private func take(_ bytes: [UInt8]) {
    inputs += parser.feed(bytes)
    escapeEnd = parser.isWaiting ? clock.now + Self.escapeDelay : nil
  }

  /// The milliseconds up to a moment, rounded up, so that it has come when they have passed.
  private func milliseconds(to moment: ContinuousClock.Instant) -> Int32 {
    let left = moment - clock.now
    guard left > .zero else { return 0 }
    let (seconds, attoseconds) = left.components
    return Int32(
      clamping: seconds * 1000 + (attoseconds + 999_999_999_999_999) / 1_000_000_000_000_000)
  }
}
