//! A page with several articles on it, such as the archive of a blog → its parts. Teasers of other articles are none:
//! each part prints a headline, a date and running text of its own, and together they are what the page is about.

use std::ops::Range;

use super::body::{self, Beside};
use super::linked::Told;
use super::meta::Metas;
use super::tree::Place;
use super::{Page, Saved, day};
use crate::extract::fields::tidy;

/// The least text of a part, in letters.
const LEAST: usize = 250;

/// No part holds more of the page's text than this: then it is the article, and the others stand beside it.
const MOST: f32 = 0.75;

/// Less of the page's text than this in all parts, and they are not what it is about.
const TOGETHER: f32 = 0.6;

/// An article among others of its page.
pub struct Part {
    /// Its element.
    element: Place,
    /// Its headline.
    heading: Place,
}

/// The articles of a page that has several; none where it has one.
pub fn parts(page: &Page) -> Vec<Part> {
    let tree = page.tree;
    let mut parts = Vec::new();
    let mut until = 0;
    let (mut together, mut largest) = (0, 0);
    for element in 0..tree.len() {
        if element < until || !is_article(page, element) {
            continue;
        }
        let Some((heading, letters)) = heading(page, element) else { continue };
        until = tree.end(element);
        together += letters;
        largest = largest.max(letters);
        parts.push(Part { element, heading });
    }
    let whole = text_of(page, 0..tree.len()) as f32;
    let several = parts.len() > 1 && together as f32 >= whole * TOGETHER && (largest as f32) < whole * MOST;
    if several { parts } else { Vec::new() }
}

/// Whether an element says that it is an article of its own.
fn is_article(page: &Page, element: Place) -> bool {
    let tree = page.tree;
    let marked = || {
        ["hentry", "h-entry", "post", "blogpost", "entry"]
            .iter()
            .any(|word| tree.has_word(element, "class", word))
    };
    let described = || {
        tree.value(element, "itemtype")
            .is_some_and(|kind| kind.ends_with("Article") || kind.ends_with("BlogPosting"))
    };
    tree.tag(element) == "article"
        || (tree.tag(element) == "div" || tree.tag(element) == "section") && (marked() || described())
}

/// The headline of an article among others and how long its text is, if it is whole.
fn heading(page: &Page, element: Place) -> Option<(Place, usize)> {
    let tree = page.tree;
    let heading = tree.within(element).find(|place| {
        matches!(tree.tag(*place), "h1" | "h2" | "h3" | "h4") && !tree.line(*place).is_empty()
    })?;
    // What holds the headings of several is no article among them.
    let level = tree.tag(heading);
    let equals = tree
        .within(element)
        .filter(|place| tree.tag(*place) == level && is_dated(page, *place, element))
        .count();
    let letters = text_of(page, element..tree.end(element));
    (equals <= 1 && letters >= LEAST && part(page, &Part { element, heading }).is_dated())
        .then_some((heading, letters))
}

/// Whether a heading inside an article is that of another article inside it.
fn is_dated(page: &Page, heading: Place, element: Place) -> bool {
    page.tree.around(heading).take_while(|around| *around > element).any(|around| is_article(page, around))
}

/// How many letters of running text there are.
fn text_of(page: &Page, places: Range<Place>) -> usize {
    let blocks = &page.blocks.all[page.blocks.range(places)];
    blocks
        .iter()
        .filter(|block| block.beside == Beside::No && block.letters >= 60 && block.link_density() < 0.5)
        .map(|block| block.letters)
        .sum()
}

/// That part of the page, which says nothing to programs of it.
fn part<'t>(page: &Page<'t>, part: &Part) -> Page<'t> {
    static NOTHING: std::sync::LazyLock<Metas> = std::sync::LazyLock::new(Metas::default);
    const NO_TOLD: &[Told] = &[];
    let (tree, bounds) = (page.tree, part.element..page.tree.end(part.element));
    let link = tree
        .within(part.heading)
        .chain(tree.around(part.heading).take_while(|around| bounds.contains(around)));
    let link = link.filter(|place| tree.tag(*place) == "a").find_map(|place| tree.value(place, "href"));
    Page {
        tree,
        blocks: page.blocks,
        metas: &NOTHING,
        told: NO_TOLD,
        bounds,
        root: part.element,
        headline: Some(part.heading),
        chosen: body::chosen(tree, page.blocks, part.element, Some(part.heading), &page.dating),
        url: link
            .filter(|link| link.starts_with("http") && !link.contains(char::is_whitespace))
            .map(str::to_owned),
        dating: page.dating,
    }
}

impl Page<'_> {
    /// Whether a part prints a date of its own.
    fn is_dated(&self) -> bool {
        day::published(self, &self.dating).is_some()
    }
}

/// The article that a part is.
pub fn saved(page: &Page, of: &Part, source: Option<String>, language: Option<String>) -> Saved {
    let headline = tidy(&page.tree.line(of.heading));
    part(page, of).saved(headline, source, language)
}
