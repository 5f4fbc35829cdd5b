//! What each clause finds.

use super::{Archive, Piece, all, any, not, phrase, said, word};
use crate::model::{Clause, Day, Days, Lang, Presence, Published, Wanted, WordField};
use crate::search::{Which, find, places};

fn coast() -> Archive {
    let piece = Piece::default;
    Archive::of(&[
        Piece {
            id: 0x1a,
            headline: "Harbour gates closed for a test",
            body: "The floodgates of Port Selm were closed. Ferries waited by the black-sea pier.",
            source: Some("The Salt Observer"),
            date: Some("2031-05-02"),
            byline: Some("Ida O'Brannock"),
            path: "digests/one.txt",
            ..piece()
        },
        Piece {
            id: 0x1b,
            headline: "Ferry fares rise",
            body: "A ticket costs 1,000 crowns. Nobody was asked about the sea, black or white.",
            source: Some("SALT OBSERVER"),
            date: Some("2031-05"),
            path: "digests/one.txt",
            ..piece()
        },
        Piece {
            id: 0x2c,
            headline: "Häuser am Hafen",
            body: "Die alten Häuser werden verkauft. Das Haus am Kai bleibt.",
            source: Some("Küstenblatt"),
            date: Some("2030-05-02"),
            lang: Some("de"),
            path: "papers/zwei.txt",
            added: 2_000,
            ..piece()
        },
        Piece {
            id: 0x3d,
            headline: "港の門",
            body: "東京都の港は閉鎖された。",
            lang: Some("ja"),
            path: "papers/drei.txt",
            added: 2_000,
            ..piece()
        },
    ])
}

fn days(first: &str, last: &str) -> Days {
    let day = |text: &str| text.parse::<Published>().ok().map(Published::first);
    Days { first: day(first), last: day(last) }
}

#[test]
fn a_word_finds_its_other_forms_and_an_exact_one_does_not() {
    let coast = coast();
    let exact = |text: &str| said(None, Wanted::Exact(text.to_owned()));
    coast.check(word("ferry"), &[0x1a, 0x1b]);
    coast.check(word("ferries"), &[0x1a, 0x1b]);
    coast.check(exact("ferry"), &[0x1b]);
    coast.check(exact("Ferries"), &[0x1a]);
    coast.check(word("haus"), &[0x2c]);
    coast.check(word("Hausern"), &[0x2c]);
    coast.check(exact("haus"), &[0x2c]);
    coast.check(word("nothing"), &[]);
}

#[test]
fn the_languages_of_one_script_do_not_crowd_out_those_of_another() {
    let said = |id, lang, body| Piece { id, lang: Some(lang), body, ..Piece::default() };
    let archive = Archive::of(&[
        said(1, "en", "Ships lie in the harbour."),
        said(2, "de", "Die Schiffe liegen im Hafen."),
        said(3, "fr", "Les navires restent au port."),
        said(4, "es", "Los barcos siguen en el puerto."),
        said(5, "it", "Le navi restano nel porto."),
        said(6, "ru", "Корабли стоят в порту."),
        said(7, "ar", "السفن راسية في الميناء"),
    ]);
    archive.check(word("корабль"), &[6]);
    archive.check(word("кораблей"), &[6]);
    archive.check(word("ميناء"), &[7]);
    archive.check(word("ship"), &[1]);
}

#[test]
fn words_are_joined_by_all_any_and_not() {
    let coast = coast();
    coast.check(all(vec![word("ferry"), word("pier")]), &[0x1a]);
    coast.check(all(vec![word("ferry"), not(word("pier"))]), &[0x1b]);
    coast.check(any(vec![word("pier"), word("haus")]), &[0x1a, 0x2c]);
    coast.check(not(word("ferry")), &[0x2c, 0x3d]);
    coast.check(all(vec![not(word("ferry")), not(word("haus"))]), &[0x3d]);
    coast.check(any(vec![word("pier"), not(word("ferry"))]), &[0x1a, 0x2c, 0x3d]);
    coast.check(any(vec![]), &[]);
}

#[test]
fn all_words_must_match_but_each_in_any_field() {
    let coast = coast();
    coast.check(all(vec![word("gates"), word("waited"), word("brannock")]), &[]);
    coast.check(all(vec![word("gates"), word("waited"), word("o'brannock")]), &[0x1a]);
    coast.check(all(vec![word("gates"), word("crowns")]), &[]);
}

