//! UTF-8 with bytes in it that are not: cut characters, stray quotes, whole lines pasted from elsewhere.
//! Line by line the good is kept, and the bad is decoded or counted; a line is never dropped.

use encoding_rs::{Encoding, UTF_8};
use memchr::memchr2;

use super::{Decoded, legacy};

/// The text, if the bytes are UTF-8 in the main; `None` if they are in a charset of their own.
pub(super) fn decode(bytes: &[u8]) -> Option<Decoded<'static>> {
    let mut all = Tally::default();
    let (mut good_lines, mut bad_lines, mut in_good_lines) = (0u64, 0u64, 0u64);
    for line in lines(bytes) {
        let tally = Tally::of(line);
        all.sound += tally.sound;
        all.broken += tally.broken;
        if tally.broken > 0 {
            bad_lines += 1;
        } else if tally.sound > 0 {
            good_lines += 1;
            in_good_lines += tally.sound;
        }
    }
    let by_characters = all.sound >= 2 * all.broken;
    // Lines of another charset pass for UTF-8 only by a rare accident, so a share of lines that do tells,
    // even where the lines that do not hold most of the characters.
    let by_lines = good_lines * 20 >= bad_lines && (in_good_lines > 1 || in_good_lines >= all.broken);
    (by_characters || good_lines > 0 && by_lines).then(|| by_line(bytes))
}

/// UTF-8 line by line. A line that is not, and has hardly a character of it, is in another charset:
/// the one that all such lines together look like.
pub(super) fn by_line(bytes: &[u8]) -> Decoded<'static> {
    let foreign: &'static Encoding = legacy::guess(lines(bytes).filter(|line| is_foreign(line)));
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 16);
    let mut undecodable = 0;
    for line in lines(bytes) {
        if let Ok(sound) = std::str::from_utf8(line) {
            text.push_str(sound);
        } else if is_foreign(line) {
            let decoded = super::whole(line, foreign);
            text.push_str(&decoded.text);
            undecodable += decoded.undecodable;
        } else {
            undecodable += mend(line, &mut text);
        }
    }
    Decoded { text: text.into(), charset: UTF_8.name(), undecodable }
}

/// How much of a piece of text is UTF-8, in characters beyond ASCII.
#[derive(Default)]
struct Tally {
    sound: u64,
    broken: u64,
    /// Of the broken: a character that ends too early, as one cut in two does.
    cut: u64,
}

impl Tally {
    fn of(line: &[u8]) -> Tally {
        if let Ok(sound) = std::str::from_utf8(line) {
            return Tally { sound: beyond_ascii(sound), ..Tally::default() };
        }
        let mut tally = Tally::default();
        for chunk in line.utf8_chunks() {
            tally.sound += beyond_ascii(chunk.valid());
            tally.broken += u64::from(!chunk.invalid().is_empty());
            tally.cut += u64::from(chunk.invalid().len() > 1);
        }
        // A single lead byte at the very end is a cut character too.
        let ending = line.trim_ascii_end().last();
        tally.cut += u64::from(tally.broken == 1 && ending.is_some_and(|byte| matches!(byte, 0xC3 | 0xE2)));
        tally
    }
}

/// How many characters are not ASCII, by their first bytes.
fn beyond_ascii(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte >= 0xC0).count() as u64
}

fn is_foreign(line: &[u8]) -> bool {
    let tally = Tally::of(line);
    tally.broken > tally.sound && tally.broken > tally.cut
}

/// Appends a line of UTF-8 that holds a few bad bytes, and gives how many of them could not be mended:
/// a lone byte that is a quote, dash or ellipsis in windows-1252 was surely meant as that.
fn mend(line: &[u8], text: &mut String) -> u64 {
    let mut undecodable = 0;
    for chunk in line.utf8_chunks() {
        text.push_str(chunk.valid());
        match chunk.invalid() {
            [] => {}
            [stray @ (0x85 | 0x91..=0x97)] if !chunk.valid().is_empty() => {
                let (mended, _) =
                    encoding_rs::WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(stray));
                text.push_str(&mended);
            }
            _ => {
                text.push('\u{FFFD}');
                undecodable += 1;
            }
        }
    }
    undecodable
}

/// The lines with their ends. No charset handled here uses the bytes of line ends for anything else.
fn lines(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let end = memchr2(b'\n', b'\r', rest).map_or(rest.len(), |end| end + 1);
        let (line, after) = rest.split_at(end);
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}
