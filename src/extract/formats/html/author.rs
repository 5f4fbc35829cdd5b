//! The people who wrote the article of a page: those whom it names to programs, else those whom it marks or
//! prints as such near the article. Never an outlet, an agency or a user's name.

use std::ops::Range;

use super::body::Block;
use super::person::{behind_opening, host, letters, people, stands_for};
use super::tree::Place;
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
    // Many names are those of other articles.
    let few = |found: Vec<String>| if found.len() < 4 { found } else { Vec::new() };
    let head = day::head(page);
    let article = head.start..page.tree.end(page.root).max(head.end);
    let candidates: [&dyn Fn() -> Vec<String>; 13] = [
        &|| told(false).unwrap_or_default(),
        &|| of(&page.metas.all(meta::AUTHOR).map(str::to_owned).collect::<Vec<_>>(), false),
        &|| of(&marked(page, article.clone(), is_itemprop), false),
        &|| of(&marked(page, article.clone(), is_rel), false),
        &|| few(of(&marked(page, article.clone(), is_profile), false)),
        &|| of(&marked(page, head.clone(), is_class), true),
        &|| of(&marked(page, head.clone(), is_linked), true),
        &|| of(&printed(page, head.clone()), false),
        &|| few(of(&marked(page, article.clone(), is_class), true)),
        &|| of(&heading_text(page), true),
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
        [user] if !user.contains(' ') => {
            // `CC7567` is no name where there is one.
            let coded =
                !user.contains(char::is_lowercase) && user.contains(|letter: char| letter.is_ascii_digit());
            let whole = |found: &[String]| matches!(found, [person] if coded && person.contains(' '));
            found.find(|found| stands_for(user, found) || whole(found)).unwrap_or(first)
        }
        // Programs are often told the first of those whom readers are told.
        [one] => together(page, head.clone(), one)
            .map(|names| of(&names, true))
            .filter(|all| all.len() > 1)
            .unwrap_or(first),
        _ => first,
    }
}

