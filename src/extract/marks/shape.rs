//! Cheap facts about the letters, digits and blanks of a line, shared by all marks. Knows no words.

use std::ops::Range;

/// A word folded for looking it up: lower case, Latin letters without their accents.
pub struct Folded {
    bytes: [u8; Folded::ROOM],
    len: usize,
}

impl Folded {
    const ROOM: usize = 48;

    /// The folded form of `word`; `None` where it is too long to be in any table.
    pub fn of(word: &str) -> Option<Folded> {
        let mut folded = Folded { bytes: [0; Folded::ROOM], len: 0 };
        if word.is_ascii() {
            let room = folded.bytes.get_mut(..word.len())?;
            room.copy_from_slice(word.as_bytes());
            room.make_ascii_lowercase();
            folded.len = word.len();
            return Some(folded);
        }
        for c in word.chars() {
            if c.is_ascii() {
                folded.push(c.to_ascii_lowercase())?;
            } else {
                for lower in c.to_lowercase() {
                    folded.push_bare(lower)?;
                }
            }
        }
        Some(folded)
    }

    /// The folded word.
    pub fn as_str(&self) -> &str {
        self.bytes.get(..self.len).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or("")
    }

    fn push(&mut self, c: char) -> Option<()> {
        let end = self.len + c.len_utf8();
        c.encode_utf8(self.bytes.get_mut(self.len..end)?);
        self.len = end;
        Some(())
    }

    fn push_bare(&mut self, c: char) -> Option<()> {
        let bare = match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => 'a',
            'ç' | 'ć' | 'č' => 'c',
            'ď' => 'd',
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => 'e',
            'ğ' => 'g',
            'ì'..='ï' | 'ī' | 'ı' => 'i',
            'ł' | 'ľ' => 'l',
            'ñ' | 'ń' | 'ň' => 'n',
            'ò'..='ö' | 'ø' | 'ő' | 'ō' => 'o',
            'ř' => 'r',
            'ś' | 'š' | 'ş' | 'ș' => 's',
            'ť' | 'ţ' | 'ț' => 't',
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => 'u',
            'ý' | 'ÿ' => 'y',
            'ź' | 'ž' | 'ż' => 'z',
            'ё' => 'е',
            'أ' | 'إ' | 'آ' => 'ا',
            '’' | 'ʼ' => '\'',
            'æ' => return self.push('a').and_then(|()| self.push('e')),
            'œ' => return self.push('o').and_then(|()| self.push('e')),
            'ß' => return self.push('s').and_then(|()| self.push('s')),
            '\u{300}'..='\u{36f}' => return Some(()),
            other => other,
        };
        self.push(bare)
    }
}

/// Whether `text` may hold a decimal digit of any script that dates are written in.
pub fn may_hold_digit(text: &str) -> bool {
    // Without a way out inside a chunk, the loop over it is compiled to vector instructions.
    let holds = |chunk: &[u8]| chunk.iter().fold(false, |found, b| found | may_begin_digit(*b));
    text.as_bytes().chunks(64).any(holds)
}

fn may_begin_digit(b: u8) -> bool {
    b.is_ascii_digit() | matches!(b, 0xd9 | 0xdb | 0xef)
}

/// The value of a decimal digit: ASCII, Arabic-Indic, Persian, or full-width.
pub fn digit_value(c: char) -> Option<u32> {
    match c {
        '0'..='9' => Some(u32::from(c) - u32::from('0')),
        '\u{660}'..='\u{669}' => Some(u32::from(c) - 0x660),
        '\u{6f0}'..='\u{6f9}' => Some(u32::from(c) - 0x6f0),
        '\u{ff10}'..='\u{ff19}' => Some(u32::from(c) - 0xff10),
        _ => None,
    }
}

/// A run of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Number {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How many digits it has.
    pub digits: u8,
    /// Its value; meaningless beyond nine digits.
    pub value: u32,
}

/// The run of digits that begins at `at`.
pub fn number_at(text: &str, at: usize) -> Option<Number> {
    let mut number = Number { start: at, end: at, digits: 0, value: 0 };
    for c in text.get(at..)?.chars() {
        let Some(value) = digit_value(c) else { break };
        number.end += c.len_utf8();
        number.digits = number.digits.saturating_add(1);
        number.value = number.value.wrapping_mul(10).wrapping_add(value);
    }
    (number.digits > 0).then_some(number)
}

/// Where the next digit at or after `at` stands.
pub fn next_digit(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?;
    let mut from = 0;
    loop {
        let step = rest.get(from..)?.iter().position(|b| may_begin_digit(*b))?;
        let place = at + from + step;
        match char_at(text, place) {
            Some(c) if digit_value(c).is_some() => return Some(place),
            _ => from += step + 1,
        }
    }
}

/// The character that begins at `at`.
pub fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at `at`.
pub fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// Whether words are made of `c`: a letter, or a mark that combines with one.
pub fn is_word_char(c: char) -> bool {
    c.is_ascii_alphabetic()
        || (!c.is_ascii()
            && (c.is_alphabetic() || matches!(c, '\u{300}'..='\u{36f}' | '\u{64b}'..='\u{65f}')))
}

/// Whether `c` belongs to a script that sets no blanks between words.
pub fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}')
}

/// The letters that begin at `at`; empty where there are none.
pub fn word_at(text: &str, at: usize) -> Range<usize> {
    let rest = text.get(at..).unwrap_or("");
    let len = rest.find(|c| !is_word_char(c)).unwrap_or(rest.len());
    at..at + len
}

/// The letters that end at `at`; empty where there are none.
pub fn word_before(text: &str, at: usize) -> Range<usize> {
    let head = text.get(..at).unwrap_or("");
    let start = head.char_indices().rev().take_while(|(_, c)| is_word_char(*c)).last();
    start.map_or(at, |(place, _)| place)..at
}

/// The first place at or after `at` whose character `skip` does not take.
pub fn past(text: &str, at: usize, skip: impl Fn(char) -> bool) -> usize {
    let rest = text.get(at..).unwrap_or("");
    at + rest.find(|c| !skip(c)).unwrap_or(rest.len())
}

/// The place after the last character before `at` that `skip` does not take.
pub fn back_past(text: &str, at: usize, skip: impl Fn(char) -> bool) -> usize {
    text.get(..at).unwrap_or("").trim_end_matches(skip).len()
}

/// Whether the first letter of `word` is a capital.
pub fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether `word` has capitals and no small letters.
pub fn is_all_capitals(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// The longest beginning of `text` of at most `limit` bytes that ends between two characters.
pub fn head(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// Where an end of `text` of at most `limit` bytes begins: after a blank, unless all of `text` is taken.
pub fn tail_start(text: &str, limit: usize) -> usize {
    let Some(mut start) = text.len().checked_sub(limit).filter(|start| *start > 0) else { return 0 };
    while !text.is_char_boundary(start) {
        start += 1;
    }
    let rest = text.get(start..).unwrap_or("");
    start + rest.find(char::is_whitespace).unwrap_or(0)
}

/// How many words, blanks between them, `text` has; counting stops at `limit`.
pub fn count_words(text: &str, limit: usize) -> usize {
    text.split_whitespace().take(limit).count()
}
