//! The house stands as its map says: imports only run down, wings are strangers, engines stay in their rooms.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// Each floor, and what it may import.
const FLOORS: [(&str, &[&str]); 11] = [
    ("main", &["cli"]),
    ("cli", &["error", "model", "corpus", "extract", "index", "query", "render", "search", "ingest"]),
    ("ingest", &["error", "model", "corpus", "extract", "index"]),
    ("search", &["error", "model", "index"]),
    ("corpus", &["error", "model"]),
    ("extract", &["error", "model"]),
    ("index", &["error", "model"]),
    ("query", &["error", "model"]),
    ("render", &["error", "model"]),
    ("model", &["error"]),
    ("error", &[]),
];

/// Crates and modules that only some floors may name.
const CONFINED: [(&str, &[&str]); 2] = [("tantivy", &["index", "search"]), ("rayon", &["ingest"])];

/// Floors that never touch the disk.
const PURE: [&str; 3] = ["extract", "query", "model"];

/// Folders whose files are rows of a table and never import one another.
const STRANGERS: [&str; 3] = ["extract/formats", "extract/segment/layouts", "extract/fields"];

#[test]
fn imports_only_run_down() {
    for file in sources() {
        let floor = file.floor();
        let Some((_, allowed)) = FLOORS.iter().find(|(name, _)| *name == floor) else {
            assert_eq!(floor, "lib", "{}: no floor of the house", file.path.display());
            continue;
        };
        for path in file.paths() {
            let Some(target) = path.first().filter(|target| FLOORS.iter().any(|(name, _)| name == target))
            else {
                continue;
            };
            let fine = *target == floor || allowed.contains(&target.as_str());
            assert!(fine, "{}: {floor} may not import {}", file.path.display(), path.join("::"));
        }
    }
}

#[test]
fn engines_stay_in_their_rooms() {
    for file in sources() {
        let words = file.words();
        for (name, floors) in CONFINED {
            let fine = floors.contains(&file.floor().as_str()) || !words.contains(name);
            assert!(fine, "{}: only {floors:?} may name {name}", file.path.display());
        }
        let touches_disk = file.code().contains("std::fs") || file.code().contains("fs::File");
        let pure = PURE.contains(&file.floor().as_str());
        assert!(!(pure && touches_disk), "{}: {} never touches the disk", file.path.display(), file.floor());
    }
}

#[test]
fn rows_of_a_table_are_strangers() {
    let files = sources();
    for folder in STRANGERS {
        let rows: Vec<&Source> = files.iter().filter(|file| file.is_row_of(folder)).collect();
        let home: Vec<&str> = folder.split('/').collect();
        for row in &rows {
            for path in
                row.paths().iter().filter(|path| path.len() > home.len() && path[..home.len()] == home)
            {
                let sibling =
                    rows.iter().any(|other| other.path != row.path && other.name() == path[home.len()]);
                assert!(!sibling, "{}: imports its sibling {}", row.path.display(), path.join("::"));
            }
        }
    }
}

#[test]
fn no_test_file_is_forgotten() {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let list = std::fs::read_to_string(tests.join("main.rs")).unwrap();
    for file in std::fs::read_dir(&tests).unwrap().map(|file| file.unwrap().path()) {
        let name = file.file_stem().unwrap().to_str().unwrap().to_owned();
        let rust = file.extension().is_some_and(|ending| ending == "rs") || file.join("mod.rs").exists();
        let listed = name == "main" || !rust || list.contains(&format!("mod {name};"));
        assert!(listed, "tests/main.rs does not list {name}");
    }
}

/// A file of `src/`.
struct Source {
    path: PathBuf,
    /// Its module path: `extract`, `marks`, `date`.
    module: Vec<String>,
    text: String,
}

impl Source {
    fn floor(&self) -> String {
        self.module.first().cloned().unwrap_or_else(|| "lib".to_owned())
    }

    fn name(&self) -> &str {
        self.module.last().map_or("", String::as_str)
    }

