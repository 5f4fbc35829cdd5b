//! Documents that are a package of parts, most of them XML: DOCX and ODT → the text of their paragraphs, EPUB → its
//! pages. Pictures, styles, notes and what was struck out are never looked into.

mod epub;
mod letters;

use std::io::Read;

use zip::ZipArchive;
use zip::result::ZipError;

use self::letters::Elements;
use super::{Budget, Format, Given, Held, Input, Loss, Opened, Source, Text, nothing};
use crate::extract::decode;
use crate::model::Code;

pub use epub::FORMAT as EPUB;

/// What word processors save.
pub const DOCX: Format = Format {
    name: "docx",
    takes: |head, path| {
        is_package(head)
            && (holds(head, b"word/") || (holds(head, b"[Content_Types].xml") && ends(path, "docx")))
    },
    read: |input, given| text_of(input, given, "word/document.xml", &letters::DOCX),
};

/// Text in the open format of office programs.
pub const ODT: Format = Format {
    name: "odt",
    takes: |head, path| {
        let named = || ends(path, "odt") && holds(head, b"content.xml");
        is_package(head) && (holds(head, b"mimetypeapplication/vnd.oasis.opendocument.text") || named())
    },
    read: |input, given| text_of(input, given, "content.xml", &letters::ODT),
};

/// What a package begins with.
fn is_package(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04")
}

/// Whether the names at the beginning of a package, or the part that says its kind, hold those bytes.
fn holds(head: &[u8], bytes: &[u8]) -> bool {
    memchr::memmem::find(head, bytes).is_some()
}

/// Whether a name has that extension.
fn ends(path: &str, extension: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, found)| found.eq_ignore_ascii_case(extension))
}

/// The text of the one part that holds it.
fn text_of<'s>(input: Input<'s>, given: &Given, part: &str, elements: &Elements) -> Opened<'s> {
    match read(input, given, part, elements) {
        Ok(text) => Box::new(std::iter::once(Ok(Held::Text(text)))),
        Err(loss) => nothing(loss),
    }
}

fn read(input: Input<'_>, given: &Given, part: &str, elements: &Elements) -> Result<Text<'static>, Loss> {
    let mut package = Package::open(input, &given.budget)?;
    if package.part("META-INF/manifest.xml")?.is_some_and(|parts| holds(&parts, b"encryption-data")) {
        return Err(locked());
    }
    let bytes = package.needed(part)?;
    let text = letters::text(&decode::decode(&bytes, None).text, elements).map_err(|error| {
        Loss::damaged(format!("its part `{part}` is not well-formed ({error}); save it once more"))
    })?;
    if text.trim().is_empty() {
        let message = "it holds no text; if it shows pictures of pages, save their text".to_owned();
        return Err(Loss { code: Code::NoText, message });
    }
    Ok(Text { input: Input::of(text.into_bytes()), charset: Some("utf-8".to_owned()), ..Text::default() })
}

fn locked() -> Loss {
    let message = "it is encrypted; save a copy without password or copy protection".to_owned();
    Loss { code: Code::Locked, message }
}

/// A package whose parts are read as they are asked for.
struct Package<'s> {
    archive: ZipArchive<Box<dyn Source + 's>>,
    budget: Budget,
}

impl<'s> Package<'s> {
    fn open(input: Input<'s>, budget: &Budget) -> Result<Package<'s>, Loss> {
        let archive = ZipArchive::new(input.seekable(budget)?).map_err(|error| damaged(&error))?;
        Ok(Package { archive, budget: budget.clone() })
    }

    /// The bytes of a part, if there is one of that name.
    fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, Loss> {
        let part = match self.archive.by_name(name) {
            Ok(part) => part,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => return Err(locked()),
            Err(error) => return Err(damaged(&error)),
        };
        let mut bytes = Vec::new();
        self.budget.counted(part).read_to_end(&mut bytes).map_err(|error| self.budget.loss(&error))?;
        Ok(Some(bytes))
    }

    /// The bytes of a part that must be there.
    fn needed(&mut self, name: &str) -> Result<Vec<u8>, Loss> {
        self.part(name)?.ok_or_else(|| Loss::damaged(format!("it has no part `{name}`; save it once more")))
    }
}

fn damaged(error: &ZipError) -> Loss {
    Loss::damaged(format!("it cannot be opened ({error}); it may be cut off; save it once more"))
}
