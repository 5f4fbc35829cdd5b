//! What files are made of. Each row of [`FORMATS`] is a kind of file that is read, in the order in
//! which they are tried; what no row takes is passed over with a reason, never read as noise.

mod kinds;
pub mod text;

pub use kinds::other_kind;

use super::decode;
use crate::model::Skip;

/// A kind of file that is read.
#[derive(Debug)]
pub struct Format {
    /// Its name, which articles carry.
    pub name: &'static str,
    /// Whether a file that begins so, of this name, is of this kind.
    pub takes: fn(head: &[u8], path: &str) -> bool,
}

/// All formats that are read, the most particular first.
pub static FORMATS: [Format; 1] = [text::FORMAT];

/// The format of a file by its first bytes and its name, or why it is passed over.
pub fn recognise(head: &[u8], path: &str) -> Result<&'static Format, Skip> {
    if head.is_empty() {
        return Err(Skip::Empty);
    }
    if other_kind(head, path) {
        return Err(Skip::Kind);
    }
    if decode::is_binary(head) {
        return Err(Skip::Binary);
    }
    FORMATS.iter().find(|format| (format.takes)(head, path)).ok_or(Skip::Kind)
}
