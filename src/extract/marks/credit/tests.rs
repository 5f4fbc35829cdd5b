//! Every form of credit line, and what only looks like one.

use super::*;
use crate::model::Day;

fn dating() -> Dating {
    Dating { today: Day::new(2025, 6, 10).unwrap(), order: None }
}

/// `expect`: form; outlet or `-`; people joined by `+` or `-`; date or `-`.
fn check(line: &str, expect: &str) {
    let found = credit(line, &dating()).map_or("-".to_owned(), |found| {
        let persons = if found.persons.is_empty() { "-".to_owned() } else { found.persons.join("+") };
        let date = found.date.map_or("-".to_owned(), |mark| mark.published.to_string());
        format!("{:?}; {}; {persons}; {date}", found.form, found.outlet.as_deref().unwrap_or("-"))
    });
    assert_eq!(found, expect, "{line}");
}

#[test]
fn a_name_and_a_date_are_a_credit() {
    check("Lantern – June 2, 2025", "NameDate; Lantern; -; 2025-06-02");
    check("FRT | June 2, 2025", "NameDate; FRT; -; 2025-06-02");
    check("Lantern – 01.06.2025", "NameDate; Lantern; -; 2025-06-01");
    check("Jane Roe | May 31, 2025", "NameDate; Jane Roe; -; 2025-05-31");
    check("Ferries of Oslo - May 31, 2025", "NameDate; Ferries of Oslo; -; 2025-05-31");
    check("harbour.example.com|2025-05-31", "NameDate; harbour.example.com; -; 2025-05-31");
    check("Lantern • 3 May 2010", "NameDate; Lantern; -; 2010-05-03");
    check("Dances On Water – May 30, 2025", "NameDate; Dances On Water; -; 2025-05-30");
    check("21st Century Ferry | 30 May 2025", "NameDate; 21st Century Ferry; -; 2025-05-30");
    check("Le Quai diplomatique | 30 May 2025", "NameDate; Le Quai diplomatique; -; 2025-05-30");
    check("FPI | Updated: Feb 13, 2020, 13:10 IST", "NameDate; FPI; -; 2020-02-13");
    check("Harbour Star | Jane Roe | May 3, 2010", "NameDate; Harbour Star; Jane Roe; 2010-05-03");
    check("Jane Roe | Harbour Star | May 3, 2010", "NameDate; Harbour Star; Jane Roe; 2010-05-03");
    check("May 30, 2025", "BareDate; -; -; 2025-05-30");
    check("(May 30, 2025)", "BareDate; -; -; 2025-05-30");
    check("June 2, 2025 | Harbour Star", "DateName; Harbour Star; -; 2025-06-02");
    check("June 2, 2025 – By Jane Roe", "DateName; -; Jane Roe; 2025-06-02");
    check("03-05-1999 | Harbour Star | Jane Roe", "DateName; Harbour Star; Jane Roe; 1999-05-03");
    check("Posted on May 3, 2019 by Jane Roe", "DateName; -; Jane Roe; 2019-05-03");
    check("Jane Roe · 3 May 2019 · 5 min read", "NameDate; Jane Roe; -; 2019-05-03");
    check("Harbour Star 3 May 1999", "NameDate; Harbour Star; -; 1999-05-03");
    check("\"Фонарь\" от 16 ноября 1990 г.", "NameDate; Фонарь; -; 1990-11-16");
    check("灯塔报 2025年6月2日", "NameDate; 灯塔报; -; 2025-06-02");
    check(
        "The Ferries Come Back At Last | Harbour Star | May 3, 2019",
        "HeadlineDate; Harbour Star; -; 2019-05-03",
    );
    check("3 May 2019: Ferries come back at last", "HeadlineDate; -; -; 2019-05-03");
    check(
        "2019-05-03 | Harbour Star | Ferries come back at last",
        "HeadlineDate; Harbour Star; -; 2019-05-03",
    );
    check("[2019-05-03] Ferries come back at last", "HeadlineDate; -; -; 2019-05-03");
    check("3 May 2019: The ferries came back at last.", "-");
    check(
        "FERRIES COME BACK AT LAST - Harbour Star, 3 May 2019",
        "HeadlineDate; Harbour Star; -; 2019-05-03",
    );
    check("Hafenbote vom 3. Mai 2019", "NameDate; Hafenbote; -; 2019-05-03");
    check("IDA BRANDT / Vellmora", "PersonJob; -; IDA BRANDT; -");
    check("Ferry sails on Friday          3 May 2019", "HeadlineDate; -; -; 2019-05-03");
    check("[Harbour Star] 3 May 2019", "NameDate; Harbour Star; -; 2019-05-03");
    check("May 3, 2009 Sunday  Late Edition - Final", "BareDate; -; -; 2009-05-03");
}

