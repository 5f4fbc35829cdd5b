//! Dates as news prints them. A line or less comes in, and what day it is; dates with their places go out.
//! Never a date before 1600 or later than tomorrow: those are told apart, as refused.

mod clock;
mod figures;
mod spot;
mod words;

use std::ops::Range;

use self::spot::{Spotted, spot};
pub use self::words::counts_issues;
use super::shape::{head, is_word_char, may_hold_digit, next_digit, tail_start, word_at};
use crate::model::{DateOrder, Day, FIRST_YEAR, Published};

/// What is known before a date is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dating {
    /// What day it is.
    pub today: Day,
    /// How `03/04/2019` is meant, where the file or its folder settles it.
    pub order: Option<DateOrder>,
}

impl Dating {
    /// Whether an article can have been published then: from 1600 until tomorrow, for time zones.
    pub fn allows(&self, published: Published) -> bool {
        published.first().parts().0 >= FIRST_YEAR && published.first() <= self.today.plus(1)
    }
}

/// How a date is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// With the month in words and a day: `June 2, 2025`, `3-MAY-1988`.
    Words,
    /// In figures with points: `01.06.2025`.
    Dotted,
    /// In figures with slashes: `07/14/2002`.
    Slashed,
    /// In figures with dashes, the year last: `30-11-2011`.
    Dashed,
    /// In figures with dashes, the year first: `2025-06-02`.
    Iso,
    /// Eight figures: `20221003`.
    Compact,
    /// With signs for year, month and day: `2025年6月2日`.
    Unspaced,
    /// A month without a day: `March 1994`.
    MonthYear,
    /// A season of a year: `Summer, 2008`.
    YearOnly,
}

/// A date in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMark {
    /// Where it stands, with its weekday, time of day and time zone.
    pub range: Range<usize>,
    /// The date.
    pub published: Published,
    /// The other way to read figures such as `03/04/2019`, where nothing settles it.
    pub other: Option<Published>,
    /// The order of day and month, where these figures allow only one: evidence for their neighbours.
    pub shows: Option<DateOrder>,
    /// How it is written.
    pub form: DateForm,
}

/// All dates in `text`, in order.
pub fn dates(text: &str, dating: &Dating) -> impl Iterator<Item = DateMark> {
    readings(text, dating).filter_map(Result::ok)
}

/// Where `text` prints dates that cannot be meant: in the future, before 1600, or on no day of the calendar.
pub fn refused_dates(text: &str, dating: &Dating) -> impl Iterator<Item = Range<usize>> {
    readings(text, dating).filter_map(Result::err)
}

/// The date that `text` is, where it is nothing else but its weekday, time, zone, brackets and words such
/// as "Published". Of two, the one that is no "Updated" date.
pub fn date_only(text: &str, dating: &Dating) -> Option<DateMark> {
    only_reading(text, dating)?.ok()
}

/// The date that `text` ends with; closing brackets and points may follow it.
pub fn date_at_end(text: &str, dating: &Dating) -> Option<DateMark> {
    reading_at_end(text, dating)?.ok()
}

/// The date that `text` begins with; blanks and opening brackets may stand before it.
pub fn date_at_start(text: &str, dating: &Dating) -> Option<DateMark> {
    let beginning = head(text, START_REACH);
    let found = readings(beginning, dating).next()?.ok()?;
    let before = beginning.get(..found.range.start)?;
    before
        .chars()
        .all(|c| c.is_whitespace() || matches!(c, '(' | '[' | '（' | '【' | '"' | '“'))
        .then_some(found)
}

/// The date of a line that is wrapped: `Saturday, March 23,` above `2002`. Ranges are meaningless and left empty.
pub fn wrapped_date(upper: &str, lower: &str, dating: &Dating) -> Option<DateMark> {
    let short = upper.len() + lower.len() < END_REACH;
    if !short
        || !may_hold_digit(lower)
        || date_only(upper, dating).is_some()
        || date_only(lower, dating).is_some()
    {
        return None;
    }
    let joined = format!("{} {}", upper.trim_end(), lower.trim_start());
    let found = date_only(&joined, dating)?;
    let upper_matters = found.range.start < upper.trim_end().len();
    upper_matters.then_some(DateMark { range: 0..0, ..found })
}

/// Whether a text is the number of an issue and nothing else: `Issue 12`, `Vol. 3, No. 4`.
pub(super) fn names_issue(text: &str) -> bool {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let counted = words.next().is_some_and(counts_issues);
    let is_part = |word: &str| counts_issues(word) || word.bytes().all(|byte| byte.is_ascii_digit());
    counted && words.all(is_part)
}

/// Whether `text` is a weekday's name and nothing else.
pub fn weekday_only(text: &str) -> bool {
    let name = text.trim().trim_end_matches([',', '.']);
    name.len() > 3 && name.len() < 40 && words::is_weekday(name)
}

