//! Bytes → articles: format → segment → fields, in that order. Pure: it knows neither disk nor engine,
//! neither clock nor terminal. What was wrong on the way comes between the articles and never ends them.

use std::io::{self, Read, SeekFrom};
use std::sync::Arc;

mod claims;
pub mod clipping;
pub mod decode;
pub mod fields;
pub mod formats;
mod issue;
mod layers;
pub mod lines;
pub mod marks;
mod markup;
mod named;
mod reading;
mod reasons;
pub mod segment;
mod stamp;
pub mod styles;
mod windows;

pub use fields::sketch;
pub use formats::{Format, Source};
pub use lines::lines_of;
pub use styles::Style;

use layers::Layers;

use crate::model::{Article, DateOrder, Day, Explained, FieldNames, Lang, Problem, Skip};

/// Raised by every change after which a file gives other articles than before: an index of files that were read
/// by another version is built anew.
pub const VERSION: u32 = 9;

/// How much of a file is looked at to tell its format, in bytes.
const HEAD: usize = 8192;

/// What a file is called: its name may say what it is and when it is from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FileName {
    /// Relative to its root, with `/`.
    pub path: String,
}

/// What is known beforehand: the day it is, and what holds for the file's folder.
#[derive(Debug, Clone)]
pub struct How {
    /// The day it is; no article is from later.
    pub today: Day,
    /// The outlet of articles that print none.
    pub source: Option<String>,
    /// The language of articles too short to tell.
    pub lang: Option<Lang>,
    /// How `03/04/2019` is meant, where the file does not settle it.
    pub date_order: Option<DateOrder>,
    /// The charset, where it is known.
    pub charset: Option<String>,
    /// The style that the file is said to have.
    pub style: Option<StyleTold>,
    /// What it calls its fields, where a person says so.
    pub fields: Option<Arc<FieldNames>>,
}

impl How {
    /// How a file is read of which nothing is known, on that day.
    pub fn on(today: Day) -> How {
        How { today, source: None, lang: None, date_order: None, charset: None, style: None, fields: None }
    }
}

/// The style that a file is said to have. It is believed before every layout that the file itself shows.
#[derive(Debug, Clone)]
pub enum StyleTold {
    /// One that a person has described.
    Written(Arc<Style>),
    /// A built-in layout, by its name.
    BuiltIn(&'static str),
}

impl StyleTold {
    /// Its name.
    pub fn name(&self) -> &str {
        match self {
            StyleTold::Written(style) => &style.name,
            StyleTold::BuiltIn(name) => name,
        }
    }
}

/// The format of a file, by its content first and its name second, or why it is passed over.
/// An error is one of reading.
pub fn recognise(
    source: &mut dyn Source,
    name: &FileName,
    how: &How,
) -> io::Result<Result<&'static Format, Skip>> {
    source.seek(SeekFrom::Start(0))?;
    let mut head = Vec::with_capacity(HEAD);
    Read::take(&mut *source, HEAD as u64).read_to_end(&mut head)?;
    source.seek(SeekFrom::Start(0))?;
    Ok(formats::recognise(&head, &name.path, how.fields.is_some()))
}

/// Every article of one file, in the file's order. What was wrong on the way comes as `Err` between
/// them; an `Err` never ends the stream.
pub fn articles<'a>(
    source: &'a mut dyn Source,
    name: &'a FileName,
    how: &'a How,
) -> impl Iterator<Item = Result<Article, Problem>> + 'a {
    Layers::new(source, name, how)
}

/// How a file was cut and why, and what every line of it is for.
pub fn explain(source: &mut dyn Source, name: &FileName, how: &How) -> Explained {
    Layers::new(source, name, how).explain()
}

#[cfg(test)]
mod tests;
