//! The one loop over a text's characters: where words begin and end. A word of ASCII letters and digits is
//! cut at the speed of a byte table; everything else goes the careful way, character by character.

use super::joiners::{self, Join};
use super::{LONGEST_WORD, normal};

/// What a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A word.
    Word,
    /// Two neighbouring characters of a script without blanks.
    Pair,
    /// The last character of a run of such a script.
    Single,
}

/// Where a word stands, and what it is.
pub(super) struct Span {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// Whether its form with accents differs from its folded one; it is then in [`Scanner::lower`].
    pub(super) accented: bool,
    /// Whether the text holds it just as it is folded.
    pub(super) held: bool,
}

/// Room that is used again for every word.
#[derive(Debug, Clone, Default)]
pub(super) struct Buffers {
    /// The word's characters, without joiners and invisible ones.
    raw: String,
    /// The same in lower case, composed.
    lower: String,
}

/// A text being read.
pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
    buffers: Buffers,
    /// Whether the last word that was read with care has accents.
    accented: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
    Break,
    /// A small letter or a digit.
    Letter,
    Capital,
    /// May stand inside a word: `' . , &`.
    Joiner,
    /// May end a word of one letter: `+ #`.
    Ending,
    /// Not ASCII.
    Wide,
}

/// Most words are no longer than this, in bytes.
const BLOCK: usize = 16;

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Break; 256];
    let mut byte = 0;
    while byte < 256 {
        classes[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => Class::Letter,
            b'A'..=b'Z' => Class::Capital,
            b'\'' | b'.' | b',' | b'&' => Class::Joiner,
            b'+' | b'#' => Class::Ending,
            128.. => Class::Wide,
            _ => Class::Break,
        };
        byte += 1;
    }
    classes
};

