//! Charsets of seven bits that switch to Chinese or Japanese by an escape: ISO-2022-JP and HZ.

use encoding_rs::{GBK, ISO_2022_JP};
use memchr::memmem;

use super::Decoded;

/// The text behind the escapes of an ASCII text; `None` where it has none, which is nearly always.
pub(super) fn decode(ascii: &str) -> Option<Decoded<'static>> {
    let bytes = ascii.as_bytes();
    if memmem::find(bytes, b"\x1b$").is_some() {
        let (text, malformed) = ISO_2022_JP.decode_without_bom_handling(bytes);
        if !malformed && !text.is_ascii() {
            return Some(Decoded {
                text: text.into_owned().into(),
                charset: ISO_2022_JP.name(),
                undecodable: 0,
            });
        }
    }
    if memmem::find(bytes, b"~{").is_some() && ascii.is_ascii() { hz(bytes) } else { None }
}

/// HZ (RFC 1843): GB 2312 with the high bits cleared between `~{` and `~}`, and `~~` for a tilde.
/// `None` where anything but that stands between the marks. A tilde at a line's end, which would join the line
/// to the next, stays, so that lines keep their numbers.
fn hz(bytes: &[u8]) -> Option<Decoded<'static>> {
    let mut eight_bit = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    while let Some(tilde) = memchr::memchr(b'~', rest) {
        eight_bit.extend_from_slice(&rest[..tilde]);
        rest = match &rest[tilde..] {
            [_, b'{', shifted @ ..] => {
                let end = memmem::find(shifted, b"~}")?;
                let (pairs, after) = shifted.split_at(end);
                let sound = end > 0 && end % 2 == 0 && pairs.iter().all(|byte| (0x21..0x7F).contains(byte));
                if !sound {
                    return None;
                }
                eight_bit.extend(pairs.iter().map(|byte| byte | 0x80));
                &after[2..]
            }
            [_, b'~', after @ ..] => {
                eight_bit.push(b'~');
                after
            }
            [_, after @ ..] => {
                eight_bit.push(b'~');
                after
            }
            [] => &[],
        };
    }
    eight_bit.extend_from_slice(rest);
    let (text, malformed) = GBK.decode_without_bom_handling(&eight_bit);
    (!malformed).then(|| Decoded { text: text.into_owned().into(), charset: "HZ-GB-2312", undecodable: 0 })
}
