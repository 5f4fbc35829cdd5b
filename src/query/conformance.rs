//! Holds `schema/query-conformance.txt` against the parser, and arbitrary text against its promises.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::{Settings, parse};
use crate::model::Day;

const CONFORMANCE: &str = include_str!("../../schema/query-conformance.txt");

/// Between a query and its reading.
const ARROW: &str = "  ⇒  ";

fn settings(any: bool, plain: bool) -> Settings {
    Settings { today: Day::new(2025, 6, 4).unwrap(), any, plain }
}

/// What is made of a query, on one line.
fn reading(query: &str, settings: &Settings) -> String {
    match parse(query, settings) {
        Ok(Some(clause)) => clause.to_string(),
        Ok(None) => "nothing asked".to_owned(),
        Err(refusal) => {
            let marked = refusal.query.get(refusal.at.clone()).expect("a range within the query");
            let meant = refusal.suggestion.map(|meant| format!("; perhaps ⟨{meant}⟩")).unwrap_or_default();
            format!("refused at {} ⟨{marked}⟩: {}{meant}", refusal.at.start, refusal.message)
        }
    }
}

#[test]
fn every_line_of_the_conformance_file_holds() {
    let mut now = settings(false, false);
    let mut checked = 0;
    let mut wrong = String::new();
    for line in CONFORMANCE.lines() {
        match line {
            "" => {}
            "[all]" => now = settings(false, false),
            "[any]" => now = settings(true, false),
            "[plain]" => now = settings(false, true),
            "[plain any]" => now = settings(true, true),
            comment if comment.starts_with("# ") || comment == "#" => {}
            line => {
                let (query, expected) = line.split_once(ARROW).unwrap_or((line, "no arrow in this line"));
                let found = reading(query, &now);
                if found != expected {
                    wrong += &format!("{query}{ARROW}{found}\n");
                }
                checked += 1;
            }
        }
    }
    assert!(wrong.is_empty(), "these lines read otherwise:\n{wrong}");
    assert!(checked >= 120, "only {checked} lines");
}

#[test]
fn bombs_are_refused_at_once() {
    let check = |query: String, expect: &str| {
        let started = Instant::now();
        let refusal = parse(&query, &settings(false, false)).unwrap_err();
        assert!(refusal.message.contains(expect), "{}", refusal.message);
        assert!(refusal.query.len() <= super::MAX_BYTES && refusal.query.get(refusal.at.clone()).is_some());
        assert!(started.elapsed() < Duration::from_millis(500), "{:?}", started.elapsed());
    };
    check("(".repeat(2000), "16 deep");
    check(format!("{}x{}", "(".repeat(5000), ")".repeat(5000)), "at most 4096 bytes");
    check("NOT ".repeat(1000), "16 deep");
    check("-(".repeat(1000), "16 deep");
    check("headline:(".repeat(400), "16 deep");
    check("x ".repeat(65), "at most 64 words");
    check("ш".repeat(500_000), "at most 4096 bytes");
    check("\"".repeat(4001), "nothing between these quotes");
    check("^".repeat(4000), "no letter or digit");
    check("*".repeat(4000), "alone it would match everything");
}

#[test]
fn plain_words_know_no_bound_but_the_length() {
    let query = "mill ".repeat(800);
    assert!(parse(&query, &settings(true, true)).unwrap().is_some());
}

/// Text rich in what queries are made of.
fn query_like() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "(",
        ")",
        "\"",
        "“",
        "”",
        "-",
        "=",
        "~",
        "~1",
        "~9",
        "^",
        "^2",
        "^x",
        "*",
        "?",
        ":",
        "..",
        ".",
        " ",
        " ",
        "AND",
        "OR",
        "NOT",
        "new:",
        "date:",
        "since:",
        "headline:",
        "has:",
        "path:",
        "id:",
        "lang:",
        "autor:",
        "mill",
        "дом",
        "é",
        "水",
        "2025",
        "2025-06",
        "7d",
        "last-week",
        "june",
        "\u{301}",
        "\u{0}",
        "https://x.example/(a)?b",
        "12:30",
        "O'Neill",
        "pre*",
        "wom?n",
        "\t",
        "\u{a0}",
        "||",
        "&",
    ]);
    prop::collection::vec(parts, 0..24).prop_map(|parts| parts.concat())
}

fn survives(query: &str, any: bool, plain: bool) -> Result<(), TestCaseError> {
    match parse(query, &settings(any, plain)) {
        Ok(None) => prop_assert!(!query.chars().any(char::is_alphanumeric), "dropped: {query}"),
        Ok(Some(clause)) => prop_assert!(!clause.to_string().is_empty()),
        Err(refusal) => {
            prop_assert!(refusal.query.get(refusal.at.clone()).is_some(), "{query}: {:?}", refusal.at);
            prop_assert!(!refusal.message.is_empty());
            if let Some(meant) = refusal.suggestion {
                prop_assert!(
                    parse(&meant, &settings(any, plain)).is_ok_and(|clause| clause.is_some()),
                    "{meant}"
                );
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_text_is_read_or_refused(query in any::<String>(), any_word: bool, plain: bool) {
        survives(&query, any_word, plain)?;
    }

    #[test]
    fn arbitrary_operators_are_read_or_refused(query in query_like(), any_word: bool, plain: bool) {
        survives(&query, any_word, plain)?;
    }

    #[test]
    fn words_alone_are_never_refused_and_never_dropped(words in prop::collection::vec("[a-z']{0,6}[a-z]", 1..20)) {
        let query = words.join(" ");
        let clause = parse(&query, &settings(false, false)).unwrap().unwrap().to_string();
        prop_assert_eq!(clause, words.join(" and "));
    }
}
