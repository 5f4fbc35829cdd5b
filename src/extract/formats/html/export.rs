//! A page that is an archive's export → the lines of its text, as the export in plain text would print them.

use super::body::Blocks;
use crate::extract::lines::Sheet;
use crate::extract::marks::Dating;
use crate::extract::segment::{self, page::Page};

/// The lines of the page, if they are the export of an archive that is known.
pub fn lines(blocks: &Blocks, dating: &Dating) -> Option<String> {
    let mut lines = String::new();
    for block in &blocks.all {
        lines.push_str(&block.text);
        lines.push_str("\n\n");
    }
    let sheet = Sheet::new(lines.clone());
    segment::is_export(&Page::new(&sheet, dating)).then_some(lines)
}
