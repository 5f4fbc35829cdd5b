//! The program's face: arguments → one command → an exit status. What a command does is the library's; here
//! it is only asked for, and what comes of it is handed to the renderer.

use std::io;

mod args;
mod articles;
mod asking;
mod check;
mod clock;
mod completions;
mod coverage;
mod exit;
mod export;
mod facets;
mod index;
mod man;
mod open;
mod order;
mod pager;
mod paths;
mod progress;
mod runs;
mod search;
mod segment;
mod session;
mod show;
mod signals;
mod similar;
mod status;
mod timeline;
mod units;
mod which;

use args::Command;
use clock::Clock;
use exit::{Exit, Failure, Outcome};
use session::Session;
use signals::Signals;

/// Does what was typed.
pub fn main() -> Exit {
    // The time zone can only be told while there is one thread.
    let clock = Clock::of_system();
    let args = match args::parse() {
        Ok(args) => args,
        Err(exit) => return exit,
    };
    let signals = match Signals::watch() {
        Ok(signals) => signals,
        Err(_) => return Exit::Failed,
    };
    let session = Session::new(args.shared.clone(), args.shared.now.unwrap_or(clock), signals);
    match run(&args.command, &session) {
        Ok(exit) => exit,
        // Whoever read the output has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(failure) => {
            session.explain(&failure);
            match &failure {
                Failure::Error(error) => Exit::from(error),
                Failure::Output(_) => Exit::Failed,
            }
        }
    }
}

fn run(command: &Command, session: &Session) -> Outcome {
    match command {
        Command::Index(args) => index::run(args, session),
        Command::Search(args) => search::run(args, session),
        Command::Segment(args) => segment::run(args, session),
        Command::Show(args) => show::run(args, session),
        Command::Open(args) => open::run(args, session),
        Command::Facets(args) => facets::run(args, session),
        Command::Timeline(args) => timeline::run(args, session),
        Command::Coverage(args) => coverage::run(args, session),
        Command::Similar(args) => similar::run(args, session),
        Command::Export(args) => export::run(args, session),
        Command::Status(args) => status::run(args, session),
        Command::Runs(args) => runs::run(args, session),
        Command::Check(args) => check::run(args, session),
        Command::Completions(args) => completions::run(args, session),
        Command::Man => man::run(session),
    }
}
