//! The first lines of an article that stands alone → the part that each of them is, so that all together are the
//! likeliest order of outlet, headline, second headline, name and date. After the header extraction of
//! K. Seymore, A. McCallum and R. Rosenfeld, “Learning Hidden Markov Model Structure for Information Extraction”,
//! AAAI 1999; the figures are set by hand. The text is looked at no further than its first line.

use std::ops::Range;

use super::below::wrapped_date;
use super::head::{Head, NAME, OUTLET, is_code};
use super::page::{Kind, Page};
use super::{ends_open, is_full, shape};
use crate::extract::marks::{self, Credit, Form};
use crate::model::Role;

/// No head is longer than this many lines that are not blank.
const LONGEST: usize = 14;

/// What a line of a head can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Outlet,
    Headline,
    HeadlineOn,
    Deck,
    DeckOn,
    Name,
    Job,
    Date,
    /// The second line of a date that was broken.
    DateOn,
    NameAndDate,
}

const PARTS: [Part; 10] = {
    use Part::{Date, DateOn, Deck, DeckOn, Headline, HeadlineOn, Job, Name, NameAndDate, Outlet};
    [Outlet, Headline, HeadlineOn, Deck, DeckOn, Name, Job, Date, DateOn, NameAndDate]
};

/// Which parts were met so far: each stands once in a head.
type Met = u8;
const HEADLINE: Met = 1;
const NAMED: Met = 2;
const DATED: Met = 4;
const OUTLETS: Met = 8;
const ALL: usize = 16;

/// What speaks for each part of one line, and for the text to begin on it.
#[derive(Clone, Copy)]
pub struct Seen {
    line: usize,
    scores: [f32; PARTS.len()],
    text: f32,
    /// Whether it goes on with the line above.
    goes_on: bool,
}

/// Reads the head that these lines begin with, where it has a headline and credits somebody or some day; nothing
/// otherwise.
pub fn read(page: &Page, lines: Range<usize>, head: &mut Head) -> Option<Range<usize>> {
    let tells = |part: &Part| matches!(part, Part::Name | Part::Date | Part::NameAndDate);
    let seen = observed(page, lines)?;
    let could = |seen: &Seen| PARTS.iter().zip(seen.scores).any(|(part, score)| tells(part) && score > NEVER);
    if !seen.iter().any(could) {
        return None;
    }
    let parts = likeliest(&seen);
    if !parts.iter().any(tells) || !parts.contains(&Part::Headline) {
        return None;
    }
    let mut headline: Option<Range<usize>> = None;
    for (part, seen) in parts.iter().zip(&seen) {
        let line = seen.line;
        match part {
            Part::Headline | Part::HeadlineOn => {
                headline = Some(headline.map_or(line, |lines| lines.start)..line + 1);
                head.mark(line, Role::Headline, "headline");
            }
            Part::Deck | Part::DeckOn => head.mark(line, Role::Deck, "a second headline above the credit"),
            Part::Outlet => head.mark(line, Role::Credit, OUTLET),
            Part::Name if page.kind(line) == Kind::Credit => head.mark(line, Role::Credit, "credit"),
            Part::Name => head.mark(line, Role::Credit, NAME),
            Part::Job => {
                let why = if is_outlet(page.text(line)) { OUTLET } else { "a job" };
                head.mark(line, Role::Credit, why);
            }
            Part::Date | Part::NameAndDate | Part::DateOn if page.kind(line) == Kind::Credit => {
                head.mark(line, Role::Credit, "credit");
            }
            Part::NameAndDate => {
                head.credits.extend(name_and_date(page, line));
                head.mark(line, Role::Credit, "a name and a date");
            }
            Part::Date => {
                head.credits.extend(wrapped_date(page, line));
                head.mark(line, Role::Credit, "a date over two lines");
            }
            Part::DateOn => head.mark(line, Role::Credit, "a date over two lines"),
        }
        head.body = line + 1;
    }
    headline
}

/// The lines of the head and the first of the text, each looked at on its own.
fn observed(page: &Page, lines: Range<usize>) -> Option<Vec<Seen>> {
    let mut seen: Vec<Seen> = Vec::new();
    for line in lines.filter(|line| page.kind(*line) != Kind::Blank).take(LONGEST + 1) {
        match page.kind(line) {
            Kind::Short | Kind::Credit | Kind::Long => {}
            _ => break,
        }
        // Lines that only machines read stand above heads of their own order.
        if page.credit(line).is_some_and(|credit| credit.headline.is_some() || credit.form == Form::Source)
            || seen.is_empty() && is_code(page.text(line))
        {
            return None;
        }
        let above = seen.last();
        // Many readings of a file begin with the same lines.
        let known = page.seen.borrow().get(&(line, above.map(|above| above.line))).copied();
        let here = known.unwrap_or_else(|| look(page, line, above));
        page.seen.borrow_mut().insert((line, above.map(|above| above.line)), here);
        seen.push(here);
        if page.kind(line) == Kind::Long {
            break;
        }
    }
    (seen.len() > 1).then_some(seen)
}

