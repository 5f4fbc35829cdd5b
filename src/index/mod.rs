//! The search engine: the folder it keeps, how an article becomes a document of it, how text is analysed.
//! Articles go in by file and come out by document. Nothing here looks at the corpus itself.

pub mod analyser;
pub mod document;
pub mod fields;
mod flow;
pub mod mapping;

pub use document::ArticleDocument;
pub use fields::Fields;
pub use mapping::Kept;
