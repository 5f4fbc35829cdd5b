//! A text → the language it is written in, or nothing where it is too short to tell. Common small
//! words decide among languages that share a script; the script alone decides for the others.

mod words;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use self::words::{SCRIPTS, SIGNS, SMALL_WORDS};
use crate::extract::clipping::Clipping;
use crate::extract::lines::Sheet;
use crate::model::Lang;

/// How much of a text is looked at, in bytes.
const LOOK: usize = 700;

/// After each step of so many bytes it is asked whether the language is clear.
const STEP: usize = 200;

/// The language of a clipping: what a label says, else what its text shows.
pub fn of(clipping: &Clipping) -> Option<Lang> {
    let label = clipping.labelled.language.as_deref().and_then(named);
    label.or_else(|| language(clipping.body.iter().chain(&clipping.headline).copied()))
}

/// The language of a whole file, from its first lines of some length.
pub fn of_file(sheet: &Sheet) -> Option<Lang> {
    language((0..sheet.len()).map(|line| sheet.line(line)).filter(|line| line.len() > 40))
}

/// The language of a text, from its beginning. `lines` are looked at in order, so a caller can put
/// the body before the headline.
fn language<'t>(lines: impl Iterator<Item = &'t str>) -> Option<Lang> {
    let mut tally = Tally::default();
    let mut room = LOOK;
    for line in lines {
        let mut rest = line.trim();
        while !rest.is_empty() && room > 0 {
            let (part, after) = rest.split_at(boundary(rest, STEP.min(room)));
            tally.read(part);
            room = room.saturating_sub(part.len().max(1));
            if part.is_empty() || tally.is_clear() {
                return tally.verdict();
            }
            rest = after;
        }
    }
    tally.verdict()
}

/// The last letter boundary at or before a place.
fn boundary(text: &str, place: usize) -> usize {
    (0..=text.len().min(place)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0)
}

/// The language that a label names: `ENGLISH`, `Deutsch`, `DEUTSCH; GERMAN`, or a code says: `en`, `de-AT`, `fra`.
fn named(name: &str) -> Option<Lang> {
    const NAMES: [(&str, &str); 12] = [
        ("en", "english englisch anglais engels inglés eng"),
        ("de", "german deutsch allemand duits deu ger"),
        ("fr", "french französisch français frans fra fre"),
        ("es", "spanish spanisch espagnol español spaans spa"),
        ("pt", "portuguese portugiesisch português portugais por"),
        ("nl", "dutch niederländisch nederlands néerlandais nld dut"),
        ("it", "italian italienisch italiano italien ita"),
        ("ru", "russian russisch русский rus"),
        ("da", "danish dansk dan"),
        ("no", "norwegian norsk nor nob"),
        ("sv", "swedish svenska swe"),
        ("pl", "polish pol"),
    ];
    let lower = name.to_lowercase();
    let first = lower.split(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty())?;
    let of_name = NAMES.iter().find(|(_, names)| names.split(' ').any(|name| name == first));
    Lang::new(of_name.map_or(first, |(code, _)| code))
}

/// A word of up to eight bytes as a number; longer words are never small.
fn packed(word: &[u8]) -> Option<u64> {
    if word.is_empty() || word.len() > 8 {
        return None;
    }
    let mut bytes = [0; 8];
    bytes[..word.len()].copy_from_slice(word);
    Some(u64::from_le_bytes(bytes))
}

/// Each small word, the rows it stands in as bits.
static WORDS: LazyLock<FxHashMap<u64, u32>> = LazyLock::new(|| {
    let mut words = FxHashMap::default();
    for (row, (_, list)) in SMALL_WORDS.iter().enumerate() {
        for word in list.split(' ').filter_map(|word| packed(word.as_bytes())) {
            *words.entry(word).or_insert(0) |= 1_u32 << row;
        }
    }
    words
});

