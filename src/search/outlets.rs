//! Names of outlets as people say them: a query that asks for one name is made to ask for all names of that outlet,
//! as far as the configuration or the table below knows them. It never takes a name away.

use std::collections::BTreeMap;

use crate::index::mapping::source_key;
use crate::model::{Clause, Query, Wanted, WordField};

/// Well-known outlets: each with the names, short names and domains that credits give it.
const KNOWN: [&[&str]; 44] = [
    &["AFP", "Agence France-Presse", "afp.com"],
    &["Al Jazeera", "Al Jazeera English", "aljazeera.com"],
    &["Anadolu Agency", "Anadolu", "aa.com.tr"],
    &["Associated Press", "AP", "AP News", "apnews.com"],
    &["BBC News", "BBC", "bbc.com", "bbc.co.uk"],
    &["Bloomberg", "Bloomberg News", "bloomberg.com"],
    &["CBS News", "CBS", "cbsnews.com"],
    &["CGTN", "cgtn.com"],
    &["CNN", "cnn.com"],
    &["Corriere della Sera", "corriere.it"],
    &["Der Spiegel", "Spiegel", "Spiegel Online", "spiegel.de"],
    &["Deutsche Welle", "DW", "dw.com"],
    &["Die Zeit", "Zeit Online", "zeit.de"],
    &["El País", "elpais.com"],
    &["Financial Times", "FT", "ft.com"],
    &["Fox News", "foxnews.com"],
    &["Frankfurter Allgemeine Zeitung", "FAZ", "faz.net"],
    &["Global Times", "globaltimes.cn"],
    &["Haaretz", "haaretz.com"],
    &["Interfax", "Интерфакс", "interfax.ru", "interfax.com"],
    &["Kommersant", "Коммерсантъ", "Коммерсант", "kommersant.ru"],
    &["Kyiv Independent", "kyivindependent.com"],
    &["Le Figaro", "lefigaro.fr"],
    &["Le Monde", "lemonde.fr"],
    &["Middle East Eye", "middleeasteye.net"],
    &["Neue Zürcher Zeitung", "NZZ", "nzz.ch"],
    &["NPR", "National Public Radio", "npr.org"],
    &["Politico", "politico.com", "politico.eu"],
    &["Press TV", "presstv.ir"],
    &["Radio Free Europe/Radio Liberty", "RFE/RL", "rferl.org"],
    &["Reuters", "reuters.com"],
    &["RIA Novosti", "РИА Новости", "ria.ru"],
    &["RT", "Russia Today", "rt.com"],
    &["South China Morning Post", "SCMP", "scmp.com"],
    &["Sputnik", "Sputnik International", "sputniknews.com", "sputnikglobe.com"],
    &["Süddeutsche Zeitung", "sueddeutsche.de"],
    &["TASS", "ITAR-TASS", "ТАСС", "tass.ru", "tass.com"],
    &["The Guardian", "theguardian.com"],
    &["The Moscow Times", "themoscowtimes.com"],
    &["The New York Times", "NYT", "NY Times", "nytimes.com"],
    &["The Wall Street Journal", "WSJ", "wsj.com"],
    &["The Washington Post", "WaPo", "washingtonpost.com"],
    &["Ukrainska Pravda", "Українська правда", "pravda.com.ua"],
    &["Xinhua", "Xinhua News Agency", "xinhuanet.com", "news.cn"],
];

/// Which names are those of one outlet.
#[derive(Debug, Clone, Default)]
pub struct Outlets {
    aliases: Vec<Vec<String>>,
}

