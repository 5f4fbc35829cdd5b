//! Each good file of the sample corpus as it is read today, in `tests/snapshots`: a line an article, a line a
//! problem. After a change that is meant, `INSTA_UPDATE=always cargo test --test newsdex extract` writes them anew,
//! and the difference is what to read.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};

use newsdex::extract::{self, FileName, How};
use newsdex::model::{Article, Day};

const CORPUS: &str = "sample-corpus";
const SNAPSHOTS: &str = "tests/snapshots";

#[test]
fn every_good_file_is_read_as_it_was() {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        for path in good_files() {
            insta::assert_snapshot!(snapshot_of(&path), reading(&path));
        }
    });
    let wanted: BTreeSet<String> = good_files().iter().map(|path| snapshot_of(path) + ".snap").collect();
    let kept = fs::read_dir(SNAPSHOTS).unwrap().map(|kept| kept.unwrap().file_name().into_string().unwrap());
    let kept: BTreeSet<String> = kept.filter(|name| name.ends_with(".snap")).collect();
    assert_eq!(kept, wanted, "a reading is kept of each file, and of none that is gone");
}

/// The files of all folders but `broken/`.
fn good_files() -> Vec<PathBuf> {
    let inside = |folder: &Path| {
        let mut paths: Vec<PathBuf> =
            fs::read_dir(folder).unwrap().map(|inside| inside.unwrap().path()).collect();
        paths.retain(|path| !path.file_name().unwrap().to_string_lossy().starts_with('.'));
        paths.sort();
        paths
    };
    let mut folders = inside(Path::new(CORPUS));
    folders.retain(|path| path.is_dir() && !path.ends_with("broken"));
    folders.iter().flat_map(|folder| inside(folder)).collect()
}

/// `sample-corpus/digests/ruled.txt` is kept as `digests-ruled`.
fn snapshot_of(path: &Path) -> String {
    path.strip_prefix(CORPUS).unwrap().with_extension("").to_string_lossy().replace('/', "-")
}

/// What is read in a file.
fn reading(path: &Path) -> String {
    let how = How::on(Day::new(2025, 7, 1).unwrap());
    let name = FileName { path: path.strip_prefix(CORPUS).unwrap().to_string_lossy().into_owned() };
    let mut reading = "headline | source | date | byline | lines\n".to_owned();
    for piece in extract::articles(&mut Cursor::new(fs::read(path).unwrap()), &name, &how) {
        match piece {
            Ok(article) => reading += &line(&article),
            Err(problem) => writeln!(reading, "! {:?}: {}", problem.code, problem.message).unwrap(),
        }
    }
    reading
}

fn line(article: &Article) -> String {
    let lines = article.lines.map(|lines| format!("{}–{}", lines.start, lines.end));
    let fields = [
        Some(article.headline.clone()),
        article.source.clone(),
        article.published.map(|published| published.to_string()),
        article.byline(),
        lines,
    ];
    fields.map(|field| field.unwrap_or_else(|| "–".to_owned())).join(" | ") + "\n"
}
