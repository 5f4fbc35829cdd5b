//! Letters with their places → lines of text in the order of reading: what is drawn side by side in columns comes one
//! column after the other, words broken at the end of a line are whole again.

use std::cmp::Ordering;

use rustc_hash::FxHashSet;

use super::glyphs::Letter;

/// A gap of so many heights of a letter parts two words.
const WORDS: f64 = 0.18;

/// A gap of so many parts what belongs to two columns, or two cells of a table.
const CELLS: f64 = 1.1;

/// Columns are no narrower than so many heights of a letter.
const NARROWEST: f64 = 9.0;

/// Letters of one line stand no further apart in height than this.
const SAME_LINE: f64 = 0.45;

/// A letter is drawn again where it is drawn no further from where it was than so many times its height.
const AGAIN: f64 = 0.06;

/// How often a page is parted at most.
const DEEPEST: usize = 40;

/// A piece of a line, its letters in one row.
#[derive(Debug, Clone)]
struct Piece {
    text: String,
    x: f64,
    end: f64,
    y: f64,
    size: f64,
}

/// A page as it is read.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// Its lines, blank ones where it has gaps.
    pub(super) lines: Vec<Line>,
    /// How high most of its letters are.
    pub(super) usual: f64,
}

/// A line as it is read.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// How high its letters are.
    pub(super) size: f64,
}

/// Reads a page.
pub(super) fn page(letters: &[Letter]) -> Page {
    let letters = once(letters);
    let mut page = Page::default();
    for turns in 0..4 {
        let pieces = pieces(letters.iter().filter(|letter| letter.turns == turns));
        if pieces.is_empty() {
            continue;
        }
        let mut blocks = Vec::new();
        part(pieces, 0, &mut blocks);
        for block in blocks {
            block_lines(block, &mut page.lines);
        }
    }
    let mut sizes: Vec<f64> = letters.iter().map(|letter| letter.size).collect();
    sizes.sort_by(|a, b| order(*a, *b));
    page.usual = sizes.get(sizes.len() / 2).copied().unwrap_or(0.0);
    page
}

/// Each letter once: some programs make letters bold by drawing them again, a little further on.
fn once(letters: &[Letter]) -> Vec<&Letter> {
    let cell = |place: f64, size: f64| (place / (AGAIN * size)).round() as i64;
    let (mut drawn, mut once) = (FxHashSet::default(), Vec::with_capacity(letters.len()));
    for letter in letters {
        let (x, y) = (cell(letter.x, letter.size), cell(letter.y, letter.size));
        let at =
            |right: i64, down: i64| (letter.text.as_str(), x.saturating_add(right), y.saturating_add(down));
        if !(-1..=1).any(|right| (-1..=1).any(|down| drawn.contains(&at(right, down)))) {
            once.push(letter);
        }
        drawn.insert(at(0, 0));
    }
    once
}

/// Letters that follow one another in a row, as they are drawn.
fn pieces<'l>(letters: impl Iterator<Item = &'l &'l Letter>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    for letter in letters {
        let blank = letter.text.trim().is_empty();
        if let Some(last) = pieces.last_mut() {
            let height = last.size.min(letter.size);
            let gap = letter.x - last.end;
            let in_row = (letter.y - last.y).abs() < SAME_LINE * height;
            if in_row && gap > -0.6 * height && gap < CELLS * height {
                if gap > WORDS * height && !blank && !last.text.ends_with(char::is_whitespace) {
                    last.text.push(' ');
                }
                spell(&letter.text, &mut last.text);
                last.end = last.end.max(letter.end);
                last.size = last.size.max(letter.size);
                continue;
            }
        }
        if !blank {
            let mut text = String::new();
            spell(&letter.text, &mut text);
            let Letter { x, end, y, size, .. } = **letter;
            pieces.push(Piece { text, x, end, y, size });
        }
    }
    pieces
}

