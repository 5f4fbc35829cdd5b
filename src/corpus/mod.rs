//! The disk. A folder → its files in order → which of them changed → their bytes. Nothing here knows what
//! a file means or who asks, and no file is ever written.

pub mod changes;
pub mod config;
pub mod crawl;
mod ignored;
mod kinds;
pub mod paths;
pub mod read;
pub mod roots;
mod selected;

pub use crawl::SourceFile;
pub use read::{Bytes, Content, read, read_path};
