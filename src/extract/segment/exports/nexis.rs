//! Nexis, LexisNexis and Nexis Uni: articles below counters (`3 of 10 DOCUMENTS`) or above `End of Document`,
//! with labels in the language of whoever asked. A file comes in, its articles with their heads go out.

use std::ops::Range;

use super::{Style, head_above};
use crate::extract::marks::{self, Form, LabelName};
use crate::extract::segment::head::Head;
use crate::extract::segment::page::{Kind, Page, is_end};
use crate::extract::segment::{labels, shape};
use crate::model::Role;

/// Nexis.
pub const STYLE: Style = Style {
    name: "nexis",
    tells: "counters (`3 of 10 DOCUMENTS`) or `End of Document`, and labels of Nexis, stand around each article",
    articles,
    read,
};

/// Of the articles that counters or ends tell, so many in ten print labels or rights as Nexis does.
const LABELLED: usize = 6;

/// A line of wrapped text has so many letters where it is full.
const FULL: usize = 60;

/// A line that is set this far in is centred.
const CENTRED: u8 = 5;

fn articles(page: &Page) -> Vec<Range<usize>> {
    let counted = |line: &usize| page.counter(*line).is_some_and(|counter| counter.total.is_some());
    let counters: Vec<usize> = (0..page.len()).filter(counted).collect();
    let ends: Vec<usize> =
        (0..page.len()).filter(|line| page.kind(*line) == Kind::Rule && is_end(page.text(*line))).collect();
    let articles: Vec<Range<usize>> = if counters.len() >= ends.len() {
        let below = counters.iter().skip(1).copied().chain([page.len()]);
        counters.iter().zip(below).map(|(counter, end)| counter + 1..end).collect()
    } else {
        let above = [0].into_iter().chain(ends.iter().map(|end| end + 1));
        let mut articles: Vec<Range<usize>> = above.zip(&ends).map(|(start, end)| start..*end).collect();
        if let Some(first) = articles.first_mut()
            && let Some(label) = first.clone().find(|line| is_own(page, *line))
        {
            first.start = head_above(page, label, first.start);
        }
        articles
    };
    let own = |lines: &&Range<usize>| (*lines).clone().any(|line| is_own(page, line));
    let labelled = articles.iter().filter(own).count();
    if labelled * 10 >= articles.len() * LABELLED { articles } else { Vec::new() }
}

/// Whether a line states rights or the length of the text or when it was loaded.
fn is_own(page: &Page, line: usize) -> bool {
    let named = |name| matches!(name, LabelName::Length | LabelName::LoadDate | LabelName::Language);
    labels::export_label(page, line).is_some_and(|label| named(label.name))
        || matches!(page.kind(line), Kind::Short | Kind::Credit | Kind::Label)
            && labels::is_copyright(page.text(line))
}

/// What stands above an article's labels and text.
#[derive(Default)]
struct Above {
    /// The lines over the date, and those below it, that are neither rights nor edition nor time.
    over: Vec<usize>,
    under: Vec<usize>,
    /// Whether a date was found.
    dated: bool,
}

fn read(page: &Page, lines: Range<usize>, head: &mut Head) {
    let below_counter = page.above(lines.start, 12).is_some_and(|line| page.kind(line) == Kind::Counter);
    let label = lines.clone().find(|line| is_label(page, *line)).unwrap_or(lines.end);
    let mut above = Above::default();
    let text = above.take(page, lines.start..label, head);
    let headline_labelled = (label..lines.end)
        .any(|line| labels::export_label(page, line).is_some_and(|l| l.name == LabelName::Headline));
    let (outlet, headline) = match () {
        () if headline_labelled => (above.over.first().or(above.under.first()).copied(), Vec::new()),
        () if below_counter => above.outlet_first(page),
        () => above.headline_first(page),
    };
    let mut named = false;
    for line in above.over.iter().chain(&above.under).copied() {
        let writer = above.under.contains(&line) && marks::looks_like_person(page.text(line));
        match () {
            () if headline.contains(&line) => head.mark(line, Role::Headline, "headline above the labels"),
            () if outlet == Some(line) => head.mark(line, Role::Credit, "outlet above the labels"),
            () if writer && !named => {
                named = true;
                head.labelled.persons = Some(marks::persons(page.text(line)));
                head.mark(line, Role::Credit, "a name above the labels");
            }
            () => head.mark(line, Role::Credit, "edition or time"),
        }
    }
    head.labelled.source = outlet.and_then(|line| marks::outlet(page.text(line)));
    if text < label {
        head.body = text;
    }
    labels::under(page, text..lines.end, text < label, head);
}

fn is_label(page: &Page, line: usize) -> bool {
    labels::export_label(page, line).is_some() || labels::is_bare_body(page.text(line))
}

