//! The one test binary: a list of the modules below, a line on each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, missing_docs)]

/// The program itself: what a person sees, and how it ends.
mod cli;
/// The house stands as its map says.
mod layers;
/// An article and its schema agree.
mod schema;
/// A temporary corpus and the program run in it.
mod support;