fn look(page: &Page, line: usize, above: Option<&Seen>) -> Seen {
    let text = page.text(line);
    let first = above.is_none();
    let long = page.kind(line) == Kind::Long;
    let small = text.starts_with(char::is_lowercase);
    let follows = above.is_some_and(|above| above.line + 1 == line);
    let open = above.is_some_and(|above| {
        let upper = page.text(above.line);
        ends_open(upper) || upper.ends_with([',', ':', ';', '-', '–'])
    });
    let goes_on = small || open || above.is_some_and(|above| follows && is_full(page, above.line));
    let sentence = ends_in_stop(text);
    let credit = page.credit(line);
    let dated = credit.is_some_and(|credit| credit.date.is_some());
    let by = credit.is_some_and(|credit| matches!(credit.form, Form::By | Form::ByOfOutlet));
    let both = name_and_date(page, line);
    let wrapped = wrapped_date(page, line).is_some();
    let wrapped_on =
        above.is_some_and(|above| above.line + 1 == line && wrapped_date(page, above.line).is_some());
    let apart = page.kind(line + 1) == Kind::Blank;
    let recurs = text.len() < 60 && page.recurs(line);
    let outlet = recurs || is_outlet(text);
    let person = !outlet && !dated && names_people(text);
    let filed = marks::dateline(text, page.dating).is_some();
    let words = text.split_whitespace().count();
    let (run, stopped) = paragraph(page, line);
    let of = |part: Part| -> f32 {
        match part {
            _ if long || shape::is_listed(text) => NEVER,
            // `--Harbour Star` signs what stands above it.
            Part::Outlet if first && text.starts_with(['-', '–', '—']) => NEVER,
            Part::Outlet if outlet && first => {
                let set_off = match (next_is_date(page, line), apart) {
                    (true, _) => 1.5,
                    (false, true) => 1.0,
                    (false, false) => -1.5,
                };
                set_off - if recurs || ends_as_outlet(text) { 0.0 } else { 1.0 }
            }
            Part::Outlet if outlet && !goes_on => 1.0,
            Part::Outlet if first && apart && words <= 3 && marks::looks_like_outlet(text) > 0.3 => -0.3,
            Part::Headline | Part::HeadlineOn if by || dated || filed => NEVER,
            Part::Headline => {
                let likeness = shape::headline(text.trim_end_matches([',', ':', ';']));
                2.0 * likeness
                    - 0.5
                    - if outlet && first && (recurs || ends_as_outlet(text)) { 1.8 } else { 0.0 }
                    - if person && words <= 3 { 1.0 } else { 0.0 }
                    - if words == 1 { 0.7 } else { 0.0 }
                    - if run >= 4 { 3.0 } else { 0.0 }
                    - if run >= 1 && stopped { 2.0 } else { 0.0 }
            }
            Part::HeadlineOn if run >= 3 => NEVER,
            Part::HeadlineOn => {
                let joined = if goes_on { 0.5 } else { -1.6 };
                let louder = above.is_some_and(|above| {
                    shape::is_capitals(page.text(above.line)) && !shape::is_capitals(text)
                });
                joined
                    - if follows { 0.0 } else { 2.0 }
                    - if person && !small { 0.6 } else { 0.0 }
                    - if louder { 2.0 } else { 0.0 }
            }
            Part::Deck | Part::DeckOn if by || dated => NEVER,
            Part::Deck | Part::DeckOn if run >= 5 => NEVER,
            Part::Deck => -0.4,
            Part::DeckOn => {
                let joined = if goes_on { 0.1 } else { -0.5 };
                joined - if follows || small { 0.0 } else { 1.0 }
            }
            Part::Name if by => 2.5,
            Part::Name if person => match (first, goes_on) {
                (true, _) => 0.0,
                (false, false) => 1.6,
                // The last words of a headline may look like a name.
                (false, true) if open => -1.0,
                (false, true) if next_is_date(page, line) => 1.2,
                (false, true) if shape::is_capitals(text) => -1.0,
                (false, true) => -0.3,
            },
            Part::Name if !first && names_one_with_job(text) => 0.8,
            Part::Job if !dated && is_job(text) => 1.0,
            Part::Job if outlet && !dated => 0.9,
            Part::Date if dated && !by => 2.5,
            Part::Date if wrapped => 2.5,
            Part::DateOn if wrapped_on => 0.0,
            Part::NameAndDate if both.is_some() => 3.0,
            _ => NEVER,
        }
    };
    let scores = PARTS.map(of);
    let runs =
        long || text.len() >= 35 && matches!(page.kind(line + 1), Kind::Short | Kind::Long) || sentence;
    let text = if runs { 0.3 } else { -0.8 } + if filed { 0.8 } else { 0.0 }
        - if small { 1.5 } else { 0.0 }
        - if by || dated || wrapped || both.is_some() { 2.5 } else { 0.0 };
    Seen { line, scores, text, goes_on }
}

