//! Styles held against whole texts: where articles begin and end, what credits them, and which line is what.

use std::io::Cursor;
use std::sync::Arc;

use super::{Style, differences};
use crate::extract::{FileName, How, StyleTold, articles, explain};
use crate::model::{Article, Code, Day, Example, Expected, Problem, Role, Step, WrittenStyle};

const AT: [Step; 2] = [Step::Key("style"), Step::Item(0)];

fn today() -> Day {
    Day::new(2025, 7, 1).unwrap()
}

fn written(start: &[&str], credit: &[&str], end: &[&str]) -> WrittenStyle {
    let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect();
    WrittenStyle {
        name: "own".to_owned(),
        start: owned(start),
        credit: owned(credit),
        end: owned(end),
        ..WrittenStyle::default()
    }
}

fn how(style: &WrittenStyle) -> How {
    let style = Style::new(style, &AT).unwrap();
    How { style: Some(StyleTold::Written(Arc::new(style))), ..How::on(today()) }
}

fn read(style: &WrittenStyle, text: &str) -> (Vec<Article>, Vec<Problem>) {
    let (name, how) = (FileName::default(), how(style));
    let mut source = Cursor::new(text.as_bytes().to_vec());
    let (found, lost): (Vec<_>, Vec<_>) = articles(&mut source, &name, &how).partition(Result::is_ok);
    (found.into_iter().filter_map(Result::ok).collect(), lost.into_iter().filter_map(Result::err).collect())
}

/// Holds what a style finds against lines such as `1-3 headline | source | byline | date`.
fn check(style: &WrittenStyle, text: &str, expect: &[&str]) {
    let (found, _) = read(style, text);
    let or_none = |field: Option<String>| field.unwrap_or_else(|| "-".to_owned());
    let line = |article: &Article| {
        let lines = article.lines.unwrap();
        let (source, byline) = (or_none(article.source.clone()), or_none(article.byline()));
        let date = or_none(article.published.map(|published| published.to_string()));
        format!("{}-{} {} | {source} | {byline} | {date}", lines.start, lines.end, article.headline)
    };
    assert_eq!(found.iter().map(line).collect::<Vec<_>>(), expect, "\n{text}");
    assert!(found.iter().all(|article| article.style == "own"));
}

fn roles(style: &WrittenStyle, text: &str) -> String {
    let explained = explain(&mut Cursor::new(text.as_bytes().to_vec()), &FileName::default(), &how(style));
    let letter = |role| match role {
        Role::Blank => ' ',
        Role::Preamble => 'p',
        Role::Contents => 'n',
        Role::Separator => '-',
        Role::Headline => 'H',
        Role::Deck => 'd',
        Role::Credit => 'c',
        Role::Body => 'b',
        Role::Furniture => 'f',
    };
    explained.lines.into_iter().map(|line| letter(line.role)).collect()
}

#[test]
fn a_mark_before_the_headline_starts_an_article() {
    let style =
        written(&[">> {headline}"], &["{source} :: {date} :: {byline}", "{source} :: {date}"], &["<< end"]);
    let text = "\
Morning folder
>> Mill burns
Grell Courier :: 12 May 2025 :: Ada Marsh
The mill burnt.

>> no mill was lost elsewhere, said the mayor
More text.
<< end
Compiled by the reading room.
";
    check(
        &style,
        text,
        &[
            "2-4 Mill burns | Grell Courier | Ada Marsh | 2025-05-12",
            "6-7 no mill was lost elsewhere, said the mayor | - | - | -",
        ],
    );
    assert_eq!(roles(&style, text), "pHcb Hb-f");
}

#[test]
fn several_lines_may_tell_a_start_with_blank_lines_between_them_or_not() {
    let style = written(&["{headline}\n{source} – {date}"], &["By {byline}"], &[]);
    let text = "\
Mill burns
Grell Courier – 12 May 2025

By Ada Marsh
The mill burnt. It was – 12 May 2025 or not – old.
Snow falls

Tidewater Post – 11 May 2025
Two metres fell.
";
    check(
        &style,
        text,
        &[
            "1-5 Mill burns | Grell Courier | Ada Marsh | 2025-05-12",
            "6-9 Snow falls | Tidewater Post | - | 2025-05-11",
        ],
    );
    assert_eq!(roles(&style, text), "Hc cbH cb");
}

#[test]
fn a_rule_or_a_counter_starts_an_article_and_belongs_to_none() {
    let style = written(&["{number} of {number} CLIPPINGS", "{rule}"], &["{source}, {date}"], &[]);
    let text = "\
1 of 2 CLIPPINGS

A headline that is broken
over two lines
Grell Courier, 12 May 2025
The mill burnt.
------
------
2 of 2 CLIPPINGS
Snow falls
Two metres fell.
";
    check(
        &style,
        text,
        &[
            "3-6 A headline that is broken over two lines | Grell Courier | - | 2025-05-12",
            "10-11 Snow falls | - | - | -",
        ],
    );
    assert_eq!(roles(&style, text), "- HHcb---Hb");
}

