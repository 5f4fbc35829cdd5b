//! `newsdex man`: the manual page, made from the command line itself and what only prose can say.

use std::io::{self, Write};

use clap_mangen::Man;

use super::args;
use super::exit::{Exit, Outcome};
use super::session::Session;

/// What follows the commands. `.SH` heads a section, `.TP` a term and what it means.
const PROSE: &str = include_str!("man.roff");

/// Prints the manual page.
pub fn run(session: &Session) -> Outcome {
    let mut page = Vec::new();
    write_page(&mut page)?;
    let mut out = session.out();
    out.write_all(&page)?;
    out.flush()?;
    Ok(Exit::Done)
}

fn write_page(page: &mut Vec<u8>) -> io::Result<()> {
    let command = args::command();
    let man = Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    let mut description = Vec::new();
    man.render_description_section(&mut description)?;
    copy(&description, page, |_| true)?;
    man.render_options_section(page)?;
    writeln!(page, ".SH COMMANDS")?;
    for command in command.get_subcommands() {
        writeln!(page, ".SS \"{}\"", command.get_name())?;
        let named = command.clone().bin_name(format!("newsdex {}", command.get_name()));
        let man = Man::new(named.disable_help_flag(true));
        let mut parts = [Vec::new(), Vec::new(), Vec::new()];
        let [synopsis, description, options] = &mut parts;
        man.render_synopsis_section(synopsis)?;
        man.render_description_section(description)?;
        man.render_options_section(options)?;
        for part in parts {
            writeln!(page, ".PP")?;
            // Below the name of a command there are no sections of their own.
            copy(&part, page, |line| !line.starts_with(".SH") && !is_set_up(line))?;
        }
    }
    page.write_all(PROSE.as_bytes())
}

/// Whether a line only prepares the quotes, as every part does for itself.
fn is_set_up(line: &str) -> bool {
    line.starts_with(".ie") || line.starts_with(".el")
}

/// Copies the wanted lines; those that are set in by four blanks stay lines of their own.
fn copy(part: &[u8], page: &mut Vec<u8>, is_wanted: impl Fn(&str) -> bool) -> io::Result<()> {
    let mut is_set_in = false;
    for line in String::from_utf8_lossy(part).lines().filter(|line| is_wanted(line)) {
        if line.starts_with("    ") != is_set_in {
            is_set_in = !is_set_in;
            writeln!(page, "{}", if is_set_in { ".nf" } else { ".fi" })?;
        }
        writeln!(page, "{line}")?;
    }
    if is_set_in { writeln!(page, ".fi") } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_manual_names_every_command() {
        let mut page = Vec::new();
        super::write_page(&mut page).unwrap();
        let page = String::from_utf8(page).unwrap();
        for command in super::args::command().get_subcommands() {
            assert!(page.contains(&format!(".SS \"{}\"", command.get_name())), "{command}");
        }
        assert!(page.contains("EXIT STATUS"));
    }
}
