//! What time it is, and which day that is here: the system's clock and zone, or what `--now` says.

use newsdex::model::Day;
use time::{OffsetDateTime, UtcOffset};

/// A point in time with the civil day that it falls on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// Seconds since 1970-01-01T00:00:00Z.
    pub now: i64,
    /// The local day.
    pub today: Day,
}

impl Clock {
    /// The system's clock. To be called before there are threads, since the zone cannot be told later.
    pub fn of_system() -> Clock {
        let now = OffsetDateTime::now_utc();
        Clock { now: now.unix_timestamp(), today: Day::from(now.to_offset(local_offset()).date()) }
    }

    /// What `--now` says: a day (its first second here), or a time with its distance from UTC.
    pub fn parse(text: &str) -> Result<Clock, String> {
        parse(text).ok_or_else(|| "a time is written 2025-06-02 or 2025-06-02T03:00:00+02:00".to_owned())
    }
}

fn local_offset() -> UtcOffset {
    UtcOffset::current_local_offset().unwrap_or(UtcOffset::UTC)
}

fn parse(text: &str) -> Option<Clock> {
    let (day, rest) = text.split_at_checked(10)?;
    let today = parse_day(day)?;
    let midnight = today.epoch() * 86_400;
    if rest.is_empty() {
        return Some(Clock { now: midnight - i64::from(local_offset().whole_seconds()), today });
    }
    let rest = rest.strip_prefix(['T', 't', ' '])?;
    let zone_at = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (time, zone) = rest.split_at(zone_at);
    let offset = match zone {
        "" => i64::from(local_offset().whole_seconds()),
        "Z" | "z" => 0,
        _ => zone_offset(zone)?,
    };
    Some(Clock { now: midnight + seconds_of(time)? - offset, today })
}

fn parse_day(text: &str) -> Option<Day> {
    let [year, month, day] = numbers::<3>(text, '-')?;
    Day::new(i32::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

/// `03:00`, `03:00:05` or `03:00:05.25` in seconds.
fn seconds_of(text: &str) -> Option<i64> {
    let whole = text.split_once('.').map_or(text, |(whole, _)| whole);
    let [hour, minute, second] = numbers::<3>(whole, ':').or_else(|| {
        let [hour, minute] = numbers::<2>(whole, ':')?;
        Some([hour, minute, 0])
    })?;
    (hour < 24 && minute < 60 && second <= 60).then_some(hour * 3600 + minute * 60 + second)
}

/// `+02:00`, `-0330` or `+02` in seconds.
fn zone_offset(text: &str) -> Option<i64> {
    let (sign, digits) = (if text.starts_with('-') { -1 } else { 1 }, text.get(1..)?.replace(':', ""));
    let number = digits.parse::<i64>().ok().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))?;
    let (hours, minutes) = match digits.len() {
        2 => (number, 0),
        4 => (number / 100, number % 100),
        _ => return None,
    };
    (hours < 24 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn numbers<const N: usize>(text: &str, separator: char) -> Option<[i64; N]> {
    let parts: Option<Vec<i64>> = text
        .split(separator)
        .map(|part| part.parse().ok().filter(|_| part.bytes().all(|byte| byte.is_ascii_digit())))
        .collect();
    parts?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_with_its_zone_is_the_day_it_says() {
        let check = |text: &str, now: i64, today: &str| {
            let clock = Clock::parse(text).unwrap();
            assert_eq!((clock.now, clock.today.to_string().as_str()), (now, today));
        };
        check("2025-06-02T03:00:05Z", 1_748_833_205, "2025-06-02");
        check("2025-06-02T03:00:05+02:00", 1_748_826_005, "2025-06-02");
        check("2025-06-02T23:30-0330", 1_748_919_600, "2025-06-02");
        assert_eq!(Clock::parse("2025-06-02").unwrap().today.to_string(), "2025-06-02");
    }

    #[test]
    fn what_is_no_time_is_refused() {
        for text in [
            "",
            "2025",
            "2025-13-01",
            "2025-06-02T25:00Z",
            "2025-06-02x",
            "2025-06-02T03:00+2",
            "日本語日本語日",
        ] {
            assert!(Clock::parse(text).is_err(), "{text}");
        }
    }
}
