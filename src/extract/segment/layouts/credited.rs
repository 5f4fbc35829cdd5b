//! Starts told by credit lines. Credits that stand together are one group; whether a form of credit
//! stands below its headline, above it, or after its article is asked of the whole file, not of a line.

use std::ops::Range;

use crate::extract::marks::{self, Credit, Form};
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, headline_from, headline_up_to, is_section, names_outlet, shape};

/// A group's quality below this makes no start.
const LEAST: f32 = 0.3;

/// Credits below this strength open no group.
const JOINS_ONLY: f32 = 0.2;

/// Credit lines with nothing but blank lines between them.
#[derive(Debug, Clone)]
pub struct Group {
    /// The lines from the first to the last.
    pub lines: Range<usize>,
    /// The form of its surest line.
    pub form: Form,
    /// How sure its surest line is a credit.
    pub strength: f32,
    /// Whether one of its lines holds a date.
    pub dated: bool,
}

/// Where a form of credit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Below,
    Above,
    After,
}

const SIDES: [Side; 3] = [Side::Below, Side::Above, Side::After];

/// How sure a line is a credit, before its surroundings are looked at: dated forms and those that
/// name person and outlet may begin an article, others only join such a group.
fn strength(credit: &Credit) -> f32 {
    match credit.form {
        Form::Source | Form::Url | Form::Mail | Form::Job => 0.1 * credit.sure,
        Form::BareDate => 0.65,
        _ => credit.sure,
    }
}

/// The groups of a file's credit lines, in order.
pub fn groups(page: &Page) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for (line, credit) in page.credits.iter().filter(|(line, _)| page.kind(*line) == Kind::Credit) {
        let (line, strength, dated) =
            (*line, strength(credit), credit.date.is_some() || credit.refused.is_some());
        match groups.last_mut() {
            Some(group) if credit.form != Form::HeadlineDate && near(page, group.lines.end, line) => {
                if strength > group.strength {
                    (group.form, group.strength) = (credit.form, strength);
                }
                group.lines.end = line + 1;
                group.dated |= dated;
            }
            _ if credit.form == Form::Url && stands_between(page, line) => {
                let strength = strength.max(BETWEEN);
                groups.push(Group { lines: line..line + 1, form: credit.form, strength, dated });
            }
            // A web address may be the tail of the article above; it only ever joins a group.
            _ if strength < JOINS_ONLY => {}
            _ => groups.push(Group { lines: line..line + 1, form: credit.form, strength, dated }),
        }
    }
    groups
}

/// How sure a web address is a credit where it stands between a headline and its text.
const BETWEEN: f32 = 0.6;

/// Whether a line stands between the only line of a block above it and text that goes on below.
fn stands_between(page: &Page, line: usize) -> bool {
    let Some(above) = line.checked_sub(1) else { return false };
    page.kind(above) == Kind::Short
        && page.block_start(above, 1) == Some(above)
        && !shape::ends_sentence(page.text(above))
        && text_after(page, line + 1) >= 1.0
        && page.kind(line + 1) != Kind::Blank
}

/// Whether only a few blank lines stand between two credit lines.
fn near(page: &Page, from: usize, to: usize) -> bool {
    to - from <= 3 && (from..to).all(|line| page.kind(line) == Kind::Blank)
}

/// The starts that credit lines tell, each with its headline.
pub fn starts(page: &Page) -> Vec<Start> {
    let groups = groups(page);
    let read: Vec<[Option<Start>; 3]> =
        groups.iter().map(|group| SIDES.map(|side| reading(page, group, side))).collect();
    let bare = groups.iter().filter(|group| group.form == Form::BareDate).count();
    let bare_are_few = groups.len() >= 5 && bare * 3 < groups.len();
    let sides = habits(&groups, &read);
    let mut starts: Vec<Start> = Vec::new();
    if sides.iter().any(|(_, side)| *side == Side::After)
        && let Some(line) = page.from(0, page.len())
    {
        // Where credits stand below their articles, nothing but the file's beginning tells of the first.
        starts.push(Start::credited(line, 0.6));
    }
    for (group, read) in groups.iter().zip(read) {
        let side = sides.iter().find(|(form, _)| *form == group.form).map_or(Side::Below, |(_, side)| *side);
        let [below, above, after] = read;
        let found = match side {
            Side::Below => below,
            Side::Above => above,
            Side::After => after,
        };
        let doubt =
            if bare_are_few && group.form == Form::BareDate { subhead(page, found.as_ref()) } else { 1.0 };
        let Some(start) = found.filter(|start| start.sure * doubt >= LEAST) else { continue };
        match starts.last_mut() {
            // A group above a headline and one below it tell of the same article.
            Some(last) if start.line <= last.line || share_headline(last, &start) => {
                last.sure = last.sure.max(start.sure);
                last.line = last.line.min(start.line);
            }
            _ => starts.push(start),
        }
    }
    with_outlets(page, starts)
}