    fn is_row_of(&self, folder: &str) -> bool {
        let home: Vec<&str> = folder.split('/').collect();
        self.module.len() == home.len() + 1 && self.module[..home.len()] == home
    }

    /// The text without comments, string literals and the tests at its end.
    fn code(&self) -> String {
        let body = self.text.split("#[cfg(test)]").next().unwrap_or("");
        let mut code = String::new();
        for line in body.lines() {
            let line = line.split("//").next().unwrap_or("");
            let outside = line.split('"').step_by(2).collect::<Vec<_>>().join("\"\"");
            code.push_str(&outside);
            code.push('\n');
        }
        code
    }

    fn words(&self) -> BTreeSet<String> {
        tokens(&self.code()).into_iter().collect()
    }

    /// Every path that begins at `crate`, `super` or the library's name, from the crate's top on.
    fn paths(&self) -> Vec<Vec<String>> {
        let tokens = tokens(&self.code());
        let mut paths = Vec::new();
        for (at, token) in tokens.iter().enumerate() {
            let starts = tokens.get(at + 1).is_some_and(|next| next == "::")
                && (at == 0 || tokens[at - 1] != "::")
                && ["crate", "super", "newsdex"].contains(&token.as_str());
            if starts {
                let above = &self.module[..self.module.len().saturating_sub(1)];
                let mut prefix = if token == "super" { above.to_vec() } else { Vec::new() };
                follow(&tokens, at + 2, &mut prefix, &mut paths);
            }
        }
        paths
    }
}

/// Reads a path or a tree of paths from a token on; gives the token after it.
fn follow(tokens: &[String], mut at: usize, prefix: &mut Vec<String>, paths: &mut Vec<Vec<String>>) -> usize {
    let depth = prefix.len();
    loop {
        match tokens.get(at).map(String::as_str) {
            Some("super") => {
                prefix.pop();
                at += 1;
            }
            Some("{") => {
                at += 1;
                while tokens.get(at).is_some_and(|token| token != "}") {
                    at = if tokens[at] == "," {
                        at + 1
                    } else {
                        follow(tokens, at, &mut prefix.clone(), paths)
                    };
                }
                return at + 1;
            }
            Some(name) => {
                prefix.push(name.to_owned());
                at += 1;
            }
            None => return at,
        }
        if tokens.get(at).is_some_and(|token| token == "::") {
            at += 1;
        } else {
            paths.push(prefix.clone());
            prefix.truncate(depth);
            while tokens.get(at).is_some_and(|token| token != "," && token != "}" && token != ";") {
                if tokens[at] != "as" {
                    return at;
                }
                at += 2;
            }
            return at;
        }
    }
}

fn tokens(code: &str) -> Vec<String> {
    let mut tokens: Vec<String> = Vec::new();
    let mut letters = code.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter.is_alphanumeric() || letter == '_' {
            let mut word = letter.to_string();
            while let Some(more) = letters.next_if(|next| next.is_alphanumeric() || *next == '_') {
                word.push(more);
            }
            tokens.push(word);
        } else if letter == ':' && letters.next_if_eq(&':').is_some() {
            tokens.push("::".to_owned());
        } else if !letter.is_whitespace() {
            tokens.push(letter.to_string());
        }
    }
    tokens
}

fn sources() -> Vec<Source> {
    let top = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut found = Vec::new();
    let mut folders = vec![top.clone()];
    while let Some(folder) = folders.pop() {
        for path in std::fs::read_dir(&folder).unwrap().map(|file| file.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let below = path.strip_prefix(&top).unwrap().with_extension("");
                let mut module: Vec<String> =
                    below.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
                if ["mod", "lib"].contains(&module.last().unwrap().as_str()) {
                    module.pop();
                }
                let text = std::fs::read_to_string(&path).unwrap();
                found.push(Source { path, module, text });
            }
        }
    }
    assert!(found.len() > 20, "the sources were not found");
    found
}
