//! The date of a whole file: in its name, or the one date that stands before its first article.

use super::marks::{self, Dating};
use crate::model::{Day, FIRST_YEAR, Published};

/// The date in a file's name: `2025-06-02`, `2025_06_02`, `20250602`, `02.06.2025`; none if there are two.
pub fn date_in_name(path: &str, today: Day) -> Option<Published> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let words: Vec<&str> = name.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    let mut days = Vec::new();
    for (place, word) in words.iter().enumerate() {
        let next = |step: usize| words.get(place + step).copied().unwrap_or("");
        let day = match (word.len(), next(1).len(), next(2).len()) {
            (8, _, _) => day(word.get(..4), word.get(4..6), word.get(6..)),
            (4, 2, 2) => day(Some(word), Some(next(1)), Some(next(2))),
            (2, 2, 4) => day(Some(next(2)), Some(next(1)), Some(word)),
            _ => None,
        };
        days.extend(day.filter(|day| *day <= today.plus(1) && !days.contains(day)));
    }
    match days.as_slice() {
        [day] => Some(Published::on(*day)),
        _ => None,
    }
}

fn day(year: Option<&str>, month: Option<&str>, day: Option<&str>) -> Option<Day> {
    let figures = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (year, month, day) = (year?, month?, day?);
    if !(figures(year) && figures(month) && figures(day)) {
        return None;
    }
    let year = year.parse().ok().filter(|year| *year >= FIRST_YEAR)?;
    Day::new(year, month.parse().ok()?, day.parse().ok()?)
}

/// The one day that the lines before the first article name; none if they name two.
pub fn date_in_preamble<'t>(lines: impl Iterator<Item = &'t str>, dating: &Dating) -> Option<Published> {
    let mut found: Option<Published> = None;
    for text in lines.filter(|text| text.len() < 250).take(40) {
        for mark in marks::dates(text, dating) {
            if mark.published.day().is_none() {
                continue;
            }
            match found {
                Some(other) if other != mark.published => return None,
                _ => found = Some(mark.published),
            }
        }
    }
    found
}

/// Whether a title is that of an issue of something that appears again and again: it holds its day or its number, as
/// `Revue de presse du 8 octobre 2010`, `Harbour Weekly #12`, `港口周刊（第 297 期）`.
pub fn is_named(title: &str, dating: &Dating) -> bool {
    let mut words = title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let is_number = |word: &str| word.len() < 6 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut counted = false;
    while let Some(word) = words.next() {
        let next = words.peek().is_some_and(|next| is_number(next));
        counted |= next && marks::counts_issues(word);
    }
    let hash = || title.split('#').skip(1).any(|behind| behind.starts_with(|c: char| c.is_ascii_digit()));
    let chinese = || {
        let behind = title
            .split('第')
            .nth(1)
            .map(|behind| behind.trim_start().trim_start_matches(|c: char| c.is_ascii_digit()).trim_start());
        behind.is_some_and(|behind| behind.starts_with(['期', '号', '號']))
    };
    counted || hash() || chinese() || marks::dates(title, dating).any(|mark| mark.published.day().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_issues_hold_their_day_or_number() {
        let dating = Dating { today: Day::new(2025, 7, 1).unwrap(), order: None };
        let check = |title: &str, expect: bool| assert_eq!(is_named(title, &dating), expect, "{title}");
        check("Revue de presse du 8 octobre 2010", true);
        check("AI News Digest — 2025-06-11", true);
        check("Harbour Weekly #12", true);
        check("Harbour Weekly, Issue 12", true);
        check("港口周刊（第 297 期）：渡轮", true);
        check("10 ways to mend a pier", false);
        check("The 2025 ferry", false);
    }

    #[test]
    fn a_file_may_carry_its_date_in_its_name() {
        let today = Day::new(2025, 7, 1).unwrap();
        let check = |name: &str, expect: Option<&str>| {
            let found = date_in_name(name, today).map(|published| published.to_string());
            assert_eq!(found.as_deref(), expect, "{name}");
        };
        check("news/2025-06-02.txt", Some("2025-06-02"));
        check("digest_20250602_evening.txt", Some("2025-06-02"));
        check("Pressespiegel 02.06.2025.txt", Some("2025-06-02"));
        check("2025_06_02", Some("2025-06-02"));
        check("a/2025-06-02/b.txt", None);
        check("2031-06-02.txt", None);
        check("000_a20250602b.txt", None);
        check("99999999.txt", None);
        check("2025-06-02 to 2025-06-03.txt", None);
        check("1234-56-78.txt", None);
    }
}
