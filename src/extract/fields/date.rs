//! The credits of a clipping → the day, month or year of publication.

use crate::extract::clipping::Clipping;
use crate::model::{Precision, Published};

/// The date that the article prints as its own: the finest of its credits, of equals the first.
pub fn published(clipping: &Clipping) -> Option<Published> {
    let fineness = |published: &Published| match published.precision() {
        Precision::Day => 2,
        Precision::Month => 1,
        Precision::Year => 0,
    };
    let dates = clipping.credits.iter().filter_map(|credit| credit.date.as_ref().map(|date| date.published));
    let credited = dates.fold(None, |best: Option<Published>, date| match best {
        Some(best) if fineness(&best) >= fineness(&date) => Some(best),
        _ => Some(date),
    });
    // All that wire copy prints of its day is the day on which it was filed.
    let filed = || clipping.filed.as_ref().and_then(|filed| Some(filed.date.as_ref()?.published));
    clipping.labelled.published.or(credited).or_else(filed)
}
