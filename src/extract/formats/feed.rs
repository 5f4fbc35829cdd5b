//! Feeds (RSS of every version, Atom) → an article for each of their entries, with its fields. The feed's name is the
//! source of what names no other. An entry that only points elsewhere is still what was saved, and is given.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Format, Given, Input, Opened, marked_up};
use crate::extract::clipping::Told;
use crate::extract::marks::{self, Dating};
use crate::extract::{decode, markup};
use crate::model::{Day, Published};

/// Feeds.
pub const FORMAT: Format = Format { name: "feed", takes, read };

fn takes(head: &[u8], _: &str) -> bool {
    if !markup::may_begin(head) {
        return false;
    }
    let text = decode::decode(head, None).text;
    let Some(element) = markup::root(&text) else { return false };
    let name = element.split_whitespace().next().unwrap_or("");
    match name.rsplit(':').next() {
        Some("rss") => true,
        Some("feed") => element.contains("Atom") || element.contains("atom"),
        Some("RDF") => element.contains("purl.org/rss") || element.contains("netscape.com/rdf"),
        _ => false,
    }
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    marked_up(input, given, "save the feed once more", entries)
}

/// An element of an entry or of the feed: its name without prefix, and the markup inside it.
struct Element<'t> {
    name: String,
    inside: &'t str,
    /// Where it points to, and how that is called.
    target: Option<String>,
    relation: Option<String>,
}

impl Element<'_> {
    /// Its text as a reader sees it; markup that is written as text is read as markup.
    fn text(&self) -> String {
        markup::of_xml(self.inside)
    }
}

/// The articles of a feed, and where its markup could not be followed any further.
fn entries(text: &str, dating: &Dating) -> (Vec<Told>, Option<String>) {
    let mut reader = Reader::from_str(text);
    let (mut feed, mut entry, mut told) = (Vec::new(), Vec::new(), Vec::new());
    let mut is_entry = false;
    let mut depth = 0_usize;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => return (finished(told, &feed), Some(error.to_string())),
        };
        match event {
            Event::Start(start) => match start.local_name().as_ref() {
                "rss" | "feed" | "RDF" | "channel" => depth += 1,
                "item" | "entry" if !is_entry => is_entry = true,
                _ => {
                    let element = start.to_owned();
                    match reader.read_text(start.name()) {
                        Ok(inside) => {
                            let inside = within(text, &inside, reader.buffer_position());
                            let of = if is_entry { &mut entry } else { &mut feed };
                            of.push(of_element(&element, inside));
                        }
                        Err(error) => return (finished(told, &feed), Some(error.to_string())),
                    }
                }
            },
            Event::Empty(start) => {
                let of = if is_entry { &mut entry } else { &mut feed };
                of.push(of_element(&start, ""));
            }
            Event::End(end) => match end.local_name().as_ref() {
                "item" | "entry" => {
                    is_entry = false;
                    told.push(article(&std::mem::take(&mut entry), dating));
                }
                _ => depth = depth.saturating_sub(1),
            },
            Event::Eof => {
                let broken = (depth > 0 || is_entry).then(|| "its end is missing".to_owned());
                return (finished(told, &feed), broken);
            }
            _ => {}
        }
    }
}

/// The markup inside an element that the reader has just passed.
fn within<'t>(text: &'t str, inside: &str, end: u64) -> &'t str {
    let end = usize::try_from(end).unwrap_or(text.len()).min(text.len());
    let close = text.get(..end).and_then(|before| before.rfind("</")).unwrap_or(end);
    let range: Range<usize> = close.saturating_sub(inside.len())..close;
    text.get(range).unwrap_or("")
}

fn of_element<'t>(start: &BytesStart, inside: &'t str) -> Element<'t> {
    let value = |name: &str| {
        let attribute = start.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
        Some(markup::resolved(&attribute.value).into_owned())
    };
    Element {
        name: start.local_name().as_ref().to_owned(),
        inside,
        target: value("href"),
        relation: value("rel"),
    }
}

/// Gives what the feed says of itself to the articles that do not say it.
fn finished(mut told: Vec<Told>, feed: &[Element]) -> Vec<Told> {
    let field = |name: &str| feed.iter().find(|element| element.name == name).map(Element::text);
    let (source, language) = (field("title").filter(|title| !title.is_empty()), field("language"));
    for article in &mut told {
        article.source = article.source.take().or_else(|| source.clone());
        article.language = article.language.take().or_else(|| language.clone());
    }
    told.retain(|article| !article.headline.is_empty() || !article.body.is_empty());
    told
}

