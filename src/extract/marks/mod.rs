//! What a piece of a line can be: a date, a credit, a name, an outlet, a dateline, a rule, a counter, a label.
//!
//! Text of one line or less comes in; what it says goes out, with byte ranges into that text. Nothing
//! here knows the file around the line: whether a mark is believed is its caller's business.

pub mod byline;
pub mod counter;
pub mod credit;
pub mod date;
pub mod dateline;
pub mod label;
pub mod outlet;
pub mod rule;
pub mod shape;
mod wordlist;

pub use byline::{looks_like_person, persons};
pub use counter::{Counter, CounterForm, counter};
pub use credit::{Credit, Form, bracket_credit, bracket_credit_at_end, credit};
pub use date::{
    DateForm, DateMark, Dating, counts_issues, date_at_end, date_at_start, date_only, dates, refused_dates,
    weekday_only, wrapped_date,
};
pub use dateline::{Dateline, dateline};
pub use label::{Label, LabelName, is_tag, label};
pub use outlet::{looks_like_outlet, outlet};
pub use rule::{Rule, adorned, rule};

#[cfg(test)]
mod tests;
