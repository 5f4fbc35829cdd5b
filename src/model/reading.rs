//! How a file was read, line by line: what `segment --explain` shows.

use std::borrow::Cow;

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

/// A line, its role, and why it has it.
#[derive(Debug, Clone, PartialEq, Eq)]
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
}