#[test]
fn labels_may_stand_in_any_order() {
    let credit = [
        "Titel: {headline}",
        "Quelle: {source}",
        "Datum: {date}",
        "Autor: {byline}",
        "Link: {url}",
        "Seite: {any}",
    ];
    let style = written(&["Nr. {number}"], &credit, &[]);
    let text = "\
Nr. 1
Datum: 12.05.2025
Seite: 4
Quelle: Tarnwicker Bote
Titel: Mühle brennt
Autor: Ada Marsh
Link: https://bote.example/muehle
Die Mühle brannte.
";
    check(&style, text, &["2-8 Mühle brennt | Tarnwicker Bote | Ada Marsh | 2025-05-12"]);
    assert_eq!(read(&style, text).0[0].url.as_deref(), Some("https://bote.example/muehle"));
}

#[test]
fn where_only_ends_are_told_the_next_article_begins_behind_each() {
    let style = written(&[], &[], &["({source}, {date}, page {any})"]);
    let text = "\
Mill burns
The mill burnt.
(Grell Courier, May 12, 2025, page 9)

Snow falls
Two metres fell.
(Tidewater Post, May 11, 2025, page 1)
";
    check(
        &style,
        text,
        &[
            "1-3 Mill burns | Grell Courier | - | 2025-05-12",
            "5-7 Snow falls | Tidewater Post | - | 2025-05-11",
        ],
    );
    assert_eq!(roles(&style, text), "Hbc Hbc");
}

#[test]
fn text_that_begins_on_the_line_of_the_credit_is_kept() {
    let style = written(&["{number}. {headline} ({source}, {date}) {text}"], &[], &[]);
    let text = "1. Mill burns (Echo, 12 May 2025) The mill burnt.\nIt was old.\n";
    check(&style, text, &["1-2 Mill burns | Echo | - | 2025-05-12"]);
    assert_eq!(read(&style, text).0[0].body, "The mill burnt.\nIt was old.");
}

#[test]
fn figures_are_settled_by_the_other_dates_of_the_file() {
    let style = written(&["{source} {date}"], &[], &[]);
    let text = "Echo 03/04/2019\nMill burns\nText.\nEcho 24/04/2019\nSnow falls\nText.\n";
    check(
        &style,
        text,
        &["1-3 Mill burns | Echo | - | 2019-04-03", "4-6 Snow falls | Echo | - | 2019-04-24"],
    );
    let alone = read(&style, "Echo 03/04/2019\nMill burns\nText.\n").1;
    assert_eq!(alone.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::AmbiguousDate]);
}

#[test]
fn a_date_that_cannot_be_is_a_doubt_and_is_not_taken() {
    let style = written(&["{source}, {date}"], &[], &[]);
    let (found, doubts) = read(&style, "Echo, 12 May 2031\nMill burns\nText.\n");
    assert_eq!((found.len(), found[0].published), (1, None));
    assert_eq!(doubts.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::ImpossibleDate]);
}

#[test]
fn a_style_that_finds_nothing_is_a_doubt_and_the_file_is_cut_all_the_same() {
    let style = written(&[">> {headline}"], &[], &[]);
    let text = "Mill burns\nGrell Courier – May 12, 2025\nThe mill burnt.\nSnow falls\nTidewater Post – May 11, 2025\nTwo metres fell on the Pellan pass.\n";
    let (found, doubts) = read(&style, text);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|article| article.style != "own"));
    assert_eq!(doubts[0].code, Code::StyleFindsNothing);
    assert!(doubts[0].message.contains("`own`"), "{}", doubts[0].message);
}

#[test]
fn a_built_in_layout_may_be_told_too() {
    let text = "Mill burns\nGrell Courier – May 12, 2025\nThe mill burnt.\nSnow falls\nTidewater Post – May 11, 2025\nTwo metres fell on the Pellan pass.\n";
    let how = How { style: Some(StyleTold::BuiltIn("single")), ..How::on(today()) };
    let mut source = Cursor::new(text.as_bytes().to_vec());
    let name = FileName::default();
    let found: Vec<Article> = articles(&mut source, &name, &how).filter_map(Result::ok).collect();
    assert_eq!((found.len(), found[0].style.as_str()), (1, "single"));
}

