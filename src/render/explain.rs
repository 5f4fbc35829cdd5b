//! A file's lines with the role that each was given and why, side by side in columns.

use std::io::{self, Write};

use super::harmless::harmless;
use super::{Ink, Look, width};
use crate::model::{ReadLine, Role};

fn ink(role: Role) -> Ink {
    match role {
        Role::Headline => Ink::Headline,
        Role::Deck | Role::Contents => Ink::Doubt,
        Role::Credit => Ink::Good,
        Role::Body => Ink::Plain,
        Role::Separator => Ink::Bar,
        Role::Blank | Role::Preamble | Role::Furniture => Ink::Faint,
    }
}

/// The name of a role, as it is written everywhere.
pub(super) fn role_name(role: Role) -> &'static str {
    match role {
        Role::Blank => "blank",
        Role::Preamble => "preamble",
        Role::Contents => "contents",
        Role::Separator => "separator",
        Role::Headline => "headline",
        Role::Deck => "deck",
        Role::Credit => "credit",
        Role::Body => "body",
        Role::Furniture => "furniture",
    }
}

/// A line of the file each: its number, the article it belongs to, its role, its beginning, and why. Reasons
/// that stay the same are said once.
pub(super) fn reading(
    out: &mut dyn Write,
    path: &str,
    lines: &[ReadLine],
    look: &Look<'_>,
) -> io::Result<()> {
    let paint = look.paint;
    writeln!(out, "{}", paint.ink(Ink::Path, &harmless(path)))?;
    let number = lines.last().map_or(1, |line| line.number.to_string().len()).max(4);
    let article = lines.iter().filter_map(|line| line.article).max().unwrap_or(0).to_string().len().max(2);
    let room = look.columns.saturating_sub(number + article + 16).max(30);
    let why_columns = (room * 2 / 5).clamp(16, 60);
    let text_columns = room - why_columns;
    let mut before: Option<&ReadLine> = None;
    for line in lines {
        let text = harmless(&line.text);
        let text = width::cut(text.trim_end(), text_columns);
        let said = before.is_some_and(|before| before.role == line.role && before.why == line.why);
        let why = if said || line.role == Role::Blank { "".into() } else { harmless(&line.why) };
        let of = line.article.map(|article| article.to_string()).unwrap_or_default();
        let reasons = width::fold(&why, why_columns);
        for (at, reason) in reasons.into_iter().enumerate() {
            let mut left = if at == 0 {
                let role = if line.role == Role::Blank { "" } else { role_name(line.role) };
                format!(
                    "{} {of:>article$} {}  {}",
                    paint.ink(Ink::Faint, &format!("{:>number$}", line.number)),
                    paint.ink(ink(line.role), &format!("{role:<9}")),
                    paint.ink(ink(line.role), &width::pad(&text, text_columns)),
                )
            } else {
                " ".repeat(number + article + 13 + text_columns)
            };
            if !why[reason.clone()].is_empty() {
                left.push_str("  ");
                left.push_str(&paint.ink(Ink::Faint, &why[reason]));
            }
            writeln!(out, "{}", left.trim_end())?;
        }
        before = Some(line);
    }
    Ok(())
}
