//! How well the sample corpus is cut, against what a careful reader says it holds (`gold.json`).
//! The floors in `tests/gold-floors.json` only rise: `NEWSDEX_RAISE_FLOORS=1` lifts them to what is reached, and states
//! them anew where the gold itself has changed in size.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use newsdex::extract::{self, FileName, How, decode};
use newsdex::model::{Article, Day, Precision, Published};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

const FLOORS: &str = "tests/gold-floors.json";

#[derive(Deserialize)]
struct Gold {
    files: Vec<GoldFile>,
}

#[derive(Deserialize)]
struct GoldFile {
    path: String,
    family: String,
    articles: Vec<GoldArticle>,
}

/// An article as a careful reader sees it.
#[derive(Deserialize)]
struct GoldArticle {
    headline: String,
    source: Option<String>,
    date: Option<String>,
    date_precision: Option<Precision>,
    byline: Option<String>,
    url: Option<String>,
    /// Its lines; none where its format has none.
    #[serde(default)]
    line_start: usize,
    #[serde(default)]
    line_end: usize,
    /// Where there are no lines: the words that its text opens and closes with.
    opens: Option<String>,
    closes: Option<String>,
    /// A cut may fall anywhere between these and the whole.
    core_line_start: Option<usize>,
    core_line_end: Option<usize>,
    /// Further right answers.
    #[serde(default)]
    headline_any: Vec<String>,
    #[serde(default)]
    source_any: Vec<String>,
    #[serde(default)]
    byline_any: Vec<String>,
}

/// What was reached, and of how many articles.
#[derive(Deserialize, Serialize)]
struct Floors {
    articles: usize,
    shares: BTreeMap<String, f64>,
}

/// Numbers of right answers and of all answers, by what was asked.
#[derive(Default)]
struct Tally(BTreeMap<&'static str, (f64, f64)>);

impl Tally {
    fn add(&mut self, what: &'static str, right: bool) {
        let (rights, all) = self.0.entry(what).or_default();
        *rights += f64::from(u8::from(right));
        *all += 1.0;
    }

    fn shares(&self) -> BTreeMap<String, f64> {
        self.0.iter().map(|(what, (right, all))| ((*what).to_owned(), right / all)).collect()
    }
}

#[test]
fn the_sample_corpus_is_cut_no_worse_than_ever() {
    let gold: Gold = serde_json::from_str(&fs::read_to_string("sample-corpus/gold.json").unwrap()).unwrap();
    let mut tally = Tally::default();
    let mut misses = String::new();
    let mut files = Vec::new();
    for file in &gold.files {
        files.push(score(file, &mut tally, &mut misses));
    }
    let mut shares = tally.shares();
    shares.insert("file F1".to_owned(), files.iter().sum::<f64>() / files.len() as f64);
    println!("{misses}\n{shares:#?}");
    let articles: usize = gold.files.iter().map(|file| file.articles.len()).sum();
    let mut floors: Floors = serde_json::from_str(&fs::read_to_string(FLOORS).unwrap()).unwrap();
    if std::env::var_os("NEWSDEX_RAISE_FLOORS").is_some() {
        let before = if floors.articles == articles { floors.shares } else { BTreeMap::new() };
        let raised = shares.iter().map(|(what, share)| {
            let reached = (share * 1000.0).floor() / 1000.0;
            (what.clone(), reached.max(before.get(what).copied().unwrap_or(0.0)))
        });
        floors = Floors { articles, shares: raised.collect() };
        fs::write(FLOORS, serde_json::to_string_pretty(&floors).unwrap() + "\n").unwrap();
    }
    assert_eq!(
        floors.articles, articles,
        "the gold has changed in size: NEWSDEX_RAISE_FLOORS=1 states the floors anew"
    );
    for (what, floor) in floors.shares {
        let share = shares.get(&what).copied().unwrap_or(0.0);
        assert!(share >= floor, "{what} fell to {share:.3}, below {floor:.3}; what was missed:\n{misses}");
    }
}

#[test]
fn every_sample_has_its_gold_and_every_gold_its_sample() {
    let gold: Gold = serde_json::from_str(&fs::read_to_string("sample-corpus/gold.json").unwrap()).unwrap();
    let known: HashSet<String> = gold.files.iter().map(|file| file.path.clone()).collect();
    let mut found = HashSet::new();
    for folder in fs::read_dir("sample-corpus").unwrap().map(|folder| folder.unwrap().path()) {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        if folder.is_dir() && name != "broken" && !name.starts_with('.') {
            let files = fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name());
            found.extend(files.map(|file| format!("{name}/{}", file.to_string_lossy())));
        }
    }
    assert_eq!(known, found);
}

