//! Which days each outlet's articles are there of, and which between its first and its last are missing. Only
//! articles whose day is known say anything.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::spans::{Span, name_outlets, spans};
use super::view::View;
use crate::error::Result;
use crate::model::{Coverage, Day, Query};

/// The days of every outlet among the articles that match, the outlet with the most articles first.
pub(super) fn coverage(view: &View, query: &Query) -> Result<Vec<Coverage>> {
    let mut outlets: BTreeMap<Option<String>, BTreeMap<Day, u64>> = BTreeMap::new();
    let mut found = spans(view, query, true)?;
    name_outlets(&mut found, None);
    for Span { first, last, source, count } in found {
        if first == last {
            *outlets.entry(source).or_default().entry(first).or_default() += count;
        }
    }
    let mut covered: Vec<Coverage> =
        outlets.into_iter().filter_map(|(source, days)| covered(source, &days)).collect();
    covered.sort_by_key(|coverage| Reverse(coverage.articles));
    Ok(covered)
}

fn covered(source: Option<String>, days: &BTreeMap<Day, u64>) -> Option<Coverage> {
    let between = days.keys().zip(days.keys().skip(1));
    let gaps = between
        .filter(|(day, next)| day.plus(1) < **next)
        .map(|(day, next)| (day.plus(1), next.plus(-1)))
        .collect();
    Some(Coverage {
        source,
        first: *days.keys().next()?,
        last: *days.keys().next_back()?,
        days: days.len() as u64,
        articles: days.values().sum(),
        gaps,
    })
}
