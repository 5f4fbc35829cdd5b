//! Which article is meant by what was typed: an id, the beginning of one, or a file and a line.

use newsdex::Error;
use newsdex::model::Found;
use newsdex::search::{self, Which};

use super::asking::Opened;
use super::exit::Failure;

/// The article that is meant, with its places settled.
pub fn find(opened: &Opened, typed: &str) -> Result<Found, Failure> {
    let mut found = match place(typed) {
        Some((path, line)) => at(opened, path, line)?,
        None => search::find(&opened.generation, &Which::Id(typed.to_owned()))?,
    };
    opened.settle_found(&mut found);
    Ok(found)
}

/// `PATH:LINE` in its parts.
fn place(typed: &str) -> Option<(&str, u32)> {
    let (path, line) = typed.rsplit_once(':')?;
    Some((path, line.parse().ok()?)).filter(|_| !path.is_empty())
}

/// The article that stands on that line of a file, which is named from the current folder or below a root.
fn at(opened: &Opened, path: &str, line: u32) -> Result<Found, Failure> {
    let roots = opened.generation.roots()?;
    let mut refusal = None;
    for path in opened.standing.names(&roots, path) {
        match search::find(&opened.generation, &Which::Line { path, line }) {
            // The first way to read the path is the likeliest, and so is its refusal.
            Err(error @ Error::NoSuchArticle(_)) => drop(refusal.get_or_insert(error)),
            outcome => return Ok(outcome?),
        }
    }
    Err(refusal
        .unwrap_or_else(|| Error::NoSuchArticle(format!("the index has no article at {path}:{line}")))
        .into())
}