/// How little a headline over a bare date differs from a subhead over a day in a chronicle, in a file whose
/// articles mostly name their outlet or writer: a subhead has a few words.
fn subhead(page: &Page, start: Option<&Start>) -> f32 {
    let words = start
        .and_then(|start| start.headline.clone())
        .map_or(0, |lines| lines.map(|line| page.text(line).split_whitespace().count()).sum());
    if words > 4 { 1.0 } else { 0.45 }
}

/// Whether two starts tell of the same headline, or of parts of one.
fn share_headline(a: &Start, b: &Start) -> bool {
    matches!((&a.headline, &b.headline), (Some(a), Some(b)) if a.start < b.end && b.start < a.end)
}

/// For each form, the side on which its groups make the best sense together.
fn habits(groups: &[Group], read: &[[Option<Start>; 3]]) -> Vec<(Form, Side)> {
    let mut sums: Vec<(Form, [f32; 3])> = Vec::new();
    for (group, read) in groups.iter().zip(read) {
        let place = sums.iter().position(|(form, _)| *form == group.form).unwrap_or_else(|| {
            sums.push((group.form, [0.0; 3]));
            sums.len() - 1
        });
        if let Some((_, sum)) = sums.get_mut(place) {
            for (sum, start) in sum.iter_mut().zip(read) {
                *sum += start.as_ref().map_or(0.0, |start| start.sure);
            }
        }
    }
    sums.iter()
        .map(|(form, [below, above, after])| {
            let side = if *after > below.max(*above) {
                Side::After
            } else if *above > *below {
                Side::Above
            } else {
                Side::Below
            };
            (*form, side)
        })
        .collect()
}

/// The starts, each moved up to an outlet's name that stands alone above its headline, where most have one.
fn with_outlets(page: &Page, mut starts: Vec<Start>) -> Vec<Start> {
    let above = |start: &Start| {
        let line = page.above(start.line, 3)?;
        let text = page.text(line);
        let alone =
            page.kind(line) == Kind::Short && text.len() < 60 && page.block_start(line, 1) == Some(line);
        let signs = text.starts_with(['-', '–', '—']);
        (alone && !signs && !shape::ends_sentence(text) && marks::looks_like_outlet(text) >= 0.4)
            .then_some(line)
    };
    let found: Vec<Option<usize>> = starts.iter().map(above).collect();
    if found.iter().flatten().count() * 2 > starts.len() {
        for (start, line) in starts.iter_mut().zip(found) {
            start.line = line.unwrap_or(start.line);
        }
    }
    starts
}

fn reading(page: &Page, group: &Group, side: Side) -> Option<Start> {
    match side {
        Side::Below if group.form == Form::HeadlineDate => on_the_line(page, group),
        Side::Below => below(page, group),
        Side::Above => above(page, group),
        Side::After => after(page, group),
    }
}

/// The group as the credit of the headline above it.
fn below(page: &Page, group: &Group) -> Option<Start> {
    let first = group.lines.start;
    let body = text_after(page, group.lines.end);
    let told = told_above(page, first).map(|(headline, likeness)| {
        // An outlet's name over a date has its headline below.
        let name = page.text(headline.start);
        let outlet = headline.len() == 1 && name.len() < 60 && marks::looks_like_outlet(name) >= 0.5;
        let next = page.from(group.lines.end, 3).filter(|_| outlet && group.form == Form::BareDate);
        let below =
            next.and_then(|next| headline_from(page, next)).is_some_and(|(_, likeness)| likeness >= 0.5);
        (headline, if below { likeness * 0.25 } else { likeness })
    });
    let (headline, likeness) = match (told, opening_headline(page, group)) {
        (Some(told), Some((_, likeness, false))) if told.1 >= 0.4 || likeness <= told.1 => told,
        (_, Some((line, likeness, _))) => (line..line + 1, likeness),
        (told, None) => told?,
    };
    let sure = group.strength * likeness * body;
    Some(Start { headline: Some(headline.clone()), ..Start::credited(headline.start, sure) })
}

/// The headline above a credit line: a bare name between them belongs to the credit.
fn told_above(page: &Page, first: usize) -> Option<(Range<usize>, f32)> {
    let last = page.above(first, 4)?;
    let last = if page.kind(last) == Kind::Rule { page.above(last, 1)? } else { last };
    let near = if first - last > 2 { 0.8 } else { 1.0 };
    let told = headline_up_to(page, last).map(|(headline, likeness)| (headline, likeness * near));
    let name = page.kind(last) == Kind::Short
        && last + 1 == first
        && page.credit(first).is_some_and(|credit| lacks_name(page, last, credit));
    let over = page.above(last, 3).filter(|above| name && page.block_start(*above, 4).is_some());
    let over = over.and_then(|above| headline_up_to(page, above));
    over.filter(|(_, likeness)| *likeness >= 0.5).or(told)
}

