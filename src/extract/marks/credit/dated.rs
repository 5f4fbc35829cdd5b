//! Credits with a date: name and date apart by a dash, a bar, a comma or a wide gap, and a page behind them.
//! They are split from the right, since a headline or a name may hold such marks too.

use super::super::byline::words::{THING, is_job, kinds};
use super::super::byline::{self, looks_like_person, persons};
use super::super::date::{Dating, Reading, names_issue, range_of, reading_at_end};
use super::super::outlet::{looks_like_outlet, outlet};
use super::super::shape::{count_words, is_unspaced, may_hold_digit, tail_start};
use super::first::{date_before, sure_outlet};
use super::page::with_page;
use super::split::{before_separator, is_name_like, parts_of, range_in, small_words, without_words_beside};
use super::{Credit, Form, by};

/// A line with a page behind its date is at most this long, in bytes.
const LONGEST_PAGED: usize = 160;
/// A page stands within so many bytes of the line's end.
const PAGE_REACH: usize = 40;

/// The credit of a line that holds a date.
pub(super) fn dated(line: &str, dating: &Dating) -> Option<Credit> {
    if let Some(reading) = reading_at_end(line, dating) {
        return at_end(line, reading);
    }
    if let Some(found) = without_remark(line).and_then(|line| at_end(line, reading_at_end(line, dating)?)) {
        return Some(found);
    }
    let body = line.trim();
    let paged = body.len() <= LONGEST_PAGED && may_hold_digit(body.get(tail_start(body, PAGE_REACH)..)?);
    paged.then(|| with_page(line, dating)).flatten().or_else(|| date_before(line, dating))
}

/// A line without the remark in brackets behind its date: `Outlet, 20 June 2006 (registration needed)`.
fn without_remark(line: &str) -> Option<&str> {
    /// No remark is longer, in bytes.
    const LONGEST: usize = 40;
    let told = line.trim_end().strip_suffix(')')?;
    let (before, remark) = told.rsplit_once('(')?;
    let plain = remark.len() <= LONGEST && !may_hold_digit(remark);
    (plain && before.ends_with(' ')).then(|| before.trim_end())
}

/// The credit of a line that ends with that date.
pub(super) fn at_end(line: &str, reading: Reading) -> Option<Credit> {
    let before = line.get(..range_of(&reading).start)?;
    let Some((name, separator)) = before_separator(before) else {
        return without_mark(before).map(|found| found.dated(reading));
    };
    let mut found = match separator {
        None => on_headline_line(line, name)?,
        Some(mark) => with_name(line, name, mark)?,
    };
    found.separator = separator;
    Some(found.dated(reading))
}

/// `By A Published: May 3, 2009`, `Harbour Star 3 May 1999`, `"Outlet" vom 3.5.1999`: no mark parts name and
/// date, so the name must speak for itself.
fn without_mark(before: &str) -> Option<Credit> {
    let name = without_words_beside(before).trim_end_matches(['(', '[', ':', '.', ' ']);
    if by::opens(name) {
        let credit = by::by(name)?;
        let person = credit.persons.iter().any(|name| looks_like_person(name));
        return person.then_some(Credit { form: Form::ByNameDate, sure: 0.8, ..credit });
    }
    let quoted = name.starts_with(['"', '“', '„', '«']) && name.ends_with(['"', '”', '“', '»']);
    let unspaced = name.chars().all(is_unspaced) && (2..=12).contains(&name.chars().count());
    if (quoted && is_name_like(name)) || unspaced {
        return outlet(name).map(|name| Credit { outlet: Some(name), ..Credit::new(Form::NameDate, 0.6) });
    }
    // `Hafenbote vom 3. Mai 1999`: so the paper of a day is called in German.
    let of_day = before.trim_end().ends_with(" vom");
    if of_day && is_name_like(name) && count_words(name, 4) <= 3 && small_words(name) == 0 {
        return outlet(name).map(|name| Credit { outlet: Some(name), ..Credit::new(Form::NameDate, 0.8) });
    }
    // `港口报 A12：评论 2025-06-02`: page and section stand between.
    let first = name.split_whitespace().next().filter(|first| first.starts_with(is_unspaced));
    let sure = first.and_then(sure_outlet).filter(|_| name.chars().count() <= 24);
    sure.or_else(|| sure_outlet(name)).map(|found| Credit { form: Form::NameDate, ..found })
}

/// `Headline          May 3, 1997`.
fn on_headline_line(line: &str, name: &str) -> Option<Credit> {
    let start = line.len() - line.trim_start().len();
    let mut found = Credit::new(Form::HeadlineDate, 0.7);
    found.headline = Some(start..name.len()).filter(|range| !range.is_empty());
    if let Some(credit) = by::by(name.trim()) {
        return Some(Credit { form: Form::ByNameDate, headline: None, sure: 0.8, ..credit });
    }
    if looks_like_person(name) {
        found.persons = persons(name);
    } else if looks_like_outlet(name) >= 0.75 {
        found.outlet = outlet(name);
    }
    found.headline.is_some().then_some(found)
}

fn with_name(line: &str, name: &str, mark: char) -> Option<Credit> {
    let name = name.trim();
    if by::opens(name) {
        return with_by(name, mark);
    }
    // The number and day of an issue credit no article.
    if names_issue(name) {
        return None;
    }
    // `[Harbour Star] 3 May 1999`.
    if let Some(name) = name.strip_prefix('[').filter(|name| mark == ']' && is_name_like(name)) {
        return outlet(name).map(|name| Credit { outlet: Some(name), ..Credit::new(Form::NameDate, 0.6) });
    }
    if mark == ',' || mark == ';' || mark == ']' {
        return with_comma(name, mark).or_else(|| headline_and_outlet(line, name));
    }
    let parts = parts_of(name, mark);
    if let [only] = parts[..] {
        return one_name(line, only);
    }
    several_parts(line, &parts)
}

