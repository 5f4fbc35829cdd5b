//! JSON and JSON Lines: scraped news, answers of news services, feeds. Every object that has the fields of an article
//! under names that news goes by is one, however deep it stands.

use serde_json::{Map, Value};

use crate::extract::clipping::Told;
use crate::extract::decode;
use crate::extract::formats::{Format, Given, Held, Input, Loss, Opened, nothing};
use crate::extract::marks::Dating;
use crate::extract::named::{self, Field, Fields, Names};
use crate::model::Lines;

/// News as JSON.
pub const FORMAT: Format = Format { name: "json", takes, read };

/// Objects are looked for no deeper than this.
const DEEPEST: usize = 12;

fn takes(head: &[u8], path: &str) -> bool {
    let lower = path.to_ascii_lowercase();
    let named = [".json", ".jsonl", ".ndjson"].iter().any(|end| lower.ends_with(end));
    if !begins(head, named) {
        return false;
    }
    // A file of settings has names of its own.
    let text = String::from_utf8_lossy(head);
    let mut names = text.split('"').skip(1).step_by(2).filter_map(named::field);
    names.any(|(field, _)| matches!(field, Field::Headline | Field::Text))
}

/// Whether a file begins as JSON does; a list of anything only where it is `named` so.
pub fn begins(head: &[u8], named: bool) -> bool {
    if head.first().is_some_and(|byte| byte.is_ascii_graphic() && !matches!(byte, b'{' | b'[')) {
        return false;
    }
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    match (text.chars().next(), text.get(1..).and_then(|rest| rest.trim_start().chars().next())) {
        (Some('{'), Some('"')) => true,
        (Some('['), Some('{')) => true,
        (Some('['), _) => named,
        _ => false,
    }
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let (bytes, lost) = match input.part(&given.budget) {
        Ok(part) => part,
        Err(loss) => return nothing(loss),
    };
    let text = decode::decode(&bytes, given.charset.as_deref()).text.into_owned();
    let finder = Finder { names: given.names.clone(), dating: given.dating };
    let vain = given.names.find_nothing();
    if text.lines().find(|line| !line.trim().is_empty()).is_some_and(is_object) {
        let mut told = ByLine { text, at: 0, line: 0, finder, ready: Vec::new() }.peekable();
        return match vain {
            Some(loss) if told.peek().is_none() => nothing(loss),
            _ => Box::new(told.map(|told| told.map(Held::Article)).chain(lost.map(Err))),
        };
    }
    if let Some(lost) = lost {
        return nothing(lost);
    }
    match serde_json::from_str::<Value>(&text) {
        Ok(value) => {
            let mut found = Vec::new();
            finder.gather(value, None, 0, &mut found);
            match vain {
                Some(loss) if found.is_empty() => nothing(loss),
                _ => Box::new(found.into_iter().map(|told| Ok(Held::Article(told)))),
            }
        }
        Err(error) => nothing(Loss::damaged(format!("it is no JSON: {error}"))),
    }
}

fn is_object(line: &str) -> bool {
    line.trim_start().starts_with('{') && serde_json::from_str::<serde::de::IgnoredAny>(line).is_ok()
}

/// JSON Lines: an object a line.
struct ByLine {
    text: String,
    at: usize,
    line: u32,
    finder: Finder,
    /// What the line held, the last first.
    ready: Vec<Told>,
}

impl Iterator for ByLine {
    type Item = Result<Told, Loss>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(told) = self.ready.pop() {
                return Some(Ok(told));
            }
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            let end = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
            let line = rest[..end].trim();
            self.at += end;
            self.line = self.line.saturating_add(1);
            if line.is_empty() {
                continue;
            }
            match serde_json::from_str::<Value>(line) {
                Ok(value) => {
                    let lines = Lines { start: self.line, end: self.line };
                    self.finder.gather(value, Some(lines), 0, &mut self.ready);
                    self.ready.reverse();
                }
                Err(error) => {
                    return Some(Err(Loss::damaged(format!("line {} is no JSON: {error}", self.line))));
                }
            }
        }
    }
}

