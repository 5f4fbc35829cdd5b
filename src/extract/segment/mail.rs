//! The header of a mail, as it stands above a message of a digest or a whole file: its subject is the headline,
//! its sender the writer, its date the date. What a mail's text says of itself is not looked into.

use std::ops::Range;

use super::Marked;
use super::below;
use super::head::Head;
use super::page::{Kind, Page};
use crate::extract::marks;
use crate::model::Role;

/// The fields that tell the header of a mail, each with its names in the languages of programs that print it.
const FIELDS: [(&str, &[&str]); 4] = [
    ("from", &["from", "sender", "von", "van", "de", "da", "od", "fra", "från", "от", "发件人", "寄件者"]),
    (
        "subject",
        &[
            "subject",
            "subj",
            "betreff",
            "onderwerp",
            "objet",
            "asunto",
            "assunto",
            "oggetto",
            "temat",
            "emne",
            "ämne",
            "тема",
            "主题",
            "主旨",
        ],
    ),
    (
        "date",
        &[
            "date",
            "sent",
            "datum",
            "gesendet",
            "verzonden",
            "envoyé",
            "fecha",
            "enviado",
            "data",
            "inviato",
            "dato",
            "sendt",
            "skickat",
            "дата",
            "отправлено",
            "日期",
            "发送时间",
        ],
    ),
    ("to", &["to", "an", "aan", "à", "para", "a", "til", "till", "do", "кому", "收件人"]),
];

/// A header has no more lines than this.
const LONGEST: usize = 120;

/// The end of the mail header that begins on a line.
pub fn header(page: &Page, first: usize) -> Option<usize> {
    let (mut line, mut told) = (first, 0);
    while line < page.len().min(first + LONGEST) && page.kind(line) != Kind::Blank {
        match field(page.text(line)) {
            Some((name, _)) => told += usize::from(known(name).is_some()),
            None if line > first && is_folded(page, line) => {}
            // The line that parts the mails of a mailbox.
            None if page.text(line).starts_with("From ") && line == first => {}
            None => break,
        }
        line += 1;
    }
    (told >= 2 && line - first >= 2).then_some(line)
}

/// Whether the header on these lines names who sent the mail and what it is about.
pub fn is_message(page: &Page, header: Range<usize>) -> bool {
    let has = |wanted: &str| {
        header.clone().any(|line| field(page.text(line)).is_some_and(|(name, _)| known(name) == Some(wanted)))
    };
    has("from") && has("subject")
}

/// Reads the message that these lines begin with.
pub fn read(page: &Page, lines: Range<usize>, end: usize, head: &mut Head) {
    let mut open = "";
    for line in lines.start..end.min(lines.end) {
        let text = page.text(line);
        let (name, value) = match field(text) {
            Some((name, at)) => {
                open = name;
                (name, at..text.len())
            }
            None => (open, 0..text.len()),
        };
        let told = text.get(value.clone()).unwrap_or("");
        let mark = match known(name).unwrap_or("") {
            "subject" => {
                Marked { part: Some(value), ..Marked::new(line, Role::Headline, "subject of the mail") }
            }
            "from" if head.labelled.persons.is_none() => {
                head.labelled.persons = sender(told).map(|name| vec![name]);
                Marked::new(line, Role::Credit, "sender of the mail")
            }
            "date" => {
                let date = marks::dates(told, page.dating).next();
                head.labelled.published = head.labelled.published.or(date.map(|date| date.published));
                Marked::new(line, Role::Credit, "date of the mail")
            }
            _ => Marked::new(line, Role::Credit, "header of the mail"),
        };
        head.marked.push(mark);
    }
    head.body = end;
    // Who wrote what the mail passes on is not who sent it.
    let named = |line: usize| page.credit(line).is_some_and(|credit| !credit.persons.is_empty());
    if page.from(end, lines.end.saturating_sub(end)).is_some_and(named) {
        head.labelled.persons = None;
        head.body = below::under(page, end..lines.end, head);
    }
}

/// Whether a line was marked as one of a mail's header: what it says is no credit of the article.
pub fn is_header_mark(mark: &Marked) -> bool {
    mark.why.ends_with(OF_MAIL)
}

/// How the reasons end for which lines of a header are marked.
const OF_MAIL: &str = "of the mail";

/// The name of the field that a line begins with, and where its value stands.
fn field(text: &str) -> Option<(&str, usize)> {
    let (name, rest) = text.split_once(':')?;
    let named = !name.is_empty()
        && name.len() < 30
        && name.chars().all(|c| c.is_alphanumeric() || c == '-')
        && name.starts_with(|c: char| c.is_uppercase() || marks::shape::is_unspaced(c));
    named.then(|| (name, text.len() - rest.trim_start().len()))
}

/// What a field is called in English, where it tells the header of a mail.
fn known(name: &str) -> Option<&'static str> {
    let lower = name.to_lowercase();
    FIELDS.iter().find(|(_, names)| names.contains(&lower.as_str())).map(|(field, _)| *field)
}

/// Whether a line goes on with the field above it.
fn is_folded(page: &Page, line: usize) -> bool {
    page.facts.get(line).is_some_and(|fact| fact.indent > 0)
}

/// The name in `Jane Roe <jane@quay.example>`, `jane@quay.example (Jane Roe)`.
fn sender(value: &str) -> Option<String> {
    let name = match (value.split_once('<'), value.split_once('(')) {
        (Some((name, _)), _) if !name.trim().is_empty() => name,
        (_, Some((_, rest))) => rest.split(')').next()?,
        (Some(_), None) => return None,
        _ => value,
    };
    let name = name.trim().trim_matches(['"', '\'']).trim();
    let lettered = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’' | ','));
    let words = name.split([' ', ',']).filter(|word| !word.is_empty()).count();
    (lettered && (2..=4).contains(&words) && marks::looks_like_outlet(name) < 0.5).then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sender_is_named_before_or_behind_the_address() {
        let check =
            |value: &str, expect: Option<&str>| assert_eq!(sender(value).as_deref(), expect, "{value}");
        check("Jane Roe <jane@quay.example>", Some("Jane Roe"));
        check("\"Jane A. Roe\" <jane@quay.example>", Some("Jane A. Roe"));
        check("jane@quay.example (Jane Roe)", Some("Jane Roe"));
        check("jane@quay.example", None);
        check("<jane@quay.example>", None);
        check("quay-request@quay.example (Harbour News Service)", None);
    }
}
