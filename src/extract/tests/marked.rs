//! Digests whose articles stand apart by rules, numbers, signs or blank lines.

use super::*;

#[test]
fn a_date_may_stand_on_the_headlines_own_line() {
    let article = |headline: &str, credit: &str, text: &str| {
        format!("{headline}\n~~~~~~~~~~~~~~~~~~~\n{credit}\n\n{}\n\n{}\n\n", wrapped(text), "-".repeat(72))
    };
    let text = format!(
        "                     ==Harbour Watch==\n\n           Volume Six, Issue Four, File 2 of 9\n\n{}{}{}",
        article(
            "Ferry Thief Caught                       May 3, 1993",
            "by Jane Roe (Vellmora Herald)(Page A22)",
            TOLL
        ),
        article("Cod Prices Climb                         March 1993", "Taken from the Quay Times", COD),
        article(
            "Harbour Master Resigns Amid Questions About The Missing\nPlanks                         May 9, 1993",
            "by Ann Poe (Island Post) p. 4B",
            TOLL
        ),
    );
    check(
        &text,
        &[
            "5-12 Ferry Thief Caught | Vellmora Herald | Jane Roe | 1993-05-03",
            "16-22 Cod Prices Climb | Quay Times | - | 1993-03",
            "26-34 Harbour Master Resigns Amid Questions About The Missing Planks | Island Post | Ann Poe | 1993-05-09",
        ],
    );
}

#[test]
fn rules_stand_between_articles() {
    let text = format!(
        "Ferry sails again after nine weeks\n\n{FERRY}\n\n* * *\n\nCod prices climb before Easter\n\n{COD}\n\n* * *\n\n\
         Mayor asks for a hearing\n\n{TOLL}\n"
    );
    check(
        &text,
        &[
            "1-3 Ferry sails again after nine weeks | - | - | -",
            "7-9 Cod prices climb before Easter | - | - | -",
            "13-15 Mayor asks for a hearing | - | - | -",
        ],
    );
}

#[test]
fn starred_headlines_begin_articles() {
    let text = format!(
        "****** FERRY SAILS AGAIN ******\n\n{}\n\n****** COD PRICES CLIMB ******\n\n{}\n",
        wrapped(FERRY),
        wrapped(COD)
    );
    check(&text, &["1-6 FERRY SAILS AGAIN | - | - | -", "8-12 COD PRICES CLIMB | - | - | -"]);
}

#[test]
fn headlines_may_stand_between_two_rules() {
    let rule = "=".repeat(60);
    let text = format!(
        "HARBOUR WEEKLY\nIssue 12, May 3, 2001\n\nIN THIS ISSUE:\nFerry sails again\nCod prices climb\n\n{rule}\nFERRY SAILS AGAIN\n{rule}\n{}\n\n\
         {rule}\nCOD PRICES CLIMB\n{rule}\n{}\n\n{rule}\nMAYOR ASKS FOR A HEARING\n{rule}\n{}\n",
        wrapped(FERRY),
        wrapped(COD),
        wrapped(TOLL)
    );
    check(
        &text,
        &[
            "9-14 FERRY SAILS AGAIN | - | - | 2001-05-03",
            "17-21 COD PRICES CLIMB | - | - | 2001-05-03",
            "24-29 MAYOR ASKS FOR A HEARING | - | - | 2001-05-03",
        ],
    );
    assert_eq!(roles(&text)[4].1, Role::Contents);
}

#[test]
fn a_contents_list_is_no_article() {
    let text = format!(
        "Contents\n1. Ferry sails again\n2. Cod prices climb\n\n1. Ferry sails again\nThe Quay, maandag 3 mei 2010, p. 12, 410w.\n\n{FERRY}\n\n\
         2. Cod prices climb\nIsland Post, dinsdag 4 mei 2010, p. 1, 210w.\n\n{COD}\n"
    );
    check(
        &text,
        &[
            "5-8 Ferry sails again | The Quay | - | 2010-05-03",
            "10-13 Cod prices climb | Island Post | - | 2010-05-04",
        ],
    );
}

