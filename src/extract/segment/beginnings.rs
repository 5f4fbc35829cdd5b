//! The blocks of a file, and how likely an article begins at each: by its first lines, by what stands above and
//! below it, and by how its kind recurs in the file. One block decides nothing: what all of them say of a reading
//! is among its evidence.

mod trees;
mod words;

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::layouts::closed;
use super::page::{Kind, Page};
use super::shape;
use crate::extract::marks;
use words::Words;

/// A block of lines, and the chance that an article begins with it.
#[derive(Debug, Clone, PartialEq)]
pub struct Beginning {
    /// Its first line.
    pub line: usize,
    /// From 0 to 1.
    pub chance: f32,
}

/// The blocks of a file, in order.
pub fn of(page: &Page) -> Vec<Beginning> {
    let weigh = |(line, figures): (usize, [f32; COUNT])| Beginning { line, chance: trees::chance(&figures) };
    figures(page).into_iter().map(weigh).collect()
}

/// How many figures tell of a line.
const OF_LINE: usize = 18;

/// How many figures tell of a block, besides those of its first two lines and of the lines next to it.
const OF_BLOCK: usize = 42;

/// How many figures tell of a block in all.
pub const COUNT: usize = 4 * OF_LINE + OF_BLOCK;

/// A credit so many lines below a block's first is near it.
const NEAR: usize = 8;

/// Lines without a blank, rule or counter between them.
struct Block {
    lines: Range<usize>,
    /// The blank lines above it.
    gap: usize,
    /// Whether a rule or counter stands between it and the block above.
    ruled: bool,
    bytes: usize,
}

/// The figures of every block, with its first line.
pub fn figures(page: &Page) -> Vec<(usize, [f32; COUNT])> {
    let blocks = blocks(page);
    let file = Whole::of(page, &blocks);
    let words = Words::of(page, blocks.iter().map(|block| block.lines.clone()));
    let lines: Vec<[[f32; OF_LINE]; 3]> = blocks.iter().map(|block| of_lines(page, block)).collect();
    let none = [0.0; OF_LINE];
    let figures = |place: usize| {
        let [first, second, _] = lines[place];
        let last = place.checked_sub(1).map_or(none, |above| lines[above][2]);
        let next = lines.get(place + 1).map_or(none, |below| below[0]);
        let mut figures = [0.0; COUNT];
        for (into, from) in figures.chunks_exact_mut(OF_LINE).zip([first, second, last, next]) {
            into.copy_from_slice(&from);
        }
        figures[4 * OF_LINE..].copy_from_slice(&of_block(page, &blocks, place, &file, words.shared(place)));
        (blocks[place].lines.start, figures)
    };
    (0..blocks.len()).map(figures).collect()
}

fn blocks(page: &Page) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let (mut gap, mut ruled, mut open) = (0, false, false);
    for line in 0..page.len() {
        match page.kind(line) {
            Kind::Blank => (gap, open) = (gap + 1, false),
            Kind::Rule | Kind::Counter => (ruled, open) = (true, false),
            _ => {
                let bytes = page.text(line).len();
                match blocks.last_mut().filter(|_| open) {
                    Some(block) => {
                        block.lines.end = line + 1;
                        block.bytes += bytes;
                    }
                    None => blocks.push(Block { lines: line..line + 1, gap, ruled, bytes }),
                }
                (gap, ruled, open) = (0, false, true);
            }
        }
    }
    blocks
}

fn flag(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
}

/// What the first, the second and the last line of a block look like.
fn of_lines(page: &Page, block: &Block) -> [[f32; OF_LINE]; 3] {
    let first = of_line(page, block.lines.start);
    match block.lines.len() {
        1 => [first, [0.0; OF_LINE], first],
        2 => {
            let second = of_line(page, block.lines.start + 1);
            [first, second, second]
        }
        _ => [first, of_line(page, block.lines.start + 1), of_line(page, block.lines.end - 1)],
    }
}

