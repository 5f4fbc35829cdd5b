//! Tells UTF-16 without a byte order mark from everything else, and decodes the rare UTF-32.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

use super::Decoded;

/// How much of the beginning is looked at, in bytes.
const SAMPLE: usize = 64 * 1024;

/// The byte order of a text that is UTF-16 and does not say so.
///
/// Every such text has blanks, line ends or other ASCII characters somewhere, each with a zero byte; read
/// in the right order these are many, and nothing else in it is odd. Read in the wrong order both fail.
pub(super) fn without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    memchr::memchr(0, sample)?;
    if is_eight_bit(sample) {
        return None;
    }
    let little = plain(sample, u16::from_le_bytes);
    let big = plain(sample, u16::from_be_bytes);
    let (encoding, read, of_this, of_other): (_, fn([u8; 2]) -> u16, _, _) = if little > big {
        (UTF_16LE, u16::from_le_bytes, little, big)
    } else {
        (UTF_16BE, u16::from_be_bytes, big, little)
    };
    (of_this > 3 * of_other && reads_well(sample, read)).then_some(encoding)
}

/// Whether this is other text with a zero byte somewhere. Of UTF-16 in the Latin alphabet half the bytes
/// are ASCII characters, in any other script about as many; and it is never well-formed UTF-8 beyond ASCII.
fn is_eight_bit(sample: &[u8]) -> bool {
    let printable =
        sample.iter().filter(|byte| byte.is_ascii_graphic() || byte.is_ascii_whitespace()).count();
    let utf8 = sample.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    printable * 4 >= sample.len() * 3 || utf8.len() + 4 > sample.len() && !utf8.is_ascii()
}

/// How many units are an ASCII character or the commonest punctuation of Chinese and Japanese.
fn plain(sample: &[u8], read: fn([u8; 2]) -> u16) -> usize {
    units(sample, read)
        .filter(|unit| matches!(unit, 0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0x3000..=0x3002 | 0xFF0C))
        .count()
}

/// Whether hardly any unit is what a text does not hold, and one in a hundred is what every text does.
fn reads_well(sample: &[u8], read: fn([u8; 2]) -> u16) -> bool {
    let total = sample.len() / 2;
    let units = || units(sample, read);
    let odd = char::decode_utf16(units())
        .filter(|unit| match unit {
            Ok(c) => {
                matches!(c, '\0'..='\x08' | '\x0E'..='\x19' | '\x1C'..='\x1F' | '\x7F'..='\u{9F}')
                    || matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFF0}'..='\u{FFFF}' | '\u{F0000}'..)
            }
            Err(_) => true,
        })
        .count();
    // The last unit of a sample may be half a character.
    odd <= 1 + total / 200 && odd * 2 < total && plain(sample, read) * 100 >= total
}

fn units(sample: &[u8], read: fn([u8; 2]) -> u16) -> impl Iterator<Item = u16> + '_ {
    sample.chunks_exact(2).map(move |pair| read([pair[0], pair[1]]))
}

/// UTF-32 after its byte order mark.
pub(super) fn utf32(bytes: &[u8], read: fn([u8; 4]) -> u32) -> Decoded<'static> {
    let mut undecodable = 0;
    let mut replaced = || {
        undecodable += 1;
        '\u{FFFD}'
    };
    let units = bytes.chunks(4).map(|unit| <[u8; 4]>::try_from(unit).ok().map(read));
    let text =
        units.map(|unit| unit.and_then(char::from_u32).unwrap_or_else(&mut replaced)).collect::<String>();
    Decoded { text: text.into(), charset: "UTF-32", undecodable }
}
