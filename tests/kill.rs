//! The program is killed at random moments, while between its runs files are added, changed, moved and removed.
//! After every death the index is the state before the run or the one after it, nothing else, and in the end it is
//! what a fresh build gives.
//!
//! `NEWSDEX_KILLS=200 cargo test kills -- --nocapture` kills it so often; `NEWSDEX_KILL_SEED`, which a failure
//! names, repeats the choices that were made (the moments themselves are as exact as the machine is).

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant, SystemTime};

use newsdex::index::Store;
use newsdex::model::ArticleId;

use crate::support::{Ran, Town};

/// How often the short test kills.
const KILLS: u64 = 12;

#[test]
fn kills_at_any_moment_leave_an_old_state_or_a_new_one() {
    let number = |name: &str| std::env::var(name).ok().map(|value| value.parse::<u64>().unwrap());
    let clock = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap();
    let seed = number("NEWSDEX_KILL_SEED").unwrap_or(clock.as_millis() as u64);
    let kills = number("NEWSDEX_KILLS").unwrap_or(KILLS);
    println!("NEWSDEX_KILL_SEED={seed}");
    let mut victim = Victim::new(Dice(seed));
    let mut tally = BTreeMap::new();
    for round in 1..=kills {
        victim.change_files();
        let death = victim.run_and_kill(round);
        *tally.entry(death).or_insert(0) += 1;
        victim.is_sound();
        if round.is_multiple_of(6) {
            victim.finish();
        }
    }
    victim.finish();
    victim.is_like_a_fresh_build();
    println!("{tally:?}");
}

/// Each file that the index knows: its length, what it gave, and when each of its articles was first seen.
type Seen = BTreeMap<String, (u64, Vec<(ArticleId, i64)>)>;

/// When the program is killed.
#[derive(Debug, Clone, Copy)]
enum Moment {
    /// So long after its start.
    After(Duration),
    /// So long after a file or folder whose name begins so was made in the index.
    Made(&'static str, Duration),
}

/// An archive of news whose index is killed again and again.
struct Victim {
    town: Town,
    dice: Dice,
    /// How many runs were begun; each is a day after the one before.
    runs: u64,
    /// How many names were ever given to a file.
    named: u64,
    /// How long a whole run takes.
    whole: Duration,
    /// The last state that was looked at.
    seen: Seen,
}

impl Victim {
    fn new(dice: Dice) -> Victim {
        let town = Town::new();
        let mut victim = Victim { town, dice, runs: 0, named: 0, whole: Duration::ZERO, seen: Seen::new() };
        for _ in 0..60 {
            victim.add_file();
        }
        victim.finish();
        victim
    }

    fn add_file(&mut self) {
        self.named += 1;
        let text = self.digest();
        self.town.write(format!("news/{}/{}.txt", self.named % 7, self.named), &text);
    }

    fn digest(&mut self) -> String {
        let articles = 1 + self.dice.below(12);
        (0..articles).map(|_| story(self.dice.below(u64::MAX))).collect()
    }

    /// A few files are added, changed, lengthened, moved and removed; sometimes none.
    fn change_files(&mut self) {
        for _ in 0..self.dice.below(6) {
            self.add_file();
        }
        for _ in 0..self.dice.below(8) {
            let files = files_below(&self.town.path("news"));
            let path = &files[self.dice.below(files.len() as u64) as usize];
            match self.dice.below(4) {
                0 => fs::write(path, self.digest()).unwrap(),
                1 => fs::write(path, fs::read_to_string(path).unwrap() + &self.digest()).unwrap(),
                2 => {
                    self.named += 1;
                    fs::rename(path, self.town.path(&format!("news/{}.txt", self.named))).unwrap();
                }
                _ => fs::remove_file(path).unwrap(),
            }
        }
    }

