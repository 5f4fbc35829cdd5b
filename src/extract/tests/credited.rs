//! Digests whose articles print a credit line.

use super::*;

#[test]
fn credits_below_headlines_need_no_blank_lines() {
    let text = format!(
        "Ferry sails again after nine weeks\nThe Quay – June 2, 2025\n{FERRY}\n{TOLL}\n\
         Who pays for the pier – and when?\nBy Jane Roe – Island Review – 01.06.2025\n{TOLL}\n{COD}\n\
         Cod prices climb\nBy John Doe | Vellmora Herald | May 30, 2025\n{COD}\n\
         Mayor: “No toll this year”\nMax Coe | May 31, 2025\n{FERRY}\n\
         Customs house to be painted\nMay 29, 2025\n{TOLL}"
    );
    check(
        &text,
        &[
            "1-4 Ferry sails again after nine weeks | The Quay | - | 2025-06-02",
            "5-8 Who pays for the pier – and when? | Island Review | Jane Roe | 2025-06-01",
            "9-11 Cod prices climb | Vellmora Herald | John Doe | 2025-05-30",
            "12-14 Mayor: “No toll this year” | Max Coe | - | 2025-05-31",
            "15-17 Customs house to be painted | - | - | 2025-05-29",
        ],
    );
}

#[test]
fn a_credit_over_two_lines_is_one_credit() {
    let text = format!(
        "Ferry sails again\nBy Jane Roe\nHarbour Wire, 2 June 2025\n{FERRY}\n\
         Cod prices climb\nBy John Doe\nHarbour Wire, 3 June 2025\n{COD}"
    );
    check(
        &text,
        &[
            "1-4 Ferry sails again | Harbour Wire | Jane Roe | 2025-06-02",
            "5-8 Cod prices climb | Harbour Wire | John Doe | 2025-06-03",
        ],
    );
}

#[test]
fn headlines_may_look_like_credits() {
    let text = format!(
        "By Boat to Vellmora Again\nThe Quay | June 2, 2025\n{FERRY}\n\
         Toll to end on June 12\nThe Quay | June 1, 2025\n{TOLL}\n\
         Quay: a year in planks, 2024\nThe Quay | May 31, 2025\n{COD}\n\
         Pier open – Harbour Wire\nThe Quay | May 30, 2025\n{COD}"
    );
    check(
        &text,
        &[
            "1-3 By Boat to Vellmora Again | The Quay | - | 2025-06-02",
            "4-6 Toll to end on June 12 | The Quay | - | 2025-06-01",
            "7-9 Quay: a year in planks, 2024 | The Quay | - | 2025-05-31",
            "10-12 Pier open – Harbour Wire | The Quay | - | 2025-05-30",
        ],
    );
}

#[test]
fn lists_subheads_tails_and_dated_sentences_start_no_article() {
    let text = format!(
        "Ferry sails again\nThe Quay | June 2, 2025\n{FERRY}\nKey points:\n- the pier is mended\n- the toll stays\n\
         Planks amid Storms\n{TOLL}\nThe Quay reported on June 1, 2025 that planks were short.\n\
         By May 28, 2025, the dock was empty – again.\nMay 27, 2025: the crane broke.\nSource: The Quay, May 26, 2025\n\
         Jane Roe is a research analyst of island affairs.\n\
         Cod prices climb\nMax Coe | June 1, 2025\n{COD}\nFollow me:\nLetters: https://coe.example.com/\n\
         Support the channel:\nCoffee: coffee.example/coe\n\
         Toll to stay\nThe Quay | June 1, 2025\n{TOLL}\nSource: https://quay.example/toll — Min 31:55"
    );
    check(
        &text,
        &[
            "1-13 Ferry sails again | The Quay | - | 2025-06-02",
            "14-20 Cod prices climb | Max Coe | - | 2025-06-01",
            "21-24 Toll to stay | The Quay | - | 2025-06-01",
        ],
    );
}

#[test]
fn a_credit_may_stand_above_the_headline() {
    let article = |outlet: &str, date: &str, headline: &str, writer: &str, text: &str| {
        format!("{outlet}\n{date}\n{headline}\nBy {writer}\n\n{text}\n\n")
    };
    let text = [
        article(
            "THE VELLMORA HERALD",
            "May 3, 2001",
            "Ferry sails again after nine weeks",
            "Jane Roe",
            FERRY,
        ),
        article("THE DAILY QUAY", "April 9, 2001", "Cod prices climb before Easter", "John Doe", COD),
        article("THE ISLAND POST", "May 7, 2001", "Mayor asks for a hearing", "Ann Poe and Max Coe", TOLL),
    ];
    check(
        &text.concat(),
        &[
            "1-6 Ferry sails again after nine weeks | THE VELLMORA HERALD | Jane Roe | 2001-05-03",
            "8-13 Cod prices climb before Easter | THE DAILY QUAY | John Doe | 2001-04-09",
            "15-20 Mayor asks for a hearing | THE ISLAND POST | Ann Poe, Max Coe | 2001-05-07",
        ],
    );
}

