//! `schema/articles.json` → the engine's schema, and its fields by name.

use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, Schema as EngineSchema, TextFieldIndexing,
    TextOptions,
};

use super::analyser::{STEMS, WORDS};
use crate::error::{Error, Result};
use crate::model::{Kind, Row, Schema};

/// Declares a member for each field of the index, and how all of them are looked up.
macro_rules! fields {
    ($($(#[$meaning:meta])* $name:ident,)*) => {
        /// The fields of the index, by name. `schema/articles.json` says what kind each one is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub struct Fields {
            $($(#[$meaning])* pub $name: Field,)*
        }

        impl Fields {
            /// The names of the fields, in the order of the members.
            pub const NAMES: &[&str] = &[$(stringify!($name)),*];

            /// The fields of that schema; an engine error if it lacks one.
            pub fn of(schema: &EngineSchema) -> Result<Fields> {
                let field = |name: &str| schema.get_field(name).map_err(|error| Error::Engine(error.to_string()));
                Ok(Fields { $($name: field(stringify!($name))?,)* })
            }
        }
    };
}

fields! {
    /// The article's id. Number, indexed, column, stored.
    id,
    /// Words of the headline. Stored.
    headline,
    /// Words of the body. Stored.
    body,
    /// Stems of the headline that differ from their word.
    headline_stem,
    /// Stems of the body that differ from their word.
    body_stem,
    /// Words of the people's names.
    byline,
    /// Each person as printed. Column, several values.
    byline_name,
    /// Words of the outlet's name.
    source,
    /// The outlet as printed. Column.
    source_name,
    /// The outlet as [`source_key`](super::mapping::source_key) makes it comparable.
    source_key,
    /// Words of the web address.
    url,
    /// The two letters of the language. Column.
    lang,
    /// The format of the file. Column.
    format,
    /// How the article was cut out of its file. Column.
    style,
    /// The first day it may have been published, in days since 1970-01-01. Column; absent when unknown.
    day_first,
    /// The last such day. Column; absent when unknown.
    day_last,
    /// What the article does not have: `headline`, `source`, `date`, `byline`, `url`, `lang`. Several values.
    lacks,
    /// Its [`Sketch`](crate::model::Sketch), 64 bytes. Column.
    sketch,
    /// Its file: the [`FileKey`](crate::model::FileKey) as displayed. What is deleted and counted by.
    file_key,
    /// The number of its root. Column, stored.
    root,
    /// Its file's path below the root. Column.
    path,
    /// Its first line. Column, stored; absent where the format has no lines.
    line_start,
    /// When its id was first seen, in seconds since 1970-01-01T00:00:00Z. Column, stored.
    added,
    /// Everything else that is shown of it, as one JSON object. Stored.
    display,
}

/// The engine's schema of `schema/articles.json`.
pub fn engine_schema() -> Result<EngineSchema> {
    let schema =
        Schema::current().map_err(|error| Error::Engine(format!("schema/articles.json: {error}")))?;
    let mut builder = EngineSchema::builder();
    for row in &schema.fields {
        match row.kind {
            Kind::None => continue,
            Kind::Words | Kind::Stems | Kind::Name | Kind::Text => {
                builder.add_text_field(&row.name, text_options(row))
            }
            Kind::Unsigned => builder.add_u64_field(&row.name, numeric_options(row)),
            Kind::Signed => builder.add_i64_field(&row.name, numeric_options(row)),
            Kind::Bytes => builder.add_bytes_field(&row.name, bytes_options(row)),
        };
    }
    Ok(builder.build())
}

/// How text of each kind is analysed: tokenizer, what the postings hold, whether lengths are kept for the score.
const TEXT_KINDS: [(Kind, &str, IndexRecordOption, bool); 3] = [
    (Kind::Words, WORDS, IndexRecordOption::WithFreqsAndPositions, true),
    (Kind::Stems, STEMS, IndexRecordOption::WithFreqs, false),
    (Kind::Name, "raw", IndexRecordOption::Basic, false),
];

fn text_options(row: &Row) -> TextOptions {
    let mut options = TextOptions::default();
    if let Some((_, tokenizer, detail, lengths)) = TEXT_KINDS.iter().find(|(kind, ..)| *kind == row.kind) {
        let indexing = TextFieldIndexing::default()
            .set_tokenizer(tokenizer)
            .set_index_option(*detail)
            .set_fieldnorms(*lengths);
        options = options.set_indexing_options(indexing);
    }
    if row.fast {
        options = options.set_fast("raw");
    }
    if row.stored {
        options = options.set_stored();
    }
    options
}

fn numeric_options(row: &Row) -> NumericOptions {
    let mut options = NumericOptions::default();
    if row.indexed {
        options = options.set_indexed();
    }
    if row.fast {
        options = options.set_fast();
    }
    if row.stored {
        options = options.set_stored();
    }
    options
}

fn bytes_options(row: &Row) -> BytesOptions {
    let mut options = BytesOptions::default();
    if row.fast {
        options = options.set_fast();
    }
    if row.stored {
        options = options.set_stored();
    }
    options
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_that_is_a_field_has_a_member_and_every_member_a_row() {
        let schema = engine_schema().unwrap();
        assert!(Fields::of(&schema).is_ok());
        for (_, field) in schema.fields() {
            assert!(Fields::NAMES.contains(&field.name()), "{} has no member", field.name());
        }
    }

    #[test]
    fn exact_words_keep_their_positions_and_stems_do_not() {
        let schema = engine_schema().unwrap();
        let fields = Fields::of(&schema).unwrap();
        let detail = |field| schema.get_field_entry(field).field_type().get_index_record_option();
        assert_eq!(detail(fields.body), Some(IndexRecordOption::WithFreqsAndPositions));
        assert_eq!(detail(fields.body_stem), Some(IndexRecordOption::WithFreqs));
        assert!(!schema.get_field_entry(fields.body_stem).has_fieldnorms());
    }
}
