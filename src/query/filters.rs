//! The filters of the command line → conditions beside a query. They narrow an answer and change no score.

use super::dates;
use super::nearest::nearest;
use super::refusal::refuse;
use super::words::has_content;
use crate::model::{Clause, Day, Lang, QueryError, Wanted, WordField};

/// What the filter flags of a command say, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filters {
    /// `--source`: the outlet is any of these.
    pub sources: Vec<String>,
    /// `--byline`: all words of a name.
    pub byline: Option<String>,
    /// `--since`: published on that day or later.
    pub since: Option<String>,
    /// `--until`: published on that day or earlier.
    pub until: Option<String>,
    /// `--on`: published on that day, or within that month or year.
    pub on: Option<String>,
    /// `--lang`: written in that language.
    pub lang: Option<String>,
    /// `--path`: its path matches that glob.
    pub path: Option<String>,
}

/// The conditions that the filters set; all of them must hold.
///
/// # Errors
///
/// A filter that cannot be understood; its message names the flag, and its query is the flag's value.
pub fn filters(filters: &Filters, today: Day) -> Result<Vec<Clause>, QueryError> {
    let dated = |flag: &'static str, refusal: QueryError| {
        let message = format!("{flag}: {}", refusal.message);
        QueryError { message, ..refusal }
    };
    let mut clauses = Vec::new();
    clauses.extend(sources(&filters.sources)?);
    if let Some(name) = &filters.byline {
        clauses.push(byline(name)?);
    }
    if let Some(text) = &filters.since {
        let days = dates::since(text, today).map_err(|refusal| dated("--since", refusal))?;
        clauses.push(Clause::Published(days));
    }
    if let Some(text) = &filters.until {
        let days = dates::until(text, today).map_err(|refusal| dated("--until", refusal))?;
        clauses.push(Clause::Published(days));
    }
    if let Some(text) = &filters.on {
        let when = dates::when(text, today).map_err(|refusal| dated("--on", refusal))?;
        clauses.push(when.into());
    }
    if let Some(text) = &filters.lang {
        let lang =
            language(text).map_err(|message| refuse(text, 0..text.len(), format!("--lang: {message}")))?;
        clauses.push(Clause::LangIs(lang));
    }
    if let Some(glob) = &filters.path {
        if glob.trim().is_empty() {
            return Err(refuse(glob, 0..glob.len(), "--path: a path or a glob is missing"));
        }
        clauses.push(Clause::PathLike(glob.clone()));
    }
    Ok(clauses)
}

fn sources(names: &[String]) -> Result<Option<Clause>, QueryError> {
    if let Some(empty) = names.iter().find(|name| !has_content(name)) {
        return Err(refuse(empty, 0..empty.len(), "--source: the name of an outlet is missing"));
    }
    let mut clauses: Vec<Clause> =
        names.iter().map(|name| Clause::SourceIs(name.trim().to_owned())).collect();
    Ok(match clauses.len() {
        0 | 1 => clauses.pop(),
        _ => Some(Clause::Any(clauses)),
    })
}

fn byline(name: &str) -> Result<Clause, QueryError> {
    let words =
        name.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';')).filter(|word| has_content(word));
    let mut clauses: Vec<Clause> = words
        .map(|word| Clause::Text {
            field: Some(WordField::Byline),
            wanted: Wanted::Word(word.to_owned()),
            at: 0..0,
        })
        .collect();
    match clauses.len() {
        0 => Err(refuse(name, 0..name.len(), "--byline: a name is missing")),
        1 => Ok(clauses.remove(0)),
        _ => Ok(Clause::All(clauses)),
    }
}

/// Languages by their English names.
const LANGUAGES: [(&str, &str); 26] = [
    ("arabic", "ar"),
    ("bulgarian", "bg"),
    ("chinese", "zh"),
    ("czech", "cs"),
    ("danish", "da"),
    ("dutch", "nl"),
    ("english", "en"),
    ("finnish", "fi"),
    ("french", "fr"),
    ("german", "de"),
    ("greek", "el"),
    ("hebrew", "he"),
    ("hungarian", "hu"),
    ("italian", "it"),
    ("japanese", "ja"),
    ("korean", "ko"),
    ("norwegian", "no"),
    ("persian", "fa"),
    ("polish", "pl"),
    ("portuguese", "pt"),
    ("romanian", "ro"),
    ("russian", "ru"),
    ("spanish", "es"),
    ("swedish", "sv"),
    ("turkish", "tr"),
    ("ukrainian", "uk"),
];

/// The language that a text names by its two letters, or by its English name.
pub(super) fn language(text: &str) -> Result<Lang, String> {
    let lower = text.trim().to_lowercase();
    let named = LANGUAGES.iter().find(|(name, _)| *name == lower).map(|(_, code)| *code);
    Lang::new(named.unwrap_or(&lower)).ok_or_else(|| {
        let near = nearest(&lower, LANGUAGES.iter().map(|(name, _)| *name));
        let meant = near.map(|name| format!("; perhaps {name}")).unwrap_or_default();
        format!("a language is named by its two letters, such as en{meant}")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(filters: &Filters, expect: &[&str]) {
        let today = Day::new(2025, 6, 4).unwrap();
        let clauses = match super::filters(filters, today) {
            Ok(clauses) => clauses.iter().map(ToString::to_string).collect(),
            Err(refusal) => vec![refusal.message],
        };
        assert_eq!(clauses, expect);
    }

    #[test]
    fn each_flag_is_a_condition_of_its_own() {
        let some = |text: &str| Some(text.to_owned());
        check(
            &Filters {
                sources: vec!["Harbour Post".to_owned(), "Dell Echo".to_owned()],
                byline: some("Roe, Ann"),
                since: some("2025-05"),
                until: some("yesterday"),
                on: some("*-06-02"),
                lang: some("German"),
                path: some("digests/**"),
            },
            &[
                "source Harbour Post or Dell Echo",
                "roe in the byline and ann in the byline",
                "published since 1 May 2025",
                "published until 3 June 2025",
                "published on 2 June of any year",
                "language de",
                "path digests/**",
            ],
        );
    }

    #[test]
    fn a_filter_that_says_nothing_is_refused_by_its_flag() {
        let check_message = |filters: Filters, expect| check(&filters, &[expect]);
        let none = Filters::default;
        check(&none(), &[]);
        check_message(
            Filters { sources: vec![" ".into()], ..none() },
            "--source: the name of an outlet is missing",
        );
        check_message(Filters { byline: Some("-".into()), ..none() }, "--byline: a name is missing");
        check_message(
            Filters { lang: Some("germn".into()), ..none() },
            "--lang: a language is named by its two letters, such as en; perhaps german",
        );
        check_message(
            Filters { on: Some("2025-02-30".into()), ..none() },
            "--on: the calendar has no such day",
        );
    }
}
