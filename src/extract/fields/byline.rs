//! The credits of a clipping → the people who wrote it, in order.

use super::tidy;
use crate::extract::clipping::Clipping;

/// The people, each once.
pub fn bylines(clipping: &Clipping) -> Vec<String> {
    let printed = clipping.credits.iter().flat_map(|credit| credit.persons.iter());
    let persons: Vec<&String> = match &clipping.labelled.persons {
        Some(persons) => persons.iter().collect(),
        None => printed.collect(),
    };
    let mut bylines: Vec<String> = Vec::with_capacity(persons.len());
    for person in persons {
        let person = tidy(person);
        if !person.is_empty() && !bylines.contains(&person) {
            bylines.push(person);
        }
    }
    bylines
}
