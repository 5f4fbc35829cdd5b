//! `newsdex similar`: articles like one article.

use std::ffi::OsString;
use std::io::Write;

use clap::Args;
use newsdex::render::{Format, Look, renderer};
use newsdex::search::{self, Which};

use super::articles::find;
use super::asking::{Opened, look};
use super::exit::{Exit, Outcome};
use super::session::Session;

/// Find articles like this one
#[derive(Debug, Args)]
pub struct SimilarArgs {
    /// The article: its id or a unique beginning of it, or PATH:LINE; PATH where it is alone in its file
    #[arg(value_name = "ID")]
    article: OsString,

    /// How many articles to show; 0: as many as there are
    #[arg(short = 'n', long, value_name = "N", default_value_t = 10)]
    limit: usize,
}

/// Finds articles like one article.
pub fn run(args: &SimilarArgs, session: &Session) -> Outcome {
    let opened = Opened::of(session)?;
    let found = find(&opened, &args.article)?;
    let limit = if args.limit == 0 { usize::MAX } else { args.limit };
    let mut hits = search::similar(&opened.generation, &Which::Id(found.article.id.to_string()), limit)?;
    opened.settle(&mut hits.hits);
    let mut out = session.page();
    let path = |place: &_| opened.standing.shown(place);
    let link = |place: &_| opened.link(place, session);
    let look = Look { link: &link, ..look(session, &path) };
    renderer(session.format(), &look).hits(&mut out, &hits.hits)?;
    out.flush()?;
    drop(out);
    if hits.hits.is_empty() && session.format() == Format::Text {
        session.say("No article is like it.");
    }
    Ok(Exit::found(hits.hits.len() as u64))
}
