//! The people who wrote the article of a page: those whom it names to programs, else those whom it marks or
//! prints as such near the article. Never an outlet, an agency or a user's name.

use std::ops::Range;

use super::tree::Place;
use super::{Page, day, hints, meta};
use crate::extract::fields::tidy;
use crate::extract::marks;

/// Words of classes that hold a byline.
const CLASSES: [&str; 10] =
    ["author", "authors", "byline", "autor", "autoren", "auteur", "autore", "writer", "verfasser", "byl"];

/// What stands before a name and is no part of it, in small letters.
const OPENINGS: [&str; 25] = [
    "veröffentlicht von",
    "geschrieben von",
    "published by",
    "written by",
    "posted by",
    "reported by",
    "created by",
    "publié par",
    "rédigé par",
    "escrito por",
    "publicado por",
    "scritto da",
    "ein artikel von",
    "ein beitrag von",
    "text von",
    "story by",
    "words by",
    "artikel von",
    "beitrag von",
    "interview:",
    "autor:",
    "autorin:",
    "author:",
    "text:",
    "erstellt von",
];

/// Words that no person's name has, in small letters.
const NO_NAMES: &[&str] = &[
    "admin",
    "administrator",
    "ag",
    "agency",
    "agentur",
    "agenturen",
    "autor",
    "copyright",
    "desk",
    "e.v.",
    "editor",
    "editorial",
    "editors",
    "gast",
    "gastautor",
    "gmbh",
    "guest",
    "inc",
    "inc.",
    "kg",
    "kontakt",
    "ltd",
    "magazin",
    "magazine",
    "media",
    "minute",
    "minuten",
    "minutes",
    "news",
    "newsdesk",
    "newsroom",
    "online",
    "powered",
    "press",
    "presse",
    "pressestelle",
    "redacción",
    "redaction",
    "redaktion",
    "redazione",
    "staff",
    "stiftung",
    "super",
    "team",
    "verlag",
    "webmaster",
];

/// The people, each once.
pub fn persons(page: &Page, source: Option<&str>) -> Vec<String> {
    let site: Vec<String> =
        source.into_iter().map(letters).chain(page.url.as_deref().and_then(host)).collect();
    let of = |names: &[String], whole: bool| people(names, &site, whole);
    let told = |of_page: bool| {
        page.told
            .iter()
            .filter(move |told| told.page == of_page)
            .map(|told| of(&told.authors, false))
            .find(|found| !found.is_empty())
    };
    let metas = || Some(of(&page.metas.all(meta::AUTHOR).map(str::to_owned).collect::<Vec<_>>(), false));
    let head = day::head(page);
    let article = head.start..page.tree.end(page.root).max(head.end);
    let everywhere = page.bounds.clone();
    let candidates: [&dyn Fn() -> Option<Vec<String>>; 9] = [
        &|| told(false),
        &metas,
        &|| Some(of(&marked(page, article.clone(), is_itemprop), false)),
        &|| Some(of(&marked(page, article.clone(), is_rel), false)),
        &|| Some(of(&marked(page, head.clone(), is_class), true)),
        &|| Some(of(&printed(page, head.clone()), false)),
        &|| Some(of(&marked(page, article.clone(), is_class), true)),
        &|| told(true),
        // Far from the article, several names are those of other articles.
        &|| {
            Some(of(
                &marked(page, everywhere.clone(), |page, place| {
                    is_itemprop(page, place) || is_rel(page, place) || is_class(page, place)
                }),
                true,
            ))
            .filter(|found| found.len() == 1)
        },
    ];
    candidates.iter().filter_map(|candidate| candidate()).find(|found| !found.is_empty()).unwrap_or_default()
}

/// Those of the names that are of persons; `whole` asks for a first name and a surname.
fn people(names: &[String], site: &[String], whole: bool) -> Vec<String> {
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
        for person in marks::persons(bare(&name)) {
            let fine = is_person(&person, site) && (!whole || marks::looks_like_person(&person));
            if fine && !found.iter().any(|known| known.eq_ignore_ascii_case(&person)) {
                found.push(person);
            }
        }
    }
    found
}

