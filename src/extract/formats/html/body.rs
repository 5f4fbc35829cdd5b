//! A page → the paragraphs of its article, without what stands around it: navigation, teasers, comments, boxes.
//!
//! Each block of text is worth as much as it reads like running text, and costs as much as it reads like a
//! list of links; the element whose blocks are worth the most together holds the article.

use std::ops::Range;

use super::asides;
use super::hints::{Hint, hint};
use super::tags;
use super::tree::{Place, Tree};
use crate::extract::marks::{self, Dating};

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
    pub beside: Beside,
}

/// Whether a block is of no article, by the elements around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Nothing says so.
    No,
    /// Where it stands there is no text of an article as a rule.
    Doubtful,
    /// It is of no article.
    Surely,
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
const NOTHING: &[&str] = &[
    "nav",
    "aside",
    "footer",
    "form",
    "figure",
    "figcaption",
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
                    beside: Beside::No,
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
    /// the page's text, or its first heading, is the article, whatever it calls itself.
    fn set_beside(&mut self, tree: &Tree) {
        let running =
            Sums::new(tree, &self.all, |block| if reads_on(block) { block.letters as f32 } else { 0.0 });
        let all = Sums::new(tree, &self.all, |block| (block.letters + block.linked) as f32);
        let whole = running.of(0..tree.len());
        let heading = tree.all("h1").next();
        let (mut surely_until, mut mostly_until, mut doubtful_until) = (0, 0, 0);
        let mut next = 0;
        for place in 0..tree.len() {
            let tag = tree.tag(place);
            if place >= surely_until && !matches!(tag, "" | "html" | "body" | "main" | "root") {
                let end = tree.end(place);
                let hint = self.hints[place];
                let holds_heading = heading.is_some_and(|heading| (place..end).contains(&heading));
                let share = running.of(place..end) / whole.max(1.0);
                let named = hint.beside && tag != "article" && !(hint.text && share > 0.2);
                let surely = NOTHING.contains(&tag) || named || is_hidden(tree, place);
                let runs = running.of(place..end) >= 0.75 * all.of(place..end);
                if !holds_heading && ((surely && share <= 0.5) || (hint.comments && tag != "article")) {
                    surely_until = end;
                } else if hint.doubtful && !holds_heading && share <= 0.5 {
                    if !runs {
                        mostly_until = mostly_until.max(end);
                    }
                    doubtful_until = doubtful_until.max(end);
                }
            }
            while let Some(block) = self.all.get_mut(next).filter(|block| block.first <= place) {
                block.beside = match () {
                    () if place < surely_until => Beside::Surely,
                    () if place < mostly_until || (place < doubtful_until && !reads_on(block)) => {
                        Beside::Doubtful
                    }
                    () => Beside::No,
                };
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

/// Whether an element says that it is not shown.
fn is_hidden(tree: &Tree, place: Place) -> bool {
    let style = tree.attribute(place, "style").unwrap_or("");
    tree.attribute(place, "hidden").is_some()
        || (style.contains("display") && style.replace(' ', "").contains("display:none"))
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
    if block.beside != Beside::No {
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

/// An element that holds so much of the most that any holds is preferred to those around it.
const TIGHT: f32 = 0.9;

/// The element that holds the article.
pub fn root(tree: &Tree, blocks: &Blocks) -> Place {
    let sums = Sums::new(tree, &blocks.all, |block| worth(tree, block));
    let mut best = 0.0_f32;
    let mut worths = Vec::new();
    for place in 0..tree.len() {
        // A paragraph or a heading alone is no text of an article, if it is long.
        if !tags::is_block(tree.tag(place)) || is_line(tree.tag(place)) {
            continue;
        }
        let mut sum = sums.of(place..tree.end(place));
        if blocks.hints[place].text || matches!(tree.tag(place), "article" | "main") {
            sum *= 1.05;
        }
        if tree.value(place, "itemprop") == Some("articleBody") {
            sum *= 1.2;
        }
        worths.push((place, sum));
        best = best.max(sum);
    }
    // Of what is nearly as good, the innermost: what it leaves out is of something else.
    let fine = worths.iter().filter(|(_, sum)| best > 0.0 && *sum >= best * TIGHT);
    fine.max_by_key(|(place, _)| *place).map_or(0, |(place, _)| *place)
}

/// The article's blocks: those of its element that are of its text, and what leads to them below the headline.
pub fn chosen(
    tree: &Tree,
    blocks: &Blocks,
    root: Place,
    headline: Option<Place>,
    dating: &Dating,
) -> Vec<usize> {
    let mut chosen = Vec::new();
    let whole = blocks.range(root..tree.end(root));
    let lead_from =
        headline.map(|headline| blocks.range(0..tree.end(headline)).end).filter(|from| *from < whole.end);
    let start = lead_from.unwrap_or(whole.start).min(whole.start);
    let heading = headline.map_or(0..0, |headline| blocks.range(headline..tree.end(headline)));
    let mut text_began = false;
    for place in (start..whole.end).filter(|place| !heading.contains(place)) {
        let block = &blocks.all[place];
        let in_head = !text_began && lead_from.is_some_and(|from| place >= from);
        let fine = match block.beside {
            Beside::Surely => false,
            Beside::Doubtful => in_head && is_lead(block),
            Beside::No if place < whole.start => is_lead(block),
            Beside::No => is_text(tree, block),
        };
        // What is above the text credits it; the fields are read from there.
        if fine && (text_began || !is_credit(block, dating)) {
            text_began |= place >= whole.start && block.beside == Beside::No && reads_on(block);
            chosen.push(place);
        }
    }
    without_asides(tree, blocks, &mut chosen);
    // A heading with nothing below it heads what is not of the article, unless headings are all there is.
    let has_text = chosen.iter().any(|place| !is_heading(tree, &blocks.all[*place]));
    while has_text && chosen.last().is_some_and(|last| is_heading(tree, &blocks.all[*last])) {
        chosen.pop();
    }
    chosen
}

/// Whether a block says by whom and of when the text is, and no more.
fn is_credit(block: &Block, dating: &Dating) -> bool {
    /// A credit is no longer than this, in letters.
    const LONGEST: usize = 100;
    let is_credit = |line: &str| {
        let dated: usize = marks::dates(line, dating).map(|mark| mark.range.len()).sum();
        marks::credit(line, dating).is_some() || (dated > 0 && line.len() < dated + 45)
    };
    block.letters < LONGEST && block.text.lines().all(|line| line.trim().is_empty() || is_credit(line))
}

/// Whether an element holds one line or paragraph of a text, by its name.
fn is_line(tag: &str) -> bool {
    matches!(tag, "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "dd" | "dt")
}

fn is_heading(tree: &Tree, block: &Block) -> bool {
    matches!(tree.tag(block.holder), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Takes out pointers to other articles, with the list of them below, and calls at the text's end.
fn without_asides(tree: &Tree, blocks: &Blocks, chosen: &mut Vec<usize>) {
    let count = chosen.len();
    let mut number = 0;
    let mut in_list = false;
    chosen.retain(|place| {
        let block = &blocks.all[*place];
        number += 1;
        let short = block.letters < 80;
        if in_list && (is_heading(tree, block) || (block.letters >= 80 && block.link_density() < 0.3)) {
            in_list = false;
        }
        if (short || block.link_density() > 0.3) && asides::points_elsewhere(&block.text) {
            // A line that is all link points on its own; a label speaks for what is below it.
            in_list = block.linked == 0;
            return false;
        }
        if in_list && (short || block.link_density() > 0.3) {
            return false;
        }
        let late = count >= 4 && number * 4 > count * 3;
        let calls = if late && block.letters < 400 { asides::calls(&block.text) } else { 0 };
        !(calls > 1 || (calls > 0 && block.linked > 0))
    });
}

/// Whether a block above the text is its lead.
fn is_lead(block: &Block) -> bool {
    block.letters >= 40 && block.link_density() < 0.3
}

/// Whether a block in the article's element is of its text.
fn is_text(tree: &Tree, block: &Block) -> bool {
    let density = block.link_density();
    match tree.tag(block.holder) {
        "h1" => false,
        "h2" | "h3" | "h4" | "h5" | "h6" => density < 0.5,
        "p" | "blockquote" | "pre" => density < 0.8,
        "li" | "td" | "th" | "dd" | "dt" => density < 0.5,
        _ => block.letters >= 25 && density < 0.5,
    }
}