/// Writes letters that are drawn as one as those that they are.
fn spell(drawn: &str, into: &mut String) {
    for letter in drawn.chars() {
        match letter {
            '\u{fb00}' => into.push_str("ff"),
            '\u{fb01}' => into.push_str("fi"),
            '\u{fb02}' => into.push_str("fl"),
            '\u{fb03}' => into.push_str("ffi"),
            '\u{fb04}' => into.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => into.push_str("st"),
            '\u{a0}' | '\t' => into.push(' '),
            letter => into.push(letter),
        }
    }
}

/// Parts a page into blocks in the order of reading: into columns where a gap goes from top to bottom, else across
/// the widest gap between two lines.
fn part(mut pieces: Vec<Piece>, depth: usize, blocks: &mut Vec<Vec<Piece>>) {
    if pieces.len() < 2 || depth >= DEEPEST {
        blocks.push(pieces);
        return;
    }
    if let Some(gutter) = gutter(&mut pieces) {
        let (left, right) = pieces.into_iter().partition(|piece| piece.end <= gutter);
        part(left, depth + 1, blocks);
        part(right, depth + 1, blocks);
        return;
    }
    pieces.sort_by(|a, b| order(a.y, b.y));
    let gaps = pieces.windows(2).enumerate().map(|(at, two)| {
        let above = pieces[..=at].iter().rev().take(40).map(|piece| piece.y).fold(two[0].y, f64::max);
        (at + 1, (two[1].y - above) / two[0].size.max(two[1].size).max(1.0))
    });
    match gaps.max_by(|a, b| order(a.1, b.1)) {
        // What has one distance of lines all through is a block.
        Some((at, gap)) if gap > 1.0 && holds_columns(&pieces) => {
            let below = pieces.split_off(at);
            part(pieces, depth + 1, blocks);
            part(below, depth + 1, blocks);
        }
        _ => blocks.push(pieces),
    }
}

/// Whether anything stands side by side, so that parting may find columns.
fn holds_columns(pieces: &[Piece]) -> bool {
    let beside = pieces.windows(2).filter(|two| (two[1].y - two[0].y).abs() < SAME_LINE * two[0].size);
    beside.count() >= 3
}

/// Where a gap goes from top to bottom between two columns of text, the widest.
fn gutter(pieces: &mut [Piece]) -> Option<f64> {
    pieces.sort_by(|a, b| order(a.x, b.x));
    let size = pieces.iter().map(|piece| piece.size).sum::<f64>() / pieces.len() as f64;
    let mut reached = f64::MIN;
    let mut best: Option<(f64, f64)> = None;
    for at in 0..pieces.len() {
        let gap = pieces[at].x - reached;
        let wider = best.is_none_or(|(widest, _)| gap > widest);
        if at > 0 && gap > 0.6 * size && wider && are_columns(&pieces[..at], &pieces[at..]) {
            best = Some((gap, reached + gap / 2.0));
        }
        reached = reached.max(pieces[at].end);
    }
    best.map(|(_, place)| place)
}

/// Whether what stands left and right of a gap are columns of text, rather than labels or cells of a table.
fn are_columns(left: &[Piece], right: &[Piece]) -> bool {
    let is_column = |pieces: &[Piece]| {
        let mut widths: Vec<f64> = pieces.iter().map(|piece| (piece.end - piece.x) / piece.size).collect();
        widths.sort_by(|a, b| order(*a, *b));
        pieces.len() >= 3 && widths[widths.len() / 2] >= NARROWEST
    };
    is_column(left) && is_column(right)
}

/// The lines of a block, those that stand apart parted by a blank one.
fn block_lines(mut pieces: Vec<Piece>, lines: &mut Vec<Line>) {
    pieces.sort_by(|a, b| order(a.y, b.y));
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match rows.last_mut() {
            Some(row) if (piece.y - row[0].y).abs() < SAME_LINE * piece.size.max(row[0].size) => {
                row.push(piece);
            }
            _ => rows.push(vec![piece]),
        }
    }
    let mut steps: Vec<f64> = rows.windows(2).map(|two| two[1][0].y - two[0][0].y).collect();
    steps.sort_by(|a, b| order(*a, *b));
    let usual = steps.get(steps.len() / 2).copied().unwrap_or(0.0);
    if !lines.is_empty() {
        lines.push(Line::default());
    }
    let mut above: Option<(f64, f64)> = None;
    for mut row in rows {
        row.sort_by(|a, b| order(a.x, b.x));
        let (y, size) = (row[0].y, row.iter().map(|piece| piece.size).fold(0.0, f64::max));
        if let Some((upper, larger)) = above {
            let step = y - upper;
            let apart = step > 1.35 * usual && step > 1.5 * size.min(larger);
            let other_print = (size - larger).abs() > 0.15 * size.max(larger);
            if apart || other_print {
                lines.push(Line::default());
            }
        }
        above = Some((y, size));
        let line = row.iter().map(|piece| piece.text.trim()).collect::<Vec<_>>().join("  ");
        go_on(lines, Line { text: line, size });
    }
}

