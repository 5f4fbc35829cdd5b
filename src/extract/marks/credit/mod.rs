//! What a whole line credits: outlet, people, date, address. A line comes in; its credit goes out, or nothing
//! where it is no credit line. It never says where an article begins: that takes the lines around it.

mod bracket;
mod by;
mod dated;
mod first;
mod named;
mod page;
mod split;

use std::ops::Range;

pub use self::bracket::{bracket_credit, bracket_credit_at_end};
use super::byline::words::{OPENS, TAKES, kinds};
use super::date::{DateMark, Dating, Reading, only_reading};
use super::shape::{may_hold_digit, word_at};

/// How a credit is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// A date alone.
    BareDate,
    /// `X – date`, `X | date`: a paper or a person, told apart by nothing.
    NameDate,
    /// `date | X`.
    DateName,
    /// `TASS, 2 June 2025`.
    OutletCommaDate,
    /// `By A – X – date`, `By A | X | date`, `By A | date`.
    ByNameDate,
    /// `By A`, and its like in other languages; with or without an outlet behind a comma or bar.
    By,
    /// `by A (Outlet)`, with or without a page.
    ByBracketOutlet,
    /// `By A of The Outlet`.
    ByOfOutlet,
    /// `JANE ROE, Associated Press writer`.
    PersonJob,
    /// `Outlet Staff Writer`, `Special to The Outlet`.
    Job,
    /// `From X`, `>From X`, `Taken from X`, `Compiled from X`.
    From,
    /// `(PRNewswire)`.
    BracketOutlet,
    /// `(Outlet, May 3, 1993, page 9)`.
    BracketCredit,
    /// A headline with its date behind three or more blanks, or behind a dash.
    HeadlineDate,
    /// `Outlet, maandag 3 mei 2010, p. 12, 410w.`
    NumberedSource,
    /// `Reuter News`.
    Agency,
    /// `Source: https://…`, `Source: X`.
    Source,
    /// A web address alone.
    Url,
    /// A mail address alone.
    Mail,
}

/// What a line credits.
#[derive(Debug, Clone, PartialEq)]
pub struct Credit {
    /// How it is written.
    pub form: Form,
    /// The outlet as printed, without page and place.
    pub outlet: Option<String>,
    /// The people, in order.
    pub persons: Vec<String>,
    /// The date; its range is one of the line.
    pub date: Option<DateMark>,
    /// Where a date stands that cannot be meant.
    pub refused: Option<Range<usize>>,
    /// The web address.
    pub url: Option<String>,
    /// The page.
    pub page: Option<String>,
    /// Where the headline stands that shares the line, for [`Form::HeadlineDate`].
    pub headline: Option<Range<usize>>,
    /// The mark between name and date: evidence for lines of the same kind.
    pub separator: Option<char>,
    /// How much this alone, without the lines around it, looks like a credit: from 0 to 1.
    pub sure: f32,
}

impl Credit {
    /// A credit of that form that says nothing yet.
    pub fn new(form: Form, sure: f32) -> Credit {
        Credit {
            form,
            outlet: None,
            persons: Vec::new(),
            date: None,
            refused: None,
            url: None,
            page: None,
            headline: None,
            separator: None,
            sure,
        }
    }

    fn dated(mut self, reading: Reading) -> Credit {
        match reading {
            Ok(mark) => self.date = Some(mark),
            Err(range) => self.refused = Some(range),
        }
        self
    }
}

/// A line longer than this, in bytes, is no credit.
const LONGEST: usize = 220;

/// What `line` credits, if it credits anything.
pub fn credit(line: &str, dating: &Dating) -> Option<Credit> {
    let body = line.trim();
    if body.is_empty() || body.len() > LONGEST {
        return None;
    }
    let digits = may_hold_digit(body);
    if body.starts_with(['(', '[', '（', '【'])
        && let Some(found) = bracket::whole(line, dating)
    {
        return Some(found);
    }
    if digits && let Some(reading) = only_reading(line, dating) {
        return Some(Credit::new(Form::BareDate, 0.5).dated(reading));
    }
    // One look-up of the first word spares a body line most of what follows.
    let opening = body.trim_start_matches(['>', '-', '–', '—', '*', '(', '[', ' ']);
    let first = kinds(opening.get(word_at(opening, 0)).unwrap_or(""));
    named::labelled(line, dating)
        .or_else(|| first.any(TAKES).then(|| named::from(line, dating)).flatten())
        .or_else(|| digits.then(|| dated::dated(line, dating)).flatten())
        .or_else(|| first.any(OPENS).then(|| by::by(body)).flatten())
        .or_else(|| named::named(body))
}

#[cfg(test)]
mod tests;
