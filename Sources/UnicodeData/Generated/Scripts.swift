// SPDX-License-Identifier: MIT AND Unicode-DFS-2016
// Generated from the Unicode Character Database by Scripts/make-unicode-data.py: do not edit.
// Licence of the data: LICENSES/Unicode.txt.

extension Script {
  /// The script Unknown (`Zzzz`).
  @inlinable
  public static var unknown: Script { Script(known: 0) }

  /// The script Common (`Zyyy`).
  @inlinable
  public static var common: Script { Script(known: 1) }

  /// The script Inherited (`Zinh`).
  @inlinable
  public static var inherited: Script { Script(known: 2) }

  /// The script Adlam (`Adlm`).
  @inlinable
  public static var adlam: Script { Script(known: 3) }

  /// The script Ahom (`Ahom`).
  @inlinable
  public static var ahom: Script { Script(known: 4) }

  /// The script Anatolian Hieroglyphs (`Hluw`).
  @inlinable
  public static var anatolianHieroglyphs: Script { Script(known: 5) }

  /// The script Arabic (`Arab`).
  @inlinable
  public static var arabic: Script { Script(known: 6) }

  /// The script Armenian (`Armn`).
  @inlinable
  public static var armenian: Script { Script(known: 7) }

  /// The script Avestan (`Avst`).
  @inlinable
  public static var avestan: Script { Script(known: 8) }

  /// The script Balinese (`Bali`).
  @inlinable
  public static var balinese: Script { Script(known: 9) }

  /// The script Bamum (`Bamu`).
  @inlinable
  public static var bamum: Script { Script(known: 10) }

  /// The script Bassa Vah (`Bass`).
  @inlinable
  public static var bassaVah: Script { Script(known: 11) }

  /// The script Batak (`Batk`).
  @inlinable
  public static var batak: Script { Script(known: 12) }

  /// The script Bengali (`Beng`).
  @inlinable
  public static var bengali: Script { Script(known: 13) }

  /// The script Bhaiksuki (`Bhks`).
  @inlinable
  public static var bhaiksuki: Script { Script(known: 14) }

  /// The script Bopomofo (`Bopo`).
  @inlinable
  public static var bopomofo: Script { Script(known: 15) }

  /// The script Brahmi (`Brah`).
  @inlinable
  public static var brahmi: Script { Script(known: 16) }

  /// The script Braille (`Brai`).
  @inlinable
  public static var braille: Script { Script(known: 17) }

  /// The script Buginese (`Bugi`).
  @inlinable
  public static var buginese: Script { Script(known: 18) }

  /// The script Buhid (`Buhd`).
  @inlinable
  public static var buhid: Script { Script(known: 19) }

  /// The script Canadian Aboriginal (`Cans`).
  @inlinable
  public static var canadianAboriginal: Script { Script(known: 20) }

  /// The script Carian (`Cari`).
  @inlinable
  public static var carian: Script { Script(known: 21) }

  /// The script Caucasian Albanian (`Aghb`).
  @inlinable
  public static var caucasianAlbanian: Script { Script(known: 22) }

  /// The script Chakma (`Cakm`).
  @inlinable
  public static var chakma: Script { Script(known: 23) }

  /// The script Cham (`Cham`).
  @inlinable
  public static var cham: Script { Script(known: 24) }

  /// The script Cherokee (`Cher`).
  @inlinable
  public static var cherokee: Script { Script(known: 25) }

  /// The script Chorasmian (`Chrs`).
  @inlinable
  public static var chorasmian: Script { Script(known: 26) }

  /// The script Coptic (`Copt`).
  @inlinable
  public static var coptic: Script { Script(known: 27) }

  /// The script Cuneiform (`Xsux`).
  @inlinable
  public static var cuneiform: Script { Script(known: 28) }

  /// The script Cypriot (`Cprt`).
  @inlinable
  public static var cypriot: Script { Script(known: 29) }

  /// The script Cypro Minoan (`Cpmn`).
  @inlinable
  public static var cyproMinoan: Script { Script(known: 30) }