impl<'a> Scanner<'a> {
    pub(super) fn new(text: &'a str, buffers: Buffers) -> Scanner<'a> {
        Scanner { text, at: 0, buffers, accented: false }
    }

    /// The last word in lower case with its accents, where its span says `accented`.
    pub(super) fn lower(&self) -> &str {
        &self.buffers.lower
    }

    /// Puts the next word, folded, in place of what `folded` holds; `None` at the end of the text.
    ///
    /// It is inlined, and what it calls for the rarer words gives no span, so that spans stay in registers: one
    /// that is read back from memory at once holds up the processor, at every word.
    #[inline(always)]
    pub(super) fn advance(&mut self, folded: &mut String) -> Option<Span> {
        let bytes = self.text.as_bytes();
        let class = |at: usize| bytes.get(at).map_or(Class::Break, |&byte| CLASSES[usize::from(byte)]);
        folded.clear();
        loop {
            let start = self.at;
            match CLASSES[usize::from(*bytes.get(start)?)] {
                first @ (Class::Letter | Class::Capital) => {
                    let mut capitals = first == Class::Capital;
                    let run = &bytes[start + 1..];
                    let length = run.iter().position(|&byte| {
                        let class = CLASSES[usize::from(byte)];
                        capitals |= class == Class::Capital;
                        !matches!(class, Class::Letter | Class::Capital)
                    });
                    let end = start + 1 + length.unwrap_or(run.len());
                    let careful = match class(end) {
                        Class::Wide => true,
                        Class::Joiner => {
                            matches!(class(end + 1), Class::Letter | Class::Capital | Class::Wide)
                        }
                        Class::Ending => end == start + 1,
                        Class::Break | Class::Letter | Class::Capital => false,
                    };
                    if careful {
                        let end = self.careful(start, folded)?;
                        return Some(Span {
                            start,
                            end,
                            kind: Kind::Word,
                            accented: self.accented,
                            held: false,
                        });
                    }
                    // So many bytes at once are copied faster than the few of a word.
                    match self.text.get(start..start + BLOCK) {
                        Some(block) if end - start <= BLOCK => {
                            folded.push_str(block);
                            folded.truncate(end - start);
                        }
                        _ => folded.push_str(self.text.get(start..end.min(start + LONGEST_WORD))?),
                    }
                    if capitals {
                        folded.make_ascii_lowercase();
                    }
                    self.at = end;
                    let held = !capitals && end - start <= LONGEST_WORD;
                    return Some(Span { start, end, kind: Kind::Word, accented: false, held });
                }
                Class::Wide => {
                    let c = self.char_at(start)?;
                    if is_paired(c) {
                        let (end, kind) = self.pair(start, folded);
                        return Some(Span { start, end, kind, accented: false, held: false });
                    }
                    if c.is_alphanumeric() && !is_invisible(c) {
                        if let Some(end) = self.careful(start, folded) {
                            return Some(Span {
                                start,
                                end,
                                kind: Kind::Word,
                                accented: self.accented,
                                held: false,
                            });
                        }
                    } else {
                        self.at += c.len_utf8();
                    }
                }
                Class::Break | Class::Joiner | Class::Ending => self.at += 1,
            }
        }
    }

    /// Where a word ends that may hold more than ASCII letters. `None` where nothing of it is left once it is
    /// normalised; the scanner then stands behind it.
    #[inline(never)]
    fn careful(&mut self, start: usize, folded: &mut String) -> Option<usize> {
        let mut raw = std::mem::take(&mut self.buffers.raw);
        raw.clear();
        let (mut at, mut end, mut grouping) = (start, start, None);
        while let Some(c) = self.char_at(at) {
            let next = at + c.len_utf8();
            if is_invisible(c) {
                at = next;
            } else if (c.is_alphanumeric() && !is_paired(c)) || is_mark(c) {
                // What is cut off later need not be gathered; four bytes fold to one at the most.
                if raw.len() < 4 * LONGEST_WORD {
                    raw.push(c);
                }
                (at, end) = (next, next);
            } else {
                match joiners::join(self.text, start, at, c, &raw, &mut grouping) {
                    Join::Silent => at = next,
                    Join::As(letter) => {
                        raw.push(letter);
                        (at, end) = (next, next);
                    }
                    Join::EndsBefore(resume) => {
                        at = resume;
                        break;
                    }
                }
            }
        }
        self.at = at.max(end);
        self.accented = normal::normalise(&raw, &mut self.buffers.lower, folded);
        self.buffers.raw = raw;
        (!folded.is_empty()).then_some(end)
    }

    /// The character at `start` with the one after it, if that is of such a script too: where they end, and which
    /// it is.
    #[inline(never)]
    fn pair(&mut self, start: usize, folded: &mut String) -> (usize, Kind) {
        let middle = self.cluster_end(start);
        let second = self.char_at(middle).is_some_and(is_paired);
        let end = if second { self.cluster_end(middle) } else { middle };
        self.buffers.raw.clear();
        // A cluster of hundreds of marks is noise; its beginning stands for it.
        let pair = self.text.get(start..end).unwrap_or("");
        let visible = pair.chars().filter(|&c| !is_invisible(c)).take(64);
        self.buffers.raw.extend(visible);
        let Buffers { raw, lower } = &mut self.buffers;
        normal::normalise(raw, lower, folded);
        self.at = middle;
        (end, if second { Kind::Pair } else { Kind::Single })
    }

    /// Where the character at `start` ends, its marks included.
    fn cluster_end(&self, start: usize) -> usize {
        let rest = self.text.get(start..).unwrap_or("");
        let more = rest.char_indices().skip(1).find(|&(_, c)| !is_mark(c) && !is_invisible(c));
        start + more.map_or(rest.len(), |(offset, _)| offset)
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..)?.chars().next()
    }
}

/// Characters that print nothing and part no words: soft hyphen, zero-width ones, marks of direction,
/// variation selectors, the Arabic tatweel.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{640}' | '\u{180b}'..='\u{180e}' | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

/// Characters that belong to the one before them.
fn is_mark(c: char) -> bool {
    c >= '\u{300}'
        && (unicode_normalization::char::is_combining_mark(c)
            || matches!(c, '\u{1160}'..='\u{11ff}' | '\u{ff9e}' | '\u{ff9f}'))
}

/// Letters of scripts that are written without blanks (Korean, where a word's endings cling to it, included).
fn is_paired(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1100}'..='\u{115f}' | '\u{1780}'..='\u{17ff}'
            | '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3035}' | '\u{3040}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}'
            | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9d}' | '\u{ffa0}'..='\u{ffdc}' | '\u{1b000}'..='\u{1b16f}'
            | '\u{20000}'..='\u{323af}')
        && c.is_alphanumeric()
        && !is_mark(c)
}
