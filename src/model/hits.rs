//! The answer to a question, as a value that a terminal, a script and a test all read.

use std::ops::Range;

use serde::Serialize;

use super::article::{Article, ArticleId, Lang, Lines};
use super::day::{Day, Published};

/// Where an article stands: a file below a root, and its lines there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The root's path.
    pub root: String,
    /// The file's path below it, with `/`; bytes that are not UTF-8 as `%XX`.
    pub path: String,
    /// The article's lines in it.
    pub lines: Option<Lines>,
}

/// A piece of an article that shows why it matched. Marks are byte ranges into the text, apart and in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Snippet {
    /// The passages, with `…` where text was left out; no line ends, no control characters.
    pub text: String,
    /// The words that matched.
    pub marks: Vec<Range<usize>>,
}

/// An article that matched.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    /// Its rank, from 1.
    pub rank: usize,
    /// Its score; 0 where the order is not by relevance.
    pub score: f32,
    /// Its id.
    pub id: ArticleId,
    /// Its headline.
    pub headline: String,
    /// The words of the headline that matched, as byte ranges into it.
    pub headline_marks: Vec<Range<usize>>,
    /// Its outlet.
    pub source: Option<String>,
    /// When it was published.
    pub published: Option<Published>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// Its language.
    pub lang: Option<Lang>,
    /// Its file's format.
    pub format: String,
    /// Where it stands; of several places the first in order.
    pub place: Place,
    /// The other places where the same article stands.
    pub also: Vec<Place>,
    /// Why it matched.
    pub snippet: Option<Snippet>,
    /// The near copies that this hit stands for.
    pub like: Vec<Like>,
    /// How its score came about, a line each.
    pub explanation: Vec<String>,
}

/// A near copy that another hit stands for.
#[derive(Debug, Clone, PartialEq)]
pub struct Like {
    /// Its id.
    pub id: ArticleId,
    /// Its outlet.
    pub source: Option<String>,
}

/// The answer to a question.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Hits {
    /// How many articles match in all, each counted once.
    pub total: u64,
    /// The part of them that was wanted.
    pub hits: Vec<Hit>,
    /// How the question was understood, in words.
    pub reading: String,
    /// What a person should know about the answer: a bounded wildcard, say.
    pub notes: Vec<String>,
    /// Where nothing matched: why, and what would.
    pub nothing: Option<Nothing>,
}

/// Why nothing matched.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Nothing {
    /// The parts of the question that match no article at all.
    pub missing: Vec<Missing>,
    /// Where each part matches some: parts without which articles would match, and how many.
    pub without: Vec<(String, u64)>,
    /// How many would match if any of several words were enough.
    pub any: Option<u64>,
    /// How many articles would match without the conditions on dates, where there are some.
    pub without_dates: Option<u64>,
    /// How many would match without any of the filters, where there are some besides those on dates.
    pub without_filters: Option<u64>,
}

/// A part of a question that matches no article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// What was asked for: words as they were typed, a condition as it was understood.
    pub part: String,
    /// Whether it is a condition, and no words.
    pub is_condition: bool,
    /// The nearest word or name that the index has, and how many articles match it.
    pub nearest: Option<(String, u64)>,
}

/// A whole article with its places.
#[derive(Debug, Clone, PartialEq)]
pub struct Found {
    /// The article.
    pub article: Article,
    /// Where it stands.
    pub place: Place,
    /// Where else it stands.
    pub also: Vec<Place>,
}

/// A value of a field, and how many articles have it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facet {
    /// The value.
    pub value: String,
    /// How many articles.
    pub count: u64,
}

/// A period of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// Its name: `2025-06-02`, `2025-W23`, `2025-06` or `2025`.
    pub period: String,
    /// Its first day.
    pub start: Day,
    /// The outlet, where counts are by outlet.
    pub source: Option<String>,
    /// How many articles.
    pub count: u64,
    /// Of how many, where shares are asked for.
    pub of: Option<u64>,
}

/// How many of a thousand `count` of `of` are; 0 where there are none at all.
pub fn per_thousand(count: u64, of: u64) -> f64 {
    if of == 0 { 0.0 } else { count as f64 * 1000.0 / of as f64 }
}

/// The days of which an outlet's articles are there, from its first to its last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// The outlet; `None`: articles that name none.
    pub source: Option<String>,
    /// The first day.
    pub first: Day,
    /// The last day.
    pub last: Day,
    /// How many days have an article.
    pub days: u64,
    /// How many articles of these days.
    pub articles: u64,
    /// The days between that have none, in runs: first and last.
    pub gaps: Vec<(Day, Day)>,
}
