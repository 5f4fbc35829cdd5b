//! The one test binary: a list of the modules below, a line on each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

/// The sample corpus against what a careful reader says it holds.
mod gold;
/// A run after changes leaves what a fresh build would.
mod incremental;
/// The house stands as its map says.
mod layers;
/// An article and its schema agree.
mod schema;
/// Broken files, mutated samples and arbitrary bytes.
mod survive;
