//! Rich text → its text: a line a paragraph, each run in the charset of its font. Pictures, styles, headers and what
//! else no reader sees are passed over. However deep its groups are nested, it takes no more of the stack.

use encoding_rs::Encoding;
use rustc_hash::FxHashMap;

use super::{Format, Given, Held, Input, Loss, Opened, Text, nothing};
use crate::model::Code;

/// Rich text.
pub const FORMAT: Format =
    Format { name: "rtf", takes: |head, _| trimmed(head).starts_with(b"{\\rtf"), read };

fn trimmed(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start()
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let text = match input.whole(&given.budget) {
        Ok(bytes) => text(trimmed(&bytes)),
        Err(loss) => Err(loss),
    };
    match text {
        Ok(text) if text.trim().is_empty() => {
            let message = "it holds no text; if it shows pictures of pages, save their text".to_owned();
            nothing(Loss { code: Code::NoText, message })
        }
        Ok(text) => {
            let text = Text {
                input: Input::of(text.into_bytes()),
                charset: Some("utf-8".to_owned()),
                ..Text::default()
            };
            Box::new(std::iter::once(Ok(Held::Text(text))))
        }
        Err(loss) => nothing(loss),
    }
}

/// Groups that begin with one of these words hold no text of the document.
const UNSEEN: &[&str] = &[
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "footnote",
    "annotation",
    "fldinst",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "xmlnstbl",
    "themedata",
    "datastore",
    "latentstyles",
    "pntext",
    "bkmkstart",
    "bkmkend",
    "nonshppict",
    "filetbl",
    "deleted",
];

/// Words that stand for letters.
const LETTERS: &[(&str, &str)] = &[
    ("par", "\n"),
    ("line", "\n"),
    ("sect", "\n"),
    ("page", "\n"),
    ("row", "\n"),
    ("cell", "\t"),
    ("tab", " "),
    ("emdash", "—"),
    ("endash", "–"),
    ("lquote", "‘"),
    ("rquote", "’"),
    ("ldblquote", "“"),
    ("rdblquote", "”"),
    ("bullet", "•"),
    ("emspace", " "),
    ("enspace", " "),
];

/// Character sets of fonts by their number, as code pages.
const CHARSETS: &[(i32, i32)] = &[
    (0, 1252),
    (77, 10000),
    (128, 932),
    (129, 949),
    (134, 936),
    (136, 950),
    (161, 1253),
    (162, 1254),
    (163, 1258),
    (177, 1255),
    (178, 1256),
    (186, 1257),
    (204, 1251),
    (222, 874),
    (238, 1250),
];

/// The text of a file.
fn text(bytes: &[u8]) -> Result<String, Loss> {
    let mut reader = Rich {
        text: String::new(),
        raw: Vec::new(),
        fonts: FxHashMap::default(),
        page: encoding_rs::WINDOWS_1252,
        groups: Vec::new(),
        group: Group { unseen: false, fonts: false, font: None, skip: 1 },
        to_skip: 0,
    };
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            b'{' => {
                reader.settle();
                reader.groups.push(reader.group);
            }
            b'}' => {
                reader.settle();
                match reader.groups.pop() {
                    Some(around) => reader.group = around,
                    None => break,
                }
                // What stands behind the last bracket is not the document's.
                if reader.groups.is_empty() {
                    break;
                }
            }
            b'\\' => at = reader.control(bytes, at),
            b'\r' | b'\n' => {}
            byte => reader.byte(*byte),
        }
    }
    reader.settle();
    if !reader.groups.is_empty() {
        return Err(Loss::damaged("it breaks off before its end; save it once more"));
    }
    // The first half of a letter whose second never came.
    Ok(reader.text.replace(|letter| ('\u{f0000}'..'\u{f0400}').contains(&letter), "\u{fffd}"))
}

/// What holds inside a group and ends with it.
#[derive(Clone, Copy)]
struct Group {
    /// Whether its text is none of the document's.
    unseen: bool,
    /// Whether it is the table of fonts.
    fonts: bool,
    font: Option<i32>,
    /// How many letters stand behind one given by number, for programs that do not know it.
    skip: usize,
}

