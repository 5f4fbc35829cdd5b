//! The one test binary: a list of the modules below, a line on each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

/// The program itself: what a person sees, and how it ends.
mod cli;
/// Each good file of the sample corpus as it is read today.
mod extract;
/// A disk that refuses to be written.
mod full;
/// The sample corpus against what a careful reader says it holds.
mod gold;
/// A run after changes leaves what a fresh build would.
mod incremental;
/// The program is killed at any moment, and nothing is lost.
mod kill;
/// The house stands as its map says.
mod layers;
/// Others search while an index is written.
mod meanwhile;
/// The README's examples print what stands there.
mod readme;
/// An article and its schema agree.
mod schema;
/// Questions to the sample corpus, and the articles that answer them.
mod search;
/// Styles and folders as newsdex.toml describes them.
mod styles;
/// A temporary corpus and the program run in it.
mod support;
/// Broken files, mutated samples and arbitrary bytes.
mod survive;
