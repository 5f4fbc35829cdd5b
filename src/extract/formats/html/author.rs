//! The people who wrote the article of a page.

use super::tree::Place;
use super::{Page, meta};
use crate::extract::fields::tidy;
use crate::extract::marks;

/// Words of classes that hold a byline.
const CLASSES: [&str; 8] = ["author", "byline", "autor", "auteur", "autore", "writer", "by", "vcard"];

/// The people, each once.
pub fn persons(page: &Page, source: Option<&str>) -> Vec<String> {
    let told = page.told.iter().filter(|told| !told.page).map(|told| told.authors.clone());
    let metas = std::iter::once_with(|| page.metas.all(meta::AUTHOR).map(str::to_owned).collect::<Vec<_>>());
    let marked = std::iter::once_with(|| marked(page));
    let printed = std::iter::once_with(|| printed(page));
    let told_of_page = page.told.iter().filter(|told| told.page).map(|told| told.authors.clone());
    for names in told.chain(metas).chain(marked).chain(printed).chain(told_of_page) {
        let persons = people(&names, source);
        if !persons.is_empty() {
            return persons;
        }
    }
    Vec::new()
}

/// Those of the names that are of persons.
fn people(names: &[String], source: Option<&str>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        let name = tidy(name);
        if name.is_empty()
            || name.len() > 200
            || name.contains("://")
            || name.contains('@')
            || name.starts_with('/')
        {
            continue;
        }
        if source.is_some_and(|source| source.eq_ignore_ascii_case(&name)) {
            continue;
        }
        for person in marks::persons(&name) {
            if !found.iter().any(|known| known.eq_ignore_ascii_case(&person)) {
                found.push(person);
            }
        }
    }
    found
}

/// Names in elements that are marked as the author's.
fn marked(page: &Page) -> Vec<String> {
    let tree = &page.tree;
    for test in [
        (|page, place| page_itemprop(page, place)) as fn(&Page, Place) -> bool,
        |page, place| page.tree.has_word(place, "rel", "author"),
        |page, place| class_has(page, place),
    ] {
        let mut names = Vec::new();
        let mut until = 0;
        for place in 0..tree.len() {
            if place < until || !test(page, place) || page.in_comments(place) {
                continue;
            }
            until = tree.end(place);
            let inner = tree.within(place).find(|inner| tree.value(*inner, "itemprop") == Some("name"));
            let text = tidy(&tree.text(inner.unwrap_or(place)));
            if !text.is_empty() && text.len() < 120 {
                names.push(text);
            }
        }
        let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
        // Many different authors are those of teasers.
        if !people(&names, None).is_empty() && distinct.len() <= 5 {
            return names;
        }
    }
    Vec::new()
}

fn page_itemprop(page: &Page, place: Place) -> bool {
    page.tree
        .value(place, "itemprop")
        .is_some_and(|value| value.split_ascii_whitespace().any(|word| word == "author" || word == "creator"))
}

fn class_has(page: &Page, place: Place) -> bool {
    let Some(class) = page.tree.attribute(place, "class") else { return false };
    let mut found = false;
    super::hints::each_word(class, |word| found |= CLASSES.contains(&word));
    found
}

/// A byline printed between headline and text.
fn printed(page: &Page) -> Vec<String> {
    let start = page.headline.unwrap_or(page.root);
    let first =
        page.chosen.first().and_then(|place| page.blocks.all.get(*place)).map_or(start, |block| block.first);
    let range = page.blocks.range(start..first.max(start) + 1);
    page.blocks.all[range]
        .iter()
        .filter(|block| block.text.len() < 200)
        .flat_map(|block| block.text.split('\n'))
        .filter_map(|line| marks::credit(line, &page.dating))
        .flat_map(|credit| credit.persons)
        .collect()
}
