//! Zip archives → their files.

use std::io::Read;

use ::zip::ZipArchive;
use ::zip::result::ZipError;

use super::is_trace;
use crate::extract::clipping::Told;
use crate::extract::formats::{Budget, Format, Given, Held, Inner, Input, Loss, Opened, Source, nothing};
use crate::model::Code;

/// Zip archives, but not the documents and programs that are zip archives inside.
pub const FORMAT: Format = Format { name: "zip", takes, read };

/// How the first file of such a document or program is called.
const OTHERS: [&[u8]; 8] =
    [b"[Content_Types]", b"mimetype", b"_rels/", b"word/", b"xl/", b"ppt/", b"META-INF/", b"AndroidManifest"];

/// Endings of such documents and programs.
const ENDINGS: [&str; 16] = [
    ".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".pptx", ".odt", ".ods", ".odp", ".ott", ".epub", ".jar",
    ".apk", ".xpi", ".pages", ".kmz",
];

fn takes(head: &[u8], path: &str) -> bool {
    if head.starts_with(b"PK\x05\x06") {
        return true;
    }
    let lower = path.to_ascii_lowercase();
    let first = head.get(30..).unwrap_or_default();
    head.starts_with(b"PK\x03\x04")
        && !OTHERS.iter().any(|name| first.starts_with(name))
        && !ENDINGS.iter().any(|ending| lower.ends_with(ending))
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let source = match input.seekable(&given.budget) {
        Ok(source) => source,
        Err(loss) => return nothing(loss),
    };
    match ZipArchive::new(source) {
        Ok(archive) => {
            let mut files = Files { archive, budget: given.budget.clone() };
            let count = files.archive.len();
            Box::new((0..count).filter_map(move |place| files.file(place)))
        }
        Err(error) => nothing(loss(&error, &given.budget)),
    }
}

struct Files<'s> {
    archive: ZipArchive<Box<dyn Source + 's>>,
    budget: Budget,
}

impl<'s> Files<'s> {
    fn file(&mut self, place: usize) -> Option<Result<Held<'s>, Loss>> {
        let name = self
            .archive
            .name_for_index(place)
            .and_then(Result::ok)
            .map_or_else(String::new, std::borrow::Cow::into_owned);
        if is_trace(&name) || name.ends_with('/') {
            return None;
        }
        let named = |mut loss: Loss| {
            loss.message = format!("{name}: {}", loss.message);
            loss
        };
        let bytes = match self.archive.by_index(place) {
            Ok(file) => Input::Stream(Box::new(self.budget.counted(file.take(u64::MAX)))).whole(&self.budget),
            Err(error) => Err(loss(&error, &self.budget)),
        };
        Some(match bytes {
            Ok(bytes) => Ok(Held::File(Inner {
                name,
                input: Input::of(bytes),
                charset: None,
                around: Told::default(),
            })),
            Err(loss) => Err(named(loss)),
        })
    }
}

fn loss(error: &ZipError, budget: &Budget) -> Loss {
    match error {
        ZipError::UnsupportedArchive(reason) if reason.to_lowercase().contains("password") => Loss {
            code: Code::Locked,
            message: "it needs a password; unpack it and save the files".to_owned(),
        },
        ZipError::Io(error) => budget.loss(error),
        error => Loss::damaged(format!("it is no whole zip archive: {error}")),
    }
}
