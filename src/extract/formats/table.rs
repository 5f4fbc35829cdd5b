//! Tables as text (CSV, TSV): a line of names, then an article a row. A row may take several lines of the file.

use crate::extract::clipping::Told;
use crate::extract::decode;
use crate::extract::formats::{Format, Given, Held, Input, Opened, nothing};
use crate::extract::marks::Dating;
use crate::extract::named::{Field, Fields, Names};
use crate::model::{DateOrder, Lines};

/// News as a table.
pub const FORMAT: Format = Format { name: "table", takes, read };

fn takes(head: &[u8], _: &str) -> bool {
    if is_one_column(head) {
        return false;
    }
    let text = decode::decode(head, None).text;
    let first = text.lines().next().unwrap_or("");
    let columns = columns(first, separator(first), &Names::default());
    let has = |wanted: Field| columns.iter().flatten().any(|(field, _)| *field == wanted);
    let named = columns.iter().flatten().count();
    // A sentence with commas in it is no line of names.
    named >= 2
        && has(Field::Text)
        && columns.len() >= 2
        && named * 4 >= columns.len()
        && first.len() < 2000
        && (has(Field::Headline) || has(Field::Url) || has(Field::Date))
}

/// The signs that may stand between columns.
const SEPARATORS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// Whether the first line holds no sign that parts columns, as far as its bytes tell: those of wide letters do not.
fn is_one_column(head: &[u8]) -> bool {
    let first = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    first.first().is_some_and(u8::is_ascii_graphic)
        && !first.iter().any(|byte| SEPARATORS.contains(byte))
        && memchr::memchr(0, head).is_none()
}

/// The sign between the columns of a line of names.
fn separator(line: &str) -> u8 {
    let count = |sign: u8| memchr::memchr_iter(sign, line.as_bytes()).count();
    SEPARATORS.into_iter().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

/// What each column is.
fn columns(line: &str, separator: u8, names: &Names) -> Vec<Option<(Field, usize)>> {
    let (row, _) = row(line, separator);
    let column = |name: &String| {
        let name = name.trim_start_matches('\u{feff}').trim();
        let given = names.given().find(|(.., given)| *given == name);
        given.map(|(field, place, _)| (field, place)).or_else(|| names.usual(name))
    };
    row.iter().map(column).collect()
}

fn read<'s>(input: Input<'s>, given: &Given) -> Opened<'s> {
    let (bytes, lost) = match input.part(&given.budget) {
        Ok(part) => part,
        Err(loss) => return nothing(loss),
    };
    let text = decode::decode(&bytes, given.charset.as_deref()).text.into_owned();
    let first = text.lines().next().unwrap_or("");
    let separator = separator(first);
    let names = given.names.clone();
    let columns = columns(first, separator, &names);
    let (_, at) = row(&text, separator);
    let line = 1 + ends(&text[..at]);
    let vain = names.find_nothing();
    let order = given.dating.order.or_else(|| order(&text[at..], separator, &columns));
    let dating = Dating { order, ..given.dating };
    let mut rows = Rows { text, at, line, separator, columns, names, dating }.peekable();
    match vain {
        Some(loss) if rows.peek().is_none() => nothing(loss),
        _ => Box::new(rows.map(|told| Ok(Held::Article(told))).chain(lost.map(Err))),
    }
}

/// How dates in figures are meant, by the first row whose date has only one reading: `31/05/2025`.
fn order(text: &str, separator: u8, columns: &[Option<(Field, usize)>]) -> Option<DateOrder> {
    /// No more rows than this are looked at.
    const MOST: usize = 1000;
    let is_date = |column: &Option<(Field, usize)>| matches!(column, Some((Field::Date, _)));
    let column = columns.iter().position(is_date)?;
    let mut at = 0;
    let rows = std::iter::from_fn(|| {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let (row, length) = row(rest, separator);
        at += length;
        Some(row)
    });
    rows.take(MOST).find_map(|row| {
        let mut parts = row.get(column)?.trim().split(['/', '.', '-']);
        let mut part = || parts.next()?.parse::<u8>().ok();
        match (part()?, part()?) {
            (13..=31, 1..=12) => Some(DateOrder::Dmy),
            (1..=12, 13..=31) => Some(DateOrder::Mdy),
            _ => None,
        }
    })
}

