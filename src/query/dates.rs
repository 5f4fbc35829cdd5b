//! What people call a time → days. Everything is counted from a given today; weeks begin on Monday
//! (ISO 8601). A name stands for all its days, and what it could mean in two ways is refused.

use super::calendar_words::{Unit, all, days_before_today, is_filler, month, named_number, unit, weekday};
use super::nearest::nearest;
use super::refusal::{refuse, refuse_for, within};
use crate::model::{Clause, Day, Days, QueryError};

/// A time as it can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A span of days.
    Days(Days),
    /// A month (1–12) and day of any year.
    OnThisDay(u8, u8),
}

impl From<When> for Clause {
    fn from(when: When) -> Clause {
        match when {
            When::Days(days) => Clause::Published(days),
            When::OnThisDay(month, day) => Clause::OnThisDay(month, day),
        }
    }
}

/// The days that a text names: a date, a name such as `last-week`, or a range `a..b` that may be open at one end.
///
/// # Errors
///
/// A text that names no days, with what was likely meant.
pub fn days(text: &str, today: Day) -> Result<Days, QueryError> {
    match when(text, today)? {
        When::Days(days) => Ok(days),
        When::OnThisDay(..) => {
            Err(refuse(text, 0..text.len(), "a day of any year is no span of days; `date:` takes it"))
        }
    }
}

/// The time that a text names: as [`days`], or `*-06-02`, that day of any year.
///
/// # Errors
///
/// A text that names no time, with what was likely meant.
pub fn when(text: &str, today: Day) -> Result<When, QueryError> {
    if let Some(rest) = text.trim().strip_prefix("*-") {
        let numbers = numbers(rest, '-');
        return match numbers.as_deref() {
            // 2024 is a leap year: 29 February is a day of some years.
            Some(&[month, day]) if Day::new(2024, small(month), small(day)).is_some() => {
                Ok(When::OnThisDay(small(month), small(day)))
            }
            _ => Err(refuse(text, 0..text.len(), "a day of any year is written `*-06-02`, month before day")),
        };
    }
    let Some((from, to)) = text.split_once("..") else {
        if let Some((first, last)) = from_one_to_another(text, today) {
            return Ok(When::Days(closed(first, last)));
        }
        let span = span(text, today).or_else(|refusal| with_a_hyphen(text, today).ok_or(refusal));
        return span.map(|(first, last)| When::Days(closed(first, last)));
    };
    let end = |part: &str, at: usize| match part.trim() {
        "" => Ok(None),
        _ => span(part, today).map(Some).map_err(|refusal| within(text, &(at..at + part.len()), refusal)),
    };
    let first = end(from, 0)?.map(|(first, _)| first);
    let last = end(to, from.len() + 2)?.map(|(_, last)| last);
    match (first, last) {
        (None, None) => {
            Err(refuse(text, 0..text.len(), "a range has a day on at least one side of its `..`"))
        }
        (Some(first), Some(last)) if last < first => {
            let swapped = format!("{}..{}", to.trim(), from.trim());
            Err(refuse_for(text, 0..text.len(), "this range ends before it begins", &swapped))
        }
        _ => Ok(When::Days(Days { first, last })),
    }
}

/// How many days ago the one day was that a text names (`30d`, `6mo`, `1y`): how long a time is.
///
/// # Errors
///
/// A text that names no one day before today.
pub fn days_ago(text: &str, today: Day) -> Result<u32, QueryError> {
    let (first, last) = span(text, today)?;
    let ago = u32::try_from(today.epoch() - first.epoch()).ok().filter(|ago| *ago > 0 && first == last);
    ago.ok_or_else(|| refuse(text, 0..text.len(), "a length of time is written `30d`, `6w`, `6mo` or `1y`"))
}

