//! News in XML as agencies send it (NITF, NewsML 1, NewsML-G2) → an article for each text in it, with its fields. What
//! goes with a text (pictures, packages, planning) is none.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{Format, Given, Input, Opened, marked_up};
use crate::extract::clipping::Told;
use crate::extract::marks::Dating;
use crate::extract::named::{Field, Fields};
use crate::extract::{decode, markup};

/// News in XML.
pub const FORMAT: Format = Format { name: "newsml", takes, read };

/// Elements that are an article.
const ARTICLES: [&str; 3] = ["newsItem", "NewsItem", "nitf"];

/// Elements whose text is a field, and how sure that is: less is surer.
const TEXTS: [(&str, Field, usize); 24] = [
    ("hl1", Field::Headline, 0),
    ("headline", Field::Headline, 1),
    ("HeadLine", Field::Headline, 1),
    ("hedline", Field::Headline, 2),
    ("title", Field::Headline, 3),
    ("byline", Field::Byline, 0),
    ("by", Field::Byline, 0),
    ("ByLine", Field::Byline, 0),
    ("distributor", Field::Source, 1),
    ("creditline", Field::Source, 1),
    ("CreditLine", Field::Source, 1),
    ("rights.owner", Field::Source, 3),
    ("firstCreated", Field::Date, 2),
    ("FirstCreated", Field::Date, 2),
    ("contentCreated", Field::Date, 3),
    ("versionCreated", Field::Date, 4),
    ("ThisRevisionCreated", Field::Date, 4),
    ("DateId", Field::Date, 5),
    ("body.content", Field::Text, 0),
    ("inlineXML", Field::Text, 0),
    ("inlineData", Field::Text, 1),
    ("DataContent", Field::Text, 1),
    ("abstract", Field::Text, 8),
    ("description", Field::Text, 9),
];

/// Attributes that are a field.
const VALUES: [(&str, &str, Field, usize); 13] = [
    ("newsItem", "xml:lang", Field::Language, 1),
    ("NewsItem", "xml:lang", Field::Language, 1),
    ("nitf", "baselang", Field::Language, 1),
    ("language", "tag", Field::Language, 0),
    ("Language", "FormalName", Field::Language, 0),
    ("date.release", "norm", Field::Date, 1),
    ("date.issue", "norm", Field::Date, 2),
    ("story.date", "norm", Field::Date, 3),
    ("pubdata", "date.publication", Field::Date, 0),
    ("pubdata", "name", Field::Source, 0),
    ("infoSource", "literal", Field::Source, 2),
    ("doc.copyright", "holder", Field::Source, 4),
    ("Party", "FormalName", Field::Source, 5),
];

/// A text of so many bytes tells its language by itself.
const SPEAKS: usize = 200;

/// Whom a text comes from, by name or by a sign: `nprov:QNA`.
const PROVIDERS: [(&str, usize); 2] = [("provider", 4), ("copyrightHolder", 6)];

fn takes(head: &[u8], _: &str) -> bool {
    if !markup::may_begin(head) {
        return false;
    }
    let text = decode::decode(head, None).text;
    let Some(element) = markup::root(&text) else { return false };
    let name = element.split_whitespace().next().unwrap_or("");
    let name = name.rsplit(':').next().unwrap_or(name);
    matches!(name, "newsItem" | "newsMessage" | "packageItem" | "NewsML" | "NewsItem" | "nitf")
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    marked_up(input, given, "fetch it once more", articles)
}

/// An article as far as it is read.
#[derive(Default)]
struct Open {
    fields: Fields,
    /// Where it was written, as the text should open with.
    dateline: String,
    /// Whether it is said to be a picture or something else that is no text.
    shown: bool,
}

/// The articles of a file, and where its markup could not be followed any further.
fn articles(text: &str, dating: &Dating) -> (Vec<Told>, Option<String>) {
    let mut reader = Reader::from_str(text);
    let mut told = Vec::new();
    let mut open: Option<Open> = None;
    let mut depth = 0_usize;
    loop {
        let event = match reader.read_event() {
            Ok(event) => event,
            Err(error) => {
                told.extend(open.and_then(|open| open.told(dating)));
                return (told, Some(error.to_string()));
            }
        };
        match event {
            Event::Start(start) => {
                let name = start.local_name().as_ref().to_owned();
                if ARTICLES.contains(&name.as_str()) && open.is_none() {
                    open = Some(Open::default());
                }
                let Some(article) = open.as_mut() else {
                    depth += 1;
                    continue;
                };
                article.values(&name, &start);
                if !is_read(&name) {
                    depth += 1;
                    continue;
                }
                match reader.read_text(start.name()) {
                    Ok(inside) => article.text(&name, &start, &inside),
                    Err(error) => {
                        told.extend(open.and_then(|open| open.told(dating)));
                        return (told, Some(error.to_string()));
                    }
                }
            }
            Event::Empty(start) => {
                if let Some(article) = open.as_mut() {
                    article.values(start.local_name().as_ref(), &start);
                }
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                if ARTICLES.contains(&end.local_name().as_ref()) {
                    told.extend(open.take().and_then(|open| open.told(dating)));
                }
            }
            Event::Eof => {
                told.extend(open.and_then(|open| open.told(dating)));
                return (told, (depth > 0).then(|| "its end is missing".to_owned()));
            }
            _ => {}
        }
    }
}

