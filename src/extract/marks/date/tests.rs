//! Every printed form of a date, and what only looks like one.

use super::*;

fn dating() -> Dating {
    Dating { today: Day::new(2025, 6, 10).unwrap(), order: None }
}

fn check_only(text: &str, expect: &str) {
    let found = date_only(text, &dating()).map(|mark| mark.published.to_string());
    assert_eq!(found.as_deref().unwrap_or("-"), expect, "{text}");
}

fn check_end(text: &str, expect: &str) {
    let found = date_at_end(text, &dating())
        .map(|mark| format!("{} {}", mark.published, text.get(..mark.range.start).unwrap().trim_end()));
    assert_eq!(found.as_deref().map(str::trim).unwrap_or("-"), expect, "{text}");
}

#[test]
fn english_dates_are_read() {
    check_only("June 2, 2025", "2025-06-02");
    check_only("June 02, 2025", "2025-06-02");
    check_only("Jun 2, 2025", "2025-06-02");
    check_only("Dec. 23, 2002", "2002-12-23");
    check_only("August 13; 1991", "1991-08-13");
    check_only("March 5 1992", "1992-03-05");
    check_only("Tuesday, June 11, 2002", "2002-06-11");
    check_only("Friday June 7, 2002", "2002-06-07");
    check_only("July 1, 2015 Wednesday", "2015-07-01");
    check_only("January 20, 2009 Tuesday 8:27 PM AEST", "2009-01-20");
    check_only("18 November 2002", "2002-11-18");
    check_only("2nd of June, 2003", "2003-06-02");
    check_only("June 3rd, 2003", "2003-06-03");
    check_only("3-MAY-1988 09:12:44.10", "1988-05-03");
    check_only("1993 MAY 3", "1993-05-03");
    check_only("2-3 June 2024", "2024-06-02");
    check_only("June 2–3, 2024", "2024-06-02");
    check_only("MAY-3-1988", "1988-05-03");
    check_only("3 Jun 92", "1992-06-03");
    check_only("(May 3, 1993)", "1993-05-03");
    check_only("Mon, 3 May 1993 10:04:05 +0200 (CEST)", "1993-05-03");
}

#[test]
fn figures_are_read() {
    check_only("07/14/2002", "2002-07-14");
    check_only("11/3/92", "1992-11-03");
    check_only("09.02.1994", "1994-02-09");
    check_only("01.06.2025", "2025-06-01");
    check_only("9. 2. 1994", "1994-02-09");
    check_only("1.6.25", "2025-06-01");
    check_only("30-11-2011", "2011-11-30");
    check_only("2025-06-02", "2025-06-02");
    check_only("2025-06-02T03:00:00+02:00", "2025-06-02");
    check_only("2025-06-02 03:00:00Z", "2025-06-02");
    check_only("2025/06/02", "2025-06-02");
    check_only("2025. 6. 2.", "2025-06-02");
    check_only("20221003", "2022-10-03");
    check_only("（20221003 19:00）", "2022-10-03");
    check_only("30.02.2024", "-");
}

#[test]
fn dates_of_all_languages_are_read() {
    check_only("Mittwoch 31. August 2011", "2011-08-31");
    check_only("27. Februar 2012 Montag 9:50 PM GMT+1", "2012-02-27");
    check_only("Montag, den 3. März 2003, 12.30 Uhr", "2003-03-03");
    check_only("9 Januar 1993", "1993-01-09");
    check_only("17 mai 2003", "2003-05-17");
    check_only("jeudi 5 octobre 2013", "2013-10-05");
    check_only("1er juin 2024", "2024-06-01");
    check_only("Publié le 1er août 2019 à 14h05", "2019-08-01");
    check_only("woensdag 30 november 2011", "2011-11-30");
    check_only("3 april 2016 zondag", "2016-04-03");
    check_only("Onsdag 6. Januar 2010", "2010-01-06");
    check_only("Ter, 3 Out 2017 08:15:00 -0300", "2017-10-03");
    check_only("Terça-feira, 3 de outubro de 2017", "2017-10-03");
    check_only("3 de mayo de 2010", "2010-05-03");
    check_only("lunes 3 de setiembre del 2012", "2012-09-03");
    check_only("3 maggio 2010", "2010-05-03");
    check_only("16 ноября 1990 г.", "1990-11-16");
    check_only("понедельник, 2 июня 2025 года", "2025-06-02");
    check_only("7 października 2019 r.", "2019-10-07");
    check_only("2025年6月2日", "2025-06-02");
    check_only("2025年6月2日 星期一", "2025-06-02");
    check_only("2025년 6월 2일", "2025-06-02");
    check_only("2 يونيو 2025", "2025-06-02");
    check_only("٢ يونيو ٢٠٢٥", "2025-06-02");
    check_only("2 يونيو/حزيران 2025", "2025-06-02");
    check_only("5 كانون الثاني 2024", "2024-01-05");
}

