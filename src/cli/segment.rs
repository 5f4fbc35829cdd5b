//! `newsdex segment`: how files are cut into articles, without an index.

use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use clap::Args;
use newsdex::Error;
use newsdex::corpus::config;
use newsdex::corpus::paths::encode_path;
use newsdex::corpus::read::read_path;
use newsdex::extract::{self, FileName, How};
use newsdex::ingest::{Configured, check_config};
use newsdex::model::{Article, Code, Explained, Problem};
use newsdex::render::{Renderer, problem, renderer};

use super::asking::look;
use super::exit::{Exit, Failure, Outcome};
use super::session::Session;

/// Show how files are cut into articles, without an index
#[derive(Debug, Args)]
pub struct SegmentArgs {
    /// The files; - is standard input
    #[arg(value_name = "FILE", required_unless_present = "check_config", conflicts_with = "check_config")]
    files: Vec<PathBuf>,

    /// Print every line with the role it was given, and why
    #[arg(long)]
    explain: bool,

    /// Check the configuration and run the examples of its styles [default: the nearest newsdex.toml]
    #[arg(long, value_name = "CONFIG", num_args = 0..=1)]
    check_config: Option<Option<PathBuf>>,

    /// The configuration [default: the nearest newsdex.toml from the file upward]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Cuts files.
pub fn run(args: &SegmentArgs, session: &Session) -> Outcome {
    let look = look(session, &|place| place.path.clone().into_bytes());
    let renderer = renderer(session.format(), &look);
    let mut out = session.out();
    if let Some(named) = &args.check_config {
        let check =
            check_config(&configuration(named.as_ref().or(args.config.as_ref()))?, session.clock.today)?;
        renderer.config_check(&mut out, &check)?;
        out.flush()?;
        return Ok(if check.passes() { Exit::Done } else { Exit::Failed });
    }
    let mut exit = Exit::Done;
    if !args.explain {
        renderer.articles_begin(&mut out)?;
    }
    for file in &args.files {
        let how = how(args.config.as_deref(), file, session)?;
        let cut = Cut { path: encode_path(file), explain: args.explain, session, renderer: &*renderer };
        match bytes(file, &cut.path) {
            Ok(bytes) => exit = exit.and(cut.show(&bytes, &how, &mut out)?),
            Err(lost) => {
                session.warn(&problem(&lost));
                exit = exit.and(Exit::Partly);
            }
        }
        out.flush()?;
    }
    Ok(exit)
}

fn bytes(file: &Path, path: &str) -> Result<Vec<u8>, Problem> {
    if file != Path::new("-") {
        return match read_path(file) {
            Ok(content) => Ok(content.bytes),
            // Nobody has seen it before, so that it has not vanished.
            Err(lost) if lost.code == Code::Vanished => {
                Err(Problem::lost(path, Code::Unreadable, "no such file"))
            }
            Err(lost) => Err(lost),
        };
    }
    let mut bytes = Vec::new();
    match std::io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Problem::lost(path, Code::Unreadable, format!("cannot be read: {error}"))),
    }
}

/// One file on its way to the page.
struct Cut<'a> {
    path: String,
    explain: bool,
    session: &'a Session,
    renderer: &'a dyn Renderer,
}

impl Cut<'_> {
    fn show(&self, bytes: &[u8], how: &How, out: &mut dyn Write) -> Result<Exit, Failure> {
        let name = FileName { path: self.path.clone() };
        let mut source = Cursor::new(bytes);
        let recognised = extract::recognise(&mut source, &name, how);
        let skip = recognised.map_err(Error::disk(&self.path, "read the file"))?.err();
        if let Some(skip) = skip {
            self.session.say(&format!(
                "{}: passed over: {}",
                newsdex::render::harmless(&self.path),
                skip.reason()
            ));
            return Ok(Exit::Done);
        }
        // A bug of the reader on one file must not keep the others from being shown.
        let read = catch_unwind(AssertUnwindSafe(|| match self.explain {
            true => Cutting::Lines(extract::explain(&mut source, &name, how)),
            false => Cutting::Pieces(extract::articles(&mut source, &name, how).collect()),
        }));
        match read {
            Ok(Cutting::Lines(explained)) => {
                self.renderer.explained(out, &self.path, &explained)?;
                Ok(Exit::Done)
            }
            Ok(Cutting::Pieces(pieces)) => self.pieces(pieces, out),
            Err(_) => {
                let message = "its reader failed on it; please report this file to the developers of newsdex";
                self.session.warn(&problem(&Problem::lost(&self.path, Code::ReaderFailed, message)));
                Ok(Exit::Partly)
            }
        }
    }

    /// The articles on standard output, what was wrong on standard error.
    fn pieces(&self, pieces: Vec<Result<Article, Problem>>, out: &mut dyn Write) -> Result<Exit, Failure> {
        let mut exit = Exit::Done;
        let mut articles = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match piece {
                Ok(article) => articles.push(article),
                Err(lost) if lost.lost => {
                    self.session.warn(&problem(&lost));
                    exit = Exit::Partly;
                }
                // Who wrote the style is told that it does not fit.
                Err(doubt) if doubt.code == Code::StyleFindsNothing => self.session.warn(&problem(&doubt)),
                Err(doubt) => self.session.detail(&format!("doubt: {}", problem(&doubt))),
            }
        }
        self.renderer.cut(out, &self.path, &articles)?;
        Ok(exit)
    }
}

/// What a file was read as.
enum Cutting {
    Lines(Explained),
    Pieces(Vec<Result<Article, Problem>>),
}

/// What is known of a file beforehand: what the configuration that is named says, or the nearest one from the
/// file's folder upward, as it would be indexed.
fn how(named: Option<&Path>, file: &Path, session: &Session) -> Result<How, Failure> {
    let whole = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    let above = nearest(&whole);
    let configured = match (named, above) {
        (Some(path), _) => Configured::load(path, true)?,
        (None, Some(folder)) => Configured::load(&folder.join(config::NAME), true)?,
        (None, None) => return Ok(How::on(session.clock.today)),
    };
    let below = above.and_then(|folder| whole.strip_prefix(folder).ok()).unwrap_or(file);
    Ok(configured.how(&encode_path(below), session.clock.today))
}

/// The nearest folder above a path that holds a configuration.
fn nearest(path: &Path) -> Option<&Path> {
    path.ancestors().skip(1).find(|folder| folder.join(config::NAME).is_file())
}

/// The configuration that is to be checked: the one named (its folder may be), or the nearest from here upward.
fn configuration(named: Option<&PathBuf>) -> Result<PathBuf, Failure> {
    if let Some(path) = named {
        return Ok(if path.is_dir() { path.join(config::NAME) } else { path.clone() });
    }
    let here =
        std::path::absolute(config::NAME).map_err(Error::disk(config::NAME, "find the configuration"))?;
    match nearest(&here) {
        Some(folder) if here.parent() == Some(folder) => Ok(PathBuf::from(config::NAME)),
        Some(folder) => Ok(folder.join(config::NAME)),
        None => {
            let message =
                "no newsdex.toml here or in a folder above; name one: `newsdex segment --check-config FILE`";
            Err(Error::Usage(message.to_owned()).into())
        }
    }
}
