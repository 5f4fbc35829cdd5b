//! The credits of a clipping → its address on the web.

use crate::extract::clipping::Clipping;

/// The address that a label or a `Source:` line above the text gives.
pub fn url(clipping: &Clipping) -> Option<String> {
    let printed = || clipping.credits.iter().find_map(|credit| credit.url.clone());
    clipping.labelled.url.clone().or_else(printed).filter(|url| !url.contains(char::is_whitespace))
}
