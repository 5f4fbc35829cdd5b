//! Credits with a date: name and date apart by a dash, a bar, a comma or a wide gap, and a page behind them.
//! They are split from the right, since a headline or a name may hold such marks too.

use std::ops::Range;

use super::super::byline::{self, looks_like_person, persons};
use super::super::date::{Dating, Reading, beside_date, date_at_start, range_of, reading_at_end, readings};
use super::super::outlet::{is_small_word, is_trailing_word, looks_like_outlet, outlet, trimmed};
use super::super::shape::{count_words, is_capitalised, may_hold_digit, tail_start};
use super::{Credit, Form, by};

/// A name longer than this, in bytes, is a headline.
const LONGEST_NAME: usize = 70;
/// A name of more words than this is a headline.
const MOST_WORDS: usize = 8;
/// A line with a page behind its date is at most this long, in bytes.
const LONGEST_PAGED: usize = 160;
/// A page stands within so many bytes of the line's end.
const PAGE_REACH: usize = 40;
/// A line with its date first is at most this long, in bytes.
const LONGEST_DATE_FIRST: usize = 120;
/// So many blanks set a date apart from the headline on its line.
const WIDE_GAP: usize = 3;

/// The credit of a line that holds a date.
pub(super) fn dated(line: &str, dating: &Dating) -> Option<Credit> {
    if let Some(reading) = reading_at_end(line, dating) {
        return at_end(line, reading);
    }
    let body = line.trim();
    let paged = body.len() <= LONGEST_PAGED && may_hold_digit(body.get(tail_start(body, PAGE_REACH)..)?);
    paged.then(|| with_page(line, dating)).flatten().or_else(|| at_start(line, dating))
}

fn at_end(line: &str, reading: Reading) -> Option<Credit> {
    let before = line.get(..range_of(&reading).start)?;
    let (name, separator) = before_separator(before)?;
    let mut found = match separator {
        None => on_headline_line(line, name)?,
        Some(mark) => with_name(line, name, mark)?,
    };
    found.separator = separator;
    Some(found.dated(reading))
}

/// What stands before the mark that sets the date apart; no mark where a wide gap does.
pub(super) fn before_separator(before: &str) -> Option<(&str, Option<char>)> {
    let bare = before.trim_end();
    let gap = before.get(bare.len()..)?;
    if let Some(found) = ends_with_mark(bare) {
        return Some(found);
    }
    // "Outlet | Updated: Feb 13, 2020": words that belong to the date may stand behind the mark.
    let behind_mark = bare.rfind(|c: char| is_bar(c) || is_dash(c) || matches!(c, ',' | '('));
    if let Some(place) = behind_mark {
        let mark_end = place + bare.get(place..)?.chars().next()?.len_utf8();
        if beside_date(bare.get(mark_end..)?).is_some() {
            return ends_with_mark(bare.get(..mark_end)?);
        }
    }
    let wide = gap.chars().count() >= WIDE_GAP || gap.contains('\t');
    (wide && !bare.is_empty()).then_some((bare, None))
}

fn ends_with_mark(bare: &str) -> Option<(&str, Option<char>)> {
    let mark = bare.chars().next_back()?;
    let name = bare.get(..bare.len() - mark.len_utf8())?;
    let parted = name.ends_with(char::is_whitespace);
    let fits = match mark {
        ',' => true,
        '-' => parted || name.ends_with('-'),
        '/' => parted || name.ends_with('/'),
        ';' => parted,
        ']' => name.contains('['),
        c => is_bar(c) || is_dash(c),
    };
    let name = name.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '/' | '|'));
    (fits && !name.trim().is_empty()).then_some((name, Some(mark)))
}

pub(super) fn is_bar(c: char) -> bool {
    matches!(c, '|' | '·' | '•' | '¦' | '│' | '｜' | '∙' | '●')
}

