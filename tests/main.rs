//! The one test binary: a list of the modules below, a line on each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

/// The house stands as its map says.
mod layers;
/// An article and its schema agree.
mod schema;
