//! What the engine's errors mean to a person.

use std::io;
use std::path::Path;

use tantivy::TantivyError;
use tantivy::directory::error::{OpenReadError, OpenWriteError};

use crate::error::Error;

/// The engine's error as one of ours. `index` is the index folder, `doing` what was being done there.
pub(super) fn engine_error(index: &Path, doing: &'static str) -> impl Fn(TantivyError) -> Error {
    let index = index.to_owned();
    move |error| {
        let disk = |source: &io::Error| Error::Disk {
            path: index.clone(),
            doing,
            source: io::Error::new(source.kind(), source.to_string()),
        };
        let damaged = |why: String| Error::Damaged { index: index.clone(), why };
        match &error {
            TantivyError::IoError(source)
            | TantivyError::OpenReadError(OpenReadError::IoError { io_error: source, .. })
            | TantivyError::OpenWriteError(OpenWriteError::IoError { io_error: source, .. }) => disk(source),
            TantivyError::OpenReadError(OpenReadError::FileDoesNotExist(file)) => {
                damaged(format!("its file {} is missing", file.display()))
            }
            TantivyError::OpenReadError(OpenReadError::IncompatibleIndex(why)) => {
                Error::OtherVersion { index: index.clone(), why: format!("{why:?}") }
            }
            TantivyError::IncompatibleIndex(why) => {
                Error::OtherVersion { index: index.clone(), why: format!("{why:?}") }
            }
            TantivyError::OpenDirectoryError(why) => damaged(why.to_string()),
            TantivyError::DataCorruption(why) => damaged(format!("{why:?}")),
            TantivyError::LockFailure(..) => {
                Error::Held { index: index.clone(), holder: "another process".to_owned() }
            }
            _ => Error::Engine(error.to_string()),
        }
    }
}
