//! A digest in Markdown → its articles, by its headings or by the items of its lists and paragraphs, whichever finds
//! more. What stands above the first introduces them, and may say of which day they are.

use super::front::Front;
use super::items::{Item, items};
use super::plain::Plain;
use super::sections::{self, Section, sections};
use super::{Given, Held, Text, text_of};
use crate::extract::clipping::Told;
use crate::extract::issue;
use crate::extract::marks::{self, Credit, Dating, Form};
use crate::model::{Day, Lines, Published};

/// The articles of a digest, as it shows them.
enum Parts {
    Sections(Vec<Section>),
    Items(Vec<Item>),
}

/// Whether a text holds several articles.
pub fn is_one(plain: &Plain, path: &str) -> bool {
    // No day is after the last one.
    let dating = Day::new(9999, 12, 31).map(|today| Dating { today, order: None });
    dating.is_some_and(|dating| parts(plain, &Told::default(), path, &dating).is_some())
}

/// The articles of a text, if it holds several.
pub fn articles<'s>(plain: &Plain, front: &Front, told: &Told, given: &Given) -> Option<Vec<Held<'s>>> {
    let parts = parts(plain, told, &given.path, &given.dating)?;
    let first = match &parts {
        Parts::Sections(sections) => sections.first().map(|section| section.lines.start),
        Parts::Items(items) => items.first().map(|item| item.lines.start),
    };
    let published = told.published.or_else(|| issued(plain, first.unwrap_or(0), &given.dating));
    let of_whole = Told { published, ..told.clone() };
    Some(match parts {
        Parts::Sections(sections) => {
            let text = |section| Held::Text(text(plain, front, section, &of_whole, &given.dating));
            sections.into_iter().map(text).collect()
        }
        Parts::Items(items) => {
            items.into_iter().map(|item| Held::Article(article(front, item, &of_whole))).collect()
        }
    })
}

fn parts(plain: &Plain, told: &Told, path: &str, dating: &Dating) -> Option<Parts> {
    let title = plain.headings.first().map(|heading| heading.text.as_str());
    let is_issue =
        title.into_iter().chain([told.headline.as_str()]).any(|title| issue::is_named(title, dating));
    let sections = sections(plain, is_issue, dating);
    let above = plain.leads.first().map_or(0, |first| first.line);
    let is_dated = is_issue
        || told.published.is_some()
        || issue::date_in_name(path, dating.today).is_some()
        || issued(plain, above, dating).is_some();
    let least = sections.as_ref().map_or(0, Vec::len);
    match items(plain, is_dated, dating).filter(|items| items.len() > least) {
        Some(items) => Some(Parts::Items(items)),
        None => sections.map(Parts::Sections),
    }
}

/// The one day that the lines above one name.
fn issued(plain: &Plain, above: usize, dating: &Dating) -> Option<Published> {
    let lines = plain.lines.get(..above).unwrap_or_default();
    issue::date_in_preamble(lines.iter().map(String::as_str), dating)
}

/// A section, a text of its own. What it closes with credits it where its head does not.
fn text(plain: &Plain, front: &Front, section: Section, of_whole: &Told, dating: &Dating) -> Text<'static> {
    let below = plain.lines.get(section.lines.start + 1..section.lines.end).unwrap_or_default();
    let last =
        below.iter().rev().map(|line| line.trim()).filter(|line| !line.is_empty()).take(sections::ENDS);
    let credit = last
        .filter_map(|line| marks::credit(line, dating))
        .find(|credit| credit.date.is_some())
        .unwrap_or_else(|| Credit::new(Form::BareDate, 0.0));
    let mut lines = vec![section.headline.clone()];
    lines.extend_from_slice(below);
    let line = front.line(section.lines.start + 1);
    let around = Told {
        headline: section.headline,
        source: section.outlet.or(credit.outlet),
        published: credit.date.map(|date| date.published),
        persons: credit.persons,
        url: section.url,
        ..Told::default()
    };
    Text { line: Some(line), around, of_whole: of_whole.clone(), ..text_of(&lines) }
}

/// An item as an article.
fn article(front: &Front, item: Item, of_whole: &Told) -> Told {
    let lines = Lines { start: front.line(item.lines.start + 1), end: front.line(item.lines.end) };
    let shared = Told { source: of_whole.source.clone(), published: of_whole.published, ..Told::default() };
    Told { lines: Some(lines), ..item.told }.or(&shared)
}
