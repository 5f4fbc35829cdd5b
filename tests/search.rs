//! Questions that a reader of the sample corpus may ask, and the articles that answer them: most are found, and
//! stand at the head of the page.

use std::collections::BTreeSet;
use std::path::Path;
use std::time::Duration;

use newsdex::index::{Generation, Store};
use newsdex::ingest::{self, Request, Watch};
use newsdex::model::{Day, Query};
use newsdex::query::{self, Settings};
use newsdex::search;

/// A question, and beginnings of the headlines of all articles that answer it.
const QUESTIONS: [(&str, &[&str]); 28] = [
    ("ferry strike", &["Ferry Strike Enters Third Day"]),
    ("island ferry timetable", &["Island Ferry Timetable"]),
    ("raising the harbour walls", &["Harbour Wall to Be Raised"]),
    ("\"spring tide\"", &["Harbour Wall to Be Raised"]),
    ("modem", &["Modem Tax Withdrawn", "Modems by the pound", "Town Buys Second Modem"]),
    ("modem -tax", &["Modems by the pound", "Town Buys Second Modem"]),
    ("lighthouse OR beacon source:sable", &["“A lighthouse is a very slow newspaper”", "Lighthouse Sold"]),
    ("headline:bell", &["Chapel bell rung by otter", "Dredger Finds Bell"]),
    ("bakers telephone", &["Bread Price: Three Bakers"]),
    ("byline:okonta", &["Bread Price: Three Bakers", "Tannery Chimney"]),
    ("author:\"Noor Halberd\"", &["Postman Delivers Letter", "Tram drivers vote"]),
    ("sheep date:1994", &["COUNT OF SHEEP DISPUTED"]),
    ("date:2009-12-01..2009-12-02", &["Bees Move into Ballot Box", "Snow Closes the Pass"]),
    ("date:1995-03", &["Satellite Dish Mistaken"]),
    ("eels landed", &["Eel catch at lowest"]),
    ("typewriter*", &["Council Wants Its Typewriters", "Typewriter Factory Stops"]),
    ("nigtingale~1", &["Fax Line Carries Nightingale"]),
    ("\"bell harbour\"~8", &["Dredger Finds Bell"]),
    ("whale museum", &["Museum returns whale to sea"]),
    ("source:\"Tarnwick Echo\" pigeons", &["Second Man Charged in Pigeon Fraud"]),
    ("bruecke OR brücke", &["Brücke öffnet sich"]),
    ("phare lang:fr", &["Le phare de Cap-Sable"]),
    ("riviere moulin", &["La rivière a repris le vieux moulin"]),
    ("ледокол", &["Ледокол ушёл в отпуск"]),
    ("паром", &["Паром в Холлине"]),
    ("渡船 名字", &["渡船改由孩子们命名"]),
    ("灯台", &["灯台の階段"]),
    ("المنارة", &["المنارة القديمة"]),
];

/// The share of the wanted articles that are among the first ten, at least.
const RECALL: f64 = 1.0;

/// The mean of one over the rank of the first wanted article, at least.
const RECIPROCAL_RANK: f64 = 0.97;

#[test]
fn questions_find_the_articles_that_answer_them() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join(".newsdex");
    build(&index);
    let generation = Store::at(&index).read().unwrap();
    let (mut recall, mut reciprocal_rank, mut misses) = (0.0, 0.0, String::new());
    for (question, wanted) in QUESTIONS {
        let found = headlines(&generation, question);
        let is_wanted = |headline: &String| wanted.iter().any(|wanted| headline.starts_with(wanted));
        let hits = wanted.iter().filter(|wanted| found.iter().any(|found| found.starts_with(**wanted)));
        let share = hits.count() as f64 / wanted.len() as f64;
        let first = found.iter().position(is_wanted).map_or(0.0, |at| 1.0 / (at as f64 + 1.0));
        recall += share / QUESTIONS.len() as f64;
        reciprocal_rank += first / QUESTIONS.len() as f64;
        if share < 1.0 || first < 1.0 {
            misses += &format!("{question}: {found:#?}\n");
        }
    }
    // The sums of shares may fall short of a whole by a rounding error.
    assert!(recall >= RECALL - 1e-9, "recall {recall:.3}\n{misses}");
    assert!(reciprocal_rank >= RECIPROCAL_RANK, "mean reciprocal rank {reciprocal_rank:.3}\n{misses}");
}

#[test]
fn narrow_questions_find_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let index = folder.path().join(".newsdex");
    build(&index);
    let generation = Store::at(&index).read().unwrap();
    let exact = ["modem", "byline:okonta", "date:2009-12-01..2009-12-02", "headline:bell", "typewriter*"];
    for (question, wanted) in QUESTIONS.iter().filter(|(question, _)| exact.contains(question)) {
        let found: BTreeSet<String> = headlines(&generation, question).into_iter().collect();
        assert_eq!(found.len(), wanted.len(), "{question}: {found:#?}");
    }
}

/// Nobody looks on.
struct Alone;

impl Watch for Alone {}

/// An index of the good files of the sample corpus, made elsewhere.
fn build(index: &Path) {
    let folders = ["clippings", "digests", "exports", "languages", "line-ends", "wire"];
    let request = Request {
        index: index.to_owned(),
        paths: folders.iter().map(|folder| Path::new("sample-corpus").join(folder)).collect(),
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
        now: 1_750_000_000,
        today: today(),
    };
    ingest::run(&request, &Alone).unwrap();
}

/// The headlines of the ten best hits.
fn headlines(generation: &Generation, question: &str) -> Vec<String> {
    let settings = Settings { today: today(), any: false, plain: false };
    let clause = query::parse(question, &settings).unwrap();
    let query = Query { clause, limit: Some(10), ..Query::default() };
    let hits = search::search(generation, &query).unwrap().hits;
    hits.into_iter().map(|hit| hit.headline).collect()
}

fn today() -> Day {
    Day::new(2025, 7, 1).unwrap()
}