/// Whether a line is the name, of a person or an outlet, that a credit below it does not print itself.
fn lacks_name(page: &Page, line: usize, credit: &Credit) -> bool {
    let person = marks::looks_like_person(page.text(line)) && credit.persons.is_empty();
    credit.outlet.is_none() && (person || names_outlet(page, line))
}

/// The first line of the block of credits over a headline: an outlet's name or an address stands above its date.
fn over(page: &Page, first: usize) -> usize {
    let above = (first.saturating_sub(2)..first).rev();
    let name = |line: &usize| {
        let text = page.text(*line);
        shape::is_address(text)
            || page.kind(*line) == Kind::Short && text.len() < 60 && !shape::ends_sentence(text)
    };
    let top = above.take_while(name).last().unwrap_or(first);
    if page.block_start(top, 1) == Some(top) { top } else { first }
}

/// A group's first line as the headline, since a headline may look like a credit (`By Boat to Vellmora`):
/// the line, its likeness, and whether nothing else makes sense, two lines naming the writers.
fn opening_headline(page: &Page, group: &Group) -> Option<(usize, f32, bool)> {
    let first = group.lines.start;
    let (opening, next) = (page.credit(first)?, page.credit(first + 1)?);
    // A dated line over an address credits what is above it.
    if opening.date.is_some() && next.form == Form::Url {
        return None;
    }
    let certain = opening.date.is_none() && !next.persons.is_empty();
    Some((first, 0.8 * shape::headline(page.text(first)), certain && next.date.is_some()))
}

/// The group as what stands over the headline below it.
fn above(page: &Page, group: &Group) -> Option<Start> {
    let mut next = page.from(group.lines.end, 3)?;
    // The section may be named between an outlet and the headline.
    if is_section(page, next) {
        next = page.from(next + 1, 4)?;
    }
    let (headline, likeness) = headline_from(page, next)?;
    let line = over(page, group.lines.start);
    let open = match line.checked_sub(1).map(|line| page.kind(line)) {
        None | Some(Kind::Blank | Kind::Rule | Kind::Counter) => 1.0,
        _ if ends_block(page, group) => 0.3,
        _ => 0.5,
    };
    let body = text_after(page, headline.end);
    Some(Start { headline: Some(headline), ..Start::credited(line, group.strength * likeness * open * body) })
}

/// The group as the end of an article: the next one starts below it.
fn after(page: &Page, group: &Group) -> Option<Start> {
    if !matches!(
        group.form,
        Form::BracketCredit | Form::BracketOutlet | Form::OutletCommaDate | Form::NameDate
    ) {
        return None;
    }
    let last = page.above(group.lines.start, 2)?;
    let ended = page.kind(last) == Kind::Long || shape::ends_sentence(page.text(last));
    let bracket = if group.form == Form::BracketCredit { 1.0 } else { 0.6 };
    let line = group.lines.end;
    let sure = if ended { group.strength * bracket } else { 0.2 * group.strength };
    Some(Start::credited(line, sure))
}

/// Whether a group is the end of a block whose text stands above it without a blank.
fn ends_block(page: &Page, group: &Group) -> bool {
    let open = |line: usize| matches!(page.kind(line), Kind::Short | Kind::Long);
    group.lines.start.checked_sub(1).is_some_and(open)
        && matches!(page.kind(group.lines.end), Kind::Blank | Kind::Rule)
}

/// A headline with its date on its own line.
fn on_the_line(page: &Page, group: &Group) -> Option<Start> {
    let line = group.lines.start;
    let headline = page.text(line).get(page.credit(line)?.headline.clone()?)?.trim();
    let sure = group.strength * shape::headline(headline) * text_after(page, group.lines.end);
    // The date may stand on the second line of a headline.
    let above = line.checked_sub(1).and_then(|above| headline_up_to(page, above));
    let first = match page.block_start(line, 3) {
        Some(first)
            if first < line
                && above.is_some_and(|(above, likeness)| above.start == first && likeness > 0.5) =>
        {
            first
        }
        _ => line,
    };
    Some(Start { headline: Some(first..line + 1), ..Start::credited(first, sure) })
}

/// How much what follows a head looks like an article's text.
fn text_after(page: &Page, line: usize) -> f32 {
    let line = if page.kind(line) == Kind::Rule { line + 1 } else { line };
    match page.from(line, 8) {
        None => 0.5,
        Some(next) => match page.kind(next) {
            Kind::Long => 1.0,
            Kind::Short if shape::ends_sentence(page.text(next)) => 1.0,
            Kind::Short | Kind::Label => 0.85,
            Kind::Credit => 0.8,
            _ => 0.5,
        },
    }
}
