//! `newsdex export`: whole articles for other programs, and citations of them.

use std::fs::{File, create_dir_all};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use newsdex::Error;
use newsdex::model::{Found, Query};
use newsdex::render::{Citation, Citations, Format, article_file, article_file_name, counted, renderer};
use newsdex::search;

use super::asking::{Asking, Opened, look};
use super::exit::{Exit, Failure, Outcome};
use super::order::OrderArgs;
use super::session::Session;

/// Print whole articles as JSON Lines, or as CSV with --format csv; cite them; or write each to a file
#[derive(Debug, Args)]
pub struct ExportArgs {
    /// How many articles at most; 0: all
    #[arg(short = 'n', long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    limit: usize,

    /// How many articles to pass over first
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: usize,

    #[command(flatten)]
    order: OrderArgs,

    /// Print citations for a bibliography instead of articles
    #[arg(long, value_name = "STYLE", conflicts_with = "into")]
    cite: Option<CitationName>,

    /// Write each article to a text file of its own in DIR instead
    #[arg(long, value_name = "DIR")]
    into: Option<PathBuf>,

    #[command(flatten)]
    asking: Asking,
}

/// The names of forms of citations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CitationName {
    /// For BibTeX and biblatex
    Bibtex,
    /// For Zotero, EndNote and others
    Ris,
    /// For Zotero, pandoc and others: CSL-JSON
    Csl,
}

impl From<CitationName> for Citation {
    fn from(name: CitationName) -> Citation {
        match name {
            CitationName::Bibtex => Citation::Bibtex,
            CitationName::Ris => Citation::Ris,
            CitationName::Csl => Citation::Csl,
        }
    }
}

/// Exports.
pub fn run(args: &ExportArgs, session: &Session) -> Outcome {
    if (args.cite.is_some() || args.into.is_some())
        && (session.shared.json || session.shared.format.is_some())
    {
        let flag = if args.cite.is_some() { "--cite" } else { "--into" };
        return Err(
            Error::Usage(format!("{flag} has a form of its own; leave out --json and --format")).into()
        );
    }
    let query = args.asking.query(session)?;
    let mut query = Query {
        sort: args.order.sort(query.sort, session)?,
        limit: (args.limit > 0).then_some(args.limit),
        offset: args.offset,
        ..query
    };
    let opened = args.asking.open(session, &mut query)?;
    let count = match (&args.cite, &args.into) {
        (Some(form), _) => citations((*form).into(), &query, &opened, session)?,
        (None, Some(dir)) => files(dir, &query, &opened, session)?,
        (None, None) => articles(&query, &opened, session)?,
    };
    if count == 0 {
        return args.asking.tell_nothing(None, &query, &opened, session);
    }
    Ok(Exit::found(count))
}

/// Prints the articles, and says how many.
fn articles(query: &Query, opened: &Opened, session: &Session) -> Result<u64, Failure> {
    // Where no format is asked for, it is the one that other programs read best.
    let format = if session.shared.format.is_none() { Format::Json } else { session.format() };
    let path = |place: &_| opened.standing.shown(place);
    let look = look(session, &path);
    let renderer = renderer(format, &look);
    let mut out = session.out();
    let mut count = 0;
    for found in search::export(&opened.generation, query)? {
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
    Ok(count)
}

/// Prints citations, and says how many.
fn citations(form: Citation, query: &Query, opened: &Opened, session: &Session) -> Result<u64, Failure> {
    let mut out = session.out();
    let mut citations = Citations::new(form);
    let mut count = 0;
    for found in search::export(&opened.generation, query)? {
        citations.article(&mut out, &found?.article)?;
        count += 1;
    }
    citations.end(&mut out)?;
    out.flush()?;
    Ok(count)
}

/// Writes a file an article, and says how many.
fn files(dir: &Path, query: &Query, opened: &Opened, session: &Session) -> Result<u64, Failure> {
    create_dir_all(dir).map_err(Error::disk(dir, "make the folder"))?;
    let mut count = 0;
    for found in search::export(&opened.generation, query)? {
        let Found { article, .. } = found?;
        let path = dir.join(article_file_name(&article));
        let written = File::create(&path).and_then(|file| {
            let mut out = BufWriter::new(file);
            article_file(&mut out, &article)?;
            out.flush()
        });
        written.map_err(Error::disk(&path, "write the article"))?;
        count += 1;
    }
    if count > 0 {
        session.say(&format!("{} written to {}", counted(count, "article"), dir.display()));
    }
    Ok(count)
}
