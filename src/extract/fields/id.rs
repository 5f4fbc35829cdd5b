//! What an article prints → its name for life. It knows headline, credit and body alone: no path,
//! no place in the file, no number, nothing that was inferred.

use unicode_normalization::{UnicodeNormalization, is_nfc};
use xxhash_rust::xxh3::Xxh3;

use crate::extract::clipping::Clipping;
use crate::model::ArticleId;

/// The id of a clipping: xxh3 (64 bits) of its headline, credit and body, each as printed, in NFC,
/// runs of blanks and line ends as one blank, the three apart by a line end.
pub fn id(clipping: &Clipping) -> ArticleId {
    let mut hash = Xxh3::new();
    for part in [&clipping.headline, &clipping.printed, &clipping.body] {
        let mut first = true;
        for line in part {
            feed(&mut hash, line, &mut first);
        }
        hash.update(b"\n");
    }
    ArticleId(hash.digest())
}

/// Feeds one line, collapsed; a blank goes before it unless it is the part's first.
fn feed(hash: &mut Xxh3, line: &str, first: &mut bool) {
    let line = line.trim();
    if line.is_empty() {
        return;
    }
    if !std::mem::take(first) {
        hash.update(b" ");
    }
    if plain(line.as_bytes()) {
        hash.update(line.as_bytes());
        return;
    }
    let collapsed = line.split_whitespace().collect::<Vec<&str>>().join(" ");
    if is_nfc(&collapsed) {
        hash.update(collapsed.as_bytes());
    } else {
        hash.update(collapsed.nfc().collect::<String>().as_bytes());
    }
}

/// Whether a line is its own collapsed NFC form for certain: single blanks, and no letter but those
/// of scripts that never combine. Most lines of most files; the others are looked at letter by letter.
fn plain(bytes: &[u8]) -> bool {
    // Without a way out inside a loop, both are compiled to vector instructions.
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    let doubled = pairs.fold(false, |doubled, (a, b)| doubled | ((*a == b' ') & (*b == b' ')));
    let odd = bytes.iter().fold(false, |odd, byte| odd | (*byte < b' ') | (*byte == 0x7f));
    if doubled || odd {
        return false;
    }
    // A block without a letter beyond ASCII is passed over in one step.
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let step = match rest.first_chunk::<32>() {
            Some(block) if block.iter().fold(0, |all, byte| all | byte) < 0x80 => Some(block.len()),
            _ => width(bytes, at),
        };
        match step {
            Some(step) => at += step,
            None => return false,
        }
    }
    true
}

/// The bytes of the letter at a place, if it is of a kind that never combines and is no blank.
fn width(bytes: &[u8], at: usize) -> Option<usize> {
    let next = |step: usize| bytes.get(at + step).copied().unwrap_or(0);
    match next(0) {
        0..0x80 => Some(1),
        // U+0080–U+00BF hold control characters and the no-break blank.
        0xc3..=0xcb | 0xd0 | 0xd1 => Some(2),
        // Dashes, quotes, ellipsis: U+2010–U+2027.
        0xe2 if next(1) == 0x80 && (0x90..0xa8).contains(&next(2)) => Some(3),
        0xe4..=0xe9 => Some(3),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &[&str], b: &[&str]) -> bool {
        let of = |body: &[&str]| {
            id(&Clipping { headline: vec!["Harbour opens"], body: body.to_vec(), ..Clipping::default() })
        };
        of(a) == of(b)
    }

    #[test]
    fn blanks_line_ends_and_letter_forms_do_not_change_the_id() {
        assert!(same(&["two  words", "", "more"], &["two words more"]));
        assert!(same(&["caf\u{e9} d\u{e9}j\u{e0}"], &["cafe\u{301} de\u{301}ja\u{300}"]));
        assert!(same(&["a\u{a0}b\tc"], &["a b c"]));
        assert!(same(&["\u{439}"], &["\u{438}\u{306}"]));
    }

    #[test]
    fn another_text_has_another_id() {
        assert!(!same(&["two words"], &["twowords"]));
        assert!(!same(&["one"], &["One"]));
    }

    #[test]
    fn a_word_that_moves_from_headline_to_body_changes_the_id() {
        let of = |headline: &'static str, body: &'static str| {
            id(&Clipping { headline: vec![headline], body: vec![body], ..Clipping::default() })
        };
        assert_ne!(of("Harbour opens", "today"), of("Harbour", "opens today"));
    }

    #[test]
    fn the_id_is_the_same_in_every_version() {
        let clipping =
            Clipping { headline: vec!["Harbour opens"], body: vec!["At last."], ..Clipping::default() };
        assert_eq!(id(&clipping).to_string(), "1a8718e483f0416b");
    }
}
