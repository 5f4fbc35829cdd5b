//! Paths as text. Every path has one text and every such text leads back to it, whatever its bytes; a name
//! that is UTF-8 stands as it is.

use std::ffi::OsString;
use std::os::unix::ffi::{OsStrExt, OsStringExt};
use std::path::{Path, PathBuf};

/// The path as text: bytes that are not UTF-8 as `%XX`, and a `%` that could be mistaken for the beginning
/// of one as `%25`.
pub fn encode_path(path: &Path) -> String {
    match path.to_str() {
        Some(text) if !text.contains('%') => text.to_owned(),
        _ => encode(path.as_os_str().as_bytes()),
    }
}

/// The path that [`encode_path`] wrote so.
pub fn decode_path(text: &str) -> PathBuf {
    if !text.contains('%') {
        return PathBuf::from(text);
    }
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let coded = (*first == b'%').then(|| coded(after)).flatten();
        bytes.push(coded.unwrap_or(*first));
        rest = if coded.is_some() { &after[2..] } else { after };
    }
    PathBuf::from(OsString::from_vec(bytes))
}

/// Where `path` is below `place`: of an absolute path by its name, or else by what the links in the name of
/// `place` lead to; a relative one is taken as it stands. `None` where it is elsewhere.
pub(super) fn below(path: &Path, place: &Path) -> Option<PathBuf> {
    if path.is_relative() {
        return Some(path.to_owned());
    }
    let by_name = path.strip_prefix(place).ok().map(Path::to_owned);
    by_name.or_else(|| path.strip_prefix(place.canonicalize().ok()?).ok().map(Path::to_owned))
}

fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len() + 8);
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        for (at, character) in valid.char_indices() {
            text.push(character);
            // What follows the sound part of a chunk begins with `%`, which completes no code.
            if character == '%' && coded(&valid.as_bytes()[at + 1..]).is_some() {
                text.push_str("25");
            }
        }
        for byte in chunk.invalid() {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

/// The byte that two hex digits after a `%` stand for: one that is not ASCII, or `%` itself.
fn coded(after: &[u8]) -> Option<u8> {
    let [high, low, ..] = after else { return None };
    let digit = |byte: &u8| char::from(*byte).to_digit(16).map(|digit| digit as u8);
    let byte = digit(high)? << 4 | digit(low)?;
    (byte >= 0x80 || byte == b'%').then_some(byte)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::ffi::OsStr;

    fn check(bytes: &[u8], text: &str) {
        let path = Path::new(OsStr::from_bytes(bytes));
        assert_eq!(encode_path(path), text);
        assert_eq!(decode_path(text), path);
    }

    #[test]
    fn only_what_is_not_utf_8_is_coded() {
        check(b"2025/may/digest.txt", "2025/may/digest.txt");
        check("größe, 50 %.txt".as_bytes(), "größe, 50 %.txt");
        check(b"caf\xe9/a.txt", "caf%E9/a.txt");
        check(b"a%20b%.txt", "a%20b%.txt");
        check(b"100%25", "100%2525");
        check(b"%e9", "%25e9");
        check(b"%\xff", "%%FF");
        check(b"%2\xff", "%2%FF");
    }

    proptest! {
        #[test]
        fn every_path_comes_back(bytes in proptest::collection::vec(prop_oneof![
            Just(b'%'), Just(b'2'), Just(b'5'), Just(b'/'), b'0'..=b'9', b'a'..=b'f', 0x80u8..=0xFF, 1u8..=0xFF,
        ], 0..24)) {
            let path = PathBuf::from(OsString::from_vec(bytes));
            prop_assert_eq!(decode_path(&encode_path(&path)).into_os_string(), path.into_os_string());
        }
    }
}
