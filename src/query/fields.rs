//! The names that may stand before a colon: which field each means, and what was meant by others.

use super::nearest::nearest;
use crate::model::WordField;

/// A field of the query language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// Words are looked for in it.
    Words(WordField),
    /// It is a condition that holds or does not.
    Condition(Condition),
}

/// A field whose value is taken whole and which adds nothing to a score.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// `date:`, a time or a range of times.
    Date,
    /// `since:`, the first day.
    Since,
    /// `until:`, the last day.
    Until,
    /// `added:`, when newsdex first saw it.
    Added,
    /// `lang:`, the language.
    Lang,
    /// `path:`, where its file lies.
    Path,
    /// `format:`, the kind of its file.
    Format,
    /// `id:`, the beginning of its id.
    Id,
    /// `has:`, a field that it must have.
    Has,
    /// `dup:`, the article that it copies.
    Dup,
    /// `new:`, first seen by the last run that added anything.
    New,
}

/// Every name that may stand before a colon.
const FIELDS: [(&str, Field); 18] = [
    ("headline", Field::Words(WordField::Headline)),
    ("title", Field::Words(WordField::Headline)),
    ("body", Field::Words(WordField::Body)),
    ("source", Field::Words(WordField::Source)),
    ("byline", Field::Words(WordField::Byline)),
    ("author", Field::Words(WordField::Byline)),
    ("url", Field::Words(WordField::Url)),
    ("date", Field::Condition(Condition::Date)),
    ("since", Field::Condition(Condition::Since)),
    ("until", Field::Condition(Condition::Until)),
    ("added", Field::Condition(Condition::Added)),
    ("lang", Field::Condition(Condition::Lang)),
    ("path", Field::Condition(Condition::Path)),
    ("format", Field::Condition(Condition::Format)),
    ("id", Field::Condition(Condition::Id)),
    ("has", Field::Condition(Condition::Has)),
    ("dup", Field::Condition(Condition::Dup)),
    ("new", Field::Condition(Condition::New)),
];

/// What other programs and other people call our fields.
const ELSEWHERE: [(&str, &str); 26] = [
    ("after", "since"),
    ("before", "until"),
    ("by", "byline"),
    ("content", "body"),
    ("day", "date"),
    ("ext", "format"),
    ("file", "path"),
    ("filetype", "format"),
    ("folder", "path"),
    ("from", "source"),
    ("in", "path"),
    ("language", "lang"),
    ("link", "url"),
    ("month", "date"),
    ("name", "path"),
    ("newspaper", "source"),
    ("on", "date"),
    ("outlet", "source"),
    ("paper", "source"),
    ("publication", "source"),
    ("published", "date"),
    ("site", "url"),
    ("subject", "headline"),
    ("text", "body"),
    ("type", "format"),
    ("year", "date"),
];

/// What may stand before a colon and is no field: the beginnings of addresses, and of answers to mails.
const NO_FIELDS: [&str; 19] = [
    "aw", "data", "doi", "fw", "fwd", "geo", "isbn", "issn", "mailto", "news", "re", "ref", "rif", "sv",
    "tel", "tr", "urn", "vs", "wg",
];

/// What stands before a colon.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Named {
    /// A field.
    Field(Field),
    /// Nothing that could be a field: a time, an address, a part of a sentence.
    NoField,
    /// What can only be meant as a field, and is none; with the one that was likely meant.
    Unknown(Option<&'static str>),
}

/// What `chunk`, a run of text without blanks, begins with: a name and a colon, or no such thing.
/// With it comes the length of the name.
pub(super) fn named(chunk: &str) -> (Named, usize) {
    let Some((name, rest)) = chunk.split_once(':') else { return (Named::NoField, 0) };
    (judge(name, rest), name.len())
}

fn judge(name: &str, rest: &str) -> Named {
    let lower = name.to_lowercase();
    if let Some((_, field)) = FIELDS.iter().find(|(known, _)| *known == lower) {
        return Named::Field(*field);
    }
    // `https://…`, `std::fs`, `12:30` and `C:\news` are words; so is `Kursk:` at the end of a clause.
    let word_like = name.chars().count() >= 2 && name.chars().all(char::is_alphabetic);
    if !word_like || rest.starts_with(['/', ':']) || NO_FIELDS.contains(&lower.as_str()) {
        return Named::NoField;
    }
    let elsewhere = ELSEWHERE.iter().find(|(other, _)| *other == lower).map(|(_, ours)| *ours);
    let meant = elsewhere.or_else(|| nearest(&lower, names()));
    // A capital tells a sentence (`Putin:we`) from a field, unless a field is near (`Autor:`).
    if name.chars().all(char::is_lowercase) || meant.is_some() {
        Named::Unknown(meant)
    } else {
        Named::NoField
    }
}

/// The names of all fields, as they are listed.
pub(super) fn names() -> impl Iterator<Item = &'static str> {
    FIELDS.iter().map(|(name, _)| *name)
}

/// The fields that an article can have or lack, by their names in `has:`.
pub(super) const PRESENCES: [(&str, crate::model::Presence); 8] = {
    use crate::model::Presence::{Byline, Date, Headline, Lang, Source, Url};
    [
        ("headline", Headline),
        ("title", Headline),
        ("source", Source),
        ("date", Date),
        ("byline", Byline),
        ("author", Byline),
        ("url", Url),
        ("lang", Lang),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_addresses_and_sentences_are_no_fields() {
        for chunk in
            ["12:30", "https://mills.example/a", "Re:budget", "C:\\news", "std::fs", "Mayor:we", ":-o", "a:b"]
        {
            assert_eq!(named(chunk).0, Named::NoField, "{chunk}");
        }
    }

    #[test]
    fn what_can_only_be_a_field_is_named_or_refused() {
        assert_eq!(named("Title:x"), (Named::Field(Field::Words(WordField::Headline)), 5));
        assert_eq!(named("autor:x").0, Named::Unknown(Some("author")));
        assert_eq!(named("from:x").0, Named::Unknown(Some("source")));
        assert_eq!(named("foo:bar").0, Named::Unknown(None));
    }
}
