//! `newsdex runs`: the states of the index that are kept, and the way back to one.

use std::io::Write;
use std::time::Duration;

use clap::{Args, Subcommand};
use newsdex::index::Store;
use newsdex::render::{counted, renderer};

use super::asking::look;
use super::exit::{Exit, Outcome};
use super::session::Session;
use super::units;
use super::which;

/// List the states of the index that are kept, or go back to one
#[derive(Debug, Args)]
pub struct RunsArgs {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Go back to a generation: undo the runs after it
    Restore {
        /// Its number, as `newsdex runs` lists it
        generation: u32,

        /// Wait so long for another run to end: 30s, 10m, 2h
        #[arg(long, value_name = "TIME", value_parser = units::duration, default_value = "0s", hide_default_value = true)]
        wait: Duration,
    },
}

/// Lists the generations that are kept, or goes back to one.
pub fn run(args: &RunsArgs, session: &Session) -> Outcome {
    let store = Store::at(&which::to_read(&session.shared)?);
    match args.action {
        None => {
            let mut out = session.out();
            renderer(session.format(), &look(session, &|_| Vec::new())).kept(&mut out, &store.kept()?)?;
            out.flush()?;
        }
        Some(Action::Restore { generation, wait }) => {
            let lock = store.lock(wait)?;
            store.restore(&lock, generation)?;
            let state = store.read()?.state;
            let holds = counted(state.articles, "article");
            session.say(&format!(
                "Back at generation {generation}: {holds} from {}. The next `newsdex index` reads what differs again.",
                counted(state.files, "file")
            ));
        }
    }
    Ok(Exit::Done)
}
