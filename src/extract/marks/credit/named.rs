//! Credits by a word of their own: `From X`, `Source: https://…`, `Reuter News`, `Outlet Staff Writer`, addresses.

use super::super::byline::words::{is_job, is_ours, is_writer};
use super::super::byline::{looks_like_person, persons};
use super::super::date::{Dating, range_of, reading_at_end};
use super::super::label::{LabelName, label};
use super::super::outlet::{is_domain, is_known_outlet, is_small_word, looks_like_outlet, outlet};
use super::super::shape::{count_words, is_all_capitals, is_capitalised};
use super::split::before_separator;
use super::{Credit, Form, by};

/// What opens the name of the outlet that a text was taken from, in small letters.
const FROM: [&str; 19] = [
    "from",
    "taken from",
    "compiled from",
    "reprinted from",
    "reproduced from",
    "excerpted from",
    "adapted from",
    "republished from",
    "courtesy of",
    "originally published by",
    "originally published in",
    "first published in",
    "translated from",
    "report from",
    "via",
    "aus",
    "tiré de",
    "uit",
    "tomado de",
];

/// Agencies that sign a line of their own, in small letters.
const AGENCIES: [&str; 24] = [
    "reuter",
    "reuters",
    "ap",
    "afp",
    "upi",
    "dpa",
    "tass",
    "itar-tass",
    "efe",
    "ansa",
    "apa",
    "xinhua",
    "interfax",
    "pti",
    "ians",
    "bloomberg",
    "cp",
    "anp",
    "belga",
    "ntb",
    "ritzau",
    "tt",
    "kyodo",
    "lusa",
];

/// A label's colon stands within so many bytes.
const LABEL_REACH: usize = 40;
/// A line longer than this, in bytes, is no such credit.
const LONGEST: usize = 120;

/// `Source: …`, dated or not; and addresses.
pub(super) fn labelled(line: &str, dating: &Dating) -> Option<Credit> {
    let body = line.trim();
    address(body).or_else(|| fields(body, dating)).or_else(|| source(line, body, dating))
}

/// `Reuter News`, `Outlet Staff Writer`, `JANE ROE, Associated Press writer`.
pub(super) fn named(body: &str) -> Option<Credit> {
    let sentence = body.len() > 50 && body.ends_with(['.', '?', '!', '”', '"', ':']);
    if body.len() > LONGEST || sentence {
        return None;
    }
    agency(body).or_else(|| person_with_job(body)).or_else(|| job(body))
}

/// A web or mail address alone.
fn address(body: &str) -> Option<Credit> {
    let bare = body.trim_matches(['<', '>', '(', ')', '[', ']']);
    if is_web(bare) && !bare.contains(char::is_whitespace) {
        return Some(Credit { url: Some(bare.to_owned()), ..Credit::new(Form::Url, 0.5) });
    }
    mail(body)
}

fn is_web(text: &str) -> bool {
    let begins =
        |scheme: &str| text.get(..scheme.len()).is_some_and(|head| head.eq_ignore_ascii_case(scheme));
    ["http://", "https://", "www."].into_iter().any(begins)
}

fn mail(body: &str) -> Option<Credit> {
    let at = body.find('@')?;
    let mut words = body.split_whitespace();
    let last = words.next_back()?;
    let label = words.next();
    let labelled = label
        .is_none_or(|label| label.ends_with(':') || matches!(label, "E-mail" | "Email" | "e-mail" | "email"));
    let host = last.rsplit('@').next().unwrap_or("").trim_end_matches(['>', ')', '.', ',']);
    let alone = words.next().is_none() && labelled && at > 0 && last.contains('@') && host.contains('.');
    alone.then(|| Credit::new(Form::Mail, 0.5))
}

/// Several labels with their values on one line: `date: 2025-06-08, from: Harbour News`.
fn fields(body: &str, dating: &Dating) -> Option<Credit> {
    // Most lines of text have no colon so early.
    memchr::memchr(b':', body.as_bytes().get(..LABEL_REACH.min(body.len()))?)?;
    let mut found = Credit::new(Form::Source, 0.6);
    let mut count = 0;
    for field in body.split(", ") {
        let (name, value) = field.split_once(": ")?;
        count += 1;
        match name.trim().to_ascii_lowercase().as_str() {
            "date" | "published" => found = found.dated(reading_at_end(value, dating)?),
            "from" | "source" => found.outlet = outlet(value),
            "by" | "author" => found.persons = persons(value),
            _ => return None,
        }
    }
    (count > 1).then_some(found)
}