/// `30 May – 2 June 2025`, `2 to 5 June 2025`: what the first day leaves out is said with the last.
fn from_one_to_another(text: &str, today: Day) -> Option<Span> {
    let text = text.trim();
    let said_between = first_word(text, "between").and_then(|rest| rest.split_once(" and "));
    let printed = || {
        let text = first_word(text, "from").unwrap_or(text);
        [" - ", " to ", " until ", " through ", "–"].iter().find_map(|between| text.split_once(between))
    };
    let (from, to) = said_between.or_else(printed)?;
    from_to(from, to, today)
}

/// `1-3 May 2025`, `May-June 2025`, `2019-2021`: with a hyphen that is no part of a date.
fn with_a_hyphen(text: &str, today: Day) -> Option<Span> {
    text.match_indices('-').find_map(|(at, _)| from_to(&text[..at], &text[at + 1..], today))
}

/// What stands behind a word that a text begins with.
fn first_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let (first, rest) = text.split_once(' ')?;
    first.eq_ignore_ascii_case(word).then_some(rest)
}

/// From the first day of one time to the last day of another, which says what the first leaves out.
fn from_to(from: &str, to: &str, today: Day) -> Option<Span> {
    let (_, last) = span(to, today).ok()?;
    let words: Vec<&str> = to.split_whitespace().collect();
    let first_seen_from = |day: Day| {
        let whole = |left_out: usize| span(&format!("{from} {}", words.get(left_out..)?.join(" ")), day).ok();
        let (first, _) = (0..=words.len()).find_map(whole)?;
        (first <= last).then_some((first, last))
    };
    // Of days without a year, the first lies before the last.
    first_seen_from(today).or_else(|| first_seen_from(last))
}

/// All days from the first one that a text names.
pub(super) fn since(text: &str, today: Day) -> Result<Days, QueryError> {
    one_time(text)?;
    span(text, today).map(|(first, _)| Days { first: Some(first), last: None })
}

/// All days up to the last one that a text names.
pub(super) fn until(text: &str, today: Day) -> Result<Days, QueryError> {
    one_time(text)?;
    span(text, today).map(|(_, last)| Days { first: None, last: Some(last) })
}

fn one_time(text: &str) -> Result<(), QueryError> {
    let message = "one time stands here; a range stands behind `date:`";
    if text.contains("..") { Err(refuse(text, 0..text.len(), message)) } else { Ok(()) }
}

fn closed(first: Day, last: Day) -> Days {
    Days { first: Some(first), last: Some(last) }
}

/// The first and the last day that a name without `..` stands for.
type Span = (Day, Day);

/// The ways in which a time can be told; the first that fits is taken.
const FORMS: [fn(&str, Day) -> Option<Span>; 3] = [figures, calendar_number, words];

fn span(text: &str, today: Day) -> Result<Span, QueryError> {
    let mut told = text.trim().to_lowercase();
    if told.contains('年') {
        told = told.replace(['年', '月'], "-").trim_end_matches(['日', '号', '號', '-']).to_owned();
    }
    FORMS.iter().find_map(|form| form(&told, today)).ok_or_else(|| misread(text, &told, today))
}

/// `2025`, `2025-06`, `2025-06-02`, `20250602`, `02.06.2025`, `06.2025`, `31/05/2025`.
fn figures(told: &str, _: Day) -> Option<Span> {
    if told.len() == 8 && told.bytes().all(|b| b.is_ascii_digit()) {
        return day(&told[..4], &told[4..6], &told[6..]);
    }
    let separator = told.chars().find(|c| !c.is_ascii_digit()).unwrap_or('-');
    if !matches!(separator, '-' | '.' | '/') {
        return None;
    }
    let parts: Vec<&str> = told.split(separator).collect();
    let short = |part: &str| (1..=2).contains(&part.len());
    match parts.as_slice() {
        [y] => year_span(year(y)?),
        [y, m] if y.len() == 4 && short(m) => month_span(year(y)?, number(m)?),
        [m, y] if y.len() == 4 && short(m) && separator != '-' => month_span(year(y)?, number(m)?),
        [y, m, d] if y.len() == 4 && short(m) && short(d) => day(y, m, d),
        [d, m, y] if y.len() == 4 && short(d) && short(m) && separator == '.' => day(y, m, d),
        // With a stroke or hyphen day and month change places by country: taken where only one order is possible.
        [a, b, y] if y.len() == 4 && short(a) && short(b) => match (day(y, b, a), day(y, a, b)) {
            (Some(span), None) | (None, Some(span)) => Some(span),
            (Some(one), Some(other)) if one == other => Some(one),
            _ => None,
        },
        _ => None,
    }
}

