//! XML whose elements are called what news calls its fields, such as a database's answer → an article for each element
//! that holds a headline and a text. XML of agencies and feeds has formats of its own.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Format, Given, Input, Opened, marked_up};
use crate::extract::clipping::Told;
use crate::extract::marks::Dating;
use crate::extract::named::{self, Field, Fields};
use crate::extract::{decode, markup};

/// News as elements of XML.
pub const FORMAT: Format = Format { name: "xml", takes, read };

/// Fields are looked for no deeper than this.
const DEEPEST: usize = 32;

/// Elements that hold one text together, in their order.
const PARTS: [&str; 3] = ["leadParagraph", "tailParagraphs", "tailParagraph"];

/// Roots of what is no news, whatever its elements are called.
const OTHERS: [&str; 8] = ["html", "svg", "TEI", "mediawiki", "project", "plist", "opml", "urlset"];

fn takes(head: &[u8], path: &str) -> bool {
    let named = path.to_ascii_lowercase().ends_with(".xml");
    if !named && !markup::may_begin(head) {
        return false;
    }
    let text = decode::decode(head, None).text;
    let declared = text.trim_start_matches('\u{feff}').trim_start().starts_with("<?xml");
    if !declared && !named {
        return false;
    }
    let Some(root) = markup::root(&text).and_then(|root| root.split_whitespace().next()) else {
        return false;
    };
    let names =
        || text.split('<').skip(1).filter_map(|tag| tag.split([' ', '>', '/', '\n', '\r', '\t']).next());
    let has =
        |wanted: Field| names().any(|name| field(local(name)).is_some_and(|(field, _)| field == wanted));
    !OTHERS.contains(&local(root)) && has(Field::Headline) && has(Field::Text)
}

/// The name without its prefix.
fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// The field that an element is, and how sure that is.
fn field(name: &str) -> Option<(Field, usize)> {
    named::field(name).or_else(|| PARTS.contains(&name).then_some((Field::Text, 0)))
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    marked_up(input, given, "save it once more", articles)
}

/// An element that is open.
#[derive(Default)]
struct Open {
    name: String,
    /// Where what it holds begins.
    start: usize,
    /// What its elements say.
    fields: Fields,
    /// The parts of its text.
    parts: Vec<String>,
}

impl Open {
    /// The article that the element is, if it is one.
    fn told(mut self, dating: &Dating) -> Option<Told> {
        if !self.parts.is_empty() {
            self.fields.take(Field::Text, 0, self.parts);
        }
        // A text with a day is one too, unless it is itself a field of what is around it.
        let whole = self.fields.have(Field::Headline) && self.fields.have(Field::Text);
        let day =
            || self.fields.have(Field::Date) && field(&self.name).is_none() && self.fields.are_an_article();
        (whole || day()).then(|| self.fields.told(dating))
    }
}

/// The articles of a file, and where its markup could not be followed any further.
fn articles(text: &str, dating: &Dating) -> (Vec<Told>, Option<String>) {
    let mut reader = Reader::from_str(text);
    let mut told = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut deeper = 0_usize;
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        match reader.read_event() {
            Ok(Event::Start(_)) if open.len() >= DEEPEST => deeper += 1,
            Ok(Event::Start(start)) => {
                let name = start.local_name().as_ref().to_owned();
                let start = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
                open.push(Open { name, start, ..Open::default() });
            }
            Ok(Event::End(_)) if deeper > 0 => deeper -= 1,
            Ok(Event::End(_)) => {
                let Some(element) = open.pop() else { continue };
                let inside = text.get(element.start..at).unwrap_or_default();
                let name = element.name.clone();
                match (element.told(dating), open.last_mut()) {
                    (Some(article), _) => told.push(article),
                    (None, Some(around)) => around.take(&name, inside),
                    (None, None) => {}
                }
            }
            Ok(Event::Eof) if open.is_empty() => return (told, None),
            Ok(Event::Eof) => {
                told.extend(open.into_iter().rev().find_map(|element| element.told(dating)));
                return (told, Some("an element is not closed".to_owned()));
            }
            Ok(_) => {}
            Err(error) => {
                told.extend(open.into_iter().rev().find_map(|element| element.told(dating)));
                return (told, Some(error.to_string()));
            }
        }
    }
}

impl Open {
    /// Takes in what an element inside it says.
    fn take(&mut self, name: &str, inside: &str) {
        if PARTS.contains(&name) {
            self.parts.push(markup::of_xml(inside));
        } else if let Some((field, sure)) = field(name) {
            self.fields.take(field, sure, vec![markup::of_xml(inside)]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Day;

    fn of(xml: &str) -> (Vec<Told>, Option<String>) {
        assert!(takes(xml.as_bytes(), "a"), "{xml}");
        articles(xml, &Dating { today: Day::new(2025, 7, 1).unwrap(), order: None })
    }

    #[test]
    fn an_element_with_a_headline_and_a_text_is_an_article() {
        let (told, broken) = of(
            "<?xml version=\"1.0\"?><answer><set count=\"2\"><entry><article><headline><paragraph><hlt>Pier</hlt> opens</paragraph></headline>\
            <leadParagraph><paragraph>It opens.</paragraph></leadParagraph><publicationDate><dateTime>2025-06-02T01:35:58Z</dateTime></publicationDate>\
            <sourceName>Quay Times</sourceName><region><name>Quay</name></region><tailParagraphs><paragraph>So be it.</paragraph></tailParagraphs></article></entry>\
            <entry><title>Toll &amp; ferry</title><byLine>Ida Brandt</byLine><content>&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</content></entry></set></answer>",
        );
        assert_eq!(broken, None);
        let [pier, toll] = told.as_slice() else { panic!("{told:?}") };
        assert_eq!((pier.headline.as_str(), pier.source.as_deref()), ("Pier opens", Some("Quay Times")));
        assert_eq!((pier.body.as_str(), pier.published.is_some()), ("It opens.\n\nSo be it.", true));
        assert_eq!((toll.headline.as_str(), toll.body.as_str()), ("Toll & ferry", "One.\n\nTwo."));
        assert_eq!(toll.persons, ["Ida Brandt"]);
    }

    #[test]
    fn a_text_without_a_headline_is_an_article_where_it_has_a_day() {
        let (told, _) = of(
            "<?xml version=\"1.0\"?><news><headline/><published>2025-06-02</published><content>The pier opens.</content></news>",
        );
        assert_eq!((told.len(), told[0].body.as_str()), (1, "The pier opens."));
    }

    #[test]
    fn what_breaks_off_gives_what_there_is_and_says_so() {
        let (told, broken) =
            of("<?xml version=\"1.0\"?><set><doc><title>Pier</title><text>It opens.</text><lang>en");
        assert_eq!((told.len(), broken.is_some()), (1, true));
    }

    #[test]
    fn no_depth_is_too_deep() {
        let deep = "<text>".repeat(100_000);
        let (told, broken) = of(&format!("<?xml version=\"1.0\"?><set><title>Pier</title>{deep}"));
        assert_eq!((told.len(), broken.is_some()), (0, true));
    }

    #[test]
    fn other_xml_is_no_news() {
        for other in [
            "<svg><title>a</title><text>b</text></svg>",
            "<project><name>a</name></project>",
            "<set><title>a</title></set>",
        ] {
            assert!(!takes(format!("<?xml version=\"1.0\"?>{other}").as_bytes(), "a"), "{other}");
        }
    }
}
