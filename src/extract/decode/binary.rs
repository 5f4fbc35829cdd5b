//! Tells from a file's beginning that it is no text. Text in an odd charset, with stray control
//! characters, or cut off in the middle of a character is still text.

use super::utf16;

/// How files begin that are no news text, whatever their name says.
const MAGIC: &[(usize, &[u8])] = &[
    (0, b"%PDF-"),
    (0, b"%!PS"),
    (0, b"{\\rtf"),
    (0, b"PK\x03\x04"),
    (0, b"PK\x05\x06"),
    (0, b"\x1F\x8B\x08"),
    (0, b"\x1F\x9D"),
    (0, b"BZh"),
    (0, b"\xFD7zXZ\0"),
    (0, b"\x28\xB5\x2F\xFD"),
    (0, b"\x04\x22\x4D\x18"),
    (0, b"7z\xBC\xAF\x27\x1C"),
    (0, b"Rar!\x1A\x07"),
    (257, b"ustar"),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"),
    (0, b"SQLite format 3\0"),
    (0, b"\x89PNG\r\n\x1A\n"),
    (0, b"\xFF\xD8\xFF"),
    (0, b"GIF87a"),
    (0, b"GIF89a"),
    (0, b"II*\0"),
    (0, b"MM\0*"),
    (0, b"8BPS"),
    (8, b"WEBP"),
    (8, b"WAVE"),
    (8, b"AVI "),
    (4, b"ftyp"),
    (0, b"OggS\0"),
    (0, b"fLaC\0"),
    (0, b"ID3\x02"),
    (0, b"ID3\x03"),
    (0, b"ID3\x04"),
    (0, b"\x1A\x45\xDF\xA3"),
    (0, b"AT&TFORM"),
    (0, b"\x7FELF"),
    (0, b"\0asm"),
    (0, b"\xCA\xFE\xBA\xBE"),
    (0, b"\xCF\xFA\xED\xFE"),
    (0, b"wOFF"),
    (0, b"wOF2"),
];

/// Whether a file that begins with these bytes (some kilobytes, or all of it) is no text.
pub fn is_binary(head: &[u8]) -> bool {
    if is_magic(head) {
        return true;
    }
    if super::byte_order_mark(head).is_some() || utf16::without_mark(head).is_some() {
        return false;
    }
    let odd = |chunk: &[u8]| chunk.iter().filter(|byte| is_odd_control(**byte)).count();
    let controls: usize = head.chunks(64).filter(|chunk| may_hold_control(chunk)).map(odd).sum();
    // Compressed and encrypted bytes are a tenth control characters, programs and databases more; a wire
    // message has a handful, and a short one may have nearly as many as a short binary file.
    let few = (head.len() / 32).max(4);
    controls > few || controls * 3 > head.len()
}

fn is_magic(head: &[u8]) -> bool {
    MAGIC.iter().any(|(at, magic)| match *at {
        // A word deep in a text is no magic; the bytes before it must not be text either.
        0 => head.starts_with(magic),
        at => {
            head.get(at..).is_some_and(|rest| rest.starts_with(magic))
                && head[..at].iter().any(|&byte| is_odd_control(byte))
        }
    })
}

/// Whether a chunk holds control characters other than line ends; few chunks of a text do.
fn may_hold_control(chunk: &[u8]) -> bool {
    // Without a way out inside a chunk, the loop over it is compiled to vector instructions.
    let is_control = |byte: u8| (byte < b' ') & (byte != b'\n') & (byte != b'\r');
    chunk.iter().fold(false, |found, byte| found | is_control(*byte))
}

/// A control character that no text uses. Backspace (overstruck text), escape (colours, ISO-2022) and
/// Ctrl-Z (the end of a DOS file) are not among them.
fn is_odd_control(byte: u8) -> bool {
    matches!(byte, 0..=0x07 | 0x0E..=0x19 | 0x1C..=0x1F)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], binary: bool) {
        assert_eq!(is_binary(head), binary, "{head:?}");
    }

    #[test]
    fn files_of_other_kinds_are_known_by_how_they_begin() {
        check(b"%PDF-1.7\n%text all the same\n", true);
        check(b"PK\x03\x04\x14", true);
        check(b"\x89PNG\r\n\x1A\n", true);
        check(b"{\\rtf1\\ansi Bridge closed}", true);
        check(b"\0\0\0\x20ftypisom", true);
        check(b"The ftyp of a text", false);
        check(b"SQLite format 3 is praised in Harbourtown\n", false);
    }

    #[test]
    fn random_bytes_are_binary() {
        let mut state = 1u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(4096)
        .collect();
        check(&noise, true);
        check(&[0; 64], true);
        check(b"\0\0", true);
    }

    #[test]
    fn a_few_control_characters_are_text() {
        check(b"", false);
        check(b"Bridge\0 closed until further notice\n", false);
        check(b"\x01zczc 0042 harbour\x02\r\nBridge closed\r\n\x03\x04\r\n", false);
        check(b"_\x08B_\x08r_\x08i_\x08d_\x08g_\x08e\n\x1A", false);
    }

    #[test]
    fn a_program_with_some_words_in_it_is_binary() {
        let mut bytes = b"Bridge closed for the whole summer\n".to_vec();
        bytes.extend_from_slice(&[0x55, 0, 0, 0x48, 0, 1, 0, 0xE8, 0, 0, 0, 2]);
        check(&bytes.repeat(20), true);
    }
}
