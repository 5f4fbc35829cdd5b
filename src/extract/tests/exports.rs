//! Exports of archives: counters, labels, codes.

use super::*;

/// An article as an archive prints it, between counter and rights.
fn counted(number: u32, outlet: &str, date: &str, head: &str, writer: &str, text: &str) -> String {
    let middle = |text: &str| format!("{text:^76}");
    [
        middle(&format!("{number} of 2 DOCUMENTS")),
        String::new(),
        middle(outlet),
        String::new(),
        middle(date),
        middle("Late Edition - Final"),
        String::new(),
        head.to_owned(),
        String::new(),
        format!("BYLINE: {writer}"),
        String::new(),
        "LENGTH: 212  words".to_owned(),
        String::new(),
        wrapped(text),
        String::new(),
        "LOAD-DATE: May 9, 2009".to_owned(),
        String::new(),
        "LANGUAGE: ENGLISH".to_owned(),
        String::new(),
        middle(&format!("Copyright 2009 {outlet}")),
        String::new(),
        String::new(),
    ]
    .join("\n")
}

#[test]
fn counters_and_labels_tell_the_articles_of_an_archive() {
    let text = [
        counted(1, "The Vellmora Herald", "May 3, 2009 Sunday", "Ferry sails again", "JANE ROE", FERRY),
        counted(
            2,
            "Daily Quay",
            "May 4, 2009 Monday",
            "HEADLINE: Cod prices climb;\nTraders blame the nets",
            "John Doe",
            COD,
        ),
    ];
    check(
        &text.concat(),
        &[
            "3-23 Ferry sails again | The Vellmora Herald | JANE ROE | 2009-05-03",
            "27-47 Cod prices climb; Traders blame the nets | Daily Quay | John Doe | 2009-05-04",
        ],
    );
}

#[test]
fn an_export_may_put_the_headline_first() {
    let article = |head: &str, outlet: &str, date: &str, text: &str| {
        format!(
            "{head}\n{outlet}\n{date}\n\nCopyright 2021 {outlet} All Rights Reserved\n\nSection: NEWS; Pg. 4\n\
             Length: 212 words\nByline: Jane Roe\nBody\n\n{text}\n\nLanguage: ENGLISH\n\nLoad-Date: May 9, 2021\n\n\
             End of Document\n\n"
        )
    };
    let text = [
        article("Ferry sails again", "The Vellmora Herald", "May 3, 2021 Monday", FERRY),
        article("Cod prices climb", "Daily Quay", "May 4, 2021 Tuesday 9:50 PM GMT+1", COD),
    ];
    check(
        &text.concat(),
        &[
            "1-16 Ferry sails again | The Vellmora Herald | Jane Roe | 2021-05-03",
            "20-35 Cod prices climb | Daily Quay | Jane Roe | 2021-05-04",
        ],
    );
}

#[test]
fn codes_of_two_letters_are_labels() {
    let article = |head: &str, writer: &str, date: &str, outlet: &str, text: &str| {
        format!(
            "SE  News\nHD  {head}\nBY  {writer}\nWC  212 words\nPD  {date}\nSN  {outlet}\nLP\n{text}\n\nTD\n{TOLL}\n\n\
             AN  Document X000020100503e6530\n\n"
        )
    };
    let text = [
        article("Ferry sails again", "Jane Roe", "3 May 2010", "The Vellmora Herald", FERRY),
        article("Cod prices climb", "John Doe", "4 May 2010", "Daily Quay", COD),
    ];
    check(
        &text.concat(),
        &[
            "1-13 Ferry sails again | The Vellmora Herald | Jane Roe | 2010-05-03",
            "15-27 Cod prices climb | Daily Quay | John Doe | 2010-05-04",
        ],
    );
    assert!(found(&text.concat()).iter().all(|article| article.body.starts_with(['T', 'P'])));
}

