//! Crawls of small trees made for the occasion.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use super::*;
use crate::model::Selection;

/// A folder with these files; a name that ends in `/` is a folder.
fn tree(files: &[&str]) -> tempfile::TempDir {
    let top = tempfile::tempdir().unwrap();
    for name in files {
        let path = top.path().join(name);
        if name.ends_with('/') {
            fs::create_dir_all(path).unwrap();
        } else {
            write(&path, "Bridge closed\n");
        }
    }
    top
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn root(top: &Path, selection: Selection) -> Root {
    Root { number: 0, path: encode_path(top), only: None, selection }
}

fn crawl_with(top: &Path, within: &[&str], selection: Selection) -> Crawl {
    let within: Vec<PathBuf> = within.iter().map(|part| top.join(part)).collect();
    let index = top.join(".newsdex");
    crawl(&root(top, selection), Path::new("/"), &within, &Config::default(), &index).unwrap()
}

fn crawl_all(top: &Path) -> Crawl {
    crawl_with(top, &[], Selection::default())
}

fn names(crawl: &Crawl) -> Vec<&str> {
    crawl.files.iter().map(|file| file.key.path.as_str()).collect()
}

fn passed(crawl: &Crawl) -> Vec<(Skip, &str, u64)> {
    let rows = crawl.passed.iter();
    rows.flat_map(|(skip, kinds)| kinds.iter().map(|(kind, count)| (*skip, kind.as_str(), *count))).collect()
}

fn problems(crawl: &Crawl) -> Vec<(&str, Code, bool)> {
    crawl.problems.iter().map(|problem| (problem.path.as_str(), problem.code, problem.lost)).collect()
}

#[test]
fn files_come_in_the_order_of_their_keys() {
    let top = tree(&["b.txt", "a/z.txt", "a-b/c.txt", "a.txt", "a/b/c.txt", "a0.txt", "Zeitung", "ä.txt"]);
    let crawl = crawl_all(top.path());
    assert_eq!(
        names(&crawl),
        ["Zeitung", "a-b/c.txt", "a.txt", "a/b/c.txt", "a/z.txt", "a0.txt", "b.txt", "ä.txt"]
    );
    assert!(crawl.files.is_sorted_by(|a, b| a.key < b.key));
    assert_eq!((passed(&crawl), problems(&crawl), crawl.unread.len()), (vec![], vec![], 0));
}

#[test]
fn a_file_comes_with_its_path_and_stamp() {
    let top = tree(&["2025/a.txt"]);
    let crawl = crawl_all(top.path());
    let metadata = fs::metadata(top.path().join("2025/a.txt")).unwrap();
    assert_eq!(crawl.files[0].path(), top.path().join("2025/a.txt"));
    let stamp = crawl.files[0].stamp;
    assert_eq!((stamp.size, stamp.inode), (14, metadata.ino()));
    assert_eq!(stamp.mtime, metadata.mtime() * 1_000_000_000 + metadata.mtime_nsec());
}

#[test]
fn names_that_are_not_utf_8_are_kept_apart_and_lead_back() {
    let top = tree(&[]);
    for name in [&b"caf\xe9.txt"[..], b"caf%E9.txt", b"caf\xea\n.txt", b"zz.txt"] {
        write(&top.path().join(OsStr::from_bytes(name)), "Bridge closed\n");
    }
    let crawl = crawl_all(top.path());
    assert_eq!(names(&crawl), ["caf%25E9.txt", "caf%E9.txt", "caf%EA\n.txt", "zz.txt"]);
    for file in &crawl.files {
        assert_eq!(top.path().join(decode_path(&file.key.path)), file.path());
    }
}

#[test]
fn hidden_files_and_indexes_are_left_out() {
    let top = tree(&[".a.txt", ".cache/b.txt", ".newsdex/c.txt", "old/.newsdex/d.txt", "e.txt"]);
    let crawl = crawl_all(top.path());
    assert_eq!(names(&crawl), ["e.txt"]);
    assert_eq!(
        passed(&crawl),
        [(Skip::Hidden, "folder", 1), (Skip::Hidden, "txt", 1), (Skip::Index, "folder", 2)]
    );
    let hidden = Selection { hidden: true, ..Selection::default() };
    assert_eq!(names(&crawl_with(top.path(), &[], hidden)), [".a.txt", ".cache/b.txt", "e.txt"]);
}

#[test]
fn an_index_of_another_name_is_left_out_too() {
    let top = tree(&["index here/a.txt", "b.txt"]);
    let index = top.path().join("index here");
    let of = root(top.path(), Selection::default());
    let crawl = crawl(&of, Path::new("/"), &[], &Config::default(), &index).unwrap();
    assert_eq!((names(&crawl), passed(&crawl)), (vec!["b.txt"], vec![(Skip::Index, "folder", 1)]));
}

#[test]
fn kinds_that_are_not_read_are_counted_by_extension_and_named() {
    let top = tree(&["a.JPG", "b.jpg", "c.djvu", "d.txt", "e.unheard-of"]);
    let crawl = crawl_all(top.path());
    assert_eq!(names(&crawl), ["d.txt", "e.unheard-of"]);
    assert_eq!(passed(&crawl), [(Skip::Kind, "djvu", 1), (Skip::Kind, "jpg", 2)]);
    assert_eq!(crawl.named[0], ("a.JPG".to_owned(), Skip::Kind));
}

#[test]
fn the_parts_that_a_browser_saves_beside_a_page_are_left_out() {
    let top = tree(&[
        "Bridge.html",
        "Bridge_files/notes.txt",
        "Deich.htm",
        "Deich-Dateien/a.html",
        "case_files/a.txt",
    ]);
    assert_eq!(names(&crawl_all(top.path())), ["Bridge.html", "Deich.htm", "case_files/a.txt"]);
}

#[test]
fn the_configuration_is_no_news() {
    let top = tree(&["newsdex.toml", "a.txt"]);
    let crawl = crawl_all(top.path());
    assert_eq!((names(&crawl), passed(&crawl)), (vec!["a.txt"], vec![]));
}

#[test]
fn ignore_files_hold_for_their_folder_and_deeper_ones_come_first() {
    let top = tree(&[
        "a.log",
        "keep.log",
        "x/a.log",
        "x/b.txt",
        "x/y/b.txt",
        "drafts/c.txt",
        "z/drafts",
        "z/a.log",
    ]);
    write(&top.path().join(".newsdexignore"), "# notes\n*.log\n!keep.log\ndrafts/\n/x/b.txt\n");
    write(&top.path().join("x/.newsdexignore"), "!a.log\ny/*\n");
    let crawl = crawl_all(top.path());
    assert_eq!(names(&crawl), ["keep.log", "x/a.log", "z/drafts"]);
    assert_eq!(
        passed(&crawl),
        [(Skip::Ignored, "folder", 1), (Skip::Ignored, "log", 2), (Skip::Ignored, "txt", 2)]
    );
    // The rules above a part hold for it too.
    assert_eq!(names(&crawl_with(top.path(), &["x", "z"], Selection::default())), ["x/a.log", "z/drafts"]);
    assert_eq!(names(&crawl_with(top.path(), &["drafts"], Selection::default())), [""; 0]);
}

#[test]
fn a_rule_that_cannot_be_understood_is_said_and_the_others_hold() {
    let top = tree(&["a.log", "b.txt"]);
    write(&top.path().join(".newsdexignore"), "*.log\n[z-a\n");
    let crawl = crawl_all(top.path());
    assert_eq!(names(&crawl), ["b.txt"]);
    assert_eq!(problems(&crawl), [(".newsdexignore", Code::Unreadable, false)]);
    assert_eq!(crawl.problems[0].line, Some(2));
}

#[test]
fn only_the_named_parts_are_walked() {
    let top = tree(&["2024/a.txt", "2025/b.txt", "2025/may/c.txt", "d.txt"]);
    let crawl = |within: &[&str]| crawl_with(top.path(), within, Selection::default());
    assert_eq!(names(&crawl(&["2025", "d.txt"])), ["2025/b.txt", "2025/may/c.txt", "d.txt"]);
    assert_eq!(names(&crawl(&["2025/may", "2025", "2025/b.txt"])), ["2025/b.txt", "2025/may/c.txt"]);
    let gone = crawl(&["2023"]);
    assert_eq!((names(&gone), problems(&gone), gone.unread.len()), (vec![], vec![], 0));
}

#[test]
fn a_root_of_a_single_file_takes_it_whatever_its_name() {
    let top = tree(&[".page.html", "b.txt"]);
    let of = Root { only: Some(".page.html".to_owned()), ..root(top.path(), Selection::default()) };
    let crawl = crawl(&of, Path::new("/"), &[], &Config::default(), Path::new("/none")).unwrap();
    assert_eq!(names(&crawl), [".page.html"]);
}

#[test]
fn special_files_are_never_opened() {
    let top = tree(&["a.txt"]);
    let made = Command::new("mkfifo").arg(top.path().join("pipe.txt")).status().unwrap();
    assert!(made.success());
    let _socket = std::os::unix::net::UnixListener::bind(top.path().join("socket")).unwrap();
    let crawl = crawl_all(top.path());
    assert_eq!(names(&crawl), ["a.txt"]);
    assert_eq!(passed(&crawl), [(Skip::Special, "FIFO", 1), (Skip::Special, "socket", 1)]);
}

#[test]
fn symbolic_links_are_followed_only_when_asked() {
    let top = tree(&["real/a.txt"]);
    symlink(top.path().join("real"), top.path().join("link")).unwrap();
    symlink(top.path().join("real/a.txt"), top.path().join("b.txt")).unwrap();
    let crawl = crawl_all(top.path());
    assert_eq!(names(&crawl), ["real/a.txt"]);
    assert_eq!(passed(&crawl), [(Skip::Symlink, "symbolic link", 2)]);
    let follow = Selection { follow: true, ..Selection::default() };
    assert_eq!(names(&crawl_with(top.path(), &[], follow)), ["b.txt", "link/a.txt", "real/a.txt"]);
}

#[test]
fn loops_and_links_that_lead_nowhere_are_said_and_end_nothing() {
    let top = tree(&["a/b.txt", "z.txt"]);
    symlink(top.path(), top.path().join("a/loop")).unwrap();
    symlink("itself", top.path().join("itself")).unwrap();
    symlink("nowhere", top.path().join("nowhere.txt")).unwrap();
    let crawl = crawl_with(top.path(), &[], Selection { follow: true, ..Selection::default() });
    assert_eq!(names(&crawl), ["a/b.txt", "z.txt"]);
    assert_eq!(
        problems(&crawl),
        [
            ("a/loop", Code::SymlinkLoop, false),
            ("itself", Code::Unreadable, true),
            ("nowhere.txt", Code::Unreadable, true)
        ]
    );
    assert_eq!(crawl.unread, ["itself", "nowhere.txt"]);
}

/// A folder that even root cannot list: its path is longer than the system takes.
#[test]
fn a_folder_that_cannot_be_listed_is_said_and_what_it_held_is_not_gone() {
    let top = tree(&["a.txt", "deep/", "other/", "z.txt"]);
    let long = |from: &str| {
        let mut path = top.path().join(from);
        for _ in 0..9 {
            path.push("n".repeat(240));
        }
        fs::create_dir_all(&path).unwrap();
        path
    };
    let below = long("deep");
    long("other");
    fs::rename(top.path().join("other"), below.join("other")).unwrap();
    let crawl = crawl_all(top.path());
    assert_eq!(names(&crawl), ["a.txt", "z.txt"]);
    let found = problems(&crawl);
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].1, found[0].2), (Code::Unreadable, true));
    assert!(found[0].0.starts_with("deep/nnn"));
    assert_eq!(crawl.unread, [found[0].0]);
    // Such a tree can only be taken down in the pieces that it was put up in.
    fs::rename(below.join("other"), top.path().join("other")).unwrap();
}

