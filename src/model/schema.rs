//! How each member of an article is indexed, as `schema/articles.json` says. Plain data: `index::mapping`
//! makes the engine's schema of it.

use serde::Deserialize;

/// What `schema/articles.json` holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Schema {
    /// Counts the changes that make an index of an earlier version unreadable.
    pub version: u32,
    /// Every member of [`Article`](super::Article), and every field that only the index knows.
    pub fields: Vec<Row>,
}

/// How one field is indexed.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The field's name in queries, in JSON and in the index.
    pub name: String,
    /// What kind of field of the index it becomes.
    pub kind: Kind,
    /// Numbers only: whether a value can be looked up. Words, stems and names always can.
    #[serde(default)]
    pub indexed: bool,
    /// Whether it has a column, to count, sort and filter by.
    #[serde(default)]
    pub fast: bool,
    /// Whether its value is kept as it is, in a field of its own.
    #[serde(default)]
    pub stored: bool,
    /// Whether its value is kept in the one stored field `display`.
    #[serde(default)]
    pub display: bool,
    /// What it is made from, where it is no member of an article, or follows from other members.
    #[serde(default)]
    pub derived_from: Vec<String>,
}

/// The kinds of fields an index has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// No field of its own.
    None,
    /// Text, cut into normalised words, with their positions and the text's length.
    Words,
    /// Text, of which only those stems are kept that differ from their word, with their frequencies.
    Stems,
    /// Text as it is, taken whole.
    Name,
    /// Text that is only stored.
    Text,
    /// A whole number from 0.
    Unsigned,
    /// A whole number.
    Signed,
    /// Bytes.
    Bytes,
}

impl Schema {
    /// The schema that this version of newsdex writes and reads.
    pub fn current() -> Result<Schema, serde_json::Error> {
        serde_json::from_str(include_str!("../../schema/articles.json"))
    }
}
