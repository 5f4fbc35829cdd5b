//! The search engine: the folder it keeps, how an article becomes a document of it, how text is analysed.
//! Articles go in by file and come out by document. Nothing here looks at the corpus itself.

pub mod analyser;
mod check;
mod document;
mod faults;
pub mod fields;
mod flow;
mod generation;
pub mod mapping;
mod reading_directory;
mod store;
mod writer;

pub use check::check;
pub use document::ArticleDocument;
pub use fields::Fields;
pub use generation::Generation;
pub use mapping::Kept;
pub use store::{Lock, State, Store, Why};
pub use writer::Writer;
