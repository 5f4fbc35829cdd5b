//! An archive of a few articles, built the way a run builds it.

use std::collections::BTreeMap;
use std::time::Duration;

use tempfile::TempDir;

use crate::index::{Generation, Store, Why};
use crate::model::{
    Article, ArticleId, Clause, FileKey, FileRow, Given, Hits, Lang, Ledger, Lines, Outcome, Query, Root,
    SKETCH_LEN, Selection, Sketch, Stamp, Wanted, WordField,
};

/// An article of an archive; what a test does not care for is left as it is.
#[derive(Clone)]
pub(crate) struct Piece {
    pub(crate) id: u64,
    pub(crate) headline: &'static str,
    pub(crate) body: &'static str,
    pub(crate) source: Option<&'static str>,
    pub(crate) date: Option<&'static str>,
    pub(crate) byline: Option<&'static str>,
    pub(crate) lang: Option<&'static str>,
    pub(crate) path: &'static str,
    pub(crate) sketch: u8,
    pub(crate) added: i64,
}

impl Default for Piece {
    fn default() -> Piece {
        Piece {
            id: 0,
            headline: "",
            body: "",
            source: None,
            date: None,
            byline: None,
            lang: Some("en"),
            path: "a.txt",
            sketch: 0,
            added: 1_000,
        }
    }
}

impl Piece {
    fn article(&self, ordinal: u32) -> Article {
        let text = |field: Option<&str>| field.map(str::to_owned);
        Article {
            id: ArticleId(self.id),
            ordinal,
            headline: self.headline.to_owned(),
            source: text(self.source),
            published: self.date.map(|date| date.parse().unwrap()),
            bylines: text(self.byline).into_iter().collect(),
            url: None,
            lang: self.lang.and_then(Lang::new),
            format: "text".to_owned(),
            style: "credit".to_owned(),
            body: self.body.to_owned(),
            lines: Some(Lines { start: 10 * ordinal, end: 10 * ordinal + 5 }),
            confidence: 1.0,
            inferred: Vec::new(),
        }
    }

    /// Pieces of one number that is not 0 are near copies; any other two have nothing in common.
    fn sketch(&self) -> Sketch {
        let mut sketch = [0; SKETCH_LEN];
        for (place, value) in sketch.iter_mut().enumerate() {
            *value = match self.sketch {
                0 => (self.id as usize * 31 + place * 7 + 1) as u8 | 1,
                same => same,
            };
        }
        Sketch(sketch)
    }
}

/// An index of pieces.
pub(crate) struct Archive {
    _dir: TempDir,
    pub(crate) generation: Generation,
}

impl Archive {
    /// Each file committed on its own, so that there are several segments.
    pub(crate) fn of(pieces: &[Piece]) -> Archive {
        Archive::built(pieces, true)
    }

    /// `apart`: a commit for each file; else one for all.
    pub(crate) fn built(pieces: &[Piece], apart: bool) -> Archive {
        let mut files: BTreeMap<&str, Vec<&Piece>> = BTreeMap::new();
        pieces.iter().for_each(|piece| files.entry(piece.path).or_default().push(piece));
        let dir = tempfile::tempdir().unwrap();
        let store = Store::at(&dir.path().join(".newsdex"));
        let lock = store.lock(Duration::ZERO).unwrap();
        let mut writer = store.write(&lock, Some(&Why::NoIndex), 1, 64 << 20).unwrap();
        let mut ledger = Ledger {
            roots: vec![Root {
                number: 0,
                path: "news".to_owned(),
                only: None,
                selection: Selection::default(),
            }],
            last_added: pieces.iter().map(|piece| piece.added).max(),
            ..Ledger::default()
        };
        for (path, pieces) in files {
            let key = FileKey { root: 0, path: path.to_owned() };
            writer.remove(&key).unwrap();
            for (piece, number) in pieces.iter().zip(1..) {
                writer.add(&key, &piece.article(number), &piece.sketch(), piece.added).unwrap();
            }
            let given = pieces.iter().map(|piece| Given { id: ArticleId(piece.id), added: piece.added });
            let row = FileRow {
                stamp: Stamp { size: 1, mtime: 1, ctime: 1, inode: 1 },
                hash: 1,
                outcome: Outcome::Articles(given.collect()),
                doubts: Vec::new(),
            };
            ledger.files.insert(key, row);
            if apart {
                writer.commit(&ledger).unwrap();
            }
        }
        writer.commit(&ledger).unwrap();
        writer.finish(&lock, true).unwrap();
        Archive { _dir: dir, generation: store.read().unwrap() }
    }

    pub(crate) fn search(&self, query: &Query) -> Hits {
        crate::search::search(&self.generation, query).unwrap()
    }

    /// The ids that a clause finds, in order; it also has to count them right.
    pub(crate) fn ids(&self, clause: Clause) -> Vec<u64> {
        let query = Query { clause: Some(clause), limit: None, group: false, ..Query::default() };
        let hits = self.search(&query);
        let ids: Vec<u64> = hits.hits.iter().map(|hit| hit.id.0).collect();
        assert_eq!(hits.total, ids.len() as u64);
        assert_eq!(crate::search::count(&self.generation, &query).unwrap(), hits.total);
        ids
    }

    /// A clause finds these ids, by number.
    pub(crate) fn check(&self, clause: Clause, expect: &[u64]) {
        let shown = clause.to_string();
        assert_eq!(self.set(clause), expect, "{shown}");
    }

    /// The ids that a clause finds, by number.
    pub(crate) fn set(&self, clause: Clause) -> Vec<u64> {
        let mut ids = self.ids(clause);
        ids.sort_unstable();
        ids
    }
}

fn text(field: Option<WordField>, wanted: Wanted) -> Clause {
    Clause::Text { field, wanted, at: 0..0 }
}

pub(crate) fn word(word: &str) -> Clause {
    text(None, Wanted::Word(word.to_owned()))
}

pub(crate) fn phrase(words: &str, slop: u32) -> Clause {
    text(None, Wanted::Phrase { text: words.to_owned(), slop })
}

/// Something wanted in one field.
pub(crate) fn said(field: Option<WordField>, wanted: Wanted) -> Clause {
    text(field, wanted)
}

pub(crate) fn all(clauses: Vec<Clause>) -> Clause {
    Clause::All(clauses)
}

pub(crate) fn any(clauses: Vec<Clause>) -> Clause {
    Clause::Any(clauses)
}

pub(crate) fn not(clause: Clause) -> Clause {
    Clause::Not(Box::new(clause))
}
