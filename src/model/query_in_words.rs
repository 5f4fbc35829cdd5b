//! A query said in words: what a person is told that was understood.

use std::fmt::{self, Display, Formatter};

use super::day::{Day, Days};
use super::query::{Clause, Presence, Query, Wanted, WordField};

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.clause {
            Some(clause) => write!(f, "{clause}")?,
            None => write!(f, "every article")?,
        }
        self.filters.iter().try_for_each(|filter| write!(f, "; {filter}"))
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Clause::All(clauses) => joined(f, clauses, " and "),
            Clause::Any(clauses) => match names(clauses) {
                Some(names) => write!(f, "source {}", names.join(" or ")),
                None => joined(f, clauses, " or "),
            },
            Clause::Not(clause) => write!(f, "not {}", Inner(clause)),
            Clause::Boost(clause, factor) => write!(f, "{} (weight {factor})", Inner(clause)),
            Clause::Text { field, wanted, .. } => {
                write!(f, "{wanted}")?;
                field.map_or(Ok(()), |field| write!(f, " in the {field}"))
            }
            Clause::SourceIs(name) => write!(f, "source {name}"),
            Clause::LangIs(lang) => write!(f, "language {}", lang.code()),
            Clause::FormatIs(name) => write!(f, "format {name}"),
            Clause::PathLike(glob) => write!(f, "path {glob}"),
            Clause::IdBegins(digits) => write!(f, "id {digits}…"),
            Clause::Published(days) => write!(f, "published {}", InWords(*days)),
            Clause::OnThisDay(month, day) => {
                write!(f, "published on {day} {} of any year", month_name(*month))
            }
            Clause::Added(days) => write!(f, "first seen {}", InWords(*days)),
            Clause::New => write!(f, "first seen by the last run"),
            Clause::Has(presence) => write!(f, "with a {presence}"),
            Clause::CopyOf(digits) => write!(f, "a near copy of {digits}…"),
        }
    }
}

impl Display for Wanted {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Wanted::Word(word) => write!(f, "{}", word.to_lowercase()),
            Wanted::Exact(word) => write!(f, "{} just so", word.to_lowercase()),
            Wanted::Phrase { text, slop: 0 } => write!(f, "\"{}\"", text.trim()),
            Wanted::Phrase { text, slop } => write!(f, "\"{}\" within {slop} places", text.trim()),
            Wanted::Wildcard(word) => write!(f, "{}", word.to_lowercase()),
            Wanted::Fuzzy { text, distance: 1 } => write!(f, "{} within 1 letter", text.to_lowercase()),
            Wanted::Fuzzy { text, distance } => {
                write!(f, "{} within {distance} letters", text.to_lowercase())
            }
        }
    }
}

impl Display for WordField {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            WordField::Headline => "headline",
            WordField::Body => "body",
            WordField::Source => "source",
            WordField::Byline => "byline",
            WordField::Url => "address",
        })
    }
}

impl Display for Presence {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Presence::Headline => "headline",
            Presence::Source => "source",
            Presence::Date => "date",
            Presence::Byline => "byline",
            Presence::Url => "web address",
            Presence::Lang => "known language",
        })
    }
}

/// A clause as a part of another: in parentheses where it would run into its neighbours.
struct Inner<'c>(&'c Clause);

impl Display for Inner<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Clause::All(_) | Clause::Any(_) => write!(f, "({})", self.0),
            clause => write!(f, "{clause}"),
        }
    }
}

fn joined(f: &mut Formatter<'_>, clauses: &[Clause], between: &str) -> fmt::Result {
    for (place, clause) in clauses.iter().enumerate() {
        let between = if place == 0 { "" } else { between };
        write!(f, "{between}{}", Inner(clause))?;
    }
    Ok(())
}

/// The names, where the clauses are nothing but outlets.
fn names<'c>(clauses: &'c [Clause]) -> Option<Vec<&'c str>> {
    let name = |clause: &'c Clause| match clause {
        Clause::SourceIs(name) => Some(name.as_str()),
        _ => None,
    };
    clauses.iter().map(name).collect()
}

/// Days as they are said: `on 2 June 2025`, `30 May – 2 June 2025`, `in June 2025`, `since 1 June 2025`.
struct InWords(Days);

impl Display for InWords {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let (first, last) = match (self.0.first, self.0.last) {
            (Some(first), Some(last)) => (first, last),
            (Some(first), None) => return write!(f, "since {}", said(first)),
            (None, Some(last)) => return write!(f, "until {}", said(last)),
            (None, None) => return f.write_str("at any time"),
        };
        let ((year, month, day), (last_year, last_month, last_day)) = (first.parts(), last.parts());
        let whole_months = day == 1 && last == last.last_of_month();
        match (year == last_year, month == last_month) {
            _ if first == last => write!(f, "on {}", said(first)),
            (true, true) if whole_months => write!(f, "in {} {year}", month_name(month)),
            (true, _) if whole_months && month == 1 && last_month == 12 => write!(f, "in {year}"),
            (true, true) => write!(f, "{day} – {}", said(last)),
            (true, false) => {
                write!(f, "{day} {} – {last_day} {} {year}", month_name(month), month_name(last_month))
            }
            (false, _) => write!(f, "{} – {}", said(first), said(last)),
        }
    }
}

fn said(day: Day) -> String {
    let (year, month, day) = day.parts();
    format!("{day} {} {year}", month_name(month))
}

fn month_name(month: u8) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("?")
}
