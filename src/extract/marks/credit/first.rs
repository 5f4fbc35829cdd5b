//! Credits whose date comes first, or in the middle: `June 2, 2025 | Outlet`, `Posted on May 3, 2019 by A`,
//! `A · May 3, 2019 · 5 min read`.

use super::super::byline::{looks_like_person, persons};
use super::super::date::{Dating, Reading, beside_date, range_of, readings};
use super::super::outlet::{looks_like_outlet, outlet};
use super::super::shape::{count_words, head};
use super::named::labelled;
use super::split::{is_bar, is_dash, is_name_like, parts_of, range_in};
use super::{Credit, Form, by, dated};

/// A line with its date first is at most this long, in bytes.
const LONGEST: usize = 120;
/// The date ends within so many bytes.
const REACH: usize = 90;

/// The credit of a line whose date is not at its end.
pub(super) fn date_before(line: &str, dating: &Dating) -> Option<Credit> {
    if line.len() > LONGEST {
        return None;
    }
    let reading = readings(head(line, REACH), dating).next()?;
    let range = range_of(&reading);
    let before = line.get(..range.start)?;
    let after = line.get(range.end..)?.trim();
    let mark = after.chars().next()?;
    if mark == ']' && before.trim() == "[" {
        return headline_behind(line, after.get(1..)?, mark).map(|found| found.dated(reading));
    }
    if beside_date(before).is_none() {
        return middle(line, after, reading);
    }
    let behind = after.get(mark.len_utf8()..)?;
    let parted = is_bar(mark) || ((is_dash(mark) || mark == '-') && behind.starts_with(char::is_whitespace));
    let name = if parted { behind.trim_start_matches('-').trim() } else { after };
    // `2025-06-02 18:43 来源：港口网`.
    if let Some(credit) = labelled(name, dating) {
        return Some(credit.dated(reading));
    }
    if let Some(credit) = by::by(name) {
        return Some(Credit { form: Form::DateName, separator: Some(mark), ..credit }.dated(reading));
    }
    let found = if parted {
        named(name, mark).or_else(|| headline_behind(line, name, mark))?
    } else if mark == ':' {
        headline_behind(line, behind, mark)?
    } else {
        Credit { sure: 0.5, ..sure_outlet(name)? }
    };
    Some(Credit { separator: Some(mark), ..found }.dated(reading))
}

/// `Outlet`, `Outlet | A`.
fn named(name: &str, mark: char) -> Option<Credit> {
    let parts = parts_of(name, mark);
    let short = |part: &&str| is_name_like(part) && count_words(part, 7) <= 5 && !part.ends_with('.');
    if !parts.iter().all(short) {
        return None;
    }
    let likeness = parts.iter().map(|part| looks_like_outlet(part)).fold(0.0, f32::max);
    let writer = parts.iter().find(|part| looks_like_person(part));
    if likeness < 0.5 && writer.is_none() {
        return None;
    }
    let found = Credit::new(Form::DateName, 0.4 + 0.4 * likeness);
    if let [only] = parts[..] {
        return Some(Credit { outlet: outlet(only), ..found });
    }
    let paper = parts.iter().find(|part| Some(part) != writer.as_ref());
    Some(Credit {
        outlet: paper.and_then(|part| outlet(part)),
        persons: writer.map(|part| persons(part)).unwrap_or_default(),
        ..found
    })
}

/// `2 June 2025: Headline`, `2025-06-02 | Outlet | Headline`, `[2025-06-02] Headline`: a headline that its date
/// stands before. A chronicle may look so too.
fn headline_behind(line: &str, behind: &str, mark: char) -> Option<Credit> {
    /// A headline has as many words.
    const WORDS: usize = 4;
    let parts = if is_bar(mark) { parts_of(behind, mark) } else { vec![behind.trim()] };
    let headline = *parts.last()?;
    let paper = parts.iter().rev().nth(1).filter(|part| is_name_like(part) && count_words(part, 6) <= 5);
    let opens = headline
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '“' | '"' | '‘'));
    let whole = !headline.ends_with(['.', ':', ';', ',']);
    (parts.len() <= 2 && opens && whole && count_words(headline, WORDS) >= WORDS).then(|| Credit {
        headline: Some(range_in(line, headline)),
        outlet: paper.and_then(|part| outlet(part)),
        ..Credit::new(Form::HeadlineDate, 0.4)
    })
}

/// A name that is an outlet's beyond doubt, as it must be where no mark parts it from the date.
pub(super) fn sure_outlet(name: &str) -> Option<Credit> {
    let sure = is_name_like(name) && count_words(name, 6) <= 5 && looks_like_outlet(name) >= 0.85;
    sure.then(|| Credit { outlet: outlet(name), ..Credit::new(Form::DateName, 0.5) })
}

/// `A · May 3, 2019 · 5 min read`: what stands behind a second mark is a section or a length.
fn middle(line: &str, after: &str, reading: Reading) -> Option<Credit> {
    let tail = after.strip_prefix(is_bar)?.trim();
    let short = count_words(tail, 5) <= 4 && tail.len() <= 40 && !tail.ends_with(['.', '?', '!', ':']);
    short.then(|| dated::at_end(line, reading)).flatten().filter(|found| found.separator.is_some_and(is_bar))
}
