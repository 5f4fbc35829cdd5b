//! `newsdex facets`: how many articles there are of each value of a field.

use std::io::Write;

use clap::{Args, ValueEnum};
use newsdex::render::{Format, renderer, thousands};
use newsdex::search::{self, FacetField};

use super::asking::{Asking, look};
use super::exit::{Exit, Outcome};
use super::session::Session;

/// Count the articles by source, byline, language, format, path, year, month or day
#[derive(Debug, Args)]
pub struct FacetsArgs {
    /// What to count by
    #[arg(value_name = "FIELD")]
    field: FieldName,

    /// How many values to show; 0: all [default: 20 on a terminal, else all]
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,

    #[command(flatten)]
    asking: Asking,
}

/// The names of fields that are counted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FieldName {
    /// The outlet
    Source,
    /// Each person who wrote
    Byline,
    /// The language
    Lang,
    /// The format of the file
    Format,
    /// The file
    Path,
    /// The year of publication
    Year,
    /// The month of publication
    Month,
    /// The day of publication
    Day,
}

impl From<FieldName> for FacetField {
    fn from(name: FieldName) -> FacetField {
        match name {
            FieldName::Source => FacetField::Source,
            FieldName::Byline => FacetField::Byline,
            FieldName::Lang => FacetField::Lang,
            FieldName::Format => FacetField::Format,
            FieldName::Path => FacetField::Path,
            FieldName::Year => FacetField::Year,
            FieldName::Month => FacetField::Month,
            FieldName::Day => FacetField::Day,
        }
    }
}

/// So many values are shown on a terminal where nothing is said.
const PAGE: usize = 20;

/// Counts by a field.
pub fn run(args: &FacetsArgs, session: &Session) -> Outcome {
    let mut query = args.asking.query(session)?;
    let opened = args.asking.open(session, &mut query)?;
    let mut facets = search::facets(&opened.generation, args.field.into(), &query, None)?;
    let for_screen = session.out_is_terminal && session.format() == Format::Text;
    let limit = args.limit.unwrap_or(if for_screen { PAGE } else { 0 });
    let more = if limit > 0 { facets.len().saturating_sub(limit) } else { 0 };
    facets.truncate(facets.len() - more);

    let mut out = session.page();
    renderer(session.format(), &look(session, &|_| Vec::new())).facets(&mut out, &facets)?;
    out.flush()?;
    drop(out);
    if more > 0 && for_screen {
        session.say(&format!("\n… and {} more; -n 0 shows all", thousands(more as u64)));
    }
    if facets.is_empty() {
        let field = args.field.to_possible_value();
        let field = field.as_ref().map_or("", |field| field.get_name());
        return args.asking.tell_nothing(Some(field), &query, &opened, session);
    }
    Ok(Exit::found(facets.len() as u64))
}