#[test]
fn an_archive_closes_its_articles_in_the_language_of_whoever_exports() {
    let article = |headline: &str, date: &str, outlet: &str, text: &str, number: &str| {
        format!(
            "{headline}\n\n212 字\n\n{date}\n\n{outlet}\n\nQUAY\n\n英文\n\nCopyright (2018) {outlet}\n\n{text}\n\n\
             文件 QUAY0020180914eea7{number}\n\n"
        )
    };
    let text = [
        article("Ferry sails again", "2018 年 10 月 7 日 17:04", "The Vellmora Herald", FERRY, "0005l"),
        article("Cod prices climb", "2018 年 10 月 8 日", "Daily Quay", COD, "0006l"),
    ];
    check(
        &text.concat(),
        &[
            "1-17 Ferry sails again | The Vellmora Herald | - | 2018-10-07",
            "19-35 Cod prices climb | Daily Quay | - | 2018-10-08",
        ],
    );
}

#[test]
fn a_code_that_is_not_known_ends_the_value_above_it() {
    let text = format!(
        "AN        QTS2096146\nHL        FERRY WINS A BERTH\nDL        UNITS: 4.7     WORDS: 569\nDD        11/01/93\n\
         SO        Quay Alert\n          Vol. 5, No. 2\nLP        {COD}\nTX        {FERRY}\n"
    );
    let headlines: Vec<String> = found(&text).into_iter().map(|article| article.headline).collect();
    assert_eq!(headlines, ["FERRY WINS A BERTH"]);
}

#[test]
fn a_russian_archive_marks_its_labels_with_carets() {
    let text = "^ИС: Вельморский вестник\n^ДТ: 03.05.2003\n^АВ: Анна Попова\n^ЗГ: Паром снова вышел в море\n\n\
                Паром, который связывает остров с материком, снова вышел в море в пятницу.\n\n\
                ^ИС: Набережная\n^ДТ: 04.05.2003\n^АВ: Иван Коваль\n^ЗГ: Рыба подорожала\n\n\
                Цена трески выросла на десятую часть за неделю.\n";
    check(
        text,
        &[
            "1-6 Паром снова вышел в море | Вельморский вестник | Анна Попова | 2003-05-03",
            "8-13 Рыба подорожала | Набережная | Иван Коваль | 2003-05-04",
        ],
    );
}

#[test]
fn labels_may_stand_for_a_whole_head() {
    let text = format!(
        "Journal:   PC Quay  May 3 1993 v10 n4 p7(1)\n{}\nTitle:     Ferry sails again after nine weeks, and nobody\n           \
         knows what it cost.\nAuthor:    Roe, Jane; Doe, John.\n\nFull Text:\n\n{}\n\n\
         Journal:   PC Quay  May 10 1993 v10 n5 p12(2)\n{}\nTitle:     Cod prices climb.\nAuthor:    Poe, Ann.\n\nFull Text:\n\n{}\n",
        "-".repeat(60),
        wrapped(TOLL),
        "-".repeat(60),
        wrapped(COD)
    );
    check(
        &text,
        &[
            "1-12 Ferry sails again after nine weeks, and nobody knows what it cost. | PC Quay | Jane Roe, John Doe | 1993-05-03",
            "14-23 Cod prices climb. | PC Quay | Ann Poe | 1993-05-10",
        ],
    );
}

#[test]
fn a_file_that_announces_more_articles_than_it_holds_is_doubted() {
    let one = counted(1, "The Vellmora Herald", "May 3, 2009 Sunday", "Ferry sails again", "JANE ROE", FERRY);
    let two = counted(2, "Daily Quay", "May 4, 2009 Monday", "Cod prices climb", "John Doe", COD);
    assert_eq!(codes(&format!("{one}{two}")), []);
    assert_eq!(codes(&one.replace("of 2", "of 100")), [Code::CountDiffers]);
    let told = |text: &str| -> Vec<String> {
        read(text, "a.txt").into_iter().filter_map(Result::err).map(|problem| problem.message).collect()
    };
    let gap = format!("{one}{}", two.replace("2 of 2", "3 of 3")).replace("1 of 2", "1 of 3");
    assert_eq!(told(&gap), ["the file announces 3 articles, 2 were found: number 2 is missing"]);
}

#[test]
fn a_title_label_is_no_part_of_the_headline() {
    let text = format!("title: Ferry sails again\n\n{}\n", wrapped(FERRY));
    check(&text, &["1-6 Ferry sails again | - | - | -"]);
}
