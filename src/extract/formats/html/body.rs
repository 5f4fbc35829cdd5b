//! A page → the paragraphs of its article, without what stands around it: navigation, teasers, comments, boxes.
//!
//! Each block of text is worth as much as it reads like running text, and costs as much as it reads like a
//! list of links; the element whose blocks are worth the most together holds the article.

use std::ops::Range;

use super::hints::{Hint, hint};
use super::tags;
use super::tree::{Place, Tree};

/// A piece of text that stands apart from what is above and below.
#[derive(Debug)]
pub struct Block {
    /// The element that it stands in.
    pub holder: Place,
    /// Where its first piece stands.
    pub first: Place,
    /// Its text, on one line.
    pub text: String,
    /// How many of its letters are in links.
    pub linked: usize,
    /// How many letters it has.
    pub letters: usize,
    /// Whether it stands in an element that holds nothing of an article.
    pub beside: bool,
}

impl Block {
    /// How much of it is links, from 0 to 1.
    pub fn link_density(&self) -> f32 {
        if self.letters == 0 { 0.0 } else { self.linked as f32 / self.letters as f32 }
    }
}

/// All blocks of a page in order, and what its elements say they hold.
#[derive(Debug)]
pub struct Blocks {
    /// The blocks.
    pub all: Vec<Block>,
    /// Of each place, what the element there says that it holds.
    pub hints: Vec<Hint>,
}

/// Elements that hold nothing of an article.
const NOTHING: [&str; 12] = [
    "nav",
    "aside",
    "footer",
    "form",
    "figure",
    "figcaption",
    "noscript",
    "menu",
    "dialog",
    "fieldset",
    "label",
    "object",
];

impl Blocks {
    /// The blocks of a page.
    pub fn new(tree: &Tree) -> Blocks {
        let hints: Vec<Hint> = (0..tree.len()).map(|place| hint(tree, place)).collect();
        let mut all: Vec<Block> = Vec::new();
        let mut open: Option<Block> = None;
        let mut link_until = 0;
        let mut breaks = 0;
        let mut place = 1;
        // Elements that are open, with where they end, to see a block's end when an element ends.
        let mut ends: Vec<Place> = Vec::new();
        while place < tree.len() {
            while ends.last().is_some_and(|end| *end <= place) {
                ends.pop();
                close(&mut open, &mut all);
            }
            let tag = tree.tag(place);
            if let Some(piece) = tree.piece(place) {
                let blank = piece.trim().is_empty();
                if blank && open.is_none() {
                    place += 1;
                    continue;
                }
                if !blank {
                    breaks = 0;
                }
                let block = open.get_or_insert_with(|| Block {
                    holder: holder(tree, place),
                    first: place,
                    text: String::new(),
                    linked: 0,
                    letters: 0,
                    beside: false,
                });
                let letters = append(&mut block.text, piece);
                block.letters += letters;
                if place < link_until {
                    block.linked += letters;
                }
            } else if tags::is_unseen(tag) {
                place = tree.end(place);
                continue;
            } else if tag == "br" || tag == "hr" {
                breaks += 1;
                if breaks > 1 || tag == "hr" {
                    close(&mut open, &mut all);
                } else if let Some(block) = &mut open {
                    block.text.push('\n');
                }
            } else if tags::is_block(tag) {
                close(&mut open, &mut all);
                ends.push(tree.end(place));
            } else if tag == "a" && tree.attribute(place, "href").is_some() {
                link_until = link_until.max(tree.end(place));
            }
            place += 1;
        }
        close(&mut open, &mut all);
        let mut blocks = Blocks { all, hints };
        blocks.set_beside(tree);
        blocks
    }

    /// Marks the blocks that stand in elements that hold nothing of an article. An element that holds most of
    /// the page's text is the article, whatever it calls itself.
    fn set_beside(&mut self, tree: &Tree) {
        let sums =
            Sums::new(tree, &self.all, |block| if reads_on(block) { block.letters as f32 } else { 0.0 });
        let whole = sums.of(0..tree.len());
        let mut until = 0;
        let mut next = 0;
        for place in 0..tree.len() {
            if place >= until && !matches!(tree.tag(place), "" | "html" | "body" | "main" | "root") {
                let tag = tree.tag(place);
                let hint = self.hints[place];
                let beside = NOTHING.contains(&tag)
                    || (hint.beside
                        && !(tag == "article"
                            || (hint.text && sums.of(place..tree.end(place)) > whole * 0.2)));
                if beside && sums.of(place..tree.end(place)) <= whole * 0.5 {
                    until = tree.end(place);
                }
            }
            while self.all.get(next).is_some_and(|block| block.first <= place) {
                self.all[next].beside = place < until;
                next += 1;
            }
        }
    }

