//! The nouns: plain data that every wing of the house knows. No disk, no engine, no clock.

mod article;
mod config;
mod day;
mod field_names;
mod hits;
mod ledger;
mod moment;
mod problem;
mod query;
mod query_in_words;
mod reading;
mod report;
mod run;
mod schema;
mod sketch;
mod style;

pub use crate::error::QueryError;
pub use article::{Article, ArticleId, Inferred, Lang, Lines, MEMBERS};
pub use config::{Config, DateOrder, FolderDefaults};
pub use day::{Day, Days, FIRST_YEAR, Precision, Published};
pub use field_names::FieldNames;
pub use hits::{
    Coverage, Facet, Found, Hit, Hits, Like, Missing, Nothing, Period, Place, Snippet, per_thousand,
};
pub use ledger::{FileKey, FileRow, Given, Ledger, Lost, Outcome, Root, Selection, Stamp};
pub use moment::Moment;
pub use problem::{Code, Problem, Skip};
pub use query::{Clause, Presence, Query, Sort, Wanted, WordField};
pub use reading::{Considered, Explained, ReadLine, Role};
pub use report::Report;
pub use run::{Kept, Run};
pub use schema::{Kind, Row, Schema};
pub use sketch::{SKETCH_LEN, Sketch};
pub use style::{ConfigCheck, Example, ExampleRun, Expected, Fault, Step, WrittenStyle};
