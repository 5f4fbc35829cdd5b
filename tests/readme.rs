//! The README is true: every command it shows in a `console` block prints what stands there.
//! In what is expected, a line that ends in `…` stands for any line that begins so, and `…` alone for any lines.

use std::fs;
use std::path::Path;
use std::process::Command;

#[test]
fn every_command_of_the_readme_prints_what_stands_there() {
    let top = Path::new(env!("CARGO_MANIFEST_DIR"));
    let readme = fs::read_to_string(top.join("README.md")).unwrap();
    let place = tempfile::tempdir().unwrap();
    copy(&top.join("sample-corpus"), &place.path().join("sample-corpus"));
    let mut folder = place.path().to_owned();
    let mut commands = 0;
    for block in readme.split("```console\n").skip(1) {
        let block = block.split("```").next().unwrap();
        for step in block.split("$ ").skip(1) {
            let (command, expected) = step.split_once('\n').unwrap();
            if let Some(below) = command.strip_prefix("cd ") {
                folder.push(below);
                continue;
            }
            let printed = run(&folder, command);
            assert!(
                agrees(expected, &printed),
                "`{command}` prints\n{printed}\nbut the README says\n{expected}"
            );
            commands += 1;
        }
    }
    assert!(commands >= 8, "the README shows only {commands} commands");
}

#[test]
fn the_readme_names_the_two_commands() {
    let readme = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap();
    assert!(readme.contains("cargo run --release -- search --corpus sample-corpus"));
    assert!(readme.contains("cargo test"));
}

fn run(place: &Path, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_newsdex"));
    let path = format!("{}:{}", program.parent().unwrap().display(), std::env::var("PATH").unwrap());
    let command = command.replace("cargo run --release --", "newsdex");
    let output = Command::new("sh")
        .args(["-c", &format!("{command} 2>&1")])
        .current_dir(place)
        .env("PATH", path)
        .env("COLUMNS", "80")
        .env("NO_COLOR", "1")
        .env_remove("NEWSDEX_INDEX_DIR")
        .output()
        .unwrap();
    String::from_utf8(output.stdout).unwrap()
}

fn agrees(expected: &str, printed: &str) -> bool {
    let expected: Vec<&str> = expected.trim_end().lines().collect();
    let printed: Vec<&str> = printed.trim_end().lines().map(str::trim_end).collect();
    lines_agree(&expected, &printed)
}

fn lines_agree(expected: &[&str], printed: &[&str]) -> bool {
    match (expected, printed) {
        ([], []) => true,
        (["…", rest @ ..], _) => (0..=printed.len()).any(|skipped| lines_agree(rest, &printed[skipped..])),
        ([line, rest @ ..], [shown, more @ ..]) => {
            let same = line.strip_suffix('…').map_or(line == shown, |start| shown.starts_with(start));
            (same || line.trim_end() == *shown) && lines_agree(rest, more)
        }
        _ => false,
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        if entry.file_name() == ".newsdex" {
            continue;
        }
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}
