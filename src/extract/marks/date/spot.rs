//! Finds what is written as a date in a text, in any form and language, whether or not that day can be meant.
//! Every date has digits, so the search goes from number to number and looks around each.

use std::ops::Range;

use super::super::shape::{
    Number, back_past, char_at, char_before, digit_value, next_digit, number_at, past, word_at, word_before,
};
use super::words::{self, MonthWord};
use super::{DateForm, Dating, clock};
use crate::model::{DateOrder, Day, Published};

/// Something written as a date.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Spotted {
    pub(super) range: Range<usize>,
    /// None: the calendar has no such day.
    pub(super) published: Option<Published>,
    pub(super) other: Option<Published>,
    pub(super) shows: Option<DateOrder>,
    pub(super) form: DateForm,
}

/// All that is written as a date in `text`, in order.
pub(super) fn spot<'a>(text: &'a str, dating: &Dating) -> Spots<'a> {
    Spots { text, dating: *dating, at: 0, last_end: 0 }
}

/// The iterator of [`spot`].
pub(super) struct Spots<'a> {
    pub(super) text: &'a str,
    pub(super) dating: Dating,
    at: usize,
    last_end: usize,
}

impl Iterator for Spots<'_> {
    type Item = Spotted;

    fn next(&mut self) -> Option<Spotted> {
        while let Some(start) = next_digit(self.text, self.at) {
            let number = number_at(self.text, start)?;
            self.at = number.end;
            let found = self.read(number).filter(|found| found.range.start >= self.last_end);
            if let Some(mut found) = found {
                found.range.start =
                    clock::with_weekday_before(self.text, found.range.start).max(self.last_end);
                found.range.end = clock::with_time_after(self.text, found.range.end);
                self.at = found.range.end;
                self.last_end = found.range.end;
                return Some(found);
            }
        }
        None
    }
}

/// A day, month or year as printed, and where it ends.
struct Part {
    value: u32,
    end: usize,
}