/// The article that an entry is.
fn article(entry: &[Element], dating: &Dating) -> Told {
    let all = |names: &'static [&str]| {
        names.iter().flat_map(|name| entry.iter().filter(move |element| element.name == *name))
    };
    let first = |names: &'static [&str]| all(names).map(Element::text).find(|text| !text.is_empty());
    // The whole text where it is given, else what there is of it.
    let texts = all(&["encoded", "content", "description", "summary"]).map(Element::text);
    let body =
        texts.fold(String::new(), |longest, text| if text.len() > longest.len() { text } else { longest });
    let pointer =
        |element: &&Element| element.relation.as_deref().is_none_or(|relation| relation == "alternate");
    let url = all(&["link"]).filter(pointer).find_map(|link| {
        link.target.clone().or_else(|| Some(link.text()).filter(|url| url.starts_with("http")))
    });
    let persons = all(&["author", "creator"]).map(person).filter(|person| !person.is_empty()).collect();
    let mut stamps = all(&["pubDate", "published", "date", "issued", "updated", "modified"]);
    let published = stamps.find_map(|stamp| day(&stamp.text(), dating));
    Told {
        headline: first(&["title"]).unwrap_or_default(),
        source: all(&["source"])
            .map(|source| part(source, "title").unwrap_or_else(|| source.text()))
            .find(|name| !name.is_empty()),
        published,
        persons,
        url,
        language: first(&["language"]),
        body,
        ..Told::default()
    }
}

/// Who wrote an entry: `ann@post.example (Ann Quill)`, or a name among an address and a page.
fn person(element: &Element) -> String {
    let whole = part(element, "name").unwrap_or_else(|| element.text());
    match whole.split_once('(') {
        Some((address, name)) if address.contains('@') => name.trim_end_matches(')').trim().to_owned(),
        _ if whole.contains('@') => String::new(),
        _ => whole,
    }
}

/// The text of an element inside an element.
fn part(element: &Element, name: &str) -> Option<String> {
    let mut reader = Reader::from_str(element.inside);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if start.local_name().as_ref() == name => {
                let inside = reader.read_text(start.name()).ok()?;
                return Some(markup::text(&markup::resolved(&inside)).trim().to_owned());
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// The day of a stamp, as programs or as mails write it.
fn day(stamp: &str, dating: &Dating) -> Option<Published> {
    let number = |range: Range<usize>| stamp.get(range)?.parse().ok();
    let written = || {
        let words: Vec<&str> = stamp.split_whitespace().filter(|word| !word.contains(':')).collect();
        marks::dates(&words.join(" "), dating).next().map(|date| date.published)
    };
    let signs = stamp.as_bytes().get(4) == Some(&b'-') && stamp.as_bytes().get(7) == Some(&b'-');
    let iso = || Day::new(stamp.get(..4)?.parse().ok()?, number(5..7)?, number(8..10)?).map(Published::on);
    (if signs { iso() } else { written() }).filter(|day| dating.allows(*day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(feed: &str) -> (Vec<Told>, Option<String>) {
        assert!(takes(feed.as_bytes(), "a"), "{feed}");
        entries(feed, &Dating { today: Day::new(2025, 7, 1).unwrap(), order: None })
    }

    #[test]
    fn an_entry_is_an_article_whatever_the_feed_is_called() {
        let rss = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour Post</title><language>en-gb</language>\
            <item><title>Pier &amp; ferry</title><link>https://post.example/1</link><author>ann@post.example (Ann Quill)</author>\
            <pubDate>Tue, 03 Jun 2014 23:10:00 +0200</pubDate><description>Short.</description>\
            <content:encoded><![CDATA[<p>The pier &amp; the ferry.</p><p>Both open.</p>]]></content:encoded></item></channel></rss>";
        let (told, broken) = of(rss);
        let expect = Told {
            headline: "Pier & ferry".to_owned(),
            source: Some("Harbour Post".to_owned()),
            published: Day::new(2014, 6, 3).map(Published::on),
            persons: vec!["Ann Quill".to_owned()],
            url: Some("https://post.example/1".to_owned()),
            language: Some("en-gb".to_owned()),
            body: "The pier & the ferry.\n\nBoth open.".to_owned(),
            ..Told::default()
        };
        assert_eq!((told, broken), (vec![expect.clone()], None));
        let atom = "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Harbour Post</title><link rel=\"self\" href=\"https://post.example/feed\"/>\
            <entry><title type=\"html\">Pier &amp;amp; ferry</title><link rel=\"edit\" href=\"https://no.example\"/><link href=\"https://post.example/1\"/>\
            <author><name>Ann Quill</name><email>ann@post.example</email></author><updated>2014-06-09T00:00:00Z</updated>\
            <published>2014-06-03T23:10:00+02:00</published><content type=\"xhtml\"><div><p>The pier &amp; the ferry.</p><p>Both open.</p></div></content></entry></feed>";
        assert_eq!(of(atom), (vec![Told { language: None, ..expect }], None));
    }

    #[test]
    fn what_breaks_off_gives_what_there_is_and_says_so() {
        let (told, broken) =
            of("<rss><channel><title>Post</title><item><title>One</title></item><item><title>Tw");
        assert_eq!(told.len(), 1);
        assert!(broken.is_some());
        assert!(of("<rss><channel><item><title>One</title></item>").1.is_some());
    }

    #[test]
    fn other_markup_is_no_feed() {
        for other in [
            "<?xml version=\"1.0\"?><svg>",
            "<feed>",
            "<html>",
            "rss>",
            "<!DOCTYPE html><html>",
            "<?xml",
            "<rdf:RDF xmlns=\"x\">",
        ] {
            assert!(!takes(other.as_bytes(), "a.xml"), "{other}");
        }
    }
}
