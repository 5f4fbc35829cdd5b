//! What an article costs as the corpus grows: a table of one line a size goes out.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use crate::{NEWSDEX, corpus, cpu, newsdex, size, wall};

/// A cold search is measured so often, and the fastest counts.
const SEARCHES: usize = 15;

/// Prints the table for corpora of these sizes, each made, indexed, searched and removed again.
pub fn print(sizes: impl Iterator<Item = usize>) {
    println!(
        "articles\tCPU, µs an article\tindex, bytes an article\tmemory, MB\trare word, ms\tfrequent word, ms"
    );
    for articles in sizes {
        let top = std::env::temp_dir().join(format!("newsdex-growth-{}", std::process::id()));
        let (digests, index) = (top.join("digests"), top.join("index"));
        let (mut seen, mut rare) = (0, String::new());
        let longest = |text: &str| text.split(' ').max_by_key(|word| word.len()).map(str::to_owned);
        corpus::make(&digests, articles, 7, |article| {
            seen += 1;
            if seen == articles / 2 {
                rare = longest(&article.body).unwrap_or_default();
            }
        })
        .unwrap();
        let mut memory = 0;
        let seconds = cpu(|| memory = peak_memory(&digests, &index));
        let search = |word: &str| {
            let place: [PathBuf; 2] = ["--index-dir".into(), index.clone()];
            let once = || wall(|| newsdex(&["search", "--json", word], &place));
            (0..SEARCHES).map(|_| once()).fold(f64::INFINITY, f64::min) * 1e3
        };
        println!(
            "{articles}\t{:.0}\t{:.0}\t{}\t{:.1}\t{:.1}",
            seconds * 1e6 / articles as f64,
            size(&index) as f64 / articles as f64,
            memory >> 10,
            search(rare.trim_matches([',', '.'])),
            search("said"),
        );
        std::fs::remove_dir_all(&top).unwrap();
    }
}

/// Indexes a folder; the most anonymous memory that it was seen to take meanwhile, in KB (Linux: proc(5), status).
fn peak_memory(digests: &Path, index: &Path) -> u64 {
    let mut command = Command::new(NEWSDEX);
    command.args(["index", "--quiet"]).arg(digests).arg("--index-dir").arg(index).stdout(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
        let anonymous = status.lines().find_map(|line| line.strip_prefix("RssAnon:"));
        let kilobytes = anonymous.and_then(|rest| rest.split_whitespace().next()?.parse().ok());
        most = most.max(kilobytes.unwrap_or(0));
        sleep(Duration::from_millis(20));
    }
    assert!(child.wait().unwrap().success());
    most
}
