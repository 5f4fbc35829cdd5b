//! A clipping → an article: one file per field. What the clipping does not print stays empty, unless
//! its file gives it; then the field is named as inferred. Nothing is ever guessed.

mod body;
mod byline;
mod date;
mod headline;
mod id;
pub mod language;
mod sketch;
mod source;
mod url;

pub use headline::tidy;
pub use sketch::sketch;

use super::clipping::{Clipping, Labelled, Shared, Told};
use crate::model::{Article, Inferred};

/// The article that a clipping is. `format` is the name of its file's format.
pub fn article(clipping: &Clipping, ordinal: u32, format: &'static str, shared: &Shared) -> Article {
    let mut inferred = Vec::new();
    let mut or_shared = |printed: bool, given: bool, field| {
        if !printed && given {
            inferred.push(field);
        }
    };
    let url = url::url(clipping);
    let source = source::source(clipping, url.as_deref());
    let published = date::published(clipping);
    let lang = language::of(clipping);
    or_shared(source.is_some(), shared.source.is_some(), Inferred::Source);
    or_shared(published.is_some(), shared.published.is_some(), Inferred::Date);
    or_shared(lang.is_some(), shared.lang.is_some(), Inferred::Lang);
    Article {
        id: id::id(clipping),
        ordinal,
        headline: headline::headline(clipping),
        source: source.or_else(|| shared.source.clone()),
        published: published.or(shared.published),
        bylines: byline::bylines(clipping),
        url,
        lang: lang.or(shared.lang),
        format: format.to_owned(),
        style: clipping.style.to_owned(),
        body: body::body(clipping),
        lines: clipping.lines,
        confidence: clipping.confidence,
        inferred,
    }
}

/// The article whose fields its format names.
pub fn told(told: &Told, format: &'static str, shared: &Shared) -> Article {
    let day = told.published.map(|published| published.to_string());
    let persons = told.persons.iter().map(String::as_str);
    let clipping = Clipping {
        lines: told.lines,
        headline: vec![&told.headline],
        printed: persons.chain(told.source.as_deref()).chain(day.as_deref()).collect(),
        labelled: Labelled {
            source: told.source.clone(),
            persons: Some(told.persons.clone()).filter(|persons| !persons.is_empty()),
            published: told.published,
            url: told.url.clone(),
            language: told.language.clone(),
        },
        body: told.body.lines().collect(),
        style: format,
        confidence: 1.0,
        ..Clipping::default()
    };
    article(&clipping, 1, format, shared)
}
