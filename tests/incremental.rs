//! A run after changes leaves what a fresh build would: the same ids in the same places, and the day each was
//! first seen.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use newsdex::index::Store;
use newsdex::ingest::{self, Request, Watch};
use newsdex::model::{ArticleId, Code, Day, Query, Report, Skip};
use newsdex::{Error, search};

/// Nobody looks on.
struct Alone;

impl Watch for Alone {}

/// A folder of news with its index.
struct Archive {
    top: tempfile::TempDir,
    /// Seconds since 1970; every run is a day after the one before.
    now: i64,
}

impl Archive {
    fn new() -> Archive {
        let archive = Archive { top: tempfile::tempdir().unwrap(), now: 1_750_000_000 };
        archive.write("a.txt", &digest(&["Bakers of Ost strike over flour", "Lighthouse sold at Varn"]));
        archive.write("b.txt", &digest(&["Ferry runs aground near Lyd", "Mayor of Ost resigns"]));
        archive.write("deep/c.txt", &digest(&["Snow closes the Pellan pass"]));
        archive
    }

    fn path(&self, name: &str) -> PathBuf {
        self.top.path().join("news").join(name)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn request(&self) -> Request {
        Request {
            index: self.path(".newsdex"),
            paths: vec![self.path("")],
            forget: Vec::new(),
            selection: None,
            full: false,
            dry_run: false,
            retry: false,
            allow_mass_delete: false,
            threads: 2,
            memory: 64 << 20,
            wait: Duration::ZERO,
            config: None,
            now: self.now,
            today: Day::new(2025, 6, 30).unwrap(),
        }
    }

    fn index(&mut self) -> Report {
        self.index_with(|_| {}).unwrap()
    }

    fn index_with(&mut self, change: impl FnOnce(&mut Request)) -> Result<Report, Error> {
        self.now += 86_400;
        let mut request = self.request();
        change(&mut request);
        ingest::run(&request, &Alone)
    }

    /// Each file's ids, with the moment each was first seen.
    fn ids(&self) -> BTreeMap<String, Vec<(ArticleId, i64)>> {
        let ledger = Store::at(&self.path(".newsdex")).read().unwrap().ledger().unwrap();
        let rows = ledger.files.iter();
        rows.map(|(key, row)| (key.path.clone(), row.articles().iter().map(|g| (g.id, g.added)).collect()))
            .collect()
    }

    /// What a search for everything finds: headline and path.
    fn found(&self) -> Vec<(String, String)> {
        found(&self.path(".newsdex"))
    }

    /// Nothing in the index differs from one built anew of the same folder.
    fn is_like_a_fresh_build(&self) {
        let fresh = tempfile::tempdir().unwrap();
        let index = fresh.path().join("index");
        ingest::run(&Request { index: index.clone(), threads: 1, ..self.request() }, &Alone).unwrap();
        assert_eq!(self.found(), found(&index));
    }
}

fn found(index: &Path) -> Vec<(String, String)> {
    let generation = Store::at(index).read().unwrap();
    let all = Query { limit: None, group: false, ..Query::default() };
    let hits = search::search(&generation, &all).unwrap();
    assert_eq!(hits.total, hits.hits.len() as u64);
    let mut found: Vec<_> = hits.hits.into_iter().map(|hit| (hit.headline, hit.place.path)).collect();
    found.sort();
    found
}

fn digest(headlines: &[&str]) -> String {
    let article = |headline: &&str| {
        format!(
            "{headline}\nVarn Courier | June 2, 2025\nThe matter of \"{headline}\" was settled on Monday, the council said.\n\
             Nobody in the town had expected it so soon, and the neighbours were glad of it.\n"
        )
    };
    headlines.iter().map(article).collect()
}

#[test]
fn a_second_run_without_changes_reads_nothing() {
    let mut archive = Archive::new();
    let first = archive.index();
    assert_eq!((first.articles, first.articles_added, first.files_new), (5, 5, 3));
    let second = archive.index();
    assert_eq!((second.bytes, second.files_unchanged, second.articles_added), (0, 3, 0));
    assert_eq!(second.articles, 5);
}

#[test]
fn a_digest_that_grew_gives_only_its_new_articles_as_new() {
    let mut archive = Archive::new();
    archive.index();
    let before = archive.ids();
    archive.write(
        "b.txt",
        &digest(&["Ferry runs aground near Lyd", "Mayor of Ost resigns", "Bees return to Varn"]),
    );
    let report = archive.index();
    assert_eq!((report.articles_added, report.articles_removed, report.files_changed), (1, 0, 1));
    assert_eq!(archive.ids()["b.txt"][..2], before["b.txt"][..]);
    archive.is_like_a_fresh_build();
}

#[test]
fn a_file_that_is_only_touched_is_not_indexed_again() {
    let mut archive = Archive::new();
    archive.index();
    let before = archive.ids();
    archive.write("a.txt", &fs::read_to_string(archive.path("a.txt")).unwrap());
    let report = archive.index();
    assert_eq!((report.files_changed, report.files_unchanged, report.articles_added), (0, 3, 0));
    assert_eq!(archive.ids(), before);
    assert_eq!(archive.index().bytes, 0);
}

#[test]
fn a_moved_file_keeps_its_ids_and_the_day_they_were_first_seen() {
    let mut archive = Archive::new();
    archive.index();
    let before = archive.ids();
    fs::rename(archive.path("b.txt"), archive.path("deep/moved.txt")).unwrap();
    let report = archive.index();
    assert_eq!((report.files_moved, report.files_new, report.files_removed), (1, 0, 0));
    assert_eq!((report.articles_added, report.articles_removed), (0, 0));
    assert_eq!(archive.ids()["deep/moved.txt"], before["b.txt"]);
    archive.is_like_a_fresh_build();
}

#[test]
fn a_removed_file_takes_its_articles_with_it() {
    let mut archive = Archive::new();
    archive.index();
    fs::remove_file(archive.path("b.txt")).unwrap();
    let report = archive.index();
    assert_eq!((report.articles_removed, report.files_removed, report.articles), (2, 1, 3));
    archive.is_like_a_fresh_build();
}

#[test]
fn an_article_saved_twice_stays_until_its_last_place_is_gone() {
    let mut archive = Archive::new();
    archive.write("copy.txt", &digest(&["Mayor of Ost resigns"]));
    let first = archive.index();
    assert_eq!((first.articles, first.articles_added), (6, 5));
    assert_eq!(archive.found().len(), 5);
    fs::remove_file(archive.path("copy.txt")).unwrap();
    let second = archive.index();
    assert_eq!((second.articles_removed, second.articles), (0, 5));
    assert_eq!(archive.found().len(), 5);
}

#[test]
fn a_folder_that_is_suddenly_empty_keeps_its_articles_until_told() {
    let mut archive = Archive::new();
    archive.index();
    for name in ["a.txt", "b.txt", "deep/c.txt"] {
        fs::remove_file(archive.path(name)).unwrap();
    }
    let report = archive.index();
    assert_eq!((report.articles, report.articles_removed), (5, 0));
    assert!(report.needs_a_person() && report.problems.iter().any(|problem| problem.code == Code::Guard));
    let report = archive.index_with(|request| request.allow_mass_delete = true).unwrap();
    assert_eq!((report.articles, report.articles_removed), (0, 5));
}

#[test]
fn a_folder_in_a_folder_that_is_suddenly_empty_keeps_its_articles_until_told() {
    let mut archive = Archive::new();
    let stories = |town: &str, count: usize| {
        let headlines: Vec<String> = (0..count).map(|n| format!("Story {n} of {town} is told")).collect();
        digest(&headlines.iter().map(String::as_str).collect::<Vec<_>>())
    };
    archive.write("disk/deep/ost.txt", &stories("Ost", 12));
    archive.write("link/varn.txt", &stories("Varn", 20));
    archive.write("oldest/grell.txt", &stories("Grell", 11));
    archive.write("lyd.txt", &stories("Lyd", 90));
    archive.index();
    fs::remove_file(archive.path("disk/deep/ost.txt")).unwrap();
    fs::remove_file(archive.path("link/varn.txt")).unwrap();
    fs::remove_dir_all(archive.path("oldest")).unwrap();
    archive.write("new.txt", &digest(&["Bees return to Varn"]));
    let report = archive.index();
    assert_eq!(
        (report.articles_added, report.articles_removed),
        (1, 11),
        "a folder that is gone itself was taken out"
    );
    let told: Vec<&str> = report.news().map(|problem| problem.path.as_str()).collect();
    assert_eq!(told, ["disk", "link"]);
    assert!(report.problems[0].message.contains("disk/deep/ost.txt"), "{:?}", report.problems);
    let report = archive.index_with(|request| request.allow_mass_delete = true).unwrap();
    assert_eq!(report.articles_removed, 32);
    archive.is_like_a_fresh_build();
}

#[test]
fn nights_without_news_leave_the_state_to_go_back_to() {
    let mut archive = Archive::new();
    archive.index();
    fs::write(archive.path("a.txt"), [0u8, 159, 146, 150].repeat(400)).unwrap();
    archive.index();
    let kept = |archive: &Archive| Store::at(&archive.path(".newsdex")).kept().unwrap();
    let before = kept(&archive);
    for name in ["b.txt", "deep/c.txt"] {
        fs::remove_file(archive.path(name)).unwrap();
    }
    assert!(archive.index().needs_a_person());
    assert_eq!(archive.index_with(|request| request.retry = true).unwrap().files_lost, 1);
    assert_eq!(kept(&archive), before);
    assert_eq!(before.iter().map(|kept| kept.generation).collect::<Vec<_>>(), [1, 2]);
}

#[test]
fn a_damaged_index_is_built_anew_from_the_folders_that_an_older_state_knows() {
    let lose_ledger = |index: &Path| {
        for found in fs::read_dir(index.join("current")).unwrap().map(Result::unwrap) {
            if found.file_name().to_string_lossy().starts_with("ledger") {
                fs::remove_file(found.path()).unwrap();
            }
        }
    };
    let lose_way = |index: &Path| {
        fs::remove_file(index.join("current")).unwrap();
        std::os::unix::fs::symlink("nowhere", index.join("current")).unwrap();
    };
    for damage in [&lose_ledger as &dyn Fn(&Path), &lose_way] {
        let mut archive = Archive::new();
        archive.index();
        let ids = archive.ids();
        archive.write("d.txt", &digest(&["Bridge of Grell painted green"]));
        archive.index();
        damage(&archive.path(".newsdex"));
        assert!(matches!(archive.index_with(|_| {}), Err(Error::Damaged { .. })));
        let rebuilt = archive.index_with(|request| {
            request.full = true;
            request.paths.clear();
        });
        assert!(rebuilt.unwrap().rebuilt.unwrap().contains("damaged"));
        archive.is_like_a_fresh_build();
        assert!(ids.iter().all(|(path, given)| archive.ids()[path] == *given));
    }
}

#[test]
fn a_rebuild_keeps_the_day_an_article_was_first_seen() {
    let mut archive = Archive::new();
    archive.index();
    let before = archive.ids();
    let report = archive.index_with(|request| request.full = true).unwrap();
    assert_eq!((report.articles_added, report.articles_removed, report.articles), (0, 0, 5));
    assert_eq!((report.files_new, report.files_unchanged), (0, 3));
    assert!(report.rebuilt.is_some());
    assert_eq!(archive.ids(), before);
}

#[test]
fn a_rebuild_does_not_empty_an_index_because_a_disk_is_away() {
    let mut archive = Archive::new();
    archive.index();
    fs::rename(archive.path("a.txt"), archive.top.path().join("a.txt")).unwrap();
    fs::rename(archive.path("b.txt"), archive.top.path().join("b.txt")).unwrap();
    archive.write("new.txt", &digest(&["Bees return to Varn"]));
    let report = archive.index_with(|request| request.full = true).unwrap();
    assert!(report.needs_a_person() && report.rebuilt.is_none());
    assert!(report.news().any(|problem| problem.message.contains("not built anew (asked for)")));
    assert_eq!((report.articles_added, archive.found().len()), (1, 6));
    let allowed = |request: &mut Request| (request.full, request.allow_mass_delete) = (true, true);
    assert_eq!(archive.index_with(allowed).unwrap().articles, 2);
    archive.is_like_a_fresh_build();
}

#[test]
fn a_file_that_is_no_longer_text_is_lost_and_its_articles_are_kept() {
    let mut archive = Archive::new();
    archive.index();
    fs::write(archive.path("a.txt"), [0u8, 159, 146, 150].repeat(400)).unwrap();
    let report = archive.index();
    assert_eq!((report.files_lost, report.articles), (1, 5));
    assert!(report.needs_a_person());
    let again = archive.index();
    assert_eq!(again.files_lost, 1);
    assert!(!again.needs_a_person(), "a loss that is known is not news");
    archive.write("a.txt", &digest(&["Bakers of Ost strike over flour", "Lighthouse sold at Varn"]));
    assert_eq!(archive.index().files_lost, 0);
}

#[test]
fn a_file_that_was_never_text_is_counted_and_no_problem() {
    let mut archive = Archive::new();
    fs::write(archive.path("picture.txt"), [0u8, 159, 146, 150].repeat(400)).unwrap();
    let report = archive.index();
    assert_eq!((report.files_skipped, report.files_lost, report.problems.len()), (1, 0, 0));
    assert_eq!(report.skipped[&Skip::Binary].values().sum::<u64>(), 1);
}

#[test]
fn a_forgotten_part_of_a_folder_stays_forgotten() {
    let mut archive = Archive::new();
    archive.index();
    let deep = archive.path("deep");
    let forget = |request: &mut Request| (request.paths, request.forget) = (Vec::new(), vec![deep]);
    let report = archive.index_with(forget).unwrap();
    assert_eq!((report.articles, report.articles_removed), (4, 1));
    assert_eq!(archive.index_with(|request| request.paths.clear()).unwrap().articles, 4);
}

#[test]
fn another_folder_is_added_without_reading_the_first_again() {
    let mut archive = Archive::new();
    archive.index();
    let other = archive.top.path().join("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("d.txt"), digest(&["Bees return to Varn"])).unwrap();
    let report = archive.index_with(|request| request.paths = vec![other]).unwrap();
    assert_eq!((report.files_new, report.articles, report.rebuilt), (1, 6, None));
}

#[test]
fn a_dry_run_leaves_no_trace() {
    let archive = Archive::new();
    let request = Request { dry_run: true, ..archive.request() };
    assert_eq!(ingest::run(&request, &Alone).unwrap().files_new, 3);
    assert!(!archive.path(".newsdex").exists());
}

#[test]
fn a_dry_run_says_what_would_be_done_and_does_nothing() {
    let mut archive = Archive::new();
    archive.index();
    archive.write("new.txt", &digest(&["Bees return to Varn"]));
    let report = archive.index_with(|request| request.dry_run = true).unwrap();
    assert_eq!((report.files_new, report.files_unchanged), (1, 3));
    assert_eq!(archive.found().len(), 5);
}

#[test]
fn a_run_that_is_told_to_stop_commits_what_is_whole() {
    struct Impatient;
    impl Watch for Impatient {
        fn stopped(&self) -> Option<i32> {
            Some(15)
        }
    }
    let mut archive = Archive::new();
    archive.index();
    archive.write("new.txt", &digest(&["Bees return to Varn"]));
    assert!(matches!(ingest::run(&archive.request(), &Impatient), Err(Error::Stopped(15))));
    assert_eq!(archive.found().len(), 5);
    assert_eq!(archive.index().articles, 6);
}

#[test]
fn one_thread_gives_what_two_give() {
    let mut archive = Archive::new();
    archive.index();
    archive.is_like_a_fresh_build();
}

#[test]
fn a_run_can_be_undone() {
    let mut archive = Archive::new();
    archive.index();
    let before = (archive.found(), archive.ids());
    fs::remove_file(archive.path("b.txt")).unwrap();
    archive.write("d.txt", &digest(&["Bees return to Varn"]));
    archive.index();
    let after = archive.found();
    let store = Store::at(&archive.path(".newsdex"));
    let kept: Vec<(u32, bool, u64)> =
        store.kept().unwrap().iter().map(|kept| (kept.generation, kept.current, kept.articles)).collect();
    assert_eq!(kept, [(1, false, 5), (2, true, 4)]);
    let lock = store.lock(Duration::ZERO).unwrap();
    store.restore(&lock, 1).unwrap();
    assert!(store.restore(&lock, 7).is_err());
    drop(lock);
    assert_eq!((archive.found(), archive.ids()), before);
    archive.index();
    assert_eq!(archive.found(), after);
}

#[test]
fn a_digest_that_gives_nothing_where_its_like_give_many_is_told() {
    let mut archive = Archive::new();
    let headlines = ["Bakers strike", "Ferry sails", "Snow closes the pass", "Mayor resigns", "Bees return"];
    for day in 1..=6 {
        archive.write(&format!("mail/digest-2025-06-0{day}.txt"), &digest(&headlines));
    }
    assert!(!archive.index().needs_a_person());
    archive
        .write("mail/digest-2025-06-07.txt", "The server is down for maintenance. Please come back later.\n");
    archive.write(
        "other/digest-2025-06-07.txt",
        "The server is down for maintenance. Please come back later.\n",
    );
    let report = archive.index();
    let told: Vec<(&str, Code)> =
        report.news().map(|problem| (problem.path.as_str(), problem.code)).collect();
    assert_eq!(told, [("mail/digest-2025-06-07.txt", Code::Guard)]);
    assert!(report.problems[0].message.contains("usually 5"), "{}", report.problems[0].message);
    assert!(!archive.index().needs_a_person());
}

#[test]
fn a_night_of_undated_articles_and_a_source_that_stopped_are_told_once() {
    let mut archive = Archive::new();
    archive.index();
    let mut told = Vec::new();
    for night in 0..20 {
        let lyd = if night < 14 { "Lyd Gazette | June 2, 2025" } else { "Varn Courier | June 2, 2025" };
        let credit = if night == 18 { "by Jane Roe (Varn Courier)" } else { "Varn Courier | June 2, 2025" };
        let mut text = String::new();
        for article in 0..30 {
            let credit = if article == 0 && night != 18 { lyd } else { credit };
            text += &format!(
                "Story {night} of number {article} is told\n{credit}\nIt was told on the quay at {night} and {article}, and nobody there believed a word of it.\n"
            );
        }
        archive.write(&format!("night{}.txt", "x".repeat(night + 1)), &text);
        let report = archive.index();
        told.extend(report.news().map(|problem| (night, problem.message.clone())));
    }
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told[0].0 == 16 && told[0].1.contains("Lyd Gazette"), "{told:#?}");
    assert!(told[1].0 == 18 && told[1].1.contains("undated"), "{told:#?}");
}

#[test]
fn a_long_file_that_is_cut_off_keeps_the_articles_that_it_gave_when_it_was_whole() {
    let mut archive = Archive::new();
    let body = "The council of Ost met until late and came to no end. ".repeat(2_000);
    let line = |number: usize| {
        format!(
            "{{\"title\": \"Council of Ost meets for day {number}\", \"date\": \"2024-03-02\", \"text\": \"{body}\"}}\n"
        )
    };
    let whole: String = (1..=100).map(line).collect();
    archive.write("long.jsonl", &whole);
    archive.index();
    let before = archive.ids()["long.jsonl"].clone();
    assert_eq!(before.len(), 100);
    let half = &whole[..whole.len() * 85 / 100];
    archive.write("long.jsonl", half);
    let report = archive.index();
    let lost: Vec<Code> = report.problems.iter().filter(|one| one.lost).map(|one| one.code).collect();
    assert_eq!(
        (lost, report.articles_removed, archive.ids()["long.jsonl"].clone()),
        (vec![Code::Damaged], 0, before)
    );
    assert_eq!(
        archive.found().iter().filter(|(headline, _)| headline.contains("meets for day")).count(),
        100
    );
    archive.write("other.jsonl", half);
    archive.index();
    assert_eq!(archive.ids()["other.jsonl"].len(), 85);
}