  /// The script Cyrillic (`Cyrl`).
  @inlinable
  public static var cyrillic: Script { Script(known: 31) }

  /// The script Deseret (`Dsrt`).
  @inlinable
  public static var deseret: Script { Script(known: 32) }

  /// The script Devanagari (`Deva`).
  @inlinable
  public static var devanagari: Script { Script(known: 33) }

  /// The script Dives Akuru (`Diak`).
  @inlinable
  public static var divesAkuru: Script { Script(known: 34) }

  /// The script Dogra (`Dogr`).
  @inlinable
  public static var dogra: Script { Script(known: 35) }

  /// The script Duployan (`Dupl`).
  @inlinable
  public static var duployan: Script { Script(known: 36) }

  /// The script Egyptian Hieroglyphs (`Egyp`).
  @inlinable
  public static var egyptianHieroglyphs: Script { Script(known: 37) }

  /// The script Elbasan (`Elba`).
  @inlinable
  public static var elbasan: Script { Script(known: 38) }

  /// The script Elymaic (`Elym`).
  @inlinable
  public static var elymaic: Script { Script(known: 39) }

  /// The script Ethiopic (`Ethi`).
  @inlinable
  public static var ethiopic: Script { Script(known: 40) }

  /// The script Georgian (`Geor`).
  @inlinable
  public static var georgian: Script { Script(known: 41) }

  /// The script Glagolitic (`Glag`).
  @inlinable
  public static var glagolitic: Script { Script(known: 42) }

  /// The script Gothic (`Goth`).
  @inlinable
  public static var gothic: Script { Script(known: 43) }

  /// The script Grantha (`Gran`).
  @inlinable
  public static var grantha: Script { Script(known: 44) }

  /// The script Greek (`Grek`).
  @inlinable
  public static var greek: Script { Script(known: 45) }

  /// The script Gujarati (`Gujr`).
  @inlinable
  public static var gujarati: Script { Script(known: 46) }

  /// The script Gunjala Gondi (`Gong`).
  @inlinable
  public static var gunjalaGondi: Script { Script(known: 47) }

  /// The script Gurmukhi (`Guru`).
  @inlinable
  public static var gurmukhi: Script { Script(known: 48) }

  /// The script Han (`Hani`).
  @inlinable
  public static var han: Script { Script(known: 49) }

  /// The script Hangul (`Hang`).
  @inlinable
  public static var hangul: Script { Script(known: 50) }

  /// The script Hanifi Rohingya (`Rohg`).
  @inlinable
  public static var hanifiRohingya: Script { Script(known: 51) }

  /// The script Hanunoo (`Hano`).
  @inlinable
  public static var hanunoo: Script { Script(known: 52) }

  /// The script Hatran (`Hatr`).
  @inlinable
  public static var hatran: Script { Script(known: 53) }

  /// The script Hebrew (`Hebr`).
  @inlinable
  public static var hebrew: Script { Script(known: 54) }

  /// The script Hiragana (`Hira`).
  @inlinable
  public static var hiragana: Script { Script(known: 55) }

  /// The script Imperial Aramaic (`Armi`).
  @inlinable
  public static var imperialAramaic: Script { Script(known: 56) }

  /// The script Inscriptional Pahlavi (`Phli`).
  @inlinable
  public static var inscriptionalPahlavi: Script { Script(known: 57) }

  /// The script Inscriptional Parthian (`Prti`).
  @inlinable
  public static var inscriptionalParthian: Script { Script(known: 58) }

  /// The script Javanese (`Java`).
  @inlinable
  public static var javanese: Script { Script(known: 59) }

  /// The script Kaithi (`Kthi`).
  @inlinable
  public static var kaithi: Script { Script(known: 60) }

  /// The script Kannada (`Knda`).
  @inlinable
  public static var kannada: Script { Script(known: 61) }

  /// The script Katakana (`Kana`).
  @inlinable
  public static var katakana: Script { Script(known: 62) }

