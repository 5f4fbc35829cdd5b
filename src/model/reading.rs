//! How a file was read, line by line: what `segment --explain` shows.

use std::borrow::Cow;

use serde::Serialize;

/// What a line of a file is for. Every line that is not blank has exactly one role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// White space only.
    Blank,
    /// Before the first article, and no part of any.
    Preamble,
    /// A list of the articles to come.
    Contents,
    /// What stands between articles: a rule, a counter, a page mark.
    Separator,
    /// A headline, or a part of a wrapped one.
    Headline,
    /// A second headline.
    Deck,
    /// An outlet, a date, a byline, an address: what credits the article.
    Credit,
    /// The article's text.
    Body,
    /// Navigation, share buttons, comment forms.
    Furniture,
}

/// A file as it was read: the layout that was chosen, and every line.
#[derive(Debug, Clone, PartialEq)]
pub struct Explained {
    /// The layout or style, as its articles carry it.
    pub style: String,
    /// How many articles it was cut into.
    pub articles: u32,
    /// Why it was cut so, in a sentence.
    pub why: String,
    /// What the built-in layouts made of the file, the best first.
    pub considered: Vec<Considered>,
    /// Its lines, all of them.
    pub lines: Vec<ReadLine>,
}

/// A layout that a file was held against.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Considered {
    /// The layout's name.
    pub layout: &'static str,
    /// How many articles the file would have.
    pub articles: u32,
    /// How likely it is that the file is laid out so, from 0 to 1.
    pub chance: f32,
}

/// A line, its role, and why it has it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReadLine {
    /// Its number, from 1.
    pub number: u32,
    /// Its text, without its end.
    pub text: String,
    /// What it is for.
    pub role: Role,
    /// The article it belongs to, from 1.
    pub article: Option<u32>,
    /// The evidence, in a few words.
    pub why: Cow<'static, str>,
    /// How sure the cut is, from 0 to 1, where an article begins on the line.
    pub confidence: Option<f32>,
}