/// `2025-w22`, `2025-q2`, `1990s`.
fn calendar_number(told: &str, _: Day) -> Option<Span> {
    let parts = || Some((told.get(..4)?, told.get(4..)?.trim_start_matches('-')));
    let (y, rest) = parts()?;
    let y = year(y)?;
    if rest == "s" && y % 10 == 0 {
        return Some((Day::new(y, 1, 1)?, Day::new(y + 9, 12, 31)?));
    }
    match rest.split_at_checked(1)? {
        ("w", week) if week.len() <= 2 => week_span(y, number(week)?),
        ("q", quarter) if quarter.len() == 1 => quarter_span(y, number(quarter)?),
        _ => None,
    }
}

/// Everything that is told with words: `2 june 2025`, `last week`, `10 days ago`, `7d`, `monday`.
fn words(told: &str, today: Day) -> Option<Span> {
    let split = |c: char| c.is_whitespace() || matches!(c, ',' | '-' | '_');
    let words: Vec<&str> = told.split(split).filter(|word| !word.is_empty() && !is_filler(word)).collect();
    let on = |day: Day| Some((day, day));
    let counted = |word: &str| number(word).or_else(|| named_number(word));
    match words.as_slice() {
        [name] if days_before_today(name).is_some() => on(today.plus(-days_before_today(name)?)),
        ["day", "before", "yesterday"] => on(today.plus(-2)),
        ["last" | "previous", name] => match (weekday(name), unit(name)) {
            (Some(wanted), _) => on(latest_weekday(wanted, today.plus(-1))),
            (_, Some(unit)) => around(back(today, 1, unit)?, unit),
            _ => None,
        },
        ["this", name] => around(today, unit(name)?),
        ["past", name] => last_of(1, unit(name)?, today),
        ["last" | "past", count, name] => last_of(counted(count)?, unit(name)?, today),
        [count, name] | [count, name, "ago"] if counted(count).is_some() && unit(name).is_some() => {
            on(back(today, counted(count)?, unit(name)?)?)
        }
        ["week", week] => {
            let (year, this_week) = today.iso_week();
            let week = number(week)?;
            week_span(if week <= u32::from(this_week) { year } else { year - 1 }, week)
        }
        ["week", week, y] | [y, "week", week] => week_span(year(y)?, number(week)?),
        [ago] if ago.starts_with(|c: char| c.is_ascii_digit()) => {
            let letters = ago.find(|c: char| !c.is_ascii_digit())?;
            on(back(today, number(&ago[..letters])?, unit(&ago[letters..])?)?)
        }
        [name] => match (month(name), weekday(name)) {
            (Some(month), _) => latest_month(month, today),
            (_, Some(wanted)) => on(latest_weekday(wanted, today)),
            _ => None,
        },
        [quarter, y] | [y, quarter] if quarter.len() == 2 && quarter.starts_with('q') => {
            quarter_span(year(y)?, number(&quarter[1..])?)
        }
        [name, rest @ ..] if rest.len() >= 2 && weekday(name).is_some() && month(name).is_none() => {
            // A weekday that does not fit its date is a slip in one of them.
            written(rest, today).filter(|(first, _)| Some(day_of_week(*first)) == weekday(name))
        }
        other => written(other, today),
    }
}

