//! Dates in figures alone, and where a date may begin and end, so that versions, scores, addresses and prices
//! are none.

use std::ops::Range;

use super::super::shape::{
    Number, back_past, char_at, char_before, digit_value, is_unspaced, number_at, past,
};
use super::DateForm;
use super::spot::{Spots, Spotted};
use crate::model::{DateOrder, Day, Published};

impl Spots<'_> {
    /// `2025年6月2日`, `2025年6月`, `2025년 6월 2일`.
    pub(super) fn unspaced_year(&self, year: Number) -> Option<Spotted> {
        let after = |at: usize, marks: [char; 2]| {
            let at = past(self.text, at, char::is_whitespace);
            char_at(self.text, at).filter(|c| marks.contains(c)).map(|c| at + c.len_utf8())
        };
        let small = |at: usize| {
            number_at(self.text, past(self.text, at, char::is_whitespace)).filter(|number| number.digits <= 2)
        };
        let month = small(after(year.end, ['年', '년'])?)?;
        let month_end = after(month.end, ['月', '월'])?;
        let day = small(month_end).and_then(|day| Some((day, after(day.end, ['日', '일'])?)));
        let month_number = u8::try_from(month.value).ok()?;
        Some(match day {
            Some((day, end)) => {
                self.found(year.start..end, year.value, month_number, day.value, DateForm::Unspaced)
            }
            None => {
                let published = Published::in_month(year.value as i32, month_number);
                Self::plain(year.start..month_end, published, DateForm::MonthYear)
            }
        })
    }

    /// `2025-06-02`, `2025/06/02`, `2025.06.02`, `2025. 6. 2.`
    pub(super) fn year_in_figures(&self, year: Number) -> Option<Spotted> {
        let (month, day, mark) = self.two_more(year)?;
        let plausible = (1..=12).contains(&month.value) && (1..=31).contains(&day.value) && day.digits <= 2;
        if !plausible || month.digits > 2 || !self.free_before(year.start) || !self.free_after(day.end) {
            return None;
        }
        let form = match mark {
            '-' => DateForm::Iso,
            '/' => DateForm::Slashed,
            _ => DateForm::Dotted,
        };
        Some(self.found(year.start..day.end, year.value, month.value as u8, day.value, form))
    }

    /// `09.02.1994`, `07/14/2002`, `11/3/92`, `30-11-2011`.
    pub(super) fn figures(&self, first: Number) -> Option<Spotted> {
        let (second, third, mark) = self.two_more(first)?;
        let small = (1..=31).contains(&first.value) && (1..=31).contains(&second.value) && second.digits <= 2;
        let year = match third.digits {
            4 => third.value,
            2 if self.short_year_fits(first, second, mark) => self.century(third.value),
            _ => return None,
        };
        if !small || !self.free_before(first.start) || !self.free_after(third.end) {
            return None;
        }
        self.by_order(first.start..third.end, first.value, second.value, year, mark)
    }

    /// `2.4.18` is a version and `3-2-10` a score, unless the figures stand apart from any words.
    fn short_year_fits(&self, first: Number, second: Number, mark: char) -> bool {
        let before = char_before(self.text, back_past(self.text, first.start, char::is_whitespace));
        let apart = before.is_none_or(|c| !c.is_alphanumeric());
        match mark {
            '/' => true,
            '.' => apart || first.digits + second.digits > 2,
            _ => first.digits == 2 && second.digits == 2,
        }
    }

    /// Which of two numbers is the day: dots mean day first; else the calendar, the file's order, the custom.
    fn by_order(&self, range: Range<usize>, a: u32, b: u32, year: u32, mark: char) -> Option<Spotted> {
        let on = |month: u32, day: u32| {
            Day::new(year as i32, u8::try_from(month).ok()?, u8::try_from(day).ok()?).map(Published::on)
        };
        let form = match mark {
            '.' => DateForm::Dotted,
            '/' => DateForm::Slashed,
            _ => DateForm::Dashed,
        };
        let (day_first, month_first) = (on(b, a), on(a, b));
        if mark == '.' {
            return (b <= 12).then(|| Self::plain(range, day_first, form));
        }
        let possible = |published: &Published| self.dating.allows(*published);
        let (published, other, shows) = match (day_first.filter(possible), month_first.filter(possible)) {
            (Some(day_first), None) => (Some(day_first), None, Some(DateOrder::Dmy)),
            (None, Some(month_first)) => (Some(month_first), None, Some(DateOrder::Mdy)),
            (None, None) => (day_first.or(month_first), None, None),
            (Some(one), Some(two)) if one == two => (Some(one), None, None),
            (Some(day_first), Some(month_first)) => match self.dating.order {
                Some(DateOrder::Dmy) => (Some(day_first), None, None),
                Some(DateOrder::Mdy) => (Some(month_first), None, None),
                None if mark == '/' => (Some(month_first), Some(day_first), None),
                None => (Some(day_first), Some(month_first), None),
            },
        };
        (a <= 12 || b <= 12).then_some(Spotted { range, published, other, shows, form })
    }

    /// Two more numbers after the first, the same mark before each; blanks may follow a point.
    fn two_more(&self, first: Number) -> Option<(Number, Number, char)> {
        let mark = char_at(self.text, first.end).filter(|c| matches!(c, '.' | '/' | '-'))?;
        let next = |end: usize| {
            let mut at = end + 1;
            if mark == '.' {
                at = past(self.text, at, |c| c == ' ' || c == '\u{a0}');
            }
            number_at(self.text, at)
        };
        let second = next(first.end)?;
        let third = char_at(self.text, second.end).filter(|c| *c == mark).and_then(|_| next(second.end))?;
        Some((second, third, mark))
    }

    /// `20221003`: only a day that can be meant, since most such numbers are none.
    pub(super) fn compact(&self, number: Number) -> Option<Spotted> {
        let (year, month, day) = (number.value / 10_000, number.value / 100 % 100, number.value % 100);
        if !(1900..2100).contains(&year) || !self.free_before(number.start) || !self.free_after(number.end) {
            return None;
        }
        let published = Published::on(Day::new(year as i32, month as u8, day as u8)?);
        let plain = || Self::plain(number.start..number.end, Some(published), DateForm::Compact);
        self.dating.allows(published).then(plain)
    }

    /// Whether a date may begin at `at`: not inside a word, an address, a price or a longer number.
    pub(super) fn free_before(&self, at: usize) -> bool {
        let Some(c) = char_before(self.text, at) else { return true };
        if c.is_alphanumeric() {
            return is_unspaced(c);
        }
        let beyond = char_before(self.text, at - c.len_utf8());
        match c {
            '-' | '/' | '.' | '_' | '=' | '&' | '%' | '+' | '\'' | '’' | '#' => {
                !beyond.is_some_and(char::is_alphanumeric)
            }
            ',' | ':' => beyond.is_none_or(|c| digit_value(c).is_none()),
            _ => true,
        }
    }

    /// Whether a date in figures may end at `end`.
    pub(super) fn free_after(&self, end: usize) -> bool {
        let Some(c) = char_at(self.text, end) else { return true };
        let beyond = char_at(self.text, end + c.len_utf8());
        match c {
            'T' | 't' | '_' => beyond.is_some_and(|c| digit_value(c).is_some()),
            '-' | '/' | '=' | '+' | '&' => !beyond.is_some_and(char::is_alphanumeric),
            '.' | ',' | ':' => beyond.is_none_or(|c| digit_value(c).is_none()),
            '%' => false,
            _ => !c.is_alphanumeric() || is_unspaced(c) || matches!(c, 'г' | 'р'),
        }
    }

    /// Whether a year may end at `end`: "1990s" and "2000,5" are none.
    pub(super) fn year_ends(&self, end: usize) -> bool {
        let Some(c) = char_at(self.text, end) else { return true };
        match c {
            ',' | '.' => {
                let beyond = char_at(self.text, end + 1);
                beyond.is_none_or(|c| digit_value(c).is_none())
            }
            '%' => false,
            _ => !c.is_alphanumeric() || is_unspaced(c) || matches!(c, 'г' | 'р' | 'T'),
        }
    }
}
