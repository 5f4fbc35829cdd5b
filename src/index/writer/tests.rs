use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use tantivy::collector::Count;
use tantivy::index::{SegmentId, SegmentMeta};
use tantivy::indexer::NoMergePolicy;
use tantivy::query::TermQuery;
use tantivy::schema::IndexRecordOption;
use tempfile::TempDir;

use super::*;
use crate::index::{Generation, Store, Why, check};
use crate::model::{ArticleId, FileRow, Given, Lang, Lines, Outcome, SKETCH_LEN, Stamp};

const MEMORY: u64 = 64 << 20;

fn article(id: u64) -> Article {
    Article {
        id: ArticleId(id),
        ordinal: 1,
        headline: format!("Ferry {id} leaves late"),
        source: Some("The Salt Observer".to_owned()),
        published: "2031-05-02".parse().ok(),
        bylines: Vec::new(),
        url: None,
        lang: Lang::new("en"),
        format: "text".to_owned(),
        style: "credit".to_owned(),
        body: format!("Ferries were leaving pier {id} late again."),
        lines: Some(Lines { start: 1, end: 4 }),
        confidence: 1.0,
        inferred: Vec::new(),
    }
}

fn key(path: &str) -> FileKey {
    FileKey { root: 1, path: path.to_owned() }
}

/// A ledger of files, each with the ids of its articles.
fn ledger(files: &[(&str, &[u64])]) -> Ledger {
    let row = |ids: &[u64]| FileRow {
        stamp: Stamp { size: 1, mtime: 2, ctime: 3, inode: 4 },
        hash: 5,
        outcome: Outcome::Articles(ids.iter().map(|id| Given { id: ArticleId(*id), added: 6 }).collect()),
        doubts: Vec::new(),
    };
    Ledger { files: files.iter().map(|(path, ids)| (key(path), row(ids))).collect(), ..Ledger::default() }
}

fn put(writer: &Writer, path: &str, ids: &[u64]) {
    let key = key(path);
    writer.remove(&key).unwrap();
    for id in ids {
        writer.add(&key, &article(*id), &Sketch([1; SKETCH_LEN]), 6).unwrap();
    }
}

/// A store and its lock.
fn store() -> (TempDir, Store, Lock) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::at(&dir.path().join(".newsdex"));
    let lock = store.lock(Duration::ZERO).unwrap();
    (dir, store, lock)
}

/// Brings the index to hold exactly these files; `why` as for [`Store::write`].
fn bring(store: &Store, lock: &Lock, why: Option<&Why>, files: &[(&str, &[u64])]) -> u32 {
    let mut writer = store.write(lock, why, 1, MEMORY).unwrap();
    files.iter().for_each(|(path, ids)| put(&writer, path, ids));
    writer.commit(&ledger(files)).unwrap();
    writer.finish(lock, true).unwrap()
}

fn count(generation: &Generation, word: &str) -> usize {
    let term = Term::from_field_text(generation.fields.body, word);
    generation.searcher().search(&TermQuery::new(term, IndexRecordOption::Basic), &Count).unwrap()
}

fn held(store: &Store) -> u64 {
    store.read().unwrap().searcher().num_docs()
}

fn assert_sound(store: &Store) {
    assert_eq!(check(&store.read().unwrap()).unwrap(), [""; 0]);
}

#[test]
fn articles_and_ledger_are_committed_together() {
    let (_dir, store, lock) = store();
    assert!(!store.exists());
    let files: [(&str, &[u64]); 3] = [("a", &[1, 2]), ("b", &[]), ("c", &[3])];
    assert_eq!(bring(&store, &lock, Some(&Why::NoIndex), &files), 1);
    let generation = store.read().unwrap();
    assert_eq!(generation.searcher().num_docs(), 3);
    assert_eq!(generation.ledger().unwrap(), ledger(&files));
    assert_eq!((generation.state.articles, generation.state.files), (3, 3));
    assert_eq!(count(&generation, "pier"), 3);
    assert_sound(&store);
}

#[test]
fn a_file_that_is_replaced_has_its_new_articles_only() {
    let (_dir, store, lock) = store();
    bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1, 2]), ("b", &[3])]);
    let mut writer = store.write(&lock, None, 1, MEMORY).unwrap();
    put(&writer, "a", &[4]);
    writer.remove(&key("b")).unwrap();
    writer.commit(&ledger(&[("a", &[4])])).unwrap();
    writer.finish(&lock, true).unwrap();
    let generation = store.read().unwrap();
    assert_eq!(["1", "2", "3", "4"].map(|word| count(&generation, word)), [0, 0, 0, 1]);
    assert_sound(&store);
}

#[test]
fn a_file_may_be_replaced_twice_in_a_new_generation() {
    let (_dir, store, lock) = store();
    let mut writer = store.write(&lock, Some(&Why::NoIndex), 1, MEMORY).unwrap();
    put(&writer, "a", &[1, 2]);
    put(&writer, "a", &[3]);
    writer.commit(&ledger(&[("a", &[3])])).unwrap();
    writer.finish(&lock, true).unwrap();
    assert_sound(&store);
}

