//! The names that files of others call the fields of their articles by, as a person gives them in `newsdex.toml`.
//! Nothing here reads a file.

use serde::{Deserialize, Serialize};

use super::style::one_or_more;

/// A `[[fields]]`: of each field the names it may have, the first that a file has counts. Dots go into nested names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FieldNames {
    /// The files it is for: globs as in `include`.
    #[serde(deserialize_with = "one_or_more")]
    pub files: Vec<String>,
    /// The headline.
    #[serde(deserialize_with = "one_or_more")]
    pub headline: Vec<String>,
    /// The outlet.
    #[serde(deserialize_with = "one_or_more")]
    pub source: Vec<String>,
    /// The day of publication.
    #[serde(deserialize_with = "one_or_more")]
    pub date: Vec<String>,
    /// The people who wrote it.
    #[serde(deserialize_with = "one_or_more")]
    pub byline: Vec<String>,
    /// The address on the web.
    #[serde(deserialize_with = "one_or_more")]
    pub url: Vec<String>,
    /// The language.
    #[serde(deserialize_with = "one_or_more")]
    pub lang: Vec<String>,
    /// The text.
    #[serde(deserialize_with = "one_or_more")]
    pub body: Vec<String>,
}

impl FieldNames {
    /// The names of each field, by what `newsdex.toml` calls it.
    pub fn by_field(&self) -> [(&'static str, &[String]); 7] {
        [
            ("headline", &self.headline),
            ("source", &self.source),
            ("date", &self.date),
            ("byline", &self.byline),
            ("url", &self.url),
            ("lang", &self.lang),
            ("body", &self.body),
        ]
    }
}
