//! A place in `newsdex.toml` → the line that stands there, marked. The text is looked at again only where
//! something is wrong with it.

use std::ops::Range;

use toml::de::{DeTable, DeValue};
use unicode_width::UnicodeWidthStr;

use crate::model::{Fault, Step};

/// A fault as a person is told of it: line and column, what is wrong, and the place marked.
pub(super) fn told(text: &str, fault: &Fault) -> String {
    marked(text, span(text, fault), &fault.message)
}

/// The line of a place, from 1.
pub(super) fn line(text: &str, at: &[Step]) -> u32 {
    let start = found(text, at).start;
    u32::try_from(text.get(..start).unwrap_or("").matches('\n').count() + 1).unwrap_or(u32::MAX)
}

/// What is wrong with some bytes of a text, and the line they stand on with a mark under them.
pub(super) fn marked(text: &str, span: Range<usize>, message: &str) -> String {
    let start = (0..=span.start.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let (before, after) = text.split_at(start);
    let number = before.matches('\n').count() + 1;
    let lead = before.rsplit('\n').next().unwrap_or("");
    let rest = after.lines().next().unwrap_or("");
    let part = rest.get(..span.len().min(rest.len())).unwrap_or(rest);
    let (column, margin) = (lead.chars().count() + 1, number.to_string().len());
    let (blanks, carets) = (" ".repeat(lead.width()), "^".repeat(part.width().max(1)));
    format!(
        "line {number}, column {column}: {message}\n{number} | {lead}{rest}\n{} | {blanks}{carets}",
        " ".repeat(margin)
    )
}

/// The bytes that a fault is about.
fn span(text: &str, fault: &Fault) -> Range<usize> {
    let whole = found(text, &fault.at);
    let Some(part) = &fault.part else { return whole };
    // A text that is written as it is read, without escapes, is marked where the fault is.
    let inner = text.get(whole.clone()).and_then(|written| {
        let quotes = ["\"\"\"\n", "'''\n", "\"\"\"", "'''", "\"", "'"];
        let quote = quotes.into_iter().find(|quote| written.starts_with(quote))?;
        let escaped = quote.starts_with('"') && written.contains('\\');
        (!escaped).then_some(whole.start + quote.len())
    });
    inner.map_or(whole, |start| start + part.start..start + part.end)
}

/// The bytes of what stands at a place, or of the last thing on the way there that stands there.
fn found(text: &str, at: &[Step]) -> Range<usize> {
    let Ok(top) = DeTable::parse(text) else { return 0..0 };
    let mut span = 0..0;
    let top = DeValue::Table(top.into_inner());
    let mut value = &top;
    for step in at {
        let next = match (step, value) {
            (Step::Key(key), DeValue::Table(table)) => table.get(*key),
            (Step::Item(place), DeValue::Array(list)) => list.get(*place),
            _ => None,
        };
        let Some(next) = next else { break };
        (span, value) = (next.span(), next.get_ref());
    }
    span
}
