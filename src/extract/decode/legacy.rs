//! Text in a charset from before Unicode: which one it is, told by the letters it makes.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

use super::{Decoded, whole};

/// How many bytes of lines beyond ASCII are enough to tell a charset.
const SAMPLE: usize = 1024 * 1024;

/// What the bytes from 0x80 stand for in IBM code page 850. Its letters before 0xA6 are those of 437 as well.
const IBM850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤\
                      ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{AD}±‗¾¶§÷¸°¨·¹³²■\u{A0}";

/// Decodes a text that is not UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let sample = sample(bytes.split_inclusive(|&byte| byte == b'\n' || byte == b'\r'));
    let encoding = detect(&sample);
    if encoding.is_single_byte() && is_latin_script(&sample) {
        let of = |encoding| plausibility(&sample, &letters_of(encoding));
        // What the detector says stands unless another reading is better by a letter at least; the first
        // of equals is taken.
        let others = [
            (of(encoding), Some(encoding)),
            (of(WINDOWS_1252) - 1, Some(WINDOWS_1252)),
            (of(MACINTOSH) - 2, Some(MACINTOSH)),
            (plausibility(&sample, &letters(IBM850)) - 2, None),
        ];
        let best = others.into_iter().rev().max_by_key(|(score, _)| *score);
        return match best.and_then(|(_, encoding)| encoding) {
            Some(encoding) => whole(bytes, encoding),
            None => by_table(bytes),
        };
    }
    whole(bytes, encoding)
}

/// The charset that these lines, which are not UTF-8, look like together.
pub(super) fn guess<'a>(lines: impl Iterator<Item = &'a [u8]>) -> &'static Encoding {
    detect(&sample(lines))
}

fn detect(sample: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // A sample may end within a character, which must not speak against its charset.
    detector.feed(sample, false);
    detector.guess(None, Utf8Detection::Deny)
}

/// Only lines that hold more than ASCII, from the first on, so that a long beginning in plain ASCII tells
/// no less than a short one.
fn sample<'a>(lines: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut sample = Vec::new();
    for line in lines.filter(|line| !line.is_ascii()) {
        let room = SAMPLE - sample.len();
        sample.extend_from_slice(&line[..line.len().min(room)]);
        if sample.len() == SAMPLE {
            break;
        }
    }
    sample
}

fn by_table(bytes: &[u8]) -> Decoded<'static> {
    let high = letters(IBM850);
    let text = bytes.iter().map(|&byte| character(byte, &high)).collect::<String>();
    Decoded { text: text.into(), charset: "IBM850", undecodable: 0 }
}

type HighHalf = [char; 128];

fn letters(of: &str) -> HighHalf {
    let mut all = of.chars();
    std::array::from_fn(|_| all.next().unwrap_or('\u{FFFD}'))
}

fn letters_of(encoding: &'static Encoding) -> HighHalf {
    let bytes: [u8; 128] = std::array::from_fn(|index| 0x80 + index as u8);
    letters(&encoding.decode_without_bom_handling(&bytes).0)
}

fn character(byte: u8, high: &HighHalf) -> char {
    if byte.is_ascii() { char::from(byte) } else { high[usize::from(byte & 0x7F)] }
}

/// Whether the bytes beyond ASCII stand alone among ASCII ones, as accents and quotes do.
fn is_latin_script(sample: &[u8]) -> bool {
    let high = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let side_by_side = sample.windows(2).filter(|pair| !pair[0].is_ascii() && !pair[1].is_ascii()).count();
    side_by_side * 4 <= high
}

/// How well the characters beyond ASCII fit between their neighbours. The detector does not know the
/// charsets of DOS and the old Mac; read as Windows text they put capitals and signs inside words.
fn plausibility(sample: &[u8], high: &HighHalf) -> i64 {
    let neighbour = |index: Option<usize>| {
        index.and_then(|index| sample.get(index)).map_or(' ', |&byte| character(byte, high))
    };
    let high_bytes = sample.iter().enumerate().filter(|(_, byte)| !byte.is_ascii());
    high_bytes
        .map(|(index, &byte)| {
            let (before, after) = (neighbour(index.checked_sub(1)), neighbour(Some(index + 1)));
            let inside_word = before.is_alphabetic() && after.is_alphabetic();
            match character(byte, high) {
                'ª' | 'º' | 'ƒ' | 'µ' if before.is_alphabetic() || after.is_alphabetic() => -3,
                c if c.is_lowercase() && (before.is_alphabetic() || after.is_alphabetic()) => 2,
                c if c.is_uppercase() && before.is_lowercase() => -3,
                c if c.is_uppercase() && after.is_alphabetic() => 1,
                '’' if before.is_alphanumeric() => 2,
                '“' | '‘' | '„' | '«' if !before.is_alphanumeric() && !after.is_whitespace() => 2,
                '”' | '»' if !before.is_whitespace() && !after.is_alphanumeric() => 2,
                '–' | '—' if before.is_whitespace() == after.is_whitespace() => 2,
                '…' | '°' if !inside_word => 1,
                '£' | '€' if after.is_ascii_digit() => 2,
                c if c.is_control() || inside_word => -3,
                _ => 0,
            }
        })
        .sum()
}
