//! Articles over time: how many were published in each day, week, month or year, from the first to the last.

use std::collections::{BTreeMap, BTreeSet};

use super::facets::days;
use super::view::View;
use crate::error::Result;
use crate::model::{Clause, Day, Period, Query};

/// A gap of more empty periods than this is left out: one bad date must not print a century of noughts.
const LONGEST_GAP: usize = 1_000;

/// How many outlets are counted side by side; the others are left out.
const MOST_SOURCES: usize = 12;

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

/// Counts for every period from the first to the last that has any; by outlet, for the most frequent ones.
/// An article of which only a longer span than a period is known is in none.
pub(super) fn timeline(view: &View, query: &Query, by: Step, per_source: bool) -> Result<Vec<Period>> {
    if !per_source {
        let counts = periods(view, query, by)?;
        let row = |start: Day| Period {
            period: by.name(start),
            start,
            source: None,
            count: counts.get(&start).copied().unwrap_or(0),
        };
        return Ok(unbroken(counts.keys().copied(), by).into_iter().map(row).collect());
    }
    let sources = super::facets::facets(view, super::FacetField::Source, query, Some(MOST_SOURCES))?;
    let mut counted = Vec::with_capacity(sources.len());
    let mut starts = BTreeSet::new();
    for source in sources {
        let mut asked = query.clone();
        asked.filters.push(Clause::SourceIs(source.value.clone()));
        let counts = periods(view, &asked, by)?;
        starts.extend(counts.keys().copied());
        counted.push((source.value, counts));
    }
    let mut rows = Vec::new();
    for start in unbroken(starts.into_iter(), by) {
        for (source, counts) in &counted {
            let count = counts.get(&start).copied().unwrap_or(0);
            rows.push(Period { period: by.name(start), start, source: Some(source.clone()), count });
        }
    }
    Ok(rows)
}

fn periods(view: &View, query: &Query, by: Step) -> Result<BTreeMap<Day, u64>> {
    let mut counts = BTreeMap::new();
    for ((first, last), count) in days(view, query)? {
        if let Some(start) = by.holding(first, last) {
            *counts.entry(start).or_default() += count;
        }
    }
    Ok(counts)
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
