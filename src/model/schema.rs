//! How each member of an article is indexed, as `schema/articles.json` says.

/// The rows of `schema/articles.json`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema;