    fn start(&mut self) -> Child {
        self.runs += 1;
        let day =
            format!("20{:02}-{:02}-{:02}", 30 + self.runs / 336, 1 + self.runs / 28 % 12, 1 + self.runs % 28);
        let full: &[&str] = if self.dice.below(8) == 0 { &["--full"] } else { &[] };
        let arguments = ["--now", &day, "index", "news", "--json", "--memory", "64M"];
        let mut command = self.town.command("", &[&arguments[..], full].concat());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    /// A run to its end.
    fn finish(&mut self) {
        let began = Instant::now();
        let output = self.start().wait_with_output().unwrap();
        self.whole = began.elapsed();
        // A guard may well find such nights odd.
        let told = self.told(&String::from_utf8_lossy(&output.stderr));
        assert!(matches!(output.status.code(), Some(0 | 3)), "{told}");
        self.is_acknowledged(&output.stdout);
        self.seen = self.state();
    }

    /// A run that is killed, unless it ends before; says how it ended.
    fn run_and_kill(&mut self, round: u64) -> String {
        let moment = self.moment();
        let politely = round.is_multiple_of(4);
        let before: Vec<PathBuf> = inner_names(&self.town.path("news/.newsdex"));
        let mut child = self.start();
        let began = Instant::now();
        match moment {
            Moment::After(pause) => std::thread::sleep(pause),
            Moment::Made(name, pause) => {
                let is_there = || {
                    let now = inner_names(&self.town.path("news/.newsdex"));
                    now.iter().any(|path| is_named(path, name) && !before.contains(path))
                };
                while child.try_wait().unwrap().is_none() && !is_there() {}
                std::thread::sleep(pause);
            }
        }
        let _ = if politely { terminate(&child) } else { child.kill() };
        let output = child.wait_with_output().unwrap();
        self.whole = self.whole.max(began.elapsed());
        let told = self.told(&format!("{moment:?}: {}", String::from_utf8_lossy(&output.stderr)));
        let now = self.state();
        match output.status.code() {
            Some(0 | 3) => {
                self.is_acknowledged(&output.stdout);
                assert_eq!(lengths(&now), self.files(), "{told}");
            }
            // Asked to stop, it takes in what is whole.
            Some(143) => assert!(politely, "{told}"),
            None if politely => {}
            None => assert!(now == self.seen || lengths(&now) == self.files(), "{told}"),
            Some(_) => panic!("{told}"),
        }
        let days: BTreeMap<ArticleId, i64> = given(&self.seen).collect();
        for (id, added) in given(&now) {
            assert_eq!(*days.get(&id).unwrap_or(&added), added, "{id}: {told}");
        }
        self.seen = now;
        let end = output.status.code().map_or("killed".to_owned(), |status| status.to_string());
        match moment {
            Moment::After(_) => format!("{end} at random"),
            Moment::Made(name, _) => format!("{end} after {name}"),
        }
    }

    /// Half of the moments are spread over a whole run, the others lie about the steps of a commit.
    fn moment(&mut self) -> Moment {
        let short = Duration::from_micros(self.dice.below(4000));
        match self.dice.below(10) {
            0 => Moment::Made("gen-", short),
            1 => Moment::Made("index", short),
            2 => Moment::Made("ledger", short),
            3 => Moment::Made("current.new", short),
            _ => Moment::After(Duration::from_micros(self.dice.below(self.whole.as_micros() as u64))),
        }
    }

    /// What was reported as done stands in the list of runs, and in the index.
    fn is_acknowledged(&self, report: &[u8]) {
        let report: serde_json::Value = serde_json::from_slice(report).unwrap();
        let runs = Store::at(&self.town.path("news/.newsdex")).runs().unwrap();
        let last = serde_json::to_value(&runs.last().unwrap().report).unwrap();
        assert_eq!((&last["articles"], &last["started"]), (&report["articles"], &report["started"]));
        let held = given(&self.state()).count();
        assert_eq!(report["articles"], held, "{}", self.told(""));
    }

    /// It can be searched, and its own checks find nothing.
    fn is_sound(&self) {
        let checked = self.town.run(&["check", "--index-dir", "news/.newsdex"]);
        assert_eq!(checked.status, 0, "{}", self.told(&format!("{checked:?}")));
        let found = self.town.run(&["search", "--index-dir", "news/.newsdex", "--count"]);
        let held: std::collections::BTreeSet<ArticleId> = given(&self.seen).map(|(id, _)| id).collect();
        assert_eq!(found.out.trim(), held.len().to_string(), "{}", self.told(&found.err));
    }

    /// Every article, at every place, is what a fresh build of the same files gives.
    fn is_like_a_fresh_build(&self) {
        assert_eq!(self.town.run(&["index", "news", "--index-dir", "fresh"]).status, 0);
        let export = |index: &str| -> Vec<String> {
            let Ran { out, status, err } = self.town.run(&["export", "--index-dir", index, "--json"]);
            assert_eq!(status, 0, "{err}");
            let mut lines: Vec<String> = out.lines().map(str::to_owned).collect();
            lines.sort();
            lines
        };
        assert_eq!(export("news/.newsdex"), export("fresh"), "{}", self.told(""));
    }

    fn state(&self) -> Seen {
        let ledger = Store::at(&self.town.path("news/.newsdex")).read().unwrap().ledger().unwrap();
        let rows = ledger.files.into_iter().map(|(key, row)| {
            let given = row.articles().iter().map(|given| (given.id, given.added)).collect();
            (key.path, (row.stamp.size, given))
        });
        rows.collect()
    }

    /// The files that are there, as the ledger names them, and how long they are.
    fn files(&self) -> BTreeMap<String, u64> {
        let news = self.town.path("news");
        let files = files_below(&news).into_iter().map(|path| {
            let name = path.strip_prefix(&news).unwrap().to_string_lossy().into_owned();
            (name, fs::metadata(path).unwrap().len())
        });
        files.collect()
    }

    fn told(&self, what: &str) -> String {
        format!("run {}: {what}", self.runs)
    }
}

fn lengths(seen: &Seen) -> BTreeMap<String, u64> {
    seen.iter().map(|(path, (length, _))| (path.clone(), *length)).collect()
}

fn given(seen: &Seen) -> impl Iterator<Item = (ArticleId, i64)> {
    seen.values().flat_map(|(_, given)| given.iter().copied())
}

/// A sequence of numbers that look like chance (splitmix64).
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }
}

