//! A page of a press database that marks outlet, head and title of each of its articles by classes of its own → those
//! articles. What the database prints below them (rights, numbers, certificates) belongs to none.

use std::ops::Range;

use super::Saved;
use super::body::Blocks;
use super::tree::{Place, Tree};
use crate::extract::fields::tidy;
use crate::extract::marks::{self, Dating};

/// The classes of what stands above an article, and of its text in pages that mark it.
const OUTLET: &str = "DocPublicationName";
const HEAD: &str = "DocHeader";
const TITLE: &str = "titreArticleVisu";
const TEXT: &str = "DocText";

/// The articles of such a page; none where it is no such page.
pub fn articles(tree: &Tree, blocks: &Blocks, dating: &Dating) -> Vec<Saved> {
    let starts: Vec<Place> = all(tree, OUTLET, 0..tree.len()).collect();
    let ends = starts.iter().skip(1).copied().chain([tree.len()]);
    starts.iter().zip(ends).filter_map(|(start, end)| article(tree, blocks, *start..end, dating)).collect()
}

/// The elements of a class.
fn all(tree: &Tree, class: &'static str, places: Range<Place>) -> impl Iterator<Item = Place> {
    places.filter(move |place| tree.has_word(*place, "class", class))
}

/// The article whose outlet stands first in a part of the page.
fn article(tree: &Tree, blocks: &Blocks, part: Range<Place>, dating: &Dating) -> Option<Saved> {
    let title = all(tree, TITLE, part.clone()).next()?;
    let head: Vec<String> = all(tree, HEAD, part.start..title).map(|place| tree.line(place)).collect();
    let published = marks::dates(&head.join(" "), dating).next().map(|date| date.published);
    let below = tree.end(title)..part.end;
    let lines = |places: Range<Place>| {
        blocks.all[blocks.range(places)].iter().map(|block| block.text.trim()).filter(|line| !line.is_empty())
    };
    let text = all(tree, TEXT, below.clone()).next();
    let (mut persons, mut paragraphs) = (Vec::new(), Vec::new());
    let until = text.unwrap_or(below.end);
    for (place, line) in lines(below.start..until).take_while(|line| !is_colophon(line)).enumerate() {
        // Writers stand below the title, with nothing to say who they are; so may a second title.
        let named = if place == 0 { marks::persons(line) } else { Vec::new() };
        if named.iter().any(|name| marks::looks_like_person(name)) {
            persons = named;
        } else if text.is_none() {
            paragraphs.push(line.to_owned());
        }
    }
    if let Some(text) = text {
        let whole = text..tree.end(text);
        paragraphs.extend(lines(whole).take_while(|line| !is_colophon(line)).map(str::to_owned));
    }
    Some(Saved {
        headline: tidy(&tree.line(title)),
        source: outlet(&all(tree, OUTLET, part).next().map(|place| tree.line(place))?),
        published,
        persons,
        paragraphs,
        ..Saved::default()
    })
}

/// The outlet without its number and without the word that it is a site.
fn outlet(printed: &str) -> Option<String> {
    let ends = [", no", " (site", " (blog", " (réf"].iter().filter_map(|end| printed.find(end)).min();
    let outlet = printed.get(..ends.unwrap_or(printed.len()))?.trim();
    (!outlet.is_empty()).then(|| outlet.to_owned())
}

/// Whether a line is the first of what the database prints below an article.
fn is_colophon(line: &str) -> bool {
    line.starts_with('©') || line.starts_with("Numéro de document") || line.starts_with("news·")
}
