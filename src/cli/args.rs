//! What was typed: every command, and the flags that commands share, each declared once.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{CommandFactory, Parser, Subcommand, ValueEnum};
use newsdex::render::Format;

use super::clock::Clock;
use super::exit::Exit;
use super::{
    check, completions, coverage, export, facets, index, open, runs, search, segment, show, similar, status,
    timeline,
};

/// A folder of saved news becomes a searchable archive.
///
/// newsdex cuts the files of a folder into articles, dates and names them, and finds them again.
///
///     newsdex search --corpus FOLDER WORDS...   from a fresh folder to ranked hits
///     newsdex index FOLDER                      bring the index up to date, every night say
///     newsdex search WORDS...                   ask, in the folder or below it
#[derive(Debug, Parser)]
#[command(name = "newsdex", version, max_term_width = 100, verbatim_doc_comment)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// The flags that all commands share.
    #[command(flatten)]
    pub shared: Shared,
}

/// The commands, a file each.
#[derive(Debug, Subcommand)]
pub enum Command {
    Index(index::IndexArgs),
    Search(search::SearchArgs),
    Segment(segment::SegmentArgs),
    Show(show::ShowArgs),
    Open(open::OpenArgs),
    Facets(facets::FacetsArgs),
    Timeline(timeline::TimelineArgs),
    Coverage(coverage::CoverageArgs),
    Similar(similar::SimilarArgs),
    Export(export::ExportArgs),
    Status(status::StatusArgs),
    Runs(runs::RunsArgs),
    Check(check::CheckArgs),
    Completions(completions::CompletionsArgs),
    /// Print the manual page (`newsdex man | man -l -`)
    Man,
}

/// Flags that all commands share.
#[derive(Debug, Clone, clap::Args)]
#[command(next_help_heading = "Shared options")]
pub struct Shared {
    /// The index folder [default: $NEWSDEX_INDEX_DIR, else the nearest .newsdex]
    #[arg(long, global = true, value_name = "DIR")]
    pub index_dir: Option<PathBuf>,

    /// Write JSON Lines to standard output, and nothing else there
    #[arg(long, global = true, conflicts_with = "format")]
    pub json: bool,

    /// The form of the output
    #[arg(long, global = true, value_name = "FORMAT")]
    pub format: Option<FormatName>,

    /// When to use colour
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,

    /// Say nothing but what needs a person
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,

    /// Say more
    #[arg(short, long, global = true)]
    pub verbose: bool,

    /// The time that relative dates are counted from: 2025-06-02 or 2025-06-02T03:00:00+02:00
    #[arg(long, global = true, value_name = "TIME", value_parser = Clock::parse)]
    pub now: Option<Clock>,
}

impl Shared {
    /// In what form answers are wanted.
    pub fn format(&self) -> Format {
        match (self.json, self.format) {
            (true, _) | (_, Some(FormatName::Json)) => Format::Json,
            (_, Some(FormatName::Csv)) => Format::Csv,
            (_, Some(FormatName::Text) | None) => Format::Text,
        }
    }
}

/// The names of the forms of output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatName {
    /// For people
    Text,
    /// JSON Lines
    Json,
    /// Comma-separated values, with a line of names
    Csv,
}

/// When there is colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// What was typed, or the status to end with where it was not understood or only asked for help.
pub fn parse() -> Result<Args, Exit> {
    let typed: Vec<OsString> = std::env::args_os().collect();
    if let Some(clash) = clash(&typed) {
        use std::io::Write;
        let _ = writeln!(std::io::stderr(), "{clash}");
        return Err(Exit::Failed);
    }
    Args::try_parse_from(typed).map_err(|error| {
        let _ = error.print();
        if error.use_stderr() { Exit::Failed } else { Exit::Done }
    })
}

/// The commands that take a query.
const QUESTIONS: [&str; 5] = ["search", "facets", "timeline", "coverage", "export"];

/// The letters of flags that such a command takes, those with a value apart.
const LETTERS: &str = "cl0qv";
const LETTERS_WITH_VALUE: &str = "n";

/// Where a word to leave out (`-kursk`) would be taken for flags: what to write instead.
fn clash(typed: &[OsString]) -> Option<String> {
    let typed: Vec<&str> =
        typed.iter().map_while(|word| word.to_str()).take_while(|word| *word != "--").collect();
    let command = typed.iter().skip(1).position(|word| QUESTIONS.contains(word))? + 1;
    let is_flags = |word: &&str| {
        let letters = word.trim_start_matches(|c| LETTERS.contains(c));
        letters.is_empty()
            || letters.starts_with(|c| LETTERS_WITH_VALUE.contains(c)) && {
                let value = letters[1..].trim_start_matches('=');
                value.is_empty() || value.bytes().all(|byte| byte.is_ascii_digit())
            }
    };
    let mut rest = typed[command + 1..].iter();
    let word = rest.find_map(|word| {
        let word = word.strip_prefix('-').filter(|word| !word.is_empty() && !word.starts_with('-'))?;
        (word != "h" && !is_flags(&word)).then_some(word)
    })?;
    let name = typed[command];
    Some(format!(
        "newsdex: -{word} would be read as flags\n  \
         hint: to leave a word out, quote the whole query, or write NOT, or put -- before it:\n    \
         newsdex {name} 'WORDS -{word}'\n    \
         newsdex {name} WORDS NOT {word}\n    \
         newsdex {name} -- WORDS -{word}",
        word = newsdex::render::harmless(word),
    ))
}

/// The whole command line, for the manual and the shells.
pub fn command() -> clap::Command {
    Args::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        command().debug_assert();
    }

    #[test]
    fn a_word_to_leave_out_is_told_from_flags() {
        let check = |line: &str, expect: Option<&str>| {
            let typed: Vec<OsString> = line.split(' ').map(OsString::from).collect();
            let said = clash(&typed);
            let word = said.as_deref().and_then(|said| said.split(' ').nth(1));
            assert_eq!(word, expect, "{line}");
        };
        check("newsdex search drone -kursk", Some("-kursk"));
        check("newsdex --json search drone -hall", Some("-hall"));
        check("newsdex search drone -nato", Some("-nato"));
        check("newsdex search drone -лёд", Some("-лёд"));
        check("newsdex search drone -n5 -cl -0 -n 3 -h --json", None);
        check("newsdex search -- drone -kursk", None);
        check("newsdex search -", None);
        check("newsdex index -x", None);
    }
}
