//! How good the order of hits is: a folder of documents (a text file each, named after its id), queries and judgements
//! → MAP, nDCG@10, P@10 and R@100, averaged over the queries that have anything relevant. Queries are lines
//! `id<TAB>text` or TREC topics (the title); judgements are TREC's `query 0 document degree`, or without the 0, or
//! without the degree too. Every query is asked as `newsdex search --any --plain`, through the program itself.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;

/// How deep a ranking is looked at.
const DEPTH: &str = "1000";

/// What is relevant to each query, and in what degree.
type Judgements = HashMap<String, HashMap<String, f64>>;

/// Measures one collection and prints a line.
pub fn measure(newsdex: &str, documents: &Path, queries: &Path, judgements: &Path) {
    let index = std::env::temp_dir().join(format!("newsdex-ranking-{}", std::process::id()));
    let mut making = Command::new(newsdex);
    let status =
        making.args(["index", "--quiet"]).arg(documents).arg("--index-dir").arg(&index).status().unwrap();
    assert!(matches!(status.code(), Some(0 | 3)), "the index was not made");
    let judged = judgements_of(&std::fs::read_to_string(judgements).unwrap());
    let (mut sums, mut asked) = ([0.0; 4], 0);
    for (id, text) in queries_of(&std::fs::read_to_string(queries).unwrap()) {
        let Some(relevant) = judged.get(&id).filter(|degrees| degrees.values().any(|&degree| degree > 0.0))
        else {
            continue;
        };
        let scores = scores(&ranking(newsdex, &index, &text), relevant);
        sums.iter_mut().zip(scores).for_each(|(sum, score)| *sum += score);
        asked += 1;
    }
    drop(std::fs::remove_dir_all(&index));
    assert!(asked > 0, "no query has a judgement: do their ids differ?");
    let [map, ndcg, precision, recall] = sums.map(|sum| sum / f64::from(asked));
    println!("{asked} queries  MAP {map:.4}  nDCG@10 {ndcg:.4}  P@10 {precision:.4}  R@100 {recall:.4}");
}

/// The ids of the documents that are found, best first, each once.
fn ranking(newsdex: &str, index: &Path, text: &str) -> Vec<String> {
    let mut asking = Command::new(newsdex);
    asking.args(["search", "--json", "--any", "--plain", "--no-snippet", "--no-group", "-n", DEPTH]);
    let output = asking.arg("--index-dir").arg(index).arg("--").arg(text).output().unwrap();
    let mut found: Vec<String> = Vec::new();
    for line in String::from_utf8(output.stdout).unwrap().lines() {
        let hit: serde_json::Value = serde_json::from_str(line).unwrap();
        let id = Path::new(hit["path"].as_str().unwrap()).file_stem().unwrap().to_string_lossy().into_owned();
        if !found.contains(&id) {
            found.push(id);
        }
    }
    found
}

/// Average precision, nDCG@10, P@10 and R@100 of one ranking.
fn scores(found: &[String], relevant: &HashMap<String, f64>) -> [f64; 4] {
    let degree = |id: &String| relevant.get(id).copied().unwrap_or(0.0).max(0.0);
    let all = relevant.values().filter(|&&degree| degree > 0.0).count() as f64;
    let (mut hits, mut precisions) = (0.0, 0.0);
    for (place, id) in found.iter().enumerate() {
        if degree(id) > 0.0 {
            hits += 1.0;
            precisions += hits / (place + 1) as f64;
        }
    }
    let gain = |degrees: &[f64]| -> f64 {
        degrees.iter().take(10).zip(2..).map(|(degree, place)| degree / f64::from(place).log2()).sum()
    };
    let mut ideal: Vec<f64> = relevant.values().copied().collect();
    ideal.sort_by(|a, b| b.total_cmp(a));
    let got: Vec<f64> = found.iter().take(10).map(degree).collect();
    let among = |most: usize| found.iter().take(most).filter(|id| degree(id) > 0.0).count() as f64;
    [precisions / all, gain(&got) / gain(&ideal), among(10) / 10.0, among(100) / all]
}

fn queries_of(text: &str) -> Vec<(String, String)> {
    if !text.contains("<top>") {
        let lines = text.lines().filter_map(|line| line.split_once('\t'));
        return lines.map(|(id, text)| (id.trim().to_owned(), text.trim().to_owned())).collect();
    }
    let after = |topic: &str, mark: &str| {
        let rest = topic.split_once(mark).expect("a topic has a number and a title").1;
        rest.split('<').next().unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let topics = text.split("<top>").skip(1);
    let number = |topic: &str| after(topic, "<num>").trim_start_matches("Number:").trim().to_owned();
    topics.map(|topic| (number(topic), after(topic, "<title>"))).collect()
}

fn judgements_of(text: &str) -> Judgements {
    let mut judged = Judgements::new();
    for line in text.lines() {
        let cells: Vec<&str> = line.split_whitespace().collect();
        let (query, document, degree) = match cells.as_slice() {
            [query, _, document, degree] | [query, document, degree] => (query, document, degree),
            [query, document] => (query, document, &"1"),
            [] => continue,
            _ => panic!("this is no judgement: {line}"),
        };
        let degree = degree.parse().expect("a degree is a number");
        judged.entry((*query).to_owned()).or_default().insert((*document).to_owned(), degree);
    }
    judged
}
