//! `newsdex search`: ranked hits with snippets.

use std::collections::BTreeSet;
use std::io::Write;

use clap::Args;
use newsdex::model::{Hit, Hits, Query};
use newsdex::render::{Format, Look, counted, folded, harmless_path, nothing_found, renderer, thousands};
use newsdex::search;

use super::asking::{Asking, Opened, look};
use super::exit::{Exit, Failure, Outcome};
use super::order::OrderArgs;
use super::session::Session;

/// Search the articles: best hits first, each with the passage that matched
///
/// Words must all match, in any of their forms. "A phrase" in double quotes, -word or NOT word, OR, parentheses,
/// headline:word, source:"two words", date:2025-06, wild*, fuzzy~1, =exact. Without a query: everything that
/// the filters let through, newest first.
#[derive(Debug, Args)]
pub struct SearchArgs {
    /// How many hits to show; 0: all
    #[arg(short = 'n', long, value_name = "N")]
    limit: Option<usize>,

    /// How many hits to pass over first
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    offset: usize,

    #[command(flatten)]
    order: OrderArgs,

    /// Only say how many articles match
    #[arg(short, long, conflicts_with = "files_with_matches")]
    count: bool,

    /// Only print the files that hold matching articles
    #[arg(short = 'l', long)]
    files_with_matches: bool,

    /// End printed files with a NUL byte, for xargs -0; implies -l
    #[arg(short = '0', long, conflicts_with = "count")]
    null: bool,

    /// Show no snippets
    #[arg(long)]
    no_snippet: bool,

    /// Show near copies as hits of their own
    #[arg(long)]
    no_group: bool,

    /// Say how the query was understood, and why each hit has its score
    #[arg(long)]
    explain: bool,

    #[command(flatten)]
    asking: Asking,
}

/// So many hits are shown where nothing is said.
const PAGE: usize = 10;

/// How wide a snippet is for programs, in columns.
const SNIPPET: usize = 240;

/// For people a snippet takes about so many lines.
const SNIPPET_LINES: usize = 3;

/// Searches.
pub fn run(args: &SearchArgs, session: &Session) -> Outcome {
    let mut query = args.query(session)?;
    let opened = args.asking.open(session, &mut query)?;
    if args.count {
        let count = search::count(&opened.generation, &query)?;
        let mut out = session.out();
        renderer(session.format(), &look(session, &|_| Vec::new())).count(&mut out, count)?;
        out.flush()?;
        return Ok(Exit::found(count));
    }
    let mut hits = search::search(&opened.generation, &query)?;
    opened.settle(&mut hits.hits);
    if args.explain && session.format() != Format::Text {
        session.say(&format!("understood as: {}", newsdex::render::harmless(&hits.reading)));
    }
    if args.files_with_matches || args.null {
        files(&hits.hits, &opened, args.null, session)?;
    } else {
        page(&hits, args, &opened, session)?;
    }
    if hits.total == 0 {
        for line in nothing_found(hits.nothing.as_ref(), &args.asking.typed()) {
            session.say(&line);
        }
    }
    Ok(Exit::found(hits.total))
}

impl SearchArgs {
    fn query(&self, session: &Session) -> Result<Query, Failure> {
        let query = self.asking.query(session)?;
        let only_files = self.files_with_matches || self.null;
        let limit = self.limit.unwrap_or(if only_files { 0 } else { PAGE });
        let width = match session.format() {
            Format::Text => (session.columns - 4) * SNIPPET_LINES - 8,
            Format::Json | Format::Csv => SNIPPET,
        };
        Ok(Query {
            sort: self.order.sort(query.sort, session)?,
            limit: (limit > 0).then_some(limit),
            offset: self.offset,
            snippet: (!self.no_snippet && !only_files).then_some(width),
            explain: self.explain,
            group: !self.no_group && !only_files,
            ..query
        })
    }
}

fn page(hits: &Hits, args: &SearchArgs, opened: &Opened, session: &Session) -> Result<(), Failure> {
    let mut out = session.page();
    if args.explain && session.format() == Format::Text {
        let reading = format!("understood as: {}", newsdex::render::harmless(&hits.reading));
        for line in folded(&reading, session.columns) {
            writeln!(out, "{line}")?;
        }
        writeln!(out)?;
    }
    let path = |place: &_| opened.standing.shown(place);
    let link = |place: &_| opened.link(place, session);
    let look = Look { link: &link, ..look(session, &path) };
    renderer(session.format(), &look).hits(&mut out, &hits.hits)?;
    out.flush()?;
    drop(out);
    if session.out_is_terminal && hits.total > 0 && session.format() == Format::Text {
        session.say(&foot(hits, args));
    }
    Ok(())
}

/// How much of the answer is on the page, and how to see the rest. Near copies that a hit stands for count:
/// limits and offsets do too.
fn foot(hits: &Hits, args: &SearchArgs) -> String {
    let articles = counted(hits.total, "article");
    let shown = hits.hits.iter().map(|hit| 1 + hit.like.len()).sum::<usize>();
    let next = args.offset + shown;
    match (shown as u64, hits.total) {
        (0, _) => format!("\n{articles}, none beyond {}", thousands(args.offset as u64)),
        (shown, total) if shown == total => format!("\n{articles}"),
        (shown, total) if next as u64 >= total => format!("\n{} of {articles}", thousands(shown)),
        (shown, _) => format!("\n{} of {articles}; --offset {next} shows more", thousands(shown)),
    }
}

/// The files of the hits, each once, in the order of the hits.
fn files(hits: &[Hit], opened: &Opened, null: bool, session: &Session) -> Result<(), Failure> {
    let mut out = session.out();
    let mut seen = BTreeSet::new();
    let places = hits.iter().flat_map(|hit| [&hit.place].into_iter().chain(&hit.also));
    for place in places {
        if !seen.insert((&place.root, &place.path)) {
            continue;
        }
        match (session.format(), null) {
            (Format::Json, _) => {
                let file = serde_json::json!({ "root": place.root, "path": place.path });
                writeln!(out, "{file}")?;
            }
            (_, true) => {
                out.write_all(&opened.standing.shown(place))?;
                out.write_all(b"\0")?;
            }
            (_, false) => {
                out.write_all(&harmless_path(&opened.standing.shown(place)))?;
                out.write_all(b"\n")?;
            }
        }
    }
    Ok(out.flush()?)
}