/// A document as far as it is read.
struct Rich {
    text: String,
    /// Bytes of one charset that are not decoded yet.
    raw: Vec<u8>,
    /// The charsets of the fonts.
    fonts: FxHashMap<i32, &'static Encoding>,
    /// The charset of the document.
    page: &'static Encoding,
    groups: Vec<Group>,
    group: Group,
    /// How many letters are still to be passed over.
    to_skip: usize,
}

impl Rich {
    /// Decodes the bytes that were collected.
    fn settle(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let of_font = self.group.font.and_then(|font| self.fonts.get(&font));
        let encoding = *of_font.unwrap_or(&self.page);
        // Some programs write UTF-8 whatever charset they name; nobody writes by chance what is valid in it.
        match std::str::from_utf8(&self.raw) {
            Ok(text) if encoding.is_single_byte() => self.text.push_str(text),
            _ => self.text.push_str(&encoding.decode_without_bom_handling(&self.raw).0),
        }
        self.raw.clear();
    }

    fn byte(&mut self, byte: u8) {
        if self.to_skip > 0 {
            self.to_skip -= 1;
        } else if !self.group.unseen && !self.group.fonts {
            self.raw.push(byte);
        }
    }

    fn letters(&mut self, letters: &str) {
        self.settle();
        if !self.group.unseen && !self.group.fonts {
            self.text.push_str(letters);
        }
    }

    /// What stands behind a backslash; gives the place behind it.
    fn control(&mut self, bytes: &[u8], at: usize) -> usize {
        let Some(first) = bytes.get(at) else { return at };
        if !first.is_ascii_alphabetic() {
            match first {
                b'\'' => {
                    let digits =
                        bytes.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
                    if let Some(byte) = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
                        self.byte(byte);
                        return at + 3;
                    }
                }
                b'*' => self.group.unseen = true,
                b'~' => self.letters("\u{a0}"),
                b'_' => self.letters("-"),
                b'\n' | b'\r' => self.letters("\n"),
                b'\\' | b'{' | b'}' => self.byte(*first),
                _ => {}
            }
            return at + 1;
        }
        let length =
            |from: usize, of: fn(&u8) -> bool| bytes[from..].iter().take_while(|byte| of(byte)).count();
        let word_end = at + length(at, u8::is_ascii_alphabetic);
        let sign = usize::from(bytes.get(word_end) == Some(&b'-'));
        let end = word_end + sign + length(word_end + sign, u8::is_ascii_digit);
        let text =
            |range: std::ops::Range<usize>| bytes.get(range).and_then(|text| std::str::from_utf8(text).ok());
        let number = text(word_end..end).and_then(|number| number.parse().ok());
        let blank = usize::from(bytes.get(end) == Some(&b' '));
        let word = text(at..word_end).unwrap_or("");
        if word == "bin" {
            // So many bytes of no text follow.
            return (end + blank)
                .saturating_add(number.map_or(0, |count: i32| count.max(0) as usize))
                .min(bytes.len());
        }
        self.word(word, number);
        end + blank
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        if word == "row" {
            self.settle();
            // Blanks before the first cell only fill it.
            let start = self.text.rfind('\n').map_or(0, |end| end + 1);
            let blank = self.text[start..].len() - self.text[start..].trim_start().len();
            self.text.drain(start..start + blank);
        }
        if let Some((_, letters)) = LETTERS.iter().find(|(name, _)| *name == word) {
            self.letters(letters);
            return;
        }
        match (word, number) {
            ("u", Some(code)) => {
                // Numbers are of 16 bits with a sign.
                let unit = code.rem_euclid(0x1_0000) as u16;
                self.unit(unit);
                self.to_skip = self.group.skip;
            }
            ("uc", Some(count)) => self.group.skip = usize::try_from(count).unwrap_or(0),
            ("f", Some(font)) => {
                self.settle();
                self.group.font = Some(font);
            }
            ("fcharset", Some(number)) if self.group.fonts => {
                let page = CHARSETS.iter().find(|(charset, _)| *charset == number);
                if let (Some(font), Some(charset)) =
                    (self.group.font, page.and_then(|(_, page)| charset(*page)))
                {
                    self.fonts.insert(font, charset);
                }
            }
            ("ansicpg", Some(page)) => self.page = charset(page).unwrap_or(self.page),
            ("mac", _) => self.page = encoding_rs::MACINTOSH,
            ("plain", _) => {
                self.settle();
                self.group.font = None;
            }
            ("fonttbl", _) => self.group.fonts = true,
            _ if UNSEEN.contains(&word) => self.group.unseen = true,
            _ => {}
        }
    }

    /// A unit of UTF-16; two of them may be one letter.
    fn unit(&mut self, unit: u16) {
        self.settle();
        if self.group.unseen || self.group.fonts {
            return;
        }
        match unit {
            0xd800..=0xdbff => self.text.extend(char::from_u32(0xf_0000 + u32::from(unit - 0xd800))),
            0xdc00..=0xdfff => {
                // A letter for private use stands in for the first half until here.
                let high =
                    self.text.pop().map(u32::from).filter(|letter| (0xf_0000..0xf_0400).contains(letter));
                let letter = high.map(|high| 0x1_0000 + ((high - 0xf_0000) << 10) + u32::from(unit - 0xdc00));
                self.text.push(letter.and_then(char::from_u32).unwrap_or('\u{fffd}'));
            }
            _ => self.text.extend(char::from_u32(u32::from(unit))),
        }
    }
}

