//! A date as programs write it, or people → the day. It knows no article; a day that cannot be one of publication
//! is none.

use super::marks::{self, Dating};
use crate::model::{Day, Published};

/// The first date in a field: `2025-06-02T10:00:00Z`, `20250602`, `910514`, seconds since 1970, or as news prints it.
pub fn published(text: &str, dating: &Dating) -> Option<Published> {
    let text = text.trim().trim_start_matches(['=', ' ']);
    let day = figures(text).map(Published::on);
    let day = day.or_else(|| text.get(..10).and_then(iso).map(Published::on));
    match day {
        Some(day) => Some(day).filter(|day| dating.allows(*day)),
        None => marks::dates(text, dating).next().map(|mark| mark.published),
    }
}

fn iso(text: &str) -> Option<Day> {
    let mut parts = text.split(['-', '/']);
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    (year.len() == 4).then(|| Day::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?))?
}

/// The day that figures without any sign between them say.
fn figures(text: &str) -> Option<Day> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (figures, rest) = text.split_at(digits);
    let part = |range: std::ops::Range<usize>| figures.get(range)?.parse::<i32>().ok();
    let day = |year: i32, at: usize| {
        Day::new(year, u8::try_from(part(at..at + 2)?).ok()?, u8::try_from(part(at + 2..at + 4)?).ok()?)
    };
    let seconds = |seconds: i64| Day::from_epoch(seconds.div_euclid(86_400));
    match (digits, rest.chars().next()) {
        (8 | 12 | 14, None) | (8, Some('T' | ' ' | '.' | '-')) => day(part(0..4)?, 4),
        (6, None) => day(1900 + part(0..2)?, 2),
        (10, None | Some('.')) => seconds(figures.parse().ok()?),
        (13, None) => seconds(figures.parse::<i64>().ok()? / 1000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_programs_and_of_people_are_read() {
        let dating = Dating { today: Day::new(2025, 7, 1).unwrap(), order: None };
        let check = |text: &str, expect: Option<&str>| {
            let day = published(text, &dating).and_then(Published::day).map(|day| day.to_string());
            assert_eq!(day.as_deref(), expect, "{text}");
        };
        check("2025-06-02T23:59:00+02:00", Some("2025-06-02"));
        check("2025-06-02 10:00:00", Some("2025-06-02"));
        check("20250602T100000Z", Some("2025-06-02"));
        check(" 910514", Some("1991-05-14"));
        check("1748822400", Some("2025-06-02"));
        check("1748822400000", Some("2025-06-02"));
        check("Mon, 02 Jun 2025 10:00:00 +0000", Some("2025-06-02"));
        check("26-FEB-1987 15:01:01.01", Some("1987-02-26"));
        check("January 1, 1989, Sunday, Home Edition", Some("1989-01-01"));
        check("2099-01-01", None);
        check("soon", None);
    }
}
