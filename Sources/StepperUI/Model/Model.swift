// SPDX-License-Identifier: MIT
// All that the screen depends on, as one value: what the session shows at its place, and what the user has made of the
// screen. `update` changes it, `view` draws it; neither reads a clock, a file or a terminal.
//
// Tested in StepperUITests.

public import RegexDebugging
import RegexSyntax
import TerminalScreen

/// What a user can set about the screen.
public struct ScreenSettings: Hashable, Sendable {
  /// Which colours.
  public enum Theme: String, Hashable, Sendable, CaseIterable {
    case dark, light
  }

  /// How the panes share the screen.
  public enum Arrangement: String, Hashable, Sendable, CaseIterable {
    /// Everything, the pattern and the subject on the left.
    case standard
    /// Much room for pattern and subject.
    case text
    /// Much room for the steps.
    case events
  }

  /// Whether only ASCII is drawn.
  public var isASCII = false
  /// The colours.
  public var theme = Theme.dark
  /// How the panes share the screen.
  public var arrangement = Arrangement.standard
  /// Whether the pattern shows how often its items were tried.
  public var showsHeat = true
  /// Whether the subject is shown as bytes in hex.
  public var showsHex = false
  /// Whether the mouse is taken.
  public var hasMouse = true
  /// Whether the user has chosen the colours, so that the terminal is not asked for its background.
  public var hasChosenTheme = false

  /// Makes settings.
  public init() {}
}

/// What takes longer than a key press, as far as it is known.
struct Details: Sendable {
  /// Steps around the one that is looked at, in their order.
  var lines: [StepLine] = []
  /// The whole match as columns.
  var overview: Overview?
  /// How often the items were tried and failed, and whether that is all of the match.
  var heat: (profile: Profile, isComplete: Bool)?
  /// The steps that gave groups their values.
  var settingSteps: [Int: UInt64] = [:]
  /// What libpcre2 says to all this.
  var verdict: String?
}

/// The state of the screen.
public struct Model: Sendable {
  /// The columns of the screen.
  public internal(set) var columns = 80
  /// The rows of the screen.
  public internal(set) var rows = 24
  /// What the user has set.
  public internal(set) var settings: ScreenSettings
  /// What pattern and subject are called, for the first line.
  let name: String
  /// The place.
  public internal(set) var scene: Scene {
    // The trees share their storage as long as the pattern is the same.
    didSet {
      if scene.text.map.tree != oldValue.text.map.tree { layout = PatternLayout(scene.text) }
    }
  }
  /// The pattern's lines, items and comments.
  private(set) var layout: PatternLayout
  var details = Details()

  /// The pane that has the keys.
  public internal(set) var focus = Pane.pattern
  /// Whether it has the whole screen.
  public internal(set) var isZoomed = false
  /// The first row that a pane shows, where the user has moved it.
  var scroll: [Pane: Int] = [:]
  /// The row that is chosen in a pane with rows.
  var selectedRow: [Pane: Int] = [:]
  /// The item that is chosen in the pattern; nil = that of the step.
  var selectedItem: ItemID?
  /// The step that is chosen among the events; nil = the one in hand.
  var selectedStep: UInt64?

  /// What keys mean now.
  var mode = Mode.normal
  /// What there is to say besides the panes.
  var notice: Notice?
  /// A computation that runs and has taken longer than a moment.
  var work: Work?
  /// Steps that follow each other by themselves.
  var player: Player?
  /// What was typed last instead of pattern or subject, until the session has taken it.
  var edited: (purpose: Prompt.Purpose, text: String)?
  /// What was searched for last.
  var sought: String?
  /// The lines that were typed before, by purpose.
  var histories: [Prompt.Purpose: [String]] = [:]

  /// The signs in use.
  var symbols: Symbols { settings.isASCII ? .ascii : .unicode }
  /// The step, where there is one.
  var step: StepInfo? {
    if case .step(let why) = scene.view { why.step } else { nil }
  }
  /// The columns into which the whole match is divided.
  var overviewColumns: Int { max(10, columns - 4) }
  /// The number of the step that is looked at; at the end that behind the last one.
  var number: UInt64 {
    switch scene.place {
    case .step(let number): number
    case .end: (scene.end?.steps ?? 0) + 1
    }
  }

  /// Makes the state of a screen at a place.
  ///
  /// - Parameters:
  ///   - scene: the place.
  ///   - name: what pattern and subject are called; may be empty.
  ///   - settings: what is set about the screen.
  public init(_ scene: Scene, name: String, settings: ScreenSettings = ScreenSettings()) {
    self.scene = scene
    layout = PatternLayout(scene.text)
    self.name = name
    self.settings = settings
  }
}

/// A line for the user.
struct Notice: Hashable, Sendable {
  enum Kind: Hashable, Sendable { case plain, good, bad }

  var text: String
  var kind: Kind
}

/// A computation that has taken longer than a moment.
struct Work: Hashable, Sendable {
  /// What is done, as in "looking for a breakpoint".
  var title: String
  /// Steps run so far.
  var steps: UInt64 = 0
  /// Steps there are at most, if that is known.
  var total: UInt64?
  /// Steps in a second.
  var rate: UInt64 = 0
}

/// Steps that follow each other by themselves.
struct Player: Hashable, Sendable {
  /// Steps in a second.
  var speed = 4
}
