//! A clipping: a piece cut from a file, its parts told apart but not yet understood as fields.
//! Formats make clippings, `fields` makes articles of them; neither knows the other.

use super::marks::{Credit, Dateline};
use crate::model::{Lines, Published};

/// A piece cut from a file.
#[derive(Debug, Clone, Default)]
pub struct Clipping<'t> {
    /// The lines it takes in its file; none where the format has no lines.
    pub lines: Option<Lines>,
    /// The headline's lines, without number, date or marks around it.
    pub headline: Vec<&'t str>,
    /// The lines that credit it, as printed, deck and labels included: all between headline and body.
    pub printed: Vec<&'t str>,
    /// What those lines say, in their order.
    pub credits: Vec<Credit>,
    /// What labels say outright (`LANGUAGE:`, `BYLINE:` …), before anything that is told by form.
    pub labelled: Labelled,
    /// The lines of the text below the credit.
    pub body: Vec<&'t str>,
    /// Where and when the text says that it was filed.
    pub filed: Option<Dateline>,
    /// How it was cut out: the name of a layout or style.
    pub style: &'t str,
    /// How sure the cut is, from 0 to 1.
    pub confidence: f32,
    /// A date that was printed as its own and not taken, since it cannot be.
    pub impossible: Option<String>,
}

/// Fields that a label of the export names.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Labelled {
    /// The outlet.
    pub source: Option<String>,
    /// The people.
    pub persons: Option<Vec<String>>,
    /// The day of publication.
    pub published: Option<Published>,
    /// The address on the web.
    pub url: Option<String>,
    /// The name of the language, as printed.
    pub language: Option<String>,
}

/// An article whose fields its format names outright, or what such a format knows of the articles inside it.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// The headline, empty where there is none.
    pub headline: String,
    /// The outlet.
    pub source: Option<String>,
    /// The day of publication.
    pub published: Option<Published>,
    /// The people who wrote it, in order.
    pub persons: Vec<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// The name or code of its language, as the file gives it.
    pub language: Option<String>,
    /// The text, paragraphs apart by line ends.
    pub body: String,
    /// The lines it takes in its file; none where the format has no lines.
    pub lines: Option<Lines>,
    /// What stands where a date should and cannot be one.
    pub refused: Option<String>,
}

impl Told {
    /// Fills what is not told with what is known from around it.
    pub fn or(mut self, around: &Told) -> Told {
        if self.headline.trim().is_empty() {
            self.headline.clone_from(&around.headline);
        }
        if self.persons.is_empty() {
            self.persons.clone_from(&around.persons);
        }
        self.source = self.source.or_else(|| around.source.clone());
        self.published = self.published.or(around.published);
        self.url = self.url.or_else(|| around.url.clone());
        self.language = self.language.or_else(|| around.language.clone());
        self.lines = self.lines.or(around.lines);
        self
    }
}

/// What a file gives to those of its articles that do not print it themselves.
#[derive(Debug, Clone, Default)]
pub struct Shared {
    /// The outlet of the whole file or folder.
    pub source: Option<String>,
    /// The date of the whole file, or in its name.
    pub published: Option<Published>,
    /// The language of the whole file.
    pub lang: Option<crate::model::Lang>,
}
