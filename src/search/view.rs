//! What a question is asked of: an open index, its fields, and the little that it says of itself.

use tantivy::query::Query as EngineQuery;
use tantivy::schema::Field;
use tantivy::{DocAddress, Searcher, TantivyDocument, TantivyError, Term};

use super::order::CountIds;
use crate::error::{Error, Result};
use crate::index::mapping::{Kept, article};
use crate::index::{Fields, Generation};
use crate::model::{FileKey, Place, Root};

/// An open index.
pub(super) struct View<'a> {
    pub(super) searcher: &'a Searcher,
    pub(super) fields: &'a Fields,
    /// Whether an id stands in more than one place.
    pub(super) duplicates: bool,
    /// When the last run that added an article began.
    pub(super) last_added: Option<i64>,
    pub(super) roots: Vec<Root>,
}

/// The engine's error as one of ours.
pub(super) fn failed(error: impl Into<TantivyError>) -> Error {
    Error::Engine(error.into().to_string())
}

impl<'a> View<'a> {
    /// A generation as a question sees it.
    pub(super) fn of(generation: &'a Generation) -> Result<View<'a>> {
        Ok(View {
            searcher: generation.searcher(),
            fields: &generation.fields,
            duplicates: generation.state.duplicates > 0,
            last_added: generation.state.last_added,
            roots: generation.roots()?,
        })
    }

    /// How many documents the index holds, deleted ones included: what shares are taken of.
    pub(super) fn documents(&self) -> u64 {
        self.searcher.segment_readers().iter().map(|reader| u64::from(reader.max_doc())).sum()
    }

    /// In how many documents that word stands in that field.
    pub(super) fn frequency(&self, field: Field, word: &str) -> Result<u64> {
        self.searcher.doc_freq(&Term::from_field_text(field, word)).map_err(failed)
    }

    /// How many articles match, each id once.
    pub(super) fn count(&self, query: &dyn EngineQuery) -> Result<u64> {
        if self.duplicates {
            self.searcher.search(query, &CountIds).map_err(failed)
        } else {
            self.searcher.search(query, &tantivy::collector::Count).map(|count| count as u64).map_err(failed)
        }
    }

    /// The article at that address.
    pub(super) fn article(&self, at: DocAddress) -> Result<Kept> {
        let document: TantivyDocument = self.searcher.doc(at).map_err(failed)?;
        article(self.fields, &document)
    }

    /// Where an article stands.
    pub(super) fn place(&self, kept: &Kept) -> Place {
        Place { root: self.root(&kept.file), path: kept.file.path.clone(), lines: kept.article.lines }
    }

    fn root(&self, file: &FileKey) -> String {
        let root = self.roots.iter().find(|root| root.number == file.root);
        root.map_or_else(String::new, |root| root.path.clone())
    }
}