    /// The blocks that begin in a range of places.
    pub fn range(&self, places: Range<Place>) -> Range<usize> {
        let start = self.all.partition_point(|block| block.first < places.start);
        let end = self.all.partition_point(|block| block.first < places.end);
        start..end
    }
}

/// The innermost block element around a place.
fn holder(tree: &Tree, place: Place) -> Place {
    tree.around(place).find(|around| tags::is_block(tree.tag(*around))).unwrap_or(0)
}

/// Appends `piece` with its white space collapsed; how many letters were added.
fn append(text: &mut String, piece: &str) -> usize {
    let mut letters = 0;
    for letter in piece.chars() {
        if letter.is_whitespace() || letter == '\u{200b}' || letter == '\u{feff}' {
            if !text.is_empty() && !text.ends_with([' ', '\n']) {
                text.push(' ');
            }
        } else {
            text.push(letter);
            letters += 1;
        }
    }
    letters
}

fn close(open: &mut Option<Block>, all: &mut Vec<Block>) {
    if let Some(mut block) = open.take() {
        block.text.truncate(block.text.trim_end().len());
        if !block.text.is_empty() {
            all.push(block);
        }
    }
}

/// Sums over the blocks of any element, each found in one step.
struct Sums(Vec<f32>);

impl Sums {
    fn new(tree: &Tree, blocks: &[Block], worth: impl Fn(&Block) -> f32) -> Sums {
        let mut sums = Vec::with_capacity(tree.len() + 1);
        let mut sum = 0.0;
        let mut next = 0;
        for place in 0..=tree.len() {
            while blocks.get(next).is_some_and(|block| block.first < place) {
                sum += worth(&blocks[next]);
                next += 1;
            }
            sums.push(sum);
        }
        Sums(sums)
    }

    fn of(&self, places: Range<Place>) -> f32 {
        let at = |place: Place| self.0.get(place).copied().unwrap_or(0.0);
        at(places.end) - at(places.start)
    }
}

/// Whether a block reads like running text.
fn reads_on(block: &Block) -> bool {
    block.letters >= 60 && block.link_density() < 0.5
}

/// What a block is worth to the element that holds it.
fn worth(tree: &Tree, block: &Block) -> f32 {
    if block.beside {
        return 0.0;
    }
    let letters = block.letters as f32;
    let density = block.link_density();
    let tag = tree.tag(block.holder);
    if letters >= 60.0 && density < 0.35 {
        return letters.min(800.0) * (1.0 - density);
    }
    if density >= 0.5 {
        return -(20.0 + letters);
    }
    match tag {
        "p" | "blockquote" | "h2" | "h3" | "h4" => letters * 0.5,
        _ => -15.0,
    }
}

/// The element that holds the article.
pub fn root(tree: &Tree, blocks: &Blocks) -> Place {
    let sums = Sums::new(tree, &blocks.all, |block| worth(tree, block));
    let mut best = (0, 0.0);
    for place in 0..tree.len() {
        if !tags::is_block(tree.tag(place)) {
            continue;
        }
        let mut sum = sums.of(place..tree.end(place));
        if blocks.hints[place].text || matches!(tree.tag(place), "article" | "main") {
            sum *= 1.05;
        }
        if tree.value(place, "itemprop") == Some("articleBody") {
            sum *= 1.2;
        }
        if sum >= best.1 && sum > 0.0 {
            best = (place, sum);
        }
    }
    best.0
}

/// The article's blocks: those of its element that are of its text.
pub fn chosen(tree: &Tree, blocks: &Blocks, root: Place) -> Vec<usize> {
    let mut chosen = Vec::new();
    for place in blocks.range(root..tree.end(root)) {
        let block = &blocks.all[place];
        if block.beside {
            continue;
        }
        let tag = tree.tag(block.holder);
        let density = block.link_density();
        let fine = match tag {
            "h1" => false,
            "h2" | "h3" | "h4" | "h5" | "h6" => density < 0.5,
            "p" | "blockquote" | "pre" => density < 0.8,
            "li" | "td" | "th" | "dd" | "dt" => density < 0.5,
            _ => (block.letters >= 25 && density < 0.5),
        };
        if fine {
            chosen.push(place);
        }
    }
    // A heading with nothing below it heads what is not of the article.
    while chosen.last().is_some_and(|last| tree.tag(blocks.all[*last].holder).starts_with('h')) {
        chosen.pop();
    }
    chosen
}