#[test]
fn a_month_or_a_season_without_a_day_is_less_precise() {
    check_only("March 1994", "1994-03");
    check_only("August, 1997", "1997-08");
    check_only("junio de 2010", "2010-06");
    check_only("May/June 1999", "1999-06");
    check_only("2025年6月", "2025-06");
    check_only("Summer, 2008", "2008");
    check_only("Set 2010", "-");
}

#[test]
fn words_beside_a_date_leave_it_a_date() {
    check_only("Updated: Feb 13, 2020, 13:10 IST", "2020-02-13");
    check_only("Published: 3 May 2010 | Updated: 4 May 2010", "2010-05-03");
    check_only("Updated 4 May 2010; published 3 May 2010", "2010-05-03");
    check_only("Mis à jour le 3 mai 2010", "2010-05-03");
    check_only("10:30 AM EDT, May 3, 2010", "2010-05-03");
    check_only("May 3, 2010 9:00 a.m. ET", "2010-05-03");
    check_only("Veröffentlicht am 3. Mai 2010 um 14:00 Uhr", "2010-05-03");
    check_only("May 3, 2010 in Rome", "-");
    check_only("By May 3, 2010", "-");
}

#[test]
fn what_only_looks_like_a_date_is_none() {
    for text in [
        "Covid-19, part 1",
        "March 8 rally draws 2000 people",
        "2000 um 4,5 Prozent",
        "3 May 25 people",
        "Boeing 737-800-2010",
        "10.11.12.2013",
        "192.168.2.2010",
        "01/02/03/2010",
        "https://news.example/2019-05-03/talks",
        "May 1990s",
        "in 2003",
        "a set 2010",
        "12345678",
        "version 2.4.18",
        "mid-June 2005",
        "3 of 2010 DOCUMENTS",
        "Tel. 030-12-2010-44",
        "Ferries 2 – 1 Lights, 1998",
        "may 2000 people come",
        "Harbour Star | 22 Aug 06:09 UTC",
        "Harbour News, Issue 12",
    ] {
        let found: Vec<_> = dates(text, &dating()).map(|mark| &text[mark.range]).collect();
        assert_eq!(found, Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn a_date_that_cannot_be_meant_is_refused() {
    for text in ["June 12, 2025", "RT | June 2, 2095", "3 May 1523", "February 30, 2020", "03.05.2026"] {
        assert_eq!(dates(text, &dating()).count(), 0, "{text}");
        assert_eq!(refused_dates(text, &dating()).count(), 1, "{text}");
    }
    check_only("June 11, 2025", "2025-06-11");
}

#[test]
fn figures_that_can_be_read_twice_say_so() {
    let check = |text: &str, order, expect: (&str, Option<&str>, Option<DateOrder>)| {
        let mark = date_only(text, &Dating { order, ..dating() }).unwrap();
        let other = mark.other.map(|other| other.to_string());
        assert_eq!((&*mark.published.to_string(), other.as_deref(), mark.shows), expect, "{text}");
    };
    check("03/04/2019", None, ("2019-03-04", Some("2019-04-03"), None));
    check("03/04/2019", Some(DateOrder::Dmy), ("2019-04-03", None, None));
    check("03-04-2019", None, ("2019-04-03", Some("2019-03-04"), None));
    check("04/04/2019", None, ("2019-04-04", None, None));
    check("13/04/2019", Some(DateOrder::Mdy), ("2019-04-13", None, Some(DateOrder::Dmy)));
    check("04/13/2019", None, ("2019-04-13", None, Some(DateOrder::Mdy)));
    check("09/05/2025", None, ("2025-05-09", None, Some(DateOrder::Dmy)));
}

#[test]
fn the_date_at_the_end_leaves_what_is_before_it() {
    check_end("Outlet – Tuesday, June 11, 2002", "2002-06-11 Outlet –");
    check_end("Toronto Sun, May 3, 1998", "1998-05-03 Toronto Sun,");
    check_end("Mail on Sunday, May 3, 1998", "1998-05-03 Mail on Sunday,");
    check_end(
        "Talks in the South – Deputy Minister – June 2, 2025",
        "2025-06-02 Talks in the South – Deputy Minister –",
    );
    check_end("Talks end May 3, 1997 without result", "-");
    check_end("Outlet | 2 June 2025.", "2025-06-02 Outlet |");
}

#[test]
fn wrapped_dates_are_joined() {
    let joined = |upper, lower| wrapped_date(upper, lower, &dating()).map(|mark| mark.published.to_string());
    assert_eq!(joined("Saturday, March 23,", "2002").as_deref(), Some("2002-03-23"));
    assert_eq!(joined("Saturday, March 23, 2002", "2002"), None);
    assert_eq!(joined("Nothing of the kind", "2002"), None);
    assert!(weekday_only("Saturday,") && weekday_only("zaterdag") && !weekday_only("Sat"));
}