/// What finds the articles in a value.
struct Finder {
    names: Names,
    dating: Dating,
}

impl Finder {
    /// The articles in a value.
    fn gather(&self, value: Value, lines: Option<Lines>, depth: usize, into: &mut Vec<Told>) {
        if depth > DEEPEST {
            return;
        }
        match value {
            Value::Array(values) => {
                values.into_iter().for_each(|value| self.gather(value, lines, depth + 1, into));
            }
            Value::Object(members) => {
                // What goes with a text is none.
                let shown = ["picture", "graphic", "video", "audio"];
                if members.get("type").and_then(Value::as_str).is_some_and(|kind| shown.contains(&kind)) {
                    return;
                }
                let fields = self.fields(&members);
                let version = members.get("version").and_then(Value::as_str);
                let feed = version.filter(|version| version.contains("jsonfeed"));
                let source = feed.and_then(|_| members.get("title")?.as_str()).map(str::to_owned);
                let before = into.len();
                let holds_articles = members.values().any(is_list_of_objects);
                if self.names.make_an_article(&fields) && !(holds_articles && members.contains_key("items")) {
                    into.push(Told { lines, ..fields.told(&self.dating) });
                    return;
                }
                members.into_iter().for_each(|(_, value)| self.gather(value, lines, depth + 1, into));
                for told in into.iter_mut().skip(before).filter(|_| source.is_some()) {
                    told.source = told.source.take().or_else(|| source.clone());
                }
            }
            _ => {}
        }
    }

    /// The fields that an object has.
    fn fields(&self, members: &Map<String, Value>) -> Fields {
        let mut fields = Fields::default();
        for (field, sure, path) in self.names.given() {
            let mut values = Vec::new();
            below(members, path, &mut values);
            fields.take(field, sure, values.into_iter().flat_map(|value| strings(value, field)).collect());
        }
        // Services put some fields one level deeper.
        let inner =
            ["fields", "attributes", "metadata"].iter().filter_map(|name| members.get(*name)?.as_object());
        for (name, value) in std::iter::once(members).chain(inner).flatten() {
            if let Some((field, sure)) = self.names.usual(name) {
                fields.take(field, sure, strings(value, field));
            }
        }
        if let Some(contents) = members.get("contents").and_then(Value::as_array) {
            typed(contents, &mut fields);
        }
        fields
    }
}

/// The values at a path of names with dots between them, through all lists on the way.
fn below<'v>(members: &'v Map<String, Value>, path: &str, into: &mut Vec<&'v Value>) {
    if let Some(value) = members.get(path) {
        into.push(value);
        return;
    }
    // A name may have a dot in it.
    for (dot, _) in path.match_indices('.') {
        match members.get(&path[..dot]) {
            Some(Value::Object(inner)) => below(inner, &path[dot + 1..], into),
            Some(Value::Array(values)) => {
                values
                    .iter()
                    .filter_map(Value::as_object)
                    .for_each(|inner| below(inner, &path[dot + 1..], into));
            }
            _ => {}
        }
    }
}

fn is_list_of_objects(value: &Value) -> bool {
    value.as_array().is_some_and(|values| values.first().is_some_and(Value::is_object))
}

/// Paragraphs that are objects with a type each.
fn typed(contents: &[Value], fields: &mut Fields) {
    let mut paragraphs = Vec::new();
    for part in contents {
        let Some(text) = part.get("content").and_then(Value::as_str) else { continue };
        let field = part.get("type").and_then(Value::as_str).and_then(named::field);
        match field {
            Some((field, sure)) if field != Field::Text => fields.take(field, sure, vec![text.to_owned()]),
            _ if part
                .get("type")
                .and_then(Value::as_str)
                .is_some_and(|kind| kind.contains("html") || kind.contains("text")) =>
            {
                paragraphs.push(text.to_owned());
            }
            _ => {}
        }
    }
    fields.take(Field::Text, 0, paragraphs);
}