#[test]
fn what_was_not_committed_is_gone() {
    let (_dir, store, lock) = store();
    bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1])]);
    let writer = store.write(&lock, None, 1, MEMORY).unwrap();
    put(&writer, "a", &[2, 3]);
    drop(writer);
    assert_eq!(held(&store), 1);
    assert_sound(&store);
}

#[test]
fn what_was_rolled_back_is_gone_and_the_writer_goes_on() {
    let (_dir, store, lock) = store();
    bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1])]);
    let mut writer = store.write(&lock, None, 2, MEMORY).unwrap();
    put(&writer, "a", &[2, 3]);
    writer.rollback().unwrap();
    put(&writer, "b", &[4]);
    writer.commit(&ledger(&[("a", &[1]), ("b", &[4])])).unwrap();
    writer.finish(&lock, true).unwrap();
    assert_sound(&store);
}

#[test]
fn a_first_build_that_is_killed_goes_on_from_its_last_commit() {
    let (_dir, store, lock) = store();
    let mut writer = store.write(&lock, Some(&Why::NoIndex), 1, MEMORY).unwrap();
    put(&writer, "a", &[1]);
    writer.commit(&ledger(&[("a", &[1])])).unwrap();
    put(&writer, "b", &[2]);
    drop(writer);
    assert_eq!(store.read().unwrap().ledger().unwrap(), ledger(&[("a", &[1])]));
    bring(&store, &lock, None, &[("a", &[1]), ("b", &[2])]);
    assert_sound(&store);
}

#[test]
fn a_rebuild_is_not_seen_before_it_is_whole() {
    let (_dir, store, lock) = store();
    bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1])]);
    for (whole, generation, articles) in [(false, 1, 1), (true, 2, 2)] {
        let mut writer = store.write(&lock, Some(&Why::Asked), 1, MEMORY).unwrap();
        put(&writer, "a", &[1, 2]);
        writer.commit(&ledger(&[("a", &[1, 2])])).unwrap();
        assert_eq!(held(&store), 1);
        assert_eq!(writer.finish(&lock, whole).unwrap(), generation);
        assert_eq!(held(&store), articles);
    }
    assert_sound(&store);
}

#[test]
fn a_reader_goes_on_with_what_it_opened() {
    let (_dir, store, lock) = store();
    bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1])]);
    let before = store.read().unwrap();
    for _ in 0..3 {
        bring(&store, &lock, Some(&Why::Asked), &[("a", &[2, 3])]);
    }
    assert_eq!((count(&before, "1"), count(&before, "2")), (1, 0));
}

#[test]
fn the_first_delete_after_reopening_is_not_lost_to_a_merge() {
    let (_dir, store, lock) = store();
    bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1]), ("b", &[2])]);
    // The segment of `a` has a deleted article, which bears the stamp of the last commit: a merge passes over
    // all deletes up to that stamp for this segment, but not for the other.
    let mut writer = store.write(&lock, None, 1, MEMORY).unwrap();
    writer.engine.set_merge_policy(Box::new(NoMergePolicy));
    put(&writer, "b", &[3]);
    writer.commit(&ledger(&[("a", &[1]), ("b", &[3])])).unwrap();
    writer.finish(&lock, true).unwrap();

    let mut writer = store.write(&lock, None, 1, MEMORY).unwrap();
    put(&writer, "a", &[4]);
    let mut segments = writer.engine.index().searchable_segment_metas().unwrap();
    segments.sort_by_key(SegmentMeta::has_deletes);
    let segments: Vec<SegmentId> = segments.iter().map(SegmentMeta::id).collect();
    writer.engine.merge(&segments).wait().unwrap();
    writer.commit(&ledger(&[("a", &[4]), ("b", &[3])])).unwrap();
    writer.finish(&lock, true).unwrap();
    assert_sound(&store);
}

#[test]
fn a_commit_that_fails_leaves_the_last_one_and_ends_the_writer() {
    let (_dir, store, lock) = store();
    bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1])]);
    let blocked = store.dir().join("gen-0001/ledger.new");
    fs::create_dir(&blocked).unwrap();
    let mut writer = store.write(&lock, None, 1, MEMORY).unwrap();
    put(&writer, "a", &[2, 3]);
    assert!(matches!(writer.commit(&ledger(&[("a", &[2, 3])])), Err(Error::Disk { .. })));
    assert!(writer.remove(&key("a")).is_err());
    assert!(writer.commit(&ledger(&[])).is_err());
    drop(writer);
    fs::remove_dir(&blocked).unwrap();
    assert_eq!(store.read().unwrap().ledger().unwrap(), ledger(&[("a", &[1])]));
    assert_sound(&store);
}