impl Above {
    /// Takes the lines above the labels; gives the line where they end, which is above the labels where the text
    /// stands above them.
    fn take(&mut self, page: &Page, lines: Range<usize>, head: &mut Head) -> usize {
        let mut line = lines.start;
        while line < lines.end {
            if page.kind(line) == Kind::Blank {
                line += 1;
                continue;
            }
            let end = (line..lines.end).find(|line| page.kind(*line) == Kind::Blank).unwrap_or(lines.end);
            if self.is_text(page, line..end) {
                return line;
            }
            if page.text(line).starts_with("http") && page.text(line).contains("://") {
                head.labelled.url = Some((line..end).map(|line| page.text(line)).collect());
                (line..end).for_each(|line| head.mark(line, Role::Credit, "address"));
                line = end;
                continue;
            }
            while line < end {
                self.line(page, line, line == lines.start, head);
                line += 1;
            }
        }
        lines.end
    }

    fn line(&mut self, page: &Page, line: usize, first: bool, head: &mut Head) {
        let text = page.text(line);
        match () {
            () if matches!(page.kind(line), Kind::Rule | Kind::Counter) => {
                head.mark(line, Role::Separator, "rule or counter");
            }
            () if labels::is_copyright(text) => head.mark(line, Role::Credit, "rights"),
            () if !first && is_date(page, line) => {
                self.dated = true;
                let date = marks::dates(text, page.dating).next().map(|date| date.published);
                head.labelled.published = head.labelled.published.or(date);
                head.mark(line, Role::Credit, "date");
            }
            () if !first && (labels::is_edition(text) || shape::is_time_note(text) || is_length(text)) => {
                head.mark(line, Role::Credit, "edition, time or length");
            }
            () if self.dated => self.under.push(line),
            () => self.over.push(line),
        }
    }

    /// Whether a block of lines is the article's text: below the date, a paragraph where no headline is due.
    fn is_text(&self, page: &Page, block: Range<usize>) -> bool {
        if !self.dated || block.clone().any(|line| labels::is_copyright(page.text(line))) {
            return false;
        }
        let due = self.over.len() < 2 && self.under.is_empty();
        let long = block.clone().any(|line| page.kind(line) == Kind::Long);
        let spoken = shape::ends_sentence(page.text(block.end - 1));
        let centred = page.facts.get(block.start).is_some_and(|fact| fact.indent > 2 * CENTRED);
        !centred
            && (long
                || block.len() > 4
                || !due && (spoken || block.len() > 2) && page.text(block.start).len() > 40)
    }

    /// The outlet, centred where anything is; then the headline, over the date or below it.
    fn outlet_first(&self, page: &Page) -> (Option<usize>, Vec<usize>) {
        let centred = |line: &&usize| page.facts.get(**line).is_some_and(|fact| fact.indent >= CENTRED);
        let Some(first) = self.over.first().or(self.under.first()).copied() else {
            return (None, Vec::new());
        };
        let outlet = self.over.iter().take_while(centred).last().copied().unwrap_or(first);
        let flush = |lines: &[usize]| -> Vec<usize> {
            let mut found: Vec<usize> = Vec::new();
            for line in lines.iter().filter(|line| **line > outlet && !centred(line)) {
                if found.last().is_some_and(|last| last + 1 != *line) {
                    break;
                }
                found.push(*line);
            }
            found
        };
        let over = flush(&self.over);
        (Some(outlet), if over.is_empty() { flush(&self.under) } else { over })
    }

    /// The headline and, over the date, the outlet; or the outlet over it and the headline below.
    fn headline_first(&self, page: &Page) -> (Option<usize>, Vec<usize>) {
        match (self.over.as_slice(), self.under.as_slice()) {
            ([], [first, ..]) => (None, vec![*first]),
            ([outlet], [first, ..]) if page.text(*first).len() > page.text(*outlet).len() => {
                (Some(*outlet), vec![*first])
            }
            ([first, middle @ .., last], _) => {
                // A full line of wrapped text goes on in the next.
                let full = |line: usize| page.wrapped && page.text(line - 1).chars().count() >= FULL;
                let goes_on =
                    |line: &&usize| page.text(**line).starts_with(char::is_lowercase) || full(**line);
                let wrapped = middle.iter().take_while(goes_on).copied();
                (Some(*last), [*first].into_iter().chain(wrapped).collect())
            }
            ([only], _) => (None, vec![*only]),
            ([], []) => (None, Vec::new()),
        }
    }
}

/// Whether a line begins with a date.
fn is_date(page: &Page, line: usize) -> bool {
    let bare = page.credit(line).is_some_and(|credit| credit.form == Form::BareDate && credit.date.is_some());
    let text = page.text(line);
    bare || text.len() < 120
        && marks::dates(text, page.dating).next().is_some_and(|date| date.range.start == 0)
}

/// Whether a line says how long the text is: `184 words`.
fn is_length(text: &str) -> bool {
    let mut words = text.split(' ');
    let number = words.next().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
    let unit = words.next().is_some_and(|word| word.chars().all(char::is_alphabetic));
    number && unit && words.next().is_none()
}