/// What no line is.
const NEVER: f32 = -1000.0;

/// The likeliest parts of the first lines; the text begins on the line after the last of them.
fn likeliest(seen: &[Seen]) -> Vec<Part> {
    // For each part that a line may be and all that was met up to it: the best score, and where it came from.
    type Cell = (f32, usize, usize);
    let mut table: Vec<[[Cell; ALL]; PARTS.len()]> = Vec::new();
    let mut best: (f32, usize, usize, usize) = (f32::MIN, 0, 0, 0);
    for (place, here) in seen.iter().enumerate() {
        if place > 0 {
            // The text may begin here.
            for (part, cells) in table[place - 1].iter().enumerate() {
                for (met, (score, ..)) in cells.iter().enumerate() {
                    let end = score + here.text + ending(PARTS[part], met as Met, here);
                    if end > best.0 {
                        best = (end, place - 1, part, met);
                    }
                }
            }
        }
        let mut cells = [[(f32::MIN, 0, 0); ALL]; PARTS.len()];
        let above = place.checked_sub(1).and_then(|above| table.get(above));
        for (to, score) in here.scores.iter().enumerate().filter(|(_, score)| **score > NEVER) {
            let Some(above) = above else {
                if let Some(met) = step(None, PARTS[to], 0) {
                    cells[to][met as usize] = (*score, 0, 0);
                }
                continue;
            };
            for (from, before) in above.iter().enumerate() {
                for (met, (before, ..)) in before.iter().enumerate().filter(|(_, cell)| cell.0 > NEVER) {
                    let Some(now) = step(Some(PARTS[from]), PARTS[to], met as Met) else { continue };
                    let cell = &mut cells[to][now as usize];
                    if before + score > cell.0 {
                        *cell = (before + score, from, met);
                    }
                }
            }
        }
        table.push(cells);
    }
    let (score, mut place, mut part, mut met) = best;
    if score <= NEVER {
        return Vec::new();
    }
    let mut parts = vec![PARTS[part]];
    while place > 0 {
        (_, part, met) = table[place][part][met];
        place -= 1;
        parts.push(PARTS[part]);
    }
    parts.reverse();
    parts
}

/// What was met once a part follows another; nothing where it cannot.
fn step(from: Option<Part>, to: Part, met: Met) -> Option<Met> {
    use Part::{Date, DateOn, Deck, DeckOn, Headline, HeadlineOn, Job, Name, NameAndDate, Outlet};
    let has = |part: Met| met & part != 0;
    match to {
        Outlet
            if !has(OUTLETS)
                && matches!(
                    from,
                    None | Some(Headline | HeadlineOn | Name | Date | DateOn | NameAndDate)
                ) =>
        {
            Some(met | OUTLETS)
        }
        // A writer stands above the headline where the day or the outlet does.
        Headline
            if !has(HEADLINE)
                && (!has(NAMED) || matches!(from, Some(Name | Job)) && (has(DATED) || has(OUTLETS))) =>
        {
            Some(met | HEADLINE)
        }
        HeadlineOn if matches!(from, Some(Headline | HeadlineOn)) => Some(met),
        Deck if has(HEADLINE)
            && !has(NAMED)
            && matches!(from, Some(Headline | HeadlineOn | Date | DateOn)) =>
        {
            Some(met)
        }
        DeckOn if matches!(from, Some(Deck | DeckOn)) => Some(met),
        Name if !has(NAMED) => Some(met | NAMED),
        Job if matches!(from, Some(Name)) => Some(met),
        Date if !has(DATED) => Some(met | DATED),
        DateOn if matches!(from, Some(Date)) => Some(met),
        NameAndDate if !has(NAMED) && !has(DATED) => Some(met | NAMED | DATED),
        _ => None,
    }
}

