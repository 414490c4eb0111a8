// SPDX-License-Identifier: MIT
// Text that looks like a book: words as often as Zipf's law has them, sentences, quotes, lines. The same in every run.
//
//     Prose.english.text(400_000)

/// A language to write in.
struct Prose {
  /// The most frequent words, in order.
  let common: [String]
  /// Syllables, of which the rarer words are made.
  let syllables: [String]
  /// Endings, put behind a third of the rarer words.
  let endings: [String]
  /// Names, every so many words.
  let names: [String]
  let quotes: (open: String, close: String)

  /// All words that are written, most frequent first: 6,000.
  var words: [String] {
    var dice = Dice(seed: 7)
    var words = common
    var seen = Set(common)
    while words.count < 6_000 {
      var word = ""
      for _ in 0..<(1 + dice.roll(4)) { word += dice.pick(syllables) }
      if dice.roll(3) == 0 { word += dice.pick(endings) }
      if seen.insert(word).inserted { words.append(word) }
    }
    return words
  }

  /// A text of so many bytes, cut at the end of a word.
  func text(_ bytes: Int) -> [UInt8] {
    let words = self.words
    var dice = Dice(seed: 11)
    var text: [UInt8] = []
    text.reserveCapacity(bytes + 200)
    var column = 0
    while text.count < bytes {
      let isQuoted = dice.roll(5) == 0
      let length = 3 + dice.roll(18)
      for index in 0..<length {
        var word = dice.roll(90) == 0 ? dice.pick(names) : words[Self.zipf(&dice, words.count)]
        if index == 0 { word = word.prefix(1).uppercased() + word.dropFirst() }
        if index == 0 && isQuoted { word = quotes.open + word }
        if index == length - 1 {
          word += [".", ".", ".", "?", "!", ";"][dice.roll(6)] + (isQuoted ? quotes.close : "")
        } else if dice.roll(9) == 0 {
          word += ","
        }
        column += word.count + 1
        text += word.utf8
        text.append(column > 70 ? 0x0A : 0x20)
        if column > 70 { column = 0 }
      }
    }
    return text
  }

  /// An index whose probability falls as 1 / (index + 1), about.
  private static func zipf(_ dice: inout Dice, _ count: Int) -> Int {
    // A random power of two, then a random place below it.
    var bits = 0
    while 1 << bits < count { bits += 1 }
    let limit = 1 << (dice.roll(bits) + 1)
    return min(dice.roll(limit), count - 1)
  }

  static let english = Prose(
    common: """
      the of and to a in that he was it his I with is for as had you not be her on at by which have or from \
      this him but all she they were my are me one their so an said them we who would been will no when there \
      if more out up into do any your what has man could other than our some very time upon about may its only \
      now like little then can should made did us such great before must two these see know over much down \
      after first mr good men own never most old shall day where those came come himself way work life without \
      go make well through being long say might how am too even def again many back here think every people \
      went same last thought away under take found hand eyes still place while just also young yet though \
      against things get ever give god years off face nothing right once another left part saw house world \
      head three took new love always mrs put night each king between tell mind heart few because thing whom \
      far seemed looked called whole done going something morning evening nothing during river running shining \
      washing fishing wishing pushing crashing being king ring thinking singing walking looking finn inn sawyer
      """.split(separator: " ").map(String.init),
    syllables: [
      "con", "ver", "ment", "tion", "per", "ter", "al", "en", "in", "re", "de", "dis", "un", "com",
      "pro", "ex",
      "ous", "able", "tan", "ser", "mar", "ton", "ber", "lin", "gra", "sta", "tri", "cur", "pla",
      "no", "ri",
      "la", "mi", "so", "fe", "ka", "vi", "lo", "sh", "ch", "wa", "th", "br", "ck", "ju", "qui",
      "zen", "ax",
      "ob", "ull", "ann",
    ],
    endings: ["s", "ed", "ing", "ly", "er", "ness", "ings", "tion", "shing", "nn"],
    names: [
      "Sherlock Holmes", "Sherlock", "Holmes", "John Watson", "Irene Adler", "Inspector Lestrade",
      "Professor Moriarty", "Tom", "Tom Sawyer", "Sawyer", "Huck", "Huckleberry Finn", "Finn",
      "Twain",
      "Mary", "London", "Tom went down to the river", "July 4, 1876", "1881-03-04", "the the",
    ], quotes: ("\"", "\""))

  static let russian = Prose(
    common: """
      и в не на я что он с как а то это она по но они к у ты из мы за вы так же от сказал этот который мочь \
      человек о один еще бы такой только себя свое какой когда уже для вот кто да говорить год знать мой до или \
      если время рука нет самый ни стать большой даже другой наш свой ну под где дело есть сам раз чтобы два там \
      чем глаз жизнь первый день тут во ничто потом очень со хотеть ли при голова надо без видеть идти теперь \
      тоже стоять друг дом сейчас можно после слово здесь думать место спросить через лицо тогда ведь хороший \
      каждый новый жить должный смотреть почему потому сторона просто нога сидеть понять иметь конечный делать
      """.split(separator: " ").map(String.init),
    syllables: [
      "по", "ста", "ро", "но", "ко", "ра", "ни", "ла", "во", "на", "пре", "раз", "про", "вер", "ли",
      "те", "ка",
      "му", "до", "ру", "го", "ши", "ще", "жи", "ме", "зо", "бе", "ство", "ён", "эк", "юр", "яв",
    ],
    endings: ["ть", "ся", "ый", "ая", "ое", "ом", "ами", "ение", "ость"],
    names: [
      "Шерлок Холмс", "Шерлок", "Холмс", "Джон Уотсон", "Ирен Адлер", "инспектор Лестрейд",
      "профессор Мориарти", "Лондон", "London", "1881",
    ], quotes: ("«", "»"))
}