/// `Source: https://…`, `Quelle: Outlet, 3. Mai 2010`.
fn source(line: &str, body: &str, dating: &Dating) -> Option<Credit> {
    memchr::memchr2(b':', 0xef, body.as_bytes().get(..LABEL_REACH.min(body.len()))?)?;
    let label = label(line).filter(|label| !label.code)?;
    let value = line.get(label.value.clone())?.trim();
    let mut found = Credit::new(Form::Source, 0.6);
    match label.name {
        LabelName::Source | LabelName::Url if is_web(value) => {
            found.url = value.split_whitespace().next().map(str::to_owned);
            return Some(found);
        }
        LabelName::Source => {}
        // `Website: The Harbour Star`: a name, and no address.
        LabelName::Url if looks_like_outlet(value) >= 0.5 => {}
        _ => return None,
    }
    let (name, reading) = without_date(line, label.value.start, dating);
    let name = name.trim();
    if name.is_empty() || count_words(name, 11) > 10 || (name.ends_with('.') && count_words(name, 4) > 3) {
        return None;
    }
    if count_words(name, 2) == 1 && is_domain(name.trim_end_matches('/')) {
        found.url = name.contains('/').then(|| name.to_owned());
    }
    found.outlet = outlet(name);
    let found = if let Some(reading) = reading { found.dated(reading) } else { found };
    (found.outlet.is_some() || found.url.is_some()).then_some(found)
}

/// `From USA Today`, `>From the Harbour Star, May 3, 1993`.
pub(super) fn from(line: &str, dating: &Dating) -> Option<Credit> {
    let body = line.trim();
    if body.len() > LONGEST {
        return None;
    }
    let quoted = body.trim_start_matches(['>', ' ', '(', '[', '-', '*']);
    let (opening, name_text) = FROM
        .iter()
        .filter_map(|opening| Some((*opening, after_opening(quoted, opening)?)))
        .max_by_key(|(opening, _)| opening.len())?;
    let start = body_offset(line, name_text);
    let (name, reading) = without_date(line, start, dating);
    let name = name.trim().trim_end_matches([')', ']', '.', ':']).trim_start_matches(':').trim();
    // "Report from OUTLET brought to you by SYNDICATE."
    let name = name.split(" brought to you").next().unwrap_or(name);
    let bare = name.strip_prefix("the ").unwrap_or(name);
    let likeness = looks_like_outlet(bare);
    let fits =
        is_capitalised(bare) || bare.starts_with(|c: char| c.is_ascii_digit()) || is_known_outlet(bare);
    if !fits
        || likeness < 0.2
        || count_words(bare, 9) > 7
        || bare.contains(['?', '!', ':', '@'])
        || goes_on(bare)
    {
        return None;
    }
    let sure = if opening == "from" && reading.is_none() { likeness } else { (likeness + 0.3).min(0.95) };
    let found = Credit { outlet: outlet(bare), ..Credit::new(Form::From, sure) };
    Some(if let Some(reading) = reading { found.dated(reading) } else { found })
}

/// What follows `opening` in `text`, whatever its case.
fn after_opening<'a>(text: &'a str, opening: &str) -> Option<&'a str> {
    let head = text.get(..opening.len())?;
    let rest = text.get(opening.len()..)?;
    let same = head.eq_ignore_ascii_case(opening);
    (same && rest.starts_with(|c: char| c.is_whitespace() || c == ':'))
        .then(|| rest.trim_start_matches([':', ' ']))
}

fn body_offset(line: &str, part: &str) -> usize {
    line.rfind(part).unwrap_or(0)
}

/// Whether a name is followed by a sentence: "From Kursk to Kiev", "From Bad To Worse".
fn goes_on(name: &str) -> bool {
    name.split_whitespace().any(|word| {
        matches!(word, "to" | "To" | "TO" | "into" | "With" | "with" | "comes" | "has" | "is" | "was")
    })
}

/// The text from `start` without the date it ends with, and that date, its range one of `line`.
fn without_date<'a>(line: &'a str, start: usize, dating: &Dating) -> (&'a str, Option<super::Reading>) {
    let whole = line.get(start..).unwrap_or("");
    let Some(reading) = reading_at_end(line, dating).filter(|reading| range_of(reading).start > start) else {
        return (whole, None);
    };
    let before = line.get(start..range_of(&reading).start).unwrap_or("");
    match before_separator(before) {
        Some((name, _)) => (name, Some(reading)),
        None => (whole, None),
    }
}

