//! Archives of the web (WARC) → the pages that servers answered with. Requests, pictures and notes of the crawler are
//! passed over.

use std::io::{self, BufRead, BufReader, Read};

use crate::extract::clipping::Told;
use crate::extract::formats::{Budget, Format, Given, Held, Inner, Input, Loss, Opened};

/// Archives of the web.
pub const FORMAT: Format = Format { name: "warc", takes: |head, _| head.starts_with(b"WARC/"), read };

/// A header is no longer than this, in bytes.
const LONGEST_HEADER: u64 = 1 << 20;

/// No page is longer than this, in bytes.
const LONGEST_PAGE: u64 = 64 << 20;

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let stream: Box<dyn Read + 's> = Box::new(input);
    let mut pages = Pages { stream: BufReader::new(stream), budget: given.budget.clone(), ended: false };
    Box::new(std::iter::from_fn(move || pages.page()))
}

struct Pages<'s> {
    stream: BufReader<Box<dyn Read + 's>>,
    budget: Budget,
    ended: bool,
}

impl<'s> Pages<'s> {
    fn page(&mut self) -> Option<Result<Held<'s>, Loss>> {
        while !self.ended {
            match self.answer() {
                Ok(Some((url, answer))) => {
                    if let Some(page) = page(url, &answer, &self.budget) {
                        return Some(Ok(Held::File(page)));
                    }
                }
                Ok(None) => {}
                Err(error) => {
                    self.ended = true;
                    return Some(Err(self.budget.loss(&error)));
                }
            }
        }
        None
    }

    /// What stands next in the archive: an address and the answer from there, `None` where it is something else.
    fn answer(&mut self) -> io::Result<Option<(String, Vec<u8>)>> {
        let mut line = Vec::new();
        while line.iter().all(u8::is_ascii_whitespace) {
            line.clear();
            if (&mut self.stream).take(LONGEST_HEADER).read_until(b'\n', &mut line)? == 0 {
                self.ended = true;
                return Ok(None);
            }
        }
        if !line.starts_with(b"WARC/") {
            return Err(io::Error::other("something else stands where a header is due"));
        }
        let (mut length, mut is_response, mut url) = (None, false, String::new());
        for (name, value) in fields(&header(&mut self.stream)?) {
            match name.as_str() {
                "content-length" => length = value.parse::<u64>().ok(),
                "warc-type" => is_response = value == "response",
                "warc-target-uri" => value.trim_matches(['<', '>']).clone_into(&mut url),
                _ => {}
            }
        }
        let length = length.ok_or_else(|| io::Error::other("a header says no length"))?;
        let mut content = (&mut self.stream).take(length);
        let mut answer = Vec::new();
        if is_response && length <= LONGEST_PAGE {
            content.read_to_end(&mut answer)?;
        } else {
            io::copy(&mut content, &mut io::sink())?;
        }
        if content.limit() > 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(is_response.then_some((url, answer)))
    }
}

/// The lines of a header up to the blank one.
fn header(stream: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut header = Vec::new();
    let mut stream = stream.take(LONGEST_HEADER);
    loop {
        let before = header.len();
        stream.read_until(b'\n', &mut header)?;
        if header[before..].iter().all(u8::is_ascii_whitespace) {
            return Ok(header);
        }
    }
}

/// The fields of a header: names in small letters, values.
fn fields(header: &[u8]) -> Vec<(String, String)> {
    let text = String::from_utf8_lossy(header);
    let fields = text.lines().filter_map(|line| line.split_once(':'));
    fields.map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned())).collect()
}

/// The page in an answer of a server, if it is one and was found.
fn page<'s>(url: String, answer: &[u8], budget: &Budget) -> Option<Inner<'s>> {
    let mut stream = answer;
    let head = header(&mut stream).ok()?;
    let status = head.split(u8::is_ascii_whitespace).nth(1)?;
    if !head.starts_with(b"HTTP/") || status != b"200" {
        return None;
    }
    let (mut charset, mut is_page, mut chunked, mut packed) = (None, true, false, false);
    for (name, value) in fields(&head) {
        let value = value.to_ascii_lowercase();
        match name.as_str() {
            "content-type" => {
                is_page = ["html", "text/plain", "xml", "json"].iter().any(|kind| value.contains(kind));
                charset = value
                    .split_once("charset=")
                    .map(|(_, name)| name.trim_matches(['"', '\'', ' ', ';']).to_owned());
            }
            "transfer-encoding" => chunked = value.contains("chunked"),
            "content-encoding" => packed = value.contains("gzip"),
            _ => {}
        }
    }
    if !is_page {
        return None;
    }
    let mut bytes = if chunked { unchunked(stream) } else { stream.to_vec() };
    if packed && bytes.starts_with(b"\x1f\x8b") {
        let mut page = Vec::new();
        budget
            .counted(flate2::read::MultiGzDecoder::new(bytes.as_slice()))
            .take(LONGEST_PAGE)
            .read_to_end(&mut page)
            .ok()?;
        bytes = page;
    }
    let around = Told { url: Some(url.clone()).filter(|url| url.starts_with("http")), ..Told::default() };
    Some(Inner { name: url, input: Input::of(bytes), charset, around })
}

/// The bytes of an answer that was sent in chunks; one that was saved without them is taken as it is.
fn unchunked(mut stream: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(stream.len());
    while let Some(end) = memchr::memchr(b'\n', stream) {
        let size = std::str::from_utf8(&stream[..end]).ok();
        let size = size.and_then(|line| usize::from_str_radix(line.split(';').next()?.trim(), 16).ok());
        let Some(size) = size else { break };
        let chunk = stream.get(end + 1..).unwrap_or_default();
        bytes.extend_from_slice(chunk.get(..size).unwrap_or(chunk));
        let rest = chunk.get(size..).unwrap_or_default();
        stream = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).unwrap_or(rest);
        if size == 0 {
            return bytes;
        }
    }
    if bytes.is_empty() { stream.to_vec() } else { bytes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_joined() {
        assert_eq!(unchunked(b"4\r\nHarb\r\n3;x=y\r\nour\r\n0\r\n\r\n"), b"Harbour");
        assert_eq!(unchunked(b"<html>\nsaved without\n"), b"<html>\nsaved without\n");
    }
}