#[test]
fn mails_of_a_digest_are_its_articles() {
    let mail = |writer: &str, subject: &str, text: &str| {
        format!(
            "Date: Thu, 2 May 2002 10:11:12 +0200\nFrom: {writer}\nSubject: {subject}\n\n{}\n\n{}\n\n",
            wrapped(text),
            "-".repeat(30)
        )
    };
    let text = format!(
        "Harbour Digest             Friday, 3 May 2002    Volume 7 : Issue 41\n\nToday's Topics:\n\n   1. Ferry sails again\n\n{}\n\n{}{}{}End of Harbour Digest\n",
        "-".repeat(70),
        mail("Jane Roe <jane@quay.example>", "Ferry sails again", FERRY),
        mail("John Doe <doe@quay.example>", "Cod prices", COD),
        mail("Ann Poe <poe@quay.example>", "The toll", TOLL),
    );
    check(
        &text,
        &[
            "9-16 Ferry sails again | - | Jane Roe | 2002-05-02",
            "20-26 Cod prices | - | John Doe | 2002-05-02",
            "30-37 The toll | - | Ann Poe | 2002-05-02",
        ],
    );
}

#[test]
fn notes_may_credit_their_outlet_in_the_text() {
    let text = format!(
        "Quicknotes\n~~~~~~~~~~\n\n{}\n\n{}\n",
        wrapped(&format!("1.  Ferry Sails Again (Vellmora Herald, May 3, 1993, page 9) -- {TOLL}")),
        wrapped(&format!("2.  Cod Prices Climb (Daily Quay, April 9, 1993) -- {COD}")),
    );
    check(
        &text,
        &[
            "4-8 Ferry Sails Again | Vellmora Herald | - | 1993-05-03",
            "10-12 Cod Prices Climb | Daily Quay | - | 1993-04-09",
        ],
    );
    assert!(
        found(&text)
            .iter()
            .zip(["Repairs", "Prices"])
            .all(|(article, start)| article.body.starts_with(start))
    );
}

#[test]
fn wide_gaps_alone_may_stand_between_articles() {
    let text = format!(
        "Ferry sails again after nine weeks\n\n{FERRY}\n\n{TOLL}\n\n\nCod prices climb before Easter\n\n{COD}\n\n\n\
         Mayor asks for a hearing on tolls\n\n{TOLL}\n"
    );
    check(
        &text,
        &[
            "1-5 Ferry sails again after nine weeks | - | - | -",
            "8-10 Cod prices climb before Easter | - | - | -",
            "13-15 Mayor asks for a hearing on tolls | - | - | -",
        ],
    );
}

#[test]
fn notes_may_be_a_section_of_a_digest_and_their_heads_broken() {
    let rule = "_".repeat(70);
    let underlined = |headline: &str, text: &str| {
        format!(
            "{headline}\n{}\nby Ida Brandt (Harbour Post)\n\n{}\n{rule}\n\n",
            "~".repeat(headline.len()),
            wrapped(text)
        )
    };
    let note = |number: u32, head: &str, text: &str| format!("{number}.  {head} -- {}\n\n", wrapped(text));
    let text = [
        underlined("Ferry sails again", FERRY),
        underlined("Toll rises at the bridge", TOLL),
        underlined("Cod is dear this year", COD),
        "Notes in Short\n~~~~~~~~~~~~~~\n".to_owned(),
        note(
            1,
            "Crane sold to the highest bidder after a night of\n    talks (Quay Echo, May 3,\n    1993)",
            FERRY,
        ),
        note(2, "Gull elected mascot (Dell Courier, May 4, 1993)", TOLL),
    ]
    .concat();
    let lines: Vec<String> = found(&text).iter().map(line).collect();
    let fields: Vec<&str> = lines.iter().filter_map(|line| Some(line.split_once(' ')?.1)).collect();
    assert_eq!(
        fields,
        [
            "Ferry sails again | Harbour Post | Ida Brandt | -",
            "Toll rises at the bridge | Harbour Post | Ida Brandt | -",
            "Cod is dear this year | Harbour Post | Ida Brandt | -",
            "Crane sold to the highest bidder after a night of talks | Quay Echo | - | 1993-05-03",
            "Gull elected mascot | Dell Courier | - | 1993-05-04",
        ]
    );
}

