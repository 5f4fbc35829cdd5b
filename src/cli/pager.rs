//! Answers for people on their way to a terminal: through the person's pager, so that what is longer than the screen
//! can be leafed through. Anywhere else, and where there is no pager, they go straight to standard output.

use std::ffi::OsString;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::process::{Child, ChildStdin, Command, Stdio};

/// Where an answer is written to. Dropped, it waits until the person has left the pager.
pub enum Page {
    /// A pager that is not called before there is something to show.
    Waiting,
    /// Standard output itself.
    Straight(BufWriter<StdoutLock<'static>>),
    /// A pager, and what it is still to be given.
    Paged(Child, Option<BufWriter<ChildStdin>>),
}

impl Page {
    /// Straight to standard output.
    pub fn straight() -> Page {
        Page::Straight(BufWriter::with_capacity(1 << 16, io::stdout().lock()))
    }

    /// Through the pager that the environment names, or `less`; straight where there is none.
    fn paged() -> Page {
        let named = named(|name| std::env::var_os(name));
        let mut command = match &named {
            Some(pager) if is_none(pager) => return Page::straight(),
            Some(pager) => {
                let mut shell = Command::new("sh");
                shell.arg("-c").arg(pager);
                shell
            }
            None => Command::new("less"),
        };
        if std::env::var_os("LESS").is_none() {
            // What fits the screen is left there, colours are colours, and the screen is not cleared.
            command.env("LESS", "FRX");
        }
        match command.stdin(Stdio::piped()).spawn() {
            Ok(mut pager) => {
                let input = pager.stdin.take().map(BufWriter::new);
                Page::Paged(pager, input)
            }
            Err(_) => Page::straight(),
        }
    }
}

/// The pager that is asked for; an empty name asks for none.
fn named(variable: impl Fn(&str) -> Option<OsString>) -> Option<OsString> {
    ["NEWSDEX_PAGER", "PAGER"].into_iter().find_map(variable)
}

fn is_none(pager: &OsString) -> bool {
    ["", "cat"].contains(&pager.to_string_lossy().trim())
}

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if matches!(self, Page::Waiting) {
            *self = Page::paged();
        }
        match self {
            Page::Straight(out) => out.write(bytes),
            Page::Paged(_, Some(input)) => input.write(bytes),
            Page::Waiting | Page::Paged(_, None) => Ok(bytes.len()),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Page::Waiting => Ok(()),
            Page::Straight(out) => out.flush(),
            Page::Paged(_, input) => input.as_mut().map_or(Ok(()), Write::flush),
        }
    }
}

impl Drop for Page {
    fn drop(&mut self) {
        if let Page::Paged(pager, input) = self {
            // The pager learns that this was all by the end of its input.
            drop(input.take());
            let _ = pager.wait();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pager_is_the_one_that_is_named() {
        let check = |variables: &[(&str, &str)], expect: Option<&str>, none| {
            let variable = |asked: &str| {
                variables.iter().find(|(name, _)| *name == asked).map(|(_, value)| OsString::from(value))
            };
            let pager = named(variable);
            assert_eq!(pager, expect.map(OsString::from));
            assert_eq!(pager.as_ref().is_some_and(is_none), none);
        };
        check(&[], None, false);
        check(&[("PAGER", "less -S")], Some("less -S"), false);
        check(&[("PAGER", "less"), ("NEWSDEX_PAGER", "most")], Some("most"), false);
        check(&[("PAGER", "less"), ("NEWSDEX_PAGER", "")], Some(""), true);
        check(&[("PAGER", "cat")], Some("cat"), true);
    }
}