/// `2 june 2025`, `june 2, 2025`, `june 1-3, 2025`, `june 2025`, `2 june`, `june 2`; without a year, the latest that has
/// begun.
fn written(words: &[&str], today: Day) -> Option<Span> {
    let dated = |d: &str, m: &str| {
        let (m, d) = (month(m)?, ordinal(d)?);
        let (this_year, ..) = today.parts();
        let mut days = (this_year - 8..=this_year).rev().filter_map(|year| Day::new(year, m, d));
        days.find(|day| *day <= today).map(|day| (day, day))
    };
    match words {
        [m, from, to, y] if month(m).is_some() => {
            let first = Day::new(year(y)?, month(m)?, ordinal(from)?)?;
            let last = Day::new(year(y)?, month(m)?, ordinal(to)?)?;
            (first <= last).then_some((first, last))
        }
        [d, m, y] if month(m).is_some() => one_day(year(y)?, month(m)?, ordinal(d)?),
        [m, d, y] if month(m).is_some() => one_day(year(y)?, month(m)?, ordinal(d)?),
        [m, y] if y.len() == 4 && month(m).is_some() => month_span(year(y)?, u32::from(month(m)?)),
        [m, d] if month(m).is_some() => dated(d, m),
        [d, m] => dated(d, m),
        _ => None,
    }
}

/// The last `count` days, weeks, months or years up to today, which is the last day of them.
fn last_of(count: u32, unit: Unit, today: Day) -> Option<Span> {
    let before = back(today, count, unit)?;
    (count > 0).then(|| (before.plus(1), today))
}

/// The day that long before another.
fn back(day: Day, count: u32, unit: Unit) -> Option<Day> {
    let count = i64::from(count);
    let back = match unit {
        Unit::Day => day.plus(-count),
        Unit::Week => day.plus(-7 * count),
        Unit::Month => day.plus_months(-count),
        Unit::Quarter => day.plus_months(-3 * count),
        Unit::Year => day.plus_months(-12 * count),
    };
    (back.parts().0 >= EARLIEST).then_some(back)
}

/// The whole day, week, month, quarter or year that a day lies in.
fn around(day: Day, unit: Unit) -> Option<Span> {
    let (year, month, _) = day.parts();
    match unit {
        Unit::Day => Some((day, day)),
        Unit::Week => {
            let monday = latest_weekday(1, day);
            Some((monday, monday.plus(6)))
        }
        Unit::Month => Some((day.first_of_month(), day.last_of_month())),
        Unit::Quarter => quarter_span(year, u32::from(month - 1) / 3 + 1),
        Unit::Year => year_span(year),
    }
}

/// The latest such day of the week (1 is Monday) that is not after `end`.
fn latest_weekday(wanted: u8, end: Day) -> Day {
    let since = (i64::from(day_of_week(end)) - i64::from(wanted)).rem_euclid(7);
    end.plus(-since)
}

fn day_of_week(day: Day) -> u8 {
    day.weekday().number_from_monday()
}

/// The latest such month that has begun.
fn latest_month(month: u8, today: Day) -> Option<Span> {
    let (year, this_month, _) = today.parts();
    month_span(if month <= this_month { year } else { year - 1 }, u32::from(month))
}

/// The earliest year that can be asked for.
const EARLIEST: i32 = 1000;

/// A year of four figures.
fn year(text: &str) -> Option<i32> {
    let figures = text.len() == 4 && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|year| figures && *year >= EARLIEST)
}

/// A number of up to four figures.
fn number(text: &str) -> Option<u32> {
    let figures = (1..=4).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    text.parse().ok().filter(|_| figures)
}

fn numbers(text: &str, separator: char) -> Option<Vec<u32>> {
    text.split(separator).map(number).collect()
}

/// A day of a month: `2`, `2.`, `2nd`, `1er`.
fn ordinal(text: &str) -> Option<u8> {
    let figures = text.trim_end_matches(|c: char| c.is_alphabetic() || matches!(c, '.' | 'º' | 'ª'));
    let ending = &text[figures.len()..];
    let known = ["", ".", "st", "nd", "rd", "th", "er", "e", "º", "ª"].contains(&ending);
    number(figures).filter(|_| known && figures.len() <= 2).map(small)
}