#[test]
fn an_index_of_another_version_is_named_so_and_its_ledger_can_be_saved() {
    let (_dir, store, lock) = store();
    let files: [(&str, &[u64]); 1] = [("a", &[1])];
    bring(&store, &lock, Some(&Why::NoIndex), &files);
    let metas = store.dir().join("gen-0001/index/meta.json");
    let text = fs::read_to_string(&metas).unwrap();
    assert!(text.contains(r#"\"analyser\":"#));
    fs::write(&metas, text.replace(r#"\"analyser\":"#, r#"\"analyser\":9"#)).unwrap();
    assert!(matches!(store.read(), Err(Error::OtherVersion { .. })));
    assert!(matches!(store.write(&lock, None, 1, MEMORY), Err(Error::OtherVersion { .. })));
    assert_eq!(store.old_ledger().unwrap(), ledger(&files));
}

#[test]
fn damage_is_named() {
    for (ending, is_removed) in [("fast", true), ("json", false), ("jsonl", true)] {
        let (_dir, store, lock) = store();
        bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1])]);
        let generation = store.dir().join("gen-0001");
        let names = [generation.join("index"), generation].map(|dir| fs::read_dir(dir).unwrap());
        let mut paths = names.into_iter().flatten().map(|found| found.unwrap().path());
        let hidden = |path: &Path| path.file_name().unwrap().as_encoded_bytes().starts_with(b".");
        let path =
            paths.find(|path| path.extension().is_some_and(|end| end == ending) && !hidden(path)).unwrap();
        if is_removed {
            fs::remove_file(&path).unwrap();
        } else {
            fs::write(&path, "{").unwrap();
        };
        let error = store.read().and_then(|generation| generation.ledger()).err().unwrap();
        assert!(matches!(error, Error::Damaged { .. }), "{ending}: {error}");
    }
}

#[test]
fn a_byte_that_was_changed_is_found_by_the_check() {
    let (_dir, store, lock) = store();
    bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1])]);
    let index = store.dir().join("gen-0001/index");
    let mut paths = fs::read_dir(index).unwrap().map(|found| found.unwrap().path());
    let path = paths.find(|path| path.extension().is_some_and(|end| end == "pos")).unwrap();
    let mut bytes = fs::read(&path).unwrap();
    bytes[0] ^= 1;
    fs::write(&path, bytes).unwrap();
    let findings = check(&store.read().unwrap()).unwrap();
    assert!(matches!(&findings[..], [finding] if finding.contains(".pos")), "{findings:?}");
}

#[test]
fn a_ledger_that_says_otherwise_is_found_by_the_check() {
    for (said, finding) in [
        (ledger(&[("a", &[1, 2])]), "1/a: the index holds 1 articles, the ledger 2"),
        (ledger(&[]), "1/a: the index holds 1 articles, the ledger none"),
        (ledger(&[("a", &[8])]), "the ids of the articles are not those of the ledger"),
    ] {
        let (_dir, store, lock) = store();
        let mut writer = store.write(&lock, Some(&Why::NoIndex), 1, MEMORY).unwrap();
        put(&writer, "a", &[1]);
        writer.commit(&said).unwrap();
        writer.finish(&lock, true).unwrap();
        let findings = check(&store.read().unwrap()).unwrap();
        assert!(findings.iter().any(|found| found == finding), "{findings:?}");
    }
}

#[test]
fn ids_that_stand_in_several_places_are_counted() {
    let (_dir, store, lock) = store();
    bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1, 2, 2]), ("b", &[1, 3]), ("c", &[1])]);
    assert_eq!(store.read().unwrap().state.duplicates, 2);
}

#[test]
fn one_thread_and_two_build_the_same() {
    let states = [1, 2].map(|threads| {
        let (_dir, store, lock) = store();
        let names: Vec<String> = (0..60).map(|number| number.to_string()).collect();
        let ids: Vec<[u64; 2]> = (0..60).map(|number| [number, number + 1_000]).collect();
        let files: Vec<(&str, &[u64])> =
            names.iter().zip(&ids).map(|(name, ids)| (name.as_str(), ids.as_slice())).collect();
        let mut writer = store.write(&lock, Some(&Why::NoIndex), threads, MEMORY).unwrap();
        std::thread::scope(|scope| {
            for part in files.chunks(60 / threads) {
                let writer = &writer;
                scope.spawn(move || part.iter().for_each(|(path, ids)| put(writer, path, ids)));
            }
        });
        writer.commit(&ledger(&files)).unwrap();
        writer.finish(&lock, true).unwrap();
        assert_sound(&store);
        let generation = store.read().unwrap();
        let counts: Vec<usize> = names.iter().map(|word| count(&generation, word)).collect();
        (generation.state.clone(), counts)
    });
    assert_eq!(states[0], states[1]);
}

#[test]
fn an_index_folder_is_its_owners_alone() {
    let (_dir, store, lock) = store();
    bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1])]);
    for path in [store.dir().to_owned(), store.dir().join("gen-0001")] {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o700, "{}", path.display());
    }
}

#[test]
fn what_a_killed_writer_left_is_not_taken_over() {
    let (_dir, store, lock) = store();
    bring(&store, &lock, Some(&Why::NoIndex), &[("a", &[1])]);
    let litter = store.dir().join("gen-0001/index/.tmpAbCdEf");
    fs::write(&litter, "half").unwrap();
    bring(&store, &lock, None, &[("b", &[2])]);
    let index = store.dir().join("current/index");
    assert!(index.join("meta.json").exists() && !index.join(".tmpAbCdEf").exists());
}
