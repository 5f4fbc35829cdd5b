//! Counts → pictures of bars that fit the terminal: values of a field, articles over time.

use std::io::{self, Write};

use super::bars::bar;
use super::harmless::harmless;
use super::words::thousands;
use super::{Ink, Look, width};
use crate::model::{Facet, Period, per_thousand};

/// No bar is longer than this, however wide the terminal: the eye compares short bars better.
const LONGEST_BAR: usize = 48;

/// A line a value: its name, how many, and a bar.
pub(super) fn facets(out: &mut dyn Write, facets: &[Facet], look: &Look<'_>) -> io::Result<()> {
    let row = |facet: &Facet| (harmless(&facet.value).into_owned(), Measure::of(facet.count, None));
    let rows: Vec<(String, Measure)> = facets.iter().map(row).collect();
    bars(out, &rows, look)
}

/// What a bar shows, and the number beside it: a count, or how many of a thousand it is.
struct Measure {
    value: f64,
    number: String,
}

impl Measure {
    fn of(count: u64, of: Option<u64>) -> Measure {
        match of {
            None => Measure { value: count as f64, number: thousands(count) },
            Some(of) => {
                let value = per_thousand(count, of);
                Measure { value, number: format!("{value:.1}") }
            }
        }
    }
}

/// The greatest value, and the columns of the widest number.
fn greatest<'a>(measures: impl Iterator<Item = &'a Measure>) -> (f64, usize) {
    measures.fold((0.0, 1), |(value, columns), measure| {
        (measure.value.max(value), measure.number.len().max(columns))
    })
}

/// A line a period; where counts are by outlet, a column an outlet. Shares are told per thousand.
pub(super) fn timeline(out: &mut dyn Write, periods: &[Period], look: &Look<'_>) -> io::Result<()> {
    if periods.iter().any(|period| period.source.is_some()) {
        return side_by_side(out, periods, look);
    }
    let row = |period: &Period| (period.period.clone(), Measure::of(period.count, period.of));
    let rows: Vec<(String, Measure)> = periods.iter().map(row).collect();
    bars(out, &rows, look)
}

fn bars(out: &mut dyn Write, rows: &[(String, Measure)], look: &Look<'_>) -> io::Result<()> {
    let (largest, numbers) = greatest(rows.iter().map(|row| &row.1));
    let names = rows.iter().map(|row| width::columns(&row.0)).max().unwrap_or(0);
    let names = names.min(look.columns.saturating_sub(numbers + 4) / 2);
    let room = look.columns.saturating_sub(names + numbers + 4).clamp(1, LONGEST_BAR);
    for (name, Measure { value, number }) in rows {
        let name = width::pad(&width::cut(name, names), names);
        let drawn = look.paint.ink(Ink::Bar, &bar(*value, largest, room));
        let line = format!("{name}  {number:>numbers$}  {drawn}");
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The least columns that an outlet's counts take in a timeline of several.
const NARROWEST: usize = 12;

fn side_by_side(out: &mut dyn Write, periods: &[Period], look: &Look<'_>) -> io::Result<()> {
    let sources = busiest(periods);
    let names = periods.iter().map(|period| period.period.len()).max().unwrap_or(0);
    let room = look.columns.saturating_sub(names);
    let all: Vec<Measure> = periods.iter().map(|period| Measure::of(period.count, period.of)).collect();
    let (largest, numbers) = greatest(all.iter());
    let narrowest = NARROWEST.max(numbers + 5);
    let fitting = (room / narrowest).max(1);
    // Where not all outlets fit, the last column holds the rest.
    let (own, rest) = if sources.len() <= fitting {
        (&sources[..], &[][..])
    } else {
        sources.split_at(fitting.saturating_sub(1))
    };
    let shown = own.len() + usize::from(!rest.is_empty());
    let each = (room / shown.max(1)).clamp(narrowest, 30);

    let mut heads: Vec<String> = own.iter().map(|source| harmless(source).into_owned()).collect();
    if !rest.is_empty() {
        heads.push(format!("{} others", rest.len()));
    }
    let cell = |text: &str| format!("  {}", width::pad(&width::cut(text, each - 2), each - 2));
    let head: String = heads.iter().map(|head| cell(head)).collect();
    let head = format!("{}{head}", " ".repeat(names));
    writeln!(out, "{}", look.paint.ink(Ink::Faint, head.trim_end()))?;

    for row in periods.chunk_by(|a, b| a.period == b.period) {
        let Some(first) = row.first() else { continue };
        let together = |sources: &[&str]| {
            let own = row.iter().filter(|period| sources.contains(&period.source.as_deref().unwrap_or("")));
            let (counts, all): (Vec<u64>, Vec<Option<u64>>) =
                own.map(|period| (period.count, period.of)).unzip();
            Measure::of(counts.iter().sum(), all.into_iter().sum())
        };
        let mut measures: Vec<Measure> =
            own.iter().map(|source| together(std::slice::from_ref(source))).collect();
        if !rest.is_empty() {
            measures.push(together(rest));
        }
        let mut line = width::pad(&first.period, names);
        for Measure { value, number } in measures {
            let drawn = bar(value, largest, each - numbers - 4);
            let text = cell(&format!("{number:>numbers$} {drawn}"));
            line.push_str(&if drawn.is_empty() {
                look.paint.ink(Ink::Faint, &text)
            } else {
                text.replacen(&drawn, &look.paint.ink(Ink::Bar, &drawn), 1)
            });
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}

/// The outlets of a timeline, those with the most articles first.
fn busiest(periods: &[Period]) -> Vec<&str> {
    let mut totals = std::collections::BTreeMap::<&str, u64>::new();
    for period in periods {
        *totals.entry(period.source.as_deref().unwrap_or("")).or_default() += period.count;
    }
    let mut sources: Vec<(&str, u64)> = totals.into_iter().collect();
    sources.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    sources.into_iter().filter(|(_, count)| *count > 0).map(|(source, _)| source).collect()
}