fn small(number: u32) -> u8 {
    u8::try_from(number).unwrap_or(u8::MAX)
}

fn day(y: &str, m: &str, d: &str) -> Option<Span> {
    one_day(year(y)?, small(number(m)?), small(number(d)?))
}

fn one_day(year: i32, month: u8, day: u8) -> Option<Span> {
    Day::new(year, month, day).map(|day| (day, day))
}

fn month_span(year: i32, month: u32) -> Option<Span> {
    let first = Day::new(year, small(month), 1)?;
    Some((first, first.last_of_month()))
}

fn quarter_span(year: i32, quarter: u32) -> Option<Span> {
    let first = (1..=4).contains(&quarter).then(|| Day::new(year, small(quarter * 3 - 2), 1))??;
    Some((first, first.plus_months(2).last_of_month()))
}

fn year_span(year: i32) -> Option<Span> {
    Some((Day::new(year, 1, 1)?, Day::new(year, 12, 31)?))
}

/// The days of a week by ISO 8601: 4 January always lies in week 1.
fn week_span(year: i32, week: u32) -> Option<Span> {
    let first = latest_weekday(1, Day::new(year, 1, 4)?);
    let monday = first.plus(7 * (i64::from(week) - 1));
    (monday.iso_week() == (year, small(week))).then(|| (monday, monday.plus(6)))
}

/// The refusal of a text that names no time: says what is wrong with it, where that can be told.
fn misread(text: &str, told: &str, today: Day) -> QueryError {
    let at = 0..text.len();
    if told.contains('t')
        && let Some((date, time)) = told.split_once(['t', ' '])
        && time.contains(':')
        && figures(date, today).is_some()
    {
        return refuse_for(text, at, "articles are dated by the day: leave out the time", date);
    }
    let numbers: Vec<&str> = told.split(['-', '.', '/']).collect();
    let all_figures = numbers.iter().all(|part| number(part).is_some());
    if let [a, b, y] = numbers.as_slice()
        && all_figures
    {
        if y.len() == 4 && day(y, b, a).is_some() && day(y, a, b).is_some() {
            let message =
                format!("this can be read in two ways: {y}-{b:0>2}-{a:0>2} and {y}-{a:0>2}-{b:0>2}");
            return refuse_for(text, at, message, &format!("{y}-{b:0>2}-{a:0>2}"));
        }
        if y.len() == 2 && a.len() <= 2 && day(&format!("20{y}"), b, a).is_some() {
            let message = "a year has four figures";
            return refuse_for(text, at, message, &format!("20{y}-{b:0>2}-{a:0>2}"));
        }
        if y.len() == 4 || a.len() == 4 {
            return refuse(text, at, "the calendar has no such day");
        }
    }
    if all_figures && numbers.len() == 2 && numbers.iter().any(|part| part.len() == 4) {
        return refuse(text, at, "the calendar has no such month");
    }
    if let Some(count) = told.strip_suffix('m').filter(|count| number(count).is_some()) {
        return refuse_for(text, at, "months are counted with `mo`", &format!("{count}mo"));
    }
    let hours = told.trim_end_matches(|c: char| c.is_alphabetic() || c == ' ');
    if let (Some(hours), "h" | "hour" | "hours") = (number(hours), told[hours.len()..].trim_start()) {
        let days = format!("{}d", hours.div_ceil(24).max(1));
        return refuse_for(text, at, "articles are dated by the day, not the hour", &days);
    }
    let message = "this is no date; dates are written `2025-06-02`, `2025-06`, `2 June 2025`, `yesterday`, `7d`, `last-week`";
    match nearest(told, all()) {
        Some(meant) => refuse_for(text, at, message, meant),
        None => refuse(text, at, message),
    }
}

#[cfg(test)]
mod tests;
