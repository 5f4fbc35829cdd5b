//! Starts told by credits that close an article's last paragraph: `… at dawn. (Outlet, May 3, 1993)`.

use crate::extract::marks::{self, Credit};
use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, head_at};

/// How far from its end a paragraph is looked into, in bytes.
const REACH: usize = 120;

/// Starts at the file's beginning and after each paragraph that a credit closes.
pub fn starts(page: &Page) -> Vec<Start> {
    let closed: Vec<usize> = (0..page.len()).filter(|line| credit(page, *line).is_some()).collect();
    if closed.len() < 2 {
        return Vec::new();
    }
    let begins = std::iter::once(0).chain(closed.iter().map(|line| line + 1));
    begins
        .zip(closed.iter().map(|line| line + 1))
        .filter_map(|(from, end)| {
            let line = page.from(from, page.len()).filter(|line| *line < end)?;
            Some(Start { credited: true, ..head_at(page, line, end) })
        })
        .collect()
}

/// The dated credit that a line of text ends with, where its paragraph ends too.
pub fn credit(page: &Page, line: usize) -> Option<Credit> {
    let text = page.text(line);
    let ends = text.ends_with([')', ']']) || text.ends_with(").") || text.ends_with("].");
    if !ends || !matches!(page.kind(line), Kind::Short | Kind::Long) {
        return None;
    }
    if !matches!(page.kind(line + 1), Kind::Blank | Kind::Rule) {
        return None;
    }
    let from = (text.len().saturating_sub(REACH)..text.len()).find(|from| text.is_char_boundary(*from))?;
    let (_, credit) = marks::bracket_credit_at_end(text.get(from..)?, page.dating)?;
    credit.date.is_some().then_some(credit)
}
