//! The front matter of a text, in YAML between `---` or TOML between `+++` → the fields of an article. It reads names
//! and values, lists and long texts, and looks into nothing that is nested deeper.

use crate::extract::clipping::Told;
use crate::extract::marks::Dating;
use crate::extract::named::{self, Field, Fields};

/// Front matter is no longer than so many lines.
const LONGEST: usize = 400;

/// What stands between the marks at the top of a text.
#[derive(Debug, Default)]
pub struct Front {
    /// Names and their values, in order.
    values: Vec<(String, Vec<String>)>,
    /// How many bytes it takes, marks included.
    pub length: usize,
    /// How many lines.
    pub lines: u32,
}

impl Front {
    /// The front matter that a text begins with.
    pub fn of(text: &str) -> Option<Front> {
        let start = text.len() - text.trim_start_matches('\u{feff}').len();
        let mut lines = text.get(start..)?.split_inclusive('\n');
        let mark = lines.next()?;
        let mut front = Front { length: start + mark.len(), lines: 1, ..Front::default() };
        let mark = mark.trim_end();
        if mark != "---" && mark != "+++" {
            return None;
        }
        let mut inside = Vec::new();
        for line in lines.take(LONGEST) {
            front.length += line.len();
            front.lines += 1;
            let line = line.trim_end();
            if line == mark || mark == "---" && line == "..." {
                front.values = values(&inside);
                return (!front.values.is_empty() || inside.iter().all(|line| line.trim().is_empty()))
                    .then_some(front);
            }
            inside.push(line);
        }
        None
    }

    /// A line below it as people count it in the file.
    pub fn line(&self, below: usize) -> u32 {
        self.lines.saturating_add(u32::try_from(below).unwrap_or(u32::MAX))
    }

    /// Whether it names a field of an article.
    pub fn tells(&self) -> bool {
        self.fields().any(|(field, ..)| field != Field::Text && field != Field::Language)
    }

    fn fields(&self) -> impl Iterator<Item = (Field, usize, &Vec<String>)> {
        let known = |(name, values)| named::field(name).map(|(field, sure)| (field, sure, values));
        self.values.iter().map(|(name, values)| (name.as_str(), values)).filter_map(known)
    }

    /// The fields of the article; its text stands below.
    pub fn told(&self, dating: &Dating) -> Told {
        let mut fields = Fields::default();
        for (field, sure, values) in self.fields().filter(|(field, ..)| *field != Field::Text) {
            fields.take(field, sure, values.clone());
        }
        fields.told(dating)
    }
}

/// Names and values: `name: value`, `name = "value"`, with lists and texts on the lines below.
fn values(lines: &[&str]) -> Vec<(String, Vec<String>)> {
    let mut values: Vec<(String, Vec<String>)> = Vec::new();
    // Whether the value goes on as a text (`>`, `|`) on the lines that are set in.
    let mut goes_on = false;
    for line in lines {
        let inside = line.starts_with([' ', '\t']);
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        let open = values.last_mut();
        if let Some(item) = trimmed.strip_prefix("- ") {
            if let Some((_, list)) = open {
                // A person in a list may have a name and more: `- name: Ann Quill`.
                let item = item.strip_prefix("name:").unwrap_or(item);
                list.push(value(item));
            }
            continue;
        }
        if inside {
            if let Some((_, list)) = open {
                let named = trimmed.strip_prefix("name:");
                match list.last_mut() {
                    Some(text) if goes_on || named.is_none() && !trimmed.contains(": ") => {
                        if !text.is_empty() {
                            text.push(' ');
                        }
                        text.push_str(trimmed.trim_matches(['"', '\'']));
                    }
                    _ => list.extend(named.map(value)),
                }
            }
            continue;
        }
        let Some((name, rest)) = named_value(trimmed) else { continue };
        goes_on = matches!(rest, ">" | "|" | ">-" | "|-" | ">+" | "|+");
        let list = match rest.strip_prefix('[').and_then(|list| list.strip_suffix(']')) {
            // A link of Obsidian is no list.
            Some(list) if !rest.starts_with("[[") => items(list),
            _ if goes_on => vec![String::new()],
            _ if rest.is_empty() => Vec::new(),
            _ => vec![value(rest)],
        };
        values.push((name.to_owned(), list));
    }
    values
}

