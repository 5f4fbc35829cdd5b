//! `newsdex coverage`: which days each outlet has and lacks.

use std::io::Write;

use clap::Args;
use newsdex::render::{nothing_found, renderer};
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
    let mut out = session.out();
    renderer(session.format(), &look(session, &|_| Vec::new())).coverage(&mut out, &outlets)?;
    out.flush()?;
    if outlets.is_empty() {
        let why = nothing_found(None, &args.asking.typed());
        why.first().into_iter().for_each(|line| session.say(line));
    }
    Ok(Exit::found(outlets.len() as u64))
}
