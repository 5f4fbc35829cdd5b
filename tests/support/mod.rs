//! A folder of our own fiction, and the program run in it with an environment of which everything is known.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// Three articles without a blank line between them.
pub const DIGEST: &str = "\
Ferry to Grell stays in harbour for a third day
Grell Courier – June 2, 2025
The ferry did not sail on Monday either. Its master said that nobody would leave before the ice had been measured again.
The bakers of the outer islands have flour for a week.
Lighthouse of Varn sold to a choir
By Ada Marsh – Tidewater Post – May 30, 2025
The choir of Varn bought the lighthouse for one crown. It will sing there on Sundays, fog or not.
Snow closes the Pellan pass
Grell Courier | May 28, 2025
Two metres of snow fell on the Pellan pass. The ploughs wait for the wind to turn.
";

/// One article with its credit below the headline.
pub const CLIPPING: &str = "\
Bakers of Ost strike over flour
Ost Gazette – June 1, 2025
No bread was baked in Ost on Sunday. The bakers want flour at the price of last winter.
";

/// A temporary folder with `news/` in it.
pub struct Town {
    top: tempfile::TempDir,
}

/// What a run of the program left.
#[derive(Debug)]
pub struct Ran {
    pub out: String,
    pub err: String,
    pub status: i32,
}

impl Town {
    /// With a digest and a clipping.
    pub fn new() -> Town {
        let town = Town { top: tempfile::tempdir().unwrap() };
        town.write("news/digests/may.txt", DIGEST);
        town.write("news/ost.txt", CLIPPING);
        town
    }

    /// The same, indexed.
    pub fn indexed() -> Town {
        let town = Town::new();
        assert_eq!(town.run(&["index", "news"]).status, 0);
        town
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.top.path().join(name)
    }

    pub fn write(&self, name: impl AsRef<Path>, text: &str) {
        let path = self.top.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The program, about to run in a folder of the town, 80 columns wide and without colour.
    pub fn command(&self, folder: &str, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_newsdex"));
        command.args(args).current_dir(self.path(folder)).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("TERM", "xterm").env("COLUMNS", "80").env("TZ", "UTC");
        command
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        self.run_in("", args)
    }

    pub fn run_in(&self, folder: &str, args: &[&str]) -> Ran {
        self.finish(&mut self.command(folder, args), "")
    }

    /// The program with something on its standard input.
    pub fn fed(&self, args: &[&str], input: &str) -> Ran {
        self.finish(&mut self.command("", args), input)
    }

    /// Runs a command to its end. The town's own path, which differs from run to run, is written `TOWN`.
    pub fn finish(&self, command: &mut Command, input: &str) -> Ran {
        let mut child =
            command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        // A program that has refused its input does not read it to the end.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        let output = child.wait_with_output().unwrap();
        let text = |bytes: Vec<u8>| {
            String::from_utf8(bytes).unwrap().replace(&*self.top.path().to_string_lossy(), "TOWN")
        };
        let status = output.status.code().unwrap_or(-1);
        Ran { out: text(output.stdout), err: text(output.stderr), status }
    }
}
