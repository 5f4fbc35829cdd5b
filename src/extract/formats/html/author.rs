//! The people who wrote the article of a page: those whom it names to programs, else those whom it marks or
//! prints as such near the article. Never an outlet, an agency or a user's name.

use std::ops::Range;

use super::tree::Place;
use super::headline::unescaped;
use super::{Page, day, hints, meta};
use crate::extract::fields::tidy;
use crate::extract::marks::{self, Dating};

/// Words of classes that hold a byline.
const CLASSES: [&str; 20] = [
    "author",
    "authors",
    "autor",
    "autore",
    "autoren",
    "autores",
    "autori",
    "autorin",
    "auteur",
    "auteurs",
    "byl",
    "byline",
    "contributor",
    "contributors",
    "creator",
    "journalist",
    "redactor",
    "reporter",
    "verfasser",
    "writer",
];

/// Words in the addresses of pages about those who write, between two strokes.
const WRITERS: [&str; 25] = [
    "author",
    "authors",
    "autor",
    "autora",
    "autore",
    "autoren",
    "autores",
    "autori",
    "autorzy",
    "auteur",
    "auteurs",
    "avtor",
    "columnist",
    "columnists",
    "contributor",
    "contributors",
    "creator",
    "journalist",
    "journaliste",
    "journalists",
    "newsteam",
    "reporter",
    "reporters",
    "staff",
    "writers",
];

/// What stands before a name and is no part of it, in small letters.
const OPENINGS: [&str; 36] = [
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
    "zeige alle beiträge von",
    "alle beiträge von",
    "alle artikel von",
    "beiträge von",
    "view all posts by",
    "all posts by",
    "posts by",
    "more by",
    "eine kolumne von",
    "ein kommentar von",
    "ein gastbeitrag von",
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
    "getty",
    "gmbh",
    "guest",
    "image",
    "images",
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
    let head = day::head(page);
    let article = head.start..page.tree.end(page.root).max(head.end);
    let candidates: [&dyn Fn() -> Vec<String>; 11] = [
        &|| told(false).unwrap_or_default(),
        &|| of(&page.metas.all(meta::AUTHOR).map(str::to_owned).collect::<Vec<_>>(), false),
        &|| of(&marked(page, article.clone(), is_itemprop), false),
        &|| of(&marked(page, article.clone(), is_rel), false),
        &|| of(&marked(page, head.clone(), is_class), true),
        &|| of(&marked(page, head.clone(), is_linked), true),
        &|| of(&printed(page, head.clone()), false),
        &|| of(&marked(page, article.clone(), is_class), true),
        &|| of(&signed(page), true),
        &|| told(true).unwrap_or_default(),
        // Far from the article, several names are those of other articles.
        &|| {
            let far = marked(page, page.bounds.clone(), |page, place| {
                is_itemprop(page, place) || is_rel(page, place) || is_class(page, place)
            });
            Some(of(&far, true)).filter(|found| found.len() == 1).unwrap_or_default()
        },
    ];
    let mut found = candidates.iter().map(|candidate| candidate()).filter(|found| !found.is_empty());
    let first = found.next().unwrap_or_default();
    match first.as_slice() {
        // A user's name gives way to the name that it stands for.
        [user] if !user.contains(' ') => found.find(|found| stands_for(user, found)).unwrap_or(first),
        _ => first,
    }
}

/// Whether a user's name is made of the name of one person: `annroe`, `ann.roe` of `Ann B. Roe`, `Ann` of `Ann Roe`.
fn stands_for(user: &str, found: &[String]) -> bool {
    let [person] = found else { return false };
    let Some((first, _)) = person.split_once(' ') else { return false };
    let last = person.rsplit(' ').next().unwrap_or_default();
    let user = letters(user);
    [letters(person), letters(first), letters(first) + &letters(last)].contains(&user)
}

/// Those of the names that are of persons; `whole` asks for a first name and a surname.
fn people(names: &[String], site: &[String], whole: bool) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        let name = unescaped(name);
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
            let known = found.iter_mut().find(|known| letters(known) == letters(&person));
            match known {
                // The name as it is written, and no part of an address made of it.
                Some(known) if !known.contains(' ') && person.contains(' ') => *known = person,
                None if fine => found.push(person),
                _ => {}
            }
        }
    }
    found
}

/// A name without what stands before and behind it: `Posted by Ann Roe | 3 May`.
fn bare(name: &str) -> &str {
    let name = behind_opening(name).unwrap_or(name);
    let name = without_glued_by(without_glued_by(name));
    name.split(['|', '•', '·']).next().unwrap_or(name).trim_matches([' ', ':', ',', '-'])
}

/// What follows words that only stand before a name.
fn behind_opening(text: &str) -> Option<&str> {
    let small = text.to_lowercase();
    let opening = OPENINGS.iter().find(|opening| small.starts_with(**opening))?;
    text.get(opening.len()..)
}

/// A name without a "By" that stands in an element of its own, so that no blank is between them: `ByAnn Roe`.
fn without_glued_by(name: &str) -> &str {
    let rest = name.strip_prefix("By").or_else(|| name.strip_prefix("by")).unwrap_or(name);
    let begins = rest.starts_with(char::is_uppercase) || rest.starts_with("by ");
    if begins { rest } else { name }
}