#[test]
fn a_root_that_is_not_there_says_so_and_nothing_of_it_is_gone() {
    let top = tree(&[]);
    let crawl = crawl_all(&top.path().join("unmounted"));
    assert_eq!((names(&crawl), problems(&crawl)), (vec![], vec![("", Code::Unreadable, true)]));
    assert_eq!(crawl.unread, [""]);
}

#[test]
fn a_file_larger_than_is_wanted_is_lost_and_not_gone() {
    let top = tree(&["a.txt"]);
    write(&top.path().join("b.txt"), "Bridge closed for the whole of the summer\n");
    let crawl = crawl_with(top.path(), &[], Selection { max_file_size: Some(14), ..Selection::default() });
    assert_eq!((names(&crawl), problems(&crawl)), (vec!["a.txt"], vec![("b.txt", Code::TooLarge, true)]));
    assert_eq!(crawl.unread, ["b.txt"]);
}

#[test]
fn globs_of_the_configuration_and_of_the_root_hold() {
    let top = tree(&["a.txt", "b.md", "drafts/c.txt", "x/d.txt"]);
    let selection = Selection { include: vec!["*.txt".to_owned()], ..Selection::default() };
    let config = Config { exclude: vec!["/drafts".to_owned()], ..Config::default() };
    let crawl =
        crawl(&root(top.path(), selection), Path::new("/"), &[], &config, Path::new("/none")).unwrap();
    assert_eq!(names(&crawl), ["a.txt", "x/d.txt"]);
    assert_eq!(passed(&crawl), [(Skip::Excluded, "folder", 1), (Skip::NotIncluded, "md", 1)]);
}
