//! The first lines of an article → which of them are headline, deck and credit, and where its text
//! begins. Parts may stand in any of the orders that saved news has; the body is never looked into.

use std::ops::Range;

use super::layouts::{notes, rows, runin, wire};
use super::page::{Kind, Page};
use super::{Marked, Start, below, headline_from, is_section, labels, mail, sequence, shape};
use crate::extract::clipping::Labelled;
use crate::extract::marks::{self, Credit, Form, Label, LabelName};
use crate::model::Role;

/// No head is longer than this many lines that are not blank.
pub const LONGEST: usize = 14;

/// Why a line is a credit that names a person and says nothing else.
pub const NAME: &str = "a name alone";

/// Why a line is a credit that names an outlet and says nothing else.
pub const OUTLET: &str = "an outlet's name alone";

/// A head that was read.
#[derive(Debug, Clone, Default)]
pub struct Head {
    /// The first line of the article.
    pub first: usize,
    /// Where its text begins.
    pub body: usize,
    /// Its lines that are not body, in order.
    pub marked: Vec<Marked>,
    /// What its credit lines say, in order.
    pub credits: Vec<Credit>,
    /// What its labels say.
    pub labelled: Labelled,
    /// What stands where a date should and cannot be one.
    pub refused: Option<String>,
}

/// Reads the head of the article on these lines. `start` is what the layout knows of it.
pub fn read(page: &Page, lines: Range<usize>, start: &Start) -> Head {
    let told = start.headline.clone();
    let mut head = Head { first: lines.start, ..Head::default() };
    if wire::read(page, lines.clone(), &mut head) {
        return finished(page, head);
    }
    let section = below_section(page, &lines).map(|below| (below, "section"));
    if let Some((below, why)) = section.or_else(|| below_address(page, &lines)) {
        let inner = read(page, below..lines.end, &Start::credited(below, start.sure));
        head.mark(lines.start, Role::Credit, why);
        head.marked.extend(inner.marked);
        head.credits.extend(head.marked.first().and_then(|mark| said(page, mark)));
        head.credits.extend(inner.credits);
        return Head { first: lines.start, marked: head.marked, credits: head.credits, ..inner };
    }
    if let Some(end) = mail::header(page, lines.start)
        && mail::is_message(page, lines.start..end)
    {
        mail::read(page, lines, end, &mut head);
        return finished(page, head);
    }
    if labels::is_export(page, lines.clone()) {
        labels::read(page, lines, &mut head);
        return finished(page, head);
    }
    if notes::read(page, lines.clone(), &mut head) || rows::read(page, lines.clone(), &mut head) {
        return finished(page, head);
    }
    if told.as_ref().is_some_and(|told| runin::read(page, told.clone(), &mut head)) {
        below::last_credit(page, head.body..lines.end, &mut head);
        return finished(page, head);
    }
    if told.is_none() && sequence::read(page, lines.clone(), &mut head).is_some() {
        return closed_by(page, lines, head);
    }
    let headline = match told.filter(|told| told.start >= lines.start && told.end <= lines.end) {
        Some(told) => {
            over(page, lines.start..told.start, &mut head);
            told
        }
        None => {
            let found = find(page, &lines, &mut head);
            if found.is_empty() { likened(page, found, &mut head) } else { found }
        }
    };
    for line in headline.clone().filter(|line| page.kind(*line) != Kind::Blank) {
        let part = headline_range(page, line);
        head.marked.push(Marked { part, ..Marked::new(line, Role::Headline, "headline") });
    }
    head.body = below::under(page, headline.end.max(lines.start)..lines.end, &mut head);
    closed_by(page, lines, head)
}

/// The head with what is credited further down, where it lacks that.
fn closed_by(page: &Page, lines: Range<usize>, mut head: Head) -> Head {
    if !head.dated(page) {
        below::late_date(page, head.body..lines.end, &mut head);
    }
    if !head.credited(page) {
        below::last_credit(page, head.body..lines.end, &mut head);
    }
    finished(page, head)
}

/// The line below the address that an article was saved from, where a head goes on there.
fn below_address(page: &Page, lines: &Range<usize>) -> Option<(usize, &'static str)> {
    let address = shape::is_address(page.text(lines.start));
    let below = page.from(lines.start + 1, 3).filter(|below| *below < lines.end && address)?;
    matches!(page.kind(below), Kind::Short | Kind::Credit).then_some((below, "an address"))
}

