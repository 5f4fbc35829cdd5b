//! What months, weekdays and spans of time are called. Tables, and how they are looked up.

/// The months in the languages of saved news, January first; all of a row mean the same month.
const MONTHS: [&str; 12] = [
    "january jan januar janvier janv enero ene gennaio gen janeiro januari styczeń stycznia ocak январь января янв січень січня",
    "february feb februar février févr fevrier febrero febbraio fevereiro fev februari luty lutego şubat февраль февраля фев лютий лютого",
    "march mar märz maerz mrz mars marzo março marco maart mrt marzec marca mart марта март мар березень березня",
    "april apr avril avr abril abr aprile kwiecień kwietnia nisan апрель апреля апр квітень квітня",
    "may mai mayo maggio mag maio mei maj maja mayıs май мая травень травня",
    "june jun juni juin junio giugno giu junho czerwiec czerwca haziran июнь июня июн червень червня",
    "july jul juli juillet juil julio luglio lug julho lipiec lipca temmuz июль июля июл липень липня",
    "august aug août aout agosto ago augustus augusti sierpień sierpnia ağustos август августа авг серпень серпня",
    "september sept sep septembre septiembre settembre set setembro wrzesień września eylül сентябрь сентября сен вересень вересня",
    "october oct oktober okt octobre octubre ottobre ott outubro out październik października ekim октябрь октября окт жовтень жовтня",
    "november nov novembre noviembre novembro listopad listopada kasım ноябрь ноября ноя листопад листопада",
    "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember des grudzień grudnia aralık декабрь декабря дек грудень грудня",
];

/// The days of the week, Monday first.
const WEEKDAYS: [&str; 7] = [
    "monday mon montag lundi lunes lunedì maandag понедельник",
    "tuesday tue tues dienstag mardi martes martedì dinsdag вторник",
    "wednesday wed mittwoch mercredi miércoles mercoledì woensdag среда",
    "thursday thu thur thurs donnerstag jeudi jueves giovedì donderdag четверг",
    "friday fri freitag vendredi viernes venerdì vrijdag пятница",
    "saturday sat samstag samedi sábado sabato zaterdag суббота",
    "sunday sun sonntag dimanche domingo domenica zondag воскресенье",
];

/// Other words that times are told with, for suggestions.
const OTHERS: [&str; 8] =
    ["today", "yesterday", "tomorrow", "last-week", "last-month", "last-year", "this-week", "this-month"];

/// Names of days by how long ago they were: today, yesterday.
const NEAR_DAYS: [(i64, &str); 3] = [
    (-1, "tomorrow"),
    (0, "today heute aujourd'hui hoy oggi hoje vandaag dziś dzisiaj сегодня сьогодні"),
    (1, "yesterday gestern hier ayer ieri ontem gisteren wczoraj вчера вчора"),
];

/// Small numbers as they are said.
const NUMBERS: [(u32, &str); 12] = [
    (1, "a an one"),
    (2, "two"),
    (3, "three"),
    (4, "four"),
    (5, "five"),
    (6, "six"),
    (7, "seven"),
    (8, "eight"),
    (9, "nine"),
    (10, "ten"),
    (11, "eleven"),
    (12, "twelve"),
];

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

/// How many days ago the day of that name was, in small letters.
pub(super) fn days_before_today(word: &str) -> Option<i64> {
    among(&NEAR_DAYS, &word.replace('’', "'"))
}

/// The number that is said so, in small letters.
pub(super) fn named_number(word: &str) -> Option<u32> {
    among(&NUMBERS, word)
}

fn among<T: Copy>(rows: &[(T, &str)], word: &str) -> Option<T> {
    rows.iter().find(|(_, names)| names.split(' ').any(|name| name == word)).map(|(meant, _)| *meant)
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