/// The strings that a value is or holds.
fn strings(value: &Value, field: Field) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.clone()],
        Value::Number(number) if field == Field::Date => vec![number.to_string()],
        Value::Array(values) => values.iter().flat_map(|value| strings(value, field)).collect(),
        // What has a headline of its own is an article of its own.
        Value::Object(members)
            if field == Field::Text
                && members.keys().any(|name| matches!(named::field(name), Some((Field::Headline, _)))) =>
        {
            Vec::new()
        }
        Value::Object(members) => {
            // A text is never the name of something.
            let named =
                ["main", "original", "value", "rendered", "text", "#text", "$date", "full", "name", "title"];
            let count = named.len() - if field == Field::Text { 2 } else { 0 };
            named[..count]
                .iter()
                .find_map(|name| members.get(*name))
                .map(|value| strings(value, field))
                .unwrap_or_default()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::FieldNames;

    #[test]
    fn a_feed_gives_its_name_to_what_names_no_other() {
        let feed = r#"{"version": "https://jsonfeed.org/version/1.1", "title": "Quay Letter", "items": [
            {"id": "1", "title": "Pier opens", "content_html": "<p>It <b>opens</b>.</p>", "authors": [{"name": "Ida Brandt"}], "date_published": "2025-06-02T10:00:00Z"},
            {"type": "picture", "headline": "Pier", "body_text": "A pier"}]}"#;
        let mut found = Vec::new();
        let dating = Dating { today: crate::model::Day::new(2025, 7, 1).unwrap(), order: None };
        let finder = Finder { names: Names::default(), dating };
        finder.gather(serde_json::from_str(feed).unwrap(), None, 0, &mut found);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].source.as_deref(), found[0].body.as_str()), (Some("Quay Letter"), "It opens."));
        assert_eq!(found[0].persons, ["Ida Brandt"]);
    }

    #[test]
    fn fields_are_called_what_a_person_says() {
        let names = FieldNames {
            headline: vec!["überschrift".to_owned()],
            body: vec!["inhalt.volltext".to_owned(), "inhalt.absätze.text".to_owned()],
            date: vec!["dc.date".to_owned()],
            ..FieldNames::default()
        };
        let answer = r#"{"treffer": [
            {"überschrift": "Pier opens", "title": "no", "inhalt": {"absätze": [{"text": "One."}, {"text": "Two."}]}, "dc.date": "2025-06-02", "author": "Ida Brandt"},
            {"inhalt": {"volltext": "Whole.", "absätze": [{"text": "Part."}]}, "date": "2025-06-02"}]}"#;
        let mut found = Vec::new();
        let dating = Dating { today: crate::model::Day::new(2025, 7, 1).unwrap(), order: None };
        let finder = Finder { names: Names(Some(Arc::new(names))), dating };
        finder.gather(serde_json::from_str(answer).unwrap(), None, 0, &mut found);
        assert_eq!((found[0].headline.as_str(), found[0].body.as_str()), ("Pier opens", "One.\n\nTwo."));
        assert_eq!(found[0].published.unwrap().to_string(), "2025-06-02");
        assert_eq!(found[0].persons, ["Ida Brandt"]);
        // Whoever says what the date is called means no other.
        assert_eq!((found[1].body.as_str(), found[1].published), ("Whole.", None));
    }

    #[test]
    fn an_article_inside_another_object_keeps_its_headline() {
        let answer =
            r#"{"url": "https://quay.example/1", "article": {"title": "Pier opens", "text": "It opens."}}"#;
        let mut found = Vec::new();
        let dating = Dating { today: crate::model::Day::new(2025, 7, 1).unwrap(), order: None };
        let finder = Finder { names: Names::default(), dating };
        finder.gather(serde_json::from_str(answer).unwrap(), None, 0, &mut found);
        assert_eq!((found[0].headline.as_str(), found[0].body.as_str()), ("Pier opens", "It opens."));
    }

    #[test]
    fn a_file_of_settings_is_no_news() {
        assert!(takes(br#"[{"title": "Pier", "text": "Open."}]"#, "a.txt"));
        assert!(!takes(br#"{"name": "x", "version": "1.0", "dependencies": {}}"#, "package.json"));
        assert!(!takes(b"[Photo] The pier", "a.txt"));
    }
}
