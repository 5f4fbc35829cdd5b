//! The headline of a page: what it names as its title to programs, confirmed by what it prints for people.

use super::tree::Place;
use super::{Page, hints, meta};
use crate::extract::fields::tidy;

/// Marks that stand between a headline and the name of its site.
const MARKS: [&str; 14] =
    [" | ", " - ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ", " / ", " < ", " > ", " ‹ ", " ~ "];

/// The headline, empty where there is none. Notes where it is printed.
pub fn headline(page: &mut Page, source: Option<&str>) -> String {
    let title = title(page);
    let mut named: Vec<String> = Vec::new();
    named.extend(
        page.told.iter().filter(|told| !told.page).filter_map(|told| told.headline.as_deref()).map(unescaped),
    );
    named.extend(page.metas.all(meta::HEADLINE).map(tidy));
    if !title.is_empty() {
        named.push(title.clone());
    }
    let site = source.map(letters).unwrap_or_default();
    let printed = printed(page);
    let bare = named.iter().map(|name| without_site(name, source));
    let named_letters: Vec<String> = named.iter().cloned().chain(bare).map(|name| letters(&name)).collect();
    // What is printed and also named is the headline beyond doubt; the site's own name is often both.
    for agrees in [whole, beginning, ending] {
        for (place, text) in &printed {
            let heading = letters(text);
            if heading != site && named_letters.iter().any(|name| agrees(name, &heading)) {
                page.headline = Some(*place);
                return text.clone();
            }
        }
    }
    // A page that prints one heading of the first rank, and a whole one, is headed by it.
    let first_rank = page.tree.all("h1").filter(|place| !names_site(page, *place));
    let mut first_rank = first_rank.map(|place| (place, text_of(page, place)));
    if let (Some((place, text)), None) = (first_rank.next(), first_rank.next())
        && letters(&text) != site
        && text.split(' ').count() >= 3
    {
        page.headline = Some(place);
        return text;
    }
    // What is named twice, once with its site behind it, is without it.
    let shorter = |name: &&String| {
        let first = named.first().map(|first| letters(first)).unwrap_or_default();
        let name = letters(name);
        name.len() >= 8 && name.len() < first.len() && first.starts_with(&name)
    };
    let best = named.iter().find(shorter).or(named.first()).map(|name| without_site(name, source));
    match best {
        Some(best) if !best.is_empty() => {
            let wanted = letters(&best);
            page.headline =
                page.blocks.all.iter().find(|block| letters(&block.text) == wanted).map(|block| block.first);
            best
        }
        _ => {
            page.headline = printed.first().map(|(place, _)| *place);
            printed.into_iter().next().map(|(_, text)| text).unwrap_or_default()
        }
    }
}

/// The title of the page, that of no drawing in it.
fn title(page: &Page) -> String {
    let tree = page.tree;
    let of_page = |place: &Place| !tree.around(*place).any(|around| tree.tag(around) == "svg");
    tree.all("title").find(of_page).and_then(|place| tree.raw(place)).map(tidy).unwrap_or_default()
}

/// The name of the site that stands beside the headline in the page's title.
pub fn site_in_title(page: &Page, headline: &str) -> Option<String> {
    let title = title(page);
    let marks = || MARKS.iter();
    let behind = || {
        let rest = title.strip_prefix(headline)?;
        marks()
            .find_map(|mark| rest.strip_prefix(mark.trim_end()))
            .and_then(|rest| MARKS.iter().try_fold(rest, |rest, mark| rest.rsplit(mark).next()))
    };
    let before = || marks().find_map(|mark| title.strip_suffix(headline)?.strip_suffix(mark));
    let site =
        Some(headline).filter(|headline| !headline.is_empty()).and_then(|_| behind().or_else(before))?;
    let site = site.trim();
    (!site.is_empty() && site.chars().count() <= 40).then(|| site.to_owned())
}

/// Words of classes of the line above a headline that shares its heading.
const KICKERS: [&str; 12] = [
    "kicker",
    "overline",
    "dachzeile",
    "topline",
    "spitzmarke",
    "eyebrow",
    "roofline",
    "pretitle",
    "supertitle",
    "suptitle",
    "surtitre",
    "antetitulo",
];