/// Whether `word` is the name of a month or of a weekday.
pub(super) fn is_month_or_weekday(word: &str) -> bool {
    words::month(word).is_some() || (word.len() > 2 && words::is_weekday(word))
}

/// A date, or the place of one that cannot be meant.
pub(super) type Reading = Result<DateMark, Range<usize>>;

/// How many bytes at the end of a text may hold the date that it ends with.
const END_REACH: usize = 110;
/// How many bytes at the beginning of a text may hold the date that it begins with.
const START_REACH: usize = 110;
/// Text longer than this is never a date alone.
const ONLY_REACH: usize = 160;
/// So many bytes of a date alone may stand before its first figure, or behind its last.
const ONLY_MARGIN: usize = 60;

pub(super) fn readings(text: &str, dating: &Dating) -> impl Iterator<Item = Reading> {
    let dating = *dating;
    spot(text, &dating).map(move |found| judged(found, &dating))
}

fn judged(found: Spotted, dating: &Dating) -> Reading {
    let Spotted { range, published, other, shows, form } = found;
    match published.filter(|published| dating.allows(*published)) {
        Some(published) => Ok(DateMark { range, published, other, shows, form }),
        None => Err(range),
    }
}

pub(super) fn range_of(reading: &Reading) -> Range<usize> {
    match reading {
        Ok(mark) => mark.range.clone(),
        Err(range) => range.clone(),
    }
}

/// As [`date_at_end`], a refused date included.
pub(super) fn reading_at_end(text: &str, dating: &Dating) -> Option<Reading> {
    let start = tail_start(text, END_REACH);
    let tail = text.get(start..)?;
    if !may_hold_digit(tail.get(tail_start(tail, 48)..)?) {
        return None;
    }
    let last = readings(tail, dating).last()?;
    let after = tail.get(range_of(&last).end..)?;
    let nothing = after.chars().all(|c| {
        c.is_whitespace()
            || matches!(c, '.' | ',' | ';' | ':' | ')' | ']' | '）' | '】' | '"' | '”' | '»' | '*')
    });
    nothing.then(|| shifted(last, start))
}

pub(super) fn shifted(reading: Reading, by: usize) -> Reading {
    let shift = |range: Range<usize>| range.start + by..range.end + by;
    match reading {
        Ok(mark) => Ok(DateMark { range: shift(mark.range.clone()), ..mark }),
        Err(range) => Err(shift(range)),
    }
}

/// As [`date_only`], a refused date included.
pub(super) fn only_reading(text: &str, dating: &Dating) -> Option<Reading> {
    let body = text.trim();
    if body.len() > ONLY_REACH {
        return None;
    }
    // Few words stand before the first figure of a date alone, or behind its last.
    let first = next_digit(body, 0).filter(|first| *first <= ONLY_MARGIN)?;
    if !may_hold_digit(body.get(tail_start(body, ONLY_MARGIN)..)?) {
        return None;
    }
    let lead = word_at(body, 0);
    if !lead.is_empty() && lead.end < first && !words::may_open_date(body.get(lead)?) {
        return None;
    }
    let mut at = 0;
    let mut original: Option<Reading> = None;
    let mut updated: Option<Reading> = None;
    for reading in readings(body, dating) {
        let range = range_of(&reading);
        let says_updated = beside_date(body.get(at..range.start)?)?;
        at = range.end;
        let kept = if says_updated { &mut updated } else { &mut original };
        kept.get_or_insert(reading);
    }
    let found = original.or(updated)?;
    beside_date(body.get(at..)?)?;
    Some(shifted(found, text.len() - text.trim_start().len()))
}

/// `None` where `text` holds anything that does not belong beside a date; else whether it says "Updated".
pub(super) fn beside_date(text: &str) -> Option<bool> {
    let mut updated = false;
    for token in text.split(|c: char| c.is_whitespace() || "()[]（）【】,;|–—·•/\"“”«»*".contains(c))
    {
        let token = token.trim_matches(['.', ':', '-', '>', '，', '：', '_', '=']);
        if token.is_empty() || clock::is_time(token) || words::is_zone(token) {
            continue;
        }
        let mut pieces = token.split(|c| !is_word_char(c)).filter(|piece| !piece.is_empty());
        let all_words = token.chars().all(|c| is_word_char(c) || matches!(c, '\'' | '’' | ':' | '：' | '-'));
        let known = |piece: &str| {
            let belongs = words::beside(piece);
            updated |= belongs == Some(true);
            belongs.is_some()
        };
        if !all_words || !pieces.all(known) {
            return None;
        }
    }
    Some(updated)
}

#[cfg(test)]
mod tests;