/// Whether the text inside an element is taken as a whole.
fn is_read(name: &str) -> bool {
    TEXTS.iter().any(|(known, ..)| *known == name)
        || PROVIDERS.iter().any(|(known, _)| *known == name)
        || matches!(name, "dateline" | "DateLine")
}

impl Open {
    /// Takes the attributes of an element that are a field.
    fn values(&mut self, name: &str, start: &BytesStart) {
        let value = |wanted: &str| {
            let found = start.attributes().flatten().find(|attribute| attribute.key.as_ref() == wanted)?;
            Some(markup::resolved(&found.value).into_owned())
        };
        for (_, attribute, field, sure) in VALUES.iter().filter(|(known, ..)| *known == name) {
            self.fields.take(*field, *sure, value(attribute).into_iter().collect());
        }
        if let Some((_, sure)) = PROVIDERS.iter().find(|(known, _)| *known == name) {
            let sign = || value("qcode").map(|code| code.rsplit(':').next().unwrap_or(&code).to_owned());
            self.fields.take(Field::Source, sure + 1, value("literal").or_else(sign).into_iter().collect());
        }
        if name == "itemClass" {
            let shown = ["picture", "graphic", "video", "audio", "animation", "composite"];
            self.shown = value("qcode").is_some_and(|code| shown.iter().any(|kind| code.ends_with(kind)));
        }
    }