/// `Reuter News`, `UPI Sources`, `TASS`.
fn agency(body: &str) -> Option<Credit> {
    let bare = body.trim_matches(|c: char| c.is_control() || matches!(c, '-' | '.' | '*' | ' '));
    if let Some(found) = agency_and_place(bare) {
        return Some(found);
    }
    let (first, rest) = bare.split_once(' ').unwrap_or((bare, ""));
    if !AGENCIES.iter().any(|agency| agency.eq_ignore_ascii_case(first)) {
        return None;
    }
    let words = count_words(rest, 4);
    let plain = bare.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-'));
    let named = plain
        && words <= 2
        && rest.split_whitespace().all(is_capitalised)
        && (words == 0 || is_capitalised(first));
    let sure = if words == 0 { 0.8 } else { 0.6 };
    named.then(|| Credit { outlet: Some(bare.to_owned()), ..Credit::new(Form::Agency, sure) })
}

/// `EFE / Madrid`, `AFP, Paris`.
fn agency_and_place(body: &str) -> Option<Credit> {
    let (first, second) = body.split_once(['/', ','])?;
    let (first, second) = (first.trim(), second.trim());
    let is_agency = |name: &str| AGENCIES.iter().any(|agency| agency.eq_ignore_ascii_case(name));
    let (name, place) = if is_agency(first) { (first, second) } else { (second, first) };
    let short = is_agency(name)
        && (1..=2).contains(&count_words(place, 3))
        && place.split_whitespace().all(is_capitalised);
    let plain = place.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-'));
    (short && plain).then(|| Credit { outlet: Some(name.to_owned()), ..Credit::new(Form::Agency, 0.7) })
}

/// `Outlet Staff Writer`, `Special to The Outlet`, `Staff Writer`.
fn job(body: &str) -> Option<Credit> {
    let last = body.rsplit(char::is_whitespace).next()?.trim_end_matches('.');
    let writes = is_writer(last);
    let special = after_opening(body, "special to").is_some();
    if !(writes || special) || count_words(body, 9) > 8 || body.contains([':', '"', '“', '?']) {
        return None;
    }
    let of_job = |word: &str| is_capitalised(word) || is_job(word) || is_ours(word) || is_small_word(word);
    if !body.split_whitespace().all(of_job) {
        return None;
    }
    let employer = by::employer(body);
    let names_nobody = body
        .split_whitespace()
        .all(|word| is_job(word) || is_ours(word) || matches!(word, "VAN" | "Van" | "De" | "DE" | "Dal"));
    let sure = if special || employer.is_some() || names_nobody { 0.8 } else { 0.3 };
    Some(Credit { outlet: employer, ..Credit::new(Form::Job, sure) })
}

/// `JANE ROE, Associated Press writer`, `Jane Roe - Chain Washington Bureau`, `Jane Roe (Outlet)`.
fn person_with_job(body: &str) -> Option<Credit> {
    let (at, mark) = body.char_indices().find(|(at, c)| {
        let after_blank = || body.get(..*at).is_some_and(|before| before.ends_with(' '));
        *c == ',' || (matches!(c, '-' | '–' | '—' | '|' | '(' | '/') && after_blank())
    })?;
    let name = body.get(..at)?.trim_end();
    let rest = body.get(at + mark.len_utf8()..)?.trim().trim_end_matches([')', '.']);
    if rest.is_empty() || !looks_like_person(name) || body.ends_with(['?', '!', ':']) {
        return None;
    }
    let has_job = rest.split_whitespace().any(is_job);
    let shaped =
        rest.split_whitespace().all(|word| is_capitalised(word) || is_job(word) || is_small_word(word));
    let address = rest.contains('@') && !rest.contains(' ');
    // `IDA BRANDT / Vellmora`: who wrote it and where.
    let filed = mark == '/' && shaped && is_all_capitals(name) && count_words(rest, 4) <= 3;
    let works = address || filed || (shaped && (has_job || looks_like_outlet(rest) >= 0.8));
    let sure = if has_job || address { 0.8 } else { 0.5 };
    let outlet = by::employer(rest).filter(|_| !address && !filed);
    works.then(|| Credit { persons: persons(name), outlet, ..Credit::new(Form::PersonJob, sure) })
}
