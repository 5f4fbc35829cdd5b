//! Why a hit has its score, in lines for a person.

use serde_json::Value;
use tantivy::DocAddress;
use tantivy::query::Query as EngineQuery;

use super::view::{View, failed};
use crate::error::Result;

/// How the score of the article at that address came about: a line for each part, deeper parts further in.
pub(super) fn score(view: &View, query: &dyn EngineQuery, at: DocAddress) -> Result<Vec<String>> {
    let explanation = query.explain(view.searcher, at).map_err(failed)?;
    let tree: Value = serde_json::from_str(&explanation.to_pretty_json()).unwrap_or_default();
    let mut lines = Vec::new();
    describe(&tree, 0, &mut lines);
    Ok(lines)
}

/// What the engine says, and what it means.
const SAYINGS: [(&str, &str); 5] = [
    ("BooleanClause", "in all"),
    ("BooleanQuery", "in all"),
    ("Boost", "with its weight"),
    ("Const", "a condition, which counts nothing"),
    ("TermQuery", "by frequency, rarity and length"),
];

fn describe(part: &Value, depth: usize, lines: &mut Vec<String>) {
    let value = part.get("value").and_then(Value::as_f64).unwrap_or(0.0);
    let said = part.get("description").and_then(Value::as_str).unwrap_or("");
    let meant = SAYINGS.iter().find(|(saying, _)| said.starts_with(saying)).map_or(said, |(_, meant)| meant);
    if value != 0.0 {
        lines.push(format!("{:indent$}{value:.2}  {meant}", "", indent = 2 * depth));
    }
    // Deeper than this the engine explains its arithmetic.
    if depth < 4 && !said.starts_with("TermQuery") {
        for detail in part.get("details").and_then(Value::as_array).into_iter().flatten() {
            describe(detail, depth + 1, lines);
        }
    }
}