/// A name without what stands before and behind it: `Posted by Ann Roe | 3 May`.
fn bare(name: &str) -> &str {
    let small = name.to_lowercase();
    let opening =
        OPENINGS.iter().find(|opening| small.starts_with(**opening) && name.is_char_boundary(opening.len()));
    let name = opening.map_or(name, |opening| name.get(opening.len()..).unwrap_or(name));
    name.split(['|', '•', '·']).next().unwrap_or(name).trim_matches([' ', ':', ',', '-'])
}

/// Whether a name is of a person, and not of an outlet, a user or nothing at all.
fn is_person(name: &str, site: &[String]) -> bool {
    let words = || name.split_whitespace();
    let plain = letters(name);
    // One who writes alone calls the site by the own name.
    let is_site =
        site.iter().any(|site| plain.strip_prefix("the").unwrap_or(&plain) == site || plain == *site);
    !name.contains(['/', '|', '(', '»', '#', '='])
        && !name.chars().any(|letter| letter.is_ascii_digit())
        && !words().any(|word| {
            NO_NAMES.binary_search(&word.to_lowercase().as_str()).is_ok() || word.contains("www.")
        })
        && plain.chars().count() > 2
        && (!is_site || (marks::looks_like_person(name) && marks::looks_like_outlet(name) < 0.5))
}

/// The letters of a name, small.
fn letters(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The name of an address's site, in letters: `ferrynews` of `https://www.ferry-news.example/`.
fn host(url: &str) -> Option<String> {
    let host = url.split_once("://")?.1.split('/').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    Some(letters(host.rsplit_once('.').map_or(host, |(name, _)| name)))
}

/// What elements that pass the test hold, each once.
fn marked(page: &Page, places: Range<Place>, test: fn(&Page, Place) -> bool) -> Vec<String> {
    let tree = &page.tree;
    let mut names: Vec<String> = Vec::new();
    let mut until = 0;
    for place in places {
        if place < until || !test(page, place) || page.in_comments(place) {
            continue;
        }
        let inside = |test: &dyn Fn(Place) -> bool| tree.within(place).find(|inner| test(*inner));
        let name = inside(&|inner| tree.value(inner, "itemprop") == Some("name"))
            .or_else(|| inside(&|inner| tree.has_word(inner, "rel", "author")))
            .or_else(|| inside(&|inner| tree.tag(inner) == "a" && is_class(page, inner)));
        let text = match tree.value(place, "content") {
            Some(content) => tidy(content),
            None => tidy(&tree.line(name.unwrap_or(place))),
        };
        if text.len() >= 120 {
            continue;
        }
        until = tree.end(place);
        if !text.is_empty() && !names.contains(&text) {
            names.push(text);
        }
    }
    names
}

fn is_itemprop(page: &Page, place: Place) -> bool {
    let is = |word: &str| matches!(word, "author" | "creator" | "schema:author");
    ["itemprop", "property"]
        .iter()
        .filter_map(|name| page.tree.value(place, name))
        .any(|value| value.split_ascii_whitespace().any(is))
}

fn is_rel(page: &Page, place: Place) -> bool {
    page.tree.tag(place) == "a" && page.tree.has_word(place, "rel", "author")
}

fn is_class(page: &Page, place: Place) -> bool {
    let mut found = false;
    for name in ["class", "id", "data-testid"] {
        if let Some(value) = page.tree.attribute(place, name) {
            hints::each_word(value, |word| found |= CLASSES.contains(&word));
        }
    }
    found && !matches!(page.tree.tag(place), "article" | "main" | "body" | "html" | "img")
}

/// Bylines printed in the article's head.
fn printed(page: &Page, head: Range<Place>) -> Vec<String> {
    let blocks = page.blocks.range(head);
    page.blocks.all[blocks]
        .iter()
        .filter(|block| block.text.len() < 200)
        .flat_map(|block| block.text.split('\n'))
        .filter_map(|line| marks::credit(line, &page.dating))
        .flat_map(|credit| credit.persons)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(names: &[&str], expect: &[&str]) {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(people(&names, &["ferryherald".to_owned()], false), expect, "{names:?}");
    }

    #[test]
    fn only_persons_are_taken() {
        check(&["Ann Roe", "ann roe", "annroe"], &["Ann Roe", "annroe"]);
        check(&["Posted by Ann Roe | 3 May 2019"], &["Ann Roe"]);
        check(&["The Ferry Herald", "Ferry Herald", "admin", "https://ferry.example/ann", "Pier GmbH"], &[]);
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(NO_NAMES.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