#[test]
fn abstracts_stand_under_quoted_headlines_with_their_credit_behind() {
    let one = |head: &str, text: &str| format!("{head}\n\n{}\n\n", wrapped(text));
    let text = [
        one("\"Ferry Sails Again\" Harbour Post (05/13/93) Vol. 2, P. 7  (Brandt, Ida)", FERRY),
        one("\"Toll Rises at the Bridge, and Nobody Was Asked About It\" Quay\nEcho (05/14/93) P. 3", TOLL),
        one("\"Cod Is Dear This Year\" Dell Courier (05/15/93)", COD),
    ]
    .concat();
    let lines: Vec<String> = found(&text).iter().map(line).collect();
    let fields: Vec<&str> = lines.iter().filter_map(|line| Some(line.split_once(' ')?.1)).collect();
    assert_eq!(
        fields,
        [
            "\"Ferry Sails Again\" | Harbour Post | Ida Brandt | 1993-05-13",
            "\"Toll Rises at the Bridge, and Nobody Was Asked About It\" | Quay Echo | - | 1993-05-14",
            "\"Cod Is Dear This Year\" | Dell Courier | - | 1993-05-15",
        ]
    );
}

#[test]
fn the_head_of_each_page_is_no_article() {
    let page = |number: u32| {
        format!(
            "Harbour Medical News Letter          Page {number}\nVolume 6, Number 10          April 20, 1993\n\n"
        )
    };
    let article = |headline: &str, number: u32, text: &str| {
        format!(
            "{headline}\nby Ida Brandt (Harbour Post)\n\n{}\n\n{}{}\n\n",
            wrapped(text),
            page(number),
            wrapped(TOLL)
        )
    };
    let text = [
        article("Ferry sails again", 42, FERRY),
        article("Toll rises at the bridge", 43, TOLL),
        article("Cod is dear this year", 44, COD),
    ]
    .concat();
    let headlines: Vec<String> = found(&text).into_iter().map(|article| article.headline).collect();
    assert_eq!(headlines, ["Ferry sails again", "Toll rises at the bridge", "Cod is dear this year"]);
}

#[test]
fn headlines_may_end_in_a_colon_where_most_do() {
    let one = |headline: &str, text: &str| format!("{headline}:\n\n{}\nQuay Echo, 3/6/92\n\n", wrapped(text));
    let digest = one("A last good bye at the quay", COD)
        + &one("Cod is dear and dearer", TOLL)
        + &one("Bridge burns in new unrest", FERRY)
        + &one("Pilots fear the new year", COD);
    check(
        &digest,
        &[
            "1-6 A last good bye at the quay | Quay Echo | - | 1992-03-06",
            "8-14 Cod is dear and dearer | Quay Echo | - | 1992-03-06",
            "16-22 Bridge burns in new unrest | Quay Echo | - | 1992-03-06",
            "24-29 Pilots fear the new year | Quay Echo | - | 1992-03-06",
        ],
    );
}

#[test]
fn the_number_of_a_headline_may_be_emphasised_with_it() {
    let one = |number: usize, headline: &str, text: &str| {
        format!(
            "**{number}. {headline}**\n**Source:** Quay Echo\n**Date:** March {number}, 2019\n\n{text}\n\n\n"
        )
    };
    let digest =
        one(1, "Crane is sold", FERRY) + &one(2, "Toll rises again", TOLL) + &one(3, "Cod is dear", COD);
    check(
        &digest,
        &[
            "1-5 Crane is sold | Quay Echo | - | 2019-03-01",
            "8-12 Toll rises again | Quay Echo | - | 2019-03-02",
            "15-19 Cod is dear | Quay Echo | - | 2019-03-03",
        ],
    );
}

#[test]
fn the_subject_of_a_message_is_its_headline_as_printed() {
    let message = |name: &str, subject: &str, text: &str| {
        format!(
            "Date: Mon, 3 May 1993 12:00:00 GMT\nFrom: {name}\nSubject: {subject}\n\n{}\n\n",
            wrapped(text)
        )
    };
    let rule = "-".repeat(30);
    let digest = format!(
        "Quay Digest, Number 12\n\n{rule}\n\n{}{rule}\n\n{}{rule}\n\n{}",
        message("Ida Brandt <ida@quay.example>", "Re: The toll (Echo 15.25)", FERRY),
        message("Otto Krahn <otto@quay.example>", "Cod", TOLL),
        message("Ida Brandt <ida@quay.example>", "FW: Cod", COD),
    );
    let headlines: Vec<String> = found(&digest).into_iter().map(|article| article.headline).collect();
    assert_eq!(headlines, ["Re: The toll (Echo 15.25)", "Cod", "FW: Cod"]);
}
