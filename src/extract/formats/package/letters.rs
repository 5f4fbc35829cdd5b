//! The XML of a document → its text: a line a paragraph, headings below a blank line. Elements are known by their
//! names without prefix; whatever is not known is looked through.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::extract::markup;

/// What the elements of a kind of document stand for.
pub struct Elements {
    /// Whose text is the document's; all text where this is empty.
    text: &'static [&'static str],
    /// Paragraphs and headings.
    paragraphs: &'static [&'static str],
    /// Ends of lines inside a paragraph.
    breaks: &'static [&'static str],
    /// Blanks.
    blanks: &'static [&'static str],
    /// What is not read with all that it holds.
    unseen: &'static [&'static str],
    /// What begins a heading: an element of that name, with a value that begins so if one is given.
    heading: (&'static str, &'static str),
}

/// Elements of DOCX.
pub const DOCX: Elements = Elements {
    text: &["t"],
    paragraphs: &["p"],
    breaks: &["br", "cr"],
    blanks: &["tab"],
    // A box of text stands twice: for programs that know boxes, and for those that do not.
    unseen: &["Fallback", "del", "moveFrom"],
    heading: ("pStyle", "Heading"),
};

/// Elements of ODT.
pub const ODT: Elements = Elements {
    text: &[],
    paragraphs: &["p", "h"],
    breaks: &["line-break"],
    blanks: &["tab", "s"],
    unseen: &[
        "annotation",
        "tracked-changes",
        "note",
        "styles",
        "automatic-styles",
        "scripts",
        "font-face-decls",
    ],
    heading: ("h", ""),
};

/// The text of a document.
///
/// # Errors
/// Where its XML is not well-formed, or breaks off.
pub fn text(xml: &str, elements: &Elements) -> Result<String, quick_xml::Error> {
    let mut reader = Reader::from_str(xml);
    let mut written = Written { elements, text: String::new(), unseen: 0, inside: 0, line: String::new() };
    let mut depth = 0_usize;
    loop {
        match reader.read_event()? {
            Event::Start(start) => {
                depth += 1;
                written.start(&start);
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                written.end(end.local_name().as_ref());
            }
            Event::Empty(empty) => {
                written.start(&empty);
                written.end(empty.local_name().as_ref());
            }
            Event::Text(text) => written.letters(&text),
            Event::CData(text) => written.letters(&text),
            Event::GeneralRef(name) => written.letters(&markup::resolved(&format!("&{};", &*name))),
            Event::Eof if depth > 0 => {
                let end = std::io::Error::from(std::io::ErrorKind::UnexpectedEof);
                return Err(quick_xml::Error::Io(end.into()));
            }
            Event::Eof => {
                if !written.line.trim().is_empty() {
                    written.end_line();
                }
                return Ok(written.text);
            }
            _ => {}
        }
    }
}

/// The text as far as it is read.
struct Written<'e> {
    elements: &'e Elements,
    text: String,
    /// How many elements that are not read are open.
    unseen: usize,
    /// How many elements whose text is taken are open.
    inside: usize,
    /// The line that is being read.
    line: String,
}

impl Written<'_> {
    fn start(&mut self, start: &BytesStart) {
        let name = start.local_name();
        let is = |names: &[&str]| names.iter().any(|known| *known == name.as_ref());
        let elements = self.elements;
        self.unseen += usize::from(is(elements.unseen));
        self.inside += usize::from(is(elements.text));
        if self.unseen > 0 {
            return;
        }
        if is(elements.paragraphs) && !self.line.trim().is_empty() {
            self.end_line();
        }
        if is(elements.breaks) {
            self.end_line();
        }
        if is(elements.blanks) {
            self.line.push(' ');
        }
        let (heading, value) = elements.heading;
        let begins = |start: &BytesStart| {
            let mut attributes = start.attributes().flatten();
            attributes.any(|attribute| attribute.value.as_ref().starts_with(value))
        };
        if is(&[heading]) && (value.is_empty() || begins(start)) && !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    fn end(&mut self, name: &str) {
        let is = |names: &[&str]| names.contains(&name);
        let elements = self.elements;
        if is(elements.paragraphs) && self.unseen == 0 {
            self.end_line();
        }
        self.unseen = self.unseen.saturating_sub(usize::from(is(elements.unseen)));
        self.inside = self.inside.saturating_sub(usize::from(is(elements.text)));
    }

    fn letters(&mut self, letters: &str) {
        let taken = self.elements.text.is_empty() || self.inside > 0;
        if !taken || self.unseen > 0 {
            return;
        }
        // The line ends of the file are none of the text.
        self.line
            .extend(letters.chars().map(|letter| if matches!(letter, '\n' | '\r') { ' ' } else { letter }));
    }

    fn end_line(&mut self) {
        self.text.push_str(self.line.trim());
        self.text.push('\n');
        self.line.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_is_a_line_and_what_was_struck_out_is_none() {
        let xml = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val=\"Heading1\"/></w:pPr><w:r><w:t>Ferry &amp; pier</w:t></w:r></w:p>\n\
            <w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r><w:del><w:r><w:t>no</w:t></w:r></w:del></w:p>\n\
            <w:p/><w:p><w:r><w:instrText>PAGE</w:instrText></w:r></w:p></w:body></w:document>";
        assert_eq!(text(xml, &DOCX).unwrap(), "Ferry & pier\nOne two\nthree\n\n\n");
    }

    #[test]
    fn a_heading_stands_below_a_blank_line() {
        let xml = "<body><text:p>One</text:p><text:h>Two</text:h><text:p>A<text:note><text:p>no</text:p></text:note>B</text:p></body>";
        assert_eq!(text(xml, &ODT).unwrap(), "One\n\nTwo\nAB\n");
    }

    #[test]
    fn what_breaks_off_is_an_error() {
        assert!(text("<body><text:p>One", &ODT).is_err());
        assert!(text("<body><text:p>One</body>", &ODT).is_err());
    }
}