/// The F1 of a file: an article is found where its headline is right and its lines overlap by nine tenths.
fn score(file: &GoldFile, tally: &mut Tally, misses: &mut String) -> f64 {
    let bytes = fs::read(Path::new("sample-corpus").join(&file.path)).unwrap();
    let content = content_lines(&decode::decode(&bytes, None).text);
    let found = cut(&file.path, &bytes);
    let mut free: Vec<&Article> = found.iter().collect();
    let mut matched = 0.0;
    for gold in &file.articles {
        let same_lines = free.iter().position(|article| overlap(gold, article, &content) >= 0.9);
        tally.add("boundary", same_lines.is_some());
        let miss = |what: &str, expect: &dyn std::fmt::Debug, found: &dyn std::fmt::Debug| {
            format!(
                "{} [{}] line {}: {what} {found:?}, not {expect:?}\n",
                file.path, file.family, gold.line_start
            )
        };
        let Some(article) = same_lines.map(|place| free.remove(place)) else {
            // What was not found has no right field either: so a share falls only where something got worse.
            for what in ["headline", "source", "byline", "date", "url"] {
                tally.add(what, false);
            }
            let lines: Vec<_> =
                free.iter().filter_map(|article| article.lines.map(|l| (l.start, l.end))).collect();
            *misses += &miss("lines", &(gold.line_start, gold.line_end), &lines);
            continue;
        };
        let headline = named(&article.headline, Some(&gold.headline), &gold.headline_any);
        tally.add("headline", headline);
        if headline {
            matched += 1.0;
        } else {
            *misses += &miss("headline", &gold.headline, &article.headline);
        }
        let date = article.published.and_then(Published::day).map(|day| day.to_string());
        let precision = article.published.map(Published::precision);
        let url = gold.url.is_none() || gold.url == article.url;
        let checks = [
            ("source", field(article.source.as_deref(), gold.source.as_deref(), &gold.source_any)),
            ("byline", field(article.byline().as_deref(), gold.byline.as_deref(), &gold.byline_any)),
            ("date", date == gold.date && precision == gold.date_precision),
            ("url", url),
        ];
        for (what, right) in checks {
            tally.add(what, right);
            if !right {
                let expect = (&gold.source, &gold.byline, &gold.date, gold.date_precision, &gold.url);
                let found = (&article.source, article.byline(), &date, precision, &article.url);
                *misses += &miss(what, &expect, &found);
            }
        }
    }
    for article in free {
        let _ = writeln!(misses, "{} [{}]: one too many: {:?}", file.path, file.family, article.headline);
    }
    2.0 * matched / (file.articles.len() + found.len()) as f64
}

fn cut(path: &str, bytes: &[u8]) -> Vec<Article> {
    let how = How::on(Day::new(2025, 7, 1).unwrap());
    let name = FileName { path: path.to_owned() };
    let mut source = Cursor::new(bytes);
    extract::articles(&mut source, &name, &how).filter_map(Result::ok).collect()
}

/// The numbers of the lines that hold a letter or a digit.
fn content_lines(text: &str) -> HashSet<usize> {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = lines.split('\n').enumerate();
    lines.filter(|(_, line)| line.chars().any(char::is_alphanumeric)).map(|(index, _)| index + 1).collect()
}

/// How far the lines of a gold article and of one that was cut agree, as the share of lines that hold anything:
/// the lines of both, of the lines of either.
fn overlap(gold: &GoldArticle, article: &Article, content: &HashSet<usize>) -> f64 {
    if let (Some(opens), Some(closes)) = (&gold.opens, &gold.closes) {
        let whole =
            article.body.starts_with(opens.as_str()) && article.body.trim_end().ends_with(closes.as_str());
        return f64::from(u8::from(whole));
    }
    let Some(lines) = article.lines else { return 0.0 };
    let (start, end) = (lines.start as usize, lines.end as usize);
    // Whatever the cut takes between the core and the whole is right.
    let first = start.clamp(gold.line_start, gold.core_line_start.unwrap_or(gold.line_start));
    let last = end.clamp(gold.core_line_end.unwrap_or(gold.line_end), gold.line_end);
    let within = |line: &&usize, from: usize, to: usize| (from..=to).contains(*line);
    let both = content.iter().filter(|line| within(line, first, last) && within(line, start, end)).count();
    let either = content.iter().filter(|line| within(line, first, last) || within(line, start, end)).count();
    if either == 0 { 0.0 } else { both as f64 / either as f64 }
}

/// Whether a name is one of the right ones; letters and digits count, in any case.
fn named(found: &str, gold: Option<&str>, further: &[String]) -> bool {
    let plain = |text: &str| -> String {
        text.nfkc().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).collect()
    };
    let found = plain(found);
    gold.into_iter().chain(further.iter().map(String::as_str)).any(|right| plain(right) == found)
}

/// Whether a field is right; where gold has none, none is right.
fn field(found: Option<&str>, gold: Option<&str>, further: &[String]) -> bool {
    let spaced = |text: &str| -> String {
        let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
        folded.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let further = further.iter().map(|right| Some(right.as_str()));
    std::iter::once(gold).chain(further).any(|right| right.map(spaced) == found.map(spaced))
}
