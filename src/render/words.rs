//! Numbers as people read them.

/// `1234567` as `1,234,567`.
pub fn thousands(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// `1 article`, `1,234 articles`: nouns whose plural is made with `s`, or `y` → `ies`.
pub fn counted(number: u64, noun: &str) -> String {
    match noun.strip_suffix('y') {
        _ if number == 1 => format!("1 {noun}"),
        Some(stem) if stem.ends_with(|c| !"aeiou".contains(c)) => format!("{} {stem}ies", thousands(number)),
        _ => format!("{} {noun}s", thousands(number)),
    }
}

/// A length of time: `0.42 s`, `12 s`, `3 min 5 s`, `2 h 10 min`.
pub fn duration(seconds: f64) -> String {
    let whole = seconds.max(0.0).round() as u64;
    match seconds {
        ..10.0 => format!("{:.*} s", if seconds < 1.0 { 2 } else { 1 }, seconds.max(0.0)),
        ..60.0 => format!("{whole} s"),
        ..3600.0 => format!("{} min {} s", whole / 60, whole % 60),
        _ => format!("{} h {} min", whole / 3600, whole % 3600 / 60),
    }
}

/// An amount of bytes: `820 bytes`, `1.4 MB`; a megabyte is a million bytes.
pub fn bytes(amount: u64) -> String {
    if amount < 1000 {
        return counted(amount, "byte");
    }
    let mut value = amount as f64;
    let mut unit = "";
    for next in ["kB", "MB", "GB", "TB", "PB"] {
        if value < 999.5 {
            break;
        }
        value /= 1000.0;
        unit = next;
    }
    if value < 10.0 { format!("{value:.1} {unit}") } else { format!("{value:.0} {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_234_567), "1,234,567");
        assert_eq!(counted(1, "article"), "1 article");
        assert_eq!(counted(0, "near copy"), "0 near copies");
        assert_eq!(counted(2, "day"), "2 days");
        assert_eq!(
            [0.0042, 1.26, 59.4, 185.0, 7800.0].map(duration).join(", "),
            "0.00 s, 1.3 s, 59 s, 3 min 5 s, 2 h 10 min"
        );
        assert_eq!(
            [820, 24_532, 1_437_000, 999_999].map(bytes).join(", "),
            "820 bytes, 25 kB, 1.4 MB, 1.0 MB"
        );
    }
}
