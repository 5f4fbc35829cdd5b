//! In what order hits come, and how they are shown.

use super::{Archive, Piece, all, any, not, phrase, said, word};
use crate::model::{Clause, Hit, Missing, Published, Query, Sort, Wanted, WordField};

fn piece(id: u64, headline: &'static str, body: &'static str) -> Piece {
    Piece { id, headline, body, ..Piece::default() }
}

fn marked(hit: &Hit) -> (String, String) {
    let mut headline = hit.headline.clone();
    for mark in hit.headline_marks.iter().rev() {
        headline.insert(mark.end, '»');
        headline.insert(mark.start, '«');
    }
    let snippet = hit.snippet.clone().unwrap();
    let mut text = snippet.text;
    for mark in snippet.marks.iter().rev() {
        text.insert(mark.end, '»');
        text.insert(mark.start, '«');
    }
    (headline, text)
}

#[test]
fn a_word_in_the_headline_counts_for_more_than_one_in_the_body() {
    let archive = Archive::of(&[
        piece(1, "Council meets", "The council spoke of the lighthouse and of other things that day."),
        piece(2, "Lighthouse dark", "The council spoke of many things and of other things that day."),
        piece(3, "Council rests", "Nothing happened at all."),
    ]);
    assert_eq!(archive.ids(word("lighthouse")), [2, 1]);
}

#[test]
fn what_an_article_says_once_more_in_its_headline_does_not_stand_for_another_word() {
    let archive = Archive::of(&[
        piece(1, "Eel eel eel", "Eel."),
        piece(2, "Eel and crab", "Crab and eel were sold."),
        piece(3, "Bread", "Bread was sold."),
    ]);
    assert_eq!(archive.ids(all(vec![word("eel"), word("crab")])), [2]);
    assert_eq!(archive.ids(any(vec![word("eel"), word("crab")])), [2, 1]);
}

#[test]
fn function_words_of_a_long_question_find_but_do_not_rank() {
    let archive = Archive::of(&[
        piece(1, "", "What did the man who was there do, and what did the woman who was there do?"),
        piece(2, "", "A ferry lay there all day long in the fog, without a light and without a sound."),
        piece(3, "", "Nothing at all."),
    ]);
    let long = any(vec![word("what"), word("did"), word("the"), word("ferry"), word("do")]);
    assert_eq!(archive.ids(long.clone()), [2, 1]);
    let hits = archive.search(&Query { clause: Some(long), explain: true, ..Query::default() }).hits;
    assert!(hits[0].score > 0.0 && hits[0].explanation.join("\n").contains("ferry"));
    assert!(hits[1].score == 0.0 && hits[1].explanation.len() == 1, "{:?}", hits[1].explanation);
    let short = any(vec![word("who"), word("what"), word("ferry")]);
    assert_eq!(archive.ids(short), [1, 2]);
    let only = any(vec![word("who"), word("what"), word("did"), word("do")]);
    assert_eq!(archive.ids(only), [1]);
}

#[test]
fn forms_of_a_word_are_counted_together() {
    let archive = Archive::of(&[
        piece(1, "", "The gate and the gates and the gate again, one two three four five."),
        piece(2, "", "The gate and the wall and the wall again, one two three four five."),
        piece(3, "", "Nothing of that."),
    ]);
    assert_eq!(archive.ids(word("gates")), [1, 2]);
    let scores: Vec<f32> = [word("gate"), word("gates")]
        .into_iter()
        .map(|clause| archive.search(&Query { clause: Some(clause), ..Query::default() }).hits[0].score)
        .collect();
    assert_eq!(scores[0], scores[1]);
}

#[test]
fn a_boost_raises_what_it_is_put_on() {
    let archive = Archive::of(&[piece(1, "", "A crab was caught."), piece(2, "", "An eel was caught.")]);
    let boosted = |clause| Clause::Boost(Box::new(clause), 3.0);
    assert_eq!(archive.ids(any(vec![boosted(word("crab")), word("eel")])), [1, 2]);
    assert_eq!(archive.ids(any(vec![word("crab"), boosted(word("eel"))])), [2, 1]);
}