#[test]
fn words_side_by_side_are_a_phrase() {
    let coast = coast();
    coast.check(phrase("port selm", 0), &[0x1a]);
    coast.check(phrase("selm port", 0), &[]);
    coast.check(phrase("black sea", 0), &[0x1a]);
    coast.check(word("black-sea"), &[0x1a]);
    coast.check(phrase("sea black", 0), &[0x1b]);
    coast.check(phrase("black sea", 2), &[0x1a, 0x1b]);
    coast.check(phrase("ferry", 0), &[0x1b]);
    coast.check(phrase("test the floodgates", 0), &[]);
    coast.check(word("1000"), &[0x1b]);
}

#[test]
fn patterns_stand_for_the_words_that_the_index_has() {
    let coast = coast();
    let wild = |text: &str| said(None, Wanted::Wildcard(text.to_owned()));
    let fuzzy = |text: &str, distance| said(None, Wanted::Fuzzy { text: text.to_owned(), distance });
    coast.check(wild("ferr*"), &[0x1a, 0x1b]);
    coast.check(wild("h?use"), &[]);
    coast.check(wild("h?user"), &[0x2c]);
    coast.check(wild("*gates"), &[0x1a]);
    coast.check(wild("HÄU*"), &[0x2c]);
    coast.check(wild("black-s*"), &[0x1a]);
    coast.check(fuzzy("ferrry", 1), &[0x1b]);
    coast.check(fuzzy("feries", 1), &[0x1a]);
    coast.check(fuzzy("ferxxes", 1), &[]);
    coast.check(fuzzy("ferxxes", 2), &[0x1a]);
}

#[test]
fn a_pattern_finds_every_article_however_many_words_it_stands_for() {
    let words: Vec<String> = (0..1_500).map(|number| format!("buoy{number:04}")).collect();
    let many = Piece { id: 1, body: Box::leak(words.join(" ").into_boxed_str()), ..Piece::default() };
    let last = Piece { id: 2, body: "Only buoyzzz is here.", ..Piece::default() };
    let archive = Archive::of(&[many, last]);
    let query = crate::model::Query {
        clause: Some(said(None, Wanted::Wildcard("buoy*".to_owned()))),
        ..crate::model::Query::default()
    };
    let hits = archive.search(&query);
    assert_eq!(hits.hits.iter().map(|hit| hit.id.0).collect::<Vec<_>>(), [1, 2]);
    let marked = hits.hits[1].snippet.as_ref().map(|snippet| snippet.marks.clone());
    assert_eq!((hits.total, marked), (2, Some(std::iter::once(5..12).collect())));
}

#[test]
fn scripts_without_blanks_are_found_by_any_part() {
    let coast = coast();
    coast.check(word("東京"), &[0x3d]);
    coast.check(word("東京都"), &[0x3d]);
    coast.check(word("京"), &[0x3d]);
    coast.check(word("門"), &[0x3d]);
    coast.check(word("京東"), &[]);
    coast.check(word("東京港"), &[]);
}

#[test]
fn a_field_is_searched_alone() {
    let coast = coast();
    let within = |field, text: &str| said(Some(field), Wanted::Word(text.to_owned()));
    coast.check(within(WordField::Headline, "ferry"), &[0x1b]);
    coast.check(within(WordField::Body, "ferry"), &[0x1a]);
    coast.check(within(WordField::Byline, "ida"), &[0x1a]);
    coast.check(within(WordField::Source, "observer"), &[0x1a, 0x1b]);
    coast.check(within(WordField::Url, "observer"), &[]);
    coast.check(word("observer"), &[]);
}

#[test]
fn conditions_are_about_the_article_and_its_file() {
    let coast = coast();
    coast.check(Clause::SourceIs("salt observer".to_owned()), &[0x1a, 0x1b]);
    coast.check(Clause::SourceIs("the kustenblatt".to_owned()), &[0x2c]);
    coast.check(Clause::SourceIs("salt".to_owned()), &[]);
    coast.check(Clause::LangIs(Lang::new("de").unwrap()), &[0x2c]);
    coast.check(Clause::FormatIs("text".to_owned()), &[0x1a, 0x1b, 0x2c, 0x3d]);
    coast.check(Clause::PathLike("digests/*".to_owned()), &[0x1a, 0x1b]);
    coast.check(Clause::PathLike("*.txt".to_owned()), &[0x1a, 0x1b, 0x2c, 0x3d]);
    coast.check(Clause::PathLike("zwei".to_owned()), &[0x2c]);
    coast.check(Clause::IdBegins("000000000000001".to_owned()), &[0x1a, 0x1b]);
    coast.check(Clause::IdBegins("000000000000002c".to_owned()), &[0x2c]);
    coast.check(Clause::Has(Presence::Date), &[0x1a, 0x1b, 0x2c]);
    coast.check(not(Clause::Has(Presence::Byline)), &[0x1b, 0x2c, 0x3d]);
    coast.check(Clause::New, &[0x2c, 0x3d]);
    coast.check(Clause::Added(Days { first: Day::new(1970, 1, 5), last: None }), &[]);
    coast.check(Clause::Added(Days { first: None, last: Day::new(1970, 1, 5) }), &[0x1a, 0x1b, 0x2c, 0x3d]);
}

