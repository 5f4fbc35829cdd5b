//! `newsdex show`: one article whole.

use std::ffi::OsString;
use std::io::Write;

use clap::Args;
use newsdex::Error;
use newsdex::corpus::read::read_path;
use newsdex::extract::lines_of;
use newsdex::model::Found;
use newsdex::render::{Look, renderer};

use super::articles::find;
use super::asking::{Opened, look};
use super::exit::{Exit, Failure, Outcome};
use super::session::Session;

/// Show one article whole
#[derive(Debug, Args)]
pub struct ShowArgs {
    /// The article: its id or a unique beginning of it, or PATH:LINE; PATH where it is alone in its file
    #[arg(value_name = "ID")]
    article: OsString,

    /// Print the exact bytes that it takes in its file
    #[arg(long)]
    raw: bool,
}

/// Shows an article.
pub fn run(args: &ShowArgs, session: &Session) -> Outcome {
    let opened = Opened::of(session)?;
    let found = find(&opened, &args.article)?;
    if args.raw {
        let mut out = session.out();
        out.write_all(&raw(&found, &opened, session)?)?;
        out.flush()?;
        return Ok(Exit::Done);
    }
    let path = |place: &_| opened.standing.shown(place);
    let link = |place: &_| opened.link(place, session);
    let look = Look { link: &link, ..look(session, &path) };
    let renderer = renderer(session.format(), &look);
    let mut out = session.page();
    renderer.articles_begin(&mut out)?;
    renderer.article(&mut out, &found)?;
    out.flush()?;
    Ok(Exit::Done)
}

/// An article's lines as they stand in its file now.
fn raw(found: &Found, opened: &Opened, session: &Session) -> Result<Vec<u8>, Failure> {
    let path = opened.standing.file(&found.place);
    let Some(lines) = found.place.lines else {
        let format = &found.article.format;
        let message = format!("--raw: an article of the format {format} has no lines of its own in its file");
        return Err(Error::Usage(message).into());
    };
    let content = read_path(&path).map_err(|problem| Error::Usage(newsdex::render::problem(&problem)))?;
    if is_changed(found, opened, content.hash)? {
        session.warn(&format!("{} has changed since it was indexed; lines may have moved", path.display()));
    }
    Ok(lines_of(&content.bytes, None, lines).to_vec())
}

/// Whether the file is another than the one that was indexed.
fn is_changed(found: &Found, opened: &Opened, hash: u128) -> Result<bool, Failure> {
    let ledger = opened.generation.ledger()?;
    let mut rows = ledger.files.iter().filter(|(key, row)| {
        key.path == found.place.path && row.articles().iter().any(|given| given.id == found.article.id)
    });
    Ok(rows.all(|(_, row)| row.hash != hash))
}
