//! The headline of a page: what it names as its title to programs, confirmed by what it prints for people.

use super::tree::Place;
use super::{Page, meta};
use crate::extract::fields::tidy;

/// Marks that stand between a headline and the name of its site.
const MARKS: [&str; 14] =
    [" | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ", " / ", " < ", " > ", " ‹ ", " ~ "];

/// The headline, empty where there is none. Notes where it is printed.
pub fn headline(page: &mut Page, source: Option<&str>) -> String {
    let title = page
        .tree
        .all("title")
        .find(|place| !page.tree.around(*place).any(|around| page.tree.tag(around) == "svg"))
        .and_then(|place| page.tree.raw(place))
        .map(tidy)
        .unwrap_or_default();
    let mut named: Vec<String> = Vec::new();
    named.extend(
        page.told.iter().filter(|told| !told.page).filter_map(|told| told.headline.as_deref()).map(unescaped),
    );
    named.extend(page.metas.all(meta::HEADLINE).map(tidy));
    if !title.is_empty() {
        named.push(title.clone());
    }
    let printed = printed(page);
    // What is printed and also named is the headline beyond doubt.
    for (place, text) in &printed {
        if named.iter().any(|name| agrees(name, text)) {
            page.headline = Some(*place);
            return text.clone();
        }
    }
    let best = named.first().map(|name| without_site(name, source));
    match best {
        Some(best) if !best.is_empty() => best,
        _ => {
            page.headline = printed.first().map(|(place, _)| *place);
            printed.into_iter().next().map(|(_, text)| text).unwrap_or_default()
        }
    }
}

/// The headings of the page, those of the first rank first.
fn printed(page: &Page) -> Vec<(Place, String)> {
    let tree = &page.tree;
    let mut found = Vec::new();
    let headlines = (0..tree.len()).filter(|place| tree.value(*place, "itemprop") == Some("headline"));
    for place in headlines.chain(tree.all("h1")).chain(tree.all("h2")).chain(tree.all("h3")) {
        let text = tidy(&tree.text(place));
        if !text.is_empty() && text.len() < 400 {
            found.push((place, text));
        }
    }
    found
}

/// Whether a name given to programs is that heading, with or without the site's name around it.
fn agrees(name: &str, heading: &str) -> bool {
    let (name, heading) = (letters(name), letters(heading));
    heading.len() >= 8 && (name == heading || name.starts_with(&heading) || name.ends_with(&heading))
        || name == heading
}

/// The letters and figures of a text, small.
fn letters(text: &str) -> String {
    text.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// `title` without the site's name at either end.
fn without_site(title: &str, source: Option<&str>) -> String {
    let source = source.map(letters).unwrap_or_default();
    for mark in MARKS {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            if letters(tail) == source || (tail.len() < head.len() && tail.chars().count() <= 30) {
                return without_site(head.trim(), None);
            }
            if let Some((first, rest)) = title.split_once(mark)
                && letters(first) == source
            {
                return rest.trim().to_owned();
            }
        }
    }
    title.trim().to_owned()
}

/// A text of JSON-LD, whose markup is sometimes escaped once more.
fn unescaped(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return tidy(text);
    }
    tidy(&super::tree::Tree::new(text).text(0))
}
