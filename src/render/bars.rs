//! A number → a bar, in eighths of a column.

const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// A bar as long as `value` is of `largest`, which takes all the columns. Nothing is drawn for 0 alone.
pub(super) fn bar(value: f64, largest: f64, columns: usize) -> String {
    if value <= 0.0 || largest <= 0.0 {
        return String::new();
    }
    let eighths = (value / largest * columns as f64 * 8.0).round() as usize;
    let eighths = eighths.clamp(1, columns * 8);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share() {
        let check = |value, expect: &str| assert_eq!(bar(value, 100.0, 4), expect);
        check(0.0, "");
        check(1.0, "▏");
        check(50.0, "██");
        check(97.0, "███▉");
        check(100.0, "████");
    }
}