  /// The script Kayah Li (`Kali`).
  @inlinable
  public static var kayahLi: Script { Script(known: 63) }

  /// The script Kharoshthi (`Khar`).
  @inlinable
  public static var kharoshthi: Script { Script(known: 64) }

  /// The script Khitan Small Script (`Kits`).
  @inlinable
  public static var khitanSmallScript: Script { Script(known: 65) }

  /// The script Khmer (`Khmr`).
  @inlinable
  public static var khmer: Script { Script(known: 66) }

  /// The script Khojki (`Khoj`).
  @inlinable
  public static var khojki: Script { Script(known: 67) }

  /// The script Khudawadi (`Sind`).
  @inlinable
  public static var khudawadi: Script { Script(known: 68) }

  /// The script Lao (`Laoo`).
  @inlinable
  public static var lao: Script { Script(known: 69) }

  /// The script Latin (`Latn`).
  @inlinable
  public static var latin: Script { Script(known: 70) }

  /// The script Lepcha (`Lepc`).
  @inlinable
  public static var lepcha: Script { Script(known: 71) }

  /// The script Limbu (`Limb`).
  @inlinable
  public static var limbu: Script { Script(known: 72) }

  /// The script Linear A (`Lina`).
  @inlinable
  public static var linearA: Script { Script(known: 73) }

  /// The script Linear B (`Linb`).
  @inlinable
  public static var linearB: Script { Script(known: 74) }

  /// The script Lisu (`Lisu`).
  @inlinable
  public static var lisu: Script { Script(known: 75) }

  /// The script Lycian (`Lyci`).
  @inlinable
  public static var lycian: Script { Script(known: 76) }

  /// The script Lydian (`Lydi`).
  @inlinable
  public static var lydian: Script { Script(known: 77) }

  /// The script Mahajani (`Mahj`).
  @inlinable
  public static var mahajani: Script { Script(known: 78) }

  /// The script Makasar (`Maka`).
  @inlinable
  public static var makasar: Script { Script(known: 79) }

  /// The script Malayalam (`Mlym`).
  @inlinable
  public static var malayalam: Script { Script(known: 80) }

  /// The script Mandaic (`Mand`).
  @inlinable
  public static var mandaic: Script { Script(known: 81) }

  /// The script Manichaean (`Mani`).
  @inlinable
  public static var manichaean: Script { Script(known: 82) }

  /// The script Marchen (`Marc`).
  @inlinable
  public static var marchen: Script { Script(known: 83) }

  /// The script Masaram Gondi (`Gonm`).
  @inlinable
  public static var masaramGondi: Script { Script(known: 84) }

  /// The script Medefaidrin (`Medf`).
  @inlinable
  public static var medefaidrin: Script { Script(known: 85) }

  /// The script Meetei Mayek (`Mtei`).
  @inlinable
  public static var meeteiMayek: Script { Script(known: 86) }

  /// The script Mende Kikakui (`Mend`).
  @inlinable
  public static var mendeKikakui: Script { Script(known: 87) }

  /// The script Meroitic Cursive (`Merc`).
  @inlinable
  public static var meroiticCursive: Script { Script(known: 88) }

  /// The script Meroitic Hieroglyphs (`Mero`).
  @inlinable
  public static var meroiticHieroglyphs: Script { Script(known: 89) }

  /// The script Miao (`Plrd`).
  @inlinable
  public static var miao: Script { Script(known: 90) }

  /// The script Modi (`Modi`).
  @inlinable
  public static var modi: Script { Script(known: 91) }

  /// The script Mongolian (`Mong`).
  @inlinable
  public static var mongolian: Script { Script(known: 92) }

  /// The script Mro (`Mroo`).
  @inlinable
  public static var mro: Script { Script(known: 93) }

  /// The script Multani (`Mult`).
  @inlinable
  public static var multani: Script { Script(known: 94) }

  /// The script Myanmar (`Mymr`).
  @inlinable
  public static var myanmar: Script { Script(known: 95) }

  /// The script Nabataean (`Nbat`).
  @inlinable
  public static var nabataean: Script { Script(known: 96) }