#[test]
fn words_that_stand_side_by_side_as_they_were_asked_for_come_first() {
    let filler = "Much was said of it by all who came.";
    let text = |words: &str| -> &'static str { String::leak(format!("{words} {filler} {filler}")) };
    let archive = Archive::of(&[
        Piece { path: "a.txt", ..piece(1, "", text("A house at prices of old. House prices.")) },
        Piece { path: "b.txt", ..piece(2, "", text("House of prices, prices of a house, a house.")) },
        Piece { path: "b.txt", ..piece(3, "", text("A house with prices, prices, prices, a house.")) },
        piece(4, "", text("Nothing of that kind.")),
    ]);
    let asked = all(vec![word("house"), word("prices")]);
    assert_eq!(archive.ids(asked.clone()).first(), Some(&1));
    assert_ne!(archive.ids(any(vec![word("house"), word("prices")])).first(), Some(&1));
    // Pages fit together, and the score says what it holds.
    let page = |offset| {
        let query =
            Query { clause: Some(asked.clone()), limit: Some(1), offset, explain: true, ..Query::default() };
        archive.search(&query).hits.remove(0)
    };
    let pages: Vec<u64> = (0..3).map(|offset| page(offset).id.0).collect();
    assert_eq!(pages, archive.ids(asked.clone()));
    let first = page(0);
    let told = first.explanation.last().and_then(|line| line.strip_prefix("plus "));
    let more: f32 = told.and_then(|line| line.split(',').next()).unwrap().parse().unwrap();
    let words: f32 = first.explanation[0].split(' ').next().unwrap().parse().unwrap();
    assert!((first.score - words - more).abs() < 0.02, "{:?}", first.explanation);
    assert!(page(1).explanation.iter().all(|line| !line.starts_with("plus")));
}

#[test]
fn equal_scores_are_ordered_by_date_and_id_however_the_index_was_built() {
    let dated = |id, date, path| Piece { date, path, ..piece(id, "Fog", "Fog on the sea.") };
    let pieces = [
        dated(5, Some("2031-01-01"), "a.txt"),
        dated(4, None, "b.txt"),
        dated(3, Some("2031-01-02"), "c.txt"),
        dated(2, Some("2031-01-01"), "d.txt"),
    ];
    for apart in [true, false] {
        let archive = Archive::built(&pieces, apart);
        assert_eq!(archive.ids(word("fog")), [3, 2, 5, 4]);
        let sorted = |sort, clause: Option<Clause>| {
            let query = Query { sort, clause, group: false, ..Query::default() };
            archive.search(&query).hits.iter().map(|hit| hit.id.0).collect::<Vec<_>>()
        };
        assert_eq!(sorted(Sort::Newest, Some(word("fog"))), [3, 2, 5, 4]);
        assert_eq!(sorted(Sort::Oldest, Some(word("fog"))), [2, 5, 3, 4]);
        assert_eq!(sorted(Sort::Relevance, None), [3, 2, 5, 4]);
    }
}

#[test]
fn age_takes_from_a_score_only_where_recent_articles_are_wanted() {
    let dated = |id, date, body| Piece { date, ..piece(id, "Fog", body) };
    let archive = Archive::of(&[
        dated(1, Some("2031-05-01"), "Fog, fog and fog on the sea."),
        dated(2, Some("2031-05-31"), "Fog on the sea that was never calm."),
        dated(3, Some("2031-06-04"), "Fog on the sea that was never calm."),
        dated(4, None, "Fog, fog, fog and fog."),
    ]);
    let asked = |sort| {
        let query =
            Query { sort, clause: Some(word("fog")), group: false, explain: true, ..Query::default() };
        archive.search(&query).hits
    };
    let ids = |sort| asked(sort).iter().map(|hit| hit.id.0).collect::<Vec<_>>();
    let recent =
        |half_life| Sort::Recent { half_life, today: "2031-05-31".parse::<Published>().unwrap().first() };
    assert_eq!(ids(Sort::Relevance), [4, 1, 3, 2]);
    assert_eq!(ids(recent(30)), [3, 2, 1, 4]);
    assert_eq!(ids(recent(36_500)), [1, 3, 2, 4]);
    let (plain, aged) = (asked(Sort::Relevance), asked(recent(30)));
    assert_eq!((plain[1].score / 2.0, plain[2].score), (aged[2].score, aged[0].score));
    assert_eq!(aged[2].explanation.last().map(String::as_str), Some("times 0.500, for its age"));
}

