//! Markdown: a clip or post is one article with the fields of its front matter; a digest gives an article for each of
//! its headings. The text is given as a reader sees it, line for line, its marks taken away.

mod front;
mod plain;

use self::front::Front;
use self::plain::{Heading, Plain};
use super::{Format, Given, Held, Input, Opened, Text, nothing};
use crate::extract::clipping::Told;
use crate::extract::decode;
use crate::extract::marks::{self, Dating};
use crate::model::Lines;

/// Markdown, by its front matter or its name.
pub const FORMAT: Format = Format { name: "markdown", takes, read };

fn takes(head: &[u8], path: &str) -> bool {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let named = ["md", "markdown", "mdown", "mkd", "mdx", "qmd"]
        .iter()
        .any(|known| extension.eq_ignore_ascii_case(known));
    let text = || decode::decode(head, None).text;
    // A page or a mail that is called so is one all the same, and has been taken before.
    (named && !decode::is_binary(head)) || Front::of(&text()).is_some_and(|front| front.tells())
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let bytes = match input.whole(&given.budget) {
        Ok(bytes) => bytes,
        Err(loss) => return nothing(loss),
    };
    let text = decode::decode(&bytes, given.charset.as_deref()).text;
    let front = Front::of(&text).unwrap_or_default();
    let plain = Plain::of(text.get(front.length..).unwrap_or(""));
    let told = front.told(&given.dating);
    let parts: Vec<Held> = match sections(&plain, &given.dating) {
        Some(sections) => digest(&plain, &front, &told, &sections).into_iter().map(Held::Text).collect(),
        None => vec![whole(&plain, &front, told, &given.dating)],
    };
    Box::new(parts.into_iter().map(Ok))
}

/// The whole file: an article under its title, or a text that shows by its lines what it is.
fn whole<'s>(plain: &Plain, front: &Front, mut told: Told, dating: &Dating) -> Held<'s> {
    let title = plain.headings.first().filter(|heading| plain.first() == heading.line);
    if told.headline.is_empty() && (title.is_none() || plain.headings.len() < 2) {
        return Held::Text(Text { line: Some(front.line(1)), around: told, ..text_of(&plain.lines) });
    }
    let mut body = 0;
    if let Some(title) =
        title.filter(|title| told.headline.is_empty() || same_words(&title.text, &told.headline))
    {
        told.headline.clone_from(&title.text);
        told.url = told.url.or_else(|| title.link.clone());
        body = title.line + 1;
    }
    body = credits(plain, body, &mut told, dating);
    let lines = plain.lines.get(body..).unwrap_or_default();
    let last = plain.lines.iter().rposition(|line| !line.trim().is_empty()).map_or(0, |line| line + 1);
    let first = if front.lines > 0 { 1 } else { front.line(plain.first() + 1) };
    told.lines = Some(Lines { start: first, end: front.line(last) });
    told.body = lines.join("\n");
    Held::Article(told)
}

/// Takes what the lines below a title credit, where the front matter does not; gives the line of the text.
fn credits(plain: &Plain, below: usize, told: &mut Told, dating: &Dating) -> usize {
    /// A credit takes no more lines.
    const MOST: usize = 3;
    /// A line alone is taken for a credit where it is as sure as this.
    const SURE: f32 = 0.5;
    let mut body = below;
    let lines = plain.lines.iter().enumerate().skip(below).filter(|(_, line)| !line.trim().is_empty());
    for (number, line) in lines.take(MOST) {
        let is_heading = plain.headings.iter().any(|heading| heading.line == number);
        let credit = marks::credit(line.trim(), dating).filter(|credit| !is_heading && credit.sure >= SURE);
        let Some(credit) = credit else { break };
        told.published = told.published.or(credit.date.map(|date| date.published));
        told.source = told.source.take().or(credit.outlet);
        if told.persons.is_empty() {
            told.persons = credit.persons;
        }
        told.url = told.url.take().or(credit.url);
        body = number + 1;
    }
    body
}

/// Whether two titles are the same but for signs and blanks.
fn same_words(a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    letters(a) == letters(b)
}

/// The sections of a digest, each a text of its own. What stands above the first introduces them.
fn digest(plain: &Plain, front: &Front, told: &Told, sections: &[&Heading]) -> Vec<Text<'static>> {
    let ends = sections.iter().skip(1).map(|next| next.line).chain([plain.lines.len()]);
    let texts = sections.iter().zip(ends).map(|(heading, end)| {
        // A heading of another level ends a section: it begins another part of the digest.
        let inner = plain
            .headings
            .iter()
            .find(|other| other.line > heading.line && other.line < end && other.level < heading.level);
        let end = inner.map_or(end, |other| other.line);
        let url = heading.link.clone().or_else(|| plain.only_link(heading.line + 1..end));
        let around = Told { headline: heading.text.clone(), url, ..Told::default() };
        let lines = plain.lines.get(heading.line..end).unwrap_or_default();
        Text { line: Some(front.line(heading.line + 1)), around, of_whole: told.clone(), ..text_of(lines) }
    });
    texts.collect()
}

fn text_of(lines: &[String]) -> Text<'static> {
    Text {
        input: Input::of(lines.join("\n").into_bytes()),
        charset: Some("utf-8".to_owned()),
        ..Text::default()
    }
}

/// The headings of the articles of a digest: those of one level, where most say where their article is from, and all
/// together have most of the text below them.
fn sections<'p>(plain: &'p Plain, dating: &Dating) -> Option<Vec<&'p Heading>> {
    let of_level = |level: u8| -> Vec<&Heading> {
        plain.headings.iter().filter(|heading| heading.level == level).collect()
    };
    let levels = (1..=4).map(of_level).filter(|headings| headings.len() > 1);
    let digests = levels.filter_map(|headings| {
        let credited = headings.iter().filter(|heading| is_credited(plain, heading, dating)).count();
        let letters = |lines: &[String]| lines.iter().map(String::len).sum::<usize>();
        let below = headings.first().and_then(|first| plain.lines.get(first.line..)).unwrap_or_default();
        (credited * 2 > headings.len() && letters(below) * 2 > letters(&plain.lines))
            .then_some((credited, headings))
    });
    digests.max_by_key(|(credited, _)| *credited).map(|(_, headings)| headings)
}

/// The least text of an article, in bytes.
const TEXT: usize = 80;

/// Whether a heading leads elsewhere, or a credit stands below it, or the section closes with its address.
fn is_credited(plain: &Plain, heading: &Heading, dating: &Dating) -> bool {
    let end = plain.headings.iter().map(|other| other.line).find(|line| *line > heading.line);
    let below = heading.line + 1..end.unwrap_or(plain.lines.len());
    let mut lines =
        plain.lines.get(below.clone()).unwrap_or_default().iter().filter(|line| !line.trim().is_empty());
    let credit = |line: &String| {
        let line = line.trim();
        let dated =
            marks::credit(line, dating).is_some_and(|credit| credit.date.is_some() || credit.url.is_some());
        let labelled = marks::label(line)
            .is_some_and(|label| !matches!(label.name, marks::LabelName::Other | marks::LabelName::Body));
        dated || labelled && line.len() < 120
    };
    let text = plain.lines.get(below.clone()).unwrap_or_default().iter();
    // A list of links is no article.
    let text = text.filter(|line| !line.trim_start().starts_with(['*', '-', '+']));
    if text.map(String::len).sum::<usize>() < TEXT {
        return false;
    }
    heading.link.is_some() || lines.by_ref().take(3).any(credit) || plain.only_link(below).is_some()
}
