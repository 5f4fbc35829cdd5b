//! `newsdex check`: whether an index is what its last run left.

use std::io::Write;

use clap::Args;
use newsdex::index::{Store, check};
use newsdex::render::{Format, counted, renderer};

use super::asking::look;
use super::exit::{Exit, Outcome};
use super::session::Session;
use super::which;

/// Hold the index against its ledger and its own checksums
#[derive(Debug, Args)]
pub struct CheckArgs {}

/// Checks an index.
pub fn run(_args: &CheckArgs, session: &Session) -> Outcome {
    let index = which::to_read(&session.shared)?;
    let generation = Store::at(&index).read()?;
    let findings = check(&generation)?;
    let mut out = session.out();
    renderer(session.format(), &look(session, &|_| Vec::new())).damage(&mut out, &findings)?;
    if findings.is_empty() {
        let ledger = generation.ledger()?;
        let holds = counted(ledger.articles(), "article");
        if session.format() == Format::Text && !session.shared.quiet {
            writeln!(out, "sound: {holds} from {}", counted(ledger.files_taken(), "file"))?;
        }
    }
    out.flush()?;
    if findings.is_empty() {
        return Ok(Exit::Done);
    }
    session.say("The index is damaged. `newsdex index --full` builds it anew from the saved files.");
    Ok(Exit::Nothing)
}
