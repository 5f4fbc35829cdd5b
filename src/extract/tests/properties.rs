//! What holds for every file, whatever it holds.

use proptest::prelude::*;

use super::*;

/// Lines of every kind, so that arbitrary files of them have heads, rules, lists and text.
const LINES: [&str; 22] = [
    "Ferry sails again after nine weeks",
    "The Quay | June 2, 2025",
    "By Jane Roe – Island Review – 01.06.2025",
    "By John Doe",
    "May 30, 2025",
    "(Daily Quay, April 9, 1993, page 1)",
    "--------------------",
    "* * *",
    "~~~~~~~~",
    "3 of 10 DOCUMENTS",
    "HEADLINE: Cod prices climb",
    "LENGTH: 212 words",
    "LOAD-DATE: May 9, 2009",
    "12. Cod prices climb",
    "",
    "",
    " \t",
    "\u{c}",
    TOLL,
    COD,
    "- the pier is mended",
    "Sort By:",
];

/// What must hold of every reading: each line that is not blank has one role, articles are apart and in
/// order, and the ranges of the articles are those that `explain` shows.
fn holds(text: &str) {
    let lines = roles(text);
    let found = found(text);
    let mut end = 0;
    for (place, article) in found.iter().enumerate() {
        let range = article.lines.unwrap();
        assert!(range.start > end && range.end >= range.start, "{text:?}");
        assert!(range.end as usize <= lines.len(), "{text:?}");
        end = range.end;
        assert_eq!(article.ordinal as usize, place + 1);
        for (number, _, owner) in &lines {
            assert_eq!(
                *owner == Some(article.ordinal),
                (range.start..=range.end).contains(number),
                "{number} {text:?}"
            );
        }
        for edge in [range.start, range.end] {
            assert_ne!(lines[edge as usize - 1].1, Role::Blank, "{edge} {text:?}");
        }
    }
    // A word of the text is in an article, or on a line that is said to be outside of all.
    for (number, role, owner) in &lines {
        let outside =
            matches!(role, Role::Preamble | Role::Contents | Role::Separator | Role::Furniture | Role::Blank);
        assert!(outside || owner.is_some(), "{number} {role:?} {text:?}");
    }
}

fn digest() -> impl Strategy<Value = Vec<&'static str>> {
    proptest::collection::vec(proptest::sample::select(LINES.to_vec()), 0..60)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_line_is_lost_or_taken_twice(lines in digest(), end in proptest::sample::select(vec!["\n", "\r\n", "\r"])) {
        holds(&lines.join(end));
    }

    #[test]
    fn arbitrary_text_is_read(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn the_kind_of_line_end_changes_nothing(lines in digest()) {
        let ids = |end: &str| found(&lines.join(end)).iter().map(|article| (article.id, article.lines)).collect::<Vec<_>>();
        prop_assert_eq!(ids("\n"), ids("\r\n"));
        prop_assert_eq!(ids("\n"), ids("\r"));
    }
}

/// A digest with credits, its articles apart by blank lines.
fn sample() -> String {
    let article = |headline: &str, credit: &str, text: &str| format!("{headline}\n{credit}\n\n{text}\n\n");
    [
        article("Ferry sails again", "The Quay | June 2, 2025", FERRY),
        article("Cod prices climb", "By John Doe | Vellmora Herald | May 30, 2025", COD),
        article("Toll to stay", "Harbour Wire – 01.06.2025", TOLL),
        article("Customs house to be painted", "May 29, 2025", TOLL),
    ]
    .concat()
}

#[test]
fn blank_lines_doubled_or_removed_change_no_article() {
    let ids = |text: &str| {
        found(text).iter().map(|article| (article.id, article.headline.clone())).collect::<Vec<_>>()
    };
    let text = sample();
    assert_eq!(ids(&text).len(), 4);
    assert_eq!(ids(&text), ids(&text.replace("\n\n", "\n\n\n")));
    assert_eq!(ids(&text), ids(&text.replace("\n\n", "\n")));
}

#[test]
fn an_id_does_not_depend_on_what_stands_around_the_article() {
    let alone = found(&format!("Cod prices climb\nThe Quay | May 30, 2025\n{COD}\n"));
    let among = found(&format!("{}Cod prices climb\nThe Quay | May 30, 2025\n{COD}\n", sample()));
    assert_eq!(alone[0].id, among[4].id);
}

#[test]
fn a_form_feed_above_furniture_is_no_line_of_the_article() {
    let text =
        "The Quay | June 2, 2025\nPrices of cod rose by a tenth.\n\n\u{c}\nSort By:\n----------\nSort By:";
    let ends: Vec<u32> = super::found(text).iter().filter_map(|article| Some(article.lines?.end)).collect();
    assert_eq!(ends, [2]);
}