#[test]
fn an_article_saved_twice_stands_where_the_better_of_its_places_does() {
    let saved = |id, date, path| Piece { date: Some(date), path, ..piece(id, "Fog", "Fog on the sea.") };
    let archive = Archive::of(&[
        saved(1, "2031-01-01", "a.txt"),
        saved(2, "2031-01-02", "b.txt"),
        saved(1, "2031-01-03", "c.txt"),
        saved(3, "2030-01-01", "d.txt"),
    ]);
    let ask = |sort, limit| {
        let query =
            Query { clause: Some(word("fog")), sort, limit: Some(limit), group: false, ..Query::default() };
        let hits = archive.search(&query);
        (hits.total, hits.hits.iter().map(|hit| hit.id.0).collect::<Vec<_>>())
    };
    assert_eq!(ask(Sort::Newest, 1), (3, vec![1]));
    assert_eq!(ask(Sort::Newest, 3), (3, vec![1, 2, 3]));
    assert_eq!(ask(Sort::Oldest, 2), (3, vec![3, 1]));
    assert_eq!(ask(Sort::Oldest, 9), (3, vec![3, 1, 2]));
}

#[test]
fn limit_and_offset_cut_the_answer_and_not_its_count() {
    let pieces: Vec<Piece> = (1..=7).map(|id| piece(id, "Fog", "Fog on the sea.")).collect();
    let archive = Archive::of(&pieces);
    let page = |limit, offset| {
        let query = Query { clause: Some(word("fog")), limit, offset, group: false, ..Query::default() };
        let hits = archive.search(&query);
        assert_eq!(hits.total, 7);
        hits.hits.iter().map(|hit| (hit.rank, hit.id.0)).collect::<Vec<_>>()
    };
    assert_eq!(page(Some(2), 0), [(1, 1), (2, 2)]);
    assert_eq!(page(Some(2), 6), [(7, 7)]);
    assert_eq!(page(None, 5), [(6, 6), (7, 7)]);
    assert_eq!(page(Some(2), 9), []);
    assert_eq!(page(Some(0), 0), []);
}

#[test]
fn near_copies_stand_behind_the_best_of_them() {
    let copy = |id, date, sketch| Piece { date: Some(date), sketch, ..piece(id, "Fog", "Fog on the sea.") };
    let archive = Archive::of(&[
        copy(1, "2031-01-09", 9),
        copy(2, "2031-01-08", 9),
        copy(3, "2031-01-07", 8),
        copy(4, "2030-01-01", 9),
    ]);
    let ask = |group| archive.search(&Query { clause: Some(word("fog")), group, ..Query::default() });
    let shown = |group| {
        let row = |hit: &Hit| (hit.rank, hit.id.0, hit.like.iter().map(|like| like.id.0).collect::<Vec<_>>());
        ask(group).hits.iter().map(row).collect::<Vec<_>>()
    };
    assert_eq!(shown(true), [(1, 1, vec![2, 4]), (3, 3, vec![])]);
    assert_eq!(shown(false).len(), 4);
    assert_eq!((ask(true).total, ask(false).total), (4, 4));
    assert_eq!(archive.set(Clause::CopyOf("0000000000000002".to_owned())), [1, 2, 4]);
    assert_eq!(archive.set(Clause::CopyOf("f".to_owned())), [0u64; 0]);
}

#[test]
fn what_matched_is_marked_in_headline_and_snippet_and_what_was_refused_is_not() {
    let archive = Archive::of(&[Piece {
        byline: Some("Ida Ferrow"),
        ..piece(1, "Ferries stay in port", "The ferry stays in the old port. A storm is near.")
    }]);
    let check = |clause: Clause, headline: &str, snippet: &str| {
        let query = Query { clause: Some(clause), ..Query::default() };
        let hits = archive.search(&query).hits;
        assert_eq!(marked(&hits[0]), (headline.to_owned(), snippet.to_owned()));
    };
    let plain = "The ferry stays in the old port. A storm is near.";
    check(word("ferry"), "«Ferries» stay in port", "The «ferry» stays in the old port. A storm is near.");
    check(
        phrase("old port", 0),
        "Ferries stay in port",
        "The ferry stays in the «old» «port». A storm is near.",
    );
    check(
        all(vec![word("storm"), not(word("fog"))]),
        "Ferries stay in port",
        "The ferry stays in the old port. A «storm» is near.",
    );
    check(
        any(vec![word("storm"), not(word("ferry"))]),
        "Ferries stay in port",
        "The ferry stays in the old port. A «storm» is near.",
    );
    check(word("ferrow"), "Ferries stay in port", plain);
}