impl Spots<'_> {
    fn read(&self, number: Number) -> Option<Spotted> {
        match number.digits {
            1 | 2 => self
                .month_day_year(number)
                .or_else(|| self.figures(number))
                .or_else(|| self.day_month_year(number)),
            4 => self
                .unspaced_year(number)
                .or_else(|| self.year_in_figures(number))
                .or_else(|| self.year_month_day(number))
                .or_else(|| self.month_year(number)),
            8 => self.compact(number),
            _ => None,
        }
    }

    /// `18 November 2002`, `1er juin 2025`, `3 de mayo de 2010`, `3-MAY-1988`, `2–3 June 2025`.
    fn day_month_year(&self, day: Number) -> Option<Spotted> {
        let text = self.text;
        if !(1..=31).contains(&day.value) || !self.free_before(day.start) || self.counts_issues(day.start) {
            return None;
        }
        let mut at = self.past_range(self.past_ordinal(day.end), day.value);
        at = past(text, at, |c| c.is_whitespace() || matches!(c, '.' | '-' | '/' | ','));
        if at > day.end + 8 {
            return None;
        }
        at = self.past_of(at);
        let (month, after) = self.month_at(at)?;
        let year = self.year_after(after, true)?;
        Some(self.found(day.start..year.end, year.value, month.month, day.value, DateForm::Words))
    }

    /// Whether the word before a number says that it counts issues: `Issue 12, June 2025`.
    fn counts_issues(&self, at: usize) -> bool {
        let gap = back_past(self.text, at, |c| c.is_whitespace() || matches!(c, '.' | '#'));
        let word = self.text.get(word_before(self.text, gap)).unwrap_or("");
        words::counts_issues(word)
    }

    /// `June 2, 2025`, `August 13; 1991`, `March 5 1992`, `June 2nd, 2025`, `MAY-3-1988`, `June 2–3, 2025`.
    fn month_day_year(&self, day: Number) -> Option<Spotted> {
        let text = self.text;
        if !(1..=31).contains(&day.value) {
            return None;
        }
        let gap = back_past(text, day.start, |c| c.is_whitespace() || matches!(c, '.' | '-' | '/' | ','));
        let word = word_before(text, gap);
        if word.is_empty() || day.start - gap > 4 || !self.free_before(word.start) {
            return None;
        }
        let month = words::month(text.get(word.clone())?).filter(|month| !month.needs_day)?;
        let mut at = self.past_ordinal(day.end);
        // "MAY-3-1988": a dash before the day makes the next one no range of days.
        if !text.get(gap..day.start)?.contains(['-', '/']) {
            at = self.past_range(at, day.value);
        }
        let year = self.year_after(at, false)?;
        Some(self.found(word.start..year.end, year.value, month.month, day.value, DateForm::Words))
    }

    /// `1993 MAY 3`, `2025-Jun-02`, `2025. június 2.`
    fn year_month_day(&self, year: Number) -> Option<Spotted> {
        let text = self.text;
        let at = past(text, year.end, |c| c.is_whitespace() || matches!(c, '-' | ',' | '.' | '/'));
        if at == year.end || at > year.end + 3 || !self.free_before(year.start) {
            return None;
        }
        let word = word_at(text, at);
        let month = words::month(text.get(word.clone())?).filter(|month| !month.needs_day)?;
        let at = past(text, word.end, |c| c.is_whitespace() || matches!(c, '-' | '.' | '/'));
        let day = number_at(text, at).filter(|day| day.digits <= 2 && (1..=31).contains(&day.value))?;
        // "… in 2003, May 3, 2004 …" holds one date, and it ends in a year.
        if at == word.end || self.year_after(day.end, false).is_some() || !self.free_after(day.end) {
            return None;
        }
        Some(self.found(year.start..day.end, year.value, month.month, day.value, DateForm::Words))
    }

    /// `March 1994`, `August, 1997`, `junio de 2010`; `Summer, 2008` is a year.
    fn month_year(&self, year: Number) -> Option<Spotted> {
        let text = self.text;
        if !self.year_ends(year.end) {
            return None;
        }
        let mut gap = back_past(text, year.start, |c| c.is_whitespace() || matches!(c, ',' | '.'));
        let mut word = word_before(text, gap);
        if matches!(text.get(word.clone()), Some("de" | "of" | "do" | "del")) {
            gap = back_past(text, word.start, char::is_whitespace);
            word = word_before(text, gap);
        }
        if word.is_empty() || gap == year.start {
            return None;
        }
        let name = text.get(word.clone())?;
        let before = back_past(text, word.start, |c| c.is_whitespace() || c == '.');
        let start = self.back_past_first_month(word.start);
        if char_before(text, before).is_some_and(|c| digit_value(c).is_some()) || !self.free_before(start) {
            return None;
        }
        if let Some(month) = words::month(name).filter(|month| !month.needs_day) {
            let published = Published::in_month(year.value as i32, month.month);
            return Some(Self::plain(start..year.end, published, DateForm::MonthYear));
        }
        let published = Published::in_year(year.value as i32);
        words::is_season(name).then(|| Self::plain(word.start..year.end, published, DateForm::YearOnly))
    }

    /// `May/June 1999`: the date of the later month, its range over both.
    fn back_past_first_month(&self, start: usize) -> usize {
        let gap = back_past(self.text, start, |c| matches!(c, '/' | '-' | '–'));
        let word = word_before(self.text, gap);
        let is_month =
            gap < start && self.text.get(word.clone()).is_some_and(|word| words::month(word).is_some());
        if is_month { word.start } else { start }
    }

    pub(super) fn found(
        &self,
        range: Range<usize>,
        year: u32,
        month: u8,
        day: u32,
        form: DateForm,
    ) -> Spotted {
        let day = u8::try_from(day).ok().and_then(|day| Day::new(year as i32, month, day));
        Self::plain(range, day.map(Published::on), form)
    }

    pub(super) fn plain(range: Range<usize>, published: Option<Published>, form: DateForm) -> Spotted {
        Spotted { range, published, other: None, shows: None, form }
    }

    /// The month named at `at`, and where its name ends (`حزيران/يونيو` counts as one name).
    fn month_at(&self, at: usize) -> Option<(MonthWord, usize)> {
        let text = self.text;
        let word = word_at(text, at);
        let first = text.get(word.clone()).filter(|first| !first.is_empty())?;
        let one = words::month(first).map(|month| (month, word.end));
        let two = || {
            let next = word_at(text, past(text, word.end, char::is_whitespace));
            words::month_of_two(first, text.get(next.clone())?).map(|month| (month, next.end))
        };
        let (month, mut end) = one.or_else(two)?;
        if char_at(text, end) == Some('/') {
            let next = word_at(text, end + 1);
            if text.get(next.clone()).is_some_and(|word| words::month(word).is_some()) {
                end = next.end;
            }
        }
        Some((month, end))
    }

    /// The year after a day or month that ends at `at`. Two figures do only where nothing else can be meant.
    fn year_after(&self, at: usize, after_month: bool) -> Option<Part> {
        let text = self.text;
        let gap = past(text, at, |c| c.is_whitespace() || matches!(c, ',' | ';' | '.' | '-' | '/' | '،'));
        let start = if after_month || gap > at { self.past_of(gap) } else { gap };
        if start == at && !after_month {
            return None;
        }
        let marked = text.get(at..gap)?.contains(['-', '/', ',']);
        let short = matches!(char_at(text, start), Some('\'' | '’' | '‘'));
        let start = if short { start + char_at(text, start)?.len_utf8() } else { start };
        let year = number_at(text, start)?;
        if start > at + 12 || !self.year_ends(year.end) {
            return None;
        }
        match year.digits {
            4 if (1000..3000).contains(&year.value) => Some(Part { value: year.value, end: year.end }),
            2 if short || marked || self.nothing_follows(year.end) => {
                // "May 3, 20 people": a figure with words behind it counts something.
                let bare = !short && !self.nothing_follows(year.end);
                (!bare).then(|| Part { value: self.century(year.value), end: year.end })
            }
            _ => None,
        }
    }

    /// Whether nothing but a mark or a time of day follows.
    fn nothing_follows(&self, end: usize) -> bool {
        let at = past(self.text, end, char::is_whitespace);
        let clock = |at: usize| char_at(self.text, at + 1).is_some_and(|c| c.is_ascii_digit());
        char_at(self.text, at).is_none_or(|c| matches!(c, ')' | ']' | ';' | '|') || c == ':' && !clock(at))
            || clock::with_time_after(self.text, end) > end
    }

    pub(super) fn century(&self, value: u32) -> u32 {
        let this_year = u32::try_from(self.dating.today.plus(1).parts().0).unwrap_or(2000);
        let guess = this_year / 100 * 100 + value;
        if guess > this_year { guess - 100 } else { guess }
    }

    /// "1st", "1er", "3º", "2ten".
    fn past_ordinal(&self, at: usize) -> usize {
        if let Some(sign @ ('º' | '°' | 'ª')) = char_at(self.text, at) {
            return at + sign.len_utf8();
        }
        let word = word_at(self.text, at);
        match self.text.get(word.clone()) {
            Some(
                "st" | "nd" | "rd" | "th" | "er" | "e" | "ter" | "ten" | "o" | "a" | "ST" | "ND" | "RD"
                | "TH",
            ) => word.end,
            _ => at,
        }
    }

    /// "2-3 June", "2 and 3 June", "June 2–3": the first day is the date.
    fn past_range(&self, at: usize, first: u32) -> usize {
        let text = self.text;
        let open = past(text, at, char::is_whitespace);
        let Some('-' | '–' | '/' | '&') = char_at(text, open) else { return at };
        let start = past(text, open + char_at(text, open).map_or(1, char::len_utf8), char::is_whitespace);
        match number_at(text, start) {
            Some(last) if last.digits <= 2 && last.value > first && last.value <= 31 => {
                self.past_ordinal(last.end)
            }
            _ => at,
        }
    }

    /// "3 de mayo de 2010", "2nd of May".
    fn past_of(&self, at: usize) -> usize {
        let word = word_at(self.text, at);
        match self.text.get(word.clone()) {
            Some("de" | "of" | "del" | "do" | "d" | "De" | "DE") => {
                past(self.text, word.end, |c| c.is_whitespace() || matches!(c, '\'' | '’'))
            }
            _ => at,
        }
    }
}
