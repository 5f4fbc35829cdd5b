//! The account of ids: which the index held before a run, how often, since when, and what the run changed.

use rustc_hash::FxHashMap;

use crate::model::{ArticleId, FileRow, Given, Ledger};

#[derive(Debug, Default, Clone, Copy)]
struct Known {
    added: i64,
    before: u32,
    now: u32,
}

/// Every id that the ledger knows or the run met.
#[derive(Debug, Default)]
pub struct Ids(FxHashMap<ArticleId, Known>);

impl Ids {
    /// The ids of a ledger.
    pub fn of(ledger: &Ledger) -> Ids {
        let articles = usize::try_from(ledger.articles()).unwrap_or(0);
        let mut ids = Ids(FxHashMap::with_capacity_and_hasher(articles, Default::default()));
        for given in ledger.files.values().flat_map(FileRow::articles) {
            let known = ids.0.entry(given.id).or_insert(Known { added: given.added, before: 0, now: 0 });
            known.added = known.added.min(given.added);
            known.before += 1;
            known.now += 1;
        }
        ids
    }

    /// Everything is to be read anew: nothing is there now, but what was before is still known.
    pub fn start_over(&mut self) {
        self.0.values_mut().for_each(|known| known.now = 0);
    }

    /// When that id was first seen, if it was before.
    pub fn added(&self, id: ArticleId) -> Option<i64> {
        self.0.get(&id).map(|known| known.added)
    }

    /// In how many places that id stands now.
    pub fn times(&self, id: ArticleId) -> u32 {
        self.0.get(&id).map_or(0, |known| known.now)
    }

    /// A file gives these articles now, and gave those before.
    pub fn replace(&mut self, old: &[Given], new: &[Given]) {
        for given in new {
            self.0.entry(given.id).or_insert(Known { added: given.added, before: 0, now: 0 }).now += 1;
        }
        for given in old {
            if let Some(known) = self.0.get_mut(&given.id) {
                known.now = known.now.saturating_sub(1);
            }
        }
    }

    /// How many ids came, and how many went.
    pub fn difference(&self) -> (u64, u64) {
        self.0.values().fold((0, 0), |(came, went), known| match (known.before, known.now) {
            (0, 1..) => (came + 1, went),
            (1.., 0) => (came, went + 1),
            _ => (came, went),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(id: u64, added: i64) -> Given {
        Given { id: ArticleId(id), added }
    }

    #[test]
    fn an_id_that_only_changed_its_place_neither_came_nor_went() {
        let mut ids = Ids::default();
        ids.replace(&[], &[given(1, 10), given(2, 10)]);
        assert_eq!(ids.difference(), (2, 0));
        ids.replace(&[given(1, 10)], &[given(1, 10), given(3, 20)]);
        assert_eq!(ids.difference(), (3, 0));
        assert_eq!(ids.added(ArticleId(1)), Some(10));
    }
}
