//! What is handed to the engine for one article: a document that owns one piece of text, of which its values
//! are parts. It is built once and read in place; its leave to wait in the queue ends with it.

use std::iter::Empty;
use std::ops::Range;

use tantivy::schema::Field;
use tantivy::schema::document::{Document, ReferenceValue, ReferenceValueLeaf, Value};

use super::analyser::LANGUAGE_END;
use super::flow::Permit;

/// An article on its way into the index.
#[derive(Debug)]
pub struct ArticleDocument {
    values: Vec<(Field, Part)>,
    text: String,
    bytes: Vec<u8>,
    permit: Option<Permit>,
}

/// Where a value of a document is.
#[derive(Debug)]
enum Part {
    Text(Range<usize>),
    Bytes(Range<usize>),
    Unsigned(u64),
    Signed(i64),
}

impl ArticleDocument {
    /// An empty document, with room for so many bytes of text.
    pub(super) fn with_capacity(text: usize) -> ArticleDocument {
        ArticleDocument {
            values: Vec::with_capacity(32),
            text: String::with_capacity(text),
            bytes: Vec::new(),
            permit: None,
        }
    }

    /// Adds text that is a value of that field.
    pub(super) fn text(&mut self, field: Field, text: &str) {
        let part = self.write(|all| all.push_str(text));
        self.values.push((field, Part::Text(part)));
    }

    /// Adds text that is a value of `words` and, behind its language's two letters (none where it is unknown)
    /// and a [`LANGUAGE_END`], also one of `stems`: one tokenizer stems all languages.
    pub(super) fn text_with_stems(&mut self, words: Field, stems: Field, language: &str, text: &str) {
        let whole = self.write(|all| {
            all.push_str(language);
            all.push(LANGUAGE_END);
            all.push_str(text);
        });
        self.values.push((words, Part::Text(whole.end - text.len()..whole.end)));
        self.values.push((stems, Part::Text(whole)));
    }

    /// Adds text that is a value of each of those fields.
    pub(super) fn text_of(&mut self, fields: &[Field], text: &str) {
        let part = self.write(|all| all.push_str(text));
        self.values.extend(fields.iter().map(|field| (*field, Part::Text(part.clone()))));
    }

    /// Adds a whole number from 0.
    pub(super) fn unsigned(&mut self, field: Field, number: u64) {
        self.values.push((field, Part::Unsigned(number)));
    }

    /// Adds a whole number.
    pub(super) fn signed(&mut self, field: Field, number: i64) {
        self.values.push((field, Part::Signed(number)));
    }

    /// Adds bytes.
    pub(super) fn bytes(&mut self, field: Field, bytes: &[u8]) {
        let start = self.bytes.len();
        self.bytes.extend_from_slice(bytes);
        self.values.push((field, Part::Bytes(start..self.bytes.len())));
    }

    /// How many bytes it holds on to while it waits to be indexed.
    pub(super) fn size(&self) -> usize {
        self.text.capacity() + self.bytes.capacity() + self.values.capacity() * size_of::<(Field, Part)>()
    }

    /// Keeps the leave to be queued for as long as the document lives.
    pub(super) fn keep(&mut self, permit: Permit) {
        self.permit = Some(permit);
    }

    fn write(&mut self, write: impl FnOnce(&mut String)) -> Range<usize> {
        let start = self.text.len();
        write(&mut self.text);
        start..self.text.len()
    }

    fn value<'a>(&'a self, part: &Part) -> PartValue<'a> {
        match part {
            Part::Text(range) => PartValue::Text(&self.text[range.clone()]),
            Part::Bytes(range) => PartValue::Bytes(&self.bytes[range.clone()]),
            Part::Unsigned(number) => PartValue::Unsigned(*number),
            Part::Signed(number) => PartValue::Signed(*number),
        }
    }
}

impl Document for ArticleDocument {
    type Value<'a> = PartValue<'a>;
    type FieldsValuesIter<'a> = Parts<'a>;

    fn iter_fields_and_values(&self) -> Parts<'_> {
        Parts { document: self, rest: self.values.iter() }
    }
}

/// The values of a document, one after the other.
#[derive(Debug)]
pub struct Parts<'a> {
    document: &'a ArticleDocument,
    rest: std::slice::Iter<'a, (Field, Part)>,
}

impl<'a> Iterator for Parts<'a> {
    type Item = (Field, PartValue<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        self.rest.next().map(|(field, part)| (*field, self.document.value(part)))
    }
}

/// A value of a document.
#[derive(Debug, Clone, Copy)]
pub enum PartValue<'a> {
    /// Text.
    Text(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A whole number from 0.
    Unsigned(u64),
    /// A whole number.
    Signed(i64),
}

impl<'a> Value<'a> for PartValue<'a> {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            PartValue::Text(text) => ReferenceValueLeaf::Str(text),
            PartValue::Bytes(bytes) => ReferenceValueLeaf::Bytes(bytes),
            PartValue::Unsigned(number) => ReferenceValueLeaf::U64(number),
            PartValue::Signed(number) => ReferenceValueLeaf::I64(number),
        })
    }
}
