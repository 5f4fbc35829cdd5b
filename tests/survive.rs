//! Files that must be survived: each file of `broken/`, mutated samples, arbitrary bytes. Never a panic, each sin
//! its outcome, and no line lost: every line has one role, and every article its own lines, in order.

use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use newsdex::extract::{self, FileName, How};
use newsdex::model::{Article, Code, Day, FIRST_YEAR, Problem, ReadLine, Role, Skip};
use proptest::prelude::*;

/// What becomes of a broken file.
#[derive(Debug, PartialEq)]
enum Outcome {
    /// It is passed over.
    PassedOver(Skip),
    /// It gives so many articles, and these problems.
    Read(usize, Vec<Code>),
    /// It is read, and no more is promised than of any file.
    Survived,
}
use Outcome::{PassedOver, Read, Survived};

#[test]
fn every_sin_has_its_outcome() {
    let expected = [
        ("a-thousand-credit-lines.txt", Survived),
        ("a-thousand-identical-lines.txt", Read(1, vec![])),
        ("binary-named-as-text.txt", PassedOver(Skip::Binary)),
        ("bomb.gz", Read(0, vec![Code::Bomb])),
        ("code-without-end.md", Read(1, vec![])),
        ("cut-off.jsonl", Read(1, vec![Code::Damaged])),
        ("cut-off.tar", Read(0, vec![Code::Damaged])),
        ("cut-off.txt.gz", Read(2, vec![Code::Damaged])),
        ("cut-off.zip", Read(0, vec![Code::Damaged])),
        ("docx-broken-markup.docx", Read(0, vec![Code::Damaged])),
        ("docx-cut-off.docx", Read(0, vec![Code::Damaged])),
        ("docx-without-text.docx", Read(0, vec![Code::NoText])),
        ("empty.txt", PassedOver(Skip::Empty)),
        ("empty.zip", Read(0, vec![])),
        ("epub-missing-page.epub", Read(1, vec![Code::Damaged])),
        ("epub-protected.epub", Read(0, vec![Code::Locked])),
        ("epub-without-container.epub", Read(0, vec![Code::Damaged])),
        ("feed-cut-off.rss", Read(1, vec![Code::Damaged])),
        ("feed-nested-without-end.atom", Read(1, vec![])),
        ("feed-of-entities.rss", Read(1, vec![])),
        ("feed-without-entries.rss", Read(0, vec![])),
        ("front-matter-without-end.md", Read(1, vec![])),
        ("future-date.txt", Read(1, vec![Code::ImpossibleDate])),
        ("huge-headline.txt", Survived),
        ("links-without-end.md", Read(1, vec![])),
        ("lone-surrogates.txt", Read(2, vec![])),
        ("mail-without-end.eml", Survived),
        ("marks-in-words.txt", Read(2, vec![])),
        ("mixed-line-ends.txt", Read(2, vec![])),
        ("nested-front-matter.md", Read(1, vec![])),
        ("newsml-cut-off.xml", Read(1, vec![Code::Damaged])),
        ("newsml-nested-without-end.xml", Read(0, vec![Code::Damaged])),
        ("newsml-of-entities.xml", Read(1, vec![])),
        ("newsml-without-text.xml", Read(0, vec![])),
        ("no-length.warc", Read(0, vec![Code::Damaged])),
        ("no-newline-at-the-end.txt", Read(2, vec![])),
        ("not-closed.csv", Read(1, vec![])),
        ("nul-bytes.txt", Read(2, vec![])),
        ("odd name – it's 100% 'fine' & $(true); #1 .txt", Read(2, vec![])),
        ("odt-encrypted.odt", Read(0, vec![Code::Locked])),
        ("odt-nested-without-end.odt", Read(1, vec![])),
        ("odt-without-content.odt", Read(0, vec![Code::Damaged])),
        ("one-line-of-300-kilobytes.txt", Read(1, vec![])),
        ("only-a-credit-line.txt", Survived),
        ("only-blanks.txt", Survived),
        ("packed-twelve-times.gz", Read(0, vec![Code::Bomb])),
        ("page-broken-data.html", Read(1, vec![])),
        ("page-cut-off.html", Read(1, vec![])),
        ("page-named-as-text.txt", Read(1, vec![])),
        ("page-nested-without-end.html", Read(1, vec![])),
        ("page-of-one-huge-attribute.html", Read(1, vec![])),
        ("page-without-text.html", Read(0, vec![Code::NoText])),
        ("page-wrong-charset.html", Read(1, vec![])),
        ("parts-without-a-page.mhtml", Read(0, vec![Code::Damaged])),
        ("pdf-bomb.pdf", Read(0, vec![Code::Bomb])),
        ("pdf-cut-off.pdf", Read(0, vec![Code::Damaged])),
        ("pdf-encrypted.pdf", Read(0, vec![Code::Locked])),
        ("pdf-in-itself.pdf", Read(1, vec![])),
        ("pdf-of-pictures.pdf", Read(0, vec![Code::NoText])),
        ("piled-accents.txt", Read(2, vec![])),
        ("right-to-left-override.txt", Read(2, vec![])),
        ("rtf-cut-off.rtf", Read(0, vec![Code::Damaged])),
        ("rtf-nested-without-end.rtf", Read(0, vec![Code::Damaged])),
        ("rtf-without-text.rtf", Read(0, vec![Code::NoText])),
        ("terminal-escapes.txt", Read(2, vec![])),
        ("thirtieth-of-february.txt", Read(1, vec![Code::ImpossibleDate])),
        ("truncated-utf-8.txt", Read(2, vec![Code::Undecodable])),
        ("two-charsets.txt", Read(2, vec![])),
        ("utf-16-without-bom.txt", Read(2, vec![])),
        ("wire-of-headers.anpa", Read(0, vec![])),
        ("wire-without-end.anpa", Read(1, vec![])),
        ("wire-without-text.anpa", Read(0, vec![])),
        ("wrong-bom.txt", Survived),
        ("year-0099.txt", Survived),
    ];
    let found: Vec<String> = files(Path::new(BROKEN)).iter().map(|path| name_of(path)).collect();
    let names: Vec<String> = expected.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(found, names, "each broken file has its row");
    for (name, expect) in expected {
        let found = outcome(name);
        assert!(found == expect || (expect == Survived && matches!(found, Read(..))), "{name}: {found:?}");
    }
}

