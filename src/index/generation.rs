//! A generation of the index, opened for reading: the articles as the last commit before the opening left them.

use std::path::{Path, PathBuf};

use tantivy::{Directory, Index, ReloadPolicy, Searcher};

use super::analyser;
use super::faults::engine_error;
use super::fields::{Fields, engine_schema};
use super::reading_directory::ReadingDirectory;
use super::store::{State, Unusable, index_dir, read_ledger, read_roots};
use crate::error::{Error, Result};
use crate::model::{Ledger, Root};

/// A generation, opened for reading. It stays as it is, whatever is written meanwhile.
pub struct Generation {
    /// Its number.
    pub number: u32,
    /// The fields of its index.
    pub fields: Fields,
    /// What it says of itself.
    pub state: State,
    dir: PathBuf,
    index: Index,
    searcher: Searcher,
}

impl Generation {
    pub(super) fn open(dir: &Path, number: u32) -> Result<Generation> {
        let fault = engine_error(dir, "open the index");
        let directory = ReadingDirectory::open(&index_dir(dir, number)).map_err(&fault)?;
        let index = open_index(dir, directory)?;
        let mut state = read_state(dir, &index)?;
        // A commit between the two would leave the articles of one with the ledger of the other.
        let searcher = loop {
            let reader = index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into();
            let searcher = reader.map_err(&fault)?.searcher();
            let now = read_state(dir, &index)?;
            if now == state {
                break searcher;
            }
            state = now;
        };
        let fields = Fields::of(&index.schema())?;
        Ok(Generation { number, fields, state, dir: dir.to_owned(), index, searcher })
    }

    /// The engine's searcher over it.
    pub fn searcher(&self) -> &Searcher {
        &self.searcher
    }

    /// The engine's index, its tokenizers registered.
    pub fn index(&self) -> &Index {
        &self.index
    }

    /// The folders that it was built from.
    ///
    /// # Errors
    /// [`Error::Damaged`], or a disk that refuses.
    pub fn roots(&self) -> Result<Vec<Root>> {
        read_roots(&self.dir, self.number, &self.state)
    }

    /// The ledger of the commit that it was opened at.
    ///
    /// # Errors
    /// [`Error::Damaged`] where it is not as it was written.
    pub fn ledger(&self) -> Result<Ledger> {
        read_ledger(&self.dir, self.number, &self.state)
    }

    /// The index folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }
}

/// The engine's index in that folder, its tokenizers registered, if it is of this version.
pub(super) fn open_index(dir: &Path, folder: impl Into<Box<dyn Directory>>) -> Result<Index> {
    let index = Index::open(folder).map_err(engine_error(dir, "open the index"))?;
    // Of two versions that differ, the payload says it best.
    read_state(dir, &index)?;
    if index.schema() != engine_schema()? {
        let why = "it has other fields".to_owned();
        return Err(Error::OtherVersion { index: dir.to_owned(), why });
    }
    analyser::register(&index);
    Ok(index)
}

/// What the last commit said of the index.
pub(super) fn read_state(dir: &Path, index: &Index) -> Result<State> {
    let metas = index.load_metas().map_err(engine_error(dir, "read the state of the index"))?;
    State::parse(metas.payload.as_deref()).map_err(|unusable| match unusable {
        Unusable::OtherVersion(why) => Error::OtherVersion { index: dir.to_owned(), why },
        Unusable::Unreadable(why) => Error::Damaged { index: dir.to_owned(), why },
    })
}
