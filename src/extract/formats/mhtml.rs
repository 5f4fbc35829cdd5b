//! Pages saved in one file with their pictures (`.mht`, `.mhtml`): the first part that is a page comes out, decoded,
//! with the address that it was saved from. Pictures, styles and frames are never looked into.

use super::{Format, Given, Held, Inner, Input, Loss, Opened, nothing};
use crate::extract::clipping::Told;

/// Pages saved in one file.
pub const FORMAT: Format = Format { name: "mhtml", takes, read };

/// Parts stand in parts no deeper than this.
const DEEPEST: usize = 8;

fn takes(head: &[u8], path: &str) -> bool {
    const KIND: &[u8] = b"content-type";
    let says_kind = |line: usize| {
        head[line..].trim_ascii_start().get(..KIND.len()).is_some_and(|name| name.eq_ignore_ascii_case(KIND))
    };
    let mut lines = std::iter::once(0).chain(memchr::memchr_iter(b'\n', head).map(|end| end + 1));
    if !lines.any(says_kind) {
        return false;
    }
    let Some((headers, _)) = headers(head) else { return false };
    let related = headers
        .value("content-type")
        .is_some_and(|kind| kind.to_ascii_lowercase().starts_with("multipart/related"));
    let name = path.rsplit('.').next().unwrap_or("");
    let named = name.eq_ignore_ascii_case("mht") || name.eq_ignore_ascii_case("mhtml");
    // A mail may be of related parts too; it is addressed to somebody.
    let is_mail = headers.value("to").is_some() || headers.value("received").is_some();
    related && (named || !is_mail)
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let bytes = match input.whole(&given.budget) {
        Ok(bytes) => bytes,
        Err(loss) => return nothing(loss),
    };
    match page(&bytes, 0) {
        Some(page) => Box::new(std::iter::once(Ok(Held::File(page)))),
        None => nothing(Loss::damaged(
            "no page is found among the parts of this file; it may be cut off; save the page once more",
        )),
    }
}

/// The page among the parts of a message.
fn page<'s>(message: &[u8], depth: usize) -> Option<Inner<'s>> {
    let (headers, body) = headers(message)?;
    let kind = headers.value("content-type").unwrap_or("text/plain".into());
    if kind.to_ascii_lowercase().starts_with("multipart/") {
        let boundary = parameter(&kind, "boundary")?;
        return parts(body, &boundary)
            .filter(|_| depth < DEEPEST)
            .find_map(|part| page(part, depth + 1))
            .map(|mut page| {
                let address = headers.value("snapshot-content-location");
                page.around.url = page.around.url.or(address).filter(|url| url.starts_with("http"));
                page
            });
    }
    let is_page =
        ["text/html", "application/xhtml"].iter().any(|page| kind.to_ascii_lowercase().starts_with(page));
    is_page.then(|| Inner {
        name: String::new(),
        input: Input::of(decoded(body, &headers)),
        charset: parameter(&kind, "charset"),
        around: Told {
            url: headers.value("content-location").filter(|url| url.starts_with("http")),
            ..Told::default()
        },
    })
}

/// The header lines of a message or part.
struct Headers(String);

impl Headers {
    /// The value of a header, its lines joined.
    fn value(&self, name: &str) -> Option<String> {
        let mut lines = self.0.lines();
        let first = lines.by_ref().find_map(|line| {
            let (found, value) = line.split_once(':')?;
            found.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })?;
        let rest = lines.take_while(|line| line.starts_with([' ', '\t']));
        Some(rest.fold(first, |value, line| value + " " + line.trim()))
    }
}

/// The headers and what follows them.
fn headers(message: &[u8]) -> Option<(Headers, &[u8])> {
    let start = message.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let message = &message[start..];
    let end = |mark: &str| memchr::memmem::find(message, mark.as_bytes()).map(|at| (at, at + mark.len()));
    let (end, below) =
        [end("\r\n\r\n"), end("\n\n")].into_iter().flatten().min().unwrap_or((message.len(), message.len()));
    Some((Headers(String::from_utf8_lossy(message.get(..end)?).into_owned()), message.get(below..)?))
}

