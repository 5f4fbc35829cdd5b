//! Starts told by credit lines. Credits that stand together are one group; whether a form of credit
//! stands below its headline, above it, or after its article is asked of the whole file, not of a line.

use std::ops::Range;

use super::page::{Kind, Page};
use super::{Start, headline_from, headline_up_to, shape};
use crate::extract::marks::{Credit, Form};

/// A group's quality below this makes no start.
const LEAST: f32 = 0.3;

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
    for (line, credit) in &page.credits {
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
            _ => groups.push(Group { lines: line..line + 1, form: credit.form, strength, dated }),
        }
    }
    groups
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
    let sides = habits(&groups, &read);
    let mut starts: Vec<Start> = Vec::new();
    for (group, read) in groups.iter().zip(read) {
        let side = sides.iter().find(|(form, _)| *form == group.form).map_or(Side::Below, |(_, side)| *side);
        let [below, above, after] = read;
        let found = match side {
            Side::Below => below,
            Side::Above => above,
            Side::After => after,
        };
        let Some(start) = found.filter(|start| start.sure >= LEAST) else { continue };
        match starts.last_mut() {
            // A group above a headline and one below it tell of the same article.
            Some(last)
                if start.line <= last.line || last.headline.is_some() && last.headline == start.headline =>
            {
                last.sure = last.sure.max(start.sure);
                last.line = last.line.min(start.line);
            }
            _ => starts.push(start),
        }
    }
    starts
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
    let told = page.above(first, 4).and_then(|last| {
        let last = if page.kind(last) == Kind::Rule { page.above(last, 1)? } else { last };
        let near = if first - last > 2 { 0.8 } else { 1.0 };
        headline_up_to(page, last).map(|(headline, likeness)| (headline, likeness * near))
    });
    // A headline that itself looks like a credit (`By Boat to Vellmora`) stands first in its group.
    let own = (group.lines.len() > 1 && page.kind(first + 1) == Kind::Credit)
        .then(|| (first..first + 1, 0.8 * shape::headline(page.text(first))));
    let (headline, likeness) = match (told, own) {
        (Some(told), Some(own)) => {
            if told.1 >= 0.4 || own.1 <= told.1 {
                told
            } else {
                own
            }
        }
        (told, own) => told.or(own)?,
    };
    Some(Start { line: headline.start, headline: Some(headline), sure: group.strength * likeness * body })
}

/// The group as what stands over the headline below it.
fn above(page: &Page, group: &Group) -> Option<Start> {
    let next = page.from(group.lines.end, 3)?;
    let (headline, likeness) = headline_from(page, next)?;
    let open = match group.lines.start.checked_sub(1).map(|line| page.kind(line)) {
        None | Some(Kind::Blank | Kind::Rule | Kind::Counter) => 1.0,
        _ => 0.5,
    };
    let body = text_after(page, headline.end);
    Some(Start {
        line: group.lines.start,
        headline: Some(headline),
        sure: group.strength * likeness * open * body,
    })
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
    Some(Start { line, headline: None, sure })
}

/// A headline with its date on its own line.
fn on_the_line(page: &Page, group: &Group) -> Option<Start> {
    let line = group.lines.start;
    let headline = page.text(line).get(page.credit(line)?.headline.clone()?)?.trim();
    let sure = group.strength * shape::headline(headline) * text_after(page, group.lines.end);
    Some(Start { line, headline: Some(line..line + 1), sure })
}

/// How much what follows a head looks like an article's text.
fn text_after(page: &Page, line: usize) -> f32 {
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