#[test]
fn what_cannot_be_meant_is_a_fault_of_its_own_place() {
    let check = |style: &WrittenStyle, key: Option<&'static str>, words: &str| {
        let faults = Style::new(style, &AT).unwrap_err();
        assert_eq!(faults.len(), 1, "{faults:?}");
        assert_eq!(faults[0].at.get(2), key.map(Step::Key).as_ref(), "{faults:?}");
        assert!(faults[0].message.contains(words), "{}", faults[0].message);
    };
    check(&written(&[], &["{date}"], &[]), None, "neither");
    check(&written(&["{headline}"], &[], &[]), Some("start"), "every line");
    check(&written(&["{headline}\n{source}"], &[], &[]), Some("start"), "every line");
    check(&written(&["{rule}"], &["{source}"], &[]), Some("credit"), "every line");
    check(&written(&["{rule}"], &["{source}\n{date}"], &[]), Some("credit"), "one line");
    check(&written(&["{rule}"], &[], &["{end}"]), Some("end"), "no part `{end}`");
    check(&written(&[""], &[], &[]), Some("start"), "empty");
    let named = WrittenStyle { name: "ruled".to_owned(), ..written(&["{rule}"], &[], &[]) };
    check(&named, Some("name"), "built-in");
    let second = Style::new(&written(&["{headline}\n  {dat}"], &[], &[]), &AT).unwrap_err();
    assert_eq!(second[0].part, Some(13..18));
}

#[test]
fn an_example_says_how_what_is_found_differs() {
    let style = Arc::new(Style::new(&written(&[">> {headline}"], &["{source}, {date}"], &[]), &AT).unwrap());
    let check = |text: &str, articles: Vec<Expected>, expect: &[&str]| {
        let example = Example { text: text.to_owned(), articles: Some(articles), ..Example::default() };
        assert_eq!(differences(&style, &example, today()).0, expect);
    };
    let some = |text: &str| Some(text.to_owned());
    let text = ">> Mill burns\nEcho, 12 May 2025\nThe mill burnt.\nIt was old.\n";
    let right = Expected {
        headline: some("Mill burns"),
        source: some("Echo"),
        date: some("2025-05-12"),
        byline: some(""),
        url: some(""),
        begins: some("The mill"),
        ends: some("was old."),
    };
    check(text, vec![right], &[]);
    check(
        text,
        vec![Expected::default(), Expected::default()],
        &["2 articles expected, 1 found: “Mill burns”"],
    );
    check("Nothing here.\n", vec![], &[]);
    check(
        "Nothing here.\n",
        vec![Expected::default()],
        &["1 article expected, none found: no line is what the style says"],
    );
    let wrong = Expected {
        headline: some("Mill burnt"),
        date: some("2025-05"),
        byline: some("Ada Marsh"),
        ends: some("new."),
        ..Expected::default()
    };
    check(
        text,
        vec![wrong],
        &[
            "article 1, headline: “Mill burnt” expected, “Mill burns” found",
            "article 1 (“Mill burns”), date: “2025-05” expected, “2025-05-12” found",
            "article 1 (“Mill burns”), byline: “Ada Marsh” expected, nothing found",
            "article 1 (“Mill burns”), end of the text: “new.” expected, “It was old.” found",
        ],
    );
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        /// Whatever lines a file has, each that is not blank is of one article or of none, and none is lost.
        #[test]
        fn no_line_is_lost_whatever_the_style(
            picks in prop::collection::vec(0_usize..9, 0..40),
            which in 0_usize..4,
        ) {
            const LINES: [&str; 9] = [
                "", ">> Mill burns", "Echo, 12 May 2025", "Text of an article.", "-----", "end",
                "1. Snow falls (Echo, 12 May 2025) Text.", "By Ada Marsh", "Words",
            ];
            let styles = [
                written(&[">> {headline}"], &["{source}, {date}", "By {byline}"], &["end"]),
                written(&["{rule}"], &["{source}, {date}"], &[]),
                written(&[], &["By {byline}"], &["{source}, {date}", "end"]),
                written(&["{number}. {headline} ({source}, {date}) {text}", "{rule}\n{headline}\n{source}, {date}"], &[], &[]),
            ];
            let text: String = picks.iter().map(|pick| format!("{}\n", LINES[*pick])).collect();
            let (found, _) = read(&styles[which], &text);
            let lines = explain(&mut Cursor::new(text.as_bytes().to_vec()), &FileName::default(), &how(&styles[which])).lines;
            prop_assert_eq!(lines.len(), picks.len());
            let mut last = 0;
            for article in &found {
                let range = article.lines.unwrap();
                prop_assert!(last < range.start && range.start <= range.end);
                prop_assert!(lines[range.start as usize - 1].role != Role::Blank);
                prop_assert!(lines[range.end as usize - 1].role != Role::Blank);
                last = range.end;
            }
            for line in &lines {
                let of = found.iter().find(|article| {
                    article.lines.is_some_and(|range| (range.start..=range.end).contains(&line.number))
                });
                prop_assert_eq!(line.article, of.map(|article| article.ordinal));
                prop_assert!(line.role == Role::Blank || !line.why.is_empty(), "line {} of {text:?}", line.number);
            }
        }
    }
}
