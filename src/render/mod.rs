//! Answers → words for people and lines for programs, written to a stream that the caller holds.
//! Everything that came from a corpus is made [harmless](harmless()) on its way to a terminal. Nothing here opens
//! a file, knows the engine, or asks what terminal there is: a [`Look`] says it.

use std::io::{self, Write};

use crate::model::{
    Article, ConfigCheck, Coverage, Explained, Facet, Found, Hit, Kept, Period, Place, Problem, Report,
};

mod bars;
mod cite;
mod config_check;
mod coverage;
mod csv;
mod explain;
mod file;
mod harmless;
mod json;
mod messages;
mod overview;
mod paint;
mod status;
mod table;
mod text;
mod width;
mod words;

pub use cite::{Citation, Citations};
pub use file::{article_file, article_file_name};
pub use harmless::{harmless, harmless_path};
pub use messages::{nothing_found, query_error, report_sentence};
pub use paint::{Ink, Paint};
pub use status::{Folder, Status};
pub use width::folded;
pub use words::{bytes, counted, duration, thousands};

/// In what form answers are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// JSON Lines.
    Json,
    /// Comma-separated values, with a line of names.
    Csv,
}

/// What an answer in text is fitted to.
pub struct Look<'a> {
    /// How many columns there are.
    pub columns: usize,
    /// Whether there is colour.
    pub paint: Paint,
    /// Whether lines are folded to the columns where they hold whole articles; not so in a pipe.
    pub fold: bool,
    /// Whether ids and other details are shown too.
    pub verbose: bool,
    /// The path by which a place's file can be reached from where the person stands, in bytes.
    pub path: &'a dyn Fn(&Place) -> Vec<u8>,
    /// Where a place's file is on this machine, in bytes, for terminals that make links of it.
    pub link: &'a dyn Fn(&Place) -> Option<Vec<u8>>,
}

/// One form of output: a row of [`renderer`] and a file.
pub trait Renderer {
    /// A page of hits.
    fn hits(&self, out: &mut dyn Write, hits: &[Hit]) -> io::Result<()>;
    /// How many articles match.
    fn count(&self, out: &mut dyn Write, count: u64) -> io::Result<()>;
    /// What stands before the first of several whole articles.
    fn articles_begin(&self, out: &mut dyn Write) -> io::Result<()>;
    /// A whole article.
    fn article(&self, out: &mut dyn Write, found: &Found) -> io::Result<()>;
    /// The articles that the file at `path` was cut into.
    fn cut(&self, out: &mut dyn Write, path: &str, articles: &[Article]) -> io::Result<()>;
    /// How the file at `path` was cut and why, and all its lines with their roles.
    fn explained(&self, out: &mut dyn Write, path: &str, explained: &Explained) -> io::Result<()>;
    /// What came of checking a configuration.
    fn config_check(&self, out: &mut dyn Write, check: &ConfigCheck) -> io::Result<()>;
    /// The values of a field.
    fn facets(&self, out: &mut dyn Write, facets: &[Facet]) -> io::Result<()>;
    /// Articles over time.
    fn timeline(&self, out: &mut dyn Write, periods: &[Period]) -> io::Result<()>;
    /// Of which days outlets' articles are there.
    fn coverage(&self, out: &mut dyn Write, outlets: &[Coverage]) -> io::Result<()>;
    /// What an index holds.
    fn status(&self, out: &mut dyn Write, status: &Status) -> io::Result<()>;
    /// The generations of an index that are kept, oldest first.
    fn kept(&self, out: &mut dyn Write, kept: &[Kept]) -> io::Result<()>;
    /// What a run did.
    fn report(&self, out: &mut dyn Write, report: &Report) -> io::Result<()>;
    /// What does not fit in an index, a sentence each.
    fn damage(&self, out: &mut dyn Write, findings: &[String]) -> io::Result<()>;
}

/// The renderer of that format.
pub fn renderer<'a>(format: Format, look: &'a Look<'a>) -> Box<dyn Renderer + 'a> {
    match format {
        Format::Text => Box::new(text::Text { look }),
        Format::Json => Box::new(json::Json),
        Format::Csv => Box::new(csv::Csv),
    }
}

/// A problem in one line: where, what, and its code.
pub fn problem(problem: &Problem) -> String {
    messages::problem(problem)
}
