//! Times to wait and sizes, as they are written in flags.

use std::time::Duration;

/// `30s`, `10m`, `2h`, `1d`; a number alone is seconds.
pub fn duration(text: &str) -> Result<Duration, String> {
    let seconds = |unit: &str| match unit {
        "" | "s" => Some(1),
        "m" | "min" => Some(60),
        "h" => Some(3600),
        "d" => Some(86_400),
        _ => None,
    };
    scaled(text, seconds)
        .map(Duration::from_secs)
        .ok_or_else(|| "a time is written 30s, 10m or 2h".to_owned())
}

/// `512M`, `2G`, `100k`; a number alone is bytes; units count by 1024.
pub fn size(text: &str) -> Result<u64, String> {
    let bytes = |unit: &str| match unit.trim_end_matches('B').trim_end_matches('i') {
        "" => Some(1),
        "k" | "K" => Some(1 << 10),
        "m" | "M" => Some(1 << 20),
        "g" | "G" => Some(1 << 30),
        "t" | "T" => Some(1 << 40),
        _ => None,
    };
    scaled(text, bytes).ok_or_else(|| "a size is written 512M or 2G".to_owned())
}

/// A number, with a point where need be, times its unit.
fn scaled(text: &str, unit: impl Fn(&str) -> Option<u64>) -> Option<u64> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, name) = text.split_at(end);
    let unit = unit(name.trim())?;
    match number.parse::<u64>() {
        Ok(whole) => whole.checked_mul(unit),
        Err(_) => number.parse::<f64>().ok().map(|number| (number * unit as f64) as u64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_and_sizes_are_read() {
        let seconds = |text| duration(text).map(|time| time.as_secs()).ok();
        assert_eq!(["30s", "10m", "2h", "45", "1.5h"].map(seconds), [30, 600, 7200, 45, 5400].map(Some));
        assert_eq!(
            ["512M", "2G", "100k", "7", "1.5GiB", "3MB"].map(|text| size(text).ok()),
            [Some(512 << 20), Some(2 << 30), Some(102_400), Some(7), Some(3 << 29), Some(3 << 20)]
        );
        assert!(["", "s", "10x", "-3s", "1e3"].iter().all(|text| duration(text).is_err()));
        assert!(["", "M", "10Q", "-1", "99999999999G"].iter().all(|text| size(text).is_err()));
    }
}