#[test]
fn an_outlet_above_and_a_bare_name_below_belong_to_the_article() {
    let article = |outlet: &str, headline: &str, writer: &str, date: &str| {
        format!("{outlet}\n\n{headline}\n\n{writer}\n{date}\n\n{}\n\n\n", wrapped(FERRY))
    };
    let text = [
        article("The Vellmora Herald", "Ferry sails again after nine weeks", "By Jane Roe", "May 3, 2001"),
        article("The Daily Quay", "Cod prices climb before Easter", "John Doe", "April 9, 2001"),
    ];
    check(
        &text.concat(),
        &[
            "1-11 Ferry sails again after nine weeks | The Vellmora Herald | Jane Roe | 2001-05-03",
            "14-24 Cod prices climb before Easter | The Daily Quay | John Doe | 2001-04-09",
        ],
    );
}

#[test]
fn a_credit_may_stand_at_the_end_of_its_article() {
    let article =
        |headline: &str, text: &str, credit: &str| format!("{headline}\n\n{}\n({credit})\n\n", wrapped(text));
    let text = [
        article("Ferry sails again after nine weeks", TOLL, "The Vellmora Herald, May 3, 1993, page 9"),
        article("Cod prices climb before Easter", COD, "Daily Quay, April 9, 1993, page 1"),
    ];
    check(
        &text.concat(),
        &[
            "1-7 Ferry sails again after nine weeks | The Vellmora Herald | - | 1993-05-03",
            "9-14 Cod prices climb before Easter | Daily Quay | - | 1993-04-09",
        ],
    );
}

#[test]
fn a_credit_may_close_the_last_paragraph() {
    let article = |headline: &str, text: &str, credit: &str| format!("{headline}\n\n{text} ({credit})\n\n");
    let text = [
        article("Ferry sails again after nine weeks", TOLL, "The Quay, May 3, 1993"),
        article("Cod prices climb before Easter", COD, "Island Post, April 9, 1993"),
        article("Mayor asks for a hearing", FERRY, "Quay Times, May 7, 1993"),
    ];
    check(
        &text.concat(),
        &[
            "1-3 Ferry sails again after nine weeks | The Quay | - | 1993-05-03",
            "5-7 Cod prices climb before Easter | Island Post | - | 1993-04-09",
            "9-11 Mayor asks for a hearing | Quay Times | - | 1993-05-07",
        ],
    );
}

#[test]
fn from_lines_credit_outlets() {
    let article =
        |headline: &str, credit: &str, text: &str| format!("{headline}\n{credit}\n\n{}\n\n\n", wrapped(text));
    let text = [
        article("Ferry Sails Again", ">From the Quay Times", TOLL),
        article("Cod Prices Climb", "Compiled from Harbour Digest", COD),
        article("Mayor Asks For A Hearing", "by Jane Roe (Daily Quay)(Page A22)", FERRY),
    ];
    check(
        &text.concat(),
        &[
            "1-7 Ferry Sails Again | Quay Times | - | -",
            "10-15 Cod Prices Climb | Harbour Digest | - | -",
            "18-24 Mayor Asks For A Hearing | Daily Quay | Jane Roe | -",
        ],
    );
}

#[test]
fn each_article_has_its_own_language() {
    let text = format!(
        "Fähre fährt wieder\nVellmora Zeitung | 3. Mai 2021\nDie Fähre, die die Insel mit dem Festland verbindet, ist am \
         Freitag nach neun Wochen wieder ausgelaufen, wie das Hafenamt mitteilte.\n\
         Cod prices climb\nThe Quay | May 4, 2021\n{COD}\n\
         Le bac reprend la mer\nLe Quai – 5 mai 2021\nLe bac qui relie l'île au continent a repris la mer vendredi après \
         neuf semaines de réparations, a annoncé le port."
    );
    let languages: Vec<String> =
        found(&text).iter().map(|article| article.lang.unwrap().code().to_owned()).collect();
    assert_eq!(languages, ["de", "en", "fr"]);
}

#[test]
fn a_date_that_cannot_be_is_not_taken_and_said() {
    let text = format!(
        "Ferry sails again\nThe Quay | June 2, 2525\n{FERRY}\nCod prices climb\nThe Quay | June 1, 2025\n{COD}"
    );
    check(
        &text,
        &["1-3 Ferry sails again | The Quay | - | -", "4-6 Cod prices climb | The Quay | - | 2025-06-01"],
    );
    assert_eq!(codes(&text), [Code::ImpossibleDate]);
}

#[test]
fn figures_are_read_in_the_order_that_the_file_shows() {
    let text = format!(
        "Ferry sails again\nThe Quay | 03/04/2019\n{FERRY}\nCod prices climb\nThe Quay | 25/03/2019\n{COD}\n\
         Toll to stay\nThe Quay | 02/04/2019\n{TOLL}"
    );
    check(
        &text,
        &[
            "1-3 Ferry sails again | The Quay | - | 2019-04-03",
            "4-6 Cod prices climb | The Quay | - | 2019-03-25",
            "7-9 Toll to stay | The Quay | - | 2019-04-02",
        ],
    );
}

#[test]
fn figures_that_nothing_settles_are_doubted() {
    let text = format!(
        "Ferry sails again\nThe Quay | 03/04/2019\n{FERRY}\nCod prices climb\nThe Quay | 05/04/2019\n{COD}"
    );
    assert_eq!(codes(&text), [Code::AmbiguousDate]);
}

#[test]
fn a_short_text_keeps_two_headlines_with_their_dates_apart() {
    let text = "Choir loses its key             March 1995\n\nThe key was found in the river, where\nit had been for a year.\n\n\
                Organ finds a new one           August, 1995\n\nIt is a little lower than the old one was,\nthe organist says.\n";
    assert_eq!(super::found(text).len(), 2);
}