/// What a line looks like.
fn of_line(page: &Page, line: usize) -> [f32; OF_LINE] {
    /// A line is not looked into beyond so many letters.
    const LONGEST: usize = 300;
    let text = page.text(line);
    let kind = page.kind(line);
    let end = text.char_indices().nth(LONGEST).map_or(text.len(), |(at, _)| at);
    let told = text.get(..end).unwrap_or(text);
    let (mut large, mut small) = (0, 0);
    for c in told.chars() {
        large += usize::from(c.is_uppercase());
        small += usize::from(c.is_lowercase());
    }
    let words = told.split_whitespace().count();
    let titled = told.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let opener = text.chars().next().unwrap_or(' ');
    let short = kind != Kind::Long;
    [
        text.len().min(LONGEST) as f32,
        words.min(40) as f32,
        flag(kind == Kind::Short),
        flag(kind == Kind::Long),
        flag(kind == Kind::Credit),
        flag(kind == Kind::Label),
        if short { shape::headline(text) } else { 0.0 },
        if short { marks::looks_like_outlet(text) } else { 0.0 },
        flag(short && marks::looks_like_person(text)),
        flag(shape::ends_sentence(text)),
        flag(text.ends_with([':', '：'])),
        large as f32 / (large + small).max(1) as f32,
        titled as f32 / words.max(1) as f32,
        flag(opener.is_lowercase()),
        flag(opener.is_numeric()),
        flag(!opener.is_alphanumeric()),
        flag(is_dated(page, line)),
        flag(marks::dateline(told, page.dating).is_some()),
    ]
}

fn is_dated(page: &Page, line: usize) -> bool {
    page.credit(line).is_some_and(|credit| credit.date.is_some())
}

/// How a block is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Look {
    opener: char,
    capitals: bool,
    indented: bool,
    kind: Kind,
    gap: usize,
    ruled: bool,
    alone: bool,
}

impl Look {
    fn of(page: &Page, block: &Block) -> Look {
        let line = block.lines.start;
        let text = page.text(line);
        let opener = match text.chars().next().unwrap_or(' ') {
            letter if letter.is_alphabetic() => 'a',
            figure if figure.is_numeric() => '1',
            sign => sign,
        };
        Look {
            opener,
            capitals: shape::is_capitals(text),
            indented: page.facts.get(line).is_some_and(|fact| fact.indent >= 6),
            kind: page.kind(line),
            gap: block.gap.min(4),
            ruled: block.ruled,
            alone: block.lines.len() == 1,
        }
    }

    /// How it is set, what is above it aside.
    fn shape(self) -> Look {
        Look { gap: 0, ruled: false, ..self }
    }
}

/// What is told once of all blocks of a file.
struct Whole {
    looks: Vec<Look>,
    alike: FxHashMap<Look, usize>,
    shaped: FxHashMap<Look, usize>,
    spaced: FxHashMap<(usize, bool), usize>,
    closed: Vec<bool>,
    gap: usize,
    bytes: usize,
    /// The figures that are the same for each block.
    figures: [f32; 14],
}

impl Whole {
    fn of(page: &Page, blocks: &[Block]) -> Whole {
        let looks: Vec<Look> = blocks.iter().map(|block| Look::of(page, block)).collect();
        let mut alike = FxHashMap::default();
        let mut shaped = FxHashMap::default();
        let mut spaced = FxHashMap::default();
        for (look, block) in looks.iter().zip(blocks) {
            *alike.entry(*look).or_default() += 1;
            *shaped.entry(look.shape()).or_default() += 1;
            *spaced.entry(space(block)).or_default() += 1;
        }
        let closes = |block: &Block| block.lines.clone().any(|line| closed::closes(page, line));
        let closed: Vec<bool> = blocks.iter().map(closes).collect();
        let median = |of: &dyn Fn(&Block) -> usize| {
            let mut all: Vec<usize> = blocks.iter().map(of).collect();
            all.sort_unstable();
            all.get(all.len() / 2).copied().unwrap_or(0)
        };
        let (gap, bytes) = (median(&|block| block.gap), median(&|block| block.bytes));
        let count = blocks.len().max(1) as f32;
        let share = |found: usize| found as f32 / count;
        let lines = |is: &dyn Fn(usize) -> bool| (0..page.len()).filter(|line| is(*line)).count();
        let all: usize = blocks.iter().map(|block| block.bytes).sum();
        let top = blocks.first().map_or(0, |block| block.lines.start);
        let figures = [
            count.ln(),
            (1.0 + all as f32).ln(),
            share(lines(&|line| page.kind(line) == Kind::Credit)),
            share(closed.iter().filter(|closed| **closed).count()),
            share(lines(&|line| is_dated(page, line))),
            flag(page.wrapped),
            flag(page.spaced),
            share(page.labels),
            flag((top..top + NEAR).any(|line| is_dated(page, line))),
            gap as f32,
            (1.0 + bytes as f32).ln(),
            share(blocks.iter().filter(|block| block.gap > 1).count()),
            share(blocks.iter().filter(|block| block.ruled).count()),
            1.0 / count,
        ];
        Whole { looks, alike, shaped, spaced, closed, gap, bytes, figures }
    }
}

