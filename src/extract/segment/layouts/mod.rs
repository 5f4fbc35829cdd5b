//! The ways in which digests are laid out, one file each: each tells where articles would begin, and how
//! sure that is. None knows another; `layout` weighs them.

pub mod bulleted;
pub mod closed;
pub mod contents;
pub mod counted;
pub mod credited;
pub mod gaps;
pub mod labelled;
pub mod looks;
pub mod messages;
pub mod notes;
pub mod rows;
pub mod ruled;
pub mod runin;
pub mod wire;

use super::Start;
use super::page::Page;

/// A way in which digests are laid out.
pub struct Layout {
    /// Its name, which articles carry as their style.
    pub name: &'static str,
    /// Where articles would begin, for each way in which the file can be read so.
    pub readings: fn(&Page) -> Vec<Vec<Start>>,
    /// How much the mark is believed, before the file is looked at.
    pub trust: f32,
    /// Whether the file's first article may begin below a title of the file that looks like a headline.
    pub opens: bool,
}

/// All ways that are known. The first reads what articles print of themselves, and all others are
/// held against it.
pub static LAYOUTS: [Layout; 15] = [
    Layout { name: "credited", readings: |page| vec![credited::starts(page)], trust: -0.69, opens: false },
    Layout {
        name: "counted",
        readings: |page| vec![counted::after_counters(page)],
        trust: 0.00,
        opens: false,
    },
    Layout { name: "labelled", readings: |page| vec![labelled::starts(page)], trust: 1.93, opens: false },
    Layout { name: "ruled", readings: ruled::after_rules, trust: 0.27, opens: true },
    Layout { name: "marked", readings: ruled::at_marked_headlines, trust: -0.66, opens: false },
    Layout { name: "messages", readings: |page| vec![messages::starts(page)], trust: -1.11, opens: false },
    Layout { name: "notes", readings: |page| vec![notes::starts(page)], trust: 1.65, opens: false },
    Layout { name: "closed", readings: closed::readings, trust: -2.35, opens: true },
    Layout { name: "numbered", readings: counted::at_numbers, trust: -0.61, opens: false },
    Layout { name: "contents", readings: contents::readings, trust: -0.63, opens: false },
    Layout { name: "run-in", readings: runin::readings, trust: 3.11, opens: false },
    Layout { name: "rows", readings: |page| vec![rows::starts(page)], trust: 0.51, opens: false },
    Layout { name: "bulleted", readings: bulleted::readings, trust: -0.38, opens: false },
    Layout { name: "spaced", readings: |page| vec![gaps::after_gaps(page)], trust: 0.50, opens: true },
    Layout { name: "looks", readings: looks::readings, trust: -2.27, opens: true },
];
