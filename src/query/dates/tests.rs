//! Names of times and the days they stand for, seen from Wednesday 4 June 2025.

use proptest::prelude::*;

use super::*;

fn today() -> Day {
    Day::new(2025, 6, 4).unwrap()
}

/// A text and the days it stands for (`2025-06-02`, `2025-05-30..`), or what is wrong with it.
fn check(text: &str, expect: &str) {
    let told = match when(text, today()) {
        Ok(When::Days(Days { first, last })) if first == last => first.unwrap().to_string(),
        Ok(When::Days(Days { first, last })) => {
            let show = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
            format!("{}..{}", show(first), show(last))
        }
        Ok(When::OnThisDay(month, day)) => format!("*-{month:02}-{day:02}"),
        Err(refusal) => {
            assert!(text.get(refusal.at.clone()).is_some(), "{text}: {:?}", refusal.at);
            let meant = refusal.suggestion.map(|meant| format!(" → {meant}")).unwrap_or_default();
            format!("{}{meant}", refusal.message)
        }
    };
    assert_eq!(told, expect, "{text}");
}

#[test]
fn figures_name_a_day_a_month_or_a_year() {
    check("2025-06-02", "2025-06-02");
    check("2025-6-2", "2025-06-02");
    check("2025/06/02", "2025-06-02");
    check("20250602", "2025-06-02");
    check("2025-02", "2025-02-01..2025-02-28");
    check("2024", "2024-01-01..2024-12-31");
    check("02.06.2025", "2025-06-02");
    check("2.6.2025", "2025-06-02");
    check("06.2025", "2025-06-01..2025-06-30");
    check("31/05/2025", "2025-05-31");
    check("05/31/2025", "2025-05-31");
    check("06/06/2025", "2025-06-06");
}

#[test]
fn weeks_quarters_and_decades_are_those_of_the_calendar() {
    check("2025-W22", "2025-05-26..2025-06-01");
    check("2025w01", "2024-12-30..2025-01-05");
    check("2020-W53", "2020-12-28..2021-01-03");
    check("2025-Q2", "2025-04-01..2025-06-30");
    check("Q4 2024", "2024-10-01..2024-12-31");
    check("1990s", "1990-01-01..1999-12-31");
}

#[test]
fn words_name_a_date_in_many_languages() {
    check("2 June 2025", "2025-06-02");
    check("June 2, 2025", "2025-06-02");
    check("2nd of June 2025", "2025-06-02");
    check("Monday, 2 June 2025", "2025-06-02");
    check("Dec. 2024", "2024-12-01..2024-12-31");
    check("2. Juni 2025", "2025-06-02");
    check("1er août 2024", "2024-08-01");
    check("2 de junio de 2025", "2025-06-02");
    check("2 июня 2025 г.", "2025-06-02");
    check("2 czerwca 2025", "2025-06-02");
    check("2 червня 2025", "2025-06-02");
    check("2 Haziran 2025", "2025-06-02");
    check("2025年6月2日", "2025-06-02");
    check("2025年6月", "2025-06-01..2025-06-30");
    check("montag", "2025-06-02");
}

#[test]
fn without_a_year_the_latest_that_has_begun_is_meant() {
    check("june", "2025-06-01..2025-06-30");
    check("july", "2024-07-01..2024-07-31");
    check("2 june", "2025-06-02");
    check("june 5", "2024-06-05");
    check("29 february", "2024-02-29");
    check("monday", "2025-06-02");
    check("wednesday", "2025-06-04");
    check("last wednesday", "2025-05-28");
}

#[test]
fn how_long_ago_names_the_one_day() {
    check("today", "2025-06-04");
    check("Yesterday", "2025-06-03");
    check("7d", "2025-05-28");
    check("2w", "2025-05-21");
    check("3mo", "2025-03-04");
    check("1y", "2024-06-04");
    check("10 days ago", "2025-05-25");
}

#[test]
fn a_length_of_time_is_told_by_a_day_that_long_ago() {
    let check = |text: &str, expect: Result<u32, &str>| {
        let told = days_ago(text, today()).map_err(|refusal| refusal.message);
        assert_eq!(told, expect.map_err(str::to_owned), "{text}");
    };
    check("30d", Ok(30));
    check("2w", Ok(14));
    check("1y", Ok(365));
    let message = "a length of time is written `30d`, `6w`, `6mo` or `1y`";
    ["0d", "last-week", "2024", "tomorrow"].iter().for_each(|text| check(text, Err(message)));
}

#[test]
fn last_and_this_name_whole_spans() {
    check("last-week", "2025-05-26..2025-06-01");
    check("this week", "2025-06-02..2025-06-08");
    check("last-month", "2025-05-01..2025-05-31");
    check("last year", "2024-01-01..2024-12-31");
    check("last quarter", "2025-01-01..2025-03-31");
    check("last 10 days", "2025-05-26..2025-06-04");
    check("last-10-days", "2025-05-26..2025-06-04");
    check("past 2 weeks", "2025-05-22..2025-06-04");
    check("last 3 months", "2025-03-05..2025-06-04");
}

