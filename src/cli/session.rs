//! Where a command runs: what the shared flags and the terminal say, how it writes answers and messages.

use std::ffi::OsString;
use std::io::{self, IsTerminal, Write};

use newsdex::Error;
use newsdex::render::{Format, Ink, Paint, harmless, query_error};

use super::args::{Colour, Shared};
use super::clock::Clock;
use super::exit::Failure;
use super::pager::Page;
use super::signals::Signals;

/// Fewer columns than this are not fitted to.
const NARROWEST: usize = 40;

/// What every command is told.
pub struct Session {
    /// The flags that all commands share.
    pub shared: Shared,
    /// What time it is.
    pub clock: Clock,
    /// How many columns the terminal has.
    pub columns: usize,
    /// Whether standard output is a terminal.
    pub out_is_terminal: bool,
    /// Whether standard error is a terminal that can overwrite its last line.
    pub live: bool,
    /// Whether standard output is a terminal that makes links of addresses.
    pub links: bool,
    /// The colour of standard output.
    pub paint: Paint,
    /// The signals that ask a run to stop.
    pub signals: Signals,
    err_paint: Paint,
}

impl Session {
    /// Looks at the terminal and the environment.
    pub fn new(shared: Shared, clock: Clock, signals: Signals) -> Session {
        let (out_is_terminal, err_is_terminal) = (io::stdout().is_terminal(), io::stderr().is_terminal());
        let colour =
            |is_terminal| Paint(is_coloured(shared.color, is_terminal, |name| std::env::var_os(name)));
        Session {
            columns: columns(),
            links: has_links(shared.color, out_is_terminal, |name| std::env::var_os(name)),
            paint: colour(out_is_terminal),
            err_paint: colour(err_is_terminal),
            live: err_is_terminal
                && !shared.quiet
                && std::env::var_os("TERM").is_some_and(|term| term != "dumb"),
            out_is_terminal,
            shared,
            clock,
            signals,
        }
    }

    /// In what form answers are wanted.
    pub fn format(&self) -> Format {
        self.shared.format()
    }

    /// Standard output, held back in a buffer; the command empties it at its end.
    pub fn out(&self) -> io::BufWriter<io::StdoutLock<'static>> {
        io::BufWriter::with_capacity(1 << 16, io::stdout().lock())
    }

    /// Where an answer is written to that may be longer than the screen: on a terminal, the person's pager.
    pub fn page(&self) -> Page {
        if self.out_is_terminal && self.format() == Format::Text { Page::Waiting } else { Page::straight() }
    }

    /// A message for a person; not said where quiet is wanted.
    pub fn say(&self, message: &str) {
        if !self.shared.quiet {
            self.tell(message);
        }
    }

    /// A message that is said even where quiet is wanted.
    pub fn tell(&self, message: &str) {
        // Nobody is left to hear that nobody listens.
        let _ = writeln!(io::stderr().lock(), "{message}");
    }

    /// A message for who wants details.
    pub fn detail(&self, message: &str) {
        if self.shared.verbose && !self.shared.quiet {
            self.tell(message);
        }
    }

    /// Something that went wrong without stopping the command.
    pub fn warn(&self, message: &str) {
        let name = self.err_paint.ink(Ink::Doubt, "newsdex: warning:");
        self.tell(&format!("{name} {}", harmless(message)));
    }

    /// Something that stopped the command, and what to do about it.
    pub fn explain(&self, failure: &Failure) {
        let name = self.err_paint.ink(Ink::Wrong, "newsdex:");
        match failure {
            Failure::Output(error) => self.tell(&format!("{name} cannot write the output: {error}")),
            Failure::Error(error) => {
                for (at, line) in error.to_string().lines().enumerate() {
                    let lead = if at == 0 { format!("{name} ") } else { "  ".to_owned() };
                    self.tell(&format!("{lead}{}", harmless(line)));
                }
                if let Error::Query(error) = error {
                    query_error(error, self.columns, self.err_paint).iter().for_each(|line| self.tell(line));
                }
                if let Some(hint) = error.hint() {
                    self.tell(&format!("  hint: {}", harmless(&hint)));
                }
            }
        }
    }
}

