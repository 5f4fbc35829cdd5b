//! How fast newsdex is, as ratios that hold on a noisy machine: each thing is measured in turn with what it is
//! held against, several times, and the median of the ratios is printed.
//!
//! `cargo bench -- [ARTICLES]` (20,000 unless told) makes a corpus under the system's temporary folder and prints
//! - `segment`: CPU of cutting all digests, against `wc -w` of the same files;
//! - `index`: CPU of the first run, against the floor (see `floor.rs`), and the index's size against the text;
//! - `unchanged`: CPU of a run that finds nothing new, against `find -printf` of the same folder;
//! - `search`: a cold process with ten hits and snippets, against the same of the floor;
//! - what else is asked of everything that a frequent word finds, against the plain search for it.
//!
//! `cargo bench -- growth ARTICLES...` prints, for corpora of these sizes, what an article costs in each. What it
//! prints is what `benches/plot.py` draws.
//!
//! `cargo bench -- ranking DOCUMENTS QUERIES JUDGEMENTS` prints how good the order of hits is on a test collection
//! (see `ranking.rs`).
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::print_stdout, missing_docs)]

mod corpus;
mod floor;
mod growth;
mod ranking;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const ROUNDS: usize = 5;
const NEWSDEX: &str = env!("CARGO_BIN_EXE_newsdex");

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [verb, sizes @ ..] = arguments.as_slice()
        && verb == "growth"
    {
        let sizes = sizes.iter().map(|size| size.parse().expect("numbers of articles"));
        return growth::print(sizes);
    }
    if let [verb, folder, query] = arguments.as_slice() {
        assert_eq!(verb, "floor-search");
        return floor::search(Path::new(folder), query).unwrap();
    }
    if let [verb, documents, queries, judgements] = arguments.as_slice() {
        assert_eq!(verb, "ranking");
        let [documents, queries, judgements] = [documents, queries, judgements].map(Path::new);
        return ranking::measure(NEWSDEX, documents, queries, judgements);
    }
    let articles: usize =
        arguments.first().map_or(20_000, |count| count.parse().expect("a number of articles"));
    let top = std::env::temp_dir().join(format!("newsdex-bench-{}", std::process::id()));
    let digests = top.join("digests");
    let mut made = Vec::with_capacity(articles);
    corpus::make(&digests, articles, 7, |article| made.push(article)).unwrap();
    let bytes: usize = made.iter().map(|article| article.headline.len() + article.body.len()).sum();
    println!("{articles} articles, {} MB of text", bytes / 1_000_000);

    let find = |what: &str| shell(&format!("find '{}' -type f {what}", digests.display()));
    let cut = || newsdex(&["segment", "--json"], &files_of(&digests));
    print_ratio("segment / wc -w, CPU", || cpu(cut), || cpu(|| find("-print0 | xargs -0 wc -w")));

    let (ours, theirs) = (top.join("newsdex"), top.join("floor"));
    let index = || newsdex(&["index", "--quiet"], &[digests.clone(), "--index-dir".into(), ours.clone()]);
    print_ratio(
        "index / floor, CPU",
        || {
            drop(std::fs::remove_dir_all(&ours));
            cpu(index)
        },
        || {
            drop(std::fs::remove_dir_all(&theirs));
            cpu(|| floor::index(&theirs, &made).unwrap())
        },
    );
    println!("{:32} {:.2}", "index size / text", size(&ours) as f64 / bytes as f64);
    print_ratio("unchanged / find -printf, CPU", || cpu(index), || cpu(|| find("-printf '%p %s %T@\\n'")));

    let words: Vec<&str> = made[articles / 2].body.split(|c: char| !c.is_alphanumeric()).collect();
    let frequent = words.iter().filter(|word| word.len() > 3).min_by_key(|word| word.len()).unwrap();
    let queries = [
        ("a rare word", words.iter().max_by_key(|word| word.len()).unwrap().to_string()),
        ("a frequent word", (*frequent).to_owned()),
        ("two words", format!("the {frequent}")),
        ("a phrase", format!("\"{} {}\"", words[3], words[4])),
    ];
    for (kind, query) in queries {
        let place = ["--index-dir".into(), ours.clone()];
        print_ratio(
            &format!("search / floor, {kind}, wall"),
            || wall(|| newsdex(&["search", "--json", &query], &place)),
            || wall(|| own(&["floor-search", &theirs.to_string_lossy(), &query])),
        );
    }
    let search = |more: &[&str]| {
        let words = [&["search", "--json", frequent], more].concat();
        wall(|| newsdex(&words, &["--index-dir".into(), ours.clone()]))
    };
    for more in [&["--sort", "newest"][..], &["--count"], &["--since", "2020"]] {
        let what = format!("search {} / plain, wall", more.join(" "));
        print_ratio(&what, || search(more), || search(&[]));
    }
    let timeline = ["timeline", "--json", frequent];
    let place = ["--index-dir".into(), ours.clone()];
    print_ratio("timeline / plain search, wall", || wall(|| newsdex(&timeline, &place)), || search(&[]));
    std::fs::remove_dir_all(&top).unwrap();
}

/// Measures both in turn, after one round that does not count, and prints the median ratio with its range.
fn print_ratio(what: &str, mut ours: impl FnMut() -> f64, mut theirs: impl FnMut() -> f64) {
    let rounds: Vec<(f64, f64)> = (0..=ROUNDS).map(|_| (ours(), theirs())).skip(1).collect();
    // Processor time comes in hundredths of a second.
    if rounds.iter().any(|round| round.1 < 0.002) {
        println!("{what:32} too short to tell with so few articles");
        return;
    }
    let mut ratios: Vec<f64> = rounds.iter().map(|(ours, theirs)| ours / theirs).collect();
    ratios.sort_by(f64::total_cmp);
    let least = rounds.iter().map(|round| round.0).fold(f64::INFINITY, f64::min);
    println!(
        "{what:32} {:.2} ({:.2}–{:.2}), {least:.3} s at best",
        ratios[ROUNDS / 2],
        ratios[0],
        ratios[ROUNDS - 1]
    );
}

/// Seconds of processor time that this process and those it waited for used meanwhile (Linux: proc(5), stat).
fn cpu(work: impl FnOnce()) -> f64 {
    let ticks = || -> u64 {
        let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
        let after_name = &stat[stat.rfind(')').unwrap() + 2..];
        after_name.split(' ').skip(11).take(4).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
    };
    let before = ticks();
    work();
    (ticks() - before) as f64 / 100.0
}

fn wall(work: impl FnOnce()) -> f64 {
    let start = Instant::now();
    work();
    start.elapsed().as_secs_f64()
}

fn newsdex(words: &[&str], paths: &[PathBuf]) {
    run(Command::new(NEWSDEX).args(words).args(paths));
}

fn own(words: &[&str]) {
    run(Command::new(std::env::current_exe().unwrap()).args(words));
}

fn shell(command: &str) {
    run(Command::new("sh").args(["-c", command]));
}

fn run(command: &mut Command) {
    let status = command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
    assert!(matches!(status.code(), Some(0 | 1)), "{command:?} ended with {status}");
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for path in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
        if path.is_dir() { files.extend(files_of(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

fn size(folder: &Path) -> u64 {
    let sizes = std::fs::read_dir(folder).unwrap().map(|entry| {
        let entry = entry.unwrap();
        let kind = entry.file_type().unwrap();
        if kind.is_dir() { size(&entry.path()) } else { entry.metadata().unwrap().len() }
    });
    sizes.sum()
}
