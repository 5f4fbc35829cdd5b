//! What was asked, as a value: the reading of a query, before any index is looked at.

use std::ops::Range;

use super::article::Lang;
use super::day::{Day, Days};

/// A field that words can be looked for in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WordField {
    /// The headline.
    Headline,
    /// The body.
    Body,
    /// The outlet's name.
    Source,
    /// The people's names.
    Byline,
    /// The web address.
    Url,
}

/// A field that an article can have or lack (`has:date`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// It has a headline.
    Headline,
    /// It has an outlet.
    Source,
    /// Its day, month or year is known.
    Date,
    /// It names a person.
    Byline,
    /// It has a web address.
    Url,
    /// Its language is known.
    Lang,
}

/// How a piece of text is to be looked for.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// A word, its other forms included. What stands here may still fall into several words
    /// (`black-sea`, `rt.com`): these are then wanted side by side.
    Word(String),
    /// A word just so, no other form of it (`=word`).
    Exact(String),
    /// Words side by side in this order, or within `slop` moves of it (`"a b"~slop`).
    Phrase {
        /// The words, as typed.
        text: String,
        /// How many places words may be moved in all.
        slop: u32,
    },
    /// A word with `*` (any letters) and `?` (one letter) in it.
    Wildcard(String),
    /// A word with up to `distance` (1 or 2) letters other, missing or added.
    Fuzzy {
        /// The word, as typed.
        text: String,
        /// The Levenshtein distance.
        distance: u8,
    },
}

/// A query as a tree.
#[derive(Debug, Clone, PartialEq)]
pub enum Clause {
    /// All of these.
    All(Vec<Clause>),
    /// Any of these.
    Any(Vec<Clause>),
    /// Not this.
    Not(Box<Clause>),
    /// This, its score multiplied.
    Boost(Box<Clause>, f32),
    /// Words, in one field or, without one, in headline, body and byline.
    Text {
        /// Where to look.
        field: Option<WordField>,
        /// What to look for.
        wanted: Wanted,
        /// Where it stands in the query, in bytes.
        at: Range<usize>,
    },
    /// The outlet's whole name; case, accents and a leading "The" aside.
    SourceIs(String),
    /// Written in that language.
    LangIs(Lang),
    /// The file's format.
    FormatIs(String),
    /// The path below its root matches this glob (a text without glob characters: holds it).
    PathLike(String),
    /// The id begins with these hex digits.
    IdBegins(String),
    /// Published within these days: the spans overlap.
    Published(Days),
    /// Published on that month (1–12) and day of any year.
    OnThisDay(u8, u8),
    /// First seen within these days of the local calendar.
    Added(Days),
    /// First seen by the last run that added anything.
    New,
    /// Has this field.
    Has(Presence),
    /// A near copy of the article whose id begins so, or that article itself.
    CopyOf(String),
}

/// In what order hits come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Sort {
    /// Best first.
    #[default]
    Relevance,
    /// Newest first, undated last.
    Newest,
    /// Oldest first, undated last.
    Oldest,
    /// Best first, where an article that is older by a half-life counts half; undated last.
    Recent {
        /// In how many days an article comes to count half.
        half_life: u32,
        /// The day that ages are counted from.
        today: Day,
    },
}

/// A question to an index: what is asked, and what part of the answer is wanted.
#[derive(Debug, Clone, PartialEq)]
pub struct Query {
    /// The words and fields asked for; `None`: everything.
    pub clause: Option<Clause>,
    /// Conditions beside the query (`--source` and its like); all must hold, and none changes a score.
    pub filters: Vec<Clause>,
    /// The order of hits.
    pub sort: Sort,
    /// How many hits at most; `None`: all.
    pub limit: Option<usize>,
    /// How many hits to pass over first.
    pub offset: usize,
    /// How wide a snippet may be, in columns of a terminal; `None`: no snippets.
    pub snippet: Option<usize>,
    /// Whether hits are to say why they have their score.
    pub explain: bool,
    /// Whether near copies are shown as one.
    pub group: bool,
}

impl Default for Query {
    fn default() -> Query {
        Query {
            clause: None,
            filters: Vec::new(),
            sort: Sort::Relevance,
            limit: Some(10),
            offset: 0,
            snippet: Some(240),
            explain: false,
            group: true,
        }
    }
}
