//! Text of a corpus → text that a terminal only prints. Never lets a control character, an escape
//! sequence or a change of writing direction through.

use std::borrow::Cow;
use std::ops::Range;

/// What is printed for a character: itself, another, or nothing.
fn shown(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        // The pictures of the control characters stand in the same order as they do.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)),
        '\u{7f}' => Some('\u{2421}'),
        '\u{80}'..='\u{9f}' => Some('\u{fffd}'),
        '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => None,
        // Tags and the deprecated format characters are never seen, and can hide text.
        '\u{206a}'..='\u{206f}' | '\u{e0000}'..='\u{e007f}' => None,
        _ => Some(c),
    }
}

fn is_harmless(text: &str) -> bool {
    let plain = |byte: &u8| (0x20..0x7f).contains(byte);
    text.as_bytes().iter().all(plain) || text.chars().all(|c| shown(c) == Some(c))
}

/// One line of text with everything that could steer a terminal replaced by something to look at.
/// Line ends and tabs become blanks.
pub fn harmless(text: &str) -> Cow<'_, str> {
    if is_harmless(text) { Cow::Borrowed(text) } else { Cow::Owned(text.chars().filter_map(shown).collect()) }
}

/// The same for a text with marked ranges, which move with it.
pub(super) fn harmless_marked<'a>(
    text: &'a str,
    marks: &[Range<usize>],
) -> (Cow<'a, str>, Vec<Range<usize>>) {
    if is_harmless(text) {
        return (Cow::Borrowed(text), marks.to_vec());
    }
    let mut clean = String::with_capacity(text.len());
    let mut moved: Vec<Range<usize>> = marks.iter().map(|_| usize::MAX..usize::MAX).collect();
    for (at, c) in text.char_indices() {
        for (mark, new) in marks.iter().zip(&mut moved) {
            if at >= mark.start && new.start == usize::MAX {
                new.start = clean.len();
            }
            if at >= mark.end && new.end == usize::MAX {
                new.end = clean.len();
            }
        }
        clean.extend(shown(c));
    }
    for new in &mut moved {
        new.start = new.start.min(clean.len());
        new.end = new.end.min(clean.len());
    }
    (Cow::Owned(clean), moved)
}

/// The bytes of a path, its control characters replaced. Bytes that are not UTF-8 stay, so that all but
/// such names can be used as they are printed.
pub fn harmless_path(path: &[u8]) -> Vec<u8> {
    let mut clean = Vec::with_capacity(path.len());
    for chunk in path.utf8_chunks() {
        clean.extend_from_slice(harmless(chunk.valid()).as_bytes());
        // A lone byte of the second control set steers terminals that are not set to UTF-8.
        clean.extend(chunk.invalid().iter().map(|byte| if *byte < 0xa0 { b'?' } else { *byte }));
    }
    clean
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_steers_a_terminal_is_let_through() {
        let check = |input: &str, expect: &str| assert_eq!(harmless(input), expect);
        check("quiet water", "quiet water");
        check("Gezähmte Flüsse – день", "Gezähmte Flüsse – день");
        check("\x1b[31mred\x07", "␛[31mred␇");
        check("a\tb\r\nc", "a b  c");
        check("\u{9b}2J\u{7f}", "\u{fffd}2J␡");
        check("\u{202e}drawkcab\u{202c}", "drawkcab");
    }

    #[test]
    fn marks_move_with_the_text() {
        let (text, marks) = harmless_marked("\x1b[1m ferry \u{202e}boat", &[5..10, 14..18]);
        let marked: Vec<&str> = marks.into_iter().map(|mark| &text[mark]).collect();
        assert_eq!(marked, ["ferry", "boat"]);
    }

    #[test]
    fn a_path_keeps_the_bytes_that_are_not_text() {
        let expect = [b"caf\xe9".as_slice(), "␛".as_bytes(), b"/?x"].concat();
        assert_eq!(harmless_path(b"caf\xe9\x1b/\x9bx"), expect);
    }
}
