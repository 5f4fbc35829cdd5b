//! Markup inside a field or a mail → text: paragraphs apart by blank lines, entities resolved, tags and what no
//! reader sees taken away. It looks for no article in a page; it never fails, however wrong the markup is.

use std::borrow::Cow;

/// Elements that begin and end a paragraph.
const BLOCKS: &[&str] = &[
    "p",
    "div",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "dl",
    "table",
    "blockquote",
    "article",
    "section",
    "header",
    "footer",
    "hr",
    "pre",
    "figure",
    "figcaption",
    "center",
    "body",
    "main",
    "aside",
    "form",
    "title",
    "block",
    "hedline",
    "hl1",
    "hl2",
    "media",
    "paragraph",
];

/// Elements that begin a line.
const LINES: &[&str] = &["br", "li", "tr", "dt", "dd", "option"];

/// Elements whose text no reader sees.
const UNSEEN: &[&str] = &["script", "style", "head", "template", "noscript"];

/// Text as a reader of the markup sees it. Text without any markup comes out with its line ends.
pub fn text(markup: &str) -> String {
    let marked = markup.contains('<') && holds_tag(markup);
    if !marked {
        return resolved(markup).into_owned();
    }
    let mut text = Written::default();
    let mut rest = markup;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (before, tag) = rest.split_at(at);
        text.words(before);
        if let Some(comment) = tag.strip_prefix("<!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        if let Some(raw) = tag.strip_prefix("<![CDATA[") {
            let (inside, after) = raw.split_once("]]>").unwrap_or((raw, ""));
            text.words(inside);
            rest = after;
            continue;
        }
        let Some((name, closes, after)) = tag_at(tag) else {
            text.words("<");
            rest = &tag[1..];
            continue;
        };
        rest = after;
        if UNSEEN.contains(&&*name) && !closes {
            rest = behind(rest, &name);
        } else if BLOCKS.contains(&&*name) {
            text.gap(2);
        } else if LINES.contains(&&*name) {
            text.gap(1);
        } else if matches!(&*name, "td" | "th") {
            text.words(" ");
        }
    }
    text.words(rest);
    text.text
}

/// Text inside an element of XML as its reader sees it; markup that is written as text is read as markup.
pub fn of_xml(inside: &str) -> String {
    let markup = match inside.contains("<![CDATA[") {
        true => Cow::Owned(without_sections(inside)),
        false if inside.contains('<') => Cow::Borrowed(inside),
        false => resolved(inside),
    };
    text(&markup).trim().to_owned()
}

/// Text with its `CDATA` as it stands and all else resolved.
fn without_sections(text: &str) -> String {
    let mut whole = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, section)) = rest.split_once("<![CDATA[") {
        whole.push_str(&resolved(before));
        let (inside, after) = section.split_once("]]>").unwrap_or((section, ""));
        whole.push_str(inside);
        rest = after;
    }
    whole.push_str(&resolved(rest));
    whole
}

/// What stands in the first tag of XML: the name of the element that holds all, with its attributes.
pub fn root(xml: &str) -> Option<&str> {
    let mut text = xml.trim_start_matches('\u{feff}').trim_start();
    // What stands before the first element: how the file is written, how it is shown, notes.
    while let Some(end) = before_root(text) {
        text = text.split_once(end)?.1.trim_start();
    }
    text.strip_prefix('<').and_then(|text| text.split_once('>')).map(|(element, _)| element)
}

/// Whether a file may begin with a tag. Most do not, and need not be decoded to know it.
pub fn may_begin(head: &[u8]) -> bool {
    head.first().is_none_or(|byte| *byte == b'<' || !byte.is_ascii_graphic())
}

/// What ends the declaration or note that a text begins with.
fn before_root(text: &str) -> Option<&'static str> {
    let is_type = text.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype"));
    match text {
        _ if is_type && text.split('>').next().is_some_and(|start| start.contains('[')) => Some("]>"),
        _ if is_type => Some(">"),
        _ if text.starts_with("<?") => Some("?>"),
        _ if text.starts_with("<!--") => Some("-->"),
        _ => None,
    }
}

/// Text as it is printed between tags, its lines kept.
pub fn printed(markup: &str) -> String {
    let mut text = String::with_capacity(markup.len());
    let mut rest = markup;
    while let Some(at) = memchr::memchr(b'<', rest.as_bytes()) {
        let (before, tag) = rest.split_at(at);
        text.push_str(&resolved(before));
        match tag_at(tag) {
            Some((_, _, after)) => rest = after,
            None => {
                text.push('<');
                rest = &tag[1..];
            }
        }
    }
    text.push_str(&resolved(rest));
    text
}