/// How many columns there are: those of the terminal that is written to, else what `COLUMNS` says, else 80.
fn columns() -> usize {
    let terminal = terminal_size::terminal_size_of(io::stdout()).map(|(width, _)| usize::from(width.0));
    let said = || std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    terminal.filter(|columns| *columns > 0).or_else(said).unwrap_or(80).max(NARROWEST)
}

/// Whether there is colour: as the flag says; where it leaves it open, `NO_COLOR` (no-color.org) takes it
/// away, `CLICOLOR_FORCE` gives it, and else terminals other than dumb ones have it.
fn is_coloured(flag: Colour, is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    let set = |name: &str| variable(name).is_some_and(|value| !value.is_empty());
    match flag {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if set("NO_COLOR") => false,
        Colour::Auto if set("CLICOLOR_FORCE") && variable("CLICOLOR_FORCE").is_some_and(|v| v != "0") => true,
        Colour::Auto => is_terminal && variable("TERM").is_none_or(|term| term != "dumb"),
    }
}

/// What terminals that make links of addresses set in the environment, and how its value begins.
const LINKING: [(&str, &str); 12] = [
    ("DOMTERM", ""),
    ("KITTY_WINDOW_ID", ""),
    ("KONSOLE_VERSION", ""),
    ("VTE_VERSION", ""),
    ("WT_SESSION", ""),
    ("TERM", "alacritty"),
    ("TERM", "foot"),
    ("TERM", "xterm-kitty"),
    ("TERM", "xterm-ghostty"),
    ("TERM_PROGRAM", "iTerm"),
    ("TERM_PROGRAM", "vscode"),
    ("TERM_PROGRAM", "WezTerm"),
];

/// Whether there are links: as `FORCE_HYPERLINK` says; where it leaves it open, on terminals known to have them.
fn has_links(flag: Colour, is_terminal: bool, variable: impl Fn(&str) -> Option<OsString>) -> bool {
    if let Some(forced) = variable("FORCE_HYPERLINK").filter(|value| !value.is_empty()) {
        return forced != "0";
    }
    let known = |(name, beginning): &(&str, &str)| {
        variable(name)
            .is_some_and(|value| !value.is_empty() && value.to_string_lossy().starts_with(beginning))
    };
    is_terminal && flag != Colour::Never && LINKING.iter().any(known)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_where_a_terminal_is_known_to_have_them() {
        let check = |is_terminal, name: &str, value: &str, expect| {
            let variable = |asked: &str| (asked == name).then(|| OsString::from(value));
            assert_eq!(has_links(Colour::Auto, is_terminal, variable), expect, "{name}={value}");
            assert_eq!(has_links(Colour::Never, is_terminal, variable), expect && name == "FORCE_HYPERLINK");
        };
        check(true, "VTE_VERSION", "7600", true);
        check(true, "TERM", "xterm-kitty", true);
        check(true, "TERM", "xterm", false);
        check(false, "VTE_VERSION", "7600", false);
        check(false, "FORCE_HYPERLINK", "1", true);
        check(true, "FORCE_HYPERLINK", "0", false);
    }

    #[test]
    fn colour_is_where_it_is_wanted() {
        let check = |flag, is_terminal, variables: &[(&str, &str)], expect| {
            let variable = |name: &str| {
                variables.iter().find(|(own, _)| *own == name).map(|(_, value)| OsString::from(value))
            };
            assert_eq!(is_coloured(flag, is_terminal, variable), expect, "{variables:?}");
        };
        check(Colour::Auto, true, &[("TERM", "xterm")], true);
        check(Colour::Auto, false, &[("TERM", "xterm")], false);
        check(Colour::Auto, true, &[("TERM", "dumb")], false);
        check(Colour::Auto, true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], false);
        check(Colour::Auto, true, &[("NO_COLOR", "")], true);
        check(Colour::Auto, false, &[("CLICOLOR_FORCE", "1")], true);
        check(Colour::Auto, false, &[("CLICOLOR_FORCE", "0")], false);
        check(Colour::Always, false, &[("NO_COLOR", "1")], true);
        check(Colour::Never, true, &[("CLICOLOR_FORCE", "1")], false);
    }
}