/// A parameter of a header's value: `charset` of `text/html; charset="utf-8"`.
fn parameter(value: &str, name: &str) -> Option<String> {
    value
        .split(';')
        .skip(1)
        .find_map(|parameter| {
            let (found, value) = parameter.split_once('=')?;
            found.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
        })
        .filter(|value| !value.is_empty())
}

/// The parts between the lines of a boundary.
fn parts<'b>(body: &'b [u8], boundary: &str) -> impl Iterator<Item = &'b [u8]> {
    let line = format!("--{boundary}").into_bytes();
    let ends: Vec<usize> = memchr::memmem::find_iter(body, &line)
        .filter(|at| *at == 0 || body.get(at - 1) == Some(&b'\n'))
        .collect();
    let starts: Vec<usize> = ends.iter().map(|at| at + line.len()).collect();
    let ends: Vec<usize> = ends.into_iter().skip(1).chain([body.len()]).collect();
    starts
        .into_iter()
        .zip(ends)
        .filter_map(move |(start, end)| body.get(start..end))
        .filter(|part| !part.starts_with(b"--"))
}

/// The bytes of a part as they were before they were made fit for mail.
fn decoded(body: &[u8], headers: &Headers) -> Vec<u8> {
    match headers.value("content-transfer-encoding").unwrap_or_default().to_ascii_lowercase().as_str() {
        "quoted-printable" => quoted_printable(body),
        "base64" => base64(body),
        _ => body.to_vec(),
    }
}

/// `=E9` as the byte it stands for; `=` at the end of a line joins it to the next.
fn quoted_printable(text: &[u8]) -> Vec<u8> {
    let digit = |at: usize| text.get(at).and_then(|byte| char::from(*byte).to_digit(16));
    let mut bytes = Vec::with_capacity(text.len());
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let (next, decoded) = match (*byte, digit(at + 1), digit(at + 2)) {
            (b'=', Some(high), Some(low)) => (at + 3, u8::try_from(high * 16 + low).ok()),
            (b'=', _, _) if text[at + 1..].starts_with(b"\r\n") => (at + 3, None),
            (b'=', _, _) if text[at + 1..].starts_with(b"\n") => (at + 2, None),
            _ => (at + 1, Some(*byte)),
        };
        bytes.extend(decoded);
        at = next;
    }
    bytes
}

/// What base64 stands for, up to its padding; what is none of its letters is passed over.
fn base64(text: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            b'=' => break,
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
        }
        bits &= (1 << count) - 1;
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(message: &str, expect: &str) {
        let page = page(message.as_bytes(), 0).unwrap();
        let bytes = match page.input {
            Input::Seekable(mut source) => {
                let mut bytes = Vec::new();
                source.read_to_end(&mut bytes).unwrap();
                bytes
            }
            Input::Stream(_) => Vec::new(),
        };
        assert_eq!(String::from_utf8_lossy(&bytes).trim(), expect);
    }

    #[test]
    fn the_page_is_found_and_decoded() {
        let head = "From: <Saved by Blink>\r\nContent-Type: multipart/related;\r\n\tboundary=\"--x\"\r\n\r\n";
        let image = "----x\r\nContent-Type: image/png\r\n\r\nAAAA\r\n";
        let page = "----x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>caf=C3=\r\n=A9</p>\r\n----x--";
        check(&format!("{head}{image}{page}"), "<p>café</p>");
        let page = page
            .replace("quoted-printable", "base64")
            .replace("<p>caf=C3=\r\n=A9</p>", "PHA+Y2Fm\r\nw6k8L3A+");
        check(&format!("{head}{image}{page}"), "<p>café</p>");
    }

    #[test]
    fn what_is_cut_off_gives_what_there_is() {
        check(
            "Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n<p>The pier",
            "<p>The pier",
        );
        assert!(
            page(b"Content-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nAAAA", 0)
                .is_none()
        );
        assert!(page(b"Content-Type: multipart/related\n\n", 0).is_none());
    }

    #[test]
    fn a_mail_with_a_picture_is_no_saved_page() {
        let page =
            b"From: <Saved by Blink>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x";
        assert!(takes(page, "page.txt"));
        assert!(!takes(b"To: ann@ferry.example\nContent-Type: multipart/related; boundary=x\n\n--x", "a"));
        assert!(!takes(b"Content-Type: text/html\n\n<p>", "page.mht"));
    }
}