#[test]
fn a_byline_may_carry_outlet_and_date() {
    check(
        "By Jan Rafi Roe – New Ferry Outlook – June 1, 2025",
        "ByNameDate; New Ferry Outlook; Jan Rafi Roe; 2025-06-01",
    );
    check(
        "By Jane Roe | Dances On Water | May 30, 2025",
        "ByNameDate; Dances On Water; Jane Roe; 2025-05-30",
    );
    check("By Jane Roe | November 13, 2014", "ByNameDate; -; Jane Roe; 2014-11-13");
    check(
        "By Jane Roe and Ben Doe | Harbour Star | May 3, 2010",
        "ByNameDate; Harbour Star; Jane Roe+Ben Doe; 2010-05-03",
    );
    check(
        "By The Ferryman – The Ferry Blog – June 1, 2025",
        "ByNameDate; The Ferry Blog; The Ferryman; 2025-06-01",
    );
    check("By Jane Roe | Staff Writer | May 3, 2010", "ByNameDate; -; Jane Roe; 2010-05-03");
    check("By Jane Roe // Harbour Star // May 3, 2019", "ByNameDate; Harbour Star; Jane Roe; 2019-05-03");
    check("By JANE ROE  Published: May 3, 2009", "ByNameDate; -; JANE ROE; 2009-05-03");
    check("Posted by Jane Roe on May 3, 2019", "ByNameDate; -; Jane Roe; 2019-05-03");
    check("By Jane Roe, May 3, 2010", "ByNameDate; -; Jane Roe; 2010-05-03");
    check("By Jane Roe, Harbour Star, May 3, 2010", "ByNameDate; Harbour Star; Jane Roe; 2010-05-03");
}

#[test]
fn outlet_comma_date_is_a_credit() {
    check("TASS, 2 June 2025", "OutletCommaDate; TASS; -; 2025-06-02");
    check("The Harbour Star, May 3, 1993", "OutletCommaDate; The Harbour Star; -; 1993-05-03");
    check("Sunday Star (London), 3 May 2003", "OutletCommaDate; Sunday Star; -; 2003-05-03");
    check("Harbour Star, maandag 3 mei 2010, p. 12, 410w.", "NumberedSource; Harbour Star; -; 2010-05-03");
    check(
        "\"Harbour Star\" Nr. 101 vom 03.05.2012       Seite: 4",
        "NumberedSource; Harbour Star; -; 2012-05-03",
    );
    check(
        "Harbour Star ; Boston, Mass. [Boston, Mass]03 May 2011: B.4.",
        "NumberedSource; Harbour Star; -; 2011-05-03",
    );
    check("PC Ferry  May 3 1993 v10 n4 p7(1)", "NumberedSource; PC Ferry; -; 1993-05-03");
}

