//! Stand-in until the analyser lands.

use tantivy::Index;
use tantivy::tokenizer::{LowerCaser, SimpleTokenizer, TextAnalyzer};

/// Counts the changes that make an index of an earlier version give other answers.
pub const ANALYSER_VERSION: u32 = 0;

/// Makes the tokenizers known to an index.
pub fn register(index: &Index) {
    for name in ["words", "stems"] {
        let analyser = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser).build();
        index.tokenizers().register(name, analyser);
    }
}

/// The key of a whole name.
pub fn fold(name: &str) -> String {
    name.to_lowercase()
}
