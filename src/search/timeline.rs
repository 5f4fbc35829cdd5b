//! Articles over time: how many were published in each day, week, month or year, from the first to the last.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::spans::{Span, name_outlets, spans};
use super::view::View;
use crate::error::Result;
use crate::model::{Day, Period, Query};

/// A gap of more empty periods than this is left out: one bad date must not print a century of noughts.
const LONGEST_GAP: usize = 1_000;

/// How long a period is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// A day.
    Day,
    /// A week, from Monday (ISO 8601).
    Week,
    /// A month.
    Month,
    /// A year.
    Year,
}

impl Step {
    /// The first day of the period that a day is in.
    pub(super) fn start(self, day: Day) -> Day {
        match self {
            Step::Day => day,
            Step::Week => day.plus(-i64::from(day.weekday().number_days_from_monday())),
            Step::Month => day.first_of_month(),
            Step::Year => Day::new(day.parts().0, 1, 1).unwrap_or(day),
        }
    }

    /// The first day of the period that holds a whole span; `None` where it takes more than one.
    pub(super) fn holding(self, first: Day, last: Day) -> Option<Day> {
        let start = self.start(first);
        (start == self.start(last)).then_some(start)
    }

    /// The first day of the next period.
    fn next(self, start: Day) -> Day {
        match self {
            Step::Day => start.plus(1),
            Step::Week => start.plus(7),
            Step::Month => start.plus_months(1),
            Step::Year => start.plus_months(12),
        }
    }

    /// What the period that begins on that day is called.
    pub(super) fn name(self, start: Day) -> String {
        let (year, month, _) = start.parts();
        match self {
            Step::Day => start.to_string(),
            Step::Week => {
                let (year, week) = start.iso_week();
                format!("{year:04}-W{week:02}")
            }
            Step::Month => format!("{year:04}-{month:02}"),
            Step::Year => format!("{year:04}"),
        }
    }
}

/// What a timeline counts, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Over {
    /// How long its periods are.
    pub by: Step,
    /// Whether each outlet is counted apart.
    pub per_source: bool,
    /// Whether each count comes with the number of all articles that the filters let through.
    pub share: bool,
}

/// Counts for every period from the first to the last that has any; by outlet, for each outlet that is named, the
/// most frequent first. An article of which only a longer span than a period is known is in none.
pub(super) fn timeline(view: &View, query: &Query, over: Over) -> Result<Vec<Period>> {
    let Over { by, per_source, share } = over;
    let mut found = spans(view, query, per_source)?;
    let mut all = match share {
        true => {
            let all = Query { clause: None, filters: query.filters.clone(), ..Query::default() };
            Some(spans(view, &all, per_source)?)
        }
        false => None,
    };
    name_outlets(&mut found, all.as_mut());
    let counts = counted(found, over);
    let all = all.map(|all| counted(all, over));
    let mut totals: BTreeMap<Option<String>, u64> = BTreeMap::new();
    for (source, count) in counts.values().flatten() {
        *totals.entry(source.clone()).or_default() += count;
    }
    let mut sources: Vec<(Option<String>, u64)> = totals.into_iter().collect();
    sources.sort_by_key(|(_, total)| Reverse(*total));
    let mut rows = Vec::new();
    for start in unbroken(counts.keys().copied(), by) {
        for (source, _) in &sources {
            let in_period = |counts: &Counts| {
                counts.get(&start).and_then(|counts| counts.get(source)).copied().unwrap_or(0)
            };
            let (count, of) = (in_period(&counts), all.as_ref().map(in_period));
            rows.push(Period { period: by.name(start), start, source: source.clone(), count, of });
        }
    }
    Ok(rows)
}

/// Counts by the first day of a period, then by outlet.
type Counts = BTreeMap<Day, BTreeMap<Option<String>, u64>>;

fn counted(spans: Vec<Span>, over: Over) -> Counts {
    let mut counts = Counts::new();
    for Span { first, last, source, count } in spans {
        if let Some(start) = over.by.holding(first, last).filter(|_| !over.per_source || source.is_some()) {
            *counts.entry(start).or_default().entry(source).or_default() += count;
        }
    }
    counts
}

/// The periods with those between them, but for very long gaps.
fn unbroken(starts: impl Iterator<Item = Day>, by: Step) -> Vec<Day> {
    let mut all: Vec<Day> = Vec::new();
    for start in starts {
        if let Some(&last) = all.last() {
            let between: Vec<Day> = std::iter::successors(Some(by.next(last)), |day| Some(by.next(*day)))
                .take(LONGEST_GAP + 1)
                .take_while(|day| *day < start)
                .collect();
            if between.len() <= LONGEST_GAP {
                all.extend(between);
            }
        }
        all.push(start);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse::<crate::model::Published>().unwrap().first()
    }

    #[test]
    fn periods_are_those_of_the_calendar() {
        for (step, expect) in [
            (Step::Day, ("2026-01-01", "2026-01-01")),
            (Step::Week, ("2025-12-29", "2026-W01")),
            (Step::Month, ("2026-01-01", "2026-01")),
            (Step::Year, ("2026-01-01", "2026")),
        ] {
            let start = step.start(day("2026-01-01"));
            assert_eq!((start.to_string().as_str(), step.name(start).as_str()), expect);
        }
    }

    #[test]
    fn empty_periods_stand_between_others_but_no_century_of_them() {
        let months = |starts: &[&str]| {
            let days: Vec<Day> = starts.iter().map(|text| day(text)).collect();
            unbroken(days.into_iter(), Step::Month)
                .iter()
                .map(|start| Step::Month.name(*start))
                .collect::<Vec<_>>()
        };
        assert_eq!(months(&["2025-11", "2026-02"]), ["2025-11", "2025-12", "2026-01", "2026-02"]);
        assert_eq!(months(&["1700-01", "2026-02"]), ["1700-01", "2026-02"]);
    }
}