  /// The script Nandinagari (`Nand`).
  @inlinable
  public static var nandinagari: Script { Script(known: 97) }

  /// The script New Tai Lue (`Talu`).
  @inlinable
  public static var newTaiLue: Script { Script(known: 98) }

  /// The script Newa (`Newa`).
  @inlinable
  public static var newa: Script { Script(known: 99) }

  /// The script Nko (`Nkoo`).
  @inlinable
  public static var nko: Script { Script(known: 100) }

  /// The script Nushu (`Nshu`).
  @inlinable
  public static var nushu: Script { Script(known: 101) }

  /// The script Nyiakeng Puachue Hmong (`Hmnp`).
  @inlinable
  public static var nyiakengPuachueHmong: Script { Script(known: 102) }

  /// The script Ogham (`Ogam`).
  @inlinable
  public static var ogham: Script { Script(known: 103) }

  /// The script Ol Chiki (`Olck`).
  @inlinable
  public static var olChiki: Script { Script(known: 104) }

  /// The script Old Hungarian (`Hung`).
  @inlinable
  public static var oldHungarian: Script { Script(known: 105) }

  /// The script Old Italic (`Ital`).
  @inlinable
  public static var oldItalic: Script { Script(known: 106) }

  /// The script Old North Arabian (`Narb`).
  @inlinable
  public static var oldNorthArabian: Script { Script(known: 107) }

  /// The script Old Permic (`Perm`).
  @inlinable
  public static var oldPermic: Script { Script(known: 108) }

  /// The script Old Persian (`Xpeo`).
  @inlinable
  public static var oldPersian: Script { Script(known: 109) }

  /// The script Old Sogdian (`Sogo`).
  @inlinable
  public static var oldSogdian: Script { Script(known: 110) }

  /// The script Old South Arabian (`Sarb`).
  @inlinable
  public static var oldSouthArabian: Script { Script(known: 111) }

  /// The script Old Turkic (`Orkh`).
  @inlinable
  public static var oldTurkic: Script { Script(known: 112) }

  /// The script Old Uyghur (`Ougr`).
  @inlinable
  public static var oldUyghur: Script { Script(known: 113) }

  /// The script Oriya (`Orya`).
  @inlinable
  public static var oriya: Script { Script(known: 114) }

  /// The script Osage (`Osge`).
  @inlinable
  public static var osage: Script { Script(known: 115) }

  /// The script Osmanya (`Osma`).
  @inlinable
  public static var osmanya: Script { Script(known: 116) }

  /// The script Pahawh Hmong (`Hmng`).
  @inlinable
  public static var pahawhHmong: Script { Script(known: 117) }

  /// The script Palmyrene (`Palm`).
  @inlinable
  public static var palmyrene: Script { Script(known: 118) }

  /// The script Pau Cin Hau (`Pauc`).
  @inlinable
  public static var pauCinHau: Script { Script(known: 119) }

  /// The script Phags Pa (`Phag`).
  @inlinable
  public static var phagsPa: Script { Script(known: 120) }

  /// The script Phoenician (`Phnx`).
  @inlinable
  public static var phoenician: Script { Script(known: 121) }

  /// The script Psalter Pahlavi (`Phlp`).
  @inlinable
  public static var psalterPahlavi: Script { Script(known: 122) }

  /// The script Rejang (`Rjng`).
  @inlinable
  public static var rejang: Script { Script(known: 123) }

  /// The script Runic (`Runr`).
  @inlinable
  public static var runic: Script { Script(known: 124) }

  /// The script Samaritan (`Samr`).
  @inlinable
  public static var samaritan: Script { Script(known: 125) }

  /// The script Saurashtra (`Saur`).
  @inlinable
  public static var saurashtra: Script { Script(known: 126) }

  /// The script Sharada (`Shrd`).
  @inlinable
  public static var sharada: Script { Script(known: 127) }

  /// The script Shavian (`Shaw`).
  @inlinable
  public static var shavian: Script { Script(known: 128) }