/// The bytes that Latin and Cyrillic words are made of.
const IN_WORDS: [bool; 256] = {
    let mut in_words = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        in_words[byte] = matches!(byte as u8, b'a'..=b'z' | b'A'..=b'Z' | 0x80..0xc0 | 0xc3..=0xd3 | 0xe1);
        byte += 1;
    }
    in_words
};

/// What was counted so far.
#[derive(Default)]
struct Tally {
    words: u32,
    /// Twelfths of a word: a word of one row counts 12, of two 6, and so on.
    rows: [u32; SMALL_WORDS.len()],
    scripts: [u32; SCRIPTS.len()],
    letters: u32,
    /// Letters that only one of two near languages has.
    persian: u32,
}

impl Tally {
    fn read(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let mut start = 0;
        let mut at = 0;
        while at < bytes.len() {
            let byte = bytes[at];
            if IN_WORDS[usize::from(byte)] {
                at += 1;
                continue;
            }
            self.word(&text.as_bytes()[start..at]);
            if byte >= 0xd4 {
                // Beyond Latin and Cyrillic a letter's script says more than words would.
                let letter = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
                self.letter(letter);
                at += letter.len_utf8();
            } else {
                at += 1;
            }
            start = at;
        }
        self.word(&bytes[start.min(bytes.len())..]);
    }

    fn word(&mut self, word: &[u8]) {
        if word.is_empty() {
            return;
        }
        self.words += 1;
        if word.first().is_some_and(|byte| *byte >= 0xd0) {
            for (letter, rows) in SIGNS {
                let count = word.windows(2).filter(|pair| *pair == letter.as_bytes()).count() as u32;
                for row in *rows {
                    self.rows[*row] += 8 * count;
                }
            }
        }
        if word.len() > 8 {
            return;
        }
        let mut lower = [0; 8];
        let small = &mut lower[..word.len()];
        small.copy_from_slice(word);
        small.make_ascii_lowercase();
        let Some(mut rows) = packed(small).and_then(|word| WORDS.get(&word).copied()) else { return };
        let share = 12 / rows.count_ones().min(12);
        while rows != 0 {
            self.rows[rows.trailing_zeros() as usize] += share;
            rows &= rows - 1;
        }
    }

    fn letter(&mut self, letter: char) {
        if !letter.is_alphabetic() {
            return;
        }
        self.letters += 1;
        self.persian += u32::from(matches!(letter, 'پ' | 'چ' | 'ژ' | 'گ' | 'ی' | 'ک'));
        if let Some(script) = SCRIPTS.iter().position(|(first, last, _)| (*first..=*last).contains(&letter)) {
            self.scripts[script] += 1;
        }
    }

    /// Whether more text would hardly change the verdict.
    fn is_clear(&self) -> bool {
        let (mut most, mut second) = (0, 0);
        for count in self.rows {
            if count > most {
                (most, second) = (count, most);
            } else {
                second = second.max(count);
            }
        }
        most >= 72 && most >= 2 * second && self.letters < self.words
    }

    fn verdict(&self) -> Option<Lang> {
        if self.letters > 8 && self.letters > self.words * 2 {
            return self.script();
        }
        let (best, most) =
            self.rows.iter().enumerate().max_by_key(|(row, count)| (**count, usize::MAX - row))?;
        let second =
            self.rows.iter().enumerate().filter(|(row, _)| *row != best).map(|(_, count)| *count).max();
        // Three small words of its own at least, more than the next language has, and often enough
        // among all words that names in a list do not make a language.
        let clear = *most >= 36 && *most > second.unwrap_or(0) && *most * 2 >= self.words;
        if clear { Lang::new(SMALL_WORDS[best].0) } else { None }
    }

    fn script(&self) -> Option<Lang> {
        let count = |code: &str| -> u32 {
            SCRIPTS.iter().zip(self.scripts).filter(|((_, _, c), _)| *c == code).map(|(_, n)| n).sum()
        };
        // Japanese mixes kana with the letters that it shares with Chinese.
        if count("ja") * 10 > self.letters {
            return Lang::new("ja");
        }
        let code = SCRIPTS.iter().map(|(_, _, code)| *code).max_by_key(|code| count(code))?;
        if count(code) * 2 < self.letters {
            return None;
        }
        Lang::new(if code == "ar" && self.persian * 20 > self.letters { "fa" } else { code })
    }
}