/// What speaks for the head to end with a part, the text beginning below.
fn ending(last: Part, met: Met, text: &Seen) -> f32 {
    let headless = if met & HEADLINE == 0 { -3.0 } else { 0.0 };
    headless
        + match last {
            // Nothing tells a second headline from the text but the credit below it.
            Part::Deck | Part::DeckOn => -2.5,
            Part::Headline | Part::HeadlineOn if text.goes_on => -1.0,
            _ => 0.0,
        }
}

/// How many lines go on below this one in its paragraph, and whether that ends as a sentence does.
fn paragraph(page: &Page, line: usize) -> (usize, bool) {
    let on = (line..line + 5)
        .take_while(|line| is_full(page, *line) || page.text(line + 1).starts_with(char::is_lowercase));
    let run = on.take_while(|line| page.kind(line + 1) == Kind::Short).count();
    (run, ends_in_stop(page.text(line + run)))
}

fn ends_in_stop(text: &str) -> bool {
    shape::ends_sentence(text) && !text.ends_with(['?', '!'])
}

fn next_is_date(page: &Page, line: usize) -> bool {
    page.credit(line + 1).is_some_and(|credit| credit.form == Form::BareDate)
}

/// Whether a line is the names of one or a few people and nothing else.
fn names_people(text: &str) -> bool {
    let text = text.trim_end_matches(',');
    if text.len() > 80 {
        return false;
    }
    let persons = || {
        let persons = marks::persons(text);
        let joined = text.contains(" and ") || text.contains(" & ") || text.contains(", ");
        joined
            && (2..=4).contains(&persons.len())
            && persons.iter().all(|name| marks::looks_like_person(name))
    };
    marks::looks_like_person(text) || persons()
}

/// Whether a line is a name with what the person does behind it: `Jane Roe, harbour master`.
fn names_one_with_job(text: &str) -> bool {
    let Some((name, job)) = text.split_once(", ") else { return false };
    marks::looks_like_person(name) && job.split_whitespace().count() <= 4 && !shape::ends_sentence(text)
}

/// Whether a line ends as the names of outlets do: a word that they are known by stands last or next to last.
fn ends_as_outlet(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let last = words.get(words.len().saturating_sub(2)..).unwrap_or(&[]).join(" ");
    words.len() <= 5 && (marks::looks_like_outlet(&last) >= 0.8 || marks::looks_like_outlet(text) >= 1.0)
}

fn is_outlet(text: &str) -> bool {
    text.len() < 60
        && marks::looks_like_outlet(text) >= 0.5
        && !shape::ends_sentence(text)
        && !text.contains(':')
}

/// Whether a line below a name says what the person does.
fn is_job(text: &str) -> bool {
    const JOBS: [&str; 12] = [
        "staff",
        "writer",
        "reporter",
        "correspondent",
        "editor",
        "columnist",
        "bureau",
        "special to",
        "redaktion",
        "redactie",
        "redacción",
        "rédaction",
    ];
    let lower = text.to_lowercase();
    text.len() < 60
        && !shape::ends_sentence(text)
        && (JOBS.iter().any(|job| lower.contains(job)) || !text.contains(' ') && text.contains('@'))
}

/// A name with a date behind it or before it, and nothing else on the line: `Jane Roe Sunday, May 3, 2001`.
fn name_and_date(page: &Page, line: usize) -> Option<Credit> {
    let text = page.text(line);
    if text.len() > 80 || !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = marks::dates(text, page.dating).last()?;
    let before = text.get(..date.range.start)?.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '.');
    let after = text.get(date.range.end..)?.trim_start_matches(|c: char| !c.is_alphanumeric());
    let name = match (before.is_empty(), after.is_empty()) {
        (false, true) => before,
        (true, false) => after,
        _ => return None,
    };
    let name =
        name.rsplit_once(' ').filter(|(_, day)| marks::weekday_only(day)).map_or(name, |(name, _)| name);
    let place = shape::is_capitals(name) && name.split_whitespace().count() <= 3;
    let persons = marks::persons(name);
    let person = marks::looks_like_person(name) || text.starts_with("By ") && !persons.is_empty();
    (place || person).then(|| Credit {
        persons: if person { persons } else { Vec::new() },
        date: Some(date),
        ..Credit::new(Form::By, 0.5)
    })
}