#[test]
fn dates_match_where_the_spans_overlap() {
    let coast = coast();
    coast.check(Clause::Published(days("2031-05-02", "2031-05-02")), &[0x1a, 0x1b]);
    coast.check(Clause::Published(days("2031-05-03", "2031-05-09")), &[0x1b]);
    coast.check(Clause::Published(days("", "2031-05-01")), &[0x1b, 0x2c]);
    coast.check(Clause::Published(days("2031-05-31", "")), &[0x1b]);
    coast.check(Clause::Published(days("2031-06-01", "")), &[]);
    coast.check(Clause::Published(Days::default()), &[0x1a, 0x1b, 0x2c]);
    coast.check(Clause::OnThisDay(5, 2), &[0x1a, 0x2c]);
    coast.check(Clause::OnThisDay(2, 30), &[]);
}

#[test]
fn clauses_nested_without_end_are_refused_and_not_followed() {
    let deep = (0..100_000).fold(word("ferry"), |clause, _| not(clause));
    let query = crate::model::Query { clause: Some(deep), ..Default::default() };
    assert!(crate::search::count(&coast().generation, &query).is_err());
    // Dropping a tree that deep would itself go as deep.
    std::mem::forget(query);
}

#[test]
fn an_article_is_found_by_the_beginning_of_its_id_or_a_line() {
    let archive = coast();
    let id = |digits: &str| find(&archive.generation, &Which::Id(digits.to_owned()));
    let line = |path: &str, line| {
        find(&archive.generation, &Which::Line { path: path.to_owned(), line: Some(line) })
    };
    let file = |path: &str| find(&archive.generation, &Which::Line { path: path.to_owned(), line: None });
    assert_eq!(id("000000000000002").unwrap().article.id.0, 0x2c);
    assert_eq!(id("000000000000002C").unwrap().place.path, "papers/zwei.txt");
    let several = id("000000000000001").unwrap_err().to_string();
    assert!(several.contains("000000000000001a Harbour gates") && several.contains("000000000000001b"));
    assert!(id("ff").is_err() && id("port").is_err() && id("").is_err());
    assert_eq!(line("digests/one.txt", 23).unwrap().article.id.0, 0x1b);
    assert_eq!(line("news/digests/one.txt", 10).unwrap().article.id.0, 0x1a);
    assert!(line("digests/one.txt", 17).is_err() && line("digests/two.txt", 10).is_err());
    assert_eq!(file("papers/zwei.txt").unwrap().article.id.0, 0x2c);
    let several = file("digests/one.txt").unwrap_err().to_string();
    assert!(several.contains("000000000000001a:10 Harbour gates") && several.contains("000000000000001b:20"));
    assert!(file("papers/vier.txt").is_err());
}

#[test]
fn an_article_saved_twice_is_one_with_two_places() {
    let piece = Piece { id: 7, headline: "Tide tables", body: "High tide at noon.", ..Piece::default() };
    let copy = Piece { path: "b.txt", ..piece.clone() };
    let other = Piece { id: 8, body: "Low tide at noon.", path: "b.txt", ..Piece::default() };
    for apart in [true, false] {
        let archive = Archive::built(&[piece.clone(), copy.clone(), other.clone()], apart);
        assert_eq!(archive.set(word("tide")), [7, 8]);
        let query = crate::model::Query { clause: Some(word("high")), ..Default::default() };
        let hits = archive.search(&query);
        let hit = &hits.hits[0];
        assert_eq!((hits.total, hit.place.path.as_str(), hit.also[0].path.as_str()), (1, "a.txt", "b.txt"));
        assert_eq!((hit.place.root.as_str(), hit.also.len()), ("news", 1));
        let there = Clause::PathLike("b.txt".to_owned());
        let hits = archive.search(&crate::model::Query { filters: vec![there], ..query });
        assert_eq!(
            (hits.hits[0].place.path.as_str(), hits.hits[0].also[0].path.as_str()),
            ("b.txt", "a.txt")
        );
        assert_eq!(places(&archive.generation, &Which::Id("0000000000000007".to_owned())).unwrap().len(), 2);
    }
}
