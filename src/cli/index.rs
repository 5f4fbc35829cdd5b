//! `newsdex index`: brings an index up to date and says what was done.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use newsdex::model::{Problem, Report, Selection};
use newsdex::render::{Format, Look, counted, problem, renderer, report_sentence};
use newsdex::{Error, ingest};

use super::exit::{Exit, Failure, Outcome};
use super::progress::Progress;
use super::session::Session;
use super::{units, which};

/// Bring the index up to date: crawl folders, cut files into articles
///
/// The index of FOLDER is kept in FOLDER/.newsdex. Only what is new or has changed is read; what is gone is
/// taken out. A file that cannot be read is named, and tried again when it changes.
#[derive(Debug, Args)]
pub struct IndexArgs {
    /// Folders or files to bring up to date [default: all that the index was built from]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// Build everything anew beside the old index, then switch
    #[arg(long)]
    full: bool,

    /// Only say what would be done
    #[arg(long)]
    dry_run: bool,

    /// Try files again that could not be read before
    #[arg(long)]
    retry: bool,

    /// Take a folder and its articles out of the index
    #[arg(long, value_name = "PATH")]
    forget: Vec<PathBuf>,

    /// How many files are read at once [default: one per core]
    #[arg(long, value_name = "N", default_value_t = 0, hide_default_value = true)]
    threads: usize,

    /// How much memory the index may take while it is written
    #[arg(long, value_name = "SIZE", value_parser = units::size, default_value = "256M")]
    memory: u64,

    /// Take only files that this glob matches
    #[arg(long, value_name = "GLOB")]
    include: Vec<String>,

    /// Leave out files and folders that this glob matches
    #[arg(long, value_name = "GLOB")]
    exclude: Vec<String>,

    /// Follow symbolic links
    #[arg(long)]
    follow: bool,

    /// Take files and folders too whose names begin with a dot
    #[arg(long)]
    hidden: bool,

    /// Do not read files larger than this, and say so
    #[arg(long, value_name = "SIZE", value_parser = units::size)]
    max_file_size: Option<u64>,

    /// How long to wait for another run to end: 30s, 10m, 2h
    #[arg(long, value_name = "TIME", value_parser = units::duration, default_value = "0s", hide_default_value = true)]
    wait: Duration,

    /// Write the report, a JSON object, to this file too
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,

    /// End with status 2 where anything cannot be read, old losses included
    #[arg(long)]
    strict: bool,

    /// Remove what is gone even where it is most of a folder
    #[arg(long)]
    allow_mass_delete: bool,

    /// The configuration [default: newsdex.toml at the top of the folder]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

/// Brings an index up to date.
pub fn run(args: &IndexArgs, session: &Session) -> Outcome {
    let index = match (args.paths.first(), args.forget.first()) {
        (None, Some(forgotten)) => which::to_forget(&session.shared, forgotten)?,
        _ => which::to_write(&session.shared, &args.paths)?,
    };
    let request = ingest::Request {
        index,
        paths: args.paths.clone(),
        forget: args.forget.clone(),
        selection: args.selection(),
        full: args.full,
        dry_run: args.dry_run,
        retry: args.retry,
        allow_mass_delete: args.allow_mass_delete,
        threads: args.threads,
        memory: args.memory,
        wait: args.wait,
        config: args.config.clone(),
        now: session.clock.now,
        today: session.clock.today,
    };
    let report = bring_up_to_date(&request, session, session.shared.quiet)?;
    if let Some(path) = &args.report {
        let json = serde_json::to_string(&report).map_err(|error| Failure::Output(error.into()))?;
        std::fs::write(path, json + "\n").map_err(Error::disk(path, "write the report"))?;
    }
    tell(&report, args, session);
    print(&report, session)?;
    Ok(exit(&report, args.strict))
}

/// A run with its progress shown; a signal asks it to stop once it has begun to write. `silent`: without messages on the way.
pub fn bring_up_to_date(
    request: &ingest::Request,
    session: &Session,
    silent: bool,
) -> newsdex::Result<Report> {
    let progress = Progress::new(session, silent);
    let outcome = ingest::run(request, &progress);
    session.signals.release();
    progress.clear();
    // A signal that came too late for the run is still a wish to stop.
    outcome.and_then(|report| session.signals.came().map_or(Ok(report), |signal| Err(Error::Stopped(signal))))
}

impl IndexArgs {
    fn selection(&self) -> Option<Selection> {
        let selection = Selection {
            include: self.include.clone(),
            exclude: self.exclude.clone(),
            follow: self.follow,
            hidden: self.hidden,
            max_file_size: self.max_file_size,
        };
        (selection != Selection::default()).then_some(selection)
    }
}

fn exit(report: &Report, strict: bool) -> Exit {
    match report.needs_a_person() {
        _ if strict && report.problems.iter().any(|problem| problem.lost) => Exit::Failed,
        true if strict => Exit::Failed,
        true => Exit::Partly,
        false => Exit::Done,
    }
}

/// What was done, and what a person should see to, on standard error.
fn tell(report: &Report, args: &IndexArgs, session: &Session) {
    let news: Vec<&Problem> = report.news().collect();
    for one in &news {
        session.warn(&problem(one));
    }
    let known = report.problems.iter().filter(|one| one.lost).count() as u64
        - news.iter().filter(|one| one.lost).count() as u64;
    let doubts = report.problems.iter().filter(|one| !one.lost && !news.contains(one));
    if session.shared.verbose {
        doubts.clone().for_each(|one| session.detail(&format!("doubt: {}", problem(one))));
        for (skip, kinds) in &report.skipped {
            let files =
                kinds.iter().map(|(kind, count)| format!("{kind} {count}")).collect::<Vec<_>>().join(", ");
            session.detail(&format!("passed over: {}: {files}", skip.reason()));
        }
    }
    if session.shared.quiet && news.is_empty() {
        return;
    }
    session.tell(&report_sentence(report, args.dry_run));
    let mut more = Vec::new();
    if known > 0 {
        more.push(format!("{} could not be read before either", counted(known, "file")));
    }
    if !session.shared.verbose && doubts.clone().next().is_some() {
        more.push(counted(doubts.count() as u64, "doubt"));
    }
    if !more.is_empty() {
        session.say(&format!("{}; `newsdex status --verbose` names them.", more.join(", ")));
    }
}

/// The report for programs. A reader that is gone does not undo what was done.
fn print(report: &Report, session: &Session) -> Result<(), Failure> {
    use std::io::Write;
    if session.format() == Format::Text {
        return Ok(());
    }
    let look = Look {
        columns: session.columns,
        paint: session.paint,
        fold: false,
        verbose: session.shared.verbose,
        path: &|place| place.path.clone().into_bytes(),
        link: &|_| None,
    };
    let mut out = session.out();
    match renderer(session.format(), &look).report(&mut out, report).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error.into()),
        _ => Ok(()),
    }
}
