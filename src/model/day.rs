//! Civil days, and what is known of an article's date. No clock and no time zone lives here.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use time::{Date, Month, Weekday};

/// The first year an article may be dated to.
pub const FIRST_YEAR: i32 = 1600;

/// A civil day of the Gregorian calendar, without a time zone, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i32);

/// Julian day number of 1970-01-01.
const EPOCH: i32 = 2_440_588;

impl Day {
    /// The day of that year, month (1–12) and day of the month, if the calendar has it.
    pub fn new(year: i32, month: u8, day: u8) -> Option<Day> {
        let date = Date::from_calendar_date(year, Month::try_from(month).ok()?, day).ok()?;
        Some(Day::from(date))
    }

    /// The day that many days after 1970-01-01 (before it, if negative).
    pub fn from_epoch(days: i64) -> Option<Day> {
        let julian = i32::try_from(days).ok()?.checked_add(EPOCH)?;
        Date::from_julian_day(julian).ok().map(Day::from)
    }

    /// Days since 1970-01-01.
    pub fn epoch(self) -> i64 {
        i64::from(self.0)
    }

    /// Year, month (1–12), day of the month.
    pub fn parts(self) -> (i32, u8, u8) {
        let date = self.date();
        (date.year(), u8::from(date.month()), date.day())
    }

    /// The day of the week.
    pub fn weekday(self) -> Weekday {
        self.date().weekday()
    }

    /// The year and number of its ISO 8601 week.
    pub fn iso_week(self) -> (i32, u8) {
        let (year, week, _) = self.date().to_iso_week_date();
        (year, week)
    }

    /// The day that many days later (earlier, if negative), held within the calendar's ends.
    pub fn plus(self, days: i64) -> Day {
        let wanted = self.epoch().saturating_add(days);
        Day::from_epoch(wanted).unwrap_or(Day::from(if days < 0 { Date::MIN } else { Date::MAX }))
    }

    /// The same day of the month that many months later (earlier, if negative), or that month's last day.
    pub fn plus_months(self, months: i64) -> Day {
        let (year, month, day) = self.parts();
        let count = i64::from(year) * 12 + i64::from(month) - 1 + months;
        let year = i32::try_from(count.div_euclid(12)).unwrap_or(i32::MAX);
        let month = u8::try_from(count.rem_euclid(12) + 1).unwrap_or(1);
        (1..=day).rev().find_map(|day| Day::new(year, month, day)).unwrap_or(self.plus(months * 30))
    }

    /// The first day of its month.
    pub fn first_of_month(self) -> Day {
        let (_, _, day) = self.parts();
        self.plus(1 - i64::from(day))
    }

    /// The last day of its month.
    pub fn last_of_month(self) -> Day {
        self.first_of_month().plus_months(1).plus(-1)
    }

    fn date(self) -> Date {
        Date::from_julian_day(self.0 + EPOCH).unwrap_or(Date::MIN)
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Day {
        Day(date.to_julian_day() - EPOCH)
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

/// Of how fine a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Precision {
    /// The day is known.
    Day,
    /// Only the month is.
    Month,
    /// Only the year is.
    Year,
}

/// When an article was published: the span of days that its printed date stands for.
/// Written as `2025-06-02`, `2025-06` or `2025`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Published {
    first: Day,
    precision: Precision,
}

impl Published {
    /// On that day.
    pub fn on(day: Day) -> Published {
        Published { first: day, precision: Precision::Day }
    }

    /// In that month (1–12).
    pub fn in_month(year: i32, month: u8) -> Option<Published> {
        Some(Published { first: Day::new(year, month, 1)?, precision: Precision::Month })
    }

    /// In that year.
    pub fn in_year(year: i32) -> Option<Published> {
        Some(Published { first: Day::new(year, 1, 1)?, precision: Precision::Year })
    }

    /// The first day it may have been.
    pub fn first(self) -> Day {
        self.first
    }

    /// The last day it may have been.
    pub fn last(self) -> Day {
        match self.precision {
            Precision::Day => self.first,
            Precision::Month => self.first.last_of_month(),
            Precision::Year => self.first.plus_months(12).plus(-1),
        }
    }

    /// How fine it is known.
    pub fn precision(self) -> Precision {
        self.precision
    }

    /// The day, where it is known.
    pub fn day(self) -> Option<Day> {
        (self.precision == Precision::Day).then_some(self.first)
    }
}

impl fmt::Display for Published {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.first.parts();
        match self.precision {
            Precision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Year => write!(f, "{year:04}"),
        }
    }
}

impl FromStr for Published {
    type Err = ();

    fn from_str(text: &str) -> Result<Published, ()> {
        let mut parts = text.splitn(3, '-');
        let mut number = || parts.next().map(|part| part.parse::<i32>().map_err(|_| ())).transpose();
        let (year, month, day) = (number()?.ok_or(())?, number()?, number()?);
        let small = |n: i32| u8::try_from(n).map_err(|_| ());
        match (month, day) {
            (None, _) => Published::in_year(year),
            (Some(month), None) => Published::in_month(year, small(month)?),
            (Some(month), Some(day)) => Day::new(year, small(month)?, small(day)?).map(Published::on),
        }
        .ok_or(())
    }
}

/// A span of days, both ends counted; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Days {
    /// The first day, if there is one.
    pub first: Option<Day>,
    /// The last day, if there is one.
    pub last: Option<Day>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_stands_for_all_its_days() {
        let month: Published = "2024-02".parse().unwrap();
        assert_eq!(
            (month.first().to_string(), month.last().to_string()),
            ("2024-02-01".into(), "2024-02-29".into())
        );
        assert_eq!(month.day(), None);
        let year: Published = "1994".parse().unwrap();
        assert_eq!(year.last().to_string(), "1994-12-31");
    }

    #[test]
    fn months_are_added_by_the_calendar() {
        let day = Day::new(2025, 1, 31).unwrap();
        assert_eq!(day.plus_months(1).to_string(), "2025-02-28");
        assert_eq!(day.plus_months(-2).to_string(), "2024-11-30");
    }

    #[test]
    fn days_the_calendar_lacks_are_refused() {
        assert_eq!("2025-02-30".parse::<Published>(), Err(()));
        assert_eq!(Day::new(2025, 13, 1), None);
    }
}
