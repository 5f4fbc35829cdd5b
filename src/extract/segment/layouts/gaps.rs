//! Starts told by blank lines alone: a gap of one width recurs, wider than the gaps within articles,
//! and a headline follows each.

use crate::extract::segment::page::{Kind, Page};
use crate::extract::segment::{Start, head_at};

/// Starts after each wide gap, where these are regular.
pub fn after_gaps(page: &Page) -> Vec<Start> {
    let gaps = gaps(page);
    let usual = median(gaps.iter().map(|(_, width)| *width).filter(|width| *width > 1));
    let wide: Vec<usize> = gaps.iter().filter(|(_, width)| *width > 1).map(|(line, _)| *line).collect();
    let narrow = gaps.iter().filter(|(_, width)| *width == 1).count();
    let even = gaps.iter().filter(|(_, width)| *width > 1 && width.abs_diff(usual) <= 1).count();
    if wide.len() < 2 || narrow < wide.len() || even * 10 < wide.len() * 8 {
        return Vec::new();
    }
    let lines: Vec<usize> = page.from(0, page.len()).into_iter().chain(wide).collect();
    let ends = lines.iter().skip(1).copied().chain([page.len()]);
    let starts: Vec<Start> = lines.iter().zip(ends).map(|(line, end)| head_at(page, *line, end)).collect();
    // Captions within an article stand behind wide gaps too; headlines are longer.
    let words = |start: &Start| page.text(start.line).split_whitespace().count();
    let longish = starts.iter().filter(|start| words(start) >= 4).count();
    if longish * 10 >= starts.len() * 8 { starts } else { Vec::new() }
}

/// The first line after each run of blank lines between others, and how long the run is.
fn gaps(page: &Page) -> Vec<(usize, usize)> {
    let mut gaps = Vec::new();
    let mut blank = 0;
    let mut begun = false;
    for line in 0..page.len() {
        if page.kind(line) == Kind::Blank {
            blank += 1;
            continue;
        }
        if begun && blank > 0 {
            gaps.push((line, blank));
        }
        (begun, blank) = (true, 0);
    }
    gaps
}

fn median(widths: impl Iterator<Item = usize>) -> usize {
    let mut widths: Vec<usize> = widths.collect();
    widths.sort_unstable();
    widths.get(widths.len() / 2).copied().unwrap_or(0)
}
