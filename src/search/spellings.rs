//! Names that are counted as one: those of outlets and people that differ in nothing but case or, of outlets, a leading
//! "The". Filters take them for one too, and names with and without accents besides; but *María* and *Maria* may well be
//! two people. Each is shown as it is spelt most often.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

/// The spellings of names that were met.
pub(super) struct Spellings {
    key: fn(&str) -> String,
    met: FxHashMap<String, BTreeMap<String, u64>>,
}

impl Spellings {
    /// No names of outlets yet.
    pub(super) fn of_outlets() -> Spellings {
        let key = |name: &str| {
            let lower = name.to_lowercase();
            let bare = lower.strip_prefix("the ").filter(|bare| !bare.is_empty());
            bare.map_or(lower.clone(), str::to_owned)
        };
        Spellings { key, met: FxHashMap::default() }
    }

    /// No names of people yet.
    pub(super) fn of_people() -> Spellings {
        Spellings { key: str::to_lowercase, met: FxHashMap::default() }
    }

    /// Takes note of a name that so many articles have.
    pub(super) fn meet(&mut self, name: &str, count: u64) {
        let spellings = self.met.entry((self.key)(name)).or_default();
        match spellings.get_mut(name) {
            Some(known) => *known += count,
            None => drop(spellings.insert(name.to_owned(), count)),
        }
    }

    /// For each name that was met, how it is shown: as it is spelt most often; of several, not in capitals alone.
    pub(super) fn shown(&self) -> FxHashMap<&str, &str> {
        let in_capitals = |name: &str| !name.chars().any(char::is_lowercase);
        let mut shown = FxHashMap::default();
        for spellings in self.met.values() {
            let best =
                spellings.iter().max_by_key(|(name, count)| (**count, !in_capitals(name), Reverse(*name)));
            let Some((best, _)) = best else { continue };
            shown.extend(spellings.keys().map(|name| (name.as_str(), best.as_str())));
        }
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_as_it_is_spelt_most_often() {
        let mut spellings = Spellings::of_outlets();
        for (name, count) in [
            ("HARBOUR POST", 2),
            ("The Harbour Post", 1),
            ("Harbour Post", 1),
            ("Harbour Post", 1),
            ("Küstenblatt", 3),
            ("Kustenblatt", 4),
            ("Harbour", 9),
        ] {
            spellings.meet(name, count);
        }
        let shown = spellings.shown();
        assert_eq!(shown["HARBOUR POST"], "Harbour Post");
        assert_eq!(shown["The Harbour Post"], "Harbour Post");
        assert_eq!(shown["Küstenblatt"], "Küstenblatt");
        assert_eq!(shown["Harbour"], "Harbour");
        let mut people = Spellings::of_people();
        ["THE MARSH", "The Marsh", "Marsh"].into_iter().for_each(|name| people.meet(name, 1));
        let shown = people.shown();
        assert_eq!((shown["THE MARSH"], shown["Marsh"]), ("The Marsh", "Marsh"));
    }
}