/// Whether a name is of a person, and not of an outlet, a user or nothing at all.
fn is_person(name: &str, site: &[String]) -> bool {
    let words = || name.split_whitespace();
    let plain = letters(name);
    // One who writes alone calls the site by the own name.
    let is_site =
        site.iter().any(|site| plain.strip_prefix("the").unwrap_or(&plain) == site || plain == *site);
    !name.contains(['/', '|', '(', '»', '#', '=', ':'])
        && !name.chars().any(|letter| letter.is_ascii_digit())
        && !words().any(|word| {
            NO_NAMES.binary_search(&word.to_lowercase().as_str()).is_ok()
                || word.contains("www.")
                || word.ends_with("'s")
                || word.ends_with("’s")
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
        let says = |inner: &Place| tree.within(*inner).any(|piece| tree.piece(piece).is_some());
        let inside = |test: &dyn Fn(Place) -> bool| {
            tree.within(place).filter(says).find(|inner| test(*inner))
        };
        let name = inside(&|inner| tree.value(inner, "itemprop") == Some("name"))
            .or_else(|| inside(&|inner| tree.has_word(inner, "rel", "author")))
            .or_else(|| inside(&|inner| is_linked(page, inner)))
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

/// Whether a link goes to the page of one who writes.
fn is_linked(page: &Page, place: Place) -> bool {
    let address = (page.tree.tag(place) == "a").then(|| page.tree.value(place, "href")).flatten();
    let path = address.map(|address| address.split_once("://").map_or(address, |(_, path)| path));
    path.is_some_and(|path| {
        let mut parts = path.split('/');
        // What stands last is the page of all who write.
        parts.next_back();
        parts.any(|part| WRITERS.contains(&part))
    })
}

/// The name that a text is signed with: below it, as its last line, or in brackets at its end.
fn signed(page: &Page) -> Vec<String> {
    /// A text of fewer blocks has a last line that may be anything.
    const LEAST: usize = 3;
    let blocks = &page.blocks.all;
    let Some(last) = page.chosen.last().filter(|_| page.chosen.len() >= LEAST) else { return Vec::new() };
    // What is not of the text says that it names its writer; the text's own last line may be the name alone.
    let signed_below = [(*last, true), (*last + 1, false)]
        .iter()
        .filter_map(|(place, of_text)| Some((blocks.get(*place)?, of_text)))
        .filter(|(block, _)| block.text.len() < 120 && block.link_density() < 0.5)
        .find_map(|(block, of_text)| {
            let line = block.text.trim_matches([' ', '(', ')', '–', '—', '-', '*']);
            let credited = Some(credited(line, &page.dating));
            let alone = || (*of_text && marks::looks_like_person(line)).then(|| vec![line.to_owned()]);
            credited.filter(|persons| !persons.is_empty()).or_else(alone)
        });
    let in_brackets = || {
        let end = blocks.get(*last)?.text.trim_end_matches([' ', '+', '.', '*']).strip_suffix(')')?;
        Some(vec![end.rsplit_once('(')?.1.to_owned()])
    };
    signed_below.or_else(in_brackets).unwrap_or_default()
}

/// Bylines printed in the article's head.
fn printed(page: &Page, head: Range<Place>) -> Vec<String> {
    let blocks = page.blocks.range(head);
    page.blocks.all[blocks]
        .iter()
        .filter(|block| block.text.len() < 200)
        .flat_map(|block| block.text.split('\n'))
        .flat_map(|line| credited(line, &page.dating))
        .collect()
}

/// Those whom a line credits.
fn credited(line: &str, dating: &Dating) -> Vec<String> {
    // `A column by Ann Roe`
    if let Some(named) = behind_opening(line).map(str::trim).filter(|named| marks::looks_like_person(named)) {
        return vec![named.to_owned()];
    }
    let Some(credit) = marks::credit(line, dating) else { return Vec::new() };
    // `3 May 2019 - Ann Roe`: nothing but the name itself tells whether an outlet or a person is meant.
    let is_person = |name: &String| marks::looks_like_person(name) && marks::looks_like_outlet(name) < 0.5;
    let beside_date = credit.outlet.filter(|name| credit.date.is_some() && is_person(name));
    if credit.persons.is_empty() { beside_date.into_iter().collect() } else { credit.persons }
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
        check(&["Ann Roe", "ann roe", "annroe"], &["Ann Roe"]);
        check(&["Posted by Ann Roe | 3 May 2019"], &["Ann Roe"]);
        check(&["ByAnn Roe", "Image: Getty Images"], &["Ann Roe"]);
        check(&["ann-roe", "Ann Roe", "Zo&eacute; Doe"], &["Ann Roe", "Zoé Doe"]);
        check(&["The Ferry Herald", "Ferry Herald", "admin", "https://ferry.example/ann", "Pier GmbH"], &[]);
    }

    #[test]
    fn the_words_are_in_order() {
        assert!(NO_NAMES.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