#[cfg(test)]
mod tests {
    use super::words::{BE, BG, RU, SR, UK};
    use super::*;

    fn check(text: &str, expect: Option<&str>) {
        assert_eq!(language(text.lines()).as_ref().map(Lang::code), expect, "{text}");
    }

    #[test]
    fn a_sentence_or_two_tell_the_language() {
        check(
            "The harbour was closed on Monday and the ferries stayed at the pier, officials said.",
            Some("en"),
        );
        check(
            "Der Hafen wurde am Montag geschlossen, und die Fähren blieben am Kai, wie es hieß.",
            Some("de"),
        );
        check("Le port a été fermé lundi et les bateaux sont restés à quai, selon la mairie.", Some("fr"));
        check(
            "El puerto se cerró el lunes y los barcos no salieron, según el alcalde de la villa.",
            Some("es"),
        );
        check(
            "O porto foi fechado na segunda e os barcos não saíram, disse o prefeito da cidade.",
            Some("pt"),
        );
        check(
            "Il porto è stato chiuso lunedì e le navi sono rimaste al molo, ha detto il sindaco della città.",
            Some("it"),
        );
        check(
            "De haven werd maandag gesloten en de veerboten bleven aan de kade, zei het bestuur van de stad.",
            Some("nl"),
        );
        check(
            "Havnen ble stengt mandag, og fergene ble liggende ved kaien, sier ordføreren. Det er ikke mer å si nå.",
            Some("no"),
        );
        check(
            "Havnen blev lukket mandag, og færgerne blev liggende ved kajen, siger borgmesteren. Der er kun lidt at sige nu.",
            Some("da"),
        );
        check(
            "Hamnen stängdes i måndags och färjorna låg kvar vid kajen, säger kommunen. Det är inte mer att säga nu.",
            Some("sv"),
        );
        check(
            "Port został zamknięty w poniedziałek, a promy nie wypłynęły, jak podał burmistrz, który był na miejscu.",
            Some("pl"),
        );
        check("Порт был закрыт в понедельник, и паромы не вышли в море, сообщил мэр города.", Some("ru"));
        check(
            "Порт закрили в понеділок, і пороми не вийшли в море, повідомив мер міста, який був на місці.",
            Some("uk"),
        );
        check(
            "Liman pazartesi günü kapatıldı ve feribotlar için yeni bir tarih verildi, dedi başkan.",
            Some("tr"),
        );
        check("港口星期一关闭，渡轮停在码头，市长说修理需要九个星期。", Some("zh"));
        check("港は月曜日に閉鎖され、フェリーは岸壁にとどまった。", Some("ja"));
        check("항구는 월요일에 폐쇄되었고 여객선은 부두에 머물렀다.", Some("ko"));
        check("أغلق الميناء يوم الاثنين وبقيت العبارات في الرصيف.", Some("ar"));
    }

    #[test]
    fn the_signs_name_the_rows_they_mean() {
        let rows = [(RU, "ru"), (UK, "uk"), (BG, "bg"), (SR, "sr"), (BE, "be")];
        assert!(rows.iter().all(|(row, code)| SMALL_WORDS[*row].0 == *code));
    }

    #[test]
    fn a_list_of_names_has_no_language() {
        check("Ana Ruiz, Karl Weber, Ivo Novak", None);
        check("", None);
        check("12 345 – 99", None);
    }

    #[test]
    fn a_label_names_a_language() {
        assert_eq!(named("DEUTSCH; GERMAN"), Lang::new("de"));
        assert_eq!(named("ENGLISH"), Lang::new("en"));
        assert_eq!(named("-"), None);
    }
}