/// The line below the name of a section, where that stands over labels or a mail's header that name a headline.
fn below_section(page: &Page, lines: &Range<usize>) -> Option<usize> {
    let line = lines.start;
    if page.kind(line) != Kind::Short || page.kind(line + 1) != Kind::Blank {
        return None;
    }
    let below = page.from(line + 1, 4).filter(|below| *below < lines.end)?;
    let header = mail::header(page, below).is_some_and(|end| mail::is_message(page, below..end));
    let names = |line: usize| {
        page.label(line).is_some_and(|label| {
            matches!(label.name, LabelName::Headline | LabelName::Subject) && !label.value.is_empty()
        })
    };
    let sourced = page.credit(below).is_some_and(|credit| credit.form == Form::Source);
    let labelled =
        (page.kind(below) == Kind::Label || sourced) && (below..lines.end.min(below + 4)).any(names);
    (header || labelled).then_some(below)
}

/// The head with what its credit lines say, and without what stands above the article.
pub fn finished(page: &Page, mut head: Head) -> Head {
    if let Some(mark) = head.marked.iter_mut().find(|mark| mark.role == Role::Headline)
        && mark.part.is_none()
    {
        mark.part = headline_range(page, mark.line);
    }
    for mark in &head.marked {
        let Some(credit) = said(page, mark) else { continue };
        if let Some(part) = &credit.refused {
            head.refused = page.text(mark.line).get(part.clone()).map(str::to_owned);
        }
        head.credits.push(credit);
    }
    if let Some(first) = head.marked.first().filter(|mark| mark.role == Role::Separator) {
        // Rules and counters above everything else belong to no article.
        let first = first.line;
        let own =
            head.marked.iter().find(|mark| mark.role != Role::Separator).map_or(first, |mark| mark.line);
        head.marked.retain(|mark| mark.line >= own);
        head.first = own;
    }
    head
}

impl Head {
    /// Notes what a whole line is for.
    pub fn mark(&mut self, line: usize, role: Role, why: &'static str) {
        self.marked.push(Marked::new(line, role, why));
    }

    /// Whether a credit line of the head holds a date.
    pub fn dated(&self, page: &Page) -> bool {
        self.marked.iter().any(|mark| page.credit(mark.line).is_some_and(|credit| credit.date.is_some()))
    }

    /// Whether the head credits anybody.
    pub fn credited(&self, page: &Page) -> bool {
        self.marked.iter().any(|mark| mark.role == Role::Credit && page.credit(mark.line).is_some())
    }
}

/// Marks the lines over a headline.
fn over(page: &Page, lines: Range<usize>, head: &mut Head) {
    for line in lines {
        match page.kind(line) {
            Kind::Blank => {}
            Kind::Rule | Kind::Counter => head.mark(line, Role::Separator, "rule or counter"),
            Kind::Short if page.recurs(line) => head.mark(line, Role::Credit, OUTLET),
            Kind::Short
                if marks::looks_like_person(page.text(line))
                    && marks::looks_like_outlet(page.text(line)) < 0.5 =>
            {
                head.mark(line, Role::Credit, NAME);
            }
            Kind::Short => head.mark(line, Role::Credit, OUTLET),
            _ => head.mark(line, Role::Credit, "credit above the headline"),
        }
    }
}

/// Finds the headline: the first line that is no credit, unless that is an outlet's name with the
/// headline below it.
fn find(page: &Page, lines: &Range<usize>, head: &mut Head) -> Range<usize> {
    let mut line = lines.start;
    let mut seen = 0;
    while line < lines.end && seen < LONGEST {
        match page.kind(line) {
            Kind::Blank => {}
            Kind::Rule | Kind::Counter => head.mark(line, Role::Separator, "rule or counter"),
            Kind::Credit if page.credit(line).is_some_and(|credit| credit.form == Form::HeadlineDate) => {
                return line..line + 1;
            }
            Kind::Credit if seen > 0 || !stands_for_headline(page, line, lines.end) => {
                head.mark(line, Role::Credit, "credit above the headline");
            }
            Kind::Label if is_section(page, line) => head.mark(line, Role::Credit, "section"),
            Kind::Short if shape::is_time_note(page.text(line)) => {
                head.mark(line, Role::Credit, "when it was filed");
            }
            Kind::Short if outlet_over_headline(page, line, lines.end) => {
                head.mark(line, Role::Credit, OUTLET);
            }
            Kind::Short if page.recurs(line) && headline_below(page, line, lines.end) => {
                head.mark(line, Role::Credit, OUTLET);
            }
            Kind::Short if is_code(page.text(line)) && code_above_credit(page, line, lines.end) => {
                head.mark(line, Role::Credit, "a code");
            }
            Kind::Short | Kind::Label | Kind::Credit => {
                let (headline, likeness) = headline_from(page, line).unwrap_or((line..line + 1, 0.0));
                // Text that begins at once has no headline of its own; a long sentence right above more is its first.
                let last = headline.end.saturating_sub(1);
                let sentence = page.wrapped
                    && page.text(last).len() > 50
                    && page.text(last).ends_with('.')
                    && matches!(page.kind(headline.end), Kind::Short | Kind::Long);
                return if likeness >= 0.25 && !sentence {
                    headline.start..headline.end.min(lines.end)
                } else {
                    line..line
                };
            }
            Kind::Long => return line..line,
        }
        seen += usize::from(page.kind(line) != Kind::Blank);
        line += 1;
    }
    line..line
}

