//! Mails: what stands in one is an article under its subject, unless it shows that it holds several.

use super::{COD, FERRY, TOLL, check, wrapped};

fn mail(kind: &str, text: &str) -> String {
    format!(
        "From: Ida Brandt <ida@tarnwick.example>\nSubject: What the quay needs\nDate: Mon, 4 Mar 2019 09:15:02 +0100\n\
        Message-ID: <1@quay.example>\n{kind}\n\n{text}"
    )
}

#[test]
fn a_text_declared_by_half_is_a_text() {
    let text = mail("Content-Type: text", &wrapped(FERRY));
    check(&text, &["7-10 What the quay needs | - | Ida Brandt | 2019-03-04"]);
}

#[test]
fn points_in_a_mail_are_its_own() {
    let points = [FERRY, TOLL, COD, FERRY, TOLL].map(|text| format!("* {text}"));
    let text = mail("MIME-Version: 1.0", &format!("{}\n\n{}\n", wrapped(COD), points.join("\n\n")));
    check(&text, &["7-19 What the quay needs | - | Ida Brandt | 2019-03-04"]);
}

#[test]
fn articles_with_credits_in_a_mail_stand_alone() {
    let one = |headline: &str, text: &str| {
        format!("{headline}\nQuay Echo | March 2, 2019\n\n{}\n\n", wrapped(text))
    };
    let articles = [one("Crane sold", FERRY), one("Toll rises", TOLL), one("Cod is dear", COD)].concat();
    check(
        &mail("MIME-Version: 1.0", &articles),
        &[
            "7-13 Crane sold | Quay Echo | - | 2019-03-02",
            "15-21 Toll rises | Quay Echo | - | 2019-03-02",
            "23-28 Cod is dear | Quay Echo | - | 2019-03-02",
        ],
    );
}
