//! Other processes search while an index is written, rebuilt and set back: none fails, and each sees a state that was
//! committed. `NEWSDEX_SEARCHES=1000 cargo test meanwhile -- --nocapture` asks so often.

use std::sync::atomic::{AtomicBool, Ordering};

use newsdex::index::Store;

use crate::support::Town;

/// How often the short test searches.
const SEARCHES: usize = 80;

#[test]
fn searches_meanwhile_see_a_committed_state() {
    let searches = std::env::var("NEWSDEX_SEARCHES").map_or(SEARCHES, |count| count.parse().unwrap());
    let town = Town::new();
    let write_batch = |batch: usize| {
        for file in 0..20 {
            let text = format!(
                "Ferry {batch}{file} leaves Ost late\nVarn Courier | June 2, 2025\nThe ice had to be measured again.\n"
            );
            town.write(format!("news/{batch}/{file}.txt"), &text);
        }
    };
    (0..3).for_each(write_batch);
    let count = || {
        let ran = town.run(&["search", "--index-dir", "news/.newsdex", "--count"]);
        assert_eq!(ran.status, 0, "{}", ran.err);
        ran.out.trim().parse::<usize>().unwrap()
    };
    let run = |arguments: &[&str]| {
        let ran = town.run(&[arguments, &["--index-dir", "news/.newsdex"]].concat());
        assert_eq!(ran.status, 0, "{}", ran.err);
    };
    // The index has always one of two states: without the third batch of files, or with it.
    std::fs::rename(town.path("news/2"), town.path("away")).unwrap();
    run(&["index", "news"]);
    let fewer = count();

    let done = AtomicBool::new(false);
    let mut runs = 0;
    let seen = std::thread::scope(|scope| {
        let searcher = scope.spawn(|| {
            let seen: Vec<usize> = (0..searches).map(|_| count()).collect();
            done.store(true, Ordering::Relaxed);
            seen
        });
        // A searcher that fails never says that it is done.
        while !done.load(Ordering::Relaxed) && !searcher.is_finished() {
            std::fs::rename(town.path("away"), town.path("news/2")).unwrap();
            run(&["index", "news"]);
            std::fs::rename(town.path("news/2"), town.path("away")).unwrap();
            run(&["index", "news", "--full"]);
            let kept = Store::at(&town.path("news/.newsdex")).kept().unwrap();
            let older = kept.iter().find(|kept| !kept.current).unwrap();
            run(&["runs", "restore", &older.generation.to_string()]);
            runs += 3;
        }
        searcher.join().unwrap()
    });
    assert!(runs > 0);
    let strange: Vec<&usize> = seen.iter().filter(|count| ![fewer, fewer + 20].contains(count)).collect();
    assert!(strange.is_empty(), "{strange:?}");
    let with_more = seen.iter().filter(|count| **count != fewer).count();
    println!("{searches} searches during {runs} runs, {with_more} of them in the larger state");
}