#[test]
fn a_range_takes_the_outer_ends_of_both_its_names() {
    check("2025-05-30..2025-06-02", "2025-05-30..2025-06-02");
    check("2024..2025-02", "2024-01-01..2025-02-28");
    check("7d..", "2025-05-28..");
    check("..2025", "..2025-12-31");
    check("1 May 2025 .. yesterday", "2025-05-01..2025-06-03");
}

#[test]
fn a_range_may_be_said_as_it_is_printed() {
    check("30 May – 2 June 2025", "2025-05-30..2025-06-02");
    check("2–5 June 2025", "2025-06-02..2025-06-05");
    check("2 to 5 June", "2024-06-02..2024-06-05");
    check("May to June 2024", "2024-05-01..2024-06-30");
    check("30 December 2024 - 2 January 2025", "2024-12-30..2025-01-02");
    check("2024 – 2025", "2024-01-01..2025-12-31");
    check("monday to today", "2025-06-02..2025-06-04");
    check("2025-06-02 - 2025-06-04", "2025-06-02..2025-06-04");
}

#[test]
fn times_may_be_told_as_they_are_said() {
    check("two weeks ago", "2025-05-21");
    check("a week ago", "2025-05-28");
    check(
        "an hour ago",
        "this is no date; dates are written `2025-06-02`, `2025-06`, `2 June 2025`, `yesterday`, `7d`, `last-week`",
    );
    check("30 days", "2025-05-05");
    check("last two weeks", "2025-05-22..2025-06-04");
    check("past week", "2025-05-29..2025-06-04");
    check("the past month", "2025-05-05..2025-06-04");
    check("the day before yesterday", "2025-06-02");
    check("gestern", "2025-06-03");
    check("aujourd’hui", "2025-06-04");
    check("вчера", "2025-06-03");
    check("2025 Q2", "2025-04-01..2025-06-30");
    check("week 22", "2025-05-26..2025-06-01");
    check("week 50", "2024-12-09..2024-12-15");
    check("week 22, 2024", "2024-05-27..2024-06-02");
    check("from 1 May to 3 May 2025", "2025-05-01..2025-05-03");
    check("between 30 May and 2 June 2025", "2025-05-30..2025-06-02");
    check("monday until today", "2025-06-02..2025-06-04");
}

#[test]
fn a_hyphen_makes_a_range_where_it_makes_no_date() {
    check("1-3 May 2025", "2025-05-01..2025-05-03");
    check("May 1-3, 2025", "2025-05-01..2025-05-03");
    check("May-June 2025", "2025-05-01..2025-06-30");
    check("2019-2021", "2019-01-01..2021-12-31");
    check("2025-05-30-2025-06-02", "2025-05-30..2025-06-02");
    check("03-04-2019", "this can be read in two ways: 2019-04-03 and 2019-03-04 → 2019-04-03");
    check("31-04-2025", "the calendar has no such day");
    check("2021-2019", "the calendar has no such month");
}

#[test]
fn a_day_of_any_year_has_a_star_for_its_year() {
    check("*-06-02", "*-06-02");
    check("*-02-29", "*-02-29");
    check("*-02-30", "a day of any year is written `*-06-02`, month before day");
}

#[test]
fn what_names_no_time_is_refused_with_what_was_meant() {
    let no_date = "this is no date; dates are written `2025-06-02`, `2025-06`, `2 June 2025`, `yesterday`, `7d`, `last-week`";
    check("yesturday", &format!("{no_date} → yesterday"));
    check("soon", no_date);
    check("", no_date);
    check("2025-02-30", "the calendar has no such day");
    check("2025-13", "the calendar has no such month");
    check("31.04.2025", "the calendar has no such day");
    check("02.06.25", "a year has four figures → 2025-06-02");
    check("03/04/2019", "this can be read in two ways: 2019-04-03 and 2019-03-04 → 2019-04-03");
    check("2025-06-02T03:00", "articles are dated by the day: leave out the time → 2025-06-02");
    check("48h", "articles are dated by the day, not the hour → 2d");
    check("36 hours", "articles are dated by the day, not the hour → 2d");
    check("3m", "months are counted with `mo` → 3mo");
    check("..", "a range has a day on at least one side of its `..`");
    check("2025..2024", "this range ends before it begins → 2024..2025");
    check("2025-W54", no_date);
    check("Tuesday, 2 June 2025", no_date);
    check("99999999999d", no_date);
    check("9999y", no_date);
}

/// Text rich in what times are made of.
fn time_like() -> impl Strategy<Value = String> {
    let parts = prop::sample::select(vec![
        "2025", "9999", "1000", "0", "2", "31", "june", "last", "ago", "days", "d", "mo", "y", "w", "-", ".",
        "..", "/", " ", "*-", "02", "é", "monday", "q", "s", "T", ":", ",",
    ]);
    prop::collection::vec(parts, 0..8).prop_map(|parts| parts.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_told_is_a_time_or_refused(text in prop_oneof![time_like(), any::<String>()]) {
        match when(&text, today()) {
            Ok(When::Days(Days { first: Some(first), last: Some(last) })) => prop_assert!(first <= last),
            Ok(When::Days(Days { first, last })) => prop_assert!(first.is_some() || last.is_some()),
            Ok(When::OnThisDay(month, day)) => prop_assert!(Day::new(2024, month, day).is_some()),
            Err(refusal) => prop_assert!(text.get(refusal.at.clone()).is_some()),
        }
    }
}
