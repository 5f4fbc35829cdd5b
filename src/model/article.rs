//! The noun that everything is about: an article, as a careful reader of its file would describe it.

use std::fmt;
use std::str::FromStr;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::day::Published;

/// An article's name for life: a hash of what it prints. Written as 16 hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ArticleId(pub u64);

impl fmt::Display for ArticleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

impl FromStr for ArticleId {
    type Err = ();

    fn from_str(text: &str) -> Result<ArticleId, ()> {
        let hex = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
        if hex { u64::from_str_radix(text, 16).map(ArticleId).map_err(|_| ()) } else { Err(()) }
    }
}

impl Serialize for ArticleId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ArticleId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<ArticleId, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("an article id has 16 hex digits"))
    }
}

/// A language by its two letters (ISO 639-1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Lang([u8; 2]);

impl Lang {
    /// English.
    pub const ENGLISH: Lang = Lang(*b"en");

    /// The language of those two lower-case letters.
    pub fn new(code: &str) -> Option<Lang> {
        match code.as_bytes() {
            &[a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Some(Lang([a, b])),
            _ => None,
        }
    }

    /// Its two letters.
    pub fn code(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("")
    }
}

impl Serialize for Lang {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.code())
    }
}

impl<'de> Deserialize<'de> for Lang {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Lang, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        Lang::new(&text).ok_or_else(|| serde::de::Error::custom("a language has two small letters"))
    }
}

/// Lines of a file, counted from 1, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Lines {
    /// The first line.
    pub start: u32,
    /// The last line.
    pub end: u32,
}

/// A field that an article has, though the article itself does not print it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Inferred {
    /// The outlet is that of the whole file, or of its folder.
    Source,
    /// The date is that of the whole file, or stands in its name.
    Date,
    /// The byline is that of the whole file.
    Byline,
    /// The language is that of the whole file.
    Lang,
}

/// One article of one file.
///
/// It is serialised flat, under the names that `schema/articles.json` lists, with what follows from
/// its members beside them (`date` and `date_precision` from `published`, `byline` from `bylines`).
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// A hash of what it prints.
    pub id: ArticleId,
    /// Its place among the articles of its file, from 1.
    pub ordinal: u32,
    /// As printed: wrapped lines joined, white space collapsed, no number. Empty if there is none.
    pub headline: String,
    /// The outlet as the credit line prints it.
    pub source: Option<String>,
    /// When it was published, as finely as is known.
    pub published: Option<Published>,
    /// The people who wrote it, in order.
    pub bylines: Vec<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// The language it is written in.
    pub lang: Option<Lang>,
    /// The format of its file: the name of a row of `FORMATS`.
    pub format: String,
    /// How it was cut out of its file.
    pub style: String,
    /// The text below the credit, paragraphs apart by line ends.
    pub body: String,
    /// Its lines, from the first that belongs to it to the last; none where its format has no lines.
    pub lines: Option<Lines>,
    /// How sure the cut is, from 0 to 1.
    pub confidence: f32,
    /// The fields that it does not print itself.
    pub inferred: Vec<Inferred>,
}

impl Article {
    /// The bylines as one, or `None` where there are none.
    pub fn byline(&self) -> Option<String> {
        (!self.bylines.is_empty()).then(|| self.bylines.join(", "))
    }

    /// The language by which its words are stemmed: its own, or English where none is known and nothing but
    /// plain letters stand in it, as in notes too short to tell.
    pub fn stemmed_as(&self) -> Option<Lang> {
        let plain = |text: &str| text.chars().all(|c| c.is_ascii() || !c.is_alphabetic());
        self.lang.or_else(|| if plain(&self.headline) && plain(&self.body) { Lang::new("en") } else { None })
    }
}

/// The names under which an article is serialised, in order.
pub const MEMBERS: [&str; 18] = [
    "ordinal",
    "id",
    "headline",
    "source",
    "date",
    "date_precision",
    "published",
    "byline",
    "bylines",
    "url",
    "lang",
    "format",
    "style",
    "body",
    "line_start",
    "line_end",
    "confidence",
    "inferred",
];

impl Serialize for Article {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Article", MEMBERS.len())?;
        out.serialize_field("ordinal", &self.ordinal)?;
        out.serialize_field("id", &self.id)?;
        out.serialize_field("headline", &self.headline)?;
        out.serialize_field("source", &self.source)?;
        out.serialize_field("date", &self.published.and_then(Published::day).map(|day| day.to_string()))?;
        out.serialize_field("date_precision", &self.published.map(Published::precision))?;
        out.serialize_field("published", &self.published.map(|published| published.to_string()))?;
        out.serialize_field("byline", &self.byline())?;
        out.serialize_field("bylines", &self.bylines)?;
        out.serialize_field("url", &self.url)?;
        out.serialize_field("lang", &self.lang)?;
        out.serialize_field("format", &self.format)?;
        out.serialize_field("style", &self.style)?;
        out.serialize_field("body", &self.body)?;
        out.serialize_field("line_start", &self.lines.map(|lines| lines.start))?;
        out.serialize_field("line_end", &self.lines.map(|lines| lines.end))?;
        out.serialize_field("confidence", &self.confidence)?;
        out.serialize_field("inferred", &self.inferred)?;
        out.end()
    }
}

/// What is read back of a serialised article; the rest follows from it.
#[derive(Deserialize)]
struct Flat {
    ordinal: u32,
    id: ArticleId,
    headline: String,
    source: Option<String>,
    published: Option<String>,
    bylines: Vec<String>,
    url: Option<String>,
    lang: Option<Lang>,
    format: String,
    style: String,
    body: String,
    line_start: Option<u32>,
    line_end: Option<u32>,
    confidence: f32,
    inferred: Vec<Inferred>,
}

impl<'de> Deserialize<'de> for Article {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Article, D::Error> {
        let flat = Flat::deserialize(deserializer)?;
        Ok(Article {
            id: flat.id,
            ordinal: flat.ordinal,
            headline: flat.headline,
            source: flat.source,
            published: flat.published.and_then(|text| text.parse().ok()),
            bylines: flat.bylines,
            url: flat.url,
            lang: flat.lang,
            format: flat.format,
            style: flat.style,
            body: flat.body,
            lines: flat.line_start.zip(flat.line_end).map(|(start, end)| Lines { start, end }),
            confidence: flat.confidence,
            inferred: flat.inferred,
        })
    }
}