/// Whether a headline of its own stands below a line, credits between them aside.
fn headline_below(page: &Page, line: usize, end: usize) -> bool {
    let mut below = line + 1;
    for _ in 0..3 {
        let Some(next) = page.from(below, 4).filter(|next| *next < end) else { return false };
        match page.kind(next) {
            // A writer named below it makes the line a headline.
            Kind::Credit if page.credit(next).is_some_and(|credit| credit.form == Form::BareDate) => {
                below = next + 1;
            }
            Kind::Short => {
                let alone = matches!(page.kind(next + 1), Kind::Blank | Kind::Credit);
                return alone
                    && !page.recurs(next)
                    && headline_from(page, next).is_some_and(|(_, likeness)| likeness >= 0.5);
            }
            _ => return false,
        }
    }
    false
}

/// Whether a line is a short code and no word: `ru-102`, `pl`.
pub fn is_code(text: &str) -> bool {
    let short = text.len() <= 12 && !text.contains(char::is_whitespace);
    short
        && (text.len() <= 3 || text.chars().any(|c| c.is_ascii_digit()))
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.'))
}

/// Whether a date or an address follows a code, perhaps below another.
fn code_above_credit(page: &Page, line: usize, end: usize) -> bool {
    let below = (line + 1..end.min(line + 4)).find(|line| !is_code(page.text(*line)));
    below.is_some_and(|line| page.kind(line) == Kind::Credit)
}

/// Where no line is a headline, the first credit that only looks like one (`By Boat to Vellmora`).
fn likened(page: &Page, found: Range<usize>, head: &mut Head) -> Range<usize> {
    let opening = head.marked.first().filter(|mark| mark.role == Role::Credit).map(|mark| mark.line);
    let undated = |line: &usize| {
        page.credit(*line).is_some_and(|credit| matches!(credit.form, Form::By | Form::ByOfOutlet))
    };
    let Some(line) = opening.filter(undated) else { return found };
    head.marked.clear();
    line..line + 1
}

/// Whether a line that could be a credit must be the headline: a true credit follows it at once.
fn stands_for_headline(page: &Page, line: usize, end: usize) -> bool {
    let Some(next) = page.from(line + 1, 2).filter(|next| *next < end) else { return false };
    let dated = |line| page.credit(line).is_some_and(|credit| credit.date.is_some());
    !dated(line)
        && page.kind(next) == Kind::Credit
        && shape::headline(page.text(line)) > 0.5
        && page.from(next + 1, 3).is_some_and(|after| page.kind(after) == Kind::Long)
}

/// Whether a line is an outlet's name that stands over a headline.
fn outlet_over_headline(page: &Page, line: usize, end: usize) -> bool {
    let text = page.text(line);
    // `--Harbour Star` signs what stands above it.
    let signs = text.starts_with(['-', '–', '—']);
    if signs || text.len() > 60 || text.split_whitespace().count() > 5 || marks::looks_like_outlet(text) < 0.5
    {
        return false;
    }
    let Some(next) = page.from(line + 1, 4).filter(|next| *next < end) else { return false };
    match page.kind(next) {
        Kind::Short => headline_from(page, next).is_some_and(|(_, likeness)| likeness >= 0.4),
        Kind::Credit => page.from(next + 1, 4).is_some_and(|after| {
            after < end
                && marks::looks_like_outlet(page.text(after)) < 0.5
                && headline_from(page, after).is_some_and(|(_, likeness)| likeness >= 0.4)
        }),
        _ => false,
    }
}