const BROKEN: &str = "sample-corpus/broken";

/// What becomes of a file of `broken/`.
fn outcome(name: &str) -> Outcome {
    let bytes = fs::read(Path::new(BROKEN).join(name)).unwrap();
    let file = FileName { path: format!("broken/{name}") };
    let how = How::on(Day::new(2025, 7, 1).unwrap());
    if let Err(skip) = extract::recognise(&mut Cursor::new(&bytes), &file, &how).unwrap() {
        return PassedOver(skip);
    }
    let (articles, problems) = read(name, &bytes).unwrap();
    Read(articles.len(), problems.into_iter().map(|problem| problem.code).collect())
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// Reads bytes as a file of that name, and holds what comes of it against what is promised of every file.
fn read(name: &str, bytes: &[u8]) -> Result<(Vec<Article>, Vec<Problem>), TestCaseError> {
    let today = Day::new(2025, 7, 1).unwrap();
    let how = How::on(today);
    let file = FileName { path: name.to_owned() };
    let mut articles = Vec::new();
    let mut problems = Vec::new();
    for piece in extract::articles(&mut Cursor::new(bytes), &file, &how) {
        match piece {
            Ok(article) => articles.push(article),
            Err(problem) => problems.push(problem),
        }
    }
    let lines = extract::explain(&mut Cursor::new(bytes), &file, &how).lines;
    let format = extract::recognise(&mut Cursor::new(bytes), &file, &how).unwrap();
    // Other formats say themselves where their articles are.
    if format.is_ok_and(|format| format.name == "text") {
        no_line_is_lost(&lines, &articles)?;
    }
    for article in &articles {
        prop_assert!((0.0..=1.0).contains(&article.confidence));
        let day = article.published.map(newsdex::model::Published::first);
        prop_assert!(day.is_none_or(|day| day <= today.plus(1)), "{:?} has not been yet", day);
        prop_assert!(day.is_none_or(|day| day.parts().0 >= FIRST_YEAR), "{:?} is too early", day);
    }
    Ok((articles, problems))
}

/// Every line is there, once and in order; each line that is not blank has a role, and belongs to the one
/// article that has it in its range, or to none.
fn no_line_is_lost(lines: &[ReadLine], articles: &[Article]) -> Result<(), TestCaseError> {
    for (index, line) in lines.iter().enumerate() {
        prop_assert_eq!(line.number as usize, index + 1);
        let blank = !line.text.chars().any(char::is_alphanumeric);
        prop_assert!(blank || line.role != Role::Blank, "line {} has no role", line.number);
    }
    let mut last = 0;
    for (index, article) in articles.iter().enumerate() {
        prop_assert_eq!(article.ordinal as usize, index + 1);
        let Some(range) = article.lines else {
            prop_assert!(lines.is_empty(), "article {} of text has no lines", index + 1);
            continue;
        };
        prop_assert!(last < range.start && range.start <= range.end && range.end as usize <= lines.len());
        last = range.end;
    }
    for line in lines {
        let around = articles.iter().find(|article| {
            article.lines.is_some_and(|range| (range.start..=range.end).contains(&line.number))
        });
        let is_of_it = matches!(line.role, Role::Headline | Role::Deck | Role::Credit | Role::Body);
        if is_of_it {
            prop_assert_eq!(around.map(|article| article.ordinal), line.article, "line {}", line.number);
        }
    }
    Ok(())
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, mut files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    files.extend(folders.iter().flat_map(|folder| self::files(folder)));
    files.sort();
    files
}

/// Every sample of moderate size, broken ones too.
static SAMPLES: LazyLock<Vec<Vec<u8>>> = LazyLock::new(|| {
    let texts = files(Path::new("sample-corpus"))
        .into_iter()
        .filter(|path| path.extension().is_some_and(|e| e == "txt"));
    texts.map(|path| fs::read(path).unwrap()).filter(|bytes| bytes.len() < 20_000).collect()
});

#[test]
fn no_line_of_any_sample_is_lost() {
    for path in
        files(Path::new("sample-corpus")).iter().filter(|path| path.extension().is_some_and(|e| e == "txt"))
    {
        let bytes = fs::read(path).unwrap();
        let name = path.to_string_lossy();
        read(&name, &bytes).unwrap_or_else(|failure| panic!("{name}: {failure}"));
    }
}

/// A change to a file: where, how much of it goes, and what comes instead.
type Change = (prop::sample::Index, usize, Vec<u8>);

fn change() -> impl Strategy<Value = Change> {
    let comes = prop_oneof![
        prop::collection::vec(any::<u8>(), 0..6),
        prop::sample::select(vec![
            "\n",
            "\r",
            "\r\n",
            "\n\n",
            "\0",
            "\u{c}",
            " | ",
            " – ",
            "----\n",
            "By ",
            "1. ",
            "\t",
            "\u{feff}",
            "3 of 9 DOCUMENTS\n",
            "June 2, 2025\n"
        ])
        .prop_map(|text| text.as_bytes().to_vec()),
    ];
    (any::<prop::sample::Index>(), 0..80_usize, comes)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_of_a_mutated_sample_is_lost(
        sample in any::<prop::sample::Index>(),
        changes in prop::collection::vec(change(), 1..8),
    ) {
        let mut bytes = sample.get(&SAMPLES).clone();
        for (place, goes, comes) in changes {
            let start = place.index(bytes.len() + 1);
            let end = (start + goes).min(bytes.len());
            bytes.splice(start..end, comes);
        }
        read("mutated.txt", &bytes)?;
    }

    #[test]
    fn arbitrary_bytes_are_survived(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read("bytes.txt", &bytes)?;
    }

    #[test]
    fn no_line_of_arbitrary_text_is_lost(text in "(\\PC{0,60}(\n|\r|\r\n|\n\n)){0,20}") {
        read("text.txt", text.as_bytes())?;
    }
}
