//! What the JSON-LD of a page says of its article. Broken JSON is mended where that is plain, and else passed over.

use serde_json::{Map, Value};

use super::tree::Tree;

/// What one description of an article says.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    /// The headline.
    pub headline: Option<String>,
    /// The names of persons, or of whatever else is said to have written it.
    pub authors: Vec<String>,
    /// The date as written.
    pub published: Option<String>,
    /// The date of the last change as written.
    pub modified: Option<String>,
    /// The outlet.
    pub source: Option<String>,
    /// The address.
    pub url: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// Whether it is the page that is described and no article.
    pub page: bool,
    /// The text.
    pub body: Option<String>,
}

/// Members whose objects are not the page's own article.
const OTHERS: [&str; 14] = [
    "comment",
    "review",
    "reviews",
    "mentions",
    "ispartof",
    "itemlistelement",
    "relatedlink",
    "citation",
    "about",
    "breadcrumb",
    "image",
    "video",
    "potentialaction",
    "haspart",
];

/// The most objects that are looked at.
const MOST: usize = 20_000;

/// Every article, and then every page, that the page's JSON-LD describes.
pub fn told(tree: &Tree) -> Vec<Told> {
    let mut roots = Vec::new();
    for place in tree.all("script") {
        let is_linked =
            tree.attribute(place, "type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"));
        if let Some(text) = is_linked.then(|| tree.raw(place)).flatten() {
            roots.extend(parsed(text));
        }
    }
    let mut found = Vec::new();
    // The values still to be looked at; a stack of our own, since depth is the page's to choose.
    let mut waiting: Vec<&Value> = roots.iter().rev().collect();
    let mut looked = 0;
    while let Some(value) = waiting.pop() {
        looked += 1;
        if looked > MOST {
            break;
        }
        match value {
            Value::Array(values) => waiting.extend(values.iter().rev()),
            Value::Object(object) => {
                if let Some(told) = described(object, &roots) {
                    found.push(told);
                }
                let inner = object.iter().rev().filter(|(name, value)| {
                    (value.is_object() || value.is_array())
                        && !OTHERS.contains(&name.to_ascii_lowercase().as_str())
                });
                waiting.extend(inner.map(|(_, value)| value));
            }
            _ => {}
        }
    }
    found.sort_by_key(|told| told.page);
    found
}

/// The JSON of a script, mended where it is broken in the ways that pages break it.
fn parsed(text: &str) -> Vec<Value> {
    let text = text.trim().trim_start_matches("<!--").trim_end_matches("-->");
    let text = text.trim().trim_start_matches("//").trim_start_matches("<![CDATA[").trim();
    let text = text.trim_end_matches("]]>").trim_end_matches("//").trim_end_matches(';');
    let all = |text: &str| {
        let mut values = Vec::new();
        for value in serde_json::Deserializer::from_str(text).into_iter::<Value>() {
            match value {
                Ok(value) => values.push(value),
                Err(error) => return (values, Some(error)),
            }
        }
        (values, None)
    };
    match all(text) {
        (values, None) => values,
        (values, Some(_)) => {
            let (mended, _) = all(&mended(text));
            if mended.is_empty() { values } else { mended }
        }
    }
}

/// `text` with its control characters as blanks, and without commas before a closing bracket.
fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut in_string = false;
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '\\' if in_string => match letters.next() {
                Some(next @ ('"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' | 'u')) => {
                    mended.extend(['\\', next]);
                }
                Some(next) => mended.push(next),
                None => {}
            },
            '"' => {
                in_string = !in_string;
                mended.push('"');
            }
            '}' | ']' if !in_string => {
                mended.truncate(mended.trim_end().len());
                if mended.ends_with(',') {
                    mended.pop();
                }
                mended.push(letter);
            }
            _ if letter.is_control() => mended.push(' '),
            _ => mended.push(letter),
        }
    }
    mended
}

/// What an object says, if it describes an article or a page.
fn described(object: &Map<String, Value>, roots: &[Value]) -> Option<Told> {
    let kinds: Vec<&str> = match object.get("@type")? {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => return None,
    };
    let is = |ends: &[&str]| kinds.iter().any(|kind| ends.iter().any(|end| kind.ends_with(end)));
    let article = is(&["Article", "Posting", "BlogPost", "Report", "Recipe", "OpinionPiece"]);
    let page = !article && is(&["WebPage", "ItemPage", "MediaObject", "VideoObject", "CreativeWork"]);
    if !article && !page {
        return None;
    }
    let text = |names: &[&str]| names.iter().find_map(|name| string(object.get(*name)?));
    Some(Told {
        headline: text(&["headline", "name", "alternativeHeadline"]),
        authors: object
            .get("author")
            .or_else(|| object.get("creator"))
            .map(|value| names(value, roots, is_person))
            .unwrap_or_default(),
        published: text(&["datePublished", "dateCreated", "uploadDate"]),
        modified: text(&["dateModified"]),
        source: object.get("publisher").and_then(|value| names(value, roots, |_| true).into_iter().next()),
        url: text(&["url"]).or_else(|| string(object.get("mainEntityOfPage")?)),
        language: text(&["inLanguage"]),
        page,
        body: text(&["articleBody"]),
    })
}

