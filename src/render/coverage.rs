//! The days that outlets have and lack → a line an outlet, and below it the days that are missing.

use std::io::{self, Write};

use super::harmless::harmless;
use super::words::{counted, thousands};
use super::{Ink, Look, width};
use crate::model::{Coverage, Day};

/// An outlet that comes out rarely lacks most days; no more lines than this tell which.
const GAP_LINES: usize = 3;

const INDENT: &str = "    ";

/// Every outlet with its first and last day, and the days it lacks, as many as a few lines hold.
pub(super) fn coverage(out: &mut dyn Write, outlets: &[Coverage], look: &Look<'_>) -> io::Result<()> {
    for outlet in outlets {
        let name = outlet.source.as_deref().map_or("(no source)".into(), harmless);
        let all = outlet.last.epoch() - outlet.first.epoch() + 1;
        let (days, all) = (thousands(outlet.days), counted(all.unsigned_abs(), "day"));
        let articles = counted(outlet.articles, "article");
        writeln!(out, "{name}  {}: {days} of {all}, {articles}", run(outlet.first, outlet.last))?;
        for line in gaps(&outlet.gaps, look) {
            writeln!(out, "{INDENT}{}", look.paint.ink(Ink::Faint, &line))?;
        }
    }
    Ok(())
}

fn run(first: Day, last: Day) -> String {
    if first == last { first.to_string() } else { format!("{first}..{last}") }
}

/// The missing days in lines that fit; where they are too many, the last says how many runs are left out.
fn gaps(gaps: &[(Day, Day)], look: &Look<'_>) -> Vec<String> {
    let room = look.columns.saturating_sub(INDENT.len());
    let mut lines: Vec<String> = Vec::new();
    for (number, &(first, last)) in gaps.iter().enumerate() {
        let piece = run(first, last);
        let full = lines.len();
        match lines.last_mut() {
            None => lines.push(format!("lacks {piece}")),
            Some(line) if width::columns(line) + piece.len() + 2 <= room => {
                line.push_str(", ");
                line.push_str(&piece);
            }
            Some(_) if look.fold && full == GAP_LINES => {
                let more = thousands((gaps.len() - number) as u64);
                lines.push(format!("and {more} more: --json names all"));
                break;
            }
            Some(_) => lines.push(piece),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::super::Paint;
    use super::*;

    #[test]
    fn gaps_fill_a_few_lines_and_the_rest_is_counted() {
        let first = Day::new(2031, 1, 1).unwrap();
        let many: Vec<(Day, Day)> =
            (0..20).map(|at| (first.plus(3 * at), first.plus(3 * at + at % 2))).collect();
        let path = |_: &crate::model::Place| Vec::new();
        let look = |fold| Look {
            columns: 60,
            paint: Paint::default(),
            fold,
            verbose: false,
            path: &path,
            link: &|_| None,
        };
        let lines = gaps(&many, &look(true));
        assert!(lines[0].starts_with("lacks 2031-01-01, 2031-01-04..2031-01-05, "), "{lines:?}");
        assert!(lines.iter().all(|line| line.len() <= 56), "{lines:?}");
        assert_eq!((lines.len(), lines[3].as_str()), (4, "and 13 more: --json names all"));
        assert!(gaps(&many, &look(false)).concat().contains(&first.plus(57).to_string()));
    }
}