/// A name and what stands behind its colon or sign.
fn named_value(line: &str) -> Option<(&str, &str)> {
    let at = line.find([':', '='])?;
    let (name, rest) = (line.get(..at)?.trim().trim_matches('"'), line.get(at + 1..)?);
    let sound = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ' ');
    let apart = line.as_bytes().get(at) == Some(&b'=') || rest.is_empty() || rest.starts_with([' ', '\t']);
    (apart && !name.is_empty() && name.len() <= 40 && name.chars().all(sound)).then(|| (name, rest.trim()))
}

/// The items of a list on one line; commas in quotes part nothing.
fn items(list: &str) -> Vec<String> {
    let mut items = vec![String::new()];
    let mut quote = None;
    for letter in list.chars() {
        match (quote, letter) {
            (None, ',') => items.push(String::new()),
            (None, '"' | '\'') if items.last().is_some_and(|item| item.trim().is_empty()) => {
                quote = Some(letter);
            }
            (Some(open), letter) if open == letter => quote = None,
            (_, letter) => items.iter_mut().last().into_iter().for_each(|item| item.push(letter)),
        }
    }
    items.iter().map(|item| value(item)).filter(|item| !item.is_empty()).collect()
}

/// A value without its quotes, and without the marks of a link: `"[[Ann Quill]]"`.
fn value(text: &str) -> String {
    let text = text.trim();
    let bare = match text.chars().next() {
        Some(quote @ ('"' | '\'')) => {
            let inside = text.get(1..).unwrap_or("");
            let inside = inside.strip_suffix(quote).unwrap_or(inside);
            if quote == '"' {
                inside.replace("\\\"", "\"").replace("\\\\", "\\")
            } else {
                inside.replace("''", "'")
            }
        }
        // What stands behind a sign is a remark.
        _ => text.split(" #").next().unwrap_or(text).trim().to_owned(),
    };
    match bare.strip_prefix("[[").and_then(|link| link.strip_suffix("]]")) {
        Some(link) => link.rsplit('|').next().unwrap_or(link).trim().to_owned(),
        None => bare,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Day, Published};

    fn told(text: &str) -> Told {
        let front = Front::of(text).unwrap();
        front.told(&Dating { today: Day::new(2025, 7, 1).unwrap(), order: None })
    }

    #[test]
    fn a_clip_says_where_it_is_from() {
        let told = told(
            "---\ntitle: \"Pier: \\\"open\\\"\"\nsource: \"https://post.example/pier\"\nauthor:\n  - \"[[Ida Brandt]]\"\n  - \"[[people/jo|Jo Marsh]]\"\n\
            published: 2025-06-02\ncreated: 2025-06-30\ndescription: >\n  The pier\n  opens.\ntags:\n  - \"clippings\"\n---\nText\n",
        );
        assert_eq!(told.headline, "Pier: \"open\"");
        assert_eq!(told.url.as_deref(), Some("https://post.example/pier"));
        assert_eq!((told.source, told.body.as_str()), (None, ""));
        assert_eq!(told.persons, ["Ida Brandt", "Jo Marsh"]);
        assert_eq!(told.published, Day::new(2025, 6, 2).map(Published::on));
    }

    #[test]
    fn toml_and_lists_on_a_line_are_read() {
        let told = told(
            "+++\ntitle = 'Pier opens'\ndate = 2025-06-02T10:00:00Z\nauthors = [\"Ida Brandt\", 'Jo Marsh']\nsource = \"Harbour Post\"\n+++\n",
        );
        assert_eq!((told.headline.as_str(), told.source.as_deref()), ("Pier opens", Some("Harbour Post")));
        assert_eq!(told.persons, ["Ida Brandt", "Jo Marsh"]);
        assert_eq!(told.published, Day::new(2025, 6, 2).map(Published::on));
    }

    #[test]
    fn a_rule_is_no_front_matter() {
        assert!(Front::of("---\nThe pier opens\n\nOn Friday it did.\n---\n").is_none());
        assert!(Front::of("---\ntitle: Pier\n").is_none());
        assert!(Front::of("Text\n---\na: b\n---\n").is_none());
    }
}