#[test]
fn an_explanation_says_where_the_score_comes_from() {
    let archive = Archive::of(&[
        piece(1, "Fog", "Fog on the old sea."),
        piece(2, "Sun", "Sun on the sea."),
        piece(3, "The old sea", "A story."),
    ]);
    // What is said of each part, without its figures.
    let explained = |clause| {
        let hits = archive.search(&Query { clause: Some(clause), explain: true, ..Query::default() }).hits;
        assert!(hits.iter().all(|hit| hit.explanation[0].starts_with(&format!("{:.2}  ", hit.score))));
        let said = |line: &String| {
            let (depth, figures) = (line.len() - line.trim_start().len(), line.trim_start());
            let words = figures.split_once("  ").map_or("", |(_, words)| words);
            format!("{}{}", "·".repeat(depth / 2), words.split(", in 1").next().unwrap_or(words))
        };
        hits.iter().map(|hit| hit.explanation.iter().map(said).collect()).collect::<Vec<Vec<String>>>()
    };
    // A part that an article lacks is not spoken of, wherever it stands in the index.
    let parts = explained(any(vec![all(vec![word("fog"), phrase("on the", 0)]), phrase("old sea", 0)]));
    assert_eq!(
        parts[0],
        [
            "in all",
            "·in all",
            "··fog",
            "···once of the headline's 1 words, each counting 2 times",
            "···once of the body's 5 words",
            "··\"on the\", in the body",
            "·\"old sea\", in the body",
        ]
    );
    assert_eq!(parts[1], ["\"old sea\", in the headline"]);
    let boosted = Clause::Boost(Box::new(word("sun")), 2.0);
    let condition = Clause::Has(crate::model::Presence::Headline);
    let parts = explained(all(vec![boosted, not(word("fog")), condition]));
    assert_eq!(parts[0][..2], ["sun (weight 2)", "·sun"]);
}

#[test]
fn nothing_found_says_what_is_missing_and_what_would_be_found() {
    let archive = Archive::of(&[
        Piece {
            date: Some("2031-01-02"),
            source: Some("Salt Observer"),
            ..piece(1, "Harbour", "The harbour is closed.")
        },
        Piece { date: Some("2031-01-03"), ..piece(2, "Harbour", "The harbour is open.") },
    ]);
    let ask = |clause, filters| {
        archive.search(&Query { clause: Some(clause), filters, ..Query::default() }).nothing.unwrap()
    };
    let nothing = ask(all(vec![word("harbor"), word("closed")]), Vec::new());
    let missing = |part: &str, is_condition, nearest: Option<(&str, u64)>| Missing {
        part: part.to_owned(),
        is_condition,
        nearest: nearest.map(|(near, count)| (near.to_owned(), count)),
    };
    assert_eq!(nothing.missing, [missing("harbor", false, Some(("harbour", 2)))]);
    assert_eq!((nothing.without_dates, nothing.without_filters), (None, None));
    let year: crate::model::Published = "2029".parse().unwrap();
    let days = crate::model::Days { first: Some(year.first()), last: Some(year.last()) };
    let nothing = ask(word("harbour"), vec![Clause::Published(days)]);
    assert_eq!(nothing.missing, [missing("published in 2029", true, None)]);
    assert_eq!((nothing.without_dates, nothing.without_filters), (Some(2), None));
    let outlet = |name: &str| vec![Clause::SourceIs(name.to_owned())];
    let nothing = ask(word("harbour"), outlet("observer"));
    assert_eq!(nothing.missing, [missing("source observer", true, Some(("Salt Observer", 1)))]);
    assert_eq!(nothing.without_filters, Some(2));
    let nothing = ask(word("harbour"), outlet("Salt Obsrver"));
    assert_eq!(nothing.missing, [missing("source Salt Obsrver", true, Some(("Salt Observer", 1)))]);
    let nothing = ask(all(vec![word("closed"), word("open"), not(word("harbour"))]), Vec::new());
    assert_eq!((nothing.missing.len(), nothing.any), (0, Some(0)));
    assert_eq!(nothing.without, []);
    let nothing = ask(all(vec![word("closed"), word("open")]), outlet("Salt Observer"));
    assert_eq!(nothing.without, [("open".to_owned(), 1)]);
    assert_eq!(nothing.any, Some(1));
    // A question mark at the end of a word is no part of its own, and of several one is enough.
    let asked = any(vec![word("closed"), said(None, Wanted::Wildcard("closed?".to_owned()))]);
    assert_eq!(ask(all(vec![asked, word("open")]), Vec::new()).missing, []);
    let asked = any(vec![word("clsed"), said(None, Wanted::Wildcard("clsed?".to_owned()))]);
    let nothing = ask(all(vec![asked, word("open")]), Vec::new());
    assert_eq!(nothing.missing, [missing("clsed", false, Some(("closed", 1)))]);
    let nothing = ask(said(Some(WordField::Source), Wanted::Word("slat".to_owned())), Vec::new());
    assert_eq!(nothing.missing, [missing("slat in the source", false, Some(("salt", 1)))]);
}
