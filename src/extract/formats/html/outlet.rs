//! The outlet of a page: its site's name.

use super::{Page, meta};
use crate::extract::fields::tidy;

/// A longer name is a sentence about the site.
const LONGEST: usize = 80;

/// The outlet as the page names it.
pub fn source(page: &Page) -> Option<String> {
    let metas = page.metas.all(&meta::SOURCE[..1]);
    let told = page.told.iter().filter_map(|told| told.source.as_deref());
    let others = page.metas.all(&meta::SOURCE[1..]);
    metas
        .chain(told)
        .chain(others)
        .filter(|name| !name.contains("://") && name.len() <= LONGEST)
        .map(tidy)
        .find(|name| !name.is_empty())
}