/// `By A – X – date`, `By A | date`, `By A, X, date`.
fn with_by(name: &str, mark: char) -> Option<Credit> {
    let names = byline::without_opening(name);
    let parts = parts_of(names, mark);
    let (writers, rest) = parts.split_first()?;
    let sentence =
        count_words(writers, 15) > 12 || writers.ends_with(['.', '?', '!']) && count_words(writers, 5) > 4;
    if sentence || (mark == ',' && !by::plausible(writers)) {
        return None;
    }
    let mut found = by::by(&format!("By {writers}")).unwrap_or_else(|| Credit::new(Form::ByNameDate, 0.6));
    if found.persons.is_empty() && found.outlet.is_none() {
        found.persons = persons(writers);
    }
    if mark == ',' {
        // Behind a comma stand jobs and places as often as outlets.
        let outlet_piece = rest.iter().find(|piece| looks_like_outlet(piece) >= 0.55);
        found.outlet = found.outlet.or_else(|| outlet_piece.and_then(|piece| outlet(piece)));
    } else {
        // "By A | Staff Writer | date": a job is no outlet.
        let papers: Vec<&str> =
            rest.iter().copied().filter(|piece| !piece.split_whitespace().all(is_job)).collect();
        found.outlet = best_outlet(&papers).and_then(|piece| outlet(piece)).or(found.outlet);
    }
    found.form = Form::ByNameDate;
    found.sure = if mark == ',' { 0.8 } else { 0.95 };
    Some(found)
}

fn best_outlet<'a, 'b>(parts: &'b [&'a str]) -> Option<&'b &'a str> {
    let score = |part: &str| looks_like_outlet(part);
    let mut best: Option<&&str> = None;
    for part in parts {
        if best.is_none_or(|best| score(part) > score(best)) {
            best = Some(part);
        }
    }
    best
}

/// `TASS, 2 June 2025`; `He died in London, May 3, 2003` is a sentence.
fn with_comma(name: &str, mark: char) -> Option<Credit> {
    let first = name.split([',', ';']).next().unwrap_or(name);
    if first.starts_with(['©', '(']) || first.starts_with("Copyright") {
        return None;
    }
    let likeness = looks_like_outlet(first);
    let labelled = name.contains([':', '?', '!', '/']);
    let tight = count_words(first, 8) <= 6 && small_words(first) == 0 && count_words(name, 12) <= 9;
    if labelled || !(tight || likeness >= 0.9) || likeness < 0.1 {
        return None;
    }
    let form = if mark == ']' { Form::NumberedSource } else { Form::OutletCommaDate };
    // "Washington, May 3, 2009" is where and when, sooner than an outlet.
    let place = kinds(first).any(THING);
    let mut found = Credit::new(form, if place { 0.2 } else { 0.3 + 0.6 * likeness });
    found.outlet = outlet(first);
    found.outlet.is_some().then_some(found)
}

/// `Headline – Outlet, date`.
fn headline_and_outlet(line: &str, name: &str) -> Option<Credit> {
    let parts = parts_of(name, '-');
    let (last, first) = (*parts.last()?, *parts.first()?);
    let long = parts.len() == 2 && count_words(first, 4) >= 4 && !first.ends_with(['.', ':', ',']);
    (long && is_name_like(last) && count_words(last, 6) <= 5).then(|| several_parts(line, &parts)).flatten()
}

/// `X – date`: a name, or else a headline that carries its date.
fn one_name(line: &str, name: &str) -> Option<Credit> {
    if is_name_like(name) {
        let mut found = Credit::new(Form::NameDate, 0.6 + 0.35 * looks_like_outlet(name));
        found.outlet = outlet(name);
        return found.outlet.is_some().then_some(found);
    }
    let mut found = Credit::new(Form::HeadlineDate, 0.3);
    found.headline = Some(range_in(line, name));
    (!name.ends_with(['.', ':', ';'])).then_some(found)
}

/// `Outlet | A | date`, `A | Outlet | date`, `Headline – Outlet – date`.
fn several_parts(line: &str, parts: &[&str]) -> Option<Credit> {
    let last = *parts.last()?;
    let first = *parts.first()?;
    // "The Ferries Come Back At Last | Harbour Star | date": so long a name is a headline.
    let long = count_words(first, 6) >= 5 && looks_like_outlet(first) < 0.5;
    if parts.iter().all(|part| is_name_like(part)) && !long {
        let mut found = Credit::new(Form::NameDate, 0.7);
        let writer = parts.iter().find(|part| looks_like_person(part) && looks_like_outlet(part) < 0.5);
        let others: Vec<&str> =
            parts.iter().copied().filter(|part| Some(part) != writer.as_ref().map(|w| *w)).collect();
        found.outlet = best_outlet(&others).and_then(|part| outlet(part));
        found.persons = writer.map(|part| persons(part)).unwrap_or_default();
        return Some(found);
    }
    if !is_name_like(last) {
        return None;
    }
    let mut found = Credit::new(Form::HeadlineDate, 0.35 + 0.4 * looks_like_outlet(last));
    let start = range_in(line, first).start;
    let end = parts.get(parts.len() - 2).map(|part| range_in(line, part).end)?;
    found.headline = Some(start..end);
    found.outlet = outlet(last);
    Some(found)
}
