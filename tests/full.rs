//! A disk that refuses to be written: the state before stays, and the next run, once there is room, is whole. A limit on
//! the length of a file stands in for the end of a disk; it falls on every step, the later ones when it is larger.

use std::collections::BTreeSet;

use crate::support::{Ran, Town};

/// The program with no file longer than so many blocks of 512 bytes.
fn run_with_limit(town: &Town, blocks: u32) -> Ran {
    let command = town.command("", &[]);
    let program = command.get_program().to_owned();
    let mut limited = std::process::Command::new("sh");
    // A write beyond the limit is refused, as on a full disk, where it would kill otherwise.
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" index");
    limited.args(["-c", &script]).arg(program).current_dir(town.path("news"));
    town.finish(&mut limited, "")
}

#[test]
fn a_disk_that_refuses_to_be_written_leaves_the_old_state_and_the_next_run_is_whole() {
    let town = Town::new();
    let write_files = |numbers: std::ops::Range<usize>| {
        for number in numbers {
            let text = format!(
                "Ferry {number} leaves Ost late\nVarn Courier | June 2, 2025\nThe ice had to be measured {number} times.\n"
            );
            town.write(format!("news/ferries/{number}.txt"), &text);
        }
    };
    write_files(0..100);
    assert_eq!(town.run(&["index", "news"]).status, 0);
    let count = || town.run_in("news", &["search", "--count"]).out.trim().parse::<usize>().unwrap();
    let mut refused = BTreeSet::new();
    for (round, blocks) in [0, 1, 2, 8, 16, 24, 32, 40, 48, 56, 64, 80].into_iter().enumerate() {
        let before = count();
        write_files(100 + round * 10..110 + round * 10);
        let limited = run_with_limit(&town, blocks);
        let told = format!("{blocks} blocks: {limited:?}");
        if limited.status == 2 {
            assert!(limited.err.contains(".newsdex"), "{told}");
            assert!(limited.err.contains("File too large"), "{told}");
            assert_eq!(count(), before, "{told}");
            refused.insert(limited.err.lines().next().unwrap().to_owned());
        } else {
            assert_eq!((limited.status, count()), (0, before + 10), "{told}");
        }
        assert_eq!(town.run_in("news", &["check"]).status, 0, "{told}");
        let next = town.run_in("news", &["index"]);
        assert_eq!((next.status, count()), (0, before + 10), "{told}, then {next:?}");
        assert_eq!(town.run_in("news", &["check"]).status, 0, "{told}, then {next:?}");
    }
    // It was refused at more steps than one.
    assert!(refused.len() > 1, "{refused:?}");
}