fn story(number: u64) -> String {
    let (town, day) = (["Ost", "Varn", "Grell", "Pellan"][number as usize % 4], 1 + number % 28);
    format!(
        "Council of {town} votes on bridge {number}\nVarn Courier | June {day}, 2025\n\
         The bridge of {town} was on the table again on Monday, and matter {number} was settled after four hours.\n\
         Nobody had expected it so soon, and the ferrymen were not glad of it.\n"
    )
}

/// Every file below a folder, the index aside.
fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for found in fs::read_dir(folder).unwrap() {
        let path = found.unwrap().path();
        match path.is_dir() {
            true if path.ends_with(".newsdex") => {}
            true => files.extend(files_below(&path)),
            false => files.push(path),
        }
    }
    files.sort();
    files
}

/// What lies in an index folder and in its generations. What vanishes meanwhile is left out.
fn inner_names(index: &Path) -> Vec<PathBuf> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        let found = fs::read_dir(folder).into_iter().flatten().flatten();
        found.map(|found| found.path()).collect()
    };
    let top = list(index);
    let inner: Vec<PathBuf> =
        top.iter().filter(|path| is_named(path, "gen-")).flat_map(|path| list(path)).collect();
    [top, inner].concat()
}

fn is_named(path: &Path, beginning: &str) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(beginning))
}

/// Asks a process to end.
fn terminate(child: &Child) -> std::io::Result<()> {
    let mut kill = std::process::Command::new("kill");
    kill.args(["-TERM", &child.id().to_string()]).stderr(Stdio::null()).status().map(|_| ())
}