/// What a marked line credits.
fn said(page: &Page, mark: &Marked) -> Option<Credit> {
    if let Some(credit) = page.credit(mark.line).filter(|_| !mail::is_header_mark(mark)) {
        return match mark.role {
            Role::Credit => Some(personal(credit.clone())),
            // The date on a headline's line, and the outlet between them; the rest of the line is headline,
            // whatever it looks like.
            Role::Headline if credit.headline.is_some() => {
                let headline = credit.headline.clone().and_then(|part| page.text(mark.line).get(part));
                let apart =
                    |outlet: &String| !headline.is_some_and(|headline| headline.contains(outlet.as_str()));
                Some(Credit {
                    date: credit.date.clone(),
                    refused: credit.refused.clone(),
                    outlet: credit.outlet.clone().filter(apart),
                    ..Credit::new(credit.form, 0.5)
                })
            }
            _ => None,
        };
    }
    let text = page.text(mark.line);
    match mark.why {
        NAME => Some(Credit { persons: marks::persons(text), ..Credit::new(Form::By, 0.5) }),
        OUTLET => Some(Credit { outlet: marks::outlet(text), ..Credit::new(Form::Agency, 0.5) }),
        _ => None,
    }
}

/// A credit `Jane Roe, May 3, 2001` names a person; behind a bar or dash the name stands for the outlet.
fn personal(mut credit: Credit) -> Credit {
    let person = |name: &String| marks::looks_like_person(name) && marks::looks_like_outlet(name) < 0.3;
    let comma = credit.form == Form::OutletCommaDate || credit.separator == Some(',');
    if comma && credit.persons.is_empty() && credit.outlet.as_ref().is_some_and(person) {
        credit.persons.extend(credit.outlet.take());
    }
    credit
}

/// A headline's line as the headline's part, without number, date and signs around it, and the rest.
pub fn headline_part(text: &str, part: Option<Range<usize>>) -> (&str, Option<&str>) {
    let date =
        part.as_ref().and_then(|part| text.get(part.end..)).map(str::trim).filter(|rest| !rest.is_empty());
    let text = part.and_then(|part| text.get(part)).unwrap_or(text).trim();
    (text, date)
}

/// The part of a line that is headline, where it is not all of it.
fn headline_range(page: &Page, line: usize) -> Option<Range<usize>> {
    let text = page.text(line);
    let told = page.credit(line).and_then(|credit| credit.headline.clone()).unwrap_or(0..text.len());
    let inner = marks::adorned(text).filter(|inner| inner.end <= told.end).unwrap_or(told);
    let start = inner.start + text.get(inner.clone()).map_or(0, numbering);
    let start = start + text.get(start..inner.end).map_or(0, shape::sign);
    let inner = start..emphasised(text, start, inner.end);
    let colon = if page.colons {
        text.get(inner.clone()).map_or(0, |told| told.len() - told.trim_end_matches([':', ' ']).len())
    } else {
        0
    };
    let inner = inner.start..inner.end - colon;
    let stars = |text: &str| text.len() - text.trim_start_matches(['*', '_']).len();
    let emphasis = text.get(inner.clone()).map_or(0, stars);
    let start = inner.start + emphasis;
    // The number may be emphasised with the headline: `**3. Ferry sails**`.
    let number = if emphasis > 0 { text.get(start..inner.end).map_or(0, numbering) } else { 0 };
    let start = start + number;
    let label = text.get(start..inner.end).and_then(marks::label);
    let titles = |label: &Label| {
        let subject = text.get(start..inner.end).and_then(|text| text.get(label.printed.clone()));
        label.name == LabelName::Headline || subject.is_some_and(|word| word.eq_ignore_ascii_case("subject"))
    };
    let named = label.filter(|label| titles(label) && !label.value.is_empty());
    let start = named.map_or(start, |label| start + label.value.start);
    (start > 0 || inner.end < text.len()).then_some(start..inner.end)
}

/// How many bytes number a headline.
fn numbering(text: &str) -> usize {
    marks::counter(text).filter(|counter| !counter.rest.is_empty()).map_or(0, |counter| counter.rest.start)
}

/// Where a headline ends that begins at `start`, without the stars or lines that emphasise it (`*Ferry sails*`).
fn emphasised(text: &str, start: usize, end: usize) -> usize {
    let told = text.get(start..end).unwrap_or("").trim_end();
    let opened = text.get(..start).is_some_and(|sign| sign.contains(['*', '_', '#', '~', '=']));
    let marked = opened || told.starts_with(['*', '_']);
    let bare = if marked { told.trim_end_matches(['*', '_', '#', '~', '=', ' ']) } else { told };
    if bare.is_empty() { end } else { start + bare.len() }
}