/// A value's text: a string, the first of a list, or the `@id` of an object.
fn string(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => text.trim(),
        Value::Array(values) => return values.iter().find_map(|value| value.as_str()).map(str::to_owned),
        Value::Object(object) => object.get("@id")?.as_str()?,
        Value::Number(number) => return Some(number.to_string()),
        _ => return None,
    };
    (!text.is_empty()).then(|| text.to_owned())
}

/// The names that a value gives: strings, objects with a name, references to such, or a list of these.
fn names(value: &Value, roots: &[Value], fine: fn(&Map<String, Value>) -> bool) -> Vec<String> {
    let mut found = Vec::new();
    let values = match value {
        Value::Array(values) => values.as_slice(),
        one => std::slice::from_ref(one),
    };
    for value in values {
        match value {
            Value::String(name) => found.push(name.trim().to_owned()),
            Value::Object(object) => {
                let object = object
                    .get("@id")
                    .and_then(Value::as_str)
                    .filter(|_| !object.contains_key("name"))
                    .and_then(|id| referred(id, roots))
                    .unwrap_or(object);
                if !fine(object) {
                    continue;
                }
                match object.get("name") {
                    Some(Value::String(name)) => found.push(name.trim().to_owned()),
                    Some(Value::Array(list)) => {
                        found
                            .extend(list.iter().filter_map(Value::as_str).map(|name| name.trim().to_owned()));
                    }
                    _ => found.extend(in_parts(object)),
                }
            }
            _ => {}
        }
    }
    found.retain(|name| !name.is_empty());
    found
}

/// Whether an object may be a person: it says of itself that it is no organization.
fn is_person(object: &Map<String, Value>) -> bool {
    let is_office = |kind: &Value| kind.as_str().is_some_and(|kind| kind.ends_with("Organization"));
    match object.get("@type") {
        Some(Value::Array(kinds)) => !kinds.iter().any(is_office),
        Some(kind) => !is_office(kind),
        None => true,
    }
}

/// The name that an object gives in two parts.
fn in_parts(object: &Map<String, Value>) -> Option<String> {
    let part = |name: &str| object.get(name).and_then(Value::as_str).map(str::trim);
    Some(format!("{} {}", part("givenName")?, part("familyName")?))
}

/// The object of that `@id` in the page's graphs.
fn referred<'v>(id: &str, roots: &'v [Value]) -> Option<&'v Map<String, Value>> {
    let graphs = roots.iter().flat_map(|root| match root {
        Value::Object(object) => {
            object.get("@graph").and_then(Value::as_array).map_or(std::slice::from_ref(root), Vec::as_slice)
        }
        Value::Array(values) => values.as_slice(),
        _ => &[],
    });
    graphs
        .filter_map(Value::as_object)
        .find(|object| object.get("@id").and_then(Value::as_str) == Some(id) && object.contains_key("name"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str) -> Told {
        let page = format!("<script type='application/ld+json'>{json}</script>");
        told(&Tree::new(&page)).into_iter().next().unwrap_or_default()
    }

    #[test]
    fn authors_are_found_by_reference_and_in_lists() {
        let graph = r#"{"@graph":[{"@type":"NewsArticle","headline":"Pier","author":{"@id":"/#ann"}},{"@id":"/#ann","@type":"Person","name":"Ann Roe"}]}"#;
        assert_eq!(check(graph).authors, ["Ann Roe"]);
        let list = r#"[{"@type":["Article"],"author":[{"name":"Ann Roe"},"Tom Doe"]}]"#;
        assert_eq!(check(list).authors, ["Ann Roe", "Tom Doe"]);
        let parts = r#"{"@type":"NewsArticle","author":[{"familyName":"Roe","givenName":"Ann"}]}"#;
        assert_eq!(check(parts).authors, ["Ann Roe"]);
        let office =
            r#"{"@type":"NewsArticle","author":[{"@type":"NewsMediaOrganization","name":"Quay Desk"}]}"#;
        assert!(check(office).authors.is_empty());
    }

    #[test]
    fn broken_json_is_mended() {
        let told = check(
            "{\"@type\":\"NewsArticle\",\"headline\":\"The pier\n reopens\",\"datePublished\":\"2019-05-03\",}",
        );
        assert_eq!(told.headline.as_deref(), Some("The pier  reopens"));
        assert_eq!(told.published.as_deref(), Some("2019-05-03"));
        assert_eq!(check("{\"@type\":"), Told::default());
    }

    #[test]
    fn an_article_goes_before_the_page_and_what_it_mentions() {
        let told = check(
            r#"[{"@type":"WebPage","datePublished":"2001-01-01"},{"mentions":{"@type":"Article","name":"No"},"@type":"BlogPosting","headline":"Yes"}]"#,
        );
        assert_eq!(told.headline.as_deref(), Some("Yes"));
    }
}
