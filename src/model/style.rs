//! A style of digests as a person describes it in `newsdex.toml`, with its examples; and what came of
//! trying them. Nothing here knows whether a pattern can be understood.

use std::fmt;
use std::ops::Range;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use super::reading::ReadLine;

/// A `[[style]]`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct WrittenStyle {
    /// What its articles carry as their style.
    pub name: String,
    /// The files it is for: globs as in `include`.
    #[serde(deserialize_with = "one_or_more")]
    pub files: Vec<String>,
    /// What an article begins with; a pattern of several lines for several lines.
    #[serde(deserialize_with = "one_or_more")]
    pub start: Vec<String>,
    /// What the lines of its credit look like, a pattern each.
    #[serde(deserialize_with = "one_or_more")]
    pub credit: Vec<String>,
    /// What the line looks like that ends an article.
    #[serde(deserialize_with = "one_or_more")]
    pub end: Vec<String>,
    /// What it should make of a text.
    #[serde(rename = "example")]
    pub examples: Vec<Example>,
}

/// A text, and the articles that a style should find in it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Example {
    /// What it shows.
    pub name: Option<String>,
    /// The text.
    pub text: String,
    /// The articles in it, in order.
    pub articles: Option<Vec<Expected>>,
}

/// What an article of an example should be. What is not named is not looked at; what is empty must be absent.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Expected {
    /// Its headline.
    pub headline: Option<String>,
    /// Its outlet.
    pub source: Option<String>,
    /// Its date: `2025-05-12`, `2025-05`, `2025`.
    pub date: Option<String>,
    /// The people who wrote it, joined by commas.
    pub byline: Option<String>,
    /// Its address on the web.
    pub url: Option<String>,
    /// How its text begins.
    pub begins: Option<String>,
    /// How its text ends.
    pub ends: Option<String>,
}

/// A step down into `newsdex.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// Into a table.
    Key(&'static str),
    /// Into a list.
    Item(usize),
}

/// Something in `newsdex.toml` that cannot be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it stands.
    pub at: Vec<Step>,
    /// The part of the text there that is meant, if not all of it.
    pub part: Option<Range<usize>>,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl Fault {
    /// A fault of what stands there.
    pub fn new(at: impl Into<Vec<Step>>, message: impl Into<String>) -> Fault {
        Fault { at: at.into(), part: None, message: message.into() }
    }
}

/// What came of an example.
#[derive(Debug, Clone, PartialEq)]
pub struct ExampleRun {
    /// The style's name.
    pub style: String,
    /// The example's name, or its number.
    pub example: String,
    /// Where it stands in the configuration, from 1.
    pub line: u32,
    /// How what was found differs from what is expected; nothing where the example passes.
    pub differences: Vec<String>,
    /// The text as it was read.
    pub lines: Vec<ReadLine>,
}

/// What came of checking a configuration that can be understood.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ConfigCheck {
    /// The file.
    pub path: String,
    /// How many styles it has.
    pub styles: usize,
    /// For how many folders it says something.
    pub folders: usize,
    /// For how many kinds of files it names the fields.
    pub fields: usize,
    /// Its examples, each tried.
    pub examples: Vec<ExampleRun>,
    /// What is wrong with it as a whole.
    pub faults: Vec<String>,
    /// What is worth a look, but not wrong.
    pub remarks: Vec<String>,
}

impl ConfigCheck {
    /// Whether nothing is wrong.
    pub fn passes(&self) -> bool {
        self.faults.is_empty() && self.examples.iter().all(|run| run.differences.is_empty())
    }
}

/// Reads one text as a list of one.
pub(super) fn one_or_more<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    struct OneOrMore;
    impl<'de> Visitor<'de> for OneOrMore {
        type Value = Vec<String>;

        fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
            f.write_str("a text in quotes, or a list of them")
        }

        fn visit_str<E>(self, text: &str) -> Result<Vec<String>, E> {
            Ok(vec![text.to_owned()])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<Vec<String>, A::Error> {
            let mut all = Vec::new();
            while let Some(text) = texts.next_element()? {
                all.push(text);
            }
            Ok(all)
        }
    }
    deserializer.deserialize_any(OneOrMore)
}
