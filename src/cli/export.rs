//! `newsdex export`: whole articles for other programs.

use std::io::Write;

use clap::Args;
use newsdex::model::{Query, Sort};
use newsdex::render::{Format, nothing_found, renderer};
use newsdex::search;

use super::asking::{Asking, look};
use super::exit::{Exit, Outcome};
use super::search::SortName;
use super::session::Session;

/// Print whole articles as JSON Lines, or as CSV with --format csv
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// How many articles at most; 0: all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    limit: usize,

    /// How many articles to pass over first
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: usize,

    /// The order of articles
    #[arg(long, value_name = "ORDER")]
    sort: Option<SortName>,

    #[command(flatten)]
    asking: Asking,
}

/// Exports.
pub fn run(args: &ExportArgs, session: &Session) -> Outcome {
    let query = args.asking.query(session)?;
    let query = Query {
        sort: args.sort.map_or(query.sort, Sort::from),
        limit: (args.limit > 0).then_some(args.limit),
        offset: args.offset,
        ..query
    };
    let opened = args.asking.open(session)?;
    // Where no format is asked for, it is the one that other programs read best.
    let format = if session.shared.format.is_none() { Format::Json } else { session.format() };
    let path = |place: &_| opened.standing.shown(place);
    let look = look(session, &path);
    let renderer = renderer(format, &look);
    let mut out = session.out();
    let mut count = 0;
    for found in search::export(&opened.generation, &query)? {
        let mut found = found?;
        opened.settle_found(&mut found);
        if count == 0 {
            renderer.articles_begin(&mut out)?;
        } else if format == Format::Text {
            writeln!(out)?;
        }
        renderer.article(&mut out, &found)?;
        count += 1;
    }
    out.flush()?;
    if count == 0 {
        let why = nothing_found(None, &args.asking.typed());
        why.first().into_iter().for_each(|line| session.say(line));
    }
    Ok(Exit::found(count))
}
