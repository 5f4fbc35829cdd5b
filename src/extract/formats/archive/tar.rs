//! Tar archives → their files, read in order: headers of 512 bytes, each before its file (POSIX ustar, pax and GNU names).

use std::io::{self, Read};

use super::is_trace;
use crate::extract::clipping::Told;
use crate::extract::formats::{Budget, Format, Given, Held, Inner, Input, Loss, Opened};

/// Tar archives.
pub const FORMAT: Format = Format { name: "tar", takes, read };

/// Headers, and the ends of files, fill blocks of so many bytes.
const BLOCK: usize = 512;

/// A name is no longer than this, in bytes.
const LONGEST: u64 = 1 << 16;

/// The word of the header, and what only a header has behind it: a text may say `mustard` just there.
fn takes(head: &[u8], _: &str) -> bool {
    head.get(257..262) == Some(b"ustar") && (head.get(262) == Some(&0) || head.get(262..265) == Some(b"  \0"))
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let mut files =
        Files { stream: Box::new(io::BufReader::new(input)), budget: given.budget.clone(), ended: false };
    Box::new(std::iter::from_fn(move || files.file()))
}

struct Files<'s> {
    stream: Box<dyn Read + 's>,
    budget: Budget,
    ended: bool,
}

impl<'s> Files<'s> {
    fn file(&mut self) -> Option<Result<Held<'s>, Loss>> {
        if self.ended {
            return None;
        }
        match self.next_file() {
            Ok(Some((name, bytes))) => {
                let input = Input::of(bytes);
                Some(Ok(Held::File(Inner { name, input, charset: None, around: Told::default() })))
            }
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some(Err(self.budget.loss(&error)))
            }
        }
    }

    /// The next file that is one, and no trace of a program.
    fn next_file(&mut self) -> io::Result<Option<(String, Vec<u8>)>> {
        let mut long: Option<String> = None;
        loop {
            let mut header = [0; BLOCK];
            self.stream.read_exact(&mut header)?;
            if header.iter().all(|byte| *byte == 0) {
                return Ok(None);
            }
            let size = size(&header[124..136]).ok_or_else(|| io::Error::other("a header holds no size"))?;
            match header[156] {
                b'L' => long = Some(ended(&self.data(size.min(LONGEST), size)?)),
                b'x' => long = pax_path(&self.data(size.min(LONGEST), size)?).or(long),
                b'0' | 0 | b'7' => {
                    let name = long.take().unwrap_or_else(|| name(&header));
                    if !is_trace(name.trim_start_matches("./")) {
                        return Ok(Some((name, self.data(size, size)?)));
                    }
                    self.data(0, size)?;
                }
                _ => {
                    long = None;
                    self.data(0, size)?;
                }
            }
        }
    }

    /// The first bytes of a file; the rest of it, and of its last block, is passed over.
    fn data(&mut self, wanted: u64, size: u64) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        (&mut self.stream).take(wanted).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < wanted {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        let block = BLOCK as u64;
        let rest = size - wanted + (block - size % block) % block;
        io::copy(&mut (&mut self.stream).take(rest), &mut io::sink())?;
        Ok(bytes)
    }
}

/// A size: octal figures, or bytes where the first bit is set.
fn size(field: &[u8]) -> Option<u64> {
    if field.first()? & 0x80 != 0 {
        return field
            .get(4..)?
            .iter()
            .try_fold(0_u64, |size, byte| Some(size.checked_mul(256)? | u64::from(*byte)));
    }
    let figures = ended(field);
    let figures = figures.trim();
    if figures.is_empty() { Some(0) } else { u64::from_str_radix(figures, 8).ok() }
}

/// A text that may end with a NUL.
fn ended(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes.split(|byte| *byte == 0).next().unwrap_or_default()).into_owned()
}

fn name(header: &[u8; BLOCK]) -> String {
    let (name, prefix) = (ended(&header[..100]), ended(&header[345..500]));
    if prefix.is_empty() || &header[257..263] != b"ustar\0" { name } else { format!("{prefix}/{name}") }
}

/// The path in a pax header: lines `LENGTH path=…`.
fn pax_path(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    text.lines().find_map(|line| Some(line.split_once(' ')?.1.strip_prefix("path=")?.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_with_the_word_of_a_header_is_none() {
        let head = |behind: &str| [&b"x".repeat(257), behind.as_bytes()].concat();
        assert!(takes(&head("ustar\u{0}00"), "") && takes(&head("ustar  \u{0}"), ""));
        assert!(!takes(&head("ustard is dear"), ""));
    }

    #[test]
    fn sizes_are_octal_or_bytes() {
        assert_eq!(size(b"00000000017\0"), Some(15));
        assert_eq!(size(b"\x80\0\0\0\0\0\0\0\0\0\x01\0"), Some(256));
        assert_eq!(size(b"9zz\0"), None);
    }

    #[test]
    fn a_long_path_stands_in_its_own_header() {
        assert_eq!(pax_path(b"11 path=a/b\n").as_deref(), Some("a/b"));
    }
}