pub(super) fn is_dash(c: char) -> bool {
    matches!(c, '–' | '—' | '―' | '−')
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
    if mark == ',' || mark == ';' || mark == ']' {
        return with_comma(name, mark);
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
    } else if let Some(piece) = rest.last().filter(|_| rest.len() == 1).or_else(|| best_outlet(rest)) {
        found.outlet = outlet(piece);
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
    let likeness = looks_like_outlet(first);
    let labelled = name.contains([':', '?', '!', '/']);
    let tight = count_words(first, 8) <= 6 && small_words(first) == 0 && count_words(name, 12) <= 9;
    if labelled || !(tight || likeness >= 0.9) || likeness < 0.1 {
        return None;
    }
    let form = if mark == ']' { Form::NumberedSource } else { Form::OutletCommaDate };
    let mut found = Credit::new(form, 0.3 + 0.6 * likeness);
    found.outlet = outlet(first);
    found.outlet.is_some().then_some(found)
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
    if parts.iter().all(|part| is_name_like(part)) {
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

/// `name` at the marks of one kind.
fn parts_of(name: &str, mark: char) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, c) in name.char_indices() {
        let parts_here = if is_bar(mark) {
            is_bar(c)
        } else if mark == ',' {
            c == ','
        } else {
            let blank_before = name.get(..at).is_some_and(|before| before.ends_with(char::is_whitespace));
            let blank_after =
                name.get(at + c.len_utf8()..).is_some_and(|after| after.starts_with(char::is_whitespace));
            (is_dash(c) || matches!(c, '-' | '/') || is_bar(c)) && blank_before && blank_after
        };
        if parts_here {
            parts.push(name.get(start..at).unwrap_or("").trim());
            start = at + c.len_utf8();
        }
    }
    parts.push(name.get(start..).unwrap_or("").trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether `name` is short and written like a name.
pub(super) fn is_name_like(name: &str) -> bool {
    let words = count_words(name, MOST_WORDS + 1);
    let ends_open = name.ends_with(['?', '!', ':', ';']) || (name.ends_with('.') && words > 3);
    words > 0
        && words <= MOST_WORDS
        && name.len() <= LONGEST_NAME
        && !ends_open
        && small_words(name) <= usize::from(words > 2)
        && !name.contains(". ")
}

/// How many words of `name` are in small letters and not such as names hold.
fn small_words(name: &str) -> usize {
    if name.split_whitespace().nth(1).is_none() {
        return 0;
    }
    let plain = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.starts_with(char::is_lowercase)
            && !is_small_word(word)
            && !byline::words::is_particle(word)
            && !word.contains('.')
    };
    name.split_whitespace().filter(plain).count()
}

fn range_in(line: &str, part: &str) -> Range<usize> {
    let start = line.find(part).unwrap_or(0);
    start..start + part.len()
}

/// `Outlet, maandag 3 mei 2010, p. 12, 410w.`, `"Outlet" Nr. 101 vom 03.05.2012       Seite: 4`.
pub(super) fn with_page(line: &str, dating: &Dating) -> Option<Credit> {
    let reading = readings(line, dating).last()?;
    let range = range_of(&reading);
    let page = page_tail(line.get(range.end..)?)?;
    let before = line.get(..range.start)?.trim_end();
    let (name, separator) = match before_separator(before) {
        Some((name, mark)) => (name, mark),
        None => (before, None),
    };
    let name = name.trim();
    // "Outlet" Nr. 101 vom: what stands between name and date belongs to neither.
    let name = name
        .strip_suffix("vom")
        .or_else(|| name.strip_suffix("du"))
        .or_else(|| name.strip_suffix("del"))
        .unwrap_or(name)
        .trim();
    let first = name.split([',', ';']).next().unwrap_or(name);
    if !is_name_like(trimmed(first)) || count_words(name, 14) > 12 || by::opens(name) {
        return None;
    }
    let mut found = Credit::new(Form::NumberedSource, 0.85);
    found.outlet = outlet(first);
    found.page = page;
    found.separator = separator;
    found.outlet.is_some().then_some(found.dated(reading))
}

/// What may follow the date of a printed article: page, section, edition, number of words. `None`: something
/// else follows; `Some(None)`: such a tail without a page.
pub(super) fn page_tail(tail: &str) -> Option<Option<String>> {
    let mut page = None;
    let mut named = false;
    let mut after_page_word = false;
    let mut tokens = 0;
    for token in tail.split(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '–' | '|')
    }) {
        let bare = token.trim_matches(['.', '-', '"']);
        if bare.is_empty() {
            continue;
        }
        tokens += 1;
        let (letters, figures) = bare.split_at(bare.find(|c: char| c.is_ascii_digit()).unwrap_or(bare.len()));
        let counted = !figures.is_empty() && bare.len() <= 8;
        if counted && (after_page_word || is_trailing_word(letters)) && page.is_none() {
            page = Some(if after_page_word { bare } else { figures }.to_owned());
            named = true;
        } else if counted {
            named |= letters.chars().count() <= 2;
        } else if is_trailing_word(bare) || is_count_word(bare) {
            named = true;
        } else if !is_capitalised(bare) && !is_small_word(bare) {
            return None;
        }
        after_page_word = is_trailing_word(bare);
    }
    (named && tokens <= 12).then_some(page)
}

fn is_count_word(word: &str) -> bool {
    matches!(
        word,
        "words" | "woorden" | "Wörter" | "mots" | "palabras" | "palavras" | "parole" | "ord" | "w" | "слов"
    )
}

/// `June 2, 2025 | Outlet`, `June 2, 2025 – By A`.
fn at_start(line: &str, dating: &Dating) -> Option<Credit> {
    if line.len() > LONGEST_DATE_FIRST || !line.contains(|c: char| is_bar(c) || is_dash(c) || c == '-') {
        return None;
    }
    let date = date_at_start(line, dating)?;
    let rest = line.get(date.range.end..)?.trim_start();
    let mark = rest.chars().next()?;
    let name = rest.get(mark.len_utf8()..)?;
    if !(is_bar(mark) || ((is_dash(mark) || mark == '-') && name.starts_with(char::is_whitespace))) {
        return None;
    }
    let name = name.trim();
    let mut found = match by::by(name) {
        Some(credit) => Credit { form: Form::DateName, ..credit },
        None => {
            let short = is_name_like(name) && count_words(name, 7) <= 5 && !name.ends_with('.');
            let likeness = looks_like_outlet(name);
            if !short || (likeness < 0.5 && !looks_like_person(name)) {
                return None;
            }
            Credit { outlet: outlet(name), ..Credit::new(Form::DateName, 0.4 + 0.4 * likeness) }
        }
    };
    found.separator = Some(mark);
    Some(found.dated(Ok(date)))
}