/// The kicker inside a heading: the line above the headline, in an element of its own.
fn kicker(page: &Page, heading: Place) -> Option<Place> {
    let is_kicker = |place: &Place| {
        let mut found = false;
        hints::each_word(page.tree.attribute(*place, "class").unwrap_or(""), |word| {
            found |= KICKERS.contains(&word);
        });
        found
    };
    page.tree.within(heading).find(is_kicker)
}

/// The text of a heading without its kicker, and whether the page sets a mark between the two.
fn without_kicker(page: &Page, heading: Place) -> Option<(String, bool)> {
    let kicker = kicker(page, heading)?;
    let places = page.tree.within(heading).filter(|place| *place >= page.tree.end(kicker));
    let rest: String = places.filter_map(|place| page.tree.piece(place)).collect();
    let bare =
        tidy(rest.trim_start_matches(|letter: char| letter.is_whitespace() || ":|-–—".contains(letter)));
    let before = page.tree.line(kicker);
    let marked = before.trim_end().ends_with(':') || rest.trim_start().starts_with([':', '|', '-', '–', '—']);
    (bare.split(' ').count() > 1).then_some((bare, marked))
}

/// The text of a heading, without its kicker unless the page sets a mark between the two.
fn text_of(page: &Page, heading: Place) -> String {
    let text = match without_kicker(page, heading) {
        Some((text, false)) => text,
        _ => tidy(&page.tree.line(heading)),
    };
    text.trim_end_matches(['¶', '#', ' ']).to_owned()
}

/// Whether a heading does nothing but lead to the site's first page, so that it names the site.
fn names_site(page: &Page, heading: Place) -> bool {
    let tree = page.tree;
    let link = tree.within(heading).find(|place| tree.tag(*place) == "a");
    link.and_then(|link| tree.value(link, "href")).is_some_and(|address| {
        let path = address.rsplit("://").next().filter(|_| address.contains("://"));
        match path {
            Some(path) => {
                path.trim_end_matches('/').split_once('/').is_none_or(|(_, path)| path.starts_with("index."))
            }
            None => matches!(address, "/" | "./" | "index.html" | "index.php" | "/index.html"),
        }
    })
}

/// The headings of the page, those of the first rank first, and the parts of which they are made.
fn printed(page: &Page) -> Vec<(Place, String)> {
    let tree = &page.tree;
    let mut found = Vec::new();
    let headlines = (0..tree.len()).filter(|place| tree.value(*place, "itemprop") == Some("headline"));
    for place in headlines.chain(tree.all("h1")).chain(tree.all("h2")).chain(tree.all("h3")) {
        let text = text_of(page, place);
        if text.is_empty() || text.len() > 400 || names_site(page, place) {
            continue;
        }
        // A line above the headline often shares its heading, in an element of its own.
        let kicker = kicker(page, place).map_or(0..0, |kicker| kicker..tree.end(kicker));
        let parts =
            tree.within(place).filter(|inner| !tree.tag(*inner).is_empty() && !kicker.contains(inner));
        let parts: Vec<String> = parts.map(|inner| tidy(&tree.line(inner))).collect();
        if let Some((bare, _)) = without_kicker(page, place) {
            found.push((place, bare));
        }
        found.push((place, text));
        found.extend(parts.into_iter().filter(|part| part.len() > 15).take(8).map(|part| (place, part)));
    }
    found
}

fn whole(name: &str, heading: &str) -> bool {
    name == heading
}

fn beginning(name: &str, heading: &str) -> bool {
    heading.len() >= 8 && name.starts_with(heading)
}

fn ending(name: &str, heading: &str) -> bool {
    heading.len() >= 8 && name.ends_with(heading)
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

/// The lines of a text of JSON-LD.
pub fn unescaped_lines(text: &str) -> Vec<String> {
    text.lines().map(unescaped).filter(|line| !line.is_empty()).collect()
}

/// A text of JSON-LD, whose markup is sometimes escaped once more.
pub fn unescaped(text: &str) -> String {
    if !text.contains(['&', '<']) {
        return tidy(text);
    }
    tidy(&super::tree::Tree::new(text).text(0))
}
