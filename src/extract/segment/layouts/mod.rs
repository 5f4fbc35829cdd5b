//! The ways in which digests are laid out, one file each: each tells where articles would begin, and how
//! sure that is. None knows another; `layout` weighs them.

pub mod closed;
pub mod counted;
pub mod credited;
pub mod gaps;
pub mod labelled;
pub mod notes;
pub mod ruled;
pub mod wire;

use super::Start;
use super::page::Page;

/// A way in which digests are laid out.
pub struct Layout {
    /// Its name, which articles carry as their style.
    pub name: &'static str,
    /// Where articles would begin.
    pub starts: fn(&Page) -> Vec<Start>,
    /// How much the mark is believed, before the file is looked at.
    pub trust: f32,
    /// Whether the file's first article may begin below a title of the file that looks like a headline.
    pub opens: bool,
}

/// All ways that are known. The first reads what articles print of themselves, and all others are
/// held against it.
pub const LAYOUTS: [Layout; 9] = [
    Layout { name: "credited", starts: credited::starts, trust: 1.0, opens: false },
    Layout { name: "counted", starts: counted::after_counters, trust: 1.2, opens: false },
    Layout { name: "labelled", starts: labelled::starts, trust: 1.1, opens: false },
    Layout { name: "ruled", starts: ruled::after_rules, trust: 0.95, opens: true },
    Layout { name: "marked", starts: ruled::at_marked_headlines, trust: 0.95, opens: true },
    Layout { name: "notes", starts: notes::starts, trust: 1.1, opens: false },
    Layout { name: "closed", starts: closed::starts, trust: 1.1, opens: true },
    Layout { name: "numbered", starts: counted::at_numbers, trust: 0.85, opens: false },
    Layout { name: "spaced", starts: gaps::after_gaps, trust: 0.7, opens: true },
];
