//! `newsdex coverage`: which days each outlet has and lacks.

use std::io::Write;

use clap::Args;
use newsdex::render::renderer;
use newsdex::search;

use super::asking::{Asking, look};
use super::exit::{Exit, Outcome};
use super::session::Session;

/// Show of which days each outlet's articles are there, and which are missing
///
/// From an outlet's first day to its last; articles of which only the month or the year is known are left out.
#[derive(Debug, Args)]
pub struct CoverageArgs {
    #[command(flatten)]
    asking: Asking,
}

/// Tells the days.
pub fn run(args: &CoverageArgs, session: &Session) -> Outcome {
    let mut query = args.asking.query(session)?;
    let opened = args.asking.open(session, &mut query)?;
    let outlets = search::coverage(&opened.generation, &query)?;
    let mut out = session.page();
    renderer(session.format(), &look(session, &|_| Vec::new())).coverage(&mut out, &outlets)?;
    out.flush()?;
    drop(out);
    if outlets.is_empty() {
        return args.asking.tell_nothing(Some("day"), &query, &opened, session);
    }
    Ok(Exit::found(outlets.len() as u64))
}