  /// The script Siddham (`Sidd`).
  @inlinable
  public static var siddham: Script { Script(known: 129) }

  /// The script SignWriting (`Sgnw`).
  @inlinable
  public static var signWriting: Script { Script(known: 130) }

  /// The script Sinhala (`Sinh`).
  @inlinable
  public static var sinhala: Script { Script(known: 131) }

  /// The script Sogdian (`Sogd`).
  @inlinable
  public static var sogdian: Script { Script(known: 132) }

  /// The script Sora Sompeng (`Sora`).
  @inlinable
  public static var soraSompeng: Script { Script(known: 133) }

  /// The script Soyombo (`Soyo`).
  @inlinable
  public static var soyombo: Script { Script(known: 134) }

  /// The script Sundanese (`Sund`).
  @inlinable
  public static var sundanese: Script { Script(known: 135) }

  /// The script Syloti Nagri (`Sylo`).
  @inlinable
  public static var sylotiNagri: Script { Script(known: 136) }

  /// The script Syriac (`Syrc`).
  @inlinable
  public static var syriac: Script { Script(known: 137) }

  /// The script Tagalog (`Tglg`).
  @inlinable
  public static var tagalog: Script { Script(known: 138) }

  /// The script Tagbanwa (`Tagb`).
  @inlinable
  public static var tagbanwa: Script { Script(known: 139) }

  /// The script Tai Le (`Tale`).
  @inlinable
  public static var taiLe: Script { Script(known: 140) }

  /// The script Tai Tham (`Lana`).
  @inlinable
  public static var taiTham: Script { Script(known: 141) }

  /// The script Tai Viet (`Tavt`).
  @inlinable
  public static var taiViet: Script { Script(known: 142) }

  /// The script Takri (`Takr`).
  @inlinable
  public static var takri: Script { Script(known: 143) }

  /// The script Tamil (`Taml`).
  @inlinable
  public static var tamil: Script { Script(known: 144) }

  /// The script Tangsa (`Tnsa`).
  @inlinable
  public static var tangsa: Script { Script(known: 145) }

  /// The script Tangut (`Tang`).
  @inlinable
  public static var tangut: Script { Script(known: 146) }

  /// The script Telugu (`Telu`).
  @inlinable
  public static var telugu: Script { Script(known: 147) }

  /// The script Thaana (`Thaa`).
  @inlinable
  public static var thaana: Script { Script(known: 148) }

  /// The script Thai (`Thai`).
  @inlinable
  public static var thai: Script { Script(known: 149) }

  /// The script Tibetan (`Tibt`).
  @inlinable
  public static var tibetan: Script { Script(known: 150) }

  /// The script Tifinagh (`Tfng`).
  @inlinable
  public static var tifinagh: Script { Script(known: 151) }

  /// The script Tirhuta (`Tirh`).
  @inlinable
  public static var tirhuta: Script { Script(known: 152) }

  /// The script Toto (`Toto`).
  @inlinable
  public static var toto: Script { Script(known: 153) }

  /// The script Ugaritic (`Ugar`).
  @inlinable
  public static var ugaritic: Script { Script(known: 154) }

  /// The script Vai (`Vaii`).
  @inlinable
  public static var vai: Script { Script(known: 155) }

  /// The script Vithkuqi (`Vith`).
  @inlinable
  public static var vithkuqi: Script { Script(known: 156) }

  /// The script Wancho (`Wcho`).
  @inlinable
  public static var wancho: Script { Script(known: 157) }

  /// The script Warang Citi (`Wara`).
  @inlinable
  public static var warangCiti: Script { Script(known: 158) }

  /// The script Yezidi (`Yezi`).
  @inlinable
  public static var yezidi: Script { Script(known: 159) }

  /// The script Yi (`Yiii`).
  @inlinable
  public static var yi: Script { Script(known: 160) }

  /// The script Zanabazar Square (`Zanb`).
  @inlinable
  public static var zanabazarSquare: Script { Script(known: 161) }
}