fn ends(text: &str) -> u32 {
    u32::try_from(memchr::memchr_iter(b'\n', text.as_bytes()).count()).unwrap_or(u32::MAX)
}

/// The rows of a table below its names.
struct Rows {
    text: String,
    at: usize,
    line: u32,
    separator: u8,
    columns: Vec<Option<(Field, usize)>>,
    names: Names,
    dating: Dating,
}

impl Iterator for Rows {
    type Item = Told;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
            let (row, length) = row(rest, self.separator);
            let taken = &rest[..length];
            let start = self.line;
            let end = start + ends(taken.trim_end_matches(['\n', '\r']));
            (self.at, self.line) = (self.at + length, self.line + ends(taken));
            let mut fields = Fields::default();
            for ((field, sure), value) in
                self.columns.iter().zip(row).filter_map(|(column, value)| Some(((*column)?, value)))
            {
                fields.take(field, sure, vec![value]);
            }
            if self.names.make_an_article(&fields) {
                let told = Told { lines: Some(Lines { start, end }), ..fields.told(&self.dating) };
                return Some(told);
            }
        }
    }
}

/// The first row of a text, and how many bytes it takes with its end (RFC 4180). A quote that is not closed ends
/// with the text.
fn row(text: &str, separator: u8) -> (Vec<String>, usize) {
    let bytes = text.as_bytes();
    let (mut values, mut value, mut at) = (Vec::new(), Vec::new(), 0);
    let mut quoted = false;
    while let Some(byte) = bytes.get(at).copied() {
        at += 1;
        match byte {
            b'"' if quoted && bytes.get(at) == Some(&b'"') => {
                value.push(b'"');
                at += 1;
            }
            b'"' if quoted => quoted = false,
            b'"' if value.is_empty() => quoted = true,
            byte if byte == separator && !quoted => values.push(std::mem::take(&mut value)),
            b'\r' if !quoted && bytes.get(at) == Some(&b'\n') => {}
            b'\n' if !quoted => break,
            byte => value.push(byte),
        }
    }
    values.push(value);
    let values = values.into_iter().map(|value| String::from_utf8_lossy(&value).into_owned());
    (values.collect(), at)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::model::FieldNames;

    #[test]
    fn a_value_in_quotes_may_hold_signs_quotes_and_line_ends() {
        let (values, length) = row("a,\"b, \"\"c\"\"\nd\",\r\nnext", b',');
        assert_eq!(values, ["a", "b, \"c\"\nd", ""]);
        assert_eq!(length, 17);
    }

    #[test]
    fn columns_are_called_what_a_person_says() {
        let names = FieldNames { body: vec!["Absatz".to_owned()], ..FieldNames::default() };
        let names = Names(Some(Arc::new(names)));
        let fields: Vec<Option<Field>> = columns("Absatz,text,title", b',', &names)
            .iter()
            .map(|column| column.map(|(field, _)| field))
            .collect();
        assert_eq!(fields, [Some(Field::Text), None, Some(Field::Headline)]);
    }

    #[test]
    fn a_day_that_is_no_month_tells_the_order_of_the_others() {
        let columns = columns("titre;date;texte", b';', &Names::default());
        let order = |rows: &str| order(rows, b';', &columns);
        assert_eq!(order("a;02/06/2025;b\nc;31/05/2025;d\n"), Some(DateOrder::Dmy));
        assert_eq!(order("a;02.06.2025;b\nc;05.31.2025;d\n"), Some(DateOrder::Mdy));
        assert_eq!(order("a;2025-06-13;b\nc;03/04/2025;d\n"), None);
    }

    #[test]
    fn a_table_is_told_by_its_names() {
        assert!(takes(b"title;text;date\nPier;Open.;2025-06-02\n", "a"));
        assert!(takes(b"url\ttitle\tmaintext\n", "a.tsv"));
        assert!(!takes(b"Title, text and date were missing\n", "a.txt"));
        assert!(!takes(b"name,price\nrope,3\n", "a.csv"));
    }
}
