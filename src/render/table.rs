//! Rows of words and numbers → lines with aligned columns.

use std::io::{self, Write};

use super::paint::{Ink, Paint};
use super::width;

/// A column: its name, and whether its cells stand at the right, as numbers do.
pub(super) struct Column(pub(super) &'static str, pub(super) bool);

/// Writes a table with a faint line of names, indented by two blanks.
pub(super) fn table(
    out: &mut dyn Write,
    columns: &[Column],
    rows: &[Vec<String>],
    paint: Paint,
) -> io::Result<()> {
    let names: Vec<String> = columns.iter().map(|column| column.0.to_owned()).collect();
    let mut widths = vec![0; columns.len()];
    for row in rows.iter().chain([&names]) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(width::columns(cell));
        }
    }
    let line = |row: &[String]| {
        let mut line = String::new();
        for ((cell, column), width) in row.iter().zip(columns).zip(&widths) {
            let blanks = " ".repeat(width.saturating_sub(width::columns(cell)));
            line.push_str("  ");
            line.push_str(&if column.1 { format!("{blanks}{cell}") } else { format!("{cell}{blanks}") });
        }
        line.trim_end().to_owned()
    };
    writeln!(out, "{}", paint.ink(Ink::Faint, &line(&names)))?;
    rows.iter().try_for_each(|row| writeln!(out, "{}", line(row)))
}
