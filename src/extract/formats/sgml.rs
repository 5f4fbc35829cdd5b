//! Collections in SGML: articles one after the other, each a `<DOC>` (as TREC distributes them) or a `<REUTERS>`.
//! The elements name the fields; it asks for no document type and forgives what is not closed.

use std::ops::Range;

use crate::extract::clipping::Told;
use crate::extract::formats::{Format, Given, Held, Input, Opened, nothing};
use crate::extract::marks::{self, Dating};
use crate::extract::{decode, markup, stamp};
use crate::model::Lines;

/// Collections of articles in SGML.
pub const FORMAT: Format = Format { name: "sgml", takes, read };

/// The elements that hold an article.
const ARTICLES: [&str; 2] = ["REUTERS", "DOC"];

/// The elements that may name each field, the likeliest first.
const HEADLINES: &[&str] = &["HEADLINE", "HEAD", "HL", "TITLE", "TI", "HT"];
const DATES: &[&str] = &["DATE", "DATE1", "DD", "DATE_TIME", "PUBDATE", "DOCNO"];
const BYLINES: &[&str] = &["BYLINE", "AUTHOR", "AU"];
const SOURCES: &[&str] = &["SO", "PUB", "SOURCE", "PUBLICATION"];
const TEXTS: &[&str] = &["TEXT", "BODY", "LP", "LEADPARA", "CONTENT"];

fn takes(head: &[u8], _: &str) -> bool {
    if memchr::memchr(b'<', head).is_none() {
        return false;
    }
    let head = String::from_utf8_lossy(head).to_ascii_uppercase();
    let begins = |name: &str| {
        head.match_indices(&format!("<{name}")).any(|(at, _)| {
            let line = head[..at].rsplit('\n').next().is_some_and(|before| before.trim().is_empty());
            line && head[at + 1 + name.len()..].starts_with(['>', ' '])
        })
    };
    let names = ["<DOCNO", "<DOCID", "<TEXT", "<HEADLINE", "NEWID=", "<DOC ID="];
    ARTICLES.iter().any(|name| begins(name)) && names.iter().any(|name| head.contains(name))
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let (bytes, lost) = match input.part(&given.budget) {
        Ok(part) => part,
        Err(loss) => return nothing(loss),
    };
    let text = decode::decode(&bytes, given.charset.as_deref()).text.into_owned();
    let articles = Articles { text, at: 0, line: 1, dating: given.dating };
    Box::new(articles.map(|told| Ok(Held::Article(told))).chain(lost.map(Err)))
}

/// The articles of a collection.
struct Articles {
    text: String,
    at: usize,
    /// The line that `at` stands on.
    line: u32,
    dating: Dating,
}

impl Iterator for Articles {
    type Item = Told;

    fn next(&mut self) -> Option<Self::Item> {
        let rest = self.text.get(self.at..)?;
        let (start, name) = begin(rest)?;
        let (inside, end) = element(rest, start, name)?;
        let lines =
            |part: &str| u32::try_from(memchr::memchr_iter(b'\n', part.as_bytes()).count()).unwrap_or(0);
        let first = self.line + lines(&rest[..start]);
        let last = first + lines(rest[start..end].trim_end());
        let mut told = article(name, &rest[start..end], &rest[inside], &self.dating);
        told.lines = Some(Lines { start: first, end: last });
        (self.line, self.at) = (first + lines(&rest[start..end]), self.at + end);
        Some(told)
    }
}

/// Where the next article begins, and the name of its element.
fn begin(text: &str) -> Option<(usize, &'static str)> {
    memchr::memchr_iter(b'<', text.as_bytes()).find_map(|at| {
        let name = ARTICLES.iter().find(|name| is_tag(&text[at + 1..], name))?;
        Some((at, *name))
    })
}

/// Whether a text goes on with a name that ends there.
fn is_tag(text: &str, name: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.get(..name.len()).is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes()))
        && bytes.get(name.len()).is_some_and(|next| matches!(next, b'>' | b' ' | b'\n' | b'\r' | b'\t'))
}

/// What an element holds that begins at a place, and where it ends. One that is not closed ends where the next
/// begins, or with the text.
fn element(text: &str, start: usize, name: &str) -> Option<(Range<usize>, usize)> {
    let open = start + text[start..].find('>')? + 1;
    let tag = |at: &usize| {
        let rest = &text[*at + 1..];
        rest.strip_prefix('/').is_some_and(|rest| is_tag(rest, name)) || is_tag(rest, name)
    };
    let close = memchr::memchr_iter(b'<', &text.as_bytes()[open..]).map(|at| open + at).find(tag);
    let Some(close) = close else { return Some((open..text.len(), text.len())) };
    let closed = text[close..].starts_with("</");
    let end = text[close..].find('>').filter(|_| closed).map_or(close, |at| close + at + 1);
    Some((open..close, end))
}