/// Adds a line. A word that was broken at the end of the line above is whole again.
fn go_on(lines: &mut Vec<Line>, mut line: Line) {
    let broken = lines.last_mut().and_then(|above| {
        let stem = above.text.strip_suffix(['-', '\u{ad}', '\u{2010}'])?;
        let is_word = stem.ends_with(char::is_alphabetic) && line.text.starts_with(char::is_lowercase);
        let stem = stem.len();
        is_word.then_some((above, stem))
    });
    if let Some((above, stem)) = broken {
        let (rest, further) = line.text.split_once(' ').unwrap_or((&line.text, ""));
        above.text.truncate(stem);
        above.text.push_str(rest);
        line.text = further.trim_start().to_owned();
    }
    if !line.text.is_empty() {
        lines.push(line);
    }
}

fn order(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or(Ordering::Equal)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The letters of lines of ten points, each half as wide as high, at those places.
    fn letters(lines: &[(f64, f64, &str)]) -> Vec<Letter> {
        let letter = |(x, y, line): &(f64, f64, &str)| {
            let (x, y) = (*x, *y);
            line.chars()
                .enumerate()
                .map(move |(at, letter)| {
                    let x = x + 5.0 * at as f64;
                    Letter {
                        text: letter.to_string(),
                        guessed: false,
                        x,
                        end: x + 5.0,
                        y,
                        size: 10.0,
                        turns: 0,
                    }
                })
                .collect::<Vec<_>>()
        };
        lines.iter().flat_map(letter).collect()
    }

    fn check(lines: &[(f64, f64, &str)], expect: &str) {
        let read: Vec<String> = page(&letters(lines)).lines.into_iter().map(|line| line.text).collect();
        assert_eq!(read.join("|"), expect);
    }

    #[test]
    fn columns_are_read_one_after_the_other_below_what_stands_over_both() {
        let row = |y: f64, left, right| [(0.0, y, left), (140.0, y, right)];
        let rows = [
            row(40.0, "The pier opens at last", "nobody knew it. It was"),
            row(52.0, "and the band is to be-", "a fine day for whoever"),
            row(64.0, "gin at noon, or so the", "came, and there were a"),
            row(76.0, "mayor wrote to all who", "hundred who came there"),
        ];
        let lines =
            [vec![(30.0, 10.0, "What everybody in the town was waiting for")], rows.concat()].concat();
        check(
            &lines,
            "What everybody in the town was waiting for||The pier opens at last|and the band is to begin|\
             at noon, or so the|mayor wrote to all who||nobody knew it. It was|a fine day for whoever|\
             came, and there were a|hundred who came there",
        );
    }

    #[test]
    fn labels_and_cells_of_a_table_stay_in_their_line() {
        check(
            &[(0.0, 0.0, "HD"), (60.0, 0.0, "Pier opens"), (0.0, 12.0, "PD"), (60.0, 12.0, "2 June 2025")],
            "HD  Pier opens|PD  2 June 2025",
        );
    }

    #[test]
    fn what_is_drawn_twice_to_be_bold_is_read_once() {
        check(&[(0.0, 0.0, "hollow"), (0.3, 0.0, "hollow")], "hollow");
    }

    #[test]
    fn letters_drawn_as_one_are_several() {
        check(&[(0.0, 0.0, "the \u{fb01}sh")], "the fish");
    }
}
