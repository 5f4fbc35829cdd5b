//! Files that hold one article, whatever it looks like inside.

use super::*;

#[test]
fn an_article_with_numbered_parts_is_one() {
    let text = format!(
        "Seven things to know about the ferry\nBy Jane Roe\nMay 3, 2021\n\n{FERRY}\n\n1. The pier\n\n{TOLL}\n\n2. The toll\n\n{COD}\n"
    );
    check(&text, &["1-13 Seven things to know about the ferry | - | Jane Roe | 2021-05-03"]);
}

#[test]
fn an_interview_is_one_article() {
    let text = format!(
        "The mayor on tolls, planks and patience\nThe Quay | May 3, 2021\n\n{FERRY}\n\nWas the pier insured?\n\nNo. {TOLL}\n\nWho pays?\n\nEverybody. {COD}\n"
    );
    check(&text, &["1-12 The mayor on tolls, planks and patience | The Quay | - | 2021-05-03"]);
}

#[test]
fn a_saved_page_keeps_its_article_and_drops_its_furniture() {
    let text = format!(
        "Ferry sails again after nine weeks \n\n\nSource: https://news.quay.example/a/b.html?c=rss\nSource: https://news.quay.example/a/b.html?c=rss\n\n\
         Summary: {FERRY}\n\n\nJune 02, 2025\n\n\n\nEvidence\n\n{TOLL}\n\n\nContext\n\n{COD}\n\n\n\nPopular Stories\n\n\nSort By:\n\n\n×\n\nChat with Quay\n\nAsk any question about this page!\n"
    );
    check(&text, &["1-21 Ferry sails again after nine weeks | news.quay.example | - | 2025-06-02"]);
    let article = &found(&text)[0];
    assert_eq!(article.url.as_deref(), Some("https://news.quay.example/a/b.html?c=rss"));
    assert!(article.body.starts_with("Summary: ") && article.body.ends_with(COD));
    let furniture: Vec<u32> =
        roles(&text).iter().filter(|line| line.1 == Role::Furniture).map(|line| line.0).collect();
    assert_eq!(furniture, [25, 28, 31, 33, 35]);
}

#[test]
fn a_byline_may_take_two_lines_and_an_address() {
    let text = format!(
        "Ferry sails again after nine weeks\nBy Jane Roe / jane.roe@quay.example\nVellmora Herald Staff Writer\nMay 3, 2001\n\n{FERRY}\n"
    );
    check(&text, &["1-6 Ferry sails again after nine weeks | Vellmora Herald | Jane Roe | 2001-05-03"]);
}

#[test]
fn text_without_a_headline_has_none() {
    check(&format!("{FERRY}\n\n{TOLL}\n"), &["1-3  | - | - | -"]);
    check("\n \n", &[]);
    check("", &[]);
}

#[test]
fn the_date_in_a_files_name_is_inferred() {
    let text = format!("Ferry sails again\n\n{FERRY}\n");
    let read = read(&text, "clips/2025-06-02 ferry.txt");
    let article = read[0].as_ref().unwrap();
    assert_eq!(article.published.unwrap().to_string(), "2025-06-02");
    assert_eq!(article.inferred, [crate::model::Inferred::Date]);
}

#[test]
fn an_agency_in_the_dateline_is_the_source_where_nothing_else_is() {
    let text = format!("Ferry sails again\n\nVELLMORA (AP) - {FERRY}\n");
    check(&text, &["1-3 Ferry sails again | AP | - | -"]);
    assert!(found(&text)[0].body.starts_with("VELLMORA (AP) - "));
}