#[test]
fn a_date_may_stand_on_the_headlines_line() {
    check("Flaw Found in Ferry          May 3, 1997", "HeadlineDate; -; -; 1997-05-03");
    check("A Short Ferry Headline             March 1995", "HeadlineDate; -; -; 1995-03");
    let line = "  Flaw Found in Ferry          May 3, 1997";
    let headline = credit(line, &dating()).unwrap().headline.unwrap();
    assert_eq!(&line[headline], "Flaw Found in Ferry");
    check("Jane Roe          May 3, 1997", "HeadlineDate; -; Jane Roe; 1997-05-03");
}

#[test]
fn bylines_without_a_date_are_credits() {
    check("By Jane Roe", "By; -; Jane Roe; -");
    check("BY JANE ROE", "By; -; JANE ROE; -");
    check("By: Jane E. Roe (Harbour Star)", "ByBracketOutlet; Harbour Star; Jane E. Roe; -");
    check("by Jane Roe (Harbour Star)", "ByBracketOutlet; Harbour Star; Jane Roe; -");
    check("By Jane Roe  (Harbour Star)(Page A22)", "ByBracketOutlet; Harbour Star; Jane Roe; -");
    check("By Jane Roe (Harbour Star) p. 4B", "ByBracketOutlet; Harbour Star; Jane Roe; -");
    check("By Ben Roe of The Daily Ferry", "ByOfOutlet; The Daily Ferry; Ben Roe; -");
    check("By Jane Roe, Harbour Star Staff Writer", "By; Harbour Star; Jane Roe; -");
    check("By JANE ROE, --(Reuter)", "ByBracketOutlet; Reuter; JANE ROE; -");
    check("By Jane Roe / jane.roe@example.com", "By; -; Jane Roe; -");
    check("By JANE ROE Associated Press Writer", "By; Associated Press; JANE ROE; -");
    check("By Lantern Staff Reporter", "By; Lantern; -; -");
    check("By Jane Roe, special to the Lantern", "By; Lantern; Jane Roe; -");
    check("By dpa correspondents", "By; dpa; -; -");
    check("Von unserem Redakteur Jan Roe", "By; -; Jan Roe; -");
    check("VAN ONZE CORRESPONDENT", "Job; -; -; -");
    check("Van onze redacteur", "Job; -; -; -");
    check("Por Ana Roble", "By; -; Ana Roble; -");
    check("Von Hans Roe und Ida Doe", "By; -; Hans Roe+Ida Doe; -");
    check("Автор: Иван Петров", "By; -; Иван Петров; -");
    check("By The Associated Press", "By; The Associated Press; -; -");
    check("JANE ROE, Associated Press writer", "PersonJob; Associated Press; JANE ROE; -");
    check("Jane Roe - Lantern Washington Bureau", "PersonJob; -; Jane Roe; -");
    check("Harbour Star Staff Writer", "Job; Harbour Star; -; -");
    check("Special to The Harbour Star", "Job; The Harbour Star; -; -");
}

#[test]
fn outlets_are_credited_by_a_word_or_a_bracket() {
    check(">From USA Today", "From; USA Today; -; -");
    check("From the Harbour Star", "From; Harbour Star; -; -");
    check("Taken from the Harbour Times", "From; Harbour Times; -; -");
    check("Compiled from Ferry Digest", "From; Ferry Digest; -; -");
    check("(PRNewswire)", "BracketOutlet; PRNewswire; -; -");
    check("(AP News wire)", "BracketOutlet; AP News wire; -; -");
    check("(Harbour Star)(Page A22)", "BracketOutlet; Harbour Star; -; -");
    check("(Lantern) p. 40", "BracketOutlet; Lantern; -; -");
    check("(Harbour Star, May 3, 1993, page 9)", "BracketCredit; Harbour Star; -; 1993-05-03");
    check("(The Gazette, Reno, Nev., 05/03/94)", "BracketCredit; The Gazette; -; 1994-05-03");
    check("EFE / Madrid", "Agency; EFE; -; -");
    check("AFP, Paris", "Agency; AFP; -; -");
    check("De nuestro corresponsal", "Job; -; -; -");
    check("Reuter News", "Agency; Reuter News; -; -");
    check("UPI Sources", "Agency; UPI Sources; -; -");
    check("Source: Harbour Star, June 2, 2025", "Source; Harbour Star; -; 2025-06-02");
    check("Quelle: Hafenblatt", "Source; Hafenblatt; -; -");
    check("jane.roe@example.com", "Mail; -; -; -");
    let url = credit("Source: https://ferry.example.com/2025-05-31/a.html?x=1", &dating()).unwrap().url;
    assert_eq!(url.as_deref(), Some("https://ferry.example.com/2025-05-31/a.html?x=1"));
    assert_eq!(credit("(Harbour Star) p. 40", &dating()).unwrap().page.as_deref(), Some("40"));
}

