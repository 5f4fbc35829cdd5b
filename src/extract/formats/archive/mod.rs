//! Archives → the files in them, one after the other: zip, tar, and WARC of the web. No file is ever written to the
//! disk, so that no name in an archive can do harm.

mod tar;
mod warc;
mod zip;

pub use tar::FORMAT as TAR;
pub use warc::FORMAT as WARC;
pub use zip::FORMAT as ZIP;

/// Whether a file in an archive is no more than a trace of the program that made it.
fn is_trace(name: &str) -> bool {
    name.starts_with("__MACOSX/")
        || name.split('/').any(|part| part.starts_with('.') && !matches!(part, "." | ".."))
}