fn space(block: &Block) -> (usize, bool) {
    (block.gap.min(5), block.ruled)
}

/// How a block stands between the others; `shared` is how much its words are those of the text above.
fn of_block(page: &Page, blocks: &[Block], place: usize, file: &Whole, shared: f32) -> [f32; OF_BLOCK] {
    let block = &blocks[place];
    let first = block.lines.start;
    let above = place.checked_sub(1).map(|above| &blocks[above]);
    let below = blocks.get(place + 1);
    let near = first..page.len().min(first + NEAR);
    let any = |is: &dyn Fn(usize) -> bool| {
        flag(near.clone().any(|line| page.kind(line) != Kind::Blank && is(line)))
    };
    let names = |line: usize| page.credit(line).is_some_and(|credit| !credit.persons.is_empty());
    let indent = page.facts.get(first).map_or(0, |fact| fact.indent);
    let count = blocks.len() as f32;
    let look = &file.looks[place];
    let of = |found: Option<&usize>| found.copied().unwrap_or(0) as f32;
    let (alike, spaced) = (of(file.alike.get(look)), of(file.spaced.get(&space(block))));
    let mut figures = [0.0; OF_BLOCK];
    let own = [
        flag(place == 0),
        block.lines.len() as f32,
        block.bytes as f32,
        block.gap as f32,
        flag(block.ruled),
        block.gap as f32 - file.gap as f32,
        below.map_or(3.0, |below| below.gap as f32),
        flag(below.is_some_and(|below| below.ruled)),
        f32::from(indent),
        flag(indent >= 8),
        block.bytes as f32 / file.bytes.max(1) as f32,
        below.map_or(0.0, |below| below.bytes as f32),
        above.map_or(0.0, |above| above.bytes as f32),
        below.map_or(0.0, |below| below.lines.len() as f32),
        flag(above.is_some_and(|above| closed::closes(page, above.lines.end - 1))),
        flag(place > 0 && file.closed[place - 1]),
        any(&|line| page.kind(line) == Kind::Credit),
        any(&|line| is_dated(page, line)),
        any(&names),
        any(&|line| page.kind(line) != Kind::Long && marks::dateline(page.text(line), page.dating).is_some()),
        near.clone().filter(|line| page.kind(*line) == Kind::Label).count() as f32,
        flag(page.recurs(first)),
        alike / count,
        spaced / count,
        of(file.shaped.get(&look.shape())) / count,
        (1.0 + alike).ln(),
        (1.0 + spaced).ln(),
        shared,
    ];
    figures[..own.len()].copy_from_slice(&own);
    figures[own.len()..].copy_from_slice(&file.figures);
    figures
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::lines::Sheet;
    use crate::extract::marks::Dating;
    use crate::model::Day;

    fn chances(text: &str) -> Vec<f32> {
        let dating = Dating { today: Day::new(2025, 7, 1).unwrap(), order: None };
        let sheet = Sheet::new(text.to_owned());
        of(&Page::new(&sheet, &dating)).iter().map(|block| block.chance).collect()
    }

    #[test]
    fn headlines_with_wide_gaps_above_are_likelier_beginnings_than_the_paragraphs_below_them() {
        let article = |headline: &str, word: &str| {
            let text =
                format!("The {word} was seen at the quay and the {word} was gone by the evening tide.");
            format!("{headline}\nHarbour Star, May 3, 2001\n\n{text}\n\n{text}\n\n\n\n")
        };
        let digest = article("Ferry Sails Again After Nine Weeks", "ferry")
            + &article("Toll Rises at the Old Bridge", "collector")
            + &article("Cod Is Dear and Dearer Still", "fishmonger");
        let chances = chances(&digest);
        let is_head = |place: &usize| place.is_multiple_of(3);
        let least = (0..9).filter(is_head).map(|place| chances[place]).fold(1.0, f32::min);
        let most = (0..9).filter(|place| !is_head(place)).map(|place| chances[place]).fold(0.0, f32::max);
        assert!(least > 0.5 && most < 0.3, "{chances:?}");
    }

    #[test]
    fn a_file_without_text_has_no_blocks() {
        assert!(chances("\n\n-----\n\n").is_empty());
    }
}
