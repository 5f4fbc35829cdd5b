//! What months, weekdays and spans of time are called. Tables, and how they are looked up.

/// The months in the languages of saved news, January first; all of a row mean the same month.
const MONTHS: [&str; 12] = [
    "january jan januar janvier janv enero ene gennaio gen janeiro januari январь января янв",
    "february feb februar février févr fevrier febrero febbraio fevereiro fev februari февраль февраля фев",
    "march mar märz maerz mrz mars marzo março marco maart mrt марта март мар",
    "april apr avril avr abril abr aprile апрель апреля апр",
    "may mai mayo maggio mag maio mei maj май мая",
    "june jun juni juin junio giugno giu junho июнь июня июн",
    "july jul juli juillet juil julio luglio lug julho июль июля июл",
    "august aug août aout agosto ago augustus augusti август августа авг",
    "september sept sep septembre septiembre settembre set setembro сентябрь сентября сен",
    "october oct oktober okt octobre octubre ottobre ott outubro out октябрь октября окт",
    "november nov novembre noviembre novembro ноябрь ноября ноя",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des декабрь декабря дек",
];

/// The days of the week, Monday first.
const WEEKDAYS: [&str; 7] = [
    "monday mon",
    "tuesday tue tues",
    "wednesday wed",
    "thursday thu thur thurs",
    "friday fri",
    "saturday sat",
    "sunday sun",
];

/// Other words that times are told with, for suggestions.
const OTHERS: [&str; 8] =
    ["today", "yesterday", "tomorrow", "last-week", "last-month", "last-year", "this-week", "this-month"];

/// Words between the parts of a date that say nothing.
const FILLERS: [&str; 9] = ["of", "de", "del", "do", "the", "den", "on", "г", "г."];

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    /// Days.
    Day,
    /// Weeks, which begin on Monday.
    Week,
    /// Calendar months.
    Month,
    /// Calendar quarters.
    Quarter,
    /// Calendar years.
    Year,
}

const UNITS: [(&str, Unit); 17] = [
    ("d", Unit::Day),
    ("day", Unit::Day),
    ("days", Unit::Day),
    ("w", Unit::Week),
    ("wk", Unit::Week),
    ("week", Unit::Week),
    ("weeks", Unit::Week),
    ("mo", Unit::Month),
    ("mon", Unit::Month),
    ("month", Unit::Month),
    ("months", Unit::Month),
    ("quarter", Unit::Quarter),
    ("quarters", Unit::Quarter),
    ("y", Unit::Year),
    ("yr", Unit::Year),
    ("year", Unit::Year),
    ("years", Unit::Year),
];

/// The month (1–12) of that name, in small letters.
pub(super) fn month(word: &str) -> Option<u8> {
    row(&MONTHS, word.trim_end_matches('.'))
}

/// The day of the week (1 is Monday) of that name, in small letters.
pub(super) fn weekday(word: &str) -> Option<u8> {
    row(&WEEKDAYS, word.trim_end_matches('.'))
}

/// The length of time of that name, in small letters.
pub(super) fn unit(word: &str) -> Option<Unit> {
    UNITS.iter().find(|(name, _)| *name == word).map(|(_, unit)| *unit)
}

/// Whether the word says nothing between the parts of a date.
pub(super) fn is_filler(word: &str) -> bool {
    FILLERS.contains(&word)
}

/// Every English word that a time may be told with, for suggestions.
pub(super) fn all() -> impl Iterator<Item = &'static str> {
    let firsts = |rows: &'static [&'static str]| rows.iter().filter_map(|row| row.split(' ').next());
    OTHERS.into_iter().chain(firsts(&MONTHS)).chain(firsts(&WEEKDAYS))
}

fn row(rows: &[&str], word: &str) -> Option<u8> {
    let found = rows.iter().position(|names| names.split(' ').any(|name| name == word))?;
    u8::try_from(found + 1).ok()
}