/// Those whom a line of the article's head names together with that person: `Ann Roe and Tom Doe`.
fn together(page: &Page, head: Range<Place>, person: &str) -> Option<Vec<String>> {
    let joined = |line: &&str| {
        let beside = |word: &&str| {
            line.contains(&format!("{person}{word}")) || line.contains(&format!("{word}{person}"))
        };
        [" and ", " und ", " et ", " y ", " e ", " og ", " & "].iter().any(beside)
    };
    let blocks = page.blocks.all[page.blocks.range(head)].iter().filter(|block| block.text.len() < 120);
    let line = blocks.flat_map(|block| block.text.split('\n')).find(joined)?;
    let names = credited(line, &page.dating);
    names.iter().any(|name| name == person).then_some(names)
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
        let inside =
            |test: &dyn Fn(Place) -> bool| tree.within(place).filter(says).find(|inner| test(*inner));
        let name = inside(&|inner| tree.value(inner, "itemprop") == Some("name"))
            .or_else(|| inside(&|inner| tree.has_word(inner, "rel", "author")))
            .or_else(|| inside(&|inner| is_linked(page, inner)))
            .or_else(|| inside(&|inner| tree.tag(inner) == "a" && is_class(page, inner)));
        let text = match tree.value(place, "content") {
            Some(content) => tidy(content),
            None => apart(page, name.unwrap_or(place)),
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

/// The text of an element, a blank between what stands in elements of its own: `By` `Ann Roe` `Staff Writer`.
fn apart(page: &Page, place: Place) -> String {
    if page.tree.line(place).is_empty() {
        return String::new();
    }
    let pieces: Vec<&str> = page.tree.within(place).filter_map(|inner| page.tree.piece(inner)).collect();
    tidy(&pieces.join(" "))
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

/// Whether a link names a user, among what names who wrote the text.
fn is_profile(page: &Page, place: Place) -> bool {
    let user = || ["fn", "url", "username"].iter().any(|word| page.tree.has_word(place, "class", word));
    page.tree.tag(place) == "a"
        && (user() || is_linked(page, place))
        && page.tree.around(place).take(3).any(|around| is_class(page, around))
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

/// The names that stand alone above the text, as its first line, set off from it.
fn heading_text(page: &Page) -> Vec<String> {
    let first = page.chosen.first().and_then(|place| page.blocks.all.get(*place));
    let set_off =
        |block: &&Block| matches!(page.tree.tag(page.tree.parent(block.first)), "b" | "strong" | "em" | "i");
    let Some(first) = first.filter(set_off) else { return Vec::new() };
    let names: Vec<String> = first.text.split('/').map(|name| name.trim().to_owned()).collect();
    if names.iter().all(|name| is_name(name)) { names } else { Vec::new() }
}

/// The name that a text is signed with: below it, as its last line, or in brackets at its end.
fn signed(page: &Page) -> Vec<String> {
    /// A text of fewer blocks has a last line that may be anything.
    const LEAST: usize = 3;
    let blocks = &page.blocks.all;
    let Some(last) = page.chosen.last().filter(|_| page.chosen.len() >= LEAST) else { return Vec::new() };
    let around = last.saturating_sub(1)..(last + 4).min(blocks.len());
    let below = blocks[around].iter().filter(|block| block.text.len() < 120 && block.link_density() < 0.5);
    let credits = || below.flat_map(|block| block.text.split('\n')).find_map(|line| opened(bare_line(line)));
    // What is not of the text says that it names its writer; the text's own last line may be the name alone.
    let last = blocks.get(*last);
    let by_last = || {
        let line = bare_line(&last?.text);
        let credit =
            Some(credited(line, &page.dating)).filter(|persons| line.len() < 120 && !persons.is_empty());
        credit.or_else(|| marks::looks_like_person(line).then(|| vec![line.to_owned()]))
    };
    let in_brackets = || {
        let end = last?.text.trim_end_matches([' ', '+', '.', '*']).strip_suffix(')')?;
        Some(vec![end.rsplit_once('(')?.1.to_owned()])
    };
    credits().map(|name| vec![name]).or_else(by_last).or_else(in_brackets).unwrap_or_default()
}

/// A line without the marks that set a signature apart.
fn bare_line(line: &str) -> &str {
    line.trim_matches([' ', '(', ')', '–', '—', '-', '*'])
}

/// Whether a line is the name of a person and nothing else.
fn is_name(line: &str) -> bool {
    marks::looks_like_person(line) && marks::looks_like_outlet(line) < 0.5
}

/// A line without the marks that part it from the next.
fn unbarred(block: &Block) -> &str {
    block.text.trim_matches([' ', '|', '-', '–', '—'])
}

/// Bylines printed in the article's head.
fn printed(page: &Page, head: Range<Place>) -> Vec<String> {
    let blocks = &page.blocks.all[page.blocks.range(head)];
    let short = |block: &&Block| block.text.len() < 200;
    let lines = |block: &Block| -> Vec<String> {
        let text = spaced(page, block);
        text.split('\n').flat_map(|line| credited(line, &page.dating)).collect()
    };
    let credits: Vec<String> = blocks.iter().filter(short).flat_map(lines).collect();
    if !credits.is_empty() {
        return credits;
    }
    // A label in a block of its own tells what the name in the next one is.
    let labels = |block: &Block| LABELS.contains(&letters(&block.text).as_str());
    let named = blocks.windows(2).find_map(|pair| match pair {
        [before, name] if labels(before) && is_name(unbarred(name)) => Some(name),
        _ => None,
    });
    named.map(|block| unbarred(block).to_owned()).into_iter().collect()
}

/// The text of a block, a blank between what stands in elements of its own.
fn spaced(page: &Page, block: &Block) -> String {
    let places = block.first..page.tree.end(block.holder);
    let pieces: Vec<&str> =
        places.take(40).filter_map(|place| page.tree.piece(place)).map(str::trim).collect();
    let text = pieces.join(" ");
    if letters(&text) == letters(&block.text) && !block.text.contains('\n') {
        tidy(&text)
    } else {
        block.text.clone()
    }
}

/// Labels of a byline that stand alone, in small letters without signs.
const LABELS: [&str; 16] = [
    "by",
    "von",
    "par",
    "por",
    "di",
    "door",
    "av",
    "af",
    "author",
    "autor",
    "autorin",
    "auteur",
    "autore",
    "text",
    "writtenby",
    "reporter",
];

/// The name in a line that only who wrote a text is named by: `A column by Ann Roe, Quay`.
fn opened(line: &str) -> Option<String> {
    let named = behind_opening(line)?.split([',', '|', '(', '/', '\n']).next()?.trim_matches([' ', ':', '.']);
    marks::looks_like_person(named).then(|| named.to_owned())
}

/// Those whom a line credits.
fn credited(line: &str, dating: &Dating) -> Vec<String> {
    if let Some(named) = opened(line) {
        return vec![named];
    }
    let Some(credit) = marks::credit(line, dating) else { return Vec::new() };
    // `3 May 2019 - Ann Roe`: nothing but the name itself tells whether an outlet or a person is meant.
    let is_person = |name: &String| marks::looks_like_person(name) && marks::looks_like_outlet(name) < 0.5;
    let beside_date = credit.outlet.filter(|name| credit.date.is_some() && is_person(name));
    if credit.persons.is_empty() { beside_date.into_iter().collect() } else { credit.persons }
}
