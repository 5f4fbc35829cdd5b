//! What `newsdex.toml` says, as a value. `corpus::config` reads it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::field_names::FieldNames;
use super::style::WrittenStyle;

/// The whole of `newsdex.toml`. A missing file is an empty one.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Config {
    /// Only files that one of these globs matches, where there are any.
    pub include: Vec<String>,
    /// No file or folder that one of these globs matches.
    pub exclude: Vec<String>,
    /// Outlets by name, each with its other names: who asks for one of them is given all. No article's own
    /// source is changed.
    pub aliases: BTreeMap<String, Vec<String>>,
    /// What holds for a folder and all below it; of two that fit, the deeper one.
    #[serde(rename = "folder")]
    pub folders: Vec<FolderDefaults>,
    /// Styles of digests that people describe themselves; of two that name a file, the first.
    #[serde(rename = "style")]
    pub styles: Vec<WrittenStyle>,
    /// What tables and JSON of others call their fields; of two that name a file, the first.
    pub fields: Vec<FieldNames>,
}

/// What holds for the files of one folder, where they do not say it themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FolderDefaults {
    /// The folder, relative to the root, with `/`.
    pub path: String,
    /// The outlet of articles that print none.
    pub source: Option<String>,
    /// The language (two letters) of articles too short to tell.
    pub lang: Option<String>,
    /// How `03/04/2019` is meant, where the file does not settle it.
    pub date_order: Option<DateOrder>,
    /// The charset of files that do not tell theirs: an encoding label as on the web.
    pub charset: Option<String>,
    /// The style by which its files are cut: the name of one that is written here, or of a built-in layout.
    pub style: Option<String>,
}

/// The order of the parts of a date in figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateOrder {
    /// Day, month, year.
    Dmy,
    /// Month, day, year.
    Mdy,
}