/// What the first element of a name holds, if it holds anything.
fn field<'t>(article: &'t str, name: &str) -> Option<&'t str> {
    let starts = memchr::memchr_iter(b'<', article.as_bytes());
    let mut found = starts.filter(|at| is_tag(&article[at + 1..], name));
    found.find_map(|at| {
        let (inside, _) = element(article, at, name)?;
        article.get(inside).filter(|text| !text.trim().is_empty())
    })
}

/// An article's fields.
fn article(name: &str, whole: &str, inside: &str, dating: &Dating) -> Told {
    let first = |names: &[&str]| names.iter().find_map(|name| field(inside, name));
    let short = |text: &str| {
        let text = markup::text(text);
        text.trim()
            .trim_start_matches("= ")
            .trim_end_matches("@")
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    let headline = first(HEADLINES).map(short).unwrap_or_default();
    let dates = DATES.iter().filter_map(|name| field(inside, name));
    let id = || whole.split('>').next().and_then(|tag| day_in_id(tag, dating));
    let published = dates
        .filter_map(|text| {
            let text = short(text);
            stamp::published(&text, dating).or_else(|| day_in_id(&text, dating))
        })
        .next()
        .or_else(id);
    let byline = first(BYLINES).map(short).unwrap_or_default();
    let persons = persons(&byline);
    let is_reuters = name == "REUTERS";
    let mut body = body(inside);
    let mut headline = headline_alone(&headline, dating);
    if headline.is_empty()
        && let Some((first, rest)) = headline_in(&body)
    {
        (headline, body) = (first.to_owned(), rest.to_owned());
    }
    Told {
        headline,
        source: first(SOURCES).map(short).or_else(|| is_reuters.then(|| "Reuters".to_owned())),
        published,
        persons,
        url: first(&["URL"]).map(short).filter(|url| url.starts_with("http")),
        language: first(&["LANGUAGE"]).map(short),
        body,
        ..Told::default()
    }
}

/// The people of a byline. A letter to the editor is from its writer, and a writer of the agency says so.
fn persons(byline: &str) -> Vec<String> {
    let byline = byline.strip_prefix("From ").unwrap_or(byline);
    let byline = byline.strip_suffix(" Reuters").unwrap_or(byline).trim_end_matches(['.', ',', ' ']);
    match marks::persons(byline) {
        persons if persons.is_empty() && marks::looks_like_person(byline) => vec![byline.to_owned()],
        persons => persons,
    }
}

/// The headline without the paper's name and date before it: `FT  14 MAY 91 / Sluice opens`.
fn headline_alone(headline: &str, dating: &Dating) -> String {
    let alone = headline
        .split_once(" / ")
        .filter(|(before, _)| before.len() < 30 && marks::dates(before, dating).next().is_some());
    alone.map_or(headline, |(_, headline)| headline).to_owned()
}

/// A text that no headline is marked in and that opens with one all the same: its first line, and what is below it.
fn headline_in(body: &str) -> Option<(&str, &str)> {
    let (first, rest) = body.split_once('\n')?;
    let first_of_paragraph = first.starts_with([' ', '\t']);
    let goes_on = rest.starts_with(|c: char| c.is_lowercase()) || first.trim_end().ends_with(['.', ',', '-']);
    (!first_of_paragraph
        && !goes_on
        && !first.trim().is_empty()
        && !rest.trim().is_empty()
        && first.len() < 100)
        .then_some((first.trim(), rest))
}

/// The text of an article: all its elements of text, or what stands between the others.
fn body(inside: &str) -> String {
    let dateline = field(inside, "DATELINE").map(markup::text).unwrap_or_default();
    let inner = field(inside, "BODY").filter(|body| TEXTS.iter().any(|name| field(body, name).is_some()));
    let inside = inner.unwrap_or(inside);
    let mut texts: Vec<&str> = ["LP", "LEADPARA"].iter().filter_map(|name| field(inside, name)).collect();
    let mut rest = inside;
    while let Some((at, name)) = ["TEXT", "CONTENT"].iter().find_map(|name| {
        memchr::memchr_iter(b'<', rest.as_bytes())
            .find(|at| is_tag(&rest[at + 1..], name))
            .map(|at| (at, *name))
    }) {
        let Some((held, end)) = element(rest, at, name) else { break };
        texts.push(&rest[held]);
        rest = &rest[end..];
    }
    // Reuters puts headline and dateline inside the text, and the text itself in a body.
    let texts: Vec<&str> = texts.into_iter().map(|text| field(text, "BODY").unwrap_or(text)).collect();
    let texts = if texts.is_empty() { field(inside, "BODY").into_iter().collect() } else { texts };
    let mut body = String::new();
    for text in texts {
        if ["TITLE", "DATELINE", "AUTHOR"].iter().any(|name| field(text, name).is_some()) {
            continue;
        }
        let text = if holds_paragraphs(text) { markup::text(text) } else { markup::printed(text) };
        if !body.is_empty() {
            body.push_str("\n\n");
        }
        body.push_str(text.trim_matches(|c: char| c.is_whitespace() && c != ' ').trim_end());
    }
    let body: String = body.chars().filter(|c| !c.is_control() || matches!(c, '\n' | '\t')).collect();
    let body = body.trim_start_matches('\n').trim_end().to_owned();
    match dateline.trim() {
        "" => body,
        dateline if body.trim_start().starts_with(dateline) => body,
        dateline => format!("{dateline} {}", body.trim_start()),
    }
}

fn holds_paragraphs(text: &str) -> bool {
    memchr::memchr_iter(b'<', text.as_bytes()).any(|at| is_tag(&text[at + 1..], "P"))
}

/// The day that an article's number holds: `AP880212-0001`, `NYT_ENG_20041201.0001`.
fn day_in_id(id: &str, dating: &Dating) -> Option<crate::model::Published> {
    let numbers = id.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|number| matches!(number.len(), 6 | 8)).find_map(|number| stamp::published(number, dating))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::formats::Budget;
    use crate::model::{Day, Published};

    fn told(text: &str) -> Vec<Told> {
        let dating = Dating { today: Day::new(2025, 7, 1).unwrap(), order: None };
        let names = crate::extract::named::Names::default();
        let path = "a.sgm".to_owned();
        let given = Given { path, charset: None, dating, budget: Budget::of(0), names };
        assert!(takes(text.as_bytes(), "a.sgm"));
        let held = read(Input::of(text.as_bytes().to_vec()), &given);
        held.map(|held| match held {
            Ok(Held::Article(told)) => told,
            _ => panic!("no article"),
        })
        .collect()
    }

    #[test]
    fn an_article_that_is_not_closed_ends_where_the_next_begins() {
        let told = told(
            "<DOC>\n<DOCNO> Q880212-0001 </DOCNO>\n<TEXT>\nOne\n<DOC>\n<DOCNO>2</DOCNO>\n<TEXT>\nTwo\n</TEXT>\n</DOC>\n",
        );
        let bodies: Vec<&str> = told.iter().map(|told| told.body.as_str()).collect();
        assert_eq!(bodies, ["One", "Two"]);
        assert_eq!(told[0].published, Day::new(1988, 2, 12).map(Published::on));
        assert_eq!(told[1].lines, Some(Lines { start: 5, end: 10 }));
    }

    #[test]
    fn a_headline_is_without_its_paper_and_date() {
        let told = told(
            "<DOC>\n<HEADLINE>\nQM  14 MAY 91 / Sluice opens / early\n</HEADLINE>\n<BYLINE>\n   By MAUD ELLERY\n</BYLINE>\n<TEXT>Water.</TEXT>\n</DOC>\n",
        );
        assert_eq!(told[0].headline, "Sluice opens / early");
        assert_eq!(told[0].persons, ["MAUD ELLERY"]);
    }

    #[test]
    fn a_byline_is_who_wrote_and_neither_from_nor_for_whom() {
        assert_eq!(persons("From Mr TOBY QUILL."), ["TOBY QUILL"]);
        assert_eq!(persons("By Ada Marsh Reuters"), ["Ada Marsh"]);
        assert_eq!(persons("by Ada Marsh and Jo Lind, Reuters"), ["Ada Marsh", "Jo Lind"]);
        assert_eq!(persons("our foreign staff"), Vec::<String>::new());
    }

    #[test]
    fn a_text_without_a_marked_headline_may_open_with_one() {
        let told = told(
            "<REUTERS OLDID=\"1\" NEWID=\"1\">\n<DATE>26-FEB-1987</DATE>\n<TEXT TYPE=\"UNPROC\">&#2;\nTIDE TABLE - FEB 26\n    High water  6.10\n&#3;\n</TEXT>\n</REUTERS>\n<REUTERS NEWID=\"2\">\n<TEXT TYPE=\"UNPROC\">&#2;\n    Low water at ten.\n    It rose.\n</TEXT>\n</REUTERS>\n",
        );
        assert_eq!(
            (told[0].headline.as_str(), told[0].body.trim()),
            ("TIDE TABLE - FEB 26", "High water  6.10")
        );
        assert_eq!(told[1].headline, "");
    }
}
