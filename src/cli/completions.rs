//! `newsdex completions`: what a shell needs to complete newsdex's commands and flags.

use std::io::Write;

use clap::Args;
use clap_complete::Shell;

use super::args;
use super::exit::{Exit, Outcome};
use super::session::Session;

/// Print the completions for a shell
#[derive(Debug, Args)]
pub struct CompletionsArgs {
    /// Which shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints the completions.
pub fn run(args: &CompletionsArgs, session: &Session) -> Outcome {
    // Made whole before it is written: the generator knows nothing of closed pipes.
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut args::command(), "newsdex", &mut script);
    let mut out = session.out();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Exit::Done)
}
