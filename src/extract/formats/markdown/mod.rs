//! Markdown: a clip or post is one article with the fields of its front matter; a digest gives an article for each of
//! its headings. The text is given as a reader sees it, line for line, its marks taken away.

mod digest;
mod front;
mod inline;
mod items;
mod plain;
mod sections;

use self::front::Front;
use self::plain::{BOLD, Plain};
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
    let finds = |mark: &str| memchr::memmem::find(head, mark.as_bytes()).is_some();
    let headings = || ["# ", "## ", "### ", "#### "].iter().map(|mark| begun_by(head, mark)).sum::<usize>();
    let marked = finds("](") || finds("**");
    let listed = marked && (headings() > 1 || begun_by(head, "**") > 2);
    // A mark above front matter; few texts need be decoded to look for it.
    let fronted = head.first().is_none_or(|byte| matches!(byte, b'-' | b'+') || !byte.is_ascii_graphic());
    if !(named || listed || fronted) || decode::is_binary(head) {
        return false;
    }
    // A page or a mail that is called so is one all the same, and has been taken before; so is a text without a mark.
    if named && (marked || headings() > 0) {
        return true;
    }
    let text = decode::decode(head, None).text;
    Front::of(&text).is_some_and(|front| named || front.tells())
        || listed && digest::is_one(&Plain::of(&text), path)
}

/// How many lines of a text begin so.
fn begun_by(text: &[u8], mark: &str) -> usize {
    let lines = memchr::memchr_iter(b'\n', text).map(|end| end + 1);
    std::iter::once(0).chain(lines).filter(|line| text[*line..].starts_with(mark.as_bytes())).count()
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
    let held = match digest::articles(&plain, &front, &told, given) {
        Some(articles) => articles,
        None => vec![whole(&plain, &front, told, &given.dating)],
    };
    Box::new(held.into_iter().map(Ok))
}

/// The whole file: an article under its title, or a text that shows by its lines what it is.
fn whole<'s>(plain: &Plain, front: &Front, mut told: Told, dating: &Dating) -> Held<'s> {
    let mut headings = plain.headings.iter().filter(|heading| heading.level < BOLD);
    let title = headings.next().filter(|heading| plain.first() == heading.line);
    if told.headline.is_empty() && (title.is_none() || headings.next().is_none()) {
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

fn text_of(lines: &[String]) -> Text<'static> {
    Text {
        input: Input::of(lines.join("\n").into_bytes()),
        charset: Some("utf-8".to_owned()),
        ..Text::default()
    }
}
