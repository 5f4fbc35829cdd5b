//! Kinds of files that are known and not read: by their first bytes, by an unmistakable beginning of
//! their text, or by the extension of their name.

/// First bytes, and how far into the file they may stand.
const MAGIC: [&[u8]; 25] = [
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"7z\xbc\xaf\x27\x1c",
    b"Rar!",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"II*\0",
    b"MM\0*",
    b"\x7fELF",
    b"MZ\x90",
    b"OggS",
    b"ID3",
    b"fLaC",
    b"SQLite format 3",
    b"WARC/1.",
    b"%!PS",
    b"AT&TFORM",
    b"bplist00",
];

/// Beginnings of text that only one kind of file has, lower-cased; `<` of markup stands first.
const BEGINNINGS: [&str; 12] = [
    "<!doctype html",
    "<html",
    "<head",
    "<body",
    "<?xml",
    "<rss",
    "<feed",
    "<rdf",
    "<svg",
    "<!doctype",
    "begin:vcard",
    "begin:vcalendar",
];

/// Extensions of kinds that are not read, whatever the content looks like.
const EXTENSIONS: [&str; 37] = [
    "htm", "html", "xhtml", "mht", "mhtml", "maff", "xml", "rss", "atom", "geojson", "msg", "ps", "djvu",
    "doc", "docx", "odt", "rtf", "xls", "xlsx", "ods", "ppt", "pptx", "epub", "mobi", "warc", "css", "js",
    "py", "rs", "c", "h", "java", "sh", "sql", "toml", "yaml", "yml",
];

/// Whether a file is of a kind that is known and not read.
pub fn other_kind(head: &[u8], path: &str) -> bool {
    MAGIC.iter().any(|magic| head.starts_with(magic)) || has_extension(path) || begins_as_other(head)
}

fn has_extension(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').is_some_and(|(stem, extension)| {
        !stem.is_empty() && EXTENSIONS.contains(&extension.to_ascii_lowercase().as_str())
    })
}

fn begins_as_other(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let begins =
        |text: &str| head.len() >= text.len() && head[..text.len()].eq_ignore_ascii_case(text.as_bytes());
    BEGINNINGS.iter().any(|text| begins(text)) || is_json(head)
}

/// An object or a list of objects, and so no sentence in brackets.
fn is_json(head: &[u8]) -> bool {
    let (Some(first), rest) = (head.first(), head.get(1..).unwrap_or_default()) else { return false };
    match (first, rest.trim_ascii_start().first()) {
        (b'{', Some(b'"' | b'}')) => head.contains(&b':'),
        (b'[', Some(b'{')) => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &[u8], path: &str, expect: bool) {
        assert_eq!(other_kind(head, path), expect, "{path} {:?}", String::from_utf8_lossy(head));
    }

    #[test]
    fn other_kinds_are_told_by_content_first() {
        check(b"%!PS-Adobe", "a.txt", true);
        check(b"<!DOCTYPE HTML><p>", "a.txt", true);
        check(b"\xef\xbb\xbf \n<html>", "a", true);
        check(b"{\"a\": 1}", "a.txt", true);
        check(b"[ {\"a\": 1} ]", "a.txt", true);
        check(b"plain", "a/b.HTML", true);
    }

    #[test]
    fn text_that_only_resembles_another_kind_is_text() {
        check(b"[Photo] The pier", "a.txt", false);
        check(b"From the harbour\nFriday", "a.txt", false);
        check(b"{ sic }", "a.txt", false);
        check(b"The <html> of things", "a", false);
        check(b"text", ".json", false);
    }
}