#[test]
fn the_parts_of_a_head_stand_in_any_order() {
    let check = |head: &str, expect: &str| {
        let text = format!("{head}\n\n{}\n\n{}\n", wrapped(FERRY), wrapped(TOLL));
        let fields: Vec<String> =
            found(&text).iter().map(|article| line(article).split_once(' ').unwrap().1.to_owned()).collect();
        assert_eq!(fields, [expect], "{head}");
    };
    check("Ferry sails again\nBy Jane Roe\nMay 3, 2001", "Ferry sails again | - | Jane Roe | 2001-05-03");
    check("Ferry sails again\nMay 3, 2001\nBy Jane Roe", "Ferry sails again | - | Jane Roe | 2001-05-03");
    check("Ferry sails again\nMay 3, 2001", "Ferry sails again | - | - | 2001-05-03");
    check("Ferry sails again\nBy Jane Roe", "Ferry sails again | - | Jane Roe | -");
    check("Reuters\n\nFerry sails again\nMay 3, 2001", "Ferry sails again | Reuters | - | 2001-05-03");
    check(
        "The Quay Herald\n\nFerry sails again\n\nJane Roe\n\nMay 3, 2001",
        "Ferry sails again | The Quay Herald | Jane Roe | 2001-05-03",
    );
    check(
        "Quay Herald\nMay 3, 2001\n\nFerry sails again\n\nBy Jane Roe",
        "Ferry sails again | Quay Herald | Jane Roe | 2001-05-03",
    );
    check(
        "May 3, 2001\nFerry sails again\nQuay Herald\nBy Jane Roe",
        "Ferry sails again | Quay Herald | Jane Roe | 2001-05-03",
    );
    check(
        "Ferry sails again\nThe Quay Herald\n07/14/2002",
        "Ferry sails again | The Quay Herald | - | 2002-07-14",
    );
    check(
        "Ferry sails again\nBy Jane Roe\nQuay Herald Staff Writer\nThursday, May 3, 2001; Page A01",
        "Ferry sails again | Quay Herald | Jane Roe | 2001-05-03",
    );
    check(
        "Ferry sails again after nine weeks of repairs that\nnobody had asked for\nBy Jane Roe\nSaturday, March 23,\n2002",
        "Ferry sails again after nine weeks of repairs that nobody had asked for | - | Jane Roe | 2002-03-23",
    );
    check(
        "Ferry sails again\nNine weeks of repairs cost more than planned\nBy Jane Roe\nMay 3, 2001\nThursday",
        "Ferry sails again | - | Jane Roe | 2001-05-03",
    );
    check("FERRY SAILS AGAIN\nBY JANE ROE\nQUAY HERALD", "FERRY SAILS AGAIN | QUAY HERALD | JANE ROE | -");
}

#[test]
fn the_mail_that_carried_an_article_is_no_part_of_it() {
    let text = format!(
        "--- begin forwarded text\n\nFrom: Ann Poe <ann@quay.example>\nSubject: the ferry again\nDate: Tue, 4 May 1999 08:00:00 +0000\nTo: friends@quay.example\n\n\
         Ferry sails again after nine weeks\nBy Jane Roe\n\n{}\n\n{}\n\nCopyright 1999 Quay Press\n\nTo subscribe, write to list@quay.example\n--- end forwarded text\n",
        wrapped(FERRY),
        wrapped(TOLL)
    );
    let articles = found(&text);
    let heads: Vec<(&str, Option<String>)> =
        articles.iter().map(|article| (article.headline.as_str(), article.byline())).collect();
    assert_eq!(heads, [("Ferry sails again after nine weeks", Some("Jane Roe".to_owned()))]);
    assert!(!articles[0].body.contains("subscribe"));
    let preamble = roles(&text).iter().filter(|line| line.1 == Role::Preamble).count();
    assert_eq!(preamble, 5);
}

#[test]
fn a_note_above_an_article_is_no_part_of_it() {
    let text = format!(
        "Here is what the paper wrote of our pier. I think that they are right.\n\nPoe\n\nFerry sails again after nine weeks\n\nBy Jane Roe\n\n{}\n\n{}\n",
        wrapped(FERRY),
        wrapped(TOLL)
    );
    assert_eq!(found(&text)[0].headline, "Ferry sails again after nine weeks");
}

#[test]
fn the_header_slugs_and_notes_of_wire_copy_are_no_headline() {
    let wire = |head: &str, text: &str| format!("{head}\n\n{}\n\n041137 GMT May 21\n", wrapped(text));
    let iptc = "aeca0301 3 i 210  qpa 0045\n\nVellmora/ferry/\n1ST LEAD\nFerry sails again after nine weeks\nBy Jane Roe =";
    check(
        &wire(iptc, &format!("Vellmora (QPA) - {FERRY}")),
        &["1-14 Ferry sails again after nine weeks | QPA | Jane Roe | 2021-05-04"],
    );
    let anpa = "\u{1}aw2870coast\nr i BC-Ferry-Pier   05-04 1049\n^BC-Ferry-Pier,210<\n^Ferry sails again after nine weeks<\n^Eds: With photos.<\n^By JANE ROE=";
    assert_eq!(found(&wire(anpa, FERRY))[0].headline, "Ferry sails again after nine weeks");
}

#[test]
fn a_writers_name_may_hold_a_large_particle() {
    let text = format!("Mauro must go\nJeroen De Preter\nQuay Echo, May 3, 2001\n\n{FERRY}\n\n{TOLL}\n");
    check(&text, &["1-7 Mauro must go | Quay Echo | Jeroen De Preter | 2001-05-03"]);
}