/// Whether there is anything like a tag in a text.
fn holds_tag(text: &str) -> bool {
    text.match_indices('<')
        .take(200)
        .any(|(at, _)| tag_at(&text[at..]).is_some() || text[at..].starts_with("<!"))
}

/// The name of the tag that a text begins with, whether it closes its element, and what follows it.
fn tag_at(text: &str) -> Option<(String, bool, &str)> {
    let inside = text.strip_prefix('<')?;
    let closes = inside.starts_with('/');
    let named = inside.trim_start_matches(['/', '?', '!']);
    let end = named.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.')));
    let name = &named[..end.unwrap_or(named.len())];
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let mut quote = None;
    for (at, byte) in named.bytes().enumerate().skip(name.len()) {
        match (quote, byte) {
            (None, b'>') => return Some((local(name), closes, &named[at + 1..])),
            (None, b'"' | b'\'') if named[..at].trim_end().ends_with('=') => quote = Some(byte),
            (Some(open), byte) if open == byte => quote = None,
            (None, b'<') => return None,
            _ => {}
        }
    }
    None
}

/// An element's name without prefix, in small letters.
fn local(name: &str) -> String {
    name.rsplit(':').next().unwrap_or(name).to_ascii_lowercase()
}

/// What follows the end of an element.
fn behind<'t>(text: &'t str, name: &str) -> &'t str {
    let ends = |at: usize| {
        let tag = text.as_bytes().get(at + 2..at + 2 + name.len());
        tag.is_some_and(|tag| tag.eq_ignore_ascii_case(name.as_bytes()))
    };
    let end = text.match_indices("</").find(|(at, _)| ends(*at));
    end.and_then(|(at, _)| text[at..].split_once('>')).map_or("", |(_, after)| after)
}

/// A text with its entities resolved; what is none stays as it is.
pub fn resolved(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        match after
            .split_once(';')
            .filter(|(name, _)| name.len() <= 32)
            .and_then(|(name, rest)| Some((entity(name)?, rest)))
        {
            Some((letters, behind)) => {
                out.push_str(&letters);
                rest = behind;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// What an entity stands for.
pub fn entity(name: &str) -> Option<Cow<'static, str>> {
    let Some(number) = name.strip_prefix('#') else {
        return quick_xml::escape::resolve_html5_entity(name).map(Cow::Borrowed);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok()?,
        None => number.parse().ok()?,
    };
    // Numbers from 128 to 159 are meant as Windows has them, whatever the standard says.
    if let Ok(byte @ 0x80..=0x9f) = u8::try_from(code) {
        return Some(Cow::Owned(encoding_rs::WINDOWS_1252.decode(&[byte]).0.into_owned()));
    }
    char::from_u32(code).filter(|c| *c != '\0').map(|c| Cow::Owned(c.to_string()))
}

/// Text that is being written, blanks collapsed.
#[derive(Default)]
struct Written {
    text: String,
    /// How many line ends are due before the next word.
    lines: usize,
    blank: bool,
}

impl Written {
    fn gap(&mut self, lines: usize) {
        self.lines = self.lines.max(lines);
    }

    fn words(&mut self, markup: &str) {
        for letter in resolved(markup).chars() {
            if letter.is_whitespace() {
                self.blank = true;
                continue;
            }
            if !self.text.is_empty() && self.lines > 0 {
                self.text.extend(std::iter::repeat_n('\n', self.lines));
            } else if self.blank && !self.text.is_empty() {
                self.text.push(' ');
            }
            (self.lines, self.blank) = (0, false);
            self.text.push(letter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markup: &str, expect: &str) {
        assert_eq!(text(markup), expect, "{markup}");
    }

    #[test]
    fn paragraphs_are_apart_and_tags_are_gone() {
        check("<p>The <b>pier</b> opens.</p><p>At last.</p>", "The pier opens.\n\nAt last.");
        check("<div>One<br/>two</div>\n three", "One\ntwo\n\nthree");
        check("<a href=\"x?a>b\">Ferry</a> &amp; tide &#8211; &eacute;&#146;", "Ferry & tide – é’");
    }

    #[test]
    fn what_no_reader_sees_is_left_out() {
        check(
            "<head><title>x</title></head><body>Seen<script>if (a<b) {}</script><!-- no --></body>",
            "Seen",
        );
    }

    #[test]
    fn text_that_only_resembles_markup_stays() {
        check("a < b & c\nd > e", "a < b & c\nd > e");
        check("AT&T <3 &nosuch;", "AT&T <3 &nosuch;");
        check("cut <b off", "cut <b off");
    }
}