#[test]
fn a_credit_may_stand_in_or_behind_a_note() {
    let text = "Second Man Charged (Ferry Journal, May 3, 1993) -- A second man (aged 40) was charged.";
    let (range, found) = bracket_credit(text, &dating()).unwrap();
    assert_eq!(
        (&text[range], found.outlet.as_deref()),
        ("(Ferry Journal, May 3, 1993)", Some("Ferry Journal"))
    );
    let text = "It was late. (Ferry Journal, May 3, 1993, page 9)";
    let (range, found) = bracket_credit_at_end(text, &dating()).unwrap();
    assert_eq!((range.start, found.page.as_deref()), (13, Some("9")));
    assert_eq!(bracket_credit_at_end("It was late (he said).", &dating()), None);
}

#[test]
fn what_only_looks_like_a_credit_is_none() {
    for line in [
        "By June 2, 2025 the talks had failed.",
        "By the end of May, all had left.",
        "By June 2, 2025, ferries sank – and rose.",
        "By Then It Was Too Late",
        "By Harbour Without Ministry On Ferries Have",
        "FRT reported on June 2, 2025 that ferries sank.",
        "“On June 2, 2025 we left,” she told FRT | who cares at all here.",
        "June 2, 2025: the ferry sinks.",
        "Lantern – a state outlet – said so on June 2, 2025.",
        "Key statements:",
        "Ferries in South – Deputy Minister",
        "From Bad to Worse",
        "By Harbour Ferries Sailors Widows Orphans Mourned",
        "From Harbour With Love",
        "(video)",
        "Ferry sinks on June 2",
        "He died in London, May 3, 2003",
        "© Harbour Star, 3 May 1999",
        "(Page A22)",
        "On May 3, 2019 by noon the ferry was late.",
        "The ferry sank in the winter of May 3, 1999",
        "Sanctions amid Talks",
        "",
        "   ",
    ] {
        check(line, "-");
    }
}

#[test]
fn a_date_that_cannot_be_meant_leaves_a_credit_without_date() {
    let found = credit("Lantern | June 2, 2095", &dating()).unwrap();
    assert_eq!((found.form, found.date, found.refused), (Form::NameDate, None, Some(10..22)));
}

#[test]
fn a_remark_in_brackets_may_stand_behind_the_date() {
    check("Harbour Star, 20 June 2006 (registration needed)", "OutletCommaDate; Harbour Star; -; 2006-06-20");
}

#[test]
fn labels_may_share_a_line() {
    check("date: 2025-06-08, from: Harbour News", "Source; Harbour News; -; 2025-06-08");
    check("Website: The Harbour Star", "Source; The Harbour Star; -; -");
}

#[test]
fn outlets_of_scripts_without_blanks_are_told_by_their_last_sign() {
    check("2025-06-02 18:43:37 来源：港口网", "Source; 港口网; -; 2025-06-02");
    check("港口报 A12：评论 2025-06-02", "NameDate; 港口报; -; 2025-06-02");
    check("渡口今天在九个星期之后重新开放 2025-06-02", "-");
}
