//! What holds for any text whatever: no mark panics, and every range lies inside the text, between characters.

use std::ops::Range;

use proptest::prelude::*;

use super::*;
use crate::model::Day;

/// Pieces that marks are made of, so that arbitrary text comes near them.
const PIECES: [&str; 48] = [
    "By ",
    "by ",
    "von ",
    "From ",
    "Source: ",
    "(",
    ")",
    "[",
    "]",
    " – ",
    " | ",
    "-",
    "--",
    ", ",
    ". ",
    ": ",
    ";",
    "/",
    " ",
    "   ",
    "\t",
    "June 2, 2025",
    "2 juin ",
    "2025",
    "31.12.99",
    "3/4/2019",
    "2025-06-02T03",
    "20221003",
    "99",
    "1",
    "’",
    "'",
    "T",
    "é",
    "年6月2日",
    "٢",
    " of ",
    " in ",
    "Jane Roe",
    "Star",
    "THE ",
    "@",
    "http://",
    "^ЗГ:",
    "HD  ",
    "3 of 10 ",
    "Document ",
    "* * *",
];

fn assert_inside(text: &str, range: Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} in {text:?}");
}

fn read_all(text: &str, order: Option<crate::model::DateOrder>) {
    let dating = Dating { today: Day::new(2025, 6, 10).unwrap(), order };
    let mut last_end = 0;
    for mark in dates(text, &dating) {
        assert!(mark.range.start >= last_end, "{text:?}");
        last_end = mark.range.end;
        assert_inside(text, mark.range);
        assert!(dating.allows(mark.published), "{text:?}");
    }
    refused_dates(text, &dating).for_each(|range| assert_inside(text, range));
    let single = [date_only(text, &dating), date_at_end(text, &dating), date_at_start(text, &dating)];
    single.into_iter().flatten().for_each(|mark| assert_inside(text, mark.range));
    let brackets = [bracket_credit(text, &dating), bracket_credit_at_end(text, &dating)];
    for (range, found) in brackets.into_iter().flatten() {
        assert_inside(text, range);
        assert_credit(text, found);
    }
    if let Some(found) = credit(text, &dating) {
        assert_credit(text, found);
    }
    if let Some(found) = dateline(text, &dating) {
        assert_inside(text, found.range);
        found.date.into_iter().for_each(|mark| assert_inside(text, mark.range));
    }
    counter(text).into_iter().for_each(|found| assert_inside(text, found.rest));
    label(text).into_iter().for_each(|found| assert_inside(text, found.value));
    label(text).into_iter().for_each(|found| assert_inside(text, found.printed));
    adorned(text).into_iter().for_each(|range| assert_inside(text, range));
    rule(text);
    persons(text).iter().for_each(|name| assert!(!name.trim().is_empty()));
    outlet(text).iter().for_each(|name| assert!(!name.trim().is_empty()));
    assert!((0.0..=1.0).contains(&looks_like_outlet(text)));
    looks_like_person(text);
    weekday_only(text);
    wrapped_date(text, text, &dating);
}

fn assert_credit(text: &str, found: Credit) {
    assert!((0.0..=1.0).contains(&found.sure), "{} in {text:?}", found.sure);
    found.date.into_iter().for_each(|mark| assert_inside(text, mark.range));
    found.refused.into_iter().for_each(|range| assert_inside(text, range));
    found.headline.into_iter().for_each(|range| assert_inside(text, range));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_survived(text in "\\PC{0,120}") {
        read_all(&text, None);
    }

    #[test]
    fn any_joining_of_pieces_is_survived(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..14)) {
        read_all(&pieces.concat(), Some(crate::model::DateOrder::Dmy));
    }
}