/// The charset of a code page.
fn charset(page: i32) -> Option<&'static Encoding> {
    match page {
        932 => Some(encoding_rs::SHIFT_JIS),
        936 => Some(encoding_rs::GBK),
        949 => Some(encoding_rs::EUC_KR),
        950 => Some(encoding_rs::BIG5),
        10000 => Some(encoding_rs::MACINTOSH),
        65001 => Some(encoding_rs::UTF_8),
        page => Encoding::for_label(format!("windows-{page}").as_bytes()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rtf: &str, expect: &str) {
        assert_eq!(text(rtf.as_bytes()).unwrap(), expect);
    }

    #[test]
    fn letters_are_read_in_the_charset_of_their_font() {
        check(r"{\rtf1\ansi\ansicpg1252 caf\'e9\par}", "café\n");
        check(
            r"{\rtf1{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}}\f1 \'cc\'ee\'f1\'f2{\f0 \'e9}\plain\'e9}",
            "Мостéé",
        );
        check(r"{\rtf1\uc1\u8364 ? \u-3913?\uc0\u233 x}", "€ \u{f0b7}éx");
        check(r"{\rtf1\u55357?\u56832?}", "😀");
        check(r"{\rtf1\u56832?x\u55357?}", "\u{fffd}x\u{fffd}");
    }

    #[test]
    fn utf_8_is_read_as_such_whatever_charset_is_named() {
        check("{\\rtf1\\ansi\\ansicpg1252 caf\u{e9}\\par}", "caf\u{e9}\n");
    }

    #[test]
    fn a_row_begins_with_its_first_cell() {
        check(
            r"{\rtf1 \trowd\pard\intbl  HD\cell Pier opens\cell\row \pard Text\par}",
            "HD\tPier opens\t\nText\n",
        );
    }

    #[test]
    fn what_no_reader_sees_is_no_text() {
        check(
            r"{\rtf1{\info{\title No}}{\*\generator No;}{\pict 00ff}A{\field{\*\fldinst HYPERLINK x}{\fldrslt B}}\bin3 {}}C}",
            "ABC",
        );
        check("{\\rtf1 One\r\n two\\\\ \\{x\\}\\~y}trailer", "One two\\ {x}\u{a0}y");
    }

    #[test]
    fn what_breaks_off_is_damaged() {
        assert_eq!(text(b"{\\rtf1 One").unwrap_err().code, Code::Damaged);
        assert_eq!(text(b"{\\rtf1 One\\").unwrap_err().code, Code::Damaged);
        assert_eq!(text(b"{\\rtf1 \\'").unwrap_err().code, Code::Damaged);
    }

    #[test]
    fn groups_may_be_nested_however_deep() {
        let deep = format!("{{\\rtf1 {}x{}}}", "{".repeat(200_000), "}".repeat(200_000));
        check(&deep, "x");
    }
}
