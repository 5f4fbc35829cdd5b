//! `newsdex segment`: how files are cut into articles, without an index.

use std::io::{Cursor, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use clap::Args;
use newsdex::corpus::config::{self, for_file};
use newsdex::corpus::paths::encode_path;
use newsdex::corpus::read::read_path;
use newsdex::extract::{self, FileName, How};
use newsdex::model::{Article, Code, Config, Lang, Problem};
use newsdex::render::{Format, Renderer, problem, renderer};
use newsdex::Error;

use super::asking::look;
use super::exit::{Exit, Failure, Outcome};
use super::session::Session;

/// Show how files are cut into articles, without an index
#[derive(Debug, Args)]
pub struct SegmentArgs {
    /// The files; - is standard input
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,

    /// Print every line with the role it was given, and why
    #[arg(long)]
    explain: bool,

    /// The configuration
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Cuts files.
pub fn run(args: &SegmentArgs, session: &Session) -> Outcome {
    let config = match &args.config {
        Some(path) => config::read(path)?,
        None => Config::default(),
    };
    let look = look(session, &|place| place.path.clone().into_bytes());
    let renderer = renderer(session.format(), &look);
    let mut out = session.out();
    let mut exit = Exit::Done;
    if !args.explain {
        renderer.articles_begin(&mut out)?;
    }
    for (at, file) in args.files.iter().enumerate() {
        if at > 0 && session.format() == Format::Text {
            writeln!(out)?;
        }
        let cut = Cut { path: encode_path(file), explain: args.explain, session, renderer: &*renderer };
        match bytes(file, &cut.path) {
            Ok(bytes) => exit = exit.and(cut.show(&bytes, &config, &mut out)?),
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
        return read_path(file).map(|content| content.bytes).map_err(|lost| Problem { path: path.to_owned(), ..lost });
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
    fn show(&self, bytes: &[u8], config: &Config, out: &mut dyn Write) -> Result<Exit, Failure> {
        let name = FileName { path: self.path.clone() };
        let how = how(config, &name, self.session);
        let mut source = Cursor::new(bytes);
        let skip = extract::recognise(&mut source, &name).map_err(Error::disk(&self.path, "read the file"))?.err();
        if let Some(skip) = skip {
            self.session.say(&format!("{}: passed over: {}", newsdex::render::harmless(&self.path), skip.reason()));
            return Ok(Exit::Done);
        }
        // A bug of the reader on one file must not keep the others from being shown.
        let read = catch_unwind(AssertUnwindSafe(|| {
            if self.explain {
                extract::explain(&mut source, &name, &how).map(Read_::Lines)
            } else {
                Ok(Read_::Articles(extract::articles(&mut source, &name, &how).collect()))
            }
        }));
        todo!()
    }
}