    /// Takes the text inside an element.
    fn text(&mut self, name: &str, start: &BytesStart, inside: &str) {
        if matches!(name, "dateline" | "DateLine") {
            let place = markup::of_xml(inner(inside, "location").unwrap_or(inside));
            // Some put a stamp there.
            if !place.starts_with(|c: char| c.is_ascii_digit()) {
                self.dateline = place.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            return;
        }
        if let Some((_, sure)) = PROVIDERS.iter().find(|(known, _)| *known == name) {
            self.fields.take(
                Field::Source,
                *sure,
                inner(inside, "name").map(markup::of_xml).into_iter().collect(),
            );
            return;
        }
        let Some((_, field, sure)) = TEXTS.iter().find(|(known, ..)| *known == name) else { return };
        let text = match field {
            Field::Text => {
                let body = inner(inside, "body.content").or_else(|| inner(inside, "body"));
                markup::of_xml(body.unwrap_or(inside))
            }
            // A title below the name is none of it.
            Field::Byline => markup::of_xml(inside.split("<byttl").next().unwrap_or(inside)),
            Field::Headline => markup::of_xml(inner(inside, "hl1").unwrap_or(inside)),
            _ => markup::of_xml(inside).trim_end_matches(['-', '–', ' ']).to_owned(),
        };
        // Short headlines and notes for editors are called so too.
        let role = start.attributes().flatten().find(|attribute| attribute.key.as_ref() == "role");
        let beside = *field == Field::Headline && role.is_some_and(|role| !role.value.ends_with("main"));
        let is_name = |text: &str| text.contains(char::is_uppercase) && !text.contains('/');
        if *field != Field::Byline || is_name(&text) {
            self.fields.take(*field, sure + usize::from(beside), vec![text]);
        }
    }

    /// The article, if it is one.
    fn told(self, dating: &Dating) -> Option<Told> {
        let mut told = self.fields.told(dating);
        if told.body.trim().is_empty() || self.shown {
            return None;
        }
        // A text of some length tells its language better than what is said of it.
        told.language = told.language.filter(|_| told.body.len() < SPEAKS);
        let dateline = self.dateline.trim_end_matches(['-', '–', '—', ' ']);
        let opens = told.body.to_lowercase().starts_with(&dateline.to_lowercase());
        if !dateline.is_empty() && !opens {
            told.body = format!("{dateline} – {}", told.body.trim_start());
        }
        Some(told)
    }
}

/// What the first element of a name holds.
fn inner<'t>(markup: &'t str, name: &str) -> Option<&'t str> {
    let opens = |at: &usize| {
        let rest = markup.get(at + 1..).unwrap_or("");
        let name_end = rest.find([' ', '>', '\n', '\t', '\r', '/']).unwrap_or(rest.len());
        rest.get(..name_end).is_some_and(|own| own.rsplit(':').next() == Some(name))
    };
    let at = memchr::memchr_iter(b'<', markup.as_bytes()).find(opens)?;
    let start = at + markup.get(at..)?.find('>')? + 1;
    if markup.get(..start)?.ends_with("/>") {
        return None;
    }
    let closes = |at: &usize| {
        let rest = markup.get(start + at + 1..).unwrap_or("");
        rest.strip_prefix('/')
            .and_then(|rest| rest.split('>').next())
            .is_some_and(|own| own.rsplit(':').next() == Some(name))
    };
    let end = memchr::memchr_iter(b'<', markup.as_bytes().get(start..)?).find(closes);
    markup.get(start..end.map_or(markup.len(), |end| start + end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Published};

    fn of(xml: &str) -> Vec<Told> {
        assert!(takes(xml.as_bytes(), "a"), "{xml}");
        let (told, broken) = articles(xml, &Dating { today: Day::new(2025, 7, 1).unwrap(), order: None });
        assert_eq!(broken, None);
        told
    }

    fn expect() -> Told {
        Told {
            headline: "Pier opens".to_owned(),
            source: Some("Quay News".to_owned()),
            published: Day::new(2025, 6, 2).map(Published::on),
            persons: vec!["Ida Brandt".to_owned()],
            language: Some("en".to_owned()),
            body: "BRANNICK – The pier opens.\n\nAt last.".to_owned(),
            ..Told::default()
        }
    }

    #[test]
    fn nitf_is_an_article() {
        let told = of(
            "<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf.dtd\"><nitf baselang=\"en\"><head><title>Slug</title><docdata>\
            <date.issue norm=\"20250602T101500+0100\"/><doc.copyright holder=\"Quay News\" year=\"2025\"/></docdata></head><body><body.head>\
            <hedline><hl1>Pier opens</hl1><hl2>At Brannick</hl2></hedline><byline>By <person>Ida Brandt</person><byttl>Quay editor</byttl></byline>\
            <dateline><location>BRANNICK</location></dateline></body.head><body.content><p>The pier opens.</p><p>At last.</p></body.content></body></nitf>",
        );
        assert_eq!(told, [expect()]);
    }

    #[test]
    fn newsml_of_both_generations_gives_its_texts_and_no_pictures() {
        let g2 = "<newsMessage xmlns=\"x\"><itemSet><newsItem xml:lang=\"en\"><itemMeta><itemClass qcode=\"ninat:text\"/><provider qcode=\"p:qn\"><name>Quay News</name></provider>\
            <versionCreated>2025-06-02T10:00:00Z</versionCreated></itemMeta><contentMeta><headline>Pier opens</headline><by>Ida Brandt</by><dateline>BRANNICK -</dateline></contentMeta>\
            <contentSet><inlineXML><html><head><title>x</title></head><body><p>The pier opens.</p><p>At last.</p></body></html></inlineXML></contentSet></newsItem>\
            <newsItem><itemMeta><itemClass qcode=\"ninat:picture\"/></itemMeta><contentMeta><headline>Pier</headline><description>A pier</description></contentMeta></newsItem></itemSet></newsMessage>";
        assert_eq!(of(g2), [expect()]);
        let first = "<NewsML><NewsEnvelope><DateAndTime>20250701T000000Z</DateAndTime></NewsEnvelope><NewsItem><NewsManagement><FirstCreated>20250602T101500Z</FirstCreated></NewsManagement>\
            <NewsComponent><NewsLines><HeadLine>Pier opens</HeadLine><ByLine>By Ida Brandt</ByLine><DateLine>BRANNICK</DateLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName=\"Quay News\"/></Provider></AdministrativeMetadata>\
            <DescriptiveMetadata><Language FormalName=\"en\"/></DescriptiveMetadata><ContentItem><DataContent><nitf><body><body.head><hedline><hl1>no</hl1></hedline></body.head><body.content><p>The pier opens.</p><p>At last.</p></body.content></body></nitf></DataContent></ContentItem></NewsComponent></NewsItem></NewsML>";
        assert_eq!(of(first), [expect()]);
    }

    #[test]
    fn what_breaks_off_gives_what_there_is() {
        let dating = Dating { today: Day::new(2025, 7, 1).unwrap(), order: None };
        let (told, broken) = articles(
            "<nitf><body><body.head><hedline><hl1>Pier</hl1></hedline></body.head><abstract>It opens.</abstract><body.content><p>It",
            &dating,
        );
        assert_eq!((told.len(), broken.is_some()), (1, true));
    }
}
