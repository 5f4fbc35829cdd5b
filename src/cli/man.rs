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
    let mut command = args::command();
    command.build();
    let man = Man::new(command.clone());
    man.render_title(page)?;
    man.render_name_section(page)?;
    man.render_synopsis_section(page)?;
    man.render_description_section(page)?;
    man.render_options_section(page)?;
    writeln!(page, ".SH COMMANDS")?;
    for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
        writeln!(page, ".SS \"{}\"", command.get_name())?;
        // The shared flags were said once; here only the command's own.
        let own = command.clone().mut_args(|arg| if arg.is_global_set() { arg.hide(true) } else { arg });
        let man = Man::new(own.disable_help_flag(true));
        let mut section = Vec::new();
        man.render_synopsis_section(&mut section)?;
        man.render_description_section(&mut section)?;
        man.render_options_section(&mut section)?;
        let heads =
            |line: &&str| line.starts_with(".SH") || line.starts_with(".ie") || line.starts_with(".el");
        for line in String::from_utf8_lossy(&section).lines().filter(|line| !heads(line)) {
            writeln!(page, "{line}")?;
        }
    }
    page.write_all(PROSE.as_bytes())
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