impl Outlets {
    /// The well-known ones, and those that configurations name: a name and its aliases.
    pub fn new<'a>(aliases: impl IntoIterator<Item = &'a BTreeMap<String, Vec<String>>>) -> Outlets {
        let group = |(name, others): (&String, &Vec<String>)| {
            std::iter::once(name).chain(others).cloned().collect::<Vec<String>>()
        };
        Outlets { aliases: aliases.into_iter().flatten().map(group).collect() }
    }

    /// Makes a question about an outlet's name one about all its names.
    pub fn widen(&self, query: &mut Query) {
        query.clause.iter_mut().chain(&mut query.filters).for_each(|clause| self.widen_clause(clause));
    }

    fn widen_clause(&self, clause: &mut Clause) {
        let name = match clause {
            Clause::Any(clauses) => {
                clauses.iter_mut().for_each(|clause| self.widen_clause(clause));
                // Names stand beside names, so that they are read as one list.
                *clauses = std::mem::take(clauses).into_iter().flat_map(alternatives).collect();
                return;
            }
            Clause::All(clauses) => return clauses.iter_mut().for_each(|clause| self.widen_clause(clause)),
            Clause::Not(clause) | Clause::Boost(clause, _) => return self.widen_clause(clause),
            Clause::SourceIs(name) => name,
            Clause::Text {
                field: Some(WordField::Source),
                wanted: Wanted::Word(text) | Wanted::Phrase { text, slop: 0 },
                ..
            } => text,
            _ => return,
        };
        let others = self.other_names(name);
        if !others.is_empty() {
            let itself = clause.clone();
            let others = others.into_iter().map(Clause::SourceIs);
            *clause = Clause::Any(std::iter::once(itself).chain(others).collect());
        }
    }

    /// The other names of the outlet that has this one.
    fn other_names(&self, name: &str) -> Vec<String> {
        let mut keys = vec![source_key(name)];
        let mut names = Vec::new();
        let known = KNOWN.iter().map(|group| group.iter().map(|name| (*name).to_owned()).collect());
        let mut groups: Vec<Vec<String>> = self.aliases.iter().cloned().chain(known).collect();
        // A name may tie a group of one's own to a well-known one.
        while let Some(at) =
            groups.iter().position(|group| group.iter().any(|name| keys.contains(&source_key(name))))
        {
            for name in groups.remove(at) {
                let key = source_key(&name);
                if !keys.contains(&key) {
                    keys.push(key);
                    names.push(name);
                }
            }
        }
        names
    }
}

/// A clause's own alternatives where it is one of names, else the clause.
fn alternatives(clause: Clause) -> Vec<Clause> {
    match clause {
        Clause::Any(clauses) if clauses.iter().all(|clause| matches!(clause, Clause::SourceIs(_))) => clauses,
        other => vec![other],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outlets() -> Outlets {
        let own = [("RT", vec!["Rossiya Segodnya"]), ("Harbour Post", vec!["harbour.example", "HP"])];
        let own =
            own.map(|(name, others)| (name.to_owned(), others.into_iter().map(str::to_owned).collect()));
        Outlets::new([&own.into_iter().collect()])
    }

    fn check(clause: Clause, expect: &str) {
        let mut query = Query { clause: None, filters: vec![clause], ..Query::default() };
        outlets().widen(&mut query);
        assert_eq!(query.filters[0].to_string(), expect);
    }

    #[test]
    fn an_outlet_is_asked_for_by_all_its_names() {
        let is = |name: &str| Clause::SourceIs(name.to_owned());
        check(is("hp"), "source hp or Harbour Post or harbour.example");
        check(is("russia today"), "source russia today or RT or rt.com or Rossiya Segodnya");
        check(is("New York Times"), "source New York Times or NYT or NY Times or nytimes.com");
        check(is("Ledger"), "source Ledger");
        check(
            Clause::Any(vec![is("Ledger"), is("HP")]),
            "source Ledger or HP or Harbour Post or harbour.example",
        );
    }

    #[test]
    fn words_of_a_source_are_widened_where_they_are_a_whole_name() {
        let text = |field, wanted| Clause::Text { field: Some(field), wanted, at: 0..0 };
        let phrase = Wanted::Phrase { text: "harbour post".to_owned(), slop: 0 };
        let word = Wanted::Word("hp".to_owned());
        check(
            Clause::Not(Box::new(text(WordField::Source, phrase))),
            "not (\"harbour post\" in the source or source harbour.example or source HP)",
        );
        check(text(WordField::Byline, word), "hp in the byline");
    }

    #[test]
    fn no_name_is_that_of_two_well_known_outlets() {
        let keys: Vec<String> =
            KNOWN.iter().flat_map(|group| group.iter().map(|name| source_key(name))).collect();
        let apart: std::collections::BTreeSet<&String> = keys.iter().collect();
        assert_eq!(apart.len(), keys.len());
    }
}
