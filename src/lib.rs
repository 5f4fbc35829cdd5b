//! newsdex turns a folder of saved news into a searchable archive of articles.
//!
//! Nouns on the ground, verbs above; imports only run down.
//!
//! ```text
//!   cli                                          faces (in the program, not in this library)
//!   search                    ingest             conductors: one reads, one writes
//!   index  query  render      extract  corpus    wings, strangers to each other
//!   model                                        the nouns
//!   error
//! ```
//!
//! - [`model`]: what everything is about: articles, queries, hits, problems, the ledger.
//! - [`corpus`]: the disk. A folder → its files in order → which of them changed → their bytes.
//! - [`extract`]: bytes → articles. Pure: it knows neither disk nor engine.
//! - [`index`]: the search engine: the folder it keeps, how an article is mapped, how text is analysed.
//! - [`query`]: what was typed → what is asked. Pure.
//! - [`render`]: answers → words for people and lines for programs.
//! - [`search`]: a query → hits, from an index.
//! - [`ingest`]: a folder → an index brought up to date.

#![deny(clippy::print_stdout, clippy::print_stderr)]
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

pub mod corpus;
pub mod error;
pub mod extract;
pub mod index;
pub mod ingest;
pub mod model;
pub mod query;
pub mod render;
pub mod search;

pub use error::{Error, Result};
